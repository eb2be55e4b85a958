/** The code keeps the house's style. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";

test("the linter finds nothing", () => {
  const root = path.resolve(__dirname, "../..");
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join("node_modules", "eslint", "bin", "eslint.js"), ".", "--max-warnings=0"],
    { cwd: root, encoding: "utf8" },
  );
  assert.equal(status, 0, stdout + stderr);
});
