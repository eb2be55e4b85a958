/** Prose states what the cells beside it show. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { notebookNames, readNotebook, ROOT, type Cell, type Notebook } from "../../tools/notebook";
import { unshownNumbers } from "./prose";

const reported = (notebook: Notebook): string[] =>
  unshownNumbers(notebook).map(({ cell, number, context }) => `${cell}: ${number} in "${context}"`);

for (const name of notebookNames()) {
  test(`${name}: the numbers in its prose are shown`, () => {
    assert.deepEqual(reported(readNotebook(name)), []);
  });
}

const markdown = (source: string): Cell => ({ id: "m", cell_type: "markdown", metadata: {}, source });
const code = (source: string, text = ""): Cell => ({
  id: "c",
  cell_type: "code",
  metadata: {},
  source,
  outputs: [{ output_type: "stream", name: "stdout", text }],
});
const of = (...cells: Cell[]): Notebook => ({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });

test("README: the numbers that it states are printed by its programs", () => {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const [, section] = /## From your own code\n(.*?)\n## /s.exec(readme) ?? [];
  assert.ok(section);
  const cells = section.split("```").map((part, i) => (i % 2 === 0 ? markdown(part) : code(part)));
  assert.deepEqual(reported(of(...cells)), []);
});

const unshown = (prose: string, output: string): string[] =>
  unshownNumbers(of(markdown(prose), code("const N = 40;", output))).map(({ number }) => number);

test("a number that is rounded otherwise, mistaken, or shown in another section is found", () => {
  assert.deepEqual(unshown("it costs 1.53", "cost 1.5349"), []);
  assert.deepEqual(unshown("it costs 1.54 for 40, not 41", "cost 1.5349"), ["1.54", "41"]);
  assert.deepEqual(unshown("it loses −2.4 and 12 345", "-2.41 and 12345"), []);
  assert.deepEqual(unshown("it loses 1.2e-7 or 3.4·10^-9", "1.21e-7 and 3.5e-9"), ["3.4·10^-9"]);
  const other = of(markdown("## One\n12 of them, 1.2345"), markdown("## Two"), code("", "12, 1.2345"));
  assert.deepEqual(
    unshownNumbers(other).map(({ number }) => number),
    ["12"],
  );
});

test("a percentage is a share, an excess or a saving", () => {
  assert.deepEqual(unshown("13 per cent, 27 %, 15 % and 12 per cent", "0.134 1.27 0.85 0.5"), ["12"]);
});

test("references, years, formulas, code and what is marked as the paper's are no results", () => {
  const prose =
    "Theorem 4.12, Figs. 10 and 11, (32), 2012, $x = 1.25$, `f(2.5)`, [10-x](10-x.ipynb), §3.14, 0.35 <!-- paper: 0.35 -->";
  assert.deepEqual(unshown(prose, ""), []);
  assert.deepEqual(unshown("0.36 <!-- paper: 0.35 -->", ""), ["0.36"]);
});
