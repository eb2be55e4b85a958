/**
 * npm test [-- NAME…]: runs the tests, or those of the rooms that are named (test/NAME/ and what mirrors the room in other
 * folders), or those whose path contains a name that is no room.
 */
import { spawn } from "node:child_process";
import { availableParallelism } from "node:os";
import { fail } from "./fail";
import { ROOT } from "./notebook";
import { SetupError, setUpJupyter } from "./setup.cjs";
import { foldersOfTests, selectedTests } from "./tests";

async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const files = selectedTests(names);
  if (files.length === 0)
    fail(`there is no test of ${names.join(" or ")}; the folders are ${foldersOfTests().join(", ")}`);
  try {
    if (files.some((file) => /^test.notebooks/.test(file))) await setUpJupyter();
  } catch (error) {
    if (error instanceof SetupError) fail(error.message);
    throw error;
  }
  spawn(process.execPath, ["--import", "tsx", "--test", `--test-concurrency=${availableParallelism()}`, ...files], {
    cwd: ROOT,
    stdio: "inherit",
  }).on("close", (code) => {
    process.exitCode = code ?? 1;
  });
}

void main();
