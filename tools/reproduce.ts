/**
 * npm run reproduce [-- NAME…] [--check]: runs notebooks from clean kernels, side by side, and saves them executed, with
 * a static picture in each figure where a Chromium is found. --check saves nothing, and fails where a number or text
 * differs from what is saved.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { gridText } from "../lib/notebook/grid";
import { drawFigures, findChromium, sizeOf } from "./chromium";
import { openRunner, type Execution } from "./execute";
import { choose } from "./choose";
import { fail } from "./fail";
import {
  changes,
  fileOf,
  normalised,
  notebookNames,
  outputsOf,
  PICTURE,
  PLOTLY,
  readNotebook,
  saved,
  stringify,
  type Notebook,
  type Output,
} from "./notebook";

const isFigure = (output: Output): boolean => output.data?.[PLOTLY] !== undefined;
const specificationOf = (output: Output): string => stringify(output.data?.[PLOTLY] ?? null);

/** The notebook with a picture in each figure: the one it had where the figure is the same, else a new one. */
async function withPictures(now: Notebook, was: Notebook): Promise<Notebook> {
  const had = outputsOf(was).filter((output) => isFigure(output) && output.data?.[PICTURE]);
  // Those of another size are drawn again.
  const pictures = new Map(
    had
      .filter(({ data, metadata }) => stringify(metadata?.[PICTURE] ?? null) === stringify(sizeOf(data?.[PLOTLY])))
      .map((output) => [specificationOf(output), output.data?.[PICTURE] as string]),
  );
  const needed = new Set(outputsOf(now).filter(isFigure).map(specificationOf));
  const missing = [...needed].filter((specification) => !pictures.has(specification));
  const chromium = missing.length > 0 && findChromium();
  if (chromium) {
    const drawn = await drawFigures(
      chromium,
      missing.map((spec) => JSON.parse(spec)),
    );
    missing.forEach((spec, i) => pictures.set(spec, drawn[i]));
  }
  const cells = now.cells.map((cell) => ({
    ...cell,
    ...(cell.outputs && {
      outputs: cell.outputs.map((output) => {
        const picture = isFigure(output) && pictures.get(specificationOf(output));
        if (!picture) return output;
        const metadata = { ...output.metadata, [PICTURE]: sizeOf(output.data?.[PLOTLY]) };
        return { ...output, data: { ...output.data, [PICTURE]: picture }, metadata };
      }),
    }),
  }));
  return { ...now, cells };
}

/** Progress: a line for each notebook, rewritten in place on a terminal, else written when the notebook ends. */
function progressLines(names: readonly string[]): (name: string, text: string, ended: boolean) => void {
  const lines = names.map((name) => `${name}: waiting`);
  const terminal = process.stdout.isTTY;
  if (terminal) console.log(lines.join("\n"));
  return (name, text, ended) => {
    const line = `${name}: ${text}`;
    lines[names.indexOf(name)] = line;
    if (terminal) process.stdout.write(`\x1b[${lines.length}A${lines.map((l) => `\x1b[2K${l}\n`).join("")}`);
    else if (ended) console.log(line);
  };
}

function options(): { names: readonly string[]; check: boolean } {
  try {
    const { values, positionals } = parseArgs({
      options: { check: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const all = notebookNames();
    const names = positionals.map((name) => name.replace(/^.*[\\/]/, "").replace(/\.ipynb$/, ""));
    const chosen = [...new Set(names.map((name) => choose("notebook", name, all)))];
    return { names: chosen.length > 0 ? chosen : all, check: values.check };
  } catch (error) {
    return fail((error as Error).message.split("\n")[0]);
  }
}

/** Saves an executed notebook, unless what is saved is the same already. Returns the differences that --check finds. */
async function settle(name: string, now: Notebook, check: boolean): Promise<string[]> {
  const was = normalised(readNotebook(name));
  const differences = changes(now, was);
  if (check) return differences;
  // Numbers that differ by rounding only stay as they are saved, so that another machine changes no file.
  const complete = await withPictures(differences.length > 0 ? now : { ...was, metadata: now.metadata }, was);
  writeFileSync(fileOf(name), saved(complete));
  return [];
}

function claimsIn(notebook: Notebook): string {
  const parts = outputsOf(notebook).map(
    ({ metadata }) => metadata?.claims as { total: number; asRecorded: number } | undefined,
  );
  const sum = (of: "total" | "asRecorded"): number => parts.reduce((n, part) => n + (part?.[of] ?? 0), 0);
  return sum("total") > 0 ? `${sum("asRecorded")} of ${sum("total")}` : "";
}

async function main(): Promise<void> {
  const { names, check } = options();
  const report = progressLines(names);
  const results: { name: string; execution: Execution; problems: string[] }[] = [];

  const waiting = [...names];
  const worker = async (): Promise<void> => {
    const runner = await openRunner();
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const here = name;
      report(here, "starting", false);
      const execution = await runner.execute(fileOf(here), (cell, of) => report(here, `cell ${cell} of ${of}`, false));
      const problems = execution.notebook
        ? await settle(here, execution.notebook, check)
        : [execution.error ?? "failed"];
      results.push({ name: here, execution, problems });
      report(here, `${problems.length > 0 ? "FAILED" : "done"}, ${execution.seconds.toFixed(1)} s`, true);
    }
    runner.close();
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), names.length) }, worker));

  results.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
  for (const { name, problems } of results)
    for (const problem of problems.slice(0, 20)) console.error(`${name}, ${problem}`);
  const column = (header: string, numeric: boolean, of: (r: (typeof results)[number]) => string) => ({
    header,
    numeric,
    cells: results.map(of),
  });
  console.log(
    gridText([
      column("notebook", false, ({ name }) => name),
      column("seconds", true, ({ execution }) => execution.seconds.toFixed(1)),
      column("figures", true, ({ execution: { notebook } }) =>
        notebook ? String(outputsOf(notebook).filter(isFigure).length) : "",
      ),
      column("claims as recorded", true, ({ execution: { notebook } }) => (notebook ? claimsIn(notebook) : "")),
      column("", false, ({ problems, execution: { notebook } }) =>
        problems.length === 0 ? "" : notebook ? `DIFFERS in ${problems.length} places` : "FAILED",
      ),
    ]),
  );
  process.exitCode = results.every(({ problems }) => problems.length === 0) ? 0 : 1;
}

void main();
