/** npm test [-- NAME…]: runs the tests, or those whose path contains one of the names. */
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { fail } from "./fail";
import { ROOT } from "./notebook";

const names = process.argv.slice(2);
const files = readdirSync(path.join(ROOT, "test"), { recursive: true, encoding: "utf8" })
  .map((file) => path.join("test", file))
  .filter((file) => file.endsWith(".test.ts") && (names.length === 0 || names.some((name) => file.includes(name))))
  .sort();
if (files.length === 0) fail(`no test file's path contains ${names.join(" or ")}`);

spawn(process.execPath, ["--import", "tsx", "--test", `--test-concurrency=${availableParallelism()}`, ...files], {
  cwd: ROOT,
  stdio: "inherit",
}).on("close", (code) => {
  process.exitCode = code ?? 1;
});
