/**
 * Federated averaging with Shapley payments (Kang, Pedarsani, Ramchandran): k people send their bits to an aggregator, who
 * publishes the average with Laplace noise. The buyer pays out a share α of its utility by Shapley values; among people
 * alike each of k gets αU(k)/k, so that α is set for the k-th lowest cost, and nobody else must want to join.
 */
import { checkInteger, checkNumber } from "../arguments";
import { costSampler } from "../probability/cost-laws";
import { drawLaplace } from "../probability/laplace";
import { expectedPivot, expectedSum, pivotOf, pivots } from "./cheapest";
import { wholeChoices } from "./choices";
import { priorVariance, type Market } from "./market";
import type { MarketMechanism } from "./mechanism";
import { bestThreshold, type PossibleCount } from "./noisy-majority";
import { playMarket } from "./play";

/** The settings. */
export interface Federated {
  /** k, those who take part; 1..n. */
  readonly members: number;
  /** ε of the published average, nats. */
  readonly level: number;
}

/** Those below the pivot and its owner take part: the owner's bit is 1 or 0. */
const casesOf = (market: Market, members: number): PossibleCount[] =>
  [0, 1].flatMap((bit) =>
    pivots(market, members).map(({ state, weight, below, at }) => ({
      state,
      weight: weight * (bit === 1 ? at : 1 - at),
      size: members - 1,
      chance: below,
      shift: bit,
    })),
  );

function squaredError(market: Market, { members, level }: Federated): number {
  const { people } = market;
  const scale = 1 / members - 1 / people;
  const rest = people - members;
  return pivots(market, members).reduce(
    (sum, { weight, below, at, above }) => {
      const bias = ((members - 1) * below + at) * scale - (rest * above) / people;
      const inside = ((members - 1) * below * (1 - below) + at * (1 - at)) * scale ** 2;
      const outside = (rest * above * (1 - above)) / people ** 2;
      return sum + weight * (bias ** 2 + inside + outside);
    },
    2 / (members * level) ** 2,
  );
}

/**
 * The buyer's utility, up to its unit: by how much, in logarithms, the mean square error of the best linear estimate falls
 * below that of knowing nothing.
 */
export const buyersUtility = (market: Market, settings: Federated): number =>
  Math.log1p(priorVariance(market) / squaredError(market, settings));

/** Whether the (k + 1)-st person stays away when each of k + 1 would be paid αU(k + 1)/(k + 1), at expected costs. */
export function isStable(market: Market, { members, level }: Federated): boolean {
  if (members === market.people) return true;
  const more = { members: members + 1, level };
  const paid = expectedPivot(market, members) * members * level;
  const share = paid / buyersUtility(market, { members, level });
  return (share * buyersUtility(market, more)) / more.members <= level * expectedPivot(market, more.members);
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
    const { threshold } = bestThreshold(casesOf(market, members), level);
    const samplers = market.costs.map((law) => costSampler(law));
    return playMarket(market, plays, stream, (bits, source) => {
      const costs = Float64Array.from(bits, (bit) => samplers[bit](source));
      const { cost, onesBelow } = pivotOf(costs, bits, members);
      const count = onesBelow + bits[costs.indexOf(cost)] + drawLaplace(1 / level, source);
      return {
        payment: members * level * cost,
        share: count / members,
        state: count >= threshold ? 1 : 0,
      };
    });
  },
};
