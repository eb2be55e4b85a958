/** The error of Mechanism 1's estimate: its exact law, its quantiles, the worst database, and Lemma 3.7's bound. */
import { checkInteger, checkNumber } from "../arguments";
import { findRoot } from "../numerics/roots";
import { atLeast, atMost, noisyCount, type NoisyCount } from "../probability/noisy-count";

/** The failure probability in the paper's definition of accuracy. */
const LEVEL = 1 / 3;
/** Binomial probabilities kept where a result is wanted to full relative accuracy, and where 1e-16 absolute will do. */
const EXACT = 1e-300;
const FINE = 1e-18;

function checkDatabase(n: number, n1: number): void {
  checkInteger("n", n, { min: 1 });
  checkInteger("n1", n1, { min: 0, max: n });
}

/** Checks c and ε. */
export function checkSampling(c: number, eps: number): void {
  checkNumber("c", c, { above: 0, below: 1 });
  checkNumber("eps", eps, { above: 0 });
}

/**
 * Lemma 3.7: the radius √(3(n₁(1−c)/c + 2/(εc)²)) that the error stays below with probability ≥ 2/3, by Chebyshev.
 * @param n1 players of the target type, ≥ 0
 * @param c acceptance probability, in (0, 1)
 * @param eps privacy parameter, > 0
 */
export function chebyshevAccuracy(n1: number, c: number, eps: number): number {
  checkInteger("n1", n1, { min: 0 });
  checkSampling(c, eps);
  return Math.sqrt(3 * ((n1 * (1 - c)) / c + 2 / (eps * c) ** 2));
}

/** P(|ŝ − n₁| ≥ k). Truncation to [0, n] removes a side as soon as its target leaves the range. */
function tail(count: NoisyCount, n: number, n1: number, c: number, k: number): number {
  return (n1 + k <= n ? atLeast(count, c * (n1 + k)) : 0) + (n1 - k >= 0 ? atMost(count, c * (n1 - k)) : 0);
}

/**
 * P(|ŝ − n₁| ≥ k), exactly: a binomial sum of Laplace tails, including the atoms at 0 and n.
 * @param n players, ≥ 1
 * @param n1 players of the target type, 0..n
 * @param c acceptance probability, in (0, 1)
 * @param eps privacy parameter, > 0
 * @param k > 0
 */
export function errorTail(n: number, n1: number, c: number, eps: number, k: number): number {
  checkDatabase(n, n1);
  checkSampling(c, eps);
  checkNumber("k", k, { above: 0 });
  return tail(noisyCount(n1, c, eps, EXACT), n, n1, c, k);
}

/** inf{k > 0 : P(|ŝ − n₁| ≥ k) ≤ level}: the tail is continuous but for drops at n₁ and n − n₁. */
function quantile(count: NoisyCount, n: number, n1: number, c: number, level: number): number {
  const near = Math.min(n1, n - n1);
  const far = Math.max(n1, n - n1);
  const excess = (k: number): number => tail(count, n, n1, c, k) - level;
  if (near > 0) {
    if (atLeast(count, c * n1) + atMost(count, c * n1) <= level) return 0;
    if (excess(near) <= 0) return findRoot(excess, 0, near);
  }
  // Beyond `near` only one side is left; right after it the tail is that side's.
  const oneSided =
    n1 > n - n1
      ? (k: number): number => atMost(count, c * (n1 - k)) - level
      : (k: number): number => atLeast(count, c * (n1 + k)) - level;
  if (oneSided(near) <= 0) return near;
  return far > near && oneSided(far) <= 0 ? findRoot(oneSided, near, far) : far;
}

/**
 * The exact accuracy radius k* = inf{k > 0 : P(|ŝ − n₁| ≥ k) ≤ level}. It may sit on a truncation atom, and is 0 if the
 * estimate is exact often enough.
 * @param level failure probability, in (0, 1); the paper's 1/3 by default
 * @see errorTail for the others
 */
export function errorQuantile(n: number, n1: number, c: number, eps: number, level = LEVEL): number {
  checkDatabase(n, n1);
  checkSampling(c, eps);
  checkNumber("level", level, { above: 0, below: 1 });
  return quantile(noisyCount(n1, c, eps, FINE), n, n1, c, level);
}

/**
 * The first database n₁ = from, from − 1, … at which P(|ŝ − n₁| ≥ k) exceeds the level; −1 if there is none.
 */
export function firstWorse(n: number, from: number, c: number, eps: number, k: number, level: number): number {
  for (let n1 = from; n1 >= 0; n1--) {
    // Below here Chebyshev's inequality does.
    if (((n1 * (1 - c)) / c + 2 / (eps * c) ** 2) / level <= k * k) return -1;
    if (tail(noisyCount(n1, c, eps, FINE), n, n1, c, k) > level + 1e-12) return n1;
  }
  return -1;
}

/** The worst database and its error quantile. */
export interface WorstDatabase {
  readonly k: number;
  readonly n1: number;
}

/**
 * The largest {@link errorQuantile} over all databases n₁ = 0..n, and where it is reached (near n − k*, not at n, where
 * truncation cuts off one side).
 * @param n players, ≥ 1
 * @param c acceptance probability, in (0, 1)
 * @param eps privacy parameter, > 0
 * @param level failure probability, in [1e-6, 1)
 */
export function worstErrorQuantile(n: number, c: number, eps: number, level = LEVEL): WorstDatabase {
  checkInteger("n", n, { min: 1 });
  checkSampling(c, eps);
  checkNumber("level", level, { min: 1e-6, below: 1 });
  const quantileAt = (n1: number): WorstDatabase => ({
    k: quantile(noisyCount(n1, c, eps, FINE), n, n1, c, level),
    n1,
  });
  // A bad database to start from: n − k, two rounds.
  let worst = quantileAt(Math.max(0, Math.floor(n - chebyshevAccuracy(n, c, eps))));
  for (let round = 0; round < 2; round++) {
    const next = quantileAt(Math.max(0, Math.floor(n - worst.k)));
    if (next.k > worst.k) worst = next;
  }
  for (let from = n; ; from = worst.n1 - 1) {
    const n1 = firstWorse(n, from, c, eps, worst.k, level);
    if (n1 < 0) return worst;
    worst = quantileAt(n1);
  }
}
