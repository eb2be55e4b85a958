/** The Baseline Mechanism for linear costs: drop the dearest seller, pay all others his report (Section 4.1). */
import { checkInteger, checkNumbers } from "../arguments";
import { checkSomeDemand, histogram, type Demand } from "./demand";

/** Who is dropped, and what each access is paid. */
export interface Admission {
  /** c^max, the largest report: the payment per access, and the price per record. */
  readonly cMax: number;
  /** ĵ, the seller dropped: the first of those who report c^max. */
  readonly dropped: number;
  /** N′, everybody else, in order. */
  readonly admitted: readonly number[];
}

/**
 * Step 1: the largest report sets the payment, its owner is not sampled.
 * @param reports ĉ_i ≥ 0, money per access; at least two sellers
 */
export function admit(reports: ArrayLike<number>): Admission {
  checkNumbers("reports", reports, { min: 0 }, { min: 2 });
  let dropped = 0;
  for (let i = 1; i < reports.length; i++) if (reports[i] > reports[dropped]) dropped = i;
  const admitted = Array.from(reports, (_, i) => i).filter((i) => i !== dropped);
  return { cMax: reports[dropped], dropped, admitted };
}

/**
 * The price per record of the Baseline Mechanism: c^max, whatever the design.
 * @param reports ĉ_i ≥ 0 of at least two sellers
 * @param demand the buyers' demand, for one record at least; no sample larger than the number of sellers less one
 * @claims gah12/sec4.1.price, gah12/ex4.3.baseline
 * @example
 * ```ts
 * baselinePrice([1, 2, 3, 10], [[1, 1], [2, 1]]); // 10
 * ```
 */
export function baselinePrice(reports: ArrayLike<number>, demand: Demand): number {
  const { cMax, admitted } = admit(reports);
  checkSomeDemand(demand, histogram(demand, admitted.length));
  return cMax;
}

/** A menu of costs, drawn on by {@link dropDearest}: price and each seller's chance to be in the sample. */
export interface DropDearest {
  /** Expected payment per record. */
  readonly price: number;
  /** For the sellers in ascending order of cost. */
  readonly inclusion: Float64Array;
}

/**
 * The random payment of Section 4.1's aside, for one buyer: draw d + 1 sellers, pay d of them what the dearest reports.
 * The dearest has rank r (1 the cheapest) with probability C(r−1, d)/C(n, d+1).
 * @param costs c_i ≥ 0
 * @param d records, whole, 1..n − 1
 * @claims gah12/sec4.1.random-pi
 * @example
 * ```ts
 * dropDearest([1, 2, 3, 10], 2); // { price: 8.25, inclusion: [0.75, 0.75, 0.5, 0] }
 * ```
 */
export function dropDearest(costs: ArrayLike<number>, d: number): DropDearest {
  checkNumbers("costs", costs, { min: 0 }, { min: 2 });
  const n = costs.length;
  checkInteger("d", d, { min: 1, max: n - 1 });
  const sorted = Float64Array.from(costs).sort();
  const dearest = new Float64Array(n);
  dearest[n - 1] = (d + 1) / n;
  for (let r = n - 1; r > d; r--) dearest[r - 1] = (dearest[r] * (r - d)) / r;
  let price = 0;
  for (let r = d; r < n; r++) price += dearest[r] * sorted[r];
  // Among the d sampled of the d + 1 drawn: nobody as the dearest of all, and the cheaper the more, by sums alone.
  const inclusion = new Float64Array(n);
  for (let r = n - 1; r > 0; r--) inclusion[r - 1] = inclusion[r] + (dearest[r] * d) / r;
  return { price, inclusion };
}
