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
import { bestThreshold, type PossibleCount } from "./noisy-majority";
import { playMarket } from "./play";

/** The settings. */
export interface Auction {
  /** w, the bits bought; 1..n − 1. */
  readonly units: number;
  /** ε of the published count, nats. */
  readonly level: number;
}

const casesOf = (market: Market, units: number): PossibleCount[] =>
  pivots(market, units + 1).map(({ state, weight, below }) => ({
    state,
    weight,
    size: units,
    chance: below,
    shift: 0,
  }));

/** E(estimate − share)²: of the sold bits, those not sold, and the noise, all independent given the price. */
function squaredError(market: Market, { units, level }: Auction): number {
  const { people } = market;
  const scale = 1 / units - 1 / people;
  const rest = people - units - 1;
  return pivots(market, units + 1).reduce(
    (sum, { weight, below, at, above }) => {
      const bias = units * below * scale - (at + rest * above) / people;
      const sold = units * below * (1 - below) * scale ** 2;
      const unsold = (at * (1 - at) + rest * above * (1 - above)) / people ** 2;
      return sum + weight * (bias ** 2 + sold + unsold);
    },
    2 / (units * level) ** 2,
  );
}

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
      ? Math.sqrt(squaredError(market, settings))
      : bestThreshold(casesOf(market, settings.units), settings.level).wrong,
  surplus: (market, { units, level }) =>
    level * (units * expectedPivot(market, units + 1) - expectedSum(market, units)),
  used: (_, { units }) => units,
  level: (_, { level }) => level,
  choices: ({ people }) => wholeChoices(1, people - 1),
  whole: true,
  spend: (market, budget, units) => ({ units, level: budget / (units * expectedPivot(market, units + 1)) }),
  play: (market, { units, level }, plays, stream) => {
    const { threshold } = bestThreshold(casesOf(market, units), level);
    const samplers = market.costs.map((law) => costSampler(law));
    return playMarket(market, plays, stream, (bits, source) => {
      const costs = Float64Array.from(bits, (bit) => samplers[bit](source));
      const { cost, onesBelow } = pivotOf(costs, bits, units + 1);
      const count = onesBelow + drawLaplace(1 / level, source);
      return {
        payment: units * level * cost,
        share: count / units,
        state: count >= threshold ? 1 : 0,
      };
    });
  },
};
