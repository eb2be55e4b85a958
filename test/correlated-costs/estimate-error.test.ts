import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  cheapestAccurate,
  chebyshevAccuracy,
  commonDrawVariance,
  contractsFor,
  errorQuantile,
  errorTail,
  estimateBias,
  estimateMse,
  exponential,
  sampleQuantile,
  simulateRuns,
  totalPayment,
  worstErrorQuantile,
} from "../../lib/correlated-costs";
import { firstWorse } from "../../lib/correlated-costs/estimate-error";
import { binomialLaw } from "../../lib/numerics/binomial";
import { integrate } from "../../lib/numerics/quadrature";
import { laplaceCdf } from "../../lib/probability/laplace";
import { stream } from "../../lib/probability/stream";

/** The tail from the definition: the law of ŝ term by term. */
function tailByDefinition(n: number, n1: number, c: number, eps: number, k: number): number {
  return binomialLaw(n1, c).reduce((sum, mass, m) => {
    const atMost = (s: number): number => (s >= n ? 1 : s < 0 ? 0 : laplaceCdf(c * s - m, 1 / eps));
    const atLeast = (s: number): number => (s <= 0 ? 1 : s > n ? 0 : 1 - laplaceCdf(c * s - m, 1 / eps));
    return sum + mass * (atLeast(n1 + k) + atMost(n1 - k));
  }, 0);
}

const database = fc.record({
  n: fc.integer({ min: 1, max: 60 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  c: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
  eps: fc.double({ min: 0.02, max: 8, noNaN: true }),
});

test("the tail is that of the definition", () => {
  fc.assert(
    fc.property(database, fc.double({ min: 0.01, max: 70, noNaN: true }), ({ n, share, c, eps }, k) => {
      const n1 = Math.round(share * n);
      const expected = tailByDefinition(n, n1, c, eps, k);
      assert.ok(Math.abs(errorTail(n, n1, c, eps, k) - expected) < 1e-12, `${n} ${n1} ${c} ${eps} ${k}`);
    }),
    { seed: 2012, numRuns: 300 },
  );
});

test("the quantile is where the tail passes the level, also on a truncation atom", () => {
  fc.assert(
    fc.property(database, fc.double({ min: 0.05, max: 0.9, noNaN: true }), ({ n, share, c, eps }, level) => {
      const n1 = Math.round(share * n);
      const k = errorQuantile(n, n1, c, eps, level);
      assert.ok(errorTail(n, n1, c, eps, k * (1 + 1e-9) + 1e-9) <= level + 1e-7);
      if (k > 1e-6) assert.ok(errorTail(n, n1, c, eps, k * (1 - 1e-9)) >= level - 1e-7);
    }),
    { seed: 2012, numRuns: 300 },
  );
  assert.ok(Math.abs(errorQuantile(50, 0, 0.4, 0.7) - Math.log(1.5) / 0.28) < 1e-12);
  assert.equal(errorQuantile(10, 5, 0.5, 0.001), 5);
});

test("the worst database is the worst of all, found without looking at each", () => {
  for (const n of [1, 2, 7, 40, 90]) {
    for (const c of [0.02, 0.3, 0.7, 0.98]) {
      for (const eps of [0.05, 0.5, 2, 9]) {
        const all = Array.from({ length: n + 1 }, (_, n1) => errorQuantile(n, n1, c, eps));
        const worst = worstErrorQuantile(n, c, eps);
        assert.ok(Math.abs(worst.k - Math.max(...all)) <= 1e-8 * (1 + worst.k), `n = ${n}, c = ${c}, ε = ${eps}`);
        assert.ok(Math.abs(worst.k - all[worst.n1]) <= 1e-9);
      }
    }
  }
});

test("the scan of databases agrees with their tails", () => {
  const [n, c, eps] = [300, 0.37, 0.4];
  const { k } = worstErrorQuantile(n, c, eps);
  assert.equal(firstWorse(n, n, c, eps, k * (1 + 1e-9), 1 / 3), -1);
  const worse = firstWorse(n, n, c, eps, 0.98 * k, 1 / 3);
  const tails = Array.from({ length: n + 1 }, (_, n1) => errorTail(n, n1, c, eps, 0.98 * k));
  assert.equal(
    worse,
    tails.reduce((last, tail, n1) => (tail > 1 / 3 ? n1 : last), -1),
  );
});

test("landmarks: the radius at n = 1000, n₁ = 300, ε = .5", () => {
  for (const [c, bound, exact] of [
    [0.05, 163.4, 88.78],
    [0.5, 31.56, 17.6],
    [0.99, 5.79, 2.89],
  ]) {
    assert.ok(Math.abs(chebyshevAccuracy(300, c, 0.5) - bound) < 0.005);
    assert.ok(Math.abs(errorQuantile(1000, 300, c, 0.5) - exact) < 0.005);
  }
});

test("bias and mean squared error are those of the tail", () => {
  for (const [n, n1, c, eps] of [
    [30, 10, 0.6, 0.5],
    [20, 0, 0.3, 1],
    [20, 20, 0.8, 3],
    [12, 5, 0.5, 1e-4],
  ]) {
    const above = (k: number): number => tailByDefinition(n, n1, c, eps, k);
    const ends = [0, Math.min(n1, n - n1), Math.max(n1, n - n1)];
    const mse = [0, 1].reduce(
      (sum, i) => sum + integrate((k) => 2 * k * above(k), ends[i], ends[i + 1], { relative: 1e-9 }),
      0,
    );
    assert.ok(
      Math.abs(estimateMse(n, n1, c, eps) - mse) < 1e-6 * mse,
      `${n1}: ${estimateMse(n, n1, c, eps)} for ${mse}`,
    );
  }
  assert.ok(Math.abs(estimateBias(1000, 1000, 0.5, 0.1) + 16.59) < 0.005);
  assert.ok(Math.abs(estimateBias(10, 5, 0.5, 1e-9)) < 1e-9);
  // Without truncation the mean squared error is the variance of s.
  assert.ok(Math.abs(estimateMse(1_000_000, 500_000, 0.5, 1) / (500_000 + 8) - 1) < 1e-9);
});

test("a million players: accurate and quick", () => {
  const { k } = worstErrorQuantile(1_000_000, 0.5, 1);
  // Nearly normal: .9674 standard deviations.
  assert.ok(Math.abs(k / (0.96742 * Math.sqrt(1e6 - k)) - 1) < 1e-3, String(k));
});

test("runs of the mechanism agree with the exact law", () => {
  const contracts = contractsFor([exponential(1), exponential(0.5)], 0.6);
  const { payments, errors } = simulateRuns({ eps: 0.5, contracts, counts: [60, 41], runs: 20_000 }, stream(5, "runs"));
  const radius = sampleQuantile(errors, 2 / 3);
  assert.ok(Math.abs(radius.estimate - errorQuantile(101, 60, 0.6, 0.5)) < 4.5 * radius.standardError);
  const { mean, sd } = totalPayment(0.5, contracts, [60, 41]);
  const average = payments.reduce((sum, p) => sum + p, 0) / payments.length;
  assert.ok(Math.abs(average - mean) < (4.5 * sd) / Math.sqrt(payments.length));
  const variance = payments.reduce((sum, p) => sum + (p - mean) ** 2, 0) / payments.length;
  assert.ok(Math.abs(Math.sqrt(variance) / sd - 1) < 0.03);
});

test("the cheapest contract is k-accurate, and a cheaper one is not", () => {
  const law = exponential(1);
  for (const [k, payment] of [
    [5, 178.51],
    [20, 10.407],
    [40, 1.4218],
  ]) {
    const best = cheapestAccurate(200, k, law);
    assert.ok(Math.abs(best.payment - payment) < 5e-4 * payment);
    assert.ok(worstErrorQuantile(200, best.c, best.eps * (1 + 1e-9)).k <= k * (1 + 1e-7));
    assert.ok(worstErrorQuantile(200, best.c, best.eps * 0.99).k > k);
    // From another start the same optimum.
    assert.ok(Math.abs(cheapestAccurate(200, k, law, 0.1).payment / best.payment - 1) < 1e-8);
  }
});

test("illegal arguments are refused by name", () => {
  assert.throws(() => errorTail(10, 11, 0.5, 1, 1), /n1/);
  assert.throws(() => errorTail(10, 5, 1, 1, 1), /\bc\b/);
  assert.throws(() => errorTail(10, 5, 0.5, 0, 1), /eps/);
  assert.throws(() => errorTail(10, 5, 0.5, Infinity, 1), /eps/);
  assert.throws(() => errorTail(10, 5, 0.5, 1, 0), /\bk\b/);
  assert.throws(() => errorQuantile(10, 5, 0.5, 1, 1), /level/);
  assert.throws(() => worstErrorQuantile(0, 0.5, 1), /\bn\b/);
  assert.throws(() => commonDrawVariance(10, 0.6, 0.9, 0.5, 1), /cMinus/);
  assert.throws(() => cheapestAccurate(200, 100, exponential(1)), /\bk\b/);
  assert.throws(
    () => simulateRuns({ eps: 1, contracts: contractsFor([exponential(1)], 0.5), counts: [1, 2], runs: 5 }, stream(1)),
    /counts/,
  );
  assert.throws(() => sampleQuantile([1, 2], 0.5), /sample/);
});
