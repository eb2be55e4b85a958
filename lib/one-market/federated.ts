/**
 * Federated averaging with Shapley payments (Kang, Pedarsani, Ramchandran): k people send their bits to an aggregator, who
 * publishes the average with Laplace noise. The buyer pays out a share α of its utility by Shapley values; among people
 * alike each of k gets αU(k)/k, so that α is set for the k-th lowest cost, and nobody else must want to join.
 */
import { checkInteger, checkNumber } from "../arguments";
import { costSampler, openLaw } from "../probability/cost-laws";
import { drawLaplace } from "../probability/laplace";
import { expectedPivot, expectedSum, pivotOf, pivots } from "./cheapest";
import { wholeChoices } from "./choices";
import { priorVariance, type Market } from "./market";
import type { MarketMechanism } from "./mechanism";
import { bestThreshold } from "./noisy-majority";
import { playMarket } from "./play";
import { posteriorMean, posteriorVariance, type Evidence } from "./posterior";

/** The settings. */
export interface Federated {
  /** k, those who take part; 1..n. */
  readonly members: number;
  /** ε of the published average, nats. */
  readonly level: number;
}

/** Those below the pivot and its owner take part: the owner's bit is 1 or 0. */
const casesOf = (market: Market, members: number): Evidence[] => {
  const rest = market.people - members;
  return [0, 1].flatMap((bit) =>
    pivots(market, members).map(({ state, weight, below, at, above }) => ({
      state,
      weight: weight * (bit === 1 ? at : 1 - at),
      size: members - 1,
      chance: below,
      shift: bit,
      mean: rest * above,
      perCount: 1,
      variance: rest * above * (1 - above),
      variancePerCount: 0,
    })),
  );
};

/** The mean square error of the best estimate of the share. */
const squaredError = (market: Market, { members, level }: Federated): number =>
  posteriorVariance(casesOf(market, members), level) / market.people ** 2;

/**
 * The buyer's utility, up to its unit: by how much, in logarithms, the mean square error of the best estimate falls below
 * that of knowing nothing.
 */
export const buyersUtility = (market: Market, settings: Federated): number =>
  Math.log(priorVariance(market) / squaredError(market, settings));

/**
 * Whether the (k + 1)-st person stays away, whatever the costs: αU(k + 1)/(k + 1) ≤ εc₍k₎ ≤ εc₍k₊₁₎, with α such that
 * αU(k)/k = εc₍k₎. With everybody in there is nobody left to join, and each member is paid her cost at least.
 */
export function isStable(market: Market, { members, level }: Federated): boolean {
  if (members === market.people) return true;
  const [here, more] = [members, members + 1].map((k) => buyersUtility(market, { members: k, level }) / k);
  return more <= here;
}

/**
 * What a unit of the buyer's utility (a halving of the mean square error is ln 2) has to be worth to her at least, money:
 * only then is the share α that she pays out at most 1.
 */
export const leastWorth = (market: Market, settings: Federated): number =>
  federated.payment(market, settings) / buyersUtility(market, settings);

/**
 * What the dearest member asks if she may overstate her cost until somebody else takes her place, in multiples of what
 * she is paid: E c₍k₊₁₎/E c₍k₎, or, where nobody is left, what the dearest law allows.
 */
export function overstated(market: Market, { members }: Federated): number {
  const next =
    members < market.people
      ? expectedPivot(market, members + 1)
      : Math.max(...market.costs.map((law) => openLaw("law", law).hi));
  return next / expectedPivot(market, members);
}

export const federated: MarketMechanism<Federated> = {
  name: "federated averaging with Shapley payments",
  source: "Kang, Pedarsani, Ramchandran",
  trusted: "the aggregator, with the bits of the members",
  check: ({ people }, { members, level }) => {
    checkInteger("members", members, { min: 1, max: people });
    checkNumber("level", level, { above: 0 });
  },
  payment: (market, { members, level }) => members * level * expectedPivot(market, members),
  error: (market, settings, question) =>
    question === "share"
      ? Math.sqrt(squaredError(market, settings))
      : bestThreshold(casesOf(market, settings.members), settings.level).wrong,
  surplus: (market, { members, level }) =>
    level * (members * expectedPivot(market, members) - expectedSum(market, members)),
  used: (_, { members }) => members,
  level: (_, { level }) => level,
  choices: ({ people }) => wholeChoices(1, people),
  whole: true,
  spend: (market, budget, members) => {
    const settings = { members, level: budget / (members * expectedPivot(market, members)) };
    return isStable(market, settings) ? settings : undefined;
  },
  play: (market, { members, level }, plays, stream) => {
    const cases = casesOf(market, members);
    const { threshold } = bestThreshold(cases, level);
    const estimate = posteriorMean(cases, level);
    const samplers = market.costs.map((law) => costSampler(law));
    return playMarket(market, plays, stream, (bits, source) => {
      const costs = Float64Array.from(bits, (bit) => samplers[bit](source));
      const { cost, onesBelow } = pivotOf(costs, bits, members);
      const count = onesBelow + bits[costs.indexOf(cost)] + drawLaplace(1 / level, source);
      return {
        payment: members * level * cost,
        share: estimate(count) / market.people,
        state: count >= threshold ? 1 : 0,
      };
    });
  },
};
