/**
 * The auction with a curator: the w people with the lowest reported costs sell their bits at the (w + 1)-st cost, which
 * makes truth best; the curator publishes the number of ones among them with Laplace noise. For costs that do not depend on
 * the bit and have increasing virtual costs it is the cheapest way to buy w bits (Myerson; Fleischer, Lyu 2012, Lemma 4.7).
 */
import { checkInteger, checkNumber } from "../arguments";
import { costSampler } from "../probability/cost-laws";
import { drawLaplace } from "../probability/laplace";
import { expectedPivot, expectedSum, pivotOf, pivots } from "./cheapest";
import { wholeChoices } from "./choices";
import type { Market } from "./market";
import type { MarketMechanism } from "./mechanism";
import { bestThreshold } from "./noisy-majority";
import { playMarket } from "./play";
import { posteriorMean, posteriorVariance, type Evidence } from "./posterior";

/** The settings. */
export interface Auction {
  /** w, the bits bought; 1..n − 1. */
  readonly units: number;
  /** ε of the published count, nats. */
  readonly level: number;
}

/** The count of the sold bits; the price's owner and those above her are counted by what is known of them. */
const casesOf = (market: Market, units: number): Evidence[] => {
  const rest = market.people - units - 1;
  return pivots(market, units + 1).map(({ state, weight, below, at, above }) => ({
    state,
    weight,
    size: units,
    chance: below,
    shift: 0,
    mean: at + rest * above,
    perCount: 1,
    variance: at * (1 - at) + rest * above * (1 - above),
    variancePerCount: 0,
  }));
};

export const auction: MarketMechanism<Auction> = {
  name: "auction with a curator",
  source: "Fleischer, Lyu 2012; Myerson 1981",
  trusted: "the curator, with the bits that are sold",
  check: ({ people }, { units, level }) => {
    checkInteger("units", units, { min: 1, max: people - 1 });
    checkNumber("level", level, { above: 0 });
  },
  payment: (market, { units, level }) => units * level * expectedPivot(market, units + 1),
  error: (market, settings, question) =>
    question === "share"
      ? Math.sqrt(posteriorVariance(casesOf(market, settings.units), settings.level)) / market.people
      : bestThreshold(casesOf(market, settings.units), settings.level).wrong,
  surplus: (market, { units, level }) =>
    level * (units * expectedPivot(market, units + 1) - expectedSum(market, units)),
  used: (_, { units }) => units,
  level: (_, { level }) => level,
  choices: ({ people }) => wholeChoices(1, people - 1),
  whole: true,
  spend: (market, budget, units) => ({ units, level: budget / (units * expectedPivot(market, units + 1)) }),
  play: (market, { units, level }, plays, stream) => {
    const cases = casesOf(market, units);
    const { threshold } = bestThreshold(cases, level);
    const estimate = posteriorMean(cases, level);
    const samplers = market.costs.map((law) => costSampler(law));
    return playMarket(market, plays, stream, (bits, source) => {
      const costs = Float64Array.from(bits, (bit) => samplers[bit](source));
      const { cost, onesBelow } = pivotOf(costs, bits, units + 1);
      const count = onesBelow + drawLaplace(1 / level, source);
      return {
        payment: units * level * cost,
        share: estimate(count) / market.people,
        state: count >= threshold ? 1 : 0,
      };
    });
  },
};
