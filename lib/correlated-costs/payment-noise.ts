/** A better payment noise than the paper's: two possible payments (beyond the paper). */
import { checkNumber } from "../arguments";
import { offersOf, priceSpread, type Contract } from "./contract";

/** A payment that takes one of two values. */
export interface TwoPointPayment {
  readonly low: number;
  readonly high: number;
  /** Probability of the high payment for each contract's high price. */
  readonly chance: readonly number[];
  /** The largest variance over all prices between the extremes; Laplace noise has 2γ². */
  readonly maxVariance: number;
}

/**
 * The two-point payment that is ε-private and has the mean ε·α_j for every type: the chance of the high payment is affine
 * in the price, from 1/(1 + e^ε) at the lowest to e^ε/(1 + e^ε) at the highest. Its variance is at most
 * (γ·(ε/2)·coth(ε/2))², below Laplace's 2γ² for ε < 2.324, and payments are bounded.
 * @param eps privacy parameter, > 0
 * @param contracts one for each type
 */
export function twoPointPayment(eps: number, contracts: readonly Contract[]): TwoPointPayment {
  checkNumber("eps", eps, { above: 0 });
  const gamma = priceSpread(contracts);
  const least = Math.min(...contracts.flatMap(offersOf).map(({ price }) => price));
  // 1/(e^ε − 1), and the width ε·coth(ε/2) of the payments in prices' units.
  const odds = 1 / Math.expm1(eps);
  const width = eps * (1 + 2 * odds);
  return {
    low: eps * (least - gamma * odds),
    high: eps * (least + gamma * (1 + odds)),
    chance: contracts.map(({ alphaPlus }) => (gamma === 0 ? 1 : ((alphaPlus - least) / gamma + odds) / (1 + 2 * odds))),
    maxVariance: ((width * gamma) / 2) ** 2,
  };
}
