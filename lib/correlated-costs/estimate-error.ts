/** The error of Mechanism 1's estimate: its exact law, its quantiles, the worst database, and Lemma 3.7's bound. */
import { checkInteger, checkNumber } from "../arguments";
import { findRoot } from "../numerics/roots";
import { binomialWindow } from "../probability/binomial-window";
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
  return Math.hypot(Math.sqrt((3 * n1 * (1 - c)) / c), Math.sqrt(6) / c / eps);
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
 * @claims fl12/lem3.7
 * @example
 * ```ts
 * errorTail(1000, 400, 0.5, 0.1, 50); // 0.134034
 * ```
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
 * @example
 * ```ts
 * errorQuantile(1000, 400, 0.5, 0.1); // 30.5927
 * ```
 */
export function errorQuantile(n: number, n1: number, c: number, eps: number, level = LEVEL): number {
  checkDatabase(n, n1);
  checkSampling(c, eps);
  checkNumber("level", level, { above: 0, below: 1 });
  return quantile(noisyCount(n1, c, eps, FINE), n, n1, c, level);
}

/** One tail of the noisy count at a threshold that moves with the database. */
interface Side {
  /** The cut ⌊threshold⌋, and the threshold less the cut. */
  cut: number;
  rest: number;
  /** P(m > cut), b(cut), and the two exponential sums of {@link NoisyCount}. */
  above: number;
  mass: number;
  left: number;
  right: number;
}

function sideAt(n1: number, c: number, eps: number, threshold: number): Side {
  const count = noisyCount(n1, c, eps, EXACT);
  const { lo, masses } = binomialWindow(n1, c, EXACT);
  const cut = Math.floor(threshold);
  const i = Math.min(Math.max(cut - lo + 1, 0), masses.length);
  const shift = cut - (lo - 1 + i);
  return {
    cut,
    rest: threshold - cut,
    above: count.above[i],
    mass: i > 0 && shift === 0 ? masses[i - 1] : 0,
    left: count.left[i] * Math.exp(-eps * Math.max(0, shift)),
    right: count.right[i] * Math.exp(eps * Math.min(0, shift)),
  };
}

/**
 * Scans the databases n₁ = from, from − 1, … for one at which P(|ŝ − n₁| ≥ k) exceeds the level, or ends at −1.
 *
 * The four sums at the cut obey recurrences in n₁, since Bin(n₁, c) is Bin(n₁ − 1, c) and one more coin:
 * left and right fall to n₁ − 1 in one division each, whether the cut stays or falls by one with the threshold. Errors
 * shrink on the whole: the factors of the steps that amplify them are more than made up for by the others (Jensen).
 */
export function firstWorse(n: number, from: number, c: number, eps: number, k: number, level: number): number {
  const q = 1 - c;
  // By e^−ε alone, which cannot overflow.
  const fall = Math.exp(-eps);
  const [left, right] = [1 / (c + q * fall), 1 / (q + c * fall)];
  /** From n₁ to n₁ − 1; the threshold falls by c. */
  const step = (side: Side, n1: number): void => {
    // b of Bin(n₁ − 1, c) at the old cut, and P(m > cut) there.
    const mass = side.cut >= n1 ? 0 : (side.mass * (n1 - side.cut)) / (n1 * q);
    side.above -= c * mass;
    side.rest -= c;
    if (side.rest >= 0) {
      side.left = (side.left * fall + c * mass) * left;
      side.right = (side.right - c * mass) * right;
      side.mass = mass;
    } else {
      side.left = (side.left - q * mass) * left;
      side.right = (side.right * fall + q * mass) * right;
      side.above += mass;
      // A cut at n₁ falls to n₁ − 1, the last count of either law.
      side.mass = side.cut >= n1 ? side.mass / c : (mass * side.cut * q) / (c * (n1 - side.cut));
      side.rest += 1;
      side.cut -= 1;
    }
  };
  const excess = (side: Side): number =>
    0.5 * (Math.exp(-eps * side.rest) * side.left - Math.exp(-eps * (1 - side.rest)) * side.right);
  let upper: Side | undefined;
  let lower: Side | undefined;
  for (let n1 = from; n1 >= 0; n1--) {
    // Below here Chebyshev's inequality does.
    if ((1 / level) * ((n1 * q) / c + 2 / (eps * c) ** 2) <= k * k) return -1;
    let t = 0;
    if (n1 + k <= n) {
      upper ??= sideAt(n1, c, eps, c * (n1 + k));
      t += upper.above + excess(upper);
      step(upper, n1);
    }
    if (n1 - k >= 0) {
      lower ??= sideAt(n1, c, eps, c * (n1 - k));
      t += 1 - lower.above - excess(lower);
      step(lower, n1);
    }
    if (t > level + 1e-12) return n1;
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
  /** A database from which no step of a power of two leads to a worse one. */
  const climb = (start: WorstDatabase): WorstDatabase => {
    let top = start;
    for (let step = 2 ** Math.floor(Math.log2(n)); step >= 1; step /= 2) {
      for (const n1 of [top.n1 - step, top.n1 + step]) {
        const next = n1 >= 0 && n1 <= n ? quantileAt(n1) : top;
        if (next.k > top.k) top = next;
      }
    }
    return top;
  };
  // A bad database to start from: n − k, two rounds.
  let worst = quantileAt(Math.max(0, Math.floor(n - chebyshevAccuracy(n, c, eps))));
  for (let round = 0; round < 2; round++) {
    const next = quantileAt(Math.max(0, Math.floor(n - worst.k)));
    if (next.k > worst.k) worst = next;
  }
  for (let from = n; ;) {
    const n1 = firstWorse(n, from, c, eps, worst.k, level);
    if (n1 < 0) return worst;
    worst = climb(quantileAt(n1));
    from = n1 - 1;
  }
}
