/** Runs notebooks from clean kernels. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import path from "node:path";
import { jupyterEnvironment, setUpJupyter } from "./setup.cjs";
import { normalised, ROOT, textOf, type Notebook } from "./notebook";

export interface Execution {
  readonly seconds: number;
  /** The executed notebook, normalised; undefined where it failed. */
  readonly notebook?: Notebook;
  readonly error?: string;
}

/** What cells wrote on stderr. */
const complaints = (notebook: Notebook): string[] =>
  notebook.cells.flatMap((cell) =>
    (cell.outputs ?? [])
      .filter((output) => output.name === "stderr" || output.output_type === "error")
      .map((output) => `cell ${cell.id}: ${textOf(output.text ?? "").trim()}`),
  );

/**
 * Runs a notebook.
 * @param file where it lies; it is not written
 * @param onCell hears of each cell that ends
 * @param environment variables for Jupyter beside its usual ones
 */
export async function execute(
  file: string,
  onCell: (cell: number, of: number) => void = () => {},
  environment: NodeJS.ProcessEnv = {},
): Promise<Execution> {
  const begin = performance.now();
  const python = await setUpJupyter();
  const child = spawn(python, [path.join(ROOT, "tools", "execute.py"), file], {
    env: { ...jupyterEnvironment(), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let noise = "";
  child.stderr.on("data", (chunk) => {
    noise += chunk;
  });
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  let last: { notebook?: Notebook; error?: string } = {};
  for await (const line of createInterface(child.stdout)) {
    const message = JSON.parse(line) as { cell?: number; of?: number; notebook?: Notebook; error?: string };
    if (message.cell !== undefined) onCell(message.cell, message.of ?? 0);
    else last = message;
  }
  await ended;
  const seconds = (performance.now() - begin) / 1000;
  if (!last.notebook) return { seconds, error: last.error ?? noise.trim().split("\n").pop() };
  const wrong = complaints(last.notebook);
  return wrong.length > 0 ? { seconds, error: wrong[0] } : { seconds, notebook: normalised(last.notebook) };
}
