/** Sellers: what an access costs them, and their attitude to risk. */
import { checkArray, checkInteger, checkNumber, checkObject } from "../numerics/domain";
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
  population.forEach((seller, i) => {
    checkObject(`population[${i}]`, seller);
    checkNumber(`population[${i}].cost`, seller.cost, { min: 0, max: cMax });
    checkUtility(`population[${i}].utility`, seller.utility);
    checkInteger(`population[${i}].count`, seller.count ?? 1, { min: 0, max: 1e7 });
    size += seller.count ?? 1;
  });
  checkInteger("the number of sellers in population", size, { min: 1, max: 1e7 });
  return size;
}
