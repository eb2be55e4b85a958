/** Bias and mean squared error of the truncated estimate, and what a common lottery coin does to the raw one. */
import { checkInteger, checkNumber } from "../arguments";
import { binomialWindow } from "../probability/binomial-window";
import { checkSampling } from "./estimate-error";

/** E[min(X, b)] for X ~ Exp(ε). */
const cappedMean = (b: number, eps: number): number => -Math.expm1(-eps * b) / eps;

/** E[min(X, b)] − E[min(X, a)], which may be far less than either. */
const cappedGain = (a: number, b: number, eps: number): number =>
  a <= b ? Math.exp(-eps * a) * cappedMean(b - a, eps) : -Math.exp(-eps * b) * cappedMean(a - b, eps);

/** E[min(X, b)²] for X ~ Exp(ε): (2/ε²)(1 − e^{−x}(1 + x)) at x = εb, without cancellation for small x. */
function cappedSquare(b: number, eps: number): number {
  const x = eps * b;
  if (x > 1) return (2 * (1 - Math.exp(-x) * (1 + x))) / (eps * eps);
  // 1 − e^{−x}(1 + x) = x² Σ_j (−x)^j (j + 1)/(j + 2)!
  let sum = 0;
  let term = 0.5;
  for (let j = 0; Math.abs(term) > 1e-18; j++) {
    sum += term;
    term *= (-x * (j + 2)) / ((j + 1) * (j + 3));
  }
  return 2 * b * b * sum;
}

/** The first two moments of ŝ − n₁, on the scale of counts: of clip(m + Lap, 0, cn) − cn₁. */
function moments(n: number, n1: number, c: number, eps: number): readonly [number, number] {
  const top = c * n;
  const { lo, masses } = binomialWindow(n1, c, 1e-300);
  let shift = 0;
  let square = 0;
  for (let i = 0; i < masses.length; i++) {
    const m = lo + i;
    if (m <= top) {
      // The noise is clipped to [−m, top − m].
      const mean = cappedGain(m, top - m, eps) / 2;
      const second = (cappedSquare(top - m, eps) + cappedSquare(m, eps)) / 2;
      const d = m - c * n1;
      shift += masses[i] * mean;
      square += masses[i] * (d * d + 2 * d * mean + second);
    } else {
      // The count is beyond the top already: the result is the top, or below it by a capped exponential.
      const weight = 0.5 * Math.exp(-eps * (m - top));
      const d = top - c * n1;
      shift += masses[i] * (top - m - weight * cappedMean(top, eps));
      square += masses[i] * (d * d - 2 * d * weight * cappedMean(top, eps) + weight * cappedSquare(top, eps));
    }
  }
  return [shift / c, square / (c * c)];
}

function check(n: number, n1: number, c: number, eps: number): void {
  checkInteger("n", n, { min: 1 });
  checkInteger("n1", n1, { min: 0, max: n });
  checkSampling(c, eps);
}

/**
 * E[ŝ] − n₁: truncation to [0, n] makes the estimate biased near the ends (the raw estimate is not).
 * @param n players, ≥ 1
 * @param n1 players of the target type, 0..n
 * @param c acceptance probability, in (0, 1)
 * @param eps privacy parameter, > 0
 */
export function estimateBias(n: number, n1: number, c: number, eps: number): number {
  check(n, n1, c, eps);
  return moments(n, n1, c, eps)[0];
}

/**
 * E(ŝ − n₁)². @see estimateBias for the parameters
 * @example
 * ```ts
 * estimateMse(1000, 400, 0.5, 0.1); // 1200.00
 * ```
 */
export function estimateMse(n: number, n1: number, c: number, eps: number): number {
  check(n, n1, c, eps);
  return moments(n, n1, c, eps)[1];
}

/**
 * The variance of the raw estimate s under a price lottery: with independent coins for the players, and with one coin
 * for all (which ruins the accuracy).
 * @param n1 players of the target type, ≥ 0
 * @param cMinus acceptance probability of the low price, in [0, c]
 * @param cPlus acceptance probability of the high price, in [c, 1]
 * @param c acceptance probability, in (0, 1)
 * @param eps privacy parameter, > 0
 */
export function commonDrawVariance(
  n1: number,
  cMinus: number,
  cPlus: number,
  c: number,
  eps: number,
): { readonly independent: number; readonly common: number } {
  checkInteger("n1", n1, { min: 0 });
  checkSampling(c, eps);
  checkNumber("cMinus", cMinus, { min: 0, max: c });
  checkNumber("cPlus", cPlus, { min: c, max: 1 });
  const beta = cPlus === cMinus ? 1 : (c - cMinus) / (cPlus - cMinus);
  const noise = 2 / (eps * eps);
  const within = n1 * ((1 - beta) * cMinus * (1 - cMinus) + beta * cPlus * (1 - cPlus));
  const between = n1 * n1 * beta * (1 - beta) * (cPlus - cMinus) ** 2;
  return { independent: (n1 * c * (1 - c) + noise) / (c * c), common: (within + between + noise) / (c * c) };
}
