/** Cells run by the real kernel, in a small project of their own whose files they may change. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openRunner, type Execution } from "../../tools/execute";
import { ROOT } from "../../tools/notebook";

export interface Cells {
  readonly project: string;
  /** Runs cells from a clean kernel; `tags` by cell index, such as "raises-exception" for one that may fail. */
  readonly run: (
    cells: readonly string[],
    options?: { mayFail?: readonly number[]; program?: string },
  ) => Promise<Execution>;
  readonly close: () => void;
}

export async function openCells(): Promise<Cells> {
  const project = mkdtempSync(path.join(tmpdir(), "privacy-markets-kernel-"));
  for (const folder of ["lib/room", "notebooks", "jupyter/kernels/tslab"]) {
    mkdirSync(path.join(project, folder), { recursive: true });
  }
  symlinkSync(path.join(ROOT, "node_modules"), path.join(project, "node_modules"), "junction");
  cpSync(path.join(ROOT, "tools"), path.join(project, "tools"), { recursive: true });
  writeFileSync(path.join(project, "lib/room/answer.ts"), "export const answer: number = 1;\n");
  writeFileSync(path.join(project, "lib/room/index.ts"), 'export { answer } from "./answer";\n');
  const runner = await openRunner({ JUPYTER_PATH: path.join(project, "jupyter") });
  return {
    project,
    run(cells, { mayFail = [], program = path.join(project, "tools", "kernel.cjs") } = {}) {
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
            metadata: mayFail.includes(i) ? { tags: ["raises-exception"] } : {},
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
    },
    close() {
      runner.close();
      rmSync(project, { recursive: true, force: true });
    },
  };
}
