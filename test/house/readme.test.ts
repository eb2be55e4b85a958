/** The README says what the code prints. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { papers, VERDICTS } from "../../claims";
import { claimsOf } from "../../claims/all";

const ROOT = path.resolve(__dirname, "../..");
const README = readFileSync(path.join(ROOT, "README.md"), "utf8");

test("each of its programs prints what stands beside it", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "readme-"));
  try {
    const programs = [...README.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
    assert.ok(programs.length >= 2);
    programs.forEach((code, i) => {
      const file = path.join(folder, `program-${i}.ts`);
      writeFileSync(file, code.replaceAll('"./lib/', `"${ROOT.replaceAll("\\", "/")}/lib/`));
      const printed = execFileSync(process.execPath, ["--import", "tsx", file], { cwd: ROOT, encoding: "utf8" });
      const said = [...code.matchAll(/console\.log\(.*\/\/ (\S+)/g)].map(([, value]) => value.replace(/:$/, ""));
      assert.deepEqual(printed.trim().split("\n"), said);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("its table of the ledger has the recorded verdicts", () => {
  for (const { prefix } of papers) {
    const claims = claimsOf(`${prefix}/`);
    const row = README.split("\n").find((line) => line.startsWith("|") && line.includes(`(\`${prefix}\`)`));
    assert.ok(row, prefix);
    const counts = VERDICTS.map((verdict) => claims.filter((claim) => claim.verdict === verdict).length);
    assert.deepEqual(row.split("|").slice(2, -1).map(Number), [claims.length, ...counts], prefix);
  }
});

test("the notebooks, files and commands that it names are there, and no notebook is left out", () => {
  const notebooks = readdirSync(path.join(ROOT, "notebooks")).filter((name) => name.endsWith(".ipynb"));
  const named = [...README.matchAll(/`(\d\d-[\w-]+)`/g)].map(([, name]) => `${name}.ipynb`);
  assert.deepEqual([...new Set(named)].sort(), notebooks.sort());
  for (const [, target] of README.matchAll(/\]\((?!http)([^)]+)\)/g))
    assert.ok(existsSync(path.join(ROOT, target)), target);
  const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as { scripts: object };
  for (const [, command] of README.matchAll(/npm run (\w+)/g)) assert.ok(command in scripts, command);
});
