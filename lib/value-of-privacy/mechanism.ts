/** The majority mechanism R^(N,ε) of Section 4.2: pay a report for agreeing with the majority of the others. */
import { checkArray, checkOneOf } from "../arguments";
import { majority, type MajorityLaw } from "./majority";
import {
  affordable,
  checkLevel,
  checkMarket,
  checkPeople,
  checkPrior,
  checkTheta,
  quality,
  scale,
  type Market,
  type Signal,
} from "./market";
import { checkCost } from "./cost";
import type { Report } from "./strategy";

/** What agreeing with the majority pays, in units of G: A₁₁ for agreeing on 1, A₀₀ for agreeing on 0. */
export interface PaymentFactors {
  readonly A11: number;
  readonly A00: number;
}

/**
 * The factors for any binary statistic M of the others' reports, A₁₁ = P(M = 0)/Δ and A₀₀ = P(M = 1)/Δ with
 * Δ = (b − c)(2θ − 1)P₁P₀: with them K̄₁ = G and K̄₀ = −G, so ε is the unique best response.
 */
export function factorsOf(
  { u, c, bMinusC }: Pick<MajorityLaw, "u" | "c" | "bMinusC">,
  theta: number,
  p1: number,
): PaymentFactors {
  const delta = bMinusC * (2 * theta - 1) * p1 * (1 - p1);
  return { A11: (p1 * u + (1 - p1) * (1 - c)) / delta, A00: (p1 * (1 - u) + (1 - p1) * c) / delta };
}

/**
 * A₁₁ and A₀₀ of R^(N,ε) when all N take part (Section 4.2.2).
 * @param theta in (½, 1)
 * @param p1 P(W = 1), in (0, 1)
 * @param eps level, > 0
 * @param N people, ≥ 2
 * @example
 * ```ts
 * paymentFactors({ theta: 0.8, p1: 0.7, eps: 1, N: 10 }); // { A11: 4.84354, A00: 8.01814 }
 * ```
 */
export function paymentFactors({
  theta,
  p1,
  eps,
  N,
}: Signal & { readonly p1: number; readonly eps: number; readonly N: number }): PaymentFactors {
  checkTheta(theta);
  checkPrior(p1);
  checkLevel(eps);
  checkPeople(N);
  const factors = factorsOf(majority(quality(theta, eps), N), theta, p1);
  affordable(factors.A11 + factors.A00, eps);
  return factors;
}

/** A market and the level to buy in it, whoever turns up. */
export type Offer = Market & { readonly eps: number };

/**
 * The payments of R^(N,ε) for a vector of reports (Section 4.2.1). Nobody is paid for opting out, nor is a lone
 * participant; the factors are those of the number who took part; a tie among the peers counts as 0.
 * @param offer market and level
 * @param reports one per person: 0, 1, or null for opting out
 * @returns one payment per person, ≥ 0
 * @claims wyz16/lem1-optout, wyz16/mech-rules, wyz16/sec43
 * @example
 * ```ts
 * payments({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1 }, [1, 1, 0, 1]); // [20.8657, 20.8657, 0, 20.8657]
 * ```
 */
export function payments(offer: Offer, reports: readonly Report[]): number[] {
  const { theta, p1, eps, cost } = offer;
  checkMarket(offer);
  checkLevel(eps);
  checkCost(cost, eps);
  checkArray("reports", reports, { min: 1 });
  reports.forEach((report, i) => checkOneOf(`reports[${i}]`, report, [0, 1, null]));
  const G = scale(eps, cost);
  const n = reports.filter((x) => x !== null).length;
  if (n < 2) return reports.map(() => 0);
  const ones = reports.filter((x) => x === 1).length;
  const { A11, A00 } = factorsOf(majority(quality(theta, eps), n), theta, p1);
  const [agreeOnOne, agreeOnZero] = [A11, A00].map((factor) => affordable(G * factor, eps));
  return reports.map((x) => {
    if (x === null) return 0;
    const peersSayOne = ones - x >= Math.floor((n - 1) / 2) + 1;
    return x === 1 ? (peersSayOne ? agreeOnOne : 0) : peersSayOne ? 0 : agreeOnZero;
  });
}
