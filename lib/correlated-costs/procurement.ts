/** The ironed w-unit procurement auction, with exact payments (Lemma 4.7 with the payments of Lemma 4.4). */
import { checkArray, checkInteger, checkNumber } from "../arguments";
import type { CostLaw } from "../probability/cost-laws";
import { intervalAt, iron, type IronedLaw } from "./ironing";

/** The auction's outcome given the costs, in expectation over its tie-breaking. */
export interface Procurement {
  /** How many costs lie below the cell of the (w + 1)-st, and how many in it. */
  readonly l1: number;
  readonly l2: number;
  /** Probability that each player is bought from. */
  readonly allocation: Float64Array;
  /** Expected payment to each player. */
  readonly payments: Float64Array;
  readonly total: number;
}

/**
 * Buys from the w players with the smallest ironed virtual costs, ties broken uniformly. The (w + 1)-st smallest cost lies
 * in a cell: an ironed interval [a, b), or a point a = b. Below the cell everybody sells, and moving into it or past it
 * sets his payment: a + (b − a)(w − l₁ + 1)/(l₂ + 1); in it each sells with probability (w − l₁)/l₂ and is paid b if so.
 * @param law a law on [0, ∞) with a positive density, ironed or not
 * @param costs the players' reports, ≥ 0; those beyond the law's support are not bought, w + 1 must not lie beyond it
 * @param w units, 1..n − 1
 */
export function procure(law: CostLaw | IronedLaw, costs: ArrayLike<number>, w: number): Procurement {
  const ironed = "intervals" in law ? law : iron(law);
  checkArray("costs", costs, { min: 2 });
  const n = costs.length;
  checkInteger("w", w, { min: 1, max: n - 1 });
  const { hi } = ironed.open;
  for (let i = 0; i < n; i++) checkNumber(`costs[${i}]`, costs[i], { min: 0 });
  const next = Float64Array.from(costs).sort()[w];
  // A report beyond the support is never bought, so w + 1 must lie within it.
  checkNumber(`the ${w + 1}th smallest of costs`, next, { max: hi });
  const interval = intervalAt(ironed, next);
  const { a, b } = interval ?? { a: next, b: next };
  let [l1, l2] = [0, 0];
  // The cell of an interval that ends the support is closed, like that of a point.
  const inCell = (cost: number): boolean => cost >= a && (cost < b || (cost === b && (!interval || b === hi)));
  for (let i = 0; i < n; i++) {
    if (costs[i] < a) l1++;
    else if (inCell(costs[i])) l2++;
  }
  const lower = a + ((b - a) * (w - l1 + 1)) / (l2 + 1);
  const share = (w - l1) / l2;
  const allocation = Float64Array.from(costs, (cost) => (cost < a ? 1 : inCell(cost) ? share : 0));
  const payments = Float64Array.from(costs, (cost) => (cost < a ? lower : inCell(cost) ? b * share : 0));
  return { l1, l2, allocation, payments, total: l1 * lower + (w - l1) * b };
}
