/** The reference of the library. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

const ROOT = path.resolve(__dirname, "../..");
const page = (...parts: string[]): string => readFileSync(path.join(ROOT, "dist", "reference", ...parts), "utf8");

test("it is built without a warning, and leads from a theorem to the function and back", () => {
  const said = execFileSync(process.execPath, ["--import", "tsx", path.join("tools", "reference.ts")], {
    cwd: ROOT,
    encoding: "utf8",
  });
  assert.equal(said, "dist/reference/index.html\n");
  const bound = page("functions", "value-of-privacy.lowerBound.html");
  assert.match(bound, /<code>theta<\/code>: in \(½, 1\)/);
  assert.match(bound, /Example/);
  const [row] = page("documents", "From_theorem_to_code.html").match(/<tr>(?:(?!<tr>)[^])*wyz16\/thm1<[^]*?<\/tr>/)!;
  assert.match(row, /Theorem 1.*functions\/value-of-privacy\.lowerBound\.html.*holds/s);
});
