import assert from "node:assert/strict";
import { test } from "node:test";
import { integrate } from "../../lib/numerics/quadrature";
import { betaCdf, betaPartialMoments, logBetaDensity } from "../../lib/probability/beta";
import { binomialWindow } from "../../lib/probability/binomial-window";
import { binomialLaw } from "../../lib/numerics/binomial";

test("mass and partial moments are integrals of the density", () => {
  for (const [a, b] of [
    [1, 1],
    [3, 7],
    [40, 12],
  ]) {
    for (const x of [0.1, 0.4, 0.77, 1]) {
      const { mass, mean, square } = betaPartialMoments(a, b, x);
      const moment = (k: number): number => integrate((q) => q ** k * Math.exp(logBetaDensity(a, b, q)), 0, x);
      assert.ok(Math.abs(mass - moment(0)) < 1e-12 && Math.abs(mean - moment(1)) < 1e-12, `${a}, ${b}, ${x}`);
      assert.ok(Math.abs(square - moment(2)) < 1e-12);
    }
  }
});

test("the ends hold nothing and everything", () => {
  assert.deepEqual(betaPartialMoments(3, 4, 0), { mass: 0, mean: 0, square: 0 });
  assert.equal(betaCdf(3, 4, 1), 1);
  assert.ok(Math.abs(betaCdf(500_000, 500_000, 0.5) - 0.5) < 1e-12);
  assert.throws(() => betaCdf(0.5, 1, 0.5), /a/);
  assert.throws(() => betaCdf(1, 1, 1.5), /x/);
});

test("a binomial window is the law where it is not negligible", () => {
  for (const [n, p] of [
    [0, 0.5],
    [1, 0.3],
    [50, 0.02],
    [1000, 0.999],
    [400, 0.5],
  ]) {
    const { lo, masses } = binomialWindow(n, p);
    const law = binomialLaw(n, p);
    law.forEach((mass, k) => assert.ok(Math.abs((masses[k - lo] ?? 0) - mass) < 1e-15, `${n}, ${p}, ${k}`));
  }
  const { masses } = binomialWindow(1_000_000, 0.3, 1e-18);
  assert.ok(masses.length < 10_000 && Math.abs(masses.reduce((sum, x) => sum + x, 0) - 1) < 1e-12);
  assert.deepEqual(binomialWindow(7, 1), { lo: 7, masses: Float64Array.of(1) });
  assert.throws(() => binomialWindow(-1, 0.5), /n/);
});
