import assert from "node:assert/strict";
import { test } from "node:test";
import { gaussLegendre, integrate, QuadratureError } from "../../lib/numerics/quadrature";
import { near, ROUNDED } from "../near";

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

test("smooth and broken integrands", () => {
  near(integrate(Math.exp, 0, 1), Math.E - 1, ROUNDED);
  near(
    integrate((x) => (x < 0.3 ? 1 : 0), 0, 1),
    0.3,
  );
  assert.equal(integrate(Math.exp, 2, 2), 0);
  assert.equal(
    integrate(() => 0, 0, 1),
    0,
  );
});

test("narrow peaks are seen", () => {
  for (const sd of [1e-2, 1e-3, 1e-4, 1e-5, 2e-6]) {
    for (const mean of [1 / 3, 0.5, 0.123456, 0.9]) {
      const density = (x: number): number => Math.exp(-0.5 * ((x - mean) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));
      near(integrate(density, 0, 1), 1);
    }
  }
  near(
    integrate((x) => 1e-4 / ((x - 0.3) ** 2 + 1e-8), 0, 1),
    Math.atan(0.7e4) + Math.atan(0.3e4),
  );
});

test("oscillating integrands", () => {
  for (const turns of [7, 100, 1999]) {
    near(
      integrate((x) => 1 + Math.cos(2 * Math.PI * turns * x), 0, 1),
      1,
    );
    near(
      integrate((x) => Math.sin(turns * x) ** 2, 0, 1),
      0.5 - Math.sin(2 * turns) / (4 * turns),
    );
  }
});

test("singular integrands", () => {
  near(integrate(Math.sqrt, 0, 1), 2 / 3);
  near(integrate(Math.log, 0, 1), -1);
  for (const power of [0.1, 0.5, 0.9])
    near(
      integrate((x) => x ** -power, 0, 1),
      1 / (1 - power),
      { relative: 1e-11 },
    );
});

test("what is not found to the accuracy asked for is refused by name", () => {
  assert.throws(() => integrate((x) => Math.sin(1e7 * x), 0, 1), QuadratureError);
  assert.throws(() => integrate((x) => 1 / x, 0, 1), QuadratureError);
  assert.throws(() => integrate((x) => 1 / (1 - x) ** 0.9, 0, 1), { name: "QuadratureError" });
  assert.throws(() => integrate(() => NaN, 0, 1), /finite/);
  // Rounding noise has no relative accuracy; an absolute one does.
  const noise = (x: number): number => (0.1 + x - x - 0.1) * 1e3;
  assert.throws(() => integrate(noise, 0, 1), QuadratureError);
  assert.ok(Math.abs(integrate(noise, 0, 1, { absolute: 1e-12 })) < 1e-12);
});

test("bad arguments are refused", () => {
  assert.throws(() => integrate(Math.exp, 1, 0), { message: /^b must be/ });
  assert.throws(() => integrate(Math.exp, 0, Infinity), RangeError);
  assert.throws(() => integrate(Math.exp, 0, 1, { relative: 0 }), { message: /^relative must be/ });
  assert.throws(() => gaussLegendre(0), { message: /^n must be/ });
});
