/** The price of privacy: lower bound (Theorem 1), payment of the majority mechanism (Theorem 2), and what separates them. */
import { checkArray, rejectValue } from "../arguments";
import { checkCost, type PrivacyCost } from "./cost";
import { majority, noTie, type MajorityLaw } from "./majority";
import {
  affordable,
  checkDesign,
  checkLevel,
  checkMarket,
  checkSignedLevel,
  checkTheta,
  chernoffOf,
  quality,
  scale,
  type Design,
  type Market,
  type Signal,
} from "./market";
import { factorsOf } from "./mechanism";

/** V_LB without checks, from G. */
const lowerBoundOf = (G: number, theta: number, eps: number): number =>
  affordable(G * (1 / (2 * theta - 1) + Math.tanh(eps / 2)), eps);

/**
 * V_LB(ε), the least expected payment that can make level ε a best response at an equilibrium of any nonnegative
 * mechanism (Theorem 1, eq. (5)); reached only with the help of a genie who knows the state. Independent of the prior.
 * @param theta in (½, 1)
 * @param eps level, > 0
 * @param cost cost of privacy
 * @returns money per person
 * @claims wyz16/thm1, wyz16/thm1-optout, wyz16/vlb-prior-free, wyz16/thm2-asymptotic-tight, wyz16/thm3
 * @example
 * ```ts
 * lowerBound({ theta: 0.8, eps: 1, cost: linearCost(1) }); // 5.41367
 * ```
 */
export function lowerBound({
  theta,
  eps,
  cost,
}: Signal & { readonly eps: number; readonly cost: PrivacyCost }): number {
  checkTheta(theta);
  checkLevel(eps);
  checkCost(cost, eps);
  return lowerBoundOf(scale(eps, cost), theta, eps);
}

/** [r·u(1 − u) + c(1 − c)/r + 2uc]/(b − c), the gap in units of G/k. */
const excess = ({ u, c, bMinusC }: Pick<MajorityLaw, "u" | "c" | "bMinusC">, p1: number): number => {
  const r = p1 / (1 - p1);
  return (r * u * (1 - u) + (c * (1 - c)) / r + 2 * u * c) / bMinusC;
};

/** {@link upperBound} without checks. */
export const upperBoundOf = (design: Design): number =>
  lowerBoundOf(scale(design.eps, design.cost), design.theta, design.eps) + gapOf(design);

/**
 * V_UB(N, ε), the expected payment per person of R^(N,ε) at the equilibrium in which all report at level ε (Theorem 2).
 * @returns money per person
 * @claims wyz16/sec43, wyz16/thm3
 * @example
 * ```ts
 * upperBound({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, N: 10 }); // 8.8541
 * ```
 */
export function upperBound(design: Design): number {
  checkDesign(design);
  return upperBoundOf(design);
}

/** {@link logGap} from the majority's law, without checks. */
function logGapOf({ theta, p1, eps, cost }: Design, { u, logU, c, logC, bMinusC }: MajorityLaw): number {
  const top = Math.max(logU, logC);
  const r = p1 / (1 - p1);
  const sum = r * Math.exp(logU - top) * (1 - u) + (Math.exp(logC - top) * (1 - c)) / r + 2 * u * Math.exp(logC - top);
  return Math.log(scale(eps, cost)) - Math.log(2 * theta - 1) + top + Math.log(sum) - Math.log(bMinusC);
}

/** {@link gap} without checks. */
export function gapOf(design: Design): number {
  const { theta, p1, eps, cost, N } = design;
  const law = majority(quality(theta, eps), N);
  // A large G can lift what is below the least positive double back above it.
  const found =
    law.logU < -600 ? Math.exp(logGapOf(design, law)) : (scale(eps, cost) / (2 * theta - 1)) * excess(law, p1);
  return affordable(found, eps);
}

/**
 * V_UB − V_LB, without cancellation; 0 once it is below the least positive double (see {@link logGap}).
 * @claims wyz16/thm2-asymptotic-tight, wyz16/sec43
 * @example
 * ```ts
 * gap({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, N: 100 }); // 0.0281094
 * ```
 */
export function gap(design: Design): number {
  checkDesign(design);
  return gapOf(design);
}

/**
 * ln(V_UB − V_LB), finite for every N.
 * @claims wyz16/thm2-rate, wyz16/sec43
 * @example
 * ```ts
 * logGap({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, N: 1e6 }); // -40001.5
 * ```
 */
export function logGap(design: Design): number {
  checkDesign(design);
  return logGapOf(design, majority(quality(design.theta, design.eps), design.N));
}

/** The law of one person's payment at the ε-profile: its two positive values, their probabilities, and that of nothing. */
export function paymentLaw(design: Design): {
  readonly values: readonly [number, number];
  readonly probabilities: readonly [number, number];
  readonly unpaid: number;
} {
  checkDesign(design);
  const { theta, p1, eps, cost, N } = design;
  const { alpha, miss, y } = quality(theta, eps);
  const law = majority({ alpha, miss, y }, N);
  const { u, c } = law;
  const { A11, A00 } = factorsOf(law, theta, p1);
  const G = scale(eps, cost);
  return {
    values: [affordable(G * A11, eps), affordable(G * A00, eps)],
    probabilities: [p1 * alpha * (1 - u) + (1 - p1) * miss * c, p1 * miss * u + (1 - p1) * alpha * (1 - c)],
    unpaid: p1 * (alpha * u + miss * (1 - u)) + (1 - p1) * (alpha * c + miss * (1 - c)),
  };
}

/**
 * The standard deviation of one person's payment at the ε-profile of R^(N,ε).
 * @example
 * ```ts
 * paymentDeviation({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, N: 10 }); // 8.0087
 * ```
 */
export function paymentDeviation(design: Design): number {
  const { values, probabilities, unpaid } = paymentLaw(design);
  const mean = upperBoundOf(design);
  // In units of the mean, since squares of large payments overflow; by differences, since values may all but equal it.
  const [one, zero] = values.map((value) => value / mean);
  const [p, q] = probabilities;
  const off = [q * (one - zero) + unpaid * one, p * (zero - one) + unpaid * zero];
  return mean * Math.sqrt(p * off[0] ** 2 + q * off[1] ** 2 + unpaid);
}

/**
 * What a person keeps at the ε-profile: V_UB(N, ε) − g(ε).
 * @example
 * ```ts
 * equilibriumUtility({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, N: 10 }); // 7.8541
 * ```
 */
export const equilibriumUtility = (design: Design): number => upperBound(design) - design.cost.cost(design.eps);

/**
 * What a person earns by any non-informative report, always taking part, when the others play ε: G/k + gap.
 * @example
 * ```ts
 * nonInformativeUtility({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, N: 10 }); // 7.6789
 * ```
 */
export function nonInformativeUtility(design: Design): number {
  checkDesign(design);
  const { theta, p1, eps, cost, N } = design;
  const law = majority(quality(theta, eps), N);
  return affordable((scale(eps, cost) / (2 * theta - 1)) * (1 + excess(law, p1)), eps);
}

/**
 * The closed-form bound on V_UB from the proof of Theorem 2, which decays like e^{−(N−1)D}.
 * @returns money, or undefined where its last step does not apply (γ ≤ 2e^{−(N−1)D}: small N)
 * @example
 * ```ts
 * explicitBound({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, N: 100 }); // 5.64451
 * ```
 */
export function explicitBound(design: Design): number | undefined {
  checkDesign(design);
  const { theta, p1, eps, cost, N } = design;
  const report = quality(theta, eps);
  const law = majority(report, N);
  const gamma = noTie(law);
  const tie = Math.exp(law.logTie);
  const x = Math.exp(-(N - 1) * chernoffOf(report));
  if (gamma <= 2 * x) return undefined;
  const r = p1 / (1 - p1);
  const t = r + 1 / r;
  const G = scale(eps, cost);
  const rise = ((2 - t) * x * x + (2 * tie + t) * x + gamma * tie * r) / (gamma - 2 * x);
  return affordable(lowerBoundOf(G, theta, eps) + (G / (2 * theta - 1)) * rise, eps);
}

/** What everybody gets when all report 1, and when all report 0: the uninformative equilibria. */
export function unanimityPayments(design: Design): { readonly ones: number; readonly zeros: number } {
  const { values } = paymentLaw(design);
  return { ones: values[0], zeros: values[1] };
}

/**
 * The total expected payment when people differ in their cost of privacy but report at a common level (Section 4.3).
 * @param costs one per person, at least two
 * @claims wyz16/sec43
 * @example
 * ```ts
 * totalPayment({ theta: 0.8, p1: 0.7, eps: 1, costs: [linearCost(1), linearCost(2)] }); // 57.4484
 * ```
 */
export function totalPayment({
  theta,
  p1,
  eps,
  costs,
}: Signal & { readonly p1: number; readonly eps: number; readonly costs: readonly PrivacyCost[] }): number {
  checkArray("costs", costs, { min: 2 });
  return costs.reduce((sum, cost) => sum + upperBound({ theta, p1, eps, cost, N: costs.length }), 0);
}

/**
 * The expected payment to a person whose peers report at levels of their own, by the majority rule with factors for
 * their law: still makes ε her unique best response.
 * @param offer market and the level bought from her
 * @param peers the peers' signed levels, 1 to 1000 of them
 * @throws RangeError when the peers' majority does not favour the state (b ≤ c)
 * @example
 * ```ts
 * upperBoundAmongPeers({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, peers: [1, 1, 2] }); // 11.1169
 * ```
 */
export function upperBoundAmongPeers({
  theta,
  p1,
  eps,
  cost,
  peers,
}: Market & { readonly eps: number; readonly peers: readonly number[] }): number {
  checkMarket({ theta, p1, cost });
  checkLevel(eps);
  checkCost(cost, eps);
  checkArray("peers", peers, { min: 1, max: 1000 });
  peers.forEach((level, j) => checkSignedLevel(`peers[${j}]`, level));
  const { u, c, bMinusC } = majorityAmong(theta, peers);
  const G = scale(eps, cost);
  return affordable(lowerBoundOf(G, theta, eps) + (G / (2 * theta - 1)) * excess({ u, c, bMinusC }, p1), eps);
}

/** The law of the number of ones with one more person, who reports 1 with probability p and 0 with probability q. */
const withOneMore = (law: readonly number[], p: number, q: number): number[] =>
  Array.from({ length: law.length + 1 }, (_, k) => (law[k - 1] ?? 0) * p + (law[k] ?? 0) * q);

/** The law of the majority of peers at their own levels; b > c is required. */
function majorityAmong(theta: number, peers: readonly number[]): { u: number; c: number; bMinusC: number } {
  const reports = peers.map((level) => quality(theta, level));
  const most = Math.floor(peers.length / 2);
  // Of the first j in state 1, and of those from j on in state 0.
  const first = [[1]];
  reports.forEach(({ alpha, miss }, j) => first.push(withOneMore(first[j], alpha, miss)));
  const rest = [[1]];
  [...reports].reverse().forEach(({ alpha, miss }, j) => rest.push(withOneMore(rest[j], miss, alpha)));
  const [inOne, inZero] = [first[peers.length], rest[peers.length]];
  const u = inOne.slice(0, most + 1).reduce((sum, p) => sum + p, 0);
  const c = inZero.slice(most + 1).reduce((sum, p) => sum + p, 0);
  // b − c by moving one peer after the other from state 0 to state 1: each counts where the others leave it to her.
  const bMinusC = reports.reduce((sum, { y }, j) => {
    const later = rest[peers.length - 1 - j];
    return sum + y * first[j].reduce((pivotal, p, k) => pivotal + p * (later[most - k] ?? 0), 0);
  }, 0);
  if (!(bMinusC > 0)) rejectValue("peers", peers, "levels whose majority favours the state");
  return { u, c, bMinusC };
}
