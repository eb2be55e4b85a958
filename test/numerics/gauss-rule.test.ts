/** Gauss rules of discrete laws. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { binomialLaw } from "../../lib/numerics/binomial";
import { gaussRule } from "../../lib/numerics/gauss-rule";

const atoms = Float64Array.from({ length: 61 }, (_, k) => k);
const law = binomialLaw(60, 0.2);

test("the rule with n nodes has the law's moments up to 2n − 1", () => {
  for (const n of [1, 2, 5, 10]) {
    const { nodes, weights } = gaussRule(atoms, law, n);
    assert.equal(nodes.length, n);
    for (let power = 0; power < 2 * n; power++) {
      const exact = law.reduce((sum, p, k) => sum + p * (k / 12) ** power, 0);
      const found = nodes.reduce((sum, x, i) => sum + weights[i] * (x / 12) ** power, 0);
      assert.ok(Math.abs(found - exact) < 1e-11 * exact, `n = ${n}, power ${power}: ${found} against ${exact}`);
    }
  }
});

test("with one moment more it differs: the rule is no copy of the law", () => {
  const { nodes, weights } = gaussRule(atoms, law, 2);
  const exact = law.reduce((sum, p, k) => sum + p * k ** 4, 0);
  assert.ok(Math.abs(nodes.reduce((sum, x, i) => sum + weights[i] * x ** 4, 0) / exact - 1) > 1e-4);
});

test("what makes no rule is refused by name", () => {
  assert.throws(() => gaussRule(atoms, law, 61), /n must be/);
  assert.throws(() => gaussRule(atoms.subarray(0, 5), law, 2), /length of p/);
  assert.throws(() => gaussRule(Float64Array.of(0, NaN, 1), Float64Array.of(1, 1, 1), 1), /x\[1\]/);
  assert.throws(() => gaussRule(Float64Array.of(0, 1), Float64Array.of(0, 1), 1), /p\[0\]/);
});
