/** Nothing stands in the house that nobody uses: no file, no export, no dependency. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { docstrings } from "../../tools/docstrings";

const ROOT = path.resolve(__dirname, "../..");

interface Report {
  readonly issues: readonly ({ readonly file: string } & Readonly<
    Record<string, readonly { readonly name: string }[]>
  >)[];
}

interface Unused {
  readonly file: string;
  readonly name: string;
}

/** What knip finds. */
function unused(kinds: string, ...options: string[]): Unused[] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [path.join("node_modules", "knip", "bin", "knip.js"), "--reporter", "json", "--include", kinds, ...options],
    { cwd: ROOT, encoding: "utf8" },
  );
  assert.match(stdout, /^\{/, stderr);
  return (JSON.parse(stdout) as Report).issues.flatMap(({ file, ...found }) =>
    Object.values(found).flatMap((list) => (Array.isArray(list) ? list.map(({ name }) => ({ file, name })) : [])),
  );
}

/** What has an example is there for the reader's own programs: room and name, and its file. */
const roomOf = (file: string): string => file.split("/").slice(0, 2).join("/");
const SHOWN = new Set(
  docstrings()
    .filter(({ examples }) => examples.length > 0)
    .flatMap(({ file, name }) => [file, `${roomOf(file)} ${name}`]),
);
/** What is to go or to be shown, and no more than this. */
const LEFT = ["countsOfDesign", "isFeasible", "removalInclusion"];
const isShown = ({ file, name }: Unused): boolean => SHOWN.has(name) || SHOWN.has(`${roomOf(file)} ${name}`);

test("no file, export or dependency is without a use", () => {
  assert.deepEqual(
    unused("files,exports,nsExports,dependencies,unlisted").filter((one) => !isShown(one)),
    [],
  );
});

test("no file or export is there for tests or the bench alone, but for a few", () => {
  const alone = unused("files,exports,nsExports", "--production").filter((one) => !isShown(one));
  assert.deepEqual(
    alone.filter(({ name }) => !LEFT.includes(name)),
    [],
  );
});
