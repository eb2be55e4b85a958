/** What an outcome tells an adversary who reasons by Bayes' rule (§8), and Xiao's measure of privacy (Appendix A). */
import { checkArray, checkInteger, checkLaw, checkNumber, checkNumbers, rejectValue } from "../arguments";
import { forEachProfile } from "../enumeration/profiles";
import { logRatio, type Channel } from "../privacy/channel";
import { electionLaw, type ElectionNoise } from "./election";
import { checkHistogram, facilityLaw } from "./facility";

/** Beliefs about an agent's type after an outcome. */
export interface Posterior {
  readonly posterior: Float64Array;
  /** x of Assumption 3.1: the largest ratio of the outcome's probability under two reports. */
  readonly ratio: number;
  /** Statistical difference between prior and posterior. */
  readonly shift: number;
}

/** Checks a channel with one row per type. */
function checkChannel(channel: Channel, types: number): void {
  checkArray("channel", channel, { min: types, max: types });
  channel.forEach((row, t) => {
    checkLaw(`channel[${t}]`, row);
    checkArray(`channel[${t}]`, row, { min: channel[0].length, max: channel[0].length });
  });
}

/**
 * Bayes' rule after an outcome (§8).
 * @param prior a law over the types
 * @param channel row t is the law of the outcome when type t reports as it does
 * @param outcome its index; must have positive probability
 */
export function posteriorAfter(prior: ArrayLike<number>, channel: Channel, outcome: number): Posterior {
  checkLaw("prior", prior);
  checkChannel(channel, prior.length);
  checkInteger("outcome", outcome, { min: 0, max: channel[0].length - 1 });
  const column = channel.map((row) => row[outcome]);
  const total = column.reduce((sum, p, t) => sum + p * prior[t], 0);
  if (total === 0) rejectValue("outcome", outcome, "an outcome that can happen under the prior");
  const posterior = Float64Array.from(column, (p, t) => (prior[t] * p) / total);
  const ratio = Math.exp(logRatio(Math.max(...column), Math.min(...column)));
  const shift = posterior.reduce((sum, p, t) => sum + Math.abs(p - prior[t]), 0) / 2;
  return { posterior, ratio, shift };
}

/**
 * The sharp bound on the statistical difference between prior and posterior when the outcome's probabilities under any
 * two types differ by at most a factor x: (√x − 1)/(√x + 1) = tanh(ln x/4). The paper has x − 1.
 * @param ratio x in [1, ∞]
 * @example
 * ```ts
 * sharpShift(Math.E); // 0.244919
 * ```
 */
export function sharpShift(ratio: number): number {
  checkNumber("ratio", ratio, { min: 1, max: Infinity });
  return Math.tanh(Math.log(ratio) / 4);
}

/**
 * The election as a channel from the vote (A, B) to the winner (A, B).
 * @param others [#A, #B] of the other voters
 * @param eps privacy parameter ε in (0, 700]
 * @param noise the variant
 */
export function electionChannel(others: ArrayLike<number>, eps: number, noise: ElectionNoise): Channel {
  checkNumbers("others", others, { min: 0 }, { min: 2, max: 2 });
  return [electionLaw(others[0] - others[1] + 1, eps, noise), electionLaw(others[0] - others[1] - 1, eps, noise)];
}

/**
 * Facility location as a channel from the reported location to the outcome.
 * @param others histogram of the other reports
 * @param eps privacy parameter ε in (0, 700]
 */
export function facilityChannel(others: ArrayLike<number>, eps: number): Channel {
  checkHistogram("others", others);
  return Array.from(others, (_, t) =>
    facilityLaw(
      Array.from(others, (h, k) => h + (k === t ? 1 : 0)),
      eps,
    ),
  );
}

/** A strategy: the index of the report that each type makes. */
export type Strategy = ArrayLike<number>;

function checkStrategy(strategy: Strategy, types: number): void {
  checkNumbers("strategy", strategy, { min: 0, max: types - 1 }, { min: types, max: types });
  for (let t = 0; t < types; t++) checkInteger(`strategy[${t}]`, strategy[t]);
}

/**
 * Mutual information I(T; M(σ(T), θ₋ᵢ)) in nats between the type and the outcome.
 * @param channel row s is the law of the outcome for report s
 * @param prior a law over the types
 * @param strategy the report of each type
 */
export function mutualInformation(channel: Channel, prior: ArrayLike<number>, strategy: Strategy): number {
  checkLaw("prior", prior);
  checkChannel(channel, prior.length);
  checkStrategy(strategy, prior.length);
  return information(channel, prior, strategy);
}

function information(channel: Channel, prior: ArrayLike<number>, strategy: Strategy): number {
  let sum = 0;
  for (let o = 0; o < channel[0].length; o++) {
    let mean = 0;
    for (let t = 0; t < prior.length; t++) mean += prior[t] * channel[strategy[t]][o];
    if (mean === 0) continue;
    // Σ_t prior (p ln(p/mean) − p + mean): terms ≥ 0, so weak dependence is not lost in rounding.
    for (let t = 0; t < prior.length; t++) {
      const d = (channel[strategy[t]][o] - mean) / mean;
      sum += prior[t] * mean * entropyGap(d);
    }
  }
  return sum;
}

/** (1 + d) ln(1 + d) − d ≥ 0, for d ≥ −1. */
const entropyGap = (d: number): number =>
  d === -1
    ? 1
    : Math.abs(d) < 1e-3
      ? d * d * (1 / 2 - d * (1 / 6 - d * (1 / 12 - d / 20)))
      : (1 + d) * Math.log1p(d) - d;

/** The largest worth ν of a nat at which honesty is optimal, by two measures of privacy. */
export interface CriticalWorth {
  /** For the pointwise utility of Theorem A.2, −ν ln(P(o | θ)/P(o)). */
  readonly pointwise: number;
  /** For Xiao's measure, −ν I(T; M(σ(T))), over all deterministic strategies. */
  readonly xiao: number;
}

/**
 * Two laws' difference, outcome by outcome; at the mode it is minus the sum of the others, so that nearly certain laws
 * lose nothing.
 */
function change(p: ArrayLike<number>, q: ArrayLike<number>, mode: number): number[] {
  const moved = Array.from(p, (x, o) => x - q[o]);
  moved[mode] = 0;
  moved[mode] = -moved.reduce((sum, x) => sum + x, 0);
  return moved;
}

/** Σ weight · value; what has no weight counts nothing, however large. */
const weigh = (weights: readonly number[], values: ArrayLike<number>): number =>
  weights.reduce((sum, w, o) => (w === 0 ? sum : sum + w * values[o]), 0);

/** The most types whose strategies are enumerated: 7⁷ = 823 543. */
const MOST_TYPES = 7;

/**
 * The critical worth of privacy for an agent with given outcome utilities (Theorem A.2: pointwise ≤ Xiao).
 * @param channel row s is the law of the outcome for report s; the others' reports are fixed
 * @param prior a law over the types, at most 7
 * @param utilities utilities[t][o], value of outcome o to type t; honesty must be optimal when privacy is worth nothing
 */
export function criticalWorth(
  channel: Channel,
  prior: ArrayLike<number>,
  utilities: readonly ArrayLike<number>[],
): CriticalWorth {
  checkLaw("prior", prior);
  const types = prior.length;
  if (types > MOST_TYPES) rejectValue("the length of prior", types, `at most ${MOST_TYPES}`);
  checkChannel(channel, types);
  checkArray("utilities", utilities, { min: types, max: types });
  const outcomes = channel[0].length;
  utilities.forEach((row, t) => checkNumbers(`utilities[${t}]`, row, {}, { min: outcomes, max: outcomes }));
  const mean = Array.from(channel[0], (_, o) => channel.reduce((sum, row, t) => sum + prior[t] * row[o], 0));
  const mode = mean.indexOf(Math.max(...mean));
  // Only differences of utilities count; taken from the mode, they meet no difference that cancels.
  const worth = utilities.map((row) => Array.from(row, (u) => u - row[mode]));
  const gains = channel.map((own, t) => channel.map((row) => weigh(change(own, row, mode), worth[t])));
  let pointwise = Infinity;
  for (let t = 0; t < types; t++) {
    // ln(P(o|t)/P(o)), at the mode from the difference.
    const more = change(channel[t], mean, mode);
    const told = mean.map((p, o) => (o === mode ? Math.log1p(more[o] / p) : logRatio(channel[t][o], p)));
    for (let s = 0; s < types; s++) {
      const moved = change(channel[t], channel[s], mode);
      const sizes = weigh(moved.map(Math.abs), worth[t].map(Math.abs));
      if (gains[t][s] < -1e-12 * sizes) {
        const allowed = `such that honesty is optimal without privacy; type ${t} gains by reporting ${s}`;
        rejectValue("utilities", utilities, allowed);
      }
      const cost = weigh(moved, told);
      if (cost > 0) pointwise = Math.min(pointwise, Math.max(0, gains[t][s]) / cost);
    }
  }
  const honest = Array.from({ length: types }, (_, t) => t);
  const revealed = information(channel, prior, honest);
  let xiao = Infinity;
  forEachProfile(new Array<number>(types).fill(types), (strategy) => {
    const saved = revealed - information(channel, prior, strategy);
    // Strategies that only rename the types reveal as much; rounding must not make them look thrifty.
    if (saved <= 1e-12 * revealed) return;
    let lost = 0;
    for (let t = 0; t < types; t++) lost += prior[t] * gains[t][strategy[t]];
    xiao = Math.min(xiao, Math.max(0, lost) / saved);
  });
  return { pointwise, xiao };
}
