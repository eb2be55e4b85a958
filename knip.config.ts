/**
 * What counts as used: by the commands, the kernel, the cells of notebooks and the programs of README; in the default
 * mode, not with --production, also by tests and the bench.
 */
import type { KnipConfig } from "knip";

/** A notebook's cells as one module; in them paths begin at the project's folder. */
const cellsOf = (text: string): string =>
  (JSON.parse(text) as { cells: { cell_type: string; source: string | string[] }[] }).cells
    .filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => [source].flat().join(""))
    .join("\n")
    .replaceAll('"./', '"../');

const programsOf = (text: string): string => [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code).join("\n");

export default {
  entry: [
    "README.md!",
    "notebooks/*.ipynb!",
    "tools/*.ts!",
    "tools/kernel.cjs!",
    "claims/{worker.cjs,task.ts}!",
    // What cells may call, and what the kernel loads by its path.
    "lib/notebook/{index,values}.ts!",
    // For the reader's own games.
    "lib/games/{equilibria,nucleolus}.ts!",
    "bench/*.ts",
    "test/**/*.test.ts",
  ],
  project: ["{lib,figures,claims,tools,notebooks}/**/*.{ts,cjs,ipynb}!", "README.md!", "{bench,test}/**/*.ts"],
  compilers: { ipynb: cellsOf, md: programsOf },
  // Types of arguments and values go with their functions.
  exclude: ["types"],
  // Run by its file, in test/house.
  ignoreDependencies: ["prettier"],
  ignoreExportsUsedInFile: true,
} satisfies KnipConfig;
