import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findRoot } from "../../lib/numerics/roots";

test("roots to the last place, at any scale", () => {
  assert.ok(Math.abs(findRoot(Math.cos, 0, 3) - Math.PI / 2) < 5e-16);
  assert.equal(
    findRoot((x) => x - 1e-200, -1, 2),
    1e-200,
  );
  assert.ok(Math.abs(findRoot((x) => x ** 9, -1, 2)) < 1e-30);
  assert.ok(Math.abs(findRoot((x) => Math.exp(x) - 1e300, 0, 1000) - Math.log(1e300)) < 1e-12);
});

test("a root at an end is found", () => {
  assert.equal(
    findRoot((x) => x - 1, 1, 2),
    1,
  );
  assert.equal(
    findRoot((x) => x - 2, 1, 2),
    2,
  );
});

test("no change of sign, and NaN, are refused", () => {
  assert.throws(() => findRoot((x) => x * x + 1, -1, 1), { name: "RangeError", message: /different signs/ });
  assert.throws(() => findRoot(() => NaN, -1, 1), RangeError);
  assert.throws(() => findRoot((x) => x, 2, 1), { message: /^hi must be/ });
});

test("any cubic's root lies in the bracket and solves it", () => {
  fc.assert(
    fc.property(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ min: 0.1, max: 5, noNaN: true }), (r, c) => {
      const f = (x: number): number => (x - r) * ((x - r) ** 2 + c);
      assert.ok(Math.abs(findRoot(f, -11, 12) - r) < 1e-12);
    }),
    { seed: 1 },
  );
});
