/** The envy-free benchmark w·E[v_(w+1)] of section 4.1 and how far Mechanism 1 is from it (Theorem 4.3). */
import { checkInteger, checkNumber } from "../arguments";
import { logBinomialTail } from "../numerics/binomial";
import { integrate } from "../numerics/quadrature";
import { openLaw, type CostLaw } from "../probability/cost-laws";
import { contract } from "./contract";
import { orderStatistic } from "./order-statistics";

/** Checks n ≥ 2 players and 1 ≤ w ≤ n − 1 units. */
export function checkUnits(n: number, w: number): void {
  checkInteger("n", n, { min: 2 });
  checkInteger("w", w, { min: 1, max: n - 1 });
}

/** Opens a law of costs on [0, ∞). */
export function openNonNegative(law: CostLaw): ReturnType<typeof openLaw> {
  const opened = openLaw("law", law);
  checkNumber("the least cost of law", opened.lo, { min: 0 });
  return opened;
}

/** Payments of Mechanism 1 for buying w units in expectation and of the benchmark, with ε = 1. */
export interface Comparison {
  readonly mechanism1: number;
  readonly benchmark: number;
  readonly ratio: number;
}

/**
 * Mechanism 1 at c = w/n beside the envy-free benchmark.
 * @param law law of costs on [0, ∞)
 * @param n players, ≥ 2
 * @param w units bought, 1..n − 1
 * @returns expected totals; the benchmark is ∞ (and the ratio 0) where E[v_(w+1)] is
 * @claims fl12/thm4.3
 * @example
 * ```ts
 * approximationRatio(uniform(0, 1), 10, 5).ratio; // 0.916667
 * ```
 */
export function approximationRatio(law: CostLaw, n: number, w: number): Comparison {
  openNonNegative(law);
  checkUnits(n, w);
  const mechanism1 = n * contract(law, w / n).payPerPlayer;
  const benchmark = w * orderStatistic(law, n, w + 1);
  return { mechanism1, benchmark, ratio: mechanism1 === 0 ? 0 : mechanism1 / benchmark };
}

/**
 * The exact factor of Theorem 4.3: no law's ratio exceeds R(w, n) = 1/P(Bin(n, w/n) ≤ w) < 2, and some come as near as
 * one likes.
 * @claims fl12/lem4.2-1, fl12/thm4.3
 * @example
 * ```ts
 * tightRatio(10, 5); // 1.60502
 * ```
 */
export function tightRatio(n: number, w: number): number {
  checkUnits(n, w);
  return Math.exp(-logBinomialTail(n - w, n, (n - w) / n, w / n));
}

/**
 * Whether R(w + 1, n) > R(w, n): P(Bin(n, w/n) ≤ w) changes by a multiple of ∫₀¹ (1 − g(s)/g(0)) ds, where
 * g(s) = p^w (1 − p)^(n−1−w) at p = (w + 1 − s)/n, although its value hardly does.
 */
function rises(n: number, w: number): boolean {
  const r = n - 1 - w;
  /** ln(1 + x) − x. */
  const bend = (x: number): number =>
    Math.abs(x) > 1e-3 ? Math.log1p(x) - x : x * x * (-1 / 2 + x * (1 / 3 + x * (-1 / 4 + x * (1 / 5 - x / 6))));
  const gain = (s: number): number => Math.expm1(s / (w + 1) + w * bend(-s / (w + 1)) + r * bend(s / r));
  return integrate(gain, 0, 1, { panels: 1 }) > 0;
}

/**
 * The w with the largest {@link tightRatio}, near 2n/3; R rises up to it and falls after it.
 * @param n ≥ 2
 * @example
 * ```ts
 * worstTightRatio(10); // { w: 7, ratio: 1.62018 }
 * ```
 */
export function worstTightRatio(n: number): { readonly w: number; readonly ratio: number } {
  checkInteger("n", n, { min: 2 });
  let [lo, hi] = [1, n - 1];
  while (lo < hi) {
    const w = (lo + hi) >> 1;
    if (rises(n, w)) lo = w + 1;
    else hi = w;
  }
  return { w: lo, ratio: tightRatio(n, lo) };
}
