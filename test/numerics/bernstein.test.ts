import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  combination,
  derivative,
  elevated,
  extremesOf,
  product,
  rootsOf,
  valueAt,
  withoutRootAtOne,
} from "../../lib/numerics/bernstein";

const coefficients = fc
  .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 9 })
  .map((b) => Float64Array.from(b));
const point = fc.double({ min: 0, max: 1, noNaN: true });
const runs = { seed: 5, numRuns: 200, endOnFailure: true };

/** The definition, term by term. */
function byTerms(b: Float64Array, q: number): number {
  const n = b.length - 1;
  let [sum, ways] = [0, 1];
  for (let k = 0; k <= n; k++) {
    sum += b[k] * ways * q ** k * (1 - q) ** (n - k);
    ways = (ways * (n - k)) / (k + 1);
  }
  return sum;
}

test("values are binomial expectations", () => {
  fc.assert(
    fc.property(coefficients, point, (b, q) => assert.ok(Math.abs(valueAt(b, q) - byTerms(b, q)) < 1e-12)),
    runs,
  );
  const long = Float64Array.from({ length: 1001 }, (_, k) => k / 1000);
  for (const q of [0, 1e-9, 0.3, 0.5, 0.9999, 1]) assert.ok(Math.abs(valueAt(long, q) - q) < 1e-12);
});

test("products, sums, higher degrees, derivatives are those of the polynomials", () => {
  fc.assert(
    fc.property(coefficients, coefficients, point, (a, b, q) => {
      const at = (c: Float64Array): number => valueAt(c, q);
      assert.ok(Math.abs(at(product(a, b)) - at(a) * at(b)) < 1e-11);
      assert.ok(Math.abs(at(combination(2, a, -3, b)) - 2 * at(a) + 3 * at(b)) < 1e-11);
      assert.ok(Math.abs(at(elevated(a, 12)) - at(a)) < 1e-11);
      const x = Math.min(Math.max(q, 1e-4), 1 - 1e-4);
      assert.ok(Math.abs(valueAt(derivative(a), x) - (valueAt(a, x + 1e-5) - valueAt(a, x - 1e-5)) / 2e-5) < 1e-5);
    }),
    runs,
  );
});

test("a root at 1 is divided out", () => {
  const b = product(Float64Array.of(1, 0), Float64Array.of(2, -1, 5));
  for (const q of [0, 0.4, 1])
    assert.ok(Math.abs(valueAt(withoutRootAtOne(b), q) - valueAt(Float64Array.of(2, -1, 5), q)) < 1e-12);
});

test("all roots are found: simple, double, at the ends, none", () => {
  const linear = (root: number): Float64Array => Float64Array.of(-root, 1 - root);
  const withRoots = (roots: number[]): Float64Array => roots.map(linear).reduce(product, Float64Array.of(1));
  for (const roots of [[0.3], [0.1, 0.11, 0.9], [0, 0.5], [0.25, 1], [0, 1], [], [0.2, 0.4, 0.6, 0.8]]) {
    const found = rootsOf(withRoots(roots));
    assert.equal(found.length, roots.length, `${roots}: ${found}`);
    found.forEach((root, i) => assert.ok(Math.abs(root - roots[i]) < 1e-9));
  }
  const double = rootsOf(withRoots([0.37, 0.37]));
  assert.equal(double.length, 1);
  assert.ok(Math.abs(double[0] - 0.37) < 1e-6);
  assert.deepEqual(rootsOf(Float64Array.of(1, 0.2, 1)), []);
  assert.deepEqual(rootsOf(Float64Array.of(0, 0)), []);
});

test("extremes are found inside and at the ends", () => {
  const { min, max, argmin, argmax } = extremesOf(Float64Array.of(0, 2, -1));
  // 4q(1−q) − q² = 4q − 5q².
  assert.ok(Math.abs(max - 0.8) < 1e-12 && Math.abs(argmax - 0.4) < 1e-8);
  assert.ok(Math.abs(min + 1) < 1e-12 && argmin === 1);
});
