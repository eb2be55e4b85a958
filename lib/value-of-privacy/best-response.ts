/** What a person earns by a strategy, and her exact best response (Section 4.1.1, Lemma 1). */
import { checkNumber, checkObject } from "../arguments";
import { findRoot } from "../numerics/roots";
import { truthProbability } from "../privacy/randomised-response";
import { checkCost, type PrivacyCost } from "./cost";
import { majority, type MajorityLaw } from "./majority";
import {
  advantage,
  affordable,
  checkDesign,
  checkPrior,
  checkTheta,
  quality,
  scale,
  type Design,
  type Signal,
} from "./market";
import { factorsOf, type PaymentFactors } from "./mechanism";
import { privacyLevelOf, symmetricResponse, type Strategy } from "./strategy";

/**
 * R̄(x; w): the expected payment for report x when the state is w, over the others' reports. `r10` is R̄(1; 0). Opting
 * out is paid 0.
 */
export interface InterimPayments {
  readonly r11: number;
  readonly r10: number;
  readonly r01: number;
  readonly r00: number;
}

/** The payoff of reporting x on bit s, weighted by the probability of s: utility = K₁p₁ + K₀p₀ + L₁q₁ + L₀q₀ − g(ζ). */
export interface PayoffCoefficients {
  readonly K1: number;
  readonly K0: number;
  readonly L1: number;
  readonly L0: number;
}

/** What decides a best response: how much more always 1 earns than always 0, and what a report earns by following the bit. */
export interface Lead {
  /** S = K₁ + K₀ − L₁ − L₀. */
  readonly S: number;
  /** Q = K̄₁ − K̄₀ = K₁ − L₁ − (K₀ − L₀). */
  readonly Q: number;
}

/** The interim payments of R^(N,ε) when the peers' majority follows a law and payments have the given factors. */
export const interimPaymentsOf = (
  G: number,
  { A11, A00 }: PaymentFactors,
  { u, c }: Pick<MajorityLaw, "u" | "c">,
): InterimPayments => ({
  r11: G * A11 * (1 - u),
  r10: G * A11 * c,
  r01: G * A00 * u,
  r00: G * A00 * (1 - c),
});

/** The interim payments of R^(N,ε) to one person when the N − 1 others report at level ε. */
export function interimPayments(design: Design): InterimPayments {
  checkDesign(design);
  const { theta, p1, eps, cost, N } = design;
  const law = majority(quality(theta, eps), N);
  const [G, factors] = [scale(eps, cost), factorsOf(law, theta, p1)];
  affordable(G * (factors.A11 + factors.A00), eps);
  return interimPaymentsOf(G, factors, law);
}

/** K₁, K₀, L₁, L₀ from interim payments (Section 4.1.1). */
export function coefficients(theta: number, p1: number, { r11, r10, r01, r00 }: InterimPayments): PayoffCoefficients {
  const p0 = 1 - p1;
  return {
    K1: theta * p1 * r11 + (1 - theta) * p0 * r10,
    K0: (1 - theta) * p1 * r11 + theta * p0 * r10,
    L1: theta * p1 * r01 + (1 - theta) * p0 * r00,
    L0: (1 - theta) * p1 * r01 + theta * p0 * r00,
  };
}

/** The utility of a strategy; −∞ when it reveals the bit. */
export function utilityOf({ K1, K0, L1, L0 }: PayoffCoefficients, cost: PrivacyCost, strategy: Strategy): number {
  const { p1, p0, q1, q0 } = strategy;
  const loss = privacyLevelOf(strategy);
  return loss === Infinity ? -Infinity : K1 * p1 + K0 * p0 + L1 * q1 + L0 * q0 - (loss === 0 ? 0 : cost.cost(loss));
}

/**
 * A person's expected utility at a strategy when the N − 1 others play the ε-strategy in R^(N,ε).
 * @param strategy hers
 * @returns money; −∞ for a strategy of infinite privacy level
 * @example
 * ```ts
 * interimUtility({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, N: 10 }, symmetricResponse(1)); // 7.8541
 * ```
 */
export function interimUtility(design: Design, strategy: Strategy): number {
  const { theta, p1, cost } = design;
  return utilityOf(coefficients(theta, p1, interimPayments(design)), cost, strategy);
}

/** A best response: symmetric randomised response at a level, or, at level 0, a constant report or opting out. */
export interface BestResponse {
  /** Signed level; 0 when the best response says nothing about the bit. */
  readonly level: number;
  readonly utility: number;
  readonly strategy: Strategy;
}

/** 1/(4 cosh²(ξ/2)), without overflow. */
const slopeOf = (xi: number): number => truthProbability(xi) * truthProbability(-xi);

/** The level at which |Q|/(4cosh²(ξ/2)) = g′(ξ): the left side falls, the right does not; 0 if it starts below. */
function indifferentLevel(Q: number, cost: PrivacyCost): number {
  const size = Math.abs(Q);
  if (!(size / 4 > cost.marginal(0))) return 0;
  const surplus = (xi: number): number => size * slopeOf(xi) - cost.marginal(xi);
  let hi = 1;
  while (surplus(hi) > 0) hi *= 2;
  return findRoot(surplus, 0, hi);
}

/** The signed level of a best response, 0 where it says nothing, and what it earns beyond the best constant report. */
export function bestLevelTo({ S, Q }: Lead, cost: PrivacyCost): { readonly level: number; readonly gain: number } {
  const level = indifferentLevel(Q, cost);
  const gain = level === 0 ? 0 : advantage(level, cost) - Math.abs(S) / 2;
  return gain > 0 ? { level: Math.sign(Q) * level, gain } : { level: 0, gain: 0 };
}

const leadOf = ({ K1, K0, L1, L0 }: PayoffCoefficients): Lead => ({ S: K1 - L1 + (K0 - L0), Q: K1 - L1 - (K0 - L0) });

/**
 * {@link bestResponse} from payoff coefficients, without checks.
 * @param lead their differences, given where the caller knows them better than subtraction does
 */
export function bestResponseTo(payoffs: PayoffCoefficients, cost: PrivacyCost, lead = leadOf(payoffs)): BestResponse {
  const { K1, K0, L1, L0 } = payoffs;
  const silent: readonly BestResponse[] = [
    { level: 0, utility: K1 + K0, strategy: { p1: 1, p0: 1, q1: 0, q0: 0 } },
    { level: 0, utility: L1 + L0, strategy: { p1: 0, p0: 0, q1: 1, q0: 1 } },
    { level: 0, utility: 0, strategy: { p1: 0, p0: 0, q1: 0, q0: 0 } },
  ];
  const constant = silent.reduce((best, next) => (next.utility > best.utility ? next : best));
  const { level, gain } = bestLevelTo(lead, cost);
  return level === 0 ? constant : { level, utility: constant.utility + gain, strategy: symmetricResponse(level) };
}

/**
 * The exact best response to interim payments of any nonnegative mechanism (Lemma 1): one equation, no grid. Every
 * strategy of level ζ is a post-processing of symmetric randomised response at ζ, so none of the others needs a look.
 * @param theta in (½, 1)
 * @param p1 P(W = 1), in (0, 1)
 * @param cost cost of privacy
 * @param R interim payments, ≥ 0
 */
export function bestResponse({
  theta,
  p1,
  cost,
  R,
}: Signal & { readonly p1: number; readonly cost: PrivacyCost; readonly R: InterimPayments }): BestResponse {
  checkTheta(theta);
  checkPrior(p1);
  checkCost(cost);
  checkObject("R", R);
  for (const name of ["r11", "r10", "r01", "r00"] as const) checkNumber(`R.${name}`, R[name], { min: 0 });
  const [ofOne, ofZero] = [p1 * (R.r11 - R.r01), (1 - p1) * (R.r00 - R.r10)];
  const lead = { S: ofOne - ofZero, Q: (2 * theta - 1) * (ofOne + ofZero) };
  return bestResponseTo(coefficients(theta, p1, R), cost, lead);
}
