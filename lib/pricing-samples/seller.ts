/** Sellers: what an access costs them, and their attitude to risk. */
import { checkArray, checkInteger, checkNumber, checkObject } from "../arguments";
import { checkUtility, type Utility } from "./utility";

/** A seller, or `count` sellers alike, with linear cost: k accesses cost `cost` · k. */
export interface Seller {
  /** c_i ≥ 0, money per access. */
  readonly cost: number;
  readonly utility: Utility;
  /** How many such sellers there are; 1 if left out. */
  readonly count?: number;
}

/** Checks a population and counts its sellers. */
export function populationSize(population: readonly Seller[], cMax: number): number {
  checkArray("population", population, { min: 1 });
  let size = 0;
  let known: Utility | undefined;
  for (let i = 0; i < population.length; i++) {
    const seller = population[i];
    if (typeof seller !== "object" || seller === null) checkObject(`population[${i}]`, seller);
    const { cost, utility, count = 1 } = seller;
    // Names are made up only for what is wrong.
    if (typeof cost !== "number" || !(cost >= 0 && cost <= cMax)) {
      checkNumber(`population[${i}].cost`, cost, { min: 0, max: cMax });
    }
    if (utility !== known) checkUtility(`population[${i}].utility`, utility);
    if (count !== 1) checkInteger(`population[${i}].count`, count, { min: 0, max: 1e7 });
    known = utility;
    size += count;
  }
  checkInteger("the number of sellers in population", size, { min: 1, max: 1e7 });
  return size;
}
