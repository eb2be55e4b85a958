/** The exact error of learning the state from reports (Section 5.3), which the paper bounds by Chernoff's e^{−ΣD}. */
import { checkArray, checkInteger, rejectValue } from "../arguments";
import { logBinomialPmf, logBinomialTail } from "../numerics/binomial";
import { logAddExp } from "../numerics/log-space";
import { checkPrior, checkSignedLevel, checkTau, checkTheta, quality, type Signal } from "./market";

type Learning = Signal & { readonly p1: number };

/**
 * ln of the error probability of the best decision rule from N reports at one level.
 * @param theta in (½, 1)
 * @param p1 P(W = 1), in (0, 1)
 * @param eps signed level, ±∞ and 0 allowed
 * @param N number of reports, ≥ 0
 * @example
 * ```ts
 * logErrorProbability({ theta: 0.8, p1: 0.7, eps: 1, N: 10001 }); // -404.373
 * ```
 */
export function logErrorProbability({
  theta,
  p1,
  eps,
  N,
}: Learning & { readonly eps: number; readonly N: number }): number {
  checkTheta(theta);
  checkPrior(p1);
  checkSignedLevel("eps", eps);
  checkInteger("N", N, { min: 0 });
  const { alpha, miss, y } = quality(theta, Math.abs(eps));
  if (y === 0 || N === 0) return Math.log(Math.min(p1, 1 - p1));
  // Decide 1 from the least number of ones on that makes W = 1 at least as likely.
  const threshold = Math.ceil((N + (Math.log1p(-p1) - Math.log(p1)) / (2 * Math.atanh(y))) / 2);
  const ones = Math.min(Math.max(threshold, 0), N + 1);
  const missedOne = Math.log(p1) + logBinomialTail(N - ones + 1, N, miss, alpha); // fewer than `ones` ones in state 1
  const missedZero = Math.log1p(-p1) + logBinomialTail(ones, N, miss, alpha);
  return logAddExp(missedOne, missedZero);
}

/**
 * The error probability of the best decision rule from N reports at one level; see {@link logErrorProbability}.
 * @claims wyz16/eps0-useless, wyz16/pe-choice
 * @example
 * ```ts
 * errorProbability({ theta: 0.8, p1: 0.7, eps: 1, N: 21 }); // 0.0855314
 * ```
 */
export const errorProbability = (learning: Learning & { readonly eps: number; readonly N: number }): number =>
  Math.exp(logErrorProbability(learning));

/** The most combinations of counts that {@link errorProbabilityOf} sums over. */
const MOST_COMBINATIONS = 2 ** 24;

/**
 * The exact error probability from reports at levels of their own. A report at −ε is one at ε read backwards, and equal
 * levels only matter by their count, so people of few levels are cheap; at most 2²⁴ combinations of counts.
 * @param theta in (½, 1)
 * @param p1 P(W = 1), in (0, 1)
 * @param levels signed levels; 0 says nothing, ±∞ tells the signal
 * @claims wyz16/eq21
 * @example
 * ```ts
 * errorProbabilityOf({ theta: 0.8, p1: 0.7, levels: [1, 1, 2] }); // 0.222541
 * ```
 */
export function errorProbabilityOf({ theta, p1, levels }: Learning & { readonly levels: readonly number[] }): number {
  checkTheta(theta);
  checkPrior(p1);
  checkArray("levels", levels);
  levels.forEach((level, i) => checkSignedLevel(`levels[${i}]`, level));
  const counts = new Map<number, number>();
  for (const level of levels) {
    if (level !== 0) counts.set(Math.abs(level), (counts.get(Math.abs(level)) ?? 0) + 1);
  }
  const combinations = [...counts.values()].reduce((product, n) => product * (n + 1), 1);
  if (combinations > MOST_COMBINATIONS) {
    rejectValue("levels", levels, `levels with at most 2^24 combinations of counts (these have ${combinations})`);
  }
  const laws = [...counts].map(([level, n]) => {
    const { alpha, miss } = quality(theta, level);
    return {
      n,
      inOne: Float64Array.from({ length: n + 1 }, (_, j) => Math.exp(logBinomialPmf(j, n, alpha, miss))),
      inZero: Float64Array.from({ length: n + 1 }, (_, j) => Math.exp(logBinomialPmf(j, n, miss, alpha))),
    };
  });
  const walk = (i: number, one: number, zero: number): number => {
    if (i === laws.length) return Math.min(one, zero);
    const { n, inOne, inZero } = laws[i];
    let sum = 0;
    for (let j = 0; j <= n; j++) sum += walk(i + 1, one * inOne[j], zero * inZero[j]);
    return sum;
  };
  return walk(0, p1, 1 - p1);
}

/**
 * The smallest N ≥ 0 whose exact error probability meets a target.
 * @param eps level, not 0
 * @param tau target, in (0, 1)
 * @example
 * ```ts
 * peopleForError({ theta: 0.8, p1: 0.5, eps: 1, tau: 0.01 }); // 69
 * ```
 */
export function peopleForError({
  theta,
  p1,
  eps,
  tau,
}: Learning & { readonly eps: number; readonly tau: number }): number {
  checkTheta(theta);
  checkPrior(p1);
  checkSignedLevel("eps", eps);
  if (eps === 0) rejectValue("eps", eps, "other than 0");
  checkTau(tau);
  // A hair of slack, so that P₀ = 1 − P₁ as a double meets τ = P₀.
  const meets = (N: number): boolean => logErrorProbability({ theta, p1, eps, N }) <= Math.log(tau) + 1e-12;
  if (meets(0)) return 0;
  // More reports never hurt: double, then halve the bracket.
  let hi = 1;
  while (!meets(hi)) {
    hi *= 2;
    if (hi > 1e13) rejectValue("eps", eps, "large enough for at most 10¹³ people to meet tau");
  }
  let lo = Math.floor(hi / 2);
  while (hi - lo > 1) {
    const middle = Math.floor((lo + hi) / 2);
    if (meets(middle)) hi = middle;
    else lo = middle;
  }
  return hi;
}
