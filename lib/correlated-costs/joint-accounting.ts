/** Estimate and payments within one privacy level together (beyond the paper, whose mechanism doubles it). */
import { checkNumber } from "../arguments";
import { commonAcceptance, priceSpread, type Contract } from "./contract";
import { worstErrorQuantile } from "./estimate-error";

/** A division of the privacy level ε between the estimate and the payments. */
export interface SplitLevel {
  readonly estimateEps: number;
  readonly paymentEps: number;
  /** The exact accuracy radius for the worst database, with noise Lap(1/estimateEps). */
  readonly radius: number;
  /** Standard deviation of a payment's noise, √2·ε·γ/paymentEps in money. */
  readonly paymentSd: number;
}

/**
 * Splits ε so that everything published together is ε-private for any two types: noise of scale 1/ε_s for the estimate and
 * ε·γ/ε_p for payments, ε_s + ε_p = ε.
 * @param n players, ≥ 1
 * @param eps the joint level, > 0; players are paid for it
 * @param contracts one for each type
 * @param share ε_s/ε, in (0, 1)
 */
export function splitLevel(n: number, eps: number, contracts: readonly Contract[], share: number): SplitLevel {
  checkNumber("eps", eps, { above: 0 });
  checkNumber("share", share, { above: 0, below: 1 });
  const estimateEps = share * eps;
  const paymentEps = eps - estimateEps;
  return {
    estimateEps,
    paymentEps,
    radius: worstErrorQuantile(n, commonAcceptance(contracts), estimateEps).k,
    paymentSd: (Math.SQRT2 * eps * priceSpread(contracts)) / paymentEps,
  };
}
