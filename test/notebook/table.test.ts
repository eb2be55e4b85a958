import assert from "node:assert/strict";
import { test } from "node:test";
import { table } from "../../lib/notebook";
import { shownBy } from "./kernel";

const text = async (...args: Parameters<typeof table>): Promise<unknown> =>
  (await shownBy(() => table(...args)))[0].data["text/plain"];

test("rows, columns and data frames give the same table", async () => {
  const expected = "N  pay (€)\n-  -------\n1      1.5\n2      2.0";
  assert.equal(
    await text([
      { N: 1, "pay (€)": 1.5 },
      { N: 2, "pay (€)": 2 },
    ]),
    expected,
  );
  assert.equal(await text({ N: [1, 2], "pay (€)": Float64Array.of(1.5, 2) }), expected);
  assert.equal(
    await text({
      columns: ["N", "pay (€)"],
      values: [
        [1, 1.5],
        [2, 2],
      ],
    }),
    expected,
  );
});

test("numbers stand on the right, words on the left, and markup is shown as it is written", async () => {
  const [{ data }] = await shownBy(() => table([{ who: "<a & b>", pay: 1 }], { caption: "Who" }));
  const html = data["text/html"] as string;
  assert.match(html, /<td style="text-align: left[^>]*>&lt;a &amp; b&gt;<\/td>/);
  assert.match(html, /<td style="text-align: right[^>]*>1<\/td>/);
  assert.match(html, /<caption[^>]*>Who<\/caption>/);
});

test("what is no table is refused", () => {
  assert.throws(() => table([]), /data must be at least one row/);
  assert.throws(() => table({}), /data must be at least one column/);
  assert.throws(() => table([{ a: 1 }, { b: 1 }]), /data\[1\] must be a row with the keys a/);
  assert.throws(() => table({ a: [1], b: [1, 2] }), /the length of data.b must be 1, as of data.a; got 2/);
  assert.throws(() => table(3 as never), /data must be rows, columns or a data frame; got 3/);
  assert.throws(() => table([1, 2] as never), TypeError);
  assert.throws(() => table([{ a: 1 }], { digits: 0 }), /digits must be/);
});
