/** npm run golden -- FILE…: compares the library with reference values, wherever their files lie. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { encoded, evaluate, readReferences, type ReferenceFile } from "../test/golden/evaluate";
import { fail } from "./fail";
import { ROOT } from "./notebook";

const names = process.argv.slice(2);
if (names.length === 0) fail("which files? npm run golden -- FILE…, as data/golden/wang-ying-zhang-2016.json");

const read = (name: string): ReferenceFile => {
  try {
    return readReferences(path.resolve(process.env.INIT_CWD ?? ".", name));
  } catch (error) {
    const there = readdirSync(path.join(ROOT, "data", "golden")).map((file) => `data/golden/${file}`);
    return fail(`${(error as Error).message}; there are ${there.join(", ")}`);
  }
};

async function main(): Promise<void> {
  let passed = 0;
  let failed = 0;
  for (const { paper, cases } of names.map(read)) {
    for (const reference of cases) {
      const outcome = await evaluate(paper, reference);
      if (outcome.passed) {
        passed++;
        continue;
      }
      failed++;
      const { id, inputs, value } = reference;
      console.log(`${id} ${encoded(inputs)}: expected ${encoded(value)}, got ${encoded(outcome.got)}`);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

void main();
