/** The heavy parts of pricing private data, as its peer's docstrings ask for them. */
import { certaintyEquivalents } from "../lib/pricing-samples/baseline-lottery";
import { ceMechanism, clonePrices, type Outcome } from "../lib/pricing-samples/ce-mechanism";
import { countsOfDesign, type Counts } from "../lib/pricing-samples/counts";
import type { Design } from "../lib/pricing-samples/design";
import { C_MAX, DESIGNS, FIGURE_2A, SELLERS } from "../lib/pricing-samples/examples";
import { designValues, orderingRatio, type PaymentMarket } from "../lib/pricing-samples/optimal-design";
import { simulateTotal } from "../lib/pricing-samples/simulate";
import { thresholds } from "../lib/pricing-samples/thresholds";
import type { Utility } from "../lib/pricing-samples/utility";
import { stream } from "../lib/probability/stream";
import { estimates, type Work } from "./work";

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, v) => sum + v, 0) / values.length;

/** Sellers with costs 0, 0.01, …, 9.99 and CRRA(γ) utility at wealth 500. */
function economy(design: Design, gamma: number): Outcome {
  const utility: Utility = { type: "crra", gamma, wealth: 500 };
  const population = range(SELLERS).map((i) => ({ cost: i / 100, utility }));
  return ceMechanism({ demand: FIGURE_2A, design, cMax: C_MAX, population });
}

const COSTS = Float64Array.from(range(SELLERS), (i) => i / 100);

/** The price in the CRRA(γ) economy. */
function economyPrice(counts: Counts, gamma: number): number {
  const worth = certaintyEquivalents({ type: "crra", gamma, wealth: 500 }, counts, C_MAX, COSTS);
  for (let i = 0; i < worth.length; i++) worth[i] += 35 * COSTS[i];
  return thresholds(worth, 350).total / (35 * SELLERS);
}

function priceVsRiskAversion(): number[] {
  const coefficients = range(200).map((j) => 10 ** (-5 + (j + 1) / 40));
  const gammas = range(40).map((j) => 10 ** (-1 + (2 * j + 1) / 40));
  const samplings = DESIGNS.map(({ design }) => ({ demand: FIGURE_2A, sellers: SELLERS, design }));
  return [
    ...samplings.map((sampling) => mean(clonePrices(sampling, C_MAX, coefficients, 0.5))),
    ...samplings.map((sampling) => {
      const counts = countsOfDesign(sampling);
      return mean(gammas.map((gamma) => economyPrice(counts, gamma)));
    }),
  ];
}

const POPULATIONS = range(50).map((p) =>
  Float64Array.from({ length: 10_000 }, (_, j) => {
    const i = p * 10_000 + j + 1;
    return 20 + ((i * i) % 65521) / 256;
  }),
);

function thresholdSums(): number[] {
  let [sum, accepted, total, weighted, common] = [0, 0, 0, 0, 0];
  for (const reports of POPULATIONS) {
    const offers = thresholds(reports, 350);
    const { thresholds: own, accepted: answers } = offers;
    for (let j = 0; j < own.length; j++) {
      sum += own[j];
      weighted += (j + 1) * own[j];
      accepted += answers[j];
    }
    total += offers.total;
    common += offers.common;
  }
  return [sum, accepted, total, weighted, common];
}

function simulated(design: Design, runs: number): number[] {
  const { estimate, standardError } = simulateTotal(economy(design, 2), runs, stream(1, "bench"));
  return [estimate, standardError];
}

const TWO_31 = 2147483648;
const MODULUS = TWO_31 - 1;

/** The peer's generator, x ← 48271 x mod 2³¹ − 1, into nine uniform numbers. */
function drawNine(seed: number, u: Float64Array): number {
  let x = seed;
  for (let j = 0; j < 9; j++) {
    // 48271 x = high · 2³¹ + low, and 2³¹ = 1 modulo 2³¹ − 1.
    const high = (x * (48271 / TWO_31)) | 0;
    x = high + (Math.imul(48271, x) & MODULUS);
    if (x >= MODULUS) x -= MODULUS;
    u[j] = x / MODULUS;
  }
  return x;
}

/** The peer's random market: two sizes, and the maximum of three concave costs, which overwrites the last market's. */
function marketOf(u: Float64Array, sellers: number, payment: Float64Array): PaymentMarket {
  const buyers = payment.length - 1;
  payment.fill(0);
  for (let j = 3; j < 9; j += 2) {
    const rise = buyers * u[j] * u[j];
    const cap = buyers * u[j + 1];
    for (let k = 1; k <= buyers; k++) {
      const cost = rise * k < cap ? rise * k : cap;
      if (cost > payment[k]) payment[k] = cost;
    }
  }
  const big = Math.floor((buyers + 1) * u[2]);
  return {
    demand: [
      [1 + Math.floor(sellers * u[0]), big],
      [1 + Math.floor(sellers * u[1]), buyers - big],
    ],
    sellers,
    payment,
  };
}

function optimalDesigns(): number[] {
  const u = new Float64Array(9);
  const payment = new Float64Array(9);
  let x = 2012;
  let [ordering, exact, relaxed, worst, gap] = [0, 0, 0, 0, 0];
  for (let i = 0; i < 2000; i++) {
    x = drawNine(x, u);
    const v = designValues(marketOf(u, 8, payment));
    ordering += v.ordering / 2000;
    exact += v.exact / 2000;
    relaxed += v.relaxed / 2000;
    worst = Math.max(worst, v.ordering / v.exact);
    gap = Math.max(gap, v.exact / v.relaxed);
  }
  return [ordering, exact, relaxed, worst, gap];
}

function worstCaseSearch(): number[] {
  const u = new Float64Array(9);
  let x = 2012;
  const largest: number[] = [];
  let sum = 0;
  for (let m = 3; m <= 9; m++) {
    const payment = new Float64Array(m + 1);
    let worst = 0;
    for (let i = 0; i < 10_000; i++) {
      x = drawNine(x, u);
      const ratio = orderingRatio(marketOf(u, m - 1, payment));
      sum += ratio;
      worst = Math.max(worst, ratio);
    }
    largest.push(worst);
  }
  return [...largest, sum / 70_000];
}

const SHUFFLES =
  "three places of a shuffle from one word; behind: a word of Alea waits 5 ns for the last, and the swaps take as long again";

/** The timed works. */
export const works: readonly Work[] = [
  {
    work: "price_vs_risk_aversion",
    run: priceVsRiskAversion,
    note: "e/(c^max − c) from a Chebyshev series in the cost, a Gauss rule for the law of 201 counts",
  },
  {
    work: "thresholds",
    run: thresholdSums,
    note: "one pass counts the reports in buckets; only those that can hold a threshold are sorted",
    growth: {
      sizes: [10_000, 100_000, 1_000_000],
      run: (size) =>
        thresholds(
          Float64Array.from({ length: size }, (_, i) => 20 + ((i * 7919) % 65521) / 256),
          350,
        ),
    },
  },
  {
    work: "mc_ordering",
    run: () => simulated({ type: "ordering" }, 20_000),
    agree: (ours) => estimates(ours, 299702.17412, 8946.53754 / Math.sqrt(20_000)),
    note: SHUFFLES,
  },
  {
    work: "mc_independent",
    run: () => simulated({ type: "independent" }, 2000),
    agree: (ours) => estimates(ours, 349451.0851, 672.75783 / Math.sqrt(2000)),
    note: SHUFFLES,
  },
  {
    work: "optimal_designs_jit",
    run: optimalDesigns,
    peerVariants: ["optimal_designs_highs"],
    note: "markets in which a certificate shows the ordering design optimal need no program",
  },
  {
    work: "worst_case_search",
    run: worstCaseSearch,
    note: "the same certificate before the dynamic program",
  },
];
