import assert from "node:assert/strict";
import { test } from "node:test";
import { gaussLegendre, integrate } from "../../lib/numerics/quadrature";

test("an n-node Gauss rule is exact for polynomials of degree 2n − 1", () => {
  for (const n of [1, 2, 5, 12, 40]) {
    const { nodes, weights } = gaussLegendre(n);
    for (let degree = 0; degree < 2 * n; degree++) {
      const sum = nodes.reduce((total, x, i) => total + weights[i] * x ** degree, 0);
      const exact = degree % 2 === 0 ? 2 / (degree + 1) : 0;
      assert.ok(Math.abs(sum - exact) < 1e-14, `n = ${n}, degree ${degree}: ${sum}`);
    }
  }
});

test("smooth, singular and broken integrands", () => {
  assert.ok(Math.abs(integrate(Math.exp, 0, 1) - (Math.E - 1)) < 1e-14);
  assert.ok(Math.abs(integrate(Math.sqrt, 0, 1) - 2 / 3) < 1e-12);
  assert.ok(Math.abs(integrate((x) => (x < 0.3 ? 1 : 0), 0, 1) - 0.3) < 1e-11);
  assert.equal(integrate(Math.exp, 2, 2), 0);
});

test("bad arguments are refused", () => {
  assert.throws(() => integrate(Math.exp, 1, 0), { message: /^b must be/ });
  assert.throws(() => integrate(Math.exp, 0, Infinity), RangeError);
  assert.throws(() => gaussLegendre(0), { message: /^n must be/ });
});
