/** The library gives the reference values of data/golden, which independent programs computed. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { encoded, evaluate, matches, readReferences } from "./evaluate";

const GOLDEN = path.resolve(__dirname, "../../data/golden");

for (const file of readdirSync(GOLDEN)) {
  const { paper, cases } = readReferences(path.join(GOLDEN, file));
  test(`reference values of ${paper}`, async (t) => {
    for (const reference of cases) {
      await t.test(reference.id, async () => {
        const { passed, got } = await evaluate(paper, reference);
        assert.ok(passed, `expected ${encoded(reference.value)}, got ${encoded(got)}`);
      });
    }
  });
}

test("a number matches within the larger of its two tolerances, and only there", () => {
  assert.ok(matches(1 + 1e-12, 1, { rel: 1e-11 }));
  assert.ok(!matches(1 + 1e-10, 1, { rel: 1e-11 }));
  assert.ok(matches(1e-13, 0, { abs: 1e-12 }));
  assert.ok(!matches(1e-13, 0, { rel: 1e-12 }));
  assert.ok(!matches(NaN, 1, { abs: 1 }));
  assert.ok(matches(Infinity, Infinity));
  assert.ok(!matches(1e308, Infinity, { rel: 1e-9 }));
});

test("shapes, strings, booleans and null must be equal", () => {
  assert.ok(matches(Float64Array.of(1, 2), [1, 2]));
  assert.ok(!matches([1, 2, 3], [1, 2]));
  assert.ok(matches({ a: [1, null], b: "x" }, { b: "x", a: [1, null] }));
  assert.ok(!matches({ a: 1, b: 2 }, { a: 1 }));
  assert.ok(!matches("1", 1));
  assert.ok(!matches(undefined, null));
  assert.ok(!matches(1, true));
});

test("only the library's own errors count as refusals", async () => {
  const refused = async (compute: () => unknown): Promise<boolean> => {
    const reference = { id: "x/y/z", quantity: "q", inputs: {}, value: { throws: true } };
    return (await evaluate("x", reference, { x: { q: compute } })).passed;
  };
  assert.ok(
    await refused(() => {
      throw new RangeError("theta must be a number in (0.5, 1); got 0.5");
    }),
  );
  assert.ok(
    !(await refused(() => {
      throw new Error("theta must be a number in (0.5, 1); got 0.5");
    })),
  );
  assert.ok(!(await refused(() => (undefined as unknown as number[]).length)));
  assert.ok(!(await refused(() => NaN)));
});
