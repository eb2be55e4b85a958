/** The cheapest contract that is k-accurate by the exact law of the error, instead of Chebyshev's bound. */
import { checkInteger, checkNumber, rejectValue } from "../arguments";
import { minimise } from "../numerics/minimise";
import { findRoot } from "../numerics/roots";
import { openLaw, type CostLaw } from "../probability/cost-laws";
import { errorTail, firstWorse } from "./estimate-error";
import type { Parameters } from "./parameters";

const LEVEL = 1 / 3;
/** Steps of the grid over c. */
const GRID = 100;

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
  /** The least payment at c; `cap` itself if it is not below. */
  const payment = (c: number, cap: number): number => {
    const perEffort = n * price(c);
    if (!(perEffort > 0) || perEffort * effort >= cap) return cap;
    const ceiling = cap / (perEffort * c);
    let least = 0;
    for (const n1 of databases) {
      const excess = (eps: number): number => errorTail(n, n1, c, eps, k) - LEVEL;
      if (excess(ceiling) > 0) return cap;
      if (least > 0 && excess(least) <= 0) continue;
      let [floor, top] = [Math.max(least, ceiling / 2), ceiling];
      while (excess(floor) <= 0) [floor, top] = [floor / 2, floor];
      least = findRoot(excess, floor, top, 1e-12 * top);
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
