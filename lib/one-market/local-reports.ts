/**
 * Randomised reports paid by majority (Wang, Ying, Zhang 2016) when costs are private: the buyer rewards agreement with the
 * majority of the others so that a right report is worth Q more than a wrong one, whatever the bit; each person chooses
 * the level that suits her own cost.
 */
import { checkInteger, checkNumber } from "../arguments";
import { logBinomialTail } from "../numerics/binomial";
import { logAddExp } from "../numerics/log-space";
import { integrate } from "../numerics/quadrature";
import { findRoot } from "../numerics/roots";
import { openLaw, costSampler, type CostLaw, type OpenLaw } from "../probability/cost-laws";
import { costsWhen, type Market } from "./market";
import type { MarketMechanism } from "./mechanism";
import { wholeChoices } from "./choices";
import { playMarket } from "./play";
import { posteriorMean, posteriorVariance, type Evidence } from "./posterior";

/** The settings: how many people are asked, and what a right report is worth more than a wrong one. */
export interface LocalReports {
  /** 2..n. */
  readonly invited: number;
  /** Q; money, > 4 times the least cost. */
  readonly reward: number;
}

/** tanh(ε/2) of a person's best level: ε maximises Q·tanh(ε/2)/2 − cε, so that Q = 2c(1 + cosh ε). */
export const bestTanh = (reward: number, cost: number): number => Math.sqrt(Math.max(0, 1 - (4 * cost) / reward));

/**
 * The values of x = tanh(ε/2) at which the cost c = Q(1 − x²)/4 crosses a break of the law: where integrands bend. Beyond
 * the last, which belongs to the least cost, nobody's level lies.
 */
function pieces({ lo, breaks }: OpenLaw, reward: number): number[] {
  const most = bestTanh(reward, lo);
  const cuts = breaks.map((c) => bestTanh(reward, c)).filter((x) => x > 0 && x < most);
  return [...new Set([0, ...cuts, most])].sort((a, b) => a - b);
}

/** The integrands are smooth between the cuts: one panel sees them, and is halved where it does not. */
const over = (cuts: readonly number[], f: (x: number) => number): number =>
  cuts.slice(1).reduce((sum, to, i) => sum + integrate(f, cuts[i], to, { absolute: 1e-14, panels: 1 }), 0);

/** Four times the least cost: with less for a right report nobody tells anything. */
const leastReward = (costs: Market["costs"]): number => 4 * Math.min(...costs.map((law) => openLaw("law", law).lo));

/** E tanh(ε/2) over the costs: ∫ P(tanh > x) dx = ∫ F(Q(1 − x²)/4) dx. */
function expectedTanh(law: CostLaw, reward: number): number {
  const open = openLaw("law", law);
  return over(pieces(open, reward), (x) => open.cdf((reward / 4) * (1 - x * x)));
}

/** E[cε], what the levels cost: Q·E tanh/2 less the rent E v, v′(c) = −ε(c) (the envelope theorem). */
function expectedCost(law: CostLaw, reward: number): number {
  const open = openLaw("law", law);
  const rent = over(pieces(open, reward), (x) => {
    // A node may round to 1, where the level is infinite but the cost is 0, and F with it.
    const below = open.cdf((reward / 4) * (1 - x * x));
    return below === 0 ? 0 : Math.atanh(x) * below * reward * x;
  });
  return (reward * expectedTanh(law, reward)) / 2 - rent;
}

/** How reports tell the bits and the state: a person with bit b reports it with probability (1 + tanh[b])/2. */
interface Reports {
  readonly tanh: readonly [number, number];
  /** P(report 1 | state 1) and P(report 0 | state 0). */
  readonly right: readonly [number, number];
}

function reportsAt({ theta, costs }: Market, reward: number): Reports {
  const zero = expectedTanh(costs[0], reward);
  const one = costs[1] === costs[0] ? zero : expectedTanh(costs[1], reward);
  const [a0, a1] = [(1 + zero) / 2, (1 + one) / 2];
  return {
    tanh: [zero, one],
    right: [theta * a1 + (1 - theta) * (1 - a0), theta * a0 + (1 - theta) * (1 - a1)],
  };
}

/** P(majority 0 | state 1) and P(majority 1 | state 0) among the others, a tie counting as 0. */
function misses({ right }: Reports, invited: number): readonly [number, number] {
  const others = invited - 1;
  const most = Math.floor(others / 2);
  return [
    Math.exp(logBinomialTail(others - most, others, 1 - right[0], right[0])),
    Math.exp(logBinomialTail(most + 1, others, 1 - right[1], right[1])),
  ];
}

/** The payments for a report that the majority shares, [0, 1], which make a right report worth Q more for either bit. */
export function agreementPayments(market: Market, { invited, reward }: LocalReports): readonly [number, number] {
  const [u, c] = misses(reportsAt(market, reward), invited);
  const unit = reward / ((2 * market.theta - 1) * (1 - u - c));
  return [unit * (1 - u + c), unit * (1 + u - c)];
}

/** Expected payment to a person who is asked. */
function paymentEach(market: Market, settings: LocalReports): number {
  const { theta } = market;
  const reports = reportsAt(market, settings.reward);
  const [u, c] = misses(reports, settings.invited);
  const unit = settings.reward / ((2 * theta - 1) * (1 - u - c));
  // P(majority 1 | bit 1) and P(majority 1 | bit 0).
  const [ofOne, ofZero] = [theta * (1 - u) + (1 - theta) * c, (1 - theta) * (1 - u) + theta * c];
  const [zero, one] = reports.tanh.map((t) => (1 + t) / 2);
  const forOnes = (one * ofOne + (1 - zero) * ofZero) * (1 + u - c);
  const forZeros = ((1 - one) * (1 - ofOne) + zero * (1 - ofZero)) * (1 - u + c);
  return (unit * (forOnes + forZeros)) / 2;
}

/** The least number of ones among the reports that speaks for state 1. */
function threshold({ right: [one, zero] }: Reports, invited: number): number {
  const forZero = Math.log(zero) - Math.log(1 - one);
  return Math.ceil((invited * forZero) / (forZero + Math.log(one) - Math.log(1 - zero)));
}

function wrongState(reports: Reports, invited: number): number {
  if (reports.right[0] + reports.right[1] <= 1) return 0.5;
  const ones = threshold(reports, invited);
  const [one, zero] = reports.right;
  const missedOne = logBinomialTail(invited - ones + 1, invited, 1 - one, one);
  const missedZero = logBinomialTail(ones, invited, 1 - zero, zero);
  return Math.exp(logAddExp(missedOne, missedZero)) / 2;
}

/** The count of ones among the reports; each report says something of its sender's bit, and all of them of the state. */
const casesOf = ({ people, theta }: Market, { tanh, right }: Reports, invited: number): Evidence[] =>
  ([1, 0] as const).map((state) => {
    const ones = state === 1 ? theta : 1 - theta;
    const chance = state === 1 ? right[0] : 1 - right[1];
    // P(bit = 1 | report 1) and P(bit = 1 | report 0); a report that nobody makes says nothing.
    const afterOne = chance === 0 ? ones : (ones * (1 + tanh[1])) / (2 * chance);
    const afterZero = chance === 1 ? ones : (ones * (1 - tanh[1])) / (2 * (1 - chance));
    const variance = (p: number): number => p * (1 - p);
    const silent = people - invited;
    return {
      state,
      weight: 0.5,
      size: invited,
      chance,
      shift: 0,
      mean: invited * afterZero + silent * ones,
      perCount: afterOne - afterZero,
      variance: invited * variance(afterZero) + silent * variance(ones),
      variancePerCount: variance(afterOne) - variance(afterZero),
    };
  });

export const localReports: MarketMechanism<LocalReports> = {
  name: "randomised reports paid by majority",
  source: "Wang, Ying, Zhang 2016",
  trusted: "nobody",
  check: ({ people, costs }, { invited, reward }) => {
    checkInteger("invited", invited, { min: 2, max: people });
    checkNumber("reward", reward, { above: leastReward(costs) });
  },
  payment: (market, settings) => settings.invited * paymentEach(market, settings),
  error: (market, { invited, reward }, question) => {
    const reports = reportsAt(market, reward);
    return question === "share"
      ? Math.sqrt(posteriorVariance(casesOf(market, reports, invited), Infinity)) / market.people
      : wrongState(reports, invited);
  },
  surplus: (market, settings) => {
    const [zero, one] = market.costs.map((law) => expectedCost(law, settings.reward));
    return settings.invited * (paymentEach(market, settings) - (zero + one) / 2);
  },
  used: (_, { invited }) => invited,
  level: (market, { reward }) => 2 * Math.atanh(bestTanh(reward, openLaw("law", costsWhen(market, 0.5)).quantile(0.5))),
  choices: ({ people }) => wholeChoices(2, people),
  whole: true,
  spend: (market, budget, invited) => {
    const { theta, costs } = market;
    const each = budget / invited;
    const excess = (reward: number): number => paymentEach(market, { invited, reward }) - each;
    // Nobody's payment is below Q/(2(2θ − 1)); and where few report at all, agreement gets too rare to pay for.
    const least = leastReward(costs);
    const most = 2 * (2 * theta - 1) * each;
    let above = most;
    for (let reward = most; reward > Math.max(least, most / 1000); reward *= 0.95) {
      if (excess(reward) <= 0) return { invited, reward: findRoot(excess, reward, above, 1e-13 * above) };
      above = reward;
    }
    return undefined;
  },
  play: (market, { invited, reward }, plays, stream) => {
    const reports = reportsAt(market, reward);
    const pays = agreementPayments(market, { invited, reward });
    const ones = threshold(reports, invited);
    const estimate = posteriorMean(casesOf(market, reports, invited), Infinity);
    const samplers = market.costs.map((law) => costSampler(law));
    return playMarket(market, plays, stream, (bits, source) => {
      const sent = new Uint8Array(invited);
      let count = 0;
      for (let i = 0; i < invited; i++) {
        const truth = source.uniform() < (1 + bestTanh(reward, samplers[bits[i]](source))) / 2;
        sent[i] = truth ? bits[i] : 1 - bits[i];
        count += sent[i];
      }
      let payment = 0;
      for (const report of sent) {
        const majority = 2 * (count - report) > invited - 1 ? 1 : 0;
        if (report === majority) payment += pays[report];
      }
      return {
        payment,
        share: estimate(count) / market.people,
        state: count >= ones ? 1 : 0,
      };
    });
  },
};
