/** What Mechanism 1 pays: means, spread, and how often a payment is negative or below the cost it should cover. */
import { checkArray, checkInteger, checkNumber, rejectValue } from "../arguments";
import { integrate } from "../numerics/quadrature";
import { openLaw, type CostLaw, type OpenLaw } from "../probability/cost-laws";
import { laplaceCdf } from "../probability/laplace";
import { commonAcceptance, highestPrice, isSinglePrice, offersOf, priceSpread, type Contract } from "./contract";
import { epsJointOf } from "./privacy";

/** The total payment of a run. */
export interface TotalPayment {
  readonly mean: number;
  readonly sd: number;
  /** The paper's ε·α_max·c·n, which is reached only if all players have the highest price. */
  readonly upperBound: number;
}

/**
 * Mean and standard deviation of the total payment.
 * @param eps privacy parameter, > 0
 * @param contracts one for each type
 * @param counts players of each type, ≥ 0
 */
export function totalPayment(eps: number, contracts: readonly Contract[], counts: ArrayLike<number>): TotalPayment {
  checkNumber("eps", eps, { above: 0 });
  const c = commonAcceptance(contracts);
  checkArray("counts", counts, { min: contracts.length, max: contracts.length });
  const gamma = priceSpread(contracts);
  let [mean, variance, n] = [0, 0, 0];
  contracts.forEach((contract, j) => {
    checkInteger(`counts[${j}]`, counts[j], { min: 0 });
    const one = eps * contract.payPerPlayer;
    const square = offersOf(contract).reduce((sum, { price, weight }) => sum + weight * (eps * price) ** 2, 0);
    mean += counts[j] * one;
    variance += counts[j] * (square - one * one + 2 * gamma * gamma * c);
    n += counts[j];
  });
  return { mean, sd: Math.sqrt(variance), upperBound: eps * c * n * highestPrice(contracts) };
}

function checkType(contracts: readonly Contract[], j: number): Contract {
  commonAcceptance(contracts);
  checkInteger("j", j, { min: 1, max: contracts.length });
  return contracts[j - 1];
}

/**
 * P(p_i < 0 | i accepts) for a player of type j: the payment noise has scale γ however small ε is.
 * @param eps privacy parameter, > 0
 */
export function negativePayment(eps: number, contracts: readonly Contract[], j: number): number {
  checkNumber("eps", eps, { above: 0 });
  const contract = checkType(contracts, j);
  const scale = priceSpread(contracts) / eps;
  const share = offersOf(contract).reduce((sum, { price, weight }) => {
    // Without noise only a negative price is a negative payment.
    const negative = scale === 0 ? Number(price < 0) : laplaceCdf(-price, scale);
    return sum + weight * negative;
  }, 0);
  return share / contract.acceptance;
}

/** ∫_{v ≤ price} ½e^{−rate(price − v)} dF(v), as ½∫₀¹ P(price + ln(u)/rate < v ≤ price) du: no density is needed. */
function shortfall({ lo, breaks, cdf, below }: OpenLaw, price: number, strict: boolean, rate: number): number {
  const reached = strict ? below(price) : cdf(price);
  const positionOf = (v: number): number => Math.exp(-rate * (price - v));
  const cuts = [...new Set([0, lo, ...breaks].filter((v) => v >= lo && v < price).map(positionOf)), 1].sort(
    (a, b) => a - b,
  );
  // Below the support every cost counts.
  let sum = reached * cuts[0];
  // The difference of distribution functions is rounded.
  const accuracy = 1e-16 + 1e-14 * (reached - cdf(price - 1 / rate));
  for (let i = 1; i < cuts.length; i++) {
    sum += integrate((u) => reached - cdf(price + Math.log(u) / rate), cuts[i - 1], cuts[i], {
      absolute: accuracy,
    });
  }
  return sum / 2;
}

/**
 * P(p_i < ε v_i | i accepts) for a player of type j: expected payments cover the cost, realised ones need not.
 * @param eps privacy parameter, > 0
 * @param laws the types' laws of costs
 * @param contracts their contracts
 */
export function exPostViolation(
  eps: number,
  laws: readonly CostLaw[],
  contracts: readonly Contract[],
  j: number,
): number {
  checkNumber("eps", eps, { above: 0 });
  checkArray("laws", laws, { min: contracts.length, max: contracts.length });
  const contract = checkType(contracts, j);
  const gamma = priceSpread(contracts);
  // Without noise acceptors get their price, which is at least their cost.
  if (gamma === 0) return 0;
  const law = openLaw(`laws[${j - 1}]`, laws[j - 1]);
  const share = offersOf(contract).reduce(
    (sum, { price, weight, acceptance, strict }) =>
      sum + (weight / acceptance) * shortfall(law, price, strict, eps / gamma),
    0,
  );
  return share / contract.acceptance;
}

/**
 * The share of a type's acceptors with negative expected utility if the privacy loss of estimate and payments together is
 * what they suffer, while prices cover ε only: 1 − F_j(α_j/κ_j)/c, κ_j·ε the joint loss.
 * @param laws the types' laws of costs, with single-price contracts
 */
export function jointIrViolation(laws: readonly CostLaw[], contracts: readonly Contract[], j: number): number {
  checkArray("laws", laws, { min: contracts.length, max: contracts.length });
  const { alphaPlus, acceptance } = checkType(contracts, j);
  if (!contracts.every(isSinglePrice)) rejectValue("contracts", contracts, "single prices");
  const kappa = epsJointOf(1, contracts, j);
  if (kappa <= 1) return 0;
  return Math.max(0, 1 - openLaw(`laws[${j - 1}]`, laws[j - 1]).cdf(alphaPlus / kappa) / acceptance);
}
