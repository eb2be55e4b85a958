/**
 * Whom to hire, and at which levels, when people differ in their cost of privacy: the cheapest ΣV_LB,i with
 * ΣD(ε_i) ≥ ln(1/τ) (problem (P1) with costs c_i·ε; beyond the paper).
 */
import { checkNumbers, rejectValue } from "../arguments";
import { minimise } from "../numerics/minimise";
import { findRoot } from "../numerics/roots";
import { checkTau, checkTheta, type Signal } from "./market";

/** Levels (0 for those not hired), in the order of the costs given; money. */
export interface Allocation {
  readonly levels: readonly number[];
  readonly total: number;
  /** The multiplier: money for one more nat of accuracy. */
  readonly marginalPrice: number;
}

/**
 * The cheapest levels. Everybody hired supplies accuracy at the same marginal price c_i·V′(ε)/D′(ε), so the cheaper
 * supply more; a person is hired only while that price is at least c_i·V_LB(ε̃)/D(ε̃), her best offer.
 * @param theta in (½, 1)
 * @param costs c_i > 0 of g_i(ε) = c_i·ε, one per person, at most 1000
 * @param tau accuracy target, in (0, 1)
 * @throws RangeError when all together cannot meet the target
 * @example
 * ```ts
 * allocateLevels({ theta: 0.8, costs: [1, 2], tau: 0.9 }).levels; // [1.84248, 0]
 * ```
 */
export function allocateLevels({
  theta,
  costs,
  tau,
}: Signal & { readonly costs: readonly number[]; readonly tau: number }): Allocation {
  checkTheta(theta);
  checkNumbers("costs", costs, { above: 0 }, { min: 1, max: 1000 });
  checkTau(tau);
  const k = 2 * theta - 1;
  const L = -Math.log(tau);
  const price = (eps: number): number => (1 + Math.cosh(eps)) / k + Math.sinh(eps);
  const information = (eps: number): number => -0.5 * Math.log1p(-((k * Math.tanh(eps / 2)) ** 2));
  const marginal = (eps: number): number => {
    const T = Math.tanh(eps / 2);
    const slope = (k * k * T * (1 - T * T)) / (2 * (1 - (k * T) ** 2));
    return (Math.sinh(eps) / k + Math.cosh(eps)) / slope;
  };
  // The marginal price first falls, then rises with the level; an optimum lies where it rises.
  const least = minimise(marginal, 1e-3, 4).x;
  const levelAt = (multiplier: number): number => {
    if (multiplier <= marginal(least)) return least;
    let hi = 2 * least;
    while (marginal(hi) < multiplier) hi *= 1.5;
    return findRoot((eps) => marginal(eps) - multiplier, least, hi);
  };
  const order = costs.map((_, i) => i).sort((i, j) => costs[i] - costs[j]);
  let found: Allocation | undefined;
  for (let hired = 1; hired <= costs.length; hired++) {
    const who = order.slice(0, hired);
    // Even where the marginal price is least these supply more than is asked: more people only make it dearer.
    const dearest = costs[order[hired - 1]];
    const supply = (multiplier: number): number =>
      who.reduce((sum, i) => sum + information(levelAt(multiplier / costs[i])), 0);
    if (hired * information(60) <= L) continue;
    const floor = dearest * marginal(least);
    if (supply(floor) > L) {
      if (hired > 1) break;
      const eps = findRoot((x) => information(x) - L, 0, least);
      found = {
        levels: costs.map((_, i) => (i === who[0] ? eps : 0)),
        total: costs[who[0]] * price(eps),
        marginalPrice: costs[who[0]] * marginal(eps),
      };
      break;
    }
    let top = 2 * floor;
    while (supply(top) < L) top *= 2;
    const multiplier = findRoot((x) => supply(x) - L, floor, top);
    const levels = costs.map((c, i) => (who.includes(i) ? levelAt(multiplier / c) : 0));
    const total = levels.reduce((sum, eps, i) => sum + (eps > 0 ? costs[i] * price(eps) : 0), 0);
    if (!found || total < found.total) found = { levels, total, marginalPrice: multiplier };
  }
  return found ?? rejectValue("tau", tau, `one that ${costs.length} people can meet`);
}
