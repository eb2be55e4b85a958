/** The commands of the terminal: what they say of themselves, and to names that are not there. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { foldersOfTests, selectedTests } from "../../tools/tests";

const ROOT = path.resolve(__dirname, "../..");
const { scripts, devDependencies, dependencies } = JSON.parse(
  readFileSync(path.join(ROOT, "package.json"), "utf8"),
) as {
  scripts: Record<string, string>;
  devDependencies?: Record<string, string>;
  dependencies?: Record<string, string>;
};

/** What a command prints, and how it ends. */
function run(...args: string[]): { said: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [path.join("tools", "run.cjs"), ...args], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return { said: stdout + stderr, status };
}

for (const name of Object.keys(scripts).filter((script) => scripts[script].includes("run.cjs"))) {
  test(`${name} explains itself`, () => {
    for (const option of ["--help", "-h"]) {
      const { said, status } = run(name, option);
      assert.equal(status, 0);
      assert.match(said, new RegExp(`^npm (run )?${name}.*: .*\\.\n( {2}.*\n)*Example: npm (run )?${name}`));
    }
  });
}

test("an unknown name is answered with those that there are, an unclear one with what it may be", () => {
  const cases: [string[], RegExp][] = [
    [["reproduce", "nosuch"], /^there is no notebook nosuch; there are 00-start-here, 10-value-of-privacy, .*\n$/],
    [["reproduce", "1"], /^1 may be 10-value-of-privacy or 11-beyond-the-value-of-privacy\n$/],
    [["bench", "nosuch"], /^there is no room or work nosuch; there are .*fair-value/],
    [["claims", "nosuch"], /^filter must be how the id of a claim begins \(wyz16, fl12, .*\); got "nosuch"\n$/],
    [["golden", "nosuch.json"], /nosuch\.json.*; there are .*data\/golden\/wang-ying-zhang-2016\.json/],
    [["test", "nosuch"], /^there is no test of nosuch; the folders are arguments, .*\n$/],
    [["nosuch"], /^command must be one of setup, start, .*; got nosuch\n$/],
  ];
  for (const [args, answer] of cases) {
    const { said, status } = run(...args);
    assert.match(said, answer);
    assert.equal(status, 1);
  }
});

test("a room's name means its tests, not those that are called alike", () => {
  const names = (...of: string[]): string[] => selectedTests(of).map((file) => file.split(path.sep).join("/"));
  assert.ok(names("games").length > 0);
  assert.ok(names("games").every((file) => file.startsWith("test/games/")));
  assert.ok(names("fair-value").includes("test/figures/fair-value.test.ts"));
  assert.deepEqual(names("fair-value/games"), ["test/fair-value/games.test.ts"]);
  assert.deepEqual(names("nosuch"), []);
  assert.deepEqual(names().length, names(...foldersOfTests()).length);
});

test("npx tsc is the project's TypeScript", () => {
  const compiler = path.join(ROOT, "node_modules", ".bin", process.platform === "win32" ? "tsc.cmd" : "tsc");
  const said = execFileSync(compiler, ["--version"], { encoding: "utf8", shell: process.platform === "win32" });
  assert.equal(said.trim(), `Version ${{ ...dependencies, ...devDependencies }.typescript}`);
});
