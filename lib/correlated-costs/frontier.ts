/** The cheapest contract that is k-accurate by the exact law of the error, instead of Chebyshev's bound. */
import { checkInteger, checkNumber, rejectValue } from "../arguments";
import { minimise } from "../numerics/minimise";
import { findRoot } from "../numerics/roots";
import { binomialWindow } from "../probability/binomial-window";
import { openLaw, type CostLaw } from "../probability/cost-laws";
import { firstWorse } from "./estimate-error";
import type { Parameters } from "./parameters";

const LEVEL = 1 / 3;
/** Steps of the grid over c. */
const GRID = 100;

/** A database n₁ under a given c: its binomial law, kept while ε varies, and where a too high and a too low ŝ begin. */
interface Sampled {
  readonly lo: number;
  readonly masses: Float64Array;
  /** Thresholds of the noisy count; ∞ and −∞ where truncation removes the side. */
  readonly high: number;
  readonly low: number;
}

function sampled(n: number, n1: number, c: number, k: number): Sampled {
  const { lo, masses } = binomialWindow(n1, c, 1e-14);
  return { lo, masses, high: n1 + k <= n ? c * (n1 + k) : Infinity, low: n1 - k >= 0 ? c * (n1 - k) : -Infinity };
}

/**
 * P(|ŝ − n₁| ≥ k): both tails of the noisy count by Horner's rule, in one sweep from each end of the binomial law. The cuts
 * ⌊low⌋ ≤ ⌊high⌋ divide it into three parts.
 */
function failure({ lo, masses, high, low }: Sampled, eps: number): number {
  const size = masses.length;
  const decay = Math.exp(-eps);
  // How many counts lie at or below each threshold.
  const i = Math.min(Math.max(Math.floor(low) - lo + 1, 0), size);
  const j = Math.min(Math.max(Math.floor(high) - lo + 1, 0), size);
  let left = 0;
  for (let m = 0; m < i; m++) left = left * decay + masses[m];
  let leftHigh = left;
  for (let m = i; m < j; m++) leftHigh = leftHigh * decay + masses[m];
  let right = 0;
  let above = 0;
  for (let m = size - 1; m >= j; m--) {
    right = right * decay + masses[m];
    above += masses[m];
  }
  let rightLow = right;
  let between = 0;
  for (let m = j - 1; m >= i; m--) {
    rightLow = rightLow * decay + masses[m];
    between += masses[m];
  }
  let total = 0;
  if (high < Infinity) {
    const beyond = high - (lo + j - 1);
    total +=
      above +
      0.5 * (Math.exp(-eps * Math.max(0, beyond)) * leftHigh - Math.exp(-eps * Math.max(0, 1 - beyond)) * right);
  }
  if (low > -Infinity) {
    const beyond = low - (lo + i - 1);
    total +=
      1 -
      above -
      between -
      0.5 * (Math.exp(-eps * Math.max(0, beyond)) * left - Math.exp(-eps * Math.max(0, 1 - beyond)) * rightLow);
  }
  return total;
}

/** The cheapest contract that keeps a list of databases k-accurate, starting from a guess of c. */
function cheapestFor(
  n: number,
  k: number,
  price: (c: number) => number,
  databases: readonly number[],
  guess: number,
): Parameters & { readonly payment: number } {
  // Sampling error only adds to the noise, whose density is symmetric and falls from its middle (Anderson): n·F⁻¹(c) times
  // this, the εc at which the noise alone is k-accurate, is never undercut.
  const effort = Math.log(1 / LEVEL) / k;
  // The εc found last: a good guess for the next c.
  let last = 2 * effort;
  /** The least payment at c; `cap` itself if it is not below. */
  const payment = (c: number, cap: number): number => {
    const perEffort = n * price(c);
    if (!(perEffort > 0) || perEffort * effort >= cap) return cap;
    const ceiling = cap / (perEffort * c);
    let least = 0;
    for (const n1 of databases) {
      const database = sampled(n, n1, c, k);
      if (failure(database, ceiling) > LEVEL) return cap;
      if (least > 0 && failure(database, least) <= LEVEL) continue;
      let [floor, top] = [Math.max(least, Math.min(ceiling, last / c) * 0.995), ceiling];
      while (failure(database, floor) <= LEVEL) [floor, top] = [floor * 0.9, floor];
      if (1.02 * floor < top && failure(database, 1.02 * floor) <= LEVEL) top = 1.02 * floor;
      least = findRoot((eps) => failure(database, eps) - LEVEL, floor, top, 1e-12 * top);
      last = least * c;
    }
    return least * c * perEffort;
  };
  // Where the noise alone needs `effort`, a multiple of it is enough for some c near 1.
  let best = { c: 1 - 1e-9, payment: Infinity };
  for (let multiple = 2; best.payment === Infinity; multiple *= 2) {
    for (const c of [guess, 0.99, 1 - 1e-4, 1 - 1e-9]) {
      const cap = multiple * effort * n * price(c);
      const found = payment(c, cap);
      if (found < cap && found < best.payment) best = { c, payment: found };
    }
  }
  const improve = (c: number): void => {
    const found = payment(c, best.payment);
    if (found < best.payment) best = { c, payment: found };
  };
  for (let i = 1; i < GRID; i++) improve(i / GRID);
  const [from, to] = [Math.max(best.c - 1 / GRID, 1e-6), Math.min(best.c + 1 / GRID, 1 - 1e-9)];
  const { x, value } = minimise((c) => payment(c, 2 * best.payment), from, to, 1e-6);
  if (value < best.payment) best = { c: x, payment: value };
  return { ...best, eps: best.payment / (n * best.c * price(best.c)) };
}

/**
 * The least expected payment n·ε·c·F⁻¹(c), over 0 < c < 1 and ε > 0, such that P(|ŝ − n₁| ≥ k) ≤ 1/3 for every database:
 * by the exact tail. Solved for the database n − k, the worst one as a rule; if another is worse at the solution, it is
 * added and the problem solved again, until all n + 1 databases are k-accurate. For bounded costs the best c may be 1;
 * then the answer is within 1e-9 of it.
 * @param n players, ≥ 2
 * @param k accuracy, in (0, n/2)
 * @param law the law of costs, of positive price
 * @param guess where to start, e.g. the c found for a neighbouring k
 */
export function cheapestAccurate(
  n: number,
  k: number,
  law: CostLaw,
  guess = 0.5,
): Parameters & { readonly payment: number } {
  checkInteger("n", n, { min: 2 });
  checkNumber("k", k, { above: 0, below: n / 2 });
  checkNumber("guess", guess, { above: 0, below: 1 });
  const { quantile, lo, atoms } = openLaw("law", law);
  if (lo < 0 || atoms.length > 0 || law.kind === "oracle") rejectValue("law", law, "a law on [0, ∞) without atoms");
  const databases = [Math.floor(n - k)];
  for (;;) {
    const best = cheapestFor(n, k, quantile, databases, guess);
    const worse = firstWorse(n, n, best.c, best.eps * (1 + 1e-9), k, LEVEL);
    // A database on the list exceeds the level by rounding only.
    if (worse < 0 || databases.includes(worse)) return best;
    databases.push(worse);
  }
}
