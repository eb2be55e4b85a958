/** The commands behind npm's scripts, and what each needs to be set up. */
"use strict";
const { spawn } = require("node:child_process");
const path = require("node:path");
const { ROOT, SetupError, setUpJupyter, setUpPackages } = require("./setup.cjs");

/** Runs a file of tools/, plain or TypeScript, as node runs it; this process ends as it does. */
function runFile(file, args) {
  const child = spawn(process.execPath, ["--import", "tsx", path.join(__dirname, file), ...args], {
    cwd: ROOT,
    stdio: "inherit",
  });
  // Ctrl-C goes to both; the child decides, and this process ends as it does.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("close", (code) => {
    process.exitCode = code === null ? 1 : code;
  });
}

const COMMANDS = {
  setup: {
    jupyter: true,
    does: "sets up what is missing in this folder, and opens nothing; for VS Code and the like",
    usage: "npm run setup",
  },
  start: {
    file: "start.ts",
    jupyter: true,
    does: "opens JupyterLab at notebooks/00-start-here.ipynb and prints its address",
    usage: "npm start [-- OPTION…]",
    options: [["OPTION", "any of JupyterLab's, as --no-browser, --port N, --ip ADDRESS; all of them: --help-all"]],
    example: "npm start -- --no-browser --port 8899",
  },
  test: {
    file: "test.ts",
    does: "runs the tests; with names, some of them",
    usage: "npm test [-- NAME…]",
    options: [["NAME", "a folder of test/, as games or notebooks; else a part of the tests' paths"]],
    example: "npm test -- value-of-privacy",
  },
  lint: {
    file: "test.ts",
    args: ["house/lint", "house/typescript", "house/unused"],
    does: "checks style, types and that nothing is unused: the quick part of the tests of the house",
    usage: "npm run lint",
  },
  reproduce: {
    file: "reproduce.ts",
    jupyter: true,
    does: "runs notebooks from clean kernels and saves them executed",
    usage: "npm run reproduce [-- NAME…] [--check]",
    options: [
      ["NAME", "a notebook, or how its name begins; all by default"],
      ["--check", "saves nothing, and fails where a number or text differs from what is saved"],
    ],
    example: "npm run reproduce -- 10 --check",
  },
  claims: {
    file: "claims.ts",
    does: "checks claims and prints the ledger",
    usage: "npm run claims [-- FILTER] [--seed N] [--json]",
    options: [
      ["FILTER", "how the claims' ids begin: a paper's prefix, as wyz16, or more; all by default"],
      ["--seed N", "other draws for the Monte Carlo checks than those recorded"],
      ["--json", "prints ids, verdicts and evidence as JSON"],
    ],
    example: "npm run claims -- wyz16/thm2",
  },
  golden: {
    file: "golden.ts",
    does: "compares the library with reference values",
    usage: "npm run golden -- FILE…",
    options: [["FILE", "files of reference values, as those in data/golden/"]],
    example: "npm run golden -- data/golden/wang-ying-zhang-2016.json",
  },
  compare: {
    file: "compare.ts",
    does: "compares the library's functions with slow forms of them, on random inputs over their whole domains",
    usage: "npm run compare [-- ROOM…] [--runs N] [--seed N]",
    options: [
      ["ROOM", "a folder of test/ with numbers to compare, as games, or how one begins; all by default"],
      ["--runs N", "how many inputs a function, 10000 by default (the tests take a few hundred)"],
      ["--seed N", "the inputs of an earlier run, which printed it; others each time by default"],
    ],
    example: "npm run compare -- numerics --runs 100000",
  },
  bench: {
    file: "bench.ts",
    does: "times the library beside what a Python user would pick; sets up the peers' packages first, once",
    usage: "npm run bench [-- NAME…] [--json]",
    options: [
      ["NAME", "a room, as fair-value, or a work, or how one begins; all by default"],
      ["--json", "prints the table as JSON"],
    ],
    example: "npm run bench -- fair-value",
  },
  package: {
    file: "package.ts",
    does: "builds the library as a package for your own code, in dist/, and prints what each room weighs",
    usage: "npm run package",
  },
  reference: {
    file: "reference.ts",
    does: "builds the library's reference from its docstrings, in dist/reference/",
    usage: "npm run reference",
  },
};

function help({ does, usage, options = [], example = usage }) {
  const width = Math.max(0, ...options.map(([name]) => name.length));
  return [
    `${usage}: ${does}.`,
    ...options.map(([name, text]) => `  ${name.padEnd(width)}  ${text}`),
    `Example: ${example}`,
  ].join("\n");
}

async function run(name, args) {
  const command = COMMANDS[name];
  if (!command) {
    console.error(`command must be one of ${Object.keys(COMMANDS).join(", ")}; got ${name}`);
    process.exit(1);
  }
  if (args.includes("--help") || args.includes("-h")) {
    console.log(help(command));
    return;
  }
  try {
    await setUpPackages();
    if (command.jupyter) await setUpJupyter();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
  if (command.file) runFile(command.file, [...(command.args || []), ...args]);
}

module.exports = { run };
