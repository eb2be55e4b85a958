/** Reference values of Pricing Private Data (Gkatzelis, Aperjis, Huberman 2012). */
import {
  baselineLottery,
  bestGeneralReport,
  bestReport,
  budgetDeviation,
  ceMechanism,
  clearingPrices,
  clearingStates,
  clonePrices,
  countLaw,
  designValues,
  dropDearest,
  generalOffer,
  lawMoments,
  obliviousPair,
  orderingFactor,
  prospectCertaintyEquivalent,
  removalInclusion,
  removalLaw,
  removalOrder,
  sellerIndifference,
  targetValues,
  thresholds,
  timesSampled,
  type Offers,
  type Outcome,
  type Sampling,
} from "../../lib/pricing-samples";
import type { Quantity } from ".";

/* eslint-disable @typescript-eslint/no-explicit-any -- inputs are JSON from a file */

const samplingOf = ({ demand, nPrime, design = { type: "ordering" } }: any): Sampling => ({
  demand,
  sellers: nPrime,
  design,
});

const mechanism = ({ demand, design = { type: "ordering" }, cMax, sellers, rule, tie }: any): Outcome =>
  ceMechanism({
    demand,
    design,
    cMax,
    rule,
    tie,
    population: sellers.map(({ c, utility, count }: any) => ({ cost: c, utility, count })),
  });

const orNull = (threshold: number): number | null => (threshold === -Infinity ? null : threshold);

const stats = ({ thresholds: own, accepted, total }: Omit<Offers, "common">) => ({
  total,
  accepted: accepted.reduce((sum, a) => sum + a, 0),
  distinct: [...new Set(own)].filter((r) => r > -Infinity).sort((a, b) => a - b),
});

const clones = ({ nPrime, cMax, a, share }: any) => ({ sellers: nPrime, cMax, a, share });

export const quantities: Readonly<Record<string, Quantity>> = {
  countLaw: (inputs) => {
    const law = countLaw(samplingOf(inputs));
    return (inputs.ks ?? [...law.keys()]).map((k: number) => law[k] ?? 0);
  },
  lawMoments: (inputs) => {
    const { mean, variance } = lawMoments(countLaw(samplingOf(inputs)));
    return [mean, variance];
  },
  timesSampled: ({ demand, nPrime, positions }) => timesSampled(demand, nPrime, positions),
  certaintyEquivalent: (inputs) => {
    const { e, r } = sellerIndifference(samplingOf(inputs), inputs.cMax, { cost: inputs.c, utility: inputs.utility });
    return [e, r];
  },
  cePrice: (inputs) => mechanism(inputs).price,
  priceCurve: (inputs) => Array.from(clonePrices(samplingOf(inputs), inputs.cMax, inputs.a, inputs.share)),
  thresholds: ({ rHat, cw, rule, tie }) => {
    const { thresholds: own, accepted, total } = thresholds(rHat, cw, { rule, tie });
    return { thresholds: Array.from(own, orNull), accepted: Array.from(accepted, (a) => a === 1), total };
  },
  thresholdStats: (inputs) => stats(inputs.rHat ? thresholds(inputs.rHat, inputs.cw) : mechanism(inputs)),
  misreport: (inputs) => {
    const [start, stop, step] = inputs.grid;
    const offer = { law: countLaw(samplingOf(inputs)), others: inputs.cMaxOthers, threshold: inputs.rBar ?? -Infinity };
    const { truth, best } = bestReport(offer, { cost: inputs.c, utility: inputs.utility }, { start, stop, step });
    return [truth, best];
  },
  budgetSd: (inputs) => budgetDeviation(mechanism(inputs)),
  piOpt: ({ demand, n, pi }) => designValues({ demand, sellers: n, payment: pi }),
  orderingFactor: ({ m }) => (Array.isArray(m) ? m.map(orderingFactor) : orderingFactor(m)),
  thm51: ({ n }) => {
    const { optA, optB, ordB, sumAB, boundB, minimax } = obliviousPair(n);
    return { optA, optB, ordB, sumAB, boundB, minimax };
  },
  removalLaw: ({ demand, costs, ks }) =>
    removalLaw(demand, costs).map((law) => (ks ?? [...law.keys()]).map((k: number) => law[k] ?? 0)),
  removalInclusion: ({ demand, costs }) => removalInclusion(demand, costs).map((row) => Array.from(row)),
  removalOrder: ({ demand, costs, order }) => removalOrder(demand, costs, order),
  generalMisreport: ({ demand, others, reading, trueCosts, utility, gridStep, gridMax }) => {
    const offer = generalOffer(
      demand,
      others.map(({ cost, ...rest }: any) => ({ costs: cost, ...rest })),
      reading,
    );
    const { truth, best } = bestGeneralReport(offer, { costs: trueCosts, utility }, gridStep, gridMax);
    return { rBar: orNull(offer.threshold), truth, best };
  },
  dropDearest: ({ costs, d }) => {
    const { price, inclusion } = dropDearest(costs, d);
    return { price, inclusion: Array.from(inclusion) };
  },
  clearingElastic: (inputs) =>
    clearingPrices({ bases: inputs.bases, buyers: inputs.mult, eta: inputs.eta }, clones(inputs), inputs.lo).map(
      ({ price, sizes }) => [price, ...sizes],
    ),
  clearingReservation: (inputs) =>
    clearingStates(inputs.reservation, inputs.size, clones(inputs)).map(({ buyers, price }) => [buyers, price]),
  heterogeneousTargets: ({ targets, sizes, sellers }) =>
    targetValues({ targets, sizes, sellers }, (k) => -Math.expm1(-k)),
  cptCertaintyEquivalent: (inputs) => {
    const { alpha, gamma, cMax, c = 0 } = inputs;
    return prospectCertaintyEquivalent({ alpha, gamma }, baselineLottery(countLaw(samplingOf(inputs)), cMax, c));
  },
};
