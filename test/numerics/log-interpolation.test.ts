import assert from "node:assert/strict";
import { test } from "node:test";
import { logInterpolation } from "../../lib/numerics/log-interpolation";

test("sums of shifted logarithms are interpolated to rounding", () => {
  for (const [shift, span] of [
    [1, 0],
    [0.3, 9],
    [1e-3, 50],
    [5, 1e4],
    [1e-4, 1e3],
  ]) {
    const points = Float64Array.from({ length: 40 }, (_, k) => span * (k / 39) ** 3);
    const { nodes, weights } = logInterpolation(shift, span, points);
    for (const c of [shift, 2 * shift, 10 * shift + 1]) {
      const f = (z: number): number => Math.log(z + c) - 0.3 * Math.log(z + 7 * c);
      points.forEach((z, i) => {
        const value = nodes.reduce((sum, x, j) => sum + weights[i * nodes.length + j] * f(x), 0);
        assert.ok(Math.abs(value - f(z)) < 1e-12, `${shift} ${span} ${c} ${z}: ${value - f(z)}`);
      });
    }
  }
});
