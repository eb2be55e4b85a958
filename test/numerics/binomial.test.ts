import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { binomialLaw, logBinomialPmf, logBinomialTail, logChoose } from "../../lib/numerics/binomial";
import { near, type Tolerance } from "../near";

/** ln of a ratio of big whole numbers, to double precision. */
function logRatio(numerator: bigint, denominator: bigint): number {
  let [a, exponent] = [numerator << 64n, -64];
  for (; a < denominator << 64n; exponent -= 64) a <<= 64n;
  return Math.log(Number(a / denominator)) + exponent * Math.LN2;
}

/** C(n, k) num^k (den − num)^{n−k}, the probabilities in units of den^{−n}. */
function exactTerms(n: number, num: bigint, den: bigint): bigint[] {
  const terms: bigint[] = [];
  let choose = 1n;
  for (let k = 0; k <= n; k++) {
    terms.push(choose * num ** BigInt(k) * (den - num) ** BigInt(n - k));
    choose = (choose * BigInt(n - k)) / BigInt(k + 1);
  }
  return terms;
}

/** Logarithms are as exact as the numbers that they are of, and no less than they are long. */
const LOGARITHMS: Tolerance = { relative: 1e-13, absolute: 1e-13 };

test("binomial coefficients agree with exact whole numbers", () => {
  near(logChoose(300, 150), logRatio(exactTerms(300, 1n, 2n)[150], 1n), LOGARITHMS);
  assert.equal(logChoose(7, 0), 0);
});

test("mass and tail agree with exact fractions, down to e^{-700} and below", () => {
  for (const [n, num, den] of [
    [10, 3n, 10n],
    [61, 1n, 2n],
    [400, 9n, 10n],
    [500, 1n, 100n],
  ] as const) {
    const terms = exactTerms(n, num, den);
    const total = den ** BigInt(n);
    const p = Number(num) / Number(den);
    const q = Number(den - num) / Number(den);
    let tail = 0n;
    for (let k: number = n; k >= 0; k--) {
      tail += terms[k];
      near(logBinomialPmf(k, n, p, q), logRatio(terms[k], total), LOGARITHMS);
      near(logBinomialTail(k, n, p, q), k === 0 ? 0 : logRatio(tail, total), LOGARITHMS);
    }
  }
});

test("a tail at n = 10⁶ agrees with a 50-digit reference", () => {
  // ln P(Bin(10⁶, ½) ≥ 6·10⁵), by summing exact terms in Python's integers.
  near(logBinomialTail(600_000, 1_000_000, 0.5), -20141.52809429716, LOGARITHMS);
});

test("the edges of the domain", () => {
  assert.equal(logBinomialTail(0, 5, 0.3), 0);
  assert.equal(logBinomialTail(6, 5, 0.3), -Infinity);
  assert.equal(logBinomialPmf(-1, 5, 0.3), -Infinity);
  assert.ok(logBinomialPmf(0, 5, 0) === 0);
  assert.ok(logBinomialPmf(5, 5, 1) === 0);
  assert.equal(logBinomialTail(1, 5, 0), -Infinity);
  assert.ok(logBinomialTail(5, 5, 1) === 0);
  assert.deepEqual([...binomialLaw(0, 0.3)], [1]);
  assert.throws(() => logBinomialTail(1.5, 5, 0.3), { name: "RangeError", message: /^k must be/ });
  assert.throws(() => logBinomialPmf(1, 5, 1.1), { message: /^p must be/ });
});

test("a law sums to one and its tail is its cumulated mass", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
      const law = binomialLaw(n, p);
      let tail = 0;
      for (let k: number = n; k >= 0; k--) {
        tail += law[k];
        assert.ok(Math.abs(Math.exp(logBinomialTail(k, n, p)) - tail) < 1e-12);
      }
      assert.ok(Math.abs(tail - 1) < 1e-12);
    }),
    { seed: 1, numRuns: 60 },
  );
});
