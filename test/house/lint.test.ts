/** The code keeps the house's style. What was found good once is not read again until it changes. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";

const ROOT = path.resolve(__dirname, "../..");
const CACHE = path.join("node_modules", ".cache", "house");

/** What a tool says of the code, where it finds something. */
function findings(tool: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join("node_modules", tool), ...args], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return status === 0 ? "" : stdout + stderr;
}

test("the linter finds nothing", () => {
  const cache = ["--cache", "--cache-strategy", "content", "--cache-location", path.join(CACHE, "eslint")];
  assert.equal(findings("eslint/bin/eslint.js", ".", "--max-warnings=0", ...cache), "");
});

test("the formatter finds nothing", () => {
  const cache = ["--cache", "--cache-strategy", "content", "--cache-location", path.join(CACHE, "prettier")];
  assert.equal(findings("prettier/bin/prettier.cjs", "--check", "**/*.{ts,cjs,cts,mjs}", ...cache), "");
});
