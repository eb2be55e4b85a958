/** npm run compare [-- ROOM…] [--runs N] [--seed N]: the tests that compare numbers with slow forms, on many inputs. */
import { spawn } from "node:child_process";
import path from "node:path";
import { parseArgs } from "node:util";
import { choose } from "./choose";
import { fail } from "./fail";
import { ROOT } from "./notebook";
import { selectedTests } from "./tests";

function read() {
  try {
    return parseArgs({
      options: {
        runs: { type: "string", default: "10000" },
        seed: { type: "string", default: String(1 + (Date.now() % 1e9)) },
      },
      allowPositionals: true,
    });
  } catch (error) {
    return fail((error as Error).message.split("\n")[0]);
  }
}

const { values, positionals } = read();
for (const [name, value] of Object.entries(values)) {
  if (!/^[1-9]\d{0,8}$/.test(value)) fail(`--${name} must be a whole number from 1 to 999999999; got ${value}`);
}

const roomOf = (file: string): string => path.basename(path.dirname(file));
const files = selectedTests([]).filter((file) => file.endsWith("numbers.test.ts"));
const known = [...new Set(files.map(roomOf))];
const rooms = positionals.map((name) => choose("room with numbers to compare", name, known));

console.log(`${values.runs} inputs a function, seed ${values.seed}`);
spawn(
  process.execPath,
  [
    ...["--import", "tsx", "--test", "--test-concurrency=1"],
    ...files.filter((file) => rooms.length === 0 || rooms.includes(roomOf(file))),
  ],
  { cwd: ROOT, stdio: "inherit", env: { ...process.env, COMPARE_RUNS: values.runs, COMPARE_SEED: values.seed } },
).on("close", (code) => {
  process.exitCode = code ?? 1;
});
