/**
 * The removal variation of the ordering design: no seller is sampled at a level whose payment he alone sets (Section
 * 5.2).
 */
import { checkNumbers, rejectValue } from "../arguments";
import { isPermutation } from "../probability/without-replacement";
import { checkTables, levelsOf, soleMaximum, type CostTable } from "./cost-tables";
import { histogram, placesOf, type Demand } from "./demand";

/** What is left of an order, and who was removed from it, in order of removal. */
export interface Removal {
  readonly final: number[];
  readonly removed: number[];
}

/**
 * The removal process. The maximum at a level runs over all sellers, those already removed included: otherwise π^max
 * would not be what is paid.
 * @param demand the buyers' demand
 * @param costs reported cost tables c_i(0..m), one a seller
 * @param order a permutation of the sellers 0..n − 1
 * @throws RangeError when fewer sellers are left than the largest sample needs
 */
export function removalOrder(demand: Demand, costs: readonly CostTable[], order: readonly number[]): Removal {
  checkTables(costs, demand);
  checkNumbers("order", order);
  if (!isPermutation(order, costs.length)) rejectValue("order", order, `a permutation of 0..${costs.length - 1}`);
  const places = placesOf(histogram(demand, costs.length), costs.length);
  const tops = new Map(levelsOf(demand, costs.length).map(({ times }) => [times, soleMaximum(costs, times)]));
  const final: number[] = [];
  const removed: number[] = [];
  for (const seller of order) {
    (tops.get(places[final.length]) === seller ? removed : final).push(seller);
  }
  const needed = places.filter((times) => times > 0).length;
  if (final.length < needed) rejectValue("the number of sellers in costs left", final.length, `at least ${needed}`);
  return { final, removed };
}

/** Refuses a market in which removals can leave too few sellers. */
function checkEnough(demand: Demand, costs: readonly CostTable[]): void {
  const levels = levelsOf(demand, costs.length);
  const needed = levels.reduce((sum, { places }) => sum + places, 0);
  const tops = new Set(levels.map(({ times }) => soleMaximum(costs, times)));
  tops.delete(-1);
  if (costs.length < needed + tops.size) {
    const allowed = `at least ${needed} for the largest sample and ${tops.size} to remove`;
    rejectValue("the number of sellers in costs", costs.length, allowed);
  }
}

/** The chance that seller i is sampled at one place of a level: none where he alone is the maximum. */
const chance = (top: number, i: number, sellers: number): number =>
  top === i ? 0 : 1 / (top < 0 ? sellers : sellers - 1);

/**
 * The exact law of the removal variation, beyond the paper, over uniformly random orders: seller i is sampled k ≥ 1
 * times with probability N_k/(n − 1) if somebody else alone is the maximum at k, 0 if he is, N_k/n if the top is tied.
 * @returns for each seller, p_i(0..m)
 * @throws RangeError when removals can leave too few sellers
 */
export function removalLaw(demand: Demand, costs: readonly CostTable[]): Float64Array[] {
  checkTables(costs, demand);
  checkEnough(demand, costs);
  const n = costs.length;
  const levels = levelsOf(demand, n).map((level) => ({ ...level, top: soleMaximum(costs, level.times) }));
  return costs.map((table, i) => {
    const law = new Float64Array(table.length);
    // Counted in units of 1/(n(n − 1)), so that a seller who is always sampled has no chance of rounding not to be.
    let never = n * (n - 1);
    for (const { times, places, top } of levels) {
      law[times] = places * chance(top, i, n);
      if (top !== i) never -= places * (top < 0 ? n - 1 : n);
    }
    law[0] = n === 1 ? 1 : never / (n * (n - 1));
    return law;
  });
}

/**
 * The chance of each seller to be in each sample under the removal variation.
 * @returns for each entry of the demand, one probability a seller
 * @throws RangeError when removals can leave too few sellers
 */
export function removalInclusion(demand: Demand, costs: readonly CostTable[]): Float64Array[] {
  checkTables(costs, demand);
  checkEnough(demand, costs);
  const n = costs.length;
  const places = placesOf(histogram(demand, n), n);
  const tops = Array.from(places, (times) => (times > 0 ? soleMaximum(costs, times) : -1));
  return demand.map(([size]) =>
    Float64Array.from({ length: n }, (_, i) => tops.slice(0, size).reduce((sum, top) => sum + chance(top, i, n), 0)),
  );
}
