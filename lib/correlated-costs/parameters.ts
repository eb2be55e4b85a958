/** How to choose c and ε: the paper's recipes, and the best choice by the same (Chebyshev) bound. */
import { checkInteger, checkNumber, rejectValue } from "../arguments";
import { minimise } from "../numerics/minimise";
import { openLaw, type CostLaw } from "../probability/cost-laws";
import { contractsFor, highestPrice } from "./contract";

/** An acceptance probability and a privacy parameter. */
export interface Parameters {
  readonly c: number;
  readonly eps: number;
}

/** The larger root of c(1 − c) = 2/(nε²); ½ at the least ε for which there is one. */
const recommended = (n: number, eps: number): number => (1 + Math.sqrt(Math.max(0, 1 - 8 / (n * eps * eps)))) / 2;

/**
 * The paper's c for a given ε: (1 + √(1 − 8/(nε²)))/2, at which sampling adds as much variance as the noise.
 * @param n players, ≥ 1
 * @param eps privacy parameter, with nε² > 8
 * @claims fl12/thm3.9
 * @example
 * ```ts
 * recommendedC(1000, 0.1); // 0.723607
 * ```
 */
export function recommendedC(n: number, eps: number): number {
  checkInteger("n", n, { min: 1 });
  checkNumber("eps", eps, { above: Math.sqrt(8 / n) });
  return recommended(n, eps);
}

/**
 * The paper's parameters for k-accuracy: c = 1/(1 + k²/(6n)), ε = 2√3/(kc).
 * @param n players, ≥ 1
 * @param k accuracy, > 0
 * @example
 * ```ts
 * fixedAccuracy(1000, 50); // { c: 0.705882, eps: 0.0981495 }
 * ```
 */
export function fixedAccuracy(n: number, k: number): Parameters {
  checkInteger("n", n, { min: 1 });
  checkNumber("k", k, { above: 0 });
  return { c: 1 / (1 + (k * k) / (6 * n)), eps: 2 * Math.sqrt(3) * (1 / k + k / (6 * n)) };
}

/** A(c) = max_j α_j(c), the price that the recipes reckon with; where c rounds to 1 the largest cost, which may be ∞. */
function priceOf(laws: readonly CostLaw[]): (c: number) => number {
  const largest = laws.reduce((most, law, j) => Math.max(most, openLaw(`laws[${j}]`, law).hi), -Infinity);
  return (c) => (c < 1 ? highestPrice(contractsFor(laws, c)) : largest);
}

/** What the paper's recipe makes of a budget. */
export interface BudgetPlan extends Parameters {
  /** max_j α_j(c). */
  readonly alpha: number;
  /** 2√3/(εc), Lemma 3.7's radius at the recommended c. */
  readonly accuracy: number;
  /** ε·c·n·max_j α_j(c): the budget, or less where prices jump past it (no c in the recipe spends it then). */
  readonly spend: number;
  /** The least budget for which the recipe works: √(2n)·max_j F_j⁻¹(½). */
  readonly minBudget: number;
}

/**
 * The paper's recipe for a budget: the ε at which ε·c(ε)·n·max_j α_j(c(ε)) is the budget, c(ε) the recommended one.
 * @param n players, ≥ 1
 * @param laws the types' laws of costs
 * @param budget ≥ minBudget
 * @throws RangeError below the least possible budget, which the message states
 */
export function budgetSolve(n: number, laws: readonly CostLaw[], budget: number): BudgetPlan {
  checkInteger("n", n, { min: 1 });
  const price = priceOf(laws);
  const minBudget = Math.sqrt(2 * n) * price(0.5);
  checkNumber("budget", budget, { above: 0 });
  checkNumber("budget", budget, { min: minBudget });
  const spend = (eps: number): number => {
    const c = recommended(n, eps);
    return eps * c * n * price(c);
  };
  let lo = Math.sqrt(8 / n);
  let hi = 2 * lo;
  while (spend(hi) < budget) [lo, hi] = [hi, 2 * hi];
  // Where prices jump, the largest ε whose spending stays within the budget.
  for (;;) {
    const middle = (lo + hi) / 2;
    if (!(middle > lo && middle < hi)) break;
    if (spend(middle) <= budget) lo = middle;
    else hi = middle;
  }
  const eps = lo;
  const c = recommended(n, eps);
  return { eps, c, alpha: price(c), accuracy: (2 * Math.sqrt(3)) / (eps * c), spend: spend(eps), minBudget };
}

/** Acceptance probabilities at which a price jumps: below them a low price is accepted, above them only a higher one. */
const jumpsOf = (laws: readonly CostLaw[]): number[] =>
  laws.flatMap((law) => {
    const { breaks, cdf } = openLaw("law", law);
    return breaks.map(cdf);
  });

/**
 * The minimum of a function of c in (from, 1): a grid in the log odds of c's position, then Brent's method at the best; and
 * the points where prices jump.
 */
export function minimiseOverC(
  f: (c: number) => number,
  from: number,
  laws: readonly CostLaw[],
): { readonly c: number; readonly value: number } {
  const at = (t: number): number => from + (1 - from) / (1 + Math.exp(-t));
  const STEP = 0.25;
  let best = { t: 0, value: Infinity };
  for (let t = -24; t <= 24; t += STEP) {
    const value = f(at(t));
    if (value < best.value) best = { t, value };
  }
  const { x, value } = minimise((t) => f(at(t)), best.t - STEP, best.t + STEP);
  const smooth = value <= best.value ? { c: at(x), value } : { c: at(best.t), value: best.value };
  return jumpsOf(laws)
    .filter((c) => c > from && c < 1)
    .map((c) => ({ c, value: f(c) }))
    .reduce((least, next) => (next.value < least.value ? next : least), smooth);
}

/**
 * The best c for a budget by Chebyshev's bound for the worst database: minimises n(1 − c)/c + 2(n·A(c)/B)² and spends the
 * whole budget. Where the best c is 1 (cheap bounded costs), the answer is within 1e-10 of it.
 * @param n players, ≥ 1
 * @param laws the types' laws of costs
 * @param budget B > 0, of any size
 */
export function optimalBudget(
  n: number,
  laws: readonly CostLaw[],
  budget: number,
): Parameters & { readonly accuracy: number } {
  checkInteger("n", n, { min: 1 });
  checkNumber("budget", budget, { above: 0 });
  const price = priceOf(laws);
  const { c, value } = minimiseOverC(
    (x) => Math.hypot(Math.sqrt((n * (1 - x)) / x), (Math.SQRT2 * n * price(x)) / budget),
    0,
    laws,
  );
  const alpha = price(c);
  if (!(alpha > 0)) rejectValue("laws", laws, `laws with a positive price at c = ${c}`);
  return { c, eps: budget / (c * n * alpha), accuracy: Math.sqrt(3) * value };
}

/**
 * The cheapest c and ε whose Chebyshev radius for the worst database is k.
 * @param n players, ≥ 1
 * @param k accuracy, > 0
 * @param laws the types' laws of costs, with positive prices
 * @returns also the expected payment ε·c·n·max_j α_j(c) if all players have the highest price
 */
export function optimalFixedAccuracy(
  n: number,
  k: number,
  laws: readonly CostLaw[],
): Parameters & { readonly payment: number } {
  checkInteger("n", n, { min: 1 });
  checkNumber("k", k, { above: 0 });
  const price = priceOf(laws);
  // εc that leaves the noise its share of the variance.
  const effort = (c: number): number => Math.sqrt(2 / ((k * k) / 3 - (n * (1 - c)) / c));
  const { c, value } = minimiseOverC(
    (x) => {
      const payment = n * price(x) * effort(x);
      return payment >= 0 ? payment : Infinity;
    },
    1 / (1 + (k * k) / (3 * n)),
    laws,
  );
  if (value === Infinity)
    rejectValue("k", k, "large enough for an acceptance probability that is less than 1 as a number");
  return { c, eps: effort(c) / c, payment: value };
}
