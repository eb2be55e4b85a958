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

/** Errors, and what cells wrote on stderr, where a cell does not say that it may fail. */
const complaints = (notebook: Notebook): string[] =>
  notebook.cells
    .filter(({ metadata }) => !(metadata.tags as readonly string[] | undefined)?.includes("raises-exception"))
    .flatMap((cell) =>
      (cell.outputs ?? [])
        .filter((output) => output.name === "stderr" || output.output_type === "error")
        .map((output) => `cell ${cell.id}: ${(output.traceback?.join("\n") ?? textOf(output.text ?? "")).trim()}`),
    );

/** What a dying kernel wrote to its terminal says why, where Jupyter knows only that it died. */
function withReason(error: string, noise: string): string {
  const reason = /FATAL ERROR: .*/.exec(noise)?.[0];
  return reason && /died/i.test(error) ? `${error} (${reason})` : error;
}

/** A process that runs notebooks, one after the other. */
export interface Runner {
  /**
   * Runs a notebook.
   * @param file where it lies; it is not written
   * @param onCell hears of each cell that ends
   */
  readonly execute: (file: string, onCell?: (cell: number, of: number) => void) => Promise<Execution>;
  /** Ends the process, once what it runs is done. */
  readonly close: () => void;
}

/** Starts a runner. @param environment variables for Jupyter beside its usual ones */
export async function openRunner(environment: NodeJS.ProcessEnv = {}): Promise<Runner> {
  const python = await setUpJupyter();
  const child = spawn(python, [path.join(ROOT, "tools", "execute.py")], {
    env: { ...jupyterEnvironment(), ...environment },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let noise = "";
  child.stderr.on("data", (chunk) => {
    noise += chunk;
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async execute(file, onCell = () => {}) {
      const begin = performance.now();
      const seconds = (): number => (performance.now() - begin) / 1000;
      noise = "";
      child.stdin.write(`${file}\n`);
      for (;;) {
        const { value, done } = await lines.next();
        if (done) return { seconds: seconds(), error: noise.trim().split("\n").pop() };
        const message = JSON.parse(value) as { cell?: number; of?: number; notebook?: Notebook; error?: string };
        if (message.cell !== undefined) onCell(message.cell, message.of ?? 0);
        else if (!message.notebook) return { seconds: seconds(), error: withReason(message.error ?? "", noise) };
        else {
          const wrong = complaints(message.notebook);
          return wrong.length > 0
            ? { seconds: seconds(), error: wrong[0] }
            : { seconds: seconds(), notebook: normalised(message.notebook) };
        }
      }
    },
    close: () => child.stdin.end(),
  };
}
