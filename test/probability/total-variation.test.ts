import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hockeyStick, klDivergence, totalVariation } from "../../lib/probability/total-variation";

const law = (n: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: n, maxLength: n }).map((w) => {
    const sum = w.reduce((a, b) => a + b, 0);
    return w.map((x) => x / sum);
  });
const pairs = fc.integer({ min: 1, max: 6 }).chain((n) => fc.tuple(law(n), law(n)));

test("is half the sum of the absolute differences, the hockey stick at level 0, and bounded by Pinsker", () => {
  fc.assert(
    fc.property(pairs, ([p, q]) => {
      const tv = totalVariation(p, q);
      const half = p.reduce((sum, x, o) => sum + Math.abs(x - q[o]), 0) / 2;
      assert.ok(Math.abs(tv - half) < 1e-12);
      assert.ok(Math.abs(hockeyStick(p, q, 0) - half) < 1e-12);
      assert.ok(klDivergence(p, q) >= 2 * tv * tv - 1e-12);
    }),
    { seed: 1 },
  );
});

test("tiny differences between nearly certain laws survive", () => {
  const d = 1e-40;
  assert.equal(totalVariation([1 - 3e-30, 3e-30], [1 - 3e-30 - d, 3e-30 + 1e-31]), 3e-30 + 1e-31 - 3e-30);
  assert.equal(totalVariation([1, 0], [1, d]), d);
  // Rounding in the likeliest outcome does not drown it.
  assert.equal(totalVariation([1 - 2 ** -53, d], [1, 3 * d]), 3 * d - d);
});

test("the divergence of nearly equal laws is accurate", () => {
  const d = 1e-9;
  assert.ok(Math.abs(klDivergence([0.5 + d, 0.5 - d], [0.5, 0.5]) / (2 * d * d) - 1) < 1e-6);
  assert.equal(klDivergence([0.5, 0.5], [1, 0]), Infinity);
});

test("a level that covers all ratios leaves nothing", () => {
  assert.equal(hockeyStick([0.6, 0.4], [0.4, 0.6], Math.log(1.5) + 1e-12), 0);
  assert.equal(hockeyStick([0.5, 0.5], [1, 0], 50), 0.5);
});

test("refuses what is no law", () => {
  assert.throws(() => totalVariation([0.5, 0.4], [0.5, 0.5]), /the sum of p/);
  assert.throws(() => klDivergence([1], [0.5, 0.5]), /the length of q/);
  assert.throws(() => hockeyStick([1], [1], -1), /level must be/);
});
