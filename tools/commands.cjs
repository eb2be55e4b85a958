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
  start: { file: "start.ts", jupyter: true },
  test: { file: "test.ts", jupyter: true },
  reproduce: { file: "reproduce.ts", jupyter: true },
  claims: { file: "claims.ts" },
  golden: { file: "golden.ts" },
  bench: { file: "bench.ts" },
};

async function run(name, args) {
  const command = COMMANDS[name];
  if (!command) {
    console.error(`command must be one of ${Object.keys(COMMANDS).join(", ")}; got ${name}`);
    process.exit(1);
  }
  try {
    await setUpPackages();
    if (command.jupyter) await setUpJupyter();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
  runFile(command.file, args);
}

module.exports = { run };
