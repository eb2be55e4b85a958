/** The paper's market: its parameters, their checks, and the quality of a report. */
import { checkInteger, checkNumber, rejectValue } from "../arguments";
import { truthProbability } from "../privacy/randomised-response";
import { checkCost, type PrivacyCost } from "./cost";

/** How well a signal matches the state: P(S = W) = θ ∈ (½, 1). */
export interface Signal {
  readonly theta: number;
}

/** A population of people who share signal quality, prior and cost of privacy. */
export interface Market extends Signal {
  /** P(W = 1), in (0, 1). */
  readonly p1: number;
  /** Cost of privacy of each person. */
  readonly cost: PrivacyCost;
}

/** A market in which N people are to be paid for reports at privacy level ε. */
export interface Design extends Market {
  /** Privacy level bought, in nats, > 0. */
  readonly eps: number;
  /** Number of people, ≥ 2. */
  readonly N: number;
}

export function checkTheta(theta: unknown): asserts theta is number {
  checkNumber("theta", theta, { above: 0.5, below: 1 });
}

export function checkPrior(p1: unknown): asserts p1 is number {
  checkNumber("p1", p1, { above: 0, below: 1 });
}

export function checkLevel(eps: unknown): asserts eps is number {
  checkNumber("eps", eps, { above: 0 });
}

/** A signed level, ±∞ included. */
export function checkSignedLevel(name: string, eps: unknown): asserts eps is number {
  checkNumber(name, eps, { min: -Infinity, max: Infinity });
}

export function checkTau(tau: unknown): asserts tau is number {
  checkNumber("tau", tau, { above: 0, below: 1 });
}

export function checkPeople(N: unknown): asserts N is number {
  checkInteger("N", N, { min: 2 });
}

export function checkMarket({ theta, p1, cost }: Market): void {
  checkTheta(theta);
  checkPrior(p1);
  checkCost(cost);
}

export function checkDesign(design: Design): void {
  checkMarket(design);
  checkLevel(design.eps);
  checkCost(design.cost, design.eps);
  checkPeople(design.N);
}

/** What a report at a signed level says about the state. */
export interface ReportQuality {
  /** α = P(X = W), and its complement, neither by subtraction from 1. */
  readonly alpha: number;
  readonly miss: number;
  /** y = 2α − 1 = (2θ − 1) tanh(ε/2). */
  readonly y: number;
}

/** {@link ReportQuality} without checks. */
export function quality(theta: number, eps: number): ReportQuality {
  const s = truthProbability(eps);
  const t = truthProbability(-eps);
  return {
    alpha: theta * s + (1 - theta) * t,
    miss: (1 - theta) * s + theta * t,
    y: (2 * theta - 1) * Math.tanh(eps / 2),
  };
}

/**
 * α = P(X = W) when a person reports by symmetric randomised response (Section 3).
 * @param theta P(S = W), in (½, 1)
 * @param eps signed privacy level, in nats; ±∞ allowed
 * @claims wyz16/model-iid
 * @example
 * ```ts
 * reportAccuracy({ theta: 0.8, eps: 1 }); // 0.638635
 * ```
 */
export function reportAccuracy({ theta, eps }: Signal & { readonly eps: number }): number {
  checkTheta(theta);
  checkSignedLevel("eps", eps);
  return quality(theta, eps).alpha;
}

/** D from y = 2α − 1 ∈ (−1, 1). */
export const chernoffOf = ({ alpha, miss, y }: ReportQuality): number =>
  y * y < 0.5 ? -0.5 * Math.log1p(-y * y) : -0.5 * Math.log(4 * alpha * miss);

/**
 * The Chernoff information D(ε) between the laws of a report under W = 1 and W = 0: the rate at which the error of
 * learning W from such reports falls (Section 5.1; the paper's d, Theorem 2). Even in ε; D(0) = 0.
 * @param theta P(S = W), in (½, 1)
 * @param eps signed privacy level, in nats; ±∞ allowed
 * @returns nats per report
 * @claims wyz16/d-positive, wyz16/thm2-rate, wyz16/thm2-asymptotic-tight, wyz16/lem4, wyz16/thm3
 * @example
 * ```ts
 * chernoffInformation({ theta: 0.8, eps: 1 }); // 0.0399974
 * ```
 */
export function chernoffInformation({ theta, eps }: Signal & { readonly eps: number }): number {
  checkTheta(theta);
  checkSignedLevel("eps", eps);
  return chernoffOf(quality(theta, eps));
}

/** An amount of money at level ε, refused where it is more than a double holds. */
export const affordable = (amount: number, eps: number): number =>
  Number.isFinite(amount) ? amount : rejectValue("eps", eps, "small enough for payments to be finite (about 700)");

/** G without checks of its arguments. */
export const scale = (eps: number, cost: PrivacyCost): number =>
  affordable(2 * cost.marginal(eps) * Math.cosh(eps / 2) ** 2, eps);

/** sinh x − x for x ≥ 0, of which the difference would leave nothing near 0. */
function sinhExcess(x: number): number {
  if (x > 1) return Math.sinh(x) - x;
  const s = x * x;
  return ((x * s) / 6) * (1 + (s / 20) * (1 + (s / 42) * (1 + (s / 72) * (1 + (s / 110) * (1 + s / 156)))));
}

/** H = g′(ε) sinh ε − g(ε) > 0: what level ε earns above saying nothing, where payments make it optimal (4.2.3). */
export function advantage(eps: number, { cost, marginal }: PrivacyCost): number {
  const slope = marginal(eps);
  return slope * sinhExcess(eps) + (slope * eps - cost(eps));
}

/**
 * G = g′(ε)(e^ε + 1)²/(2e^ε): the payoff difference that makes level ε optimal (first-order condition, eq. (7)).
 * @param eps level, > 0
 * @param cost cost of privacy
 * @returns money
 * @example
 * ```ts
 * paymentScale({ eps: 1, cost: linearCost(1) }); // 2.54308
 * ```
 */
export function paymentScale({ eps, cost }: { readonly eps: number; readonly cost: PrivacyCost }): number {
  checkLevel(eps);
  checkCost(cost, eps);
  return scale(eps, cost);
}
