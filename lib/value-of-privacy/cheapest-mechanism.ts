/**
 * The cheapest mechanism at finite N, peers reporting at level ε: a linear program, solved in closed form; with payments
 * capped, by a greedy walk in O(N). Beyond the paper.
 */
import { sum } from "simple-statistics";
import { checkNumber, rejectValue } from "../arguments";
import { logBinomialPmf } from "../numerics/binomial";
import { logAddExp } from "../numerics/log-space";
import { lowerBound } from "./price";
import { advantage, affordable, checkDesign, quality, scale, type Design } from "./market";

/** The optimum, its excess over V_LB, and what it pays (in money) when a person and all her peers report 1, or 0. */
export interface CheapestMechanism {
  readonly payment: number;
  readonly gap: number;
  /** Natural logarithms of the two unanimity payments, which grow like α^{−(N−1)}. */
  readonly logAllOnes: number;
  readonly logAllZeros: number;
}

/** C = 2G/k, the payoff difference needed, H, the slack of the equilibrium, and C − 2H > 0, free of cancellation. */
function needs({ theta, eps, cost }: Design): { C: number; H: number; rest: number } {
  const G = scale(eps, cost);
  const k = 2 * theta - 1;
  return {
    C: affordable((2 * G) / k, eps),
    H: advantage(eps, cost),
    rest: 2 * (cost.marginal(eps) * (1 + Math.exp(-eps)) + (2 * (1 - theta) * G) / k + cost.cost(eps)),
  };
}

/** The optimum when peers match the state with a probability whose y = 2·probability − 1 is given. */
function unanimity(design: Design, y: number, miss: number): CheapestMechanism {
  const { p1, eps, N } = design;
  const p0 = 1 - p1;
  const { C, H, rest } = needs(design);
  const logZ = -(N - 1) * Math.log1p(y / miss); // (miss/α)^{N−1}
  const z = Math.exp(logZ);
  const [ofOnes, ofZeros] = [p1 + p0 * z, p0 + p1 * z];
  // a = 1 − A and b = 1 − B in units of z, A = P(W = 1) − P(W = 0) once all peers say 1, B the other way round.
  const [a, b] = [(2 * p0) / ofOnes, (2 * p1) / ofZeros];
  const sum = (-2 * p1 * p0 * Math.expm1(2 * logZ)) / (ofOnes * ofZeros); // A + B
  const excess = (Math.max(a, b) * rest + Math.min(a, b) * (C + 2 * H)) / (2 * sum);
  // A large payoff difference can lift what is below the least positive double back above it.
  const gap = affordable(logZ < -600 ? Math.exp(logZ + Math.log(excess)) : z * excess, eps);
  const less = (rest + 2 * H * Math.min(a, b) * z) / sum; // the likelier state's report earns 2H more
  const [U1, U0] = p1 >= p0 ? [less + 2 * H, less] : [less, less + 2 * H];
  // P(all peers report 1) = P₁α^m + P₀(1 − α)^m, in logarithms.
  const [best, worst] = [(N - 1) * Math.log1p(-miss), (N - 1) * Math.log(miss)];
  const ones = logAddExp(Math.log(p1) + best, Math.log(p0) + worst);
  const zeros = logAddExp(Math.log(p1) + worst, Math.log(p0) + best);
  return {
    payment: affordable(lowerBound(design) + gap, eps),
    gap,
    logAllOnes: Math.log(U1) - ones,
    logAllZeros: Math.log(U0) - zeros,
  };
}

/**
 * The least expected payment per person at which ε is a best response among N − 1 peers at level ε, and the mechanism
 * that reaches it: it pays only when everybody agrees. Falls to V_LB like ((1 − α)/α)^{N−1}.
 * @claims wyz16/vhat-le-v, wyz16/thm1, wyz16/vlb-prior-free
 * @example
 * ```ts
 * cheapestMechanism({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, N: 10 }).payment; // 5.48159
 * ```
 */
export function cheapestMechanism(design: Design): CheapestMechanism {
  checkDesign(design);
  const { miss, y } = quality(design.theta, design.eps);
  return unanimity(design, y, miss);
}

/**
 * The same when the peers report their bits as they are: the exact value of ε units of privacy in a population of N, an
 * infimum that is approached and not attained.
 */
export function cheapestAmongInformedPeers(design: Design): CheapestMechanism {
  checkDesign(design);
  const { theta } = design;
  return unanimity(design, 2 * theta - 1, 1 - theta);
}

/** A mechanism that pays by the number of ones among the peers: `ones[j]` for reporting 1, `zeros[j]` for reporting 0. */
export interface CountingMechanism {
  readonly payment: number;
  readonly ones: Float64Array;
  readonly zeros: Float64Array;
}

/**
 * The cheapest mechanism whose payments are at most a cap. Expected payments w_x(j) = q(j)r_x(j) fill the counts that
 * speak best for x first: marginal values fall along each side, so a greedy walk finds the optimum of the program.
 * @param design market, level and N ≤ 10⁵
 * @param cap largest payment allowed, > 0
 * @throws RangeError when no mechanism with such small payments buys level ε
 * @example
 * ```ts
 * cheapestCappedMechanism({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, N: 10 }, 20).payment; // 7.60497
 * ```
 */
export function cheapestCappedMechanism(design: Design, cap: number): CountingMechanism {
  checkDesign(design);
  checkNumber("N", design.N, { max: 1e5 });
  checkNumber("cap", cap, { above: 0 });
  const { theta, p1, eps, cost, N } = design;
  const { alpha, miss, y } = quality(theta, eps);
  const prior = Math.log(p1) - Math.log1p(-p1);
  const weight = 2 * Math.atanh(y); // log likelihood ratio of one report
  const m = N - 1;
  // q(j) = P(j peers report 1) and d(j) = P(W = 1 | j) − P(W = 0 | j) = tanh x(j), increasing in j.
  const q = new Float64Array(N);
  const x = new Float64Array(N);
  for (let j = 0; j <= m; j++) {
    const one = Math.log(p1) + logBinomialPmf(j, m, alpha, miss);
    const zero = Math.log1p(-p1) + logBinomialPmf(j, m, miss, alpha);
    q[j] = Math.exp(logAddExp(one, zero));
    x[j] = (prior + (2 * j - m) * weight) / 2;
  }
  const { C, H } = needs(design);
  const fill = fillGreedily({ q, x, weight }, cap, C, 2 * H);
  if (!fill) rejectValue("cap", cap, "large enough to make the level a best response");
  const [ones, zeros] = fill.map((w) => w.map((x, j) => (q[j] > 0 ? x / q[j] : 0)));
  const total = sum(fill.flatMap((w) => Array.from(w)));
  return { payment: scale(eps, cost) * Math.tanh(eps / 2) + total / 2, ones, zeros };
}

/** tanh x − tanh y from x, y and their difference, without cancellation. */
function tanhDifference(x: number, y: number, difference: number): number {
  const [a, b, off] = [Math.abs(x), Math.abs(y), Math.abs(difference)];
  const size = (-2 * Math.expm1(-2 * off) * Math.exp(off - a - b)) / ((1 + Math.exp(-2 * a)) * (1 + Math.exp(-2 * b)));
  return Math.sign(difference) * size;
}

/**
 * Minimises Σ(w₁ + w₀) subject to Σ tanh(x)·(w₁ − w₀) = C, |Σ(w₁ − w₀)| ≤ slack, 0 ≤ w ≤ q·cap; null when infeasible.
 * x rises by `weight` from one count to the next.
 * While the two sides stay within the slack, the better marginal value is filled next; once one side leads by the
 * slack, both are filled in step.
 */
function fillGreedily(
  { q, x, weight }: { readonly q: Float64Array; readonly x: Float64Array; readonly weight: number },
  cap: number,
  C: number,
  slack: number,
): readonly [Float64Array, Float64Array] | null {
  const m = q.length - 1;
  const w: [Float64Array, Float64Array] = [new Float64Array(m + 1), new Float64Array(m + 1)];
  const at = [m, 0]; // next count to fill: ones from the top, zeros from the bottom
  const step = [-1, 1] as const;
  let missing = C;
  let lead = 0; // Σw₁ − Σw₀
  const room = (side: 0 | 1): number => q[at[side]] * cap - w[side][at[side]];
  const value = (side: 0 | 1): number =>
    at[side] < 0 || at[side] > m ? -Infinity : -step[side] * Math.tanh(x[at[side]]);
  const put = (side: 0 | 1, amount: number): void => {
    const full = amount >= room(side);
    w[side][at[side]] += amount;
    if (full) at[side] += step[side];
  };
  // What rounding leaves of C counts as nothing: a cap that just suffices must not fail.
  while (missing > 1e-12 * C) {
    const [v1, v0] = [value(0), value(1)];
    const side: 0 | 1 = v1 >= v0 ? 0 : 1;
    const headroom = side === 0 ? slack - lead : slack + lead;
    if (headroom > 1e-14 * slack) {
      const better = Math.max(v1, v0);
      if (better <= 0) return null;
      const amount = Math.min(room(side), headroom, missing / better);
      put(side, amount);
      missing -= amount * better;
      lead -= step[side] * amount;
    } else {
      // The better side leads by the slack already: fill both alike.
      const both =
        v1 === -Infinity || v0 === -Infinity ? -Infinity : tanhDifference(x[at[0]], x[at[1]], (at[0] - at[1]) * weight);
      if (both <= 0) return null;
      const amount = Math.min(room(0), room(1), missing / both);
      put(0, amount);
      put(1, amount);
      missing -= amount * both;
    }
  }
  return w;
}
