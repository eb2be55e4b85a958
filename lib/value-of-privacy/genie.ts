/** The genie-aided mechanism, which knows the state (Section 4.1.2), and the reductions of Lemmas 2 and 3. */
import { checkArray, checkInteger, checkOneOf } from "../arguments";
import type { InterimPayments } from "./best-response";
import { checkCost, type PrivacyCost } from "./cost";
import { checkLevel, checkPrior, checkTheta, scale, type Signal } from "./market";
import { checkStrategy, type Report, type Strategy } from "./strategy";

/**
 * The genie's payments R̂(x, w) (eq. (6)): G/((2θ − 1)P₁) for reporting 1 in state 1, G/((2θ − 1)P₀) for 0 in state 0.
 * ε is a best response to them, and they cost V_LB(ε) in expectation.
 * @claims wyz16/foc, wyz16/thm1, wyz16/thm1-optout, wyz16/genie-attains, wyz16/vlb-prior-free
 * @example
 * ```ts
 * geniePayments({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1 }); // { r11: 6.05495, r10: 0, r01: 0, r00: 14.1282 }
 * ```
 */
export function geniePayments({
  theta,
  p1,
  eps,
  cost,
}: Signal & { readonly p1: number; readonly eps: number; readonly cost: PrivacyCost }): InterimPayments {
  checkTheta(theta);
  checkPrior(p1);
  checkLevel(eps);
  checkCost(cost, eps);
  const unit = scale(eps, cost) / (2 * theta - 1);
  return { r11: unit / p1, r10: 0, r01: 0, r00: unit / (1 - p1) };
}

/** The payment to each person for a vector of reports: any mechanism. */
export type PaymentRule = (reports: readonly Report[]) => readonly number[];

/**
 * P(X = x | W = w) of a strategy, x = 1, 0, ⊥ (Figure 1).
 * @param theta P(S = W), in (½, 1)
 * @param strategy hers
 * @param w the state
 */
export function reportLaw(theta: number, strategy: Strategy, w: 0 | 1): readonly (readonly [Report, number])[] {
  checkTheta(theta);
  checkStrategy(strategy);
  checkOneOf("w", w, [0, 1]);
  const one = w === 1 ? theta : 1 - theta; // P(S = 1 | W = w)
  const p = one * strategy.p1 + (1 - one) * strategy.p0;
  const q = one * strategy.q1 + (1 - one) * strategy.q0;
  return [
    [1, p],
    [0, q],
    [null, Math.max(0, 1 - p - q)],
  ];
}

/** E[f(X)] over all report vectors of people with these laws. */
function expectation(
  laws: readonly (readonly (readonly [Report, number])[])[],
  f: (reports: readonly Report[]) => number,
): number {
  const reports: Report[] = [];
  const walk = (i: number, weight: number): number => {
    if (weight === 0) return 0;
    if (i === laws.length) return weight * f(reports);
    return laws[i].reduce((sum, [x, probability]) => {
      reports[i] = x;
      return sum + walk(i + 1, weight * probability);
    }, 0);
  };
  return walk(0, 1);
}

/** Expected payments to a person by report and state; `none` is for opting out. */
export interface Replicated extends InterimPayments {
  readonly none1: number;
  readonly none0: number;
}

/**
 * The genie-aided payments that replicate a mechanism for person i (Lemma 3): R̂(x, w) = E[R_i(x, X_{−i}) | W = w] over
 * the peers' strategies. They give her the same expected payment at every strategy of her own.
 * @param rule the mechanism
 * @param strategies everyone's, at most 12; i's own entry does not matter
 * @param i 0-based
 */
export function replicate(theta: number, rule: PaymentRule, strategies: readonly Strategy[], i: number): Replicated {
  checkTheta(theta);
  checkArray("strategies", strategies, { min: 1, max: 12 });
  strategies.forEach(checkStrategy);
  checkInteger("i", i, { min: 0, max: strategies.length - 1 });
  const paid = (x: Report, w: 0 | 1): number =>
    expectation(
      strategies.map((strategy, j) => (j === i ? [[x, 1] as const] : reportLaw(theta, strategy, w))),
      (reports) => rule(reports)[i],
    );
  return {
    r11: paid(1, 1),
    r10: paid(1, 0),
    r01: paid(0, 1),
    r00: paid(0, 0),
    none1: paid(null, 1),
    none0: paid(null, 0),
  };
}

/** The mechanism that reads person i's report flipped (Lemma 2): turns her equilibrium at −ε into one at ε. */
export const flipReports =
  (rule: PaymentRule, i: number): PaymentRule =>
  (reports) =>
    rule(reports.map((x, j) => (j !== i || x === null ? x : x === 1 ? 0 : 1)));
