/** Chebyshev interpolation. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { chebyshevSeries, evaluateChebyshev } from "../../lib/numerics/chebyshev";

test("a polynomial comes back exactly, with its degree", () => {
  const series = chebyshevSeries((x) => 4 * x ** 3 - 3 * x, -1, 1);
  assert.ok(series);
  assert.deepEqual(
    Array.from(series.coefficients, (c) => Math.round(c * 1e12) / 1e12 + 0),
    [0, 0, 0, 1],
  );
});

for (const [name, f, lo, hi] of [
  ["e^x", Math.exp, -3, 4],
  ["1/(1 + x)", (x: number) => 1 / (1 + x), 0, 5],
  ["ln", Math.log, 1, 10],
] as const) {
  test(`${name} is met to 13 digits between the nodes, at the ends, for an odd and an even number of points`, () => {
    const series = chebyshevSeries(f, lo, hi);
    assert.ok(series);
    for (const points of [Float64Array.of(lo, (lo + hi) / 3, hi), Float64Array.of(lo, hi)]) {
      evaluateChebyshev(series, points).forEach((value, i) => {
        assert.ok(Math.abs(value - f(points[i])) < 1e-12 * Math.max(1, Math.abs(f(hi))), `${points[i]}: ${value}`);
      });
    }
  });
}

test("a kinked function is not interpolated", () => {
  assert.equal(chebyshevSeries(Math.abs, -1, 2), undefined);
});

test("an empty interval is refused", () => {
  assert.throws(() => chebyshevSeries(Math.exp, 1, 1), /hi must be/);
  assert.throws(() => chebyshevSeries("x" as never, 0, 1), TypeError);
});
