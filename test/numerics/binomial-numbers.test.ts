/** Logarithms and binomial laws beside 50 digits and sums over all counts. */
import fc from "fast-check";
import type { BigNumber } from "mathjs";
import { logBinomialPmf, logBinomialTail, logChoose } from "../../lib/numerics/binomial";
import { log1mexp, logAddExp } from "../../lib/numerics/log-space";
import { big, bigExpm1, bigLn1p, lnFactorial } from "../big";
import { between, compare, logarithmic, wholeLogarithmic } from "../compare";
import { ROUNDED, SUMMED } from "../near";

const lnChoose = (n: number, k: number): BigNumber =>
  lnFactorial(n)
    .minus(lnFactorial(k))
    .minus(lnFactorial(n - k));

compare("ln(1 − e^{−x})", {
  inputs: logarithmic(1e-300, 700),
  ours: log1mexp,
  slow: (x) => (x < 1 ? bigExpm1(big(-x)).neg().ln() : bigLn1p(big(-x).exp().neg())).toNumber(),
  within: ROUNDED,
});

compare("ln(e^a + e^b)", {
  inputs: fc.tuple(between(-700, 700, 1e-10), logarithmic(1e-12, 700)),
  ours: ([b, gap]) => [logAddExp(b, b + gap), logAddExp(b + gap, b)],
  slow: ([b, gap]) => {
    const d = big(b + gap).minus(big(b));
    const add = big(b).plus(d.exp().plus(1).ln()).toNumber();
    return [add, add];
  },
  // Logarithms near 0 are as exact as the factors that they are of.
  within: { ...ROUNDED, absolute: 1e-14 },
});

/** A binomial law: n, p, 1 − p to all digits, and a count. */
const binomials = (most: number): fc.Arbitrary<{ n: number; p: number; k: number }> =>
  fc
    .record({ n: wholeLogarithmic(1, most), p: between(0, 1, 1e-300), part: between(0, 1, 1e-9) })
    .map(({ n, p, part }) => ({ n, p, k: Math.round(n * part) }));

const lnPmf = (k: number, n: number, p: number): BigNumber =>
  lnChoose(n, k)
    .plus(big(p).ln().times(k))
    .plus(bigLn1p(big(-p)).times(n - k));

compare("ln n choose k", {
  inputs: binomials(1e12),
  ours: ({ n, k }) => logChoose(n, k),
  slow: ({ n, k }) => lnChoose(n, k).toNumber(),
  within: SUMMED,
  few: 100,
});

compare("binomial probabilities, also where 1 − p is given", {
  inputs: binomials(1e9),
  ours: ({ n, p, k }) => [logBinomialPmf(k, n, p), logBinomialPmf(n - k, n, 1 - p, p)],
  slow: ({ n, p, k }) => {
    const log = lnPmf(k, n, p).toNumber();
    return [log, log];
  },
  within: SUMMED,
  few: 80,
});

/** ln of the sums below and from a count on, in 50 digits; whichever is smaller is summed. */
function lnTails(k: number, n: number, p: number): [below: number, from: number] {
  const odds = big(p).div(big(1).minus(big(p)));
  let [term, below, from] = [bigLn1p(big(-p)).times(n).exp(), big(0), big(0)];
  for (let j = 0; j <= n; j++) {
    if (j < k) below = below.plus(term);
    else from = from.plus(term);
    term = term
      .times(odds)
      .times(n - j)
      .div(j + 1);
  }
  const ln = (part: BigNumber, rest: BigNumber): number =>
    (rest.lessThan(part) ? bigLn1p(rest.neg()) : part.ln()).toNumber();
  return [ln(below, from), ln(from, below)];
}

compare("binomial tails, also where 1 − p is given", {
  inputs: binomials(200),
  ours: ({ n, p, k }) => [logBinomialTail(k, n, p), logBinomialTail(n - k + 1, n, 1 - p, p)],
  slow: ({ n, p, k }) => lnTails(k, n, p).reverse(),
  within: SUMMED,
  few: 100,
});

compare("far tails of large binomial laws", {
  inputs: fc
    .record({ n: wholeLogarithmic(1000, 1e6), p: between(0, 1, 1e-3), sds: logarithmic(5, 500) })
    .map(({ n, p, sds }) => ({ n, p, k: Math.min(n, Math.ceil(n * p + sds * Math.sqrt(n * p * (1 - p)))) })),
  ours: ({ n, p, k }) => logBinomialTail(k, n, p),
  slow: ({ n, p, k }) => {
    const odds = big(p).div(big(1).minus(big(p)));
    let [term, all] = [big(1), big(1)];
    for (let j = k; j < n && term.greaterThan(1e-25); j++) {
      term = term
        .times(odds)
        .times(n - j)
        .div(j + 1);
      all = all.plus(term);
    }
    return lnPmf(k, n, p).plus(all.ln()).toNumber();
  },
  within: SUMMED,
  few: 30,
});
