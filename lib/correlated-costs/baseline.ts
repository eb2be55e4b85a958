/**
 * A baseline that asks for costs: an auction in the style of Ghosh and Roth's FairQuery (2011), from memory of that work. It
 * is cheap and truthful, reads every cost unpaid, and lets costs that tell on the data bias the estimate.
 */
import { checkArray, checkInteger, checkNumber, checkNumbers } from "../arguments";
import { drawLaplace } from "../probability/laplace";
import type { Stream } from "../probability/stream";
import { contractsFor } from "./contract";
import { estimateMse } from "./estimate-moments";
import type { CostLaw } from "../probability/cost-laws";
import { minimiseOverC } from "./parameters";

/** A run of the baseline auction. */
export interface BaselineOutcome {
  /** How many players are bought from. */
  readonly bought: number;
  /** Count among them, plus half of the others, plus Lap(n − bought). */
  readonly estimate: number;
  readonly payment: number;
}

/**
 * Buys from the k cheapest players, k the largest with v_(k)/(n − k) ≤ B/k, at privacy level 1/(n − k) each.
 * @param data types, in 1..h; type 1 is counted
 * @param costs per unit of privacy loss
 * @param budget B > 0
 */
export function baselineAuction(
  data: ArrayLike<number>,
  costs: ArrayLike<number>,
  budget: number,
  stream: Stream,
): BaselineOutcome {
  checkArray("data", data, { min: 2 });
  const n = data.length;
  checkNumbers("costs", costs, { min: 0 }, { min: n, max: n });
  checkNumber("budget", budget, { above: 0 });
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => costs[i] - costs[j]);
  let k = n - 1;
  while (k > 0 && costs[order[k - 1]] / (n - k) > budget / k) k--;
  let count = 0;
  for (let i = 0; i < k; i++) if (data[order[i]] === 1) count++;
  const price = k === 0 ? 0 : Math.min(budget / k, costs[order[k]] / (n - k));
  return { bought: k, estimate: count + (n - k) / 2 + drawLaplace(n - k, stream), payment: k * price };
}

/** Mechanism 1 tuned to a database and a budget. */
export interface TunedMechanism {
  readonly c: number;
  readonly eps: number;
  /** Root mean squared error of the truncated estimate. */
  readonly rmse: number;
}

/**
 * The c that minimises the exact mean squared error of Mechanism 1 on a database, with the whole budget spent in expectation.
 * @param laws the types' laws of costs
 * @param counts players of each type
 * @param budget B > 0
 */
export function tuneForDatabase(laws: readonly CostLaw[], counts: readonly number[], budget: number): TunedMechanism {
  checkArray("counts", counts, { min: laws.length, max: laws.length });
  counts.forEach((count, j) => checkInteger(`counts[${j}]`, count, { min: 0 }));
  checkNumber("budget", budget, { above: 0 });
  const n = counts.reduce((sum, count) => sum + count, 0);
  const epsAt = (c: number): number =>
    budget / contractsFor(laws, c).reduce((sum, { payPerPlayer }, j) => sum + counts[j] * payPerPlayer, 0);
  const { c, value } = minimiseOverC((x) => estimateMse(n, counts[0], x, epsAt(x)), 0, laws);
  return { c, eps: epsAt(c), rmse: Math.sqrt(value) };
}
