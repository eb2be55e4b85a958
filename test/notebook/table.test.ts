import assert from "node:assert/strict";
import { test } from "node:test";
import { table } from "../../lib/notebook";
import { shownBy } from "./kernel";

const text = async (...args: Parameters<typeof table>): Promise<unknown> =>
  (await shownBy(() => table(...args)))[0].data["text/plain"];
const html = async (...args: Parameters<typeof table>): Promise<string> =>
  (await shownBy(() => table(...args)))[0].data["text/html"] as string;

test("rows and columns give the same table, and do not load danfojs", async () => {
  const expected = "N  pay (€)\n-  -------\n1      1.5\n2      2.0";
  const rows = [
    { N: 1, "pay (€)": 1.5 },
    { "pay (€)": 2, N: 2 },
  ];
  assert.equal(await text(rows), expected);
  assert.equal(await text({ N: [1, 2], "pay (€)": Float64Array.of(1.5, 2) }), expected);
  assert.deepEqual(
    Object.keys(require.cache).filter((file) => /danfojs|tensorflow/.test(file)),
    [],
  );
});

test("numbers stand on the right, words on the left, and markup is shown as it is written", async () => {
  const shown = await html([{ who: "<a & b>", pay: 1 }], { caption: "Who" });
  assert.match(shown, /<td style="text-align: left[^>]*>&lt;a &amp; b&gt;<\/td>/);
  assert.match(shown, /<td style="text-align: right[^>]*>1<\/td>/);
  assert.match(shown, /<caption[^>]*>Who<\/caption>/);
});

test("a column with missing numbers keeps its alignment and decimals", async () => {
  assert.equal(await text({ x: [1, null, 2.25, undefined] }), "   x\n----\n1.00\n\n2.25\n");
  assert.equal(await text({ x: [1, "–", 2.25] }), "   x\n----\n1.00\n   –\n2.25");
});

test("numbers given as text are aligned as numbers, words are not", async () => {
  assert.equal(await text({ x: ["1", "10", "-3.5", "1.2e-5"] }), "     x\n------\n     1\n    10\n  -3.5\n1.2e-5");
  assert.equal(
    await text({ x: ["5 %", "± 1.25", "0.5 ± 0.02"] }),
    "         x\n----------\n       5 %\n    ± 1.25\n0.5 ± 0.02",
  );
  assert.equal(await text({ x: ["10 runs", "5"] }), "x\n-------\n10 runs\n5");
  assert.equal(await text({ x: ["", "–"] }), "x\n-\n\n–");
});

test("a large number keeps its whole part", async () => {
  assert.equal(await text({ x: [1234567.891] }), "      x\n-------\n1234568");
  assert.equal(await text({ x: [1234567.891, 0.5] }), "          x\n-----------\n1234567.891\n      0.500");
});

test("dates, lists and objects are shown as they read", async () => {
  assert.equal(
    await text({ d: [new Date("2026-01-31"), new Date("2026-01-31T12:30Z")] }),
    "d\n-------------------\n2026-01-31\n2026-01-31 12:30:00",
  );
  assert.equal(await text({ d: [[1, 0.1 + 0.2], Float64Array.of(2)] }), "d\n--------\n[1, 0.3]\n[2]");
  assert.equal(await text({ d: [{ a: 1 }, null] }), "d\n--------\n{ a: 1 }\n");
});

test("a long table is shortened to its first and last rows, with the count; a longer one is shown where it is asked", async () => {
  const x = Float64Array.from({ length: 1e5 }, (_, i) => i);
  const shown = (await text({ x }, { caption: "Many", rows: 5 })) as string;
  assert.deepEqual(shown.split("\n"), [
    "Many; 100000 rows, the first 3 and the last 2 shown",
    "    x",
    "-----",
    "    0",
    "    1",
    "    2",
    "    ⋮",
    "99998",
    "99999",
  ]);
  assert.equal((await html({ x })).match(/<tr>/g)?.length, 1 + 60 + 1);
  assert.equal((await html({ x: x.slice(0, 60) })).match(/<tr>/g)?.length, 1 + 60);
  assert.equal((await html({ x: x.slice(0, 500) }, { rows: 500 })).match(/<tr>/g)?.length, 1 + 500);
});

test("an empty table is a table", async () => {
  assert.equal(await text({ empty: [] }), "no rows\nempty\n-----");
  assert.equal(await text([]), "no rows");
});

test("columns named columns, index and values are columns", async () => {
  assert.equal(
    await text({ columns: ["a", "b"], index: [1, 2], values: [3, 4] }),
    "columns  index  values\n-------  -----  ------\na            1       3\nb            2       4",
  );
});

test("what is no table is refused", () => {
  assert.throws(() => table({}), /data must be at least one column/);
  assert.throws(() => table([{ a: 1 }, { b: 1 }]), /data\[1\] must be a row with the keys a; got {"b":1}/);
  assert.throws(() => table([{ a: 1 }, { a: 1, b: 1 }]), /data\[1\] must be a row with the keys a/);
  assert.throws(() => table({ a: [1], b: [1, 2] }), /the length of data.b must be 1, as of data.a; got 2/);
  assert.throws(() => table({ a: [1], b: null } as never), /data.b must be an array; got null/);
  assert.throws(() => table({ a: null, b: [1] } as never), /data.a must be an array; got null/);
  assert.throws(() => table(3 as never), /data must be rows, columns or a data frame; got 3/);
  assert.throws(() => table([1, 2] as never), TypeError);
  assert.throws(() => table([{ a: 1 }], { digits: 0 }), /digits must be/);
  assert.throws(() => table([{ a: 1 }], { rows: 1 }), /rows must be/);
});
