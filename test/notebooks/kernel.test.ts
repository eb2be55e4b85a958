/** The kernel, in a small project of its own whose files the cells change. */
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { openRunner, type Execution, type Runner } from "../../tools/execute";
import { outputsOf, ROOT, textOf } from "../../tools/notebook";

describe("the kernel", () => {
  let project = "";
  let runner: Runner;

  before(async () => {
    project = mkdtempSync(path.join(tmpdir(), "privacy-markets-kernel-"));
    for (const folder of ["tools", "lib/room", "notebooks", "jupyter/kernels/tslab"]) {
      mkdirSync(path.join(project, folder), { recursive: true });
    }
    symlinkSync(path.join(ROOT, "node_modules"), path.join(project, "node_modules"), "junction");
    copyFileSync(path.join(ROOT, "tools", "kernel.cjs"), path.join(project, "tools", "kernel.cjs"));
    writeFileSync(path.join(project, "lib/room/answer.ts"), "export const answer: number = 1;\n");
    writeFileSync(path.join(project, "lib/room/index.ts"), 'export { answer } from "./answer";\n');
    runner = await openRunner({ JUPYTER_PATH: path.join(project, "jupyter") });
  });
  after(() => {
    runner.close();
    rmSync(project, { recursive: true, force: true });
  });

  /** Runs cells, with the kernel started by `program`. */
  function run(cells: readonly string[], program = path.join(project, "tools", "kernel.cjs")): Promise<Execution> {
    writeFileSync(
      path.join(project, "jupyter/kernels/tslab/kernel.json"),
      JSON.stringify({
        argv: [process.execPath, program, "{connection_file}"],
        display_name: "TypeScript",
        language: "typescript",
      }),
    );
    const file = path.join(project, "notebooks", "cells.ipynb");
    writeFileSync(
      file,
      JSON.stringify({
        cells: cells.map((source, i) => ({
          cell_type: "code",
          id: `c${i}`,
          metadata: {},
          source,
          execution_count: null,
          outputs: [],
        })),
        metadata: { kernelspec: { name: "tslab", display_name: "TypeScript" } },
        nbformat: 4,
        nbformat_minor: 5,
      }),
    );
    return runner.execute(file);
  }

  const printed = ({ notebook, error }: Execution): string => {
    assert.ok(notebook, error);
    return outputsOf(notebook)
      .map(({ text }) => textOf(text ?? ""))
      .join("");
  };

  const wait = "await new Promise((resolve) => setTimeout(resolve, 1000));";

  test("what a cell writes on stderr fails its notebook, and the next one runs all the same", async () => {
    const { notebook, error } = await run(['console.error("careful");']);
    assert.equal(notebook, undefined);
    assert.match(error ?? "", /cell c0: careful/);
    assert.equal(printed(await run(['console.log("well");'])), "well\n");
  });

  test("a cell imports a folder of lib/, and sees its files' changes when it imports it again", async () => {
    assert.equal(
      printed(
        await run([
          'import { answer } from "./lib/room"; console.log(answer);',
          `import { writeFileSync } from "fs"; writeFileSync("lib/room/answer.ts", "export const answer = 2;"); ${wait}`,
          'import { answer } from "./lib/room"; console.log(answer);',
        ]),
      ),
      "1\n2\n",
    );
  });

  test("files and folders added while it runs do not stop it", async () => {
    assert.equal(
      printed(
        await run([
          'import { answer } from "./lib/room"; import { mkdirSync, writeFileSync } from "fs";',
          `mkdirSync("lib/new"); writeFileSync("lib/new/index.ts", "export const x = 3;"); ${wait}`,
          'import { x } from "./lib/new"; console.log(x);',
        ]),
      ),
      "3\n",
    );
  });

  test("a cell may use a name of an earlier cell in shorthand", async () => {
    assert.equal(printed(await run(["const eps = 1;", "console.log({ eps }.eps);"])), "1\n");
  });

  test("a cell that throws is named with what it threw, and the next is not run", async () => {
    const { notebook, error } = await run(["console.log(1);", 'throw new RangeError("theta must be …");', "1;"]);
    assert.equal(notebook, undefined);
    assert.match(error ?? "", /^cell c1: .*RangeError: theta must be …/s);
  });

  test("a type error is named with its place", async () => {
    const { error } = await run(["const n: number = 'one';"]);
    assert.match(error ?? "", /^cell c0: 1:7 - Type 'string' is not assignable to type 'number'/);
  });

  test("a kernel that does not start is an error", async () => {
    const { notebook, error } = await run(["1;"], path.join(project, "tools", "nosuch.cjs"));
    assert.equal(notebook, undefined);
    assert.match(error ?? "", /Kernel died/);
  });
});
