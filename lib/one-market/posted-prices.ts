/**
 * Posted prices and a curator (Fleischer, Lyu 2012): the curator, who knows the bits, offers each bit the price that a
 * share c of its owners accepts, counts the ones among those who accept, and publishes the count with Laplace noise.
 */
import { checkNumber } from "../arguments";
import { contractsFor } from "../correlated-costs/contract";
import { runMechanism } from "../correlated-costs/mechanism";
import { integrate } from "../numerics/quadrature";
import { openLaw, costSampler } from "../probability/cost-laws";
import { drawLaplace } from "../probability/laplace";
import type { Market } from "./market";
import type { MarketMechanism } from "./mechanism";
import { bestThreshold } from "./noisy-majority";
import { playMarket } from "./play";
import { posteriorMean, posteriorVariance, type Evidence } from "./posterior";

/** The settings. */
export interface PostedPrices {
  /** c, the share of either bit's owners that accepts; in (0, 1). */
  readonly acceptance: number;
  /** ε of the published count, nats. */
  readonly level: number;
}

/** Expected payment per person and nat. */
const perLevel = ({ costs }: Market, acceptance: number): number =>
  contractsFor(costs, acceptance).reduce((sum, { payPerPlayer }) => sum + payPerPlayer, 0) / 2;

/** The count of accepted ones: whoever is not counted is a one who declined, or a zero. */
const casesOf = ({ people, theta }: Market, acceptance: number): Evidence[] =>
  ([1, 0] as const).map((state) => {
    const ones = state === 1 ? theta : 1 - theta;
    const counted = ones * acceptance;
    const rest = (ones * (1 - acceptance)) / (1 - counted);
    return {
      state,
      weight: 0.5,
      size: people,
      chance: counted,
      shift: 0,
      mean: people * rest,
      perCount: 1 - rest,
      variance: people * rest * (1 - rest),
      variancePerCount: -rest * (1 - rest),
    };
  });

export const postedPrices: MarketMechanism<PostedPrices> = {
  name: "posted prices and a curator",
  source: "Fleischer, Lyu 2012",
  trusted: "the curator, with the bits of all",
  check: (_, { acceptance, level }) => {
    checkNumber("acceptance", acceptance, { above: 0, below: 1 });
    checkNumber("level", level, { above: 0 });
  },
  payment: (market, { acceptance, level }) => market.people * level * perLevel(market, acceptance),
  error: (market, { acceptance, level }, question) => {
    const cases = casesOf(market, acceptance);
    return question === "share"
      ? Math.sqrt(posteriorVariance(cases, level)) / market.people
      : bestThreshold(cases, level).wrong;
  },
  surplus: (market, { acceptance, level }) => {
    // An accepting person keeps what the price exceeds her cost by: in all, ∫F up to the price.
    const kept = market.costs.map((law) => {
      const { lo, breaks, quantile, cdf } = openLaw("law", law);
      const price = quantile(acceptance);
      const cuts = [lo, ...breaks.filter((x) => x > lo && x < price), price];
      return cuts.slice(1).reduce((sum, to, i) => sum + integrate(cdf, cuts[i], to), 0);
    });
    return (market.people * level * (kept[0] + kept[1])) / 2;
  },
  used: ({ people }, { acceptance }) => people * acceptance,
  level: (_, { level }) => level,
  choices: () => [
    0.001,
    0.003,
    0.01,
    0.03,
    ...Array.from({ length: 19 }, (_, i) => 0.05 * (i + 1)),
    0.99,
    0.999,
    1 - 1e-6,
  ],
  whole: false,
  spend: (market, budget, acceptance) => ({
    acceptance,
    level: budget / (market.people * perLevel(market, acceptance)),
  }),
  play: (market, { acceptance, level }, plays, stream) => {
    const contracts = contractsFor(market.costs, acceptance);
    const samplers = market.costs.map((law) => costSampler(law));
    const cases = casesOf(market, acceptance);
    const { threshold } = bestThreshold(cases, level);
    const estimate = posteriorMean(cases, level);
    const paymentNoise = new Float64Array(market.people);
    return playMarket(market, plays, stream, (bits, source) => {
      // The paper's types are counted from 1; the noise of the payments, of mean 0, is left out.
      const { s, payments } = runMechanism({
        eps: level,
        contracts,
        data: bits.map((bit) => bit + 1),
        costs: Float64Array.from(bits, (bit) => samplers[bit](source)),
        target: 2,
        estimateNoise: drawLaplace(1 / level, source),
        paymentNoise,
      });
      return {
        payment: payments.reduce((sum, paid) => sum + paid, 0),
        share: estimate(s * acceptance) / market.people,
        state: s * acceptance >= threshold ? 1 : 0,
      };
    });
  },
};
