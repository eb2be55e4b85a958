/** Direct mechanisms, which ask for costs: why they fail when costs are unbounded (Lemma 2.1). */
import { checkNumber, checkNumbers } from "../arguments";

/**
 * The least common payment of a direct mechanism that accesses each player with a probability that does not depend on his
 * report, is BIC (so its payment does not either) and EIIR for every cost of a finite support: ε·x·max, without a bound as
 * the support grows.
 * @param eps privacy parameter, > 0
 * @param costs the possible costs
 * @param access probability x of being accessed, in [0, 1]
 * @claims fl12/lem2.1
 * @example
 * ```ts
 * leastDirectPayment(0.5, [1, 2, 3], 1); // 1.5
 * ```
 */
export function leastDirectPayment(eps: number, costs: ArrayLike<number>, access: number): number {
  checkNumber("eps", eps, { above: 0 });
  checkNumbers("costs", costs, {}, { min: 1 });
  checkNumber("access", access, { min: 0, max: 1 });
  return eps * access * Array.from(costs).reduce((most, cost) => Math.max(most, cost));
}

/**
 * What a player gains by reporting another cost to a mechanism that pays the bid: ε·x·(report − cost), without a bound.
 * @param cost his true cost
 * @param report what he reports
 * @claims fl12/lem2.1-overbid
 * @example
 * ```ts
 * overbiddingGain(0.5, 1, 2, 3); // 0.5
 * ```
 */
export function overbiddingGain(eps: number, access: number, cost: number, report: number): number {
  checkNumber("eps", eps, { above: 0 });
  checkNumber("access", access, { min: 0, max: 1 });
  checkNumber("cost", cost);
  checkNumber("report", report);
  const utility = (bid: number): number => eps * access * (bid - cost);
  return utility(report) - utility(cost);
}
