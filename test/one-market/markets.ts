/** Markets that the tests share. */
import type { Market } from "../../lib/one-market";
import type { CostLaw } from "../../lib/probability/cost-laws";

export const uniform = (lo: number, hi: number): CostLaw => ({ kind: "uniform", lo, hi });

const same = uniform(0.5, 1.5);

/** Costs that say nothing of the bit. */
export const plain: Market = { people: 200, theta: 0.7, costs: [same, same], rawLevel: 5, riskAversion: 0.2 };

/** Ones are dearer than zeros. */
export const correlated: Market = { ...plain, costs: [uniform(0.3, 1.2), uniform(0.8, 2)] };
