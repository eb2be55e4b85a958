/**
 * Raw samples (Gkatzelis, Aperjis, Huberman 2012): the buyer sees the bits of k people drawn blindly. The dearest person
 * sets the payment per access and is left out; the lottery is bought back from those who dislike its risk, at their
 * certainty equivalents. Costs are taken at the quantiles i/(n + 1) of their law, the expected ones for uniform laws.
 */
import { checkInteger } from "../arguments";
import { ceMechanism, type Outcome } from "../pricing-samples/ce-mechanism";
import type { Seller } from "../pricing-samples/seller";
import type { Utility } from "../pricing-samples/utility";
import { costSampler, openLaw } from "../probability/cost-laws";
import { sampleWithoutReplacement } from "../probability/without-replacement";
import { errorProbability } from "../value-of-privacy/error-probability";
import { pivots } from "./cheapest";
import { costsWhen, type Market } from "./market";
import type { MarketMechanism } from "./mechanism";
import { playMarket } from "./play";
import { posteriorMean, posteriorVariance, type Evidence } from "./posterior";

/** The settings. */
export interface RawSamples {
  /** k, 1..n − 1. */
  readonly records: number;
}

const utilityOf = ({ riskAversion }: Market): Utility =>
  riskAversion === 0 ? { type: "linear" } : { type: "cara", a: riskAversion };

/** Representative sellers: beyond this many, people of neighbouring costs stand for each other. */
const MOST_GROUPS = 400;

function sellersOf(market: Market): { readonly cMax: number; readonly population: readonly Seller[] } {
  const { people, rawLevel } = market;
  const { quantile } = openLaw("costs", costsWhen(market, 0.5));
  const sellers = people - 1;
  const groups = Math.min(sellers, MOST_GROUPS);
  const utility = utilityOf(market);
  const population = Array.from({ length: groups }, (_, g) => {
    const [from, to] = [Math.floor((g * sellers) / groups), Math.floor(((g + 1) * sellers) / groups)];
    // People from + 1 to `to` in ascending order of cost.
    return { cost: rawLevel * quantile((from + to + 1) / 2 / (people + 1)), utility, count: to - from };
  });
  return { cMax: rawLevel * quantile(people / (people + 1)), population };
}

const sell = ({ cMax, population }: ReturnType<typeof sellersOf>, records: number): Outcome =>
  ceMechanism({ demand: [[records, 1]], design: { type: "ordering" }, cMax, population });

/** What is known of a market: its sellers, and the totals of the numbers of records asked for so far. */
interface Known {
  readonly sellers: ReturnType<typeof sellersOf>;
  readonly totals: Map<number, number>;
}

const known = new WeakMap<Market, Known>();

function totalPayment(market: Market, records: number): number {
  const kept = known.get(market) ?? { sellers: sellersOf(market), totals: new Map<number, number>() };
  known.set(market, kept);
  const total = kept.totals.get(records) ?? sell(kept.sellers, records).total;
  kept.totals.set(records, total);
  return total;
}

/** The count of ones in the sample, given the cost of the dearest person, who is left out. */
const casesOf = (market: Market, records: number): Evidence[] => {
  const rest = market.people - 1 - records;
  return pivots(market, market.people).map(({ state, weight, below, at }) => ({
    state,
    weight,
    size: records,
    chance: below,
    shift: 0,
    mean: at + rest * below,
    perCount: 1,
    variance: at * (1 - at) + rest * below * (1 - below),
    variancePerCount: 0,
  }));
};

export const rawSamples: MarketMechanism<RawSamples> = {
  name: "raw samples at certainty equivalents",
  source: "Gkatzelis, Aperjis, Huberman 2012",
  trusted: "the buyer, with the bits that are drawn",
  check: ({ people }, { records }) => checkInteger("records", records, { min: 1, max: people - 1 }),
  payment: (market, { records }) => totalPayment(market, records),
  error: (market, { records }, question) =>
    question === "share"
      ? Math.sqrt(posteriorVariance(casesOf(market, records), Infinity)) / market.people
      : errorProbability({ theta: market.theta, p1: 0.5, eps: Infinity, N: records }),
  surplus: (market, { records }) =>
    totalPayment(market, records) -
    (records * market.rawLevel * market.costs.reduce((sum, law) => sum + openLaw("law", law).mean, 0)) / 2,
  used: (_, { records }) => records,
  level: ({ rawLevel }) => rawLevel,
  choices: () => [0],
  whole: true,
  spend: (market, budget) => {
    let [lo, hi] = [0, market.people - 1];
    if (totalPayment(market, hi) <= budget) return { records: hi };
    // The total grows with k: begin between those known already, go on by proportion, and by halves lest one end stay put.
    for (const [k, total] of (known.get(market) as Known).totals) {
      if (total <= budget) lo = Math.max(lo, k);
      else hi = Math.min(hi, k);
    }
    for (let step = 1; hi - lo > 1; step++) {
      const [below, above] = [lo === 0 ? 0 : totalPayment(market, lo), totalPayment(market, hi)];
      const part = step % 3 === 0 ? 0.5 : (budget - below) / (above - below);
      const guess = Math.min(Math.max(lo + Math.floor(part * (hi - lo)), lo + 1), hi - 1);
      if (totalPayment(market, guess) <= budget) lo = guess;
      else hi = guess;
    }
    return lo === 0 ? undefined : { records: lo };
  },
  play: (market, { records }, plays, stream) => {
    const samplers = market.costs.map((law) => costSampler(law));
    const utility = utilityOf(market);
    const estimate = posteriorMean(casesOf(market, records), Infinity);
    return playMarket(market, plays, stream, (bits, source) => {
      const costs = Float64Array.from(bits, (bit) => market.rawLevel * samplers[bit](source));
      let dearest = 0;
      for (let i = 1; i < costs.length; i++) if (costs[i] > costs[dearest]) dearest = i;
      const rest = Int32Array.from(costs.keys()).filter((i) => i !== dearest);
      const population = Array.from(rest, (i) => ({ cost: costs[i], utility }));
      const { total } = sell({ cMax: costs[dearest], population }, records);
      let ones = 0;
      for (const i of sampleWithoutReplacement(rest.length, records, source)) ones += bits[rest[i]];
      return { payment: total, share: estimate(ones) / market.people, state: 2 * ones > records ? 1 : 0 };
    });
  },
};
