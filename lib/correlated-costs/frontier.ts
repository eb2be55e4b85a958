/** The cheapest contract that is k-accurate by the exact law of the error, instead of Chebyshev's bound. */
import { checkInteger, checkNumber, rejectValue } from "../numerics/domain";
import { minimise } from "../numerics/minimise";
import { findRoot } from "../numerics/roots";
import { binomialWindow } from "../probability/binomial-window";
import { openLaw, type CostLaw } from "../probability/cost-laws";
import { firstWorse } from "./estimate-error";
import type { Parameters } from "./parameters";

const LEVEL = 1 / 3;
/** Steps of the grid over c. */
const GRID = 100;

/** A database n₁ under a given c: its binomial law, kept while ε varies. */
interface Sampled {
  readonly lo: number;
  readonly masses: Float64Array;
  /** Whether ŝ can be k too high, and the threshold of the count; the same for too low. */
  readonly high: number | null;
  readonly low: number | null;
}

function sampled(n: number, n1: number, c: number, k: number): Sampled {
  return {
    ...binomialWindow(n1, c, 1e-18),
    high: n1 + k <= n ? c * (n1 + k) : null,
    low: n1 - k >= 0 ? c * (n1 - k) : null,
  };
}

/** P(m + Lap ≥ x), by Horner's rule around the cut as far as the noise reaches. */
function upper({ lo, masses }: Sampled, epsilon: number, x: number): number {
  const decay = Math.exp(-epsilon);
  const reach = Math.ceil(40 / epsilon);
  const cut = Math.floor(x);
  const last = lo + masses.length - 1;
  let left = 0;
  for (let m = Math.max(lo, cut - reach), end = Math.min(cut, last); m <= end; m++)
    left = left * decay + masses[m - lo];
  if (cut > last) left *= Math.exp(-epsilon * (cut - last));
  let right = 0;
  let above = 0;
  const from = Math.max(cut + 1, lo);
  for (let m = last; m > Math.max(from - 1, cut + reach); m--) above += masses[m - lo];
  for (let m = Math.min(last, Math.max(from - 1, cut + reach)); m >= from; m--) {
    right = right * decay + masses[m - lo];
    above += masses[m - lo];
  }
  if (from > cut + 1) right *= Math.exp(-epsilon * (from - cut - 1));
  return above + 0.5 * Math.exp(-epsilon * (x - cut)) * left - 0.5 * Math.exp(-epsilon * (cut + 1 - x)) * right;
}

const failure = (database: Sampled, epsilon: number): number =>
  (database.high === null ? 0 : upper(database, epsilon, database.high)) +
  (database.low === null ? 0 : 1 - upper(database, epsilon, database.low));

/** The cheapest contract that keeps a list of databases k-accurate, starting from a guess of c. */
function cheapestFor(
  n: number,
  k: number,
  price: (c: number) => number,
  databases: readonly number[],
  guess: number,
): Parameters & { readonly payment: number } {
  /** The least payment at c; `cap` itself if it is not below. */
  const payment = (c: number, cap: number): number => {
    const unit = n * c * price(c);
    if (!(unit > 0)) return cap;
    let least = 0;
    for (const n1 of databases) {
      const database = sampled(n, n1, c, k);
      const ceiling = cap / unit;
      if (failure(database, ceiling) > LEVEL) return cap;
      if (least > 0 && failure(database, least) <= LEVEL) continue;
      let floor = Math.max(least, ceiling / 2);
      while (failure(database, floor) <= LEVEL) floor /= 2;
      least = findRoot((epsilon) => failure(database, epsilon) - LEVEL, floor, ceiling, 1e-14 * ceiling);
    }
    return least * unit;
  };
  // An accuracy that costs nothing to reach needs a start: the paper's noise, doubled until it does.
  let best = { c: guess, payment: Infinity };
  const improve = (c: number): void => {
    const found = payment(c, best.payment);
    if (found < best.payment) best = { c, payment: found };
  };
  for (let epsilon = 4 / k; !Number.isFinite(best.payment) && epsilon < 1e6; epsilon *= 2) {
    for (const c of [guess, 1 - 1 / GRID, 1 - 1e-4]) {
      const cap = n * c * price(c) * epsilon;
      const found = payment(c, cap);
      if (found < cap && found < best.payment) best = { c, payment: found };
    }
  }
  for (let i = 1; i < GRID; i++) improve(i / GRID);
  for (const c of [1 - 1e-3, 1 - 1e-4, 1 - 1e-6]) improve(c);
  const [from, to] = [Math.max(best.c - 1 / GRID, 1e-6), Math.min(best.c + 1 / GRID, 1 - 1e-9)];
  const { x, value } = minimise((c) => payment(c, 2 * best.payment), from, to, 1e-7);
  if (value < best.payment) best = { c: x, payment: value };
  return { ...best, epsilon: best.payment / (n * best.c * price(best.c)) };
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
    const worse = firstWorse(n, n, best.c, best.epsilon * (1 + 1e-9), k, LEVEL);
    if (worse < 0) return best;
    databases.push(worse);
  }
}
