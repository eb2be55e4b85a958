/** The price of privacy: lower bound (Theorem 1), payment of the majority mechanism (Theorem 2), and what separates them. */
import { checkArray, checkNumber, rejectValue } from "../arguments";
import { poissonBinomialLaw } from "../probability/poisson-binomial";
import { checkCost, type PrivacyCost } from "./cost";
import { logCentralBinomial, majority, noTie, type MajorityLaw } from "./majority";
import {
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
const lowerBoundOf = (G: number, theta: number, eps: number): number => G * (1 / (2 * theta - 1) + Math.tanh(eps / 2));

/**
 * V_LB(ε), the least expected payment that can make level ε a best response at an equilibrium of any nonnegative
 * mechanism (Theorem 1, eq. (5)); reached only with the help of a genie who knows the state. Independent of the prior.
 * @param theta in (½, 1)
 * @param eps level, > 0
 * @param cost cost of privacy
 * @returns money per person
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
  return Math.log(scale(eps, cost) / (2 * theta - 1)) + top + Math.log(sum) - Math.log(bMinusC);
}

/** {@link gap} without checks. */
export function gapOf(design: Design): number {
  const { theta, p1, eps, cost, N } = design;
  const law = majority(quality(theta, eps), N);
  // A large G can lift what is below the least positive double back above it.
  return law.logU < -600 ? Math.exp(logGapOf(design, law)) : (scale(eps, cost) / (2 * theta - 1)) * excess(law, p1);
}

/** V_UB − V_LB, without cancellation; 0 once it is below the least positive double (see {@link logGap}). */
export function gap(design: Design): number {
  checkDesign(design);
  return gapOf(design);
}

/** ln(V_UB − V_LB), finite for every N. */
export function logGap(design: Design): number {
  checkDesign(design);
  return logGapOf(design, majority(quality(design.theta, design.eps), design.N));
}

/** The law of one person's payment at the ε-profile: its two positive values and their probabilities. */
export function paymentLaw(design: Design): {
  readonly values: readonly [number, number];
  readonly probabilities: readonly [number, number];
} {
  checkDesign(design);
  const { theta, p1, eps, cost, N } = design;
  const report = quality(theta, eps);
  const law = majority(report, N);
  const { A11, A00 } = factorsOf(law, theta, p1);
  const G = scale(eps, cost);
  return {
    values: [G * A11, G * A00],
    probabilities: [
      p1 * report.alpha * (1 - law.u) + (1 - p1) * report.miss * law.c,
      p1 * report.miss * law.u + (1 - p1) * report.alpha * (1 - law.c),
    ],
  };
}

/** The standard deviation of one person's payment at the ε-profile of R^(N,ε). */
export function paymentDeviation(design: Design): number {
  const { values, probabilities } = paymentLaw(design);
  const mean = upperBoundOf(design);
  const unpaid = 1 - probabilities[0] - probabilities[1];
  // In units of the mean, since squares of large payments overflow.
  const off = values.map((value) => value / mean - 1);
  return mean * Math.sqrt(probabilities[0] * off[0] ** 2 + probabilities[1] * off[1] ** 2 + unpaid);
}

/** What a person keeps at the ε-profile: V_UB(N, ε) − g(ε). */
export const equilibriumUtility = (design: Design): number => upperBound(design) - design.cost.cost(design.eps);

/** What a person earns by any non-informative report, always taking part, when the others play ε: G/k + gap. */
export function nonInformativeUtility(design: Design): number {
  checkDesign(design);
  const { theta, p1, eps, cost, N } = design;
  return (scale(eps, cost) / (2 * theta - 1)) * (1 + excess(majority(quality(theta, eps), N), p1));
}

/**
 * The closed-form bound on V_UB from the proof of Theorem 2, which decays like e^{−(N−1)D}.
 * @returns money, or undefined where its last step does not apply (γ ≤ 2e^{−(N−1)D}: small N)
 */
export function explicitBound(design: Design): number | undefined {
  checkDesign(design);
  const { theta, p1, eps, cost, N } = design;
  const report = quality(theta, eps);
  const gamma = noTie(majority(report, N));
  const x = Math.exp(-(N - 1) * chernoffOf(report));
  if (gamma <= 2 * x) return undefined;
  const r = p1 / (1 - p1);
  const t = r + 1 / r;
  const G = scale(eps, cost);
  const rise = ((2 - t) * x * x + (2 * (1 - gamma) + t) * x + gamma * (1 - gamma) * r) / (gamma - 2 * x);
  return lowerBoundOf(G, theta, eps) + (G / (2 * theta - 1)) * rise;
}

/** What everybody gets when all report 1, and when all report 0: the uninformative equilibria. */
export function unanimityPayments(design: Design): { readonly ones: number; readonly zeros: number } {
  const { values } = paymentLaw(design);
  return { ones: values[0], zeros: values[1] };
}

/**
 * The total expected payment when people differ in their cost of privacy but report at a common level (Section 4.3).
 * @param costs one per person, at least two
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
 * @param peers the peers' signed levels, at least one
 * @throws RangeError when the peers' majority does not favour the state (b ≤ c)
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
  checkArray("peers", peers, { min: 1 });
  peers.forEach((level, j) => checkSignedLevel(`peers[${j}]`, level));
  const { u, c, bMinusC } = majorityAmong(theta, peers);
  const G = scale(eps, cost);
  return lowerBoundOf(G, theta, eps) + (G / (2 * theta - 1)) * excess({ u, c, bMinusC }, p1);
}

/** The law of the majority of peers at their own levels; b > c is required. */
function majorityAmong(theta: number, peers: readonly number[]): { u: number; c: number; bMinusC: number } {
  const reports = peers.map((level) => quality(theta, level));
  const ofOnes = poissonBinomialLaw(reports.map(({ alpha }) => alpha));
  const ofOnesAtZero = poissonBinomialLaw(reports.map(({ miss }) => miss));
  const most = Math.floor(peers.length / 2);
  let [u, c] = [0, 0];
  for (let k = 0; k <= most; k++) u += ofOnes[k];
  for (let k = peers.length; k > most; k--) c += ofOnesAtZero[k];
  const bMinusC = 1 - u - c;
  if (!(bMinusC > 1e-15)) rejectValue("peers", peers, "levels whose majority favours the state");
  return { u, c, bMinusC };
}

/** V_UB(N, ε) and ln(V_UB − V_LB) at index N, for N from 2 on (entries 0 and 1 are 0). */
export interface GapCurve {
  readonly upper: Float64Array;
  readonly logGap: Float64Array;
}

/**
 * The payment of R^(N,ε) and its distance to the lower bound for every N up to a bound, at O(1) each: u + c = y x^h V_h
 * for N = 2h and 2h + 1, where V_h = C(2h, h)/4^h + x V_{h+1} runs backwards without cancellation.
 * @param design market and level; its N is the largest N wanted, at most 10⁸
 */
export function gapCurve(design: Design): GapCurve {
  checkDesign(design);
  checkNumber("N", design.N, { max: 1e8 });
  const { theta, p1, eps, cost, N: most } = design;
  const G = scale(eps, cost);
  const low = lowerBoundOf(G, theta, eps);
  const unit = G / (2 * theta - 1);
  const logUnit = Math.log(unit);
  const report = quality(theta, eps);
  const { y } = report;
  const x = 4 * report.alpha * report.miss;
  const logX = -2 * chernoffOf(report);
  const r = p1 / (1 - p1);
  const half = Math.floor(most / 2);
  const differences = firstDifferences(y, x, half);
  const upper = new Float64Array(most + 1);
  const logs = new Float64Array(most + 1);
  const last = majority(report, 2 * half);
  let v = (2 * Math.exp(last.logU - half * logX)) / y;
  let central = Math.exp(logCentralBinomial(half));
  for (let h = half; h >= 1; h--) {
    const w = h * logX > -750 ? Math.exp(h * logX) : 0;
    const sum = y * v;
    const bMinusC = w === 0 ? 1 : h < differences.length ? differences[h] : 1 - w * sum;
    for (let odd = 0; odd < 2 && 2 * h + odd <= most; odd++) {
      const u = 0.5 * (sum + odd * central); // in units of w
      const c = 0.5 * (sum - odd * central);
      const e = w === 0 ? r * u + c / r : (r * u * (1 - w * u) + (c * (1 - w * c)) / r + 2 * w * u * c) / bMinusC;
      logs[2 * h + odd] = e;
      upper[2 * h + odd] = low + unit * w * e;
    }
    central *= 1 + 1 / (2 * h - 1);
    v = central + x * v;
  }
  for (const odd of [0, 1]) takeLogs(logs, 2 + odd, 2, logUnit, logX);
  return { upper, logGap: logs };
}

/** ln e_h + h·logX + logUnit in place of e_h, for entries that move little from one to the next: logarithms are rare. */
function takeLogs(entries: Float64Array, start: number, stride: number, logUnit: number, logX: number): void {
  let inverse = Infinity;
  let log = 0;
  for (let i = start, h = 1; i < entries.length; i += stride, h++) {
    let step = entries[i] * inverse - 1;
    if (!(step < 1e-3 && step > -1e-3)) {
      inverse = 1 / entries[i];
      log = Math.log(entries[i]);
      step = 0;
    }
    entries[i] = log + step * (1 - step * (0.5 - step * (1 / 3 - step * (0.25 - step * 0.2)))) + (logUnit + h * logX);
  }
}

/** b − c for h = 0, 1, … as long as it is below ½, where 1 − u − c would cancel. */
function firstDifferences(y: number, x: number, most: number): number[] {
  const found = [0];
  let term = 1;
  let sum = 0;
  for (let h = 1; h <= most && sum < 0.5; h++) {
    sum += y * term;
    term *= (x * (2 * h - 1)) / (2 * h);
    found.push(sum);
  }
  return found;
}
