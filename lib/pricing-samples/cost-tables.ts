/** General costs: what k accesses cost each seller, as tables (Section 5). */
import { checkArray, checkNumbers, rejectValue } from "../arguments";
import { histogram, staircaseOf, type Demand } from "./demand";

/** c_i(0..m) of one seller: 0 at 0, not decreasing. */
export type CostTable = readonly number[];

/** A level of the ordering design: `times` accesses each, at `places` places of the order. */
export interface Level {
  /** k ≥ 1. */
  readonly times: number;
  /** N_k ≥ 1. */
  readonly places: number;
}

/** The levels k ≥ 1 at which somebody is sampled, from the front of the order on: only at these are costs needed. */
export const levelsOf = (demand: Demand, sellers: number): Level[] => staircaseOf(histogram(demand, sellers));

/** Checks one cost table, or payment table, of m + 1 entries. */
export function checkTable(name: string, table: ArrayLike<number>, buyers: number): void {
  checkNumbers(name, table, { min: 0 }, { min: buyers + 1, max: buyers + 1 });
  if (table[0] !== 0) rejectValue(`${name}[0]`, table[0], "0: no access costs nothing");
  for (let k = 1; k <= buyers; k++) {
    if (table[k] < table[k - 1]) rejectValue(`${name}[${k}]`, table[k], `at least ${name}[${k - 1}] = ${table[k - 1]}`);
  }
}

/** Checks the sellers' cost tables against a demand. */
export function checkTables(costs: readonly CostTable[], demand: Demand): void {
  checkArray("costs", costs, { min: 1 });
  const { buyers } = histogram(demand, costs.length);
  costs.forEach((table, i) => checkTable(`costs[${i}]`, table, buyers));
}

/** π^max(k) = max_i c_i(k) for k = 0..m, over all sellers, or over all but one. */
export function largestCosts(costs: readonly CostTable[], without = -1): Float64Array {
  const most = new Float64Array(costs[0].length);
  costs.forEach((table, i) => {
    if (i !== without) table.forEach((c, k) => (most[k] = Math.max(most[k], c)));
  });
  return most;
}

/** h(k): the seller whose cost of k accesses is above everybody else's, −1 where the top is tied. */
export function soleMaximum(costs: readonly CostTable[], times: number): number {
  let top = 0;
  let tied = false;
  for (let i = 1; i < costs.length; i++) {
    if (costs[i][times] > costs[top][times]) [top, tied] = [i, false];
    else if (costs[i][times] === costs[top][times]) tied = true;
  }
  return tied ? -1 : top;
}
