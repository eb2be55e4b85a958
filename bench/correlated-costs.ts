/** The heavy works of Auctions for Privacy when Costs are Correlated with Data. */
import {
  cheapestAccurate,
  contractsFor,
  errorQuantile,
  exponential,
  optimalPayment,
  procure,
  sampleQuantile,
  simulateRuns,
  VALLEY,
  WAVES,
  worstErrorQuantile,
} from "../lib/correlated-costs";
import { iron } from "../lib/correlated-costs/ironing";
import { costSampler } from "../lib/probability/cost-laws";
import { estimateMean } from "../lib/probability/monte-carlo";
import { stream } from "../lib/probability/stream";
import { estimates, type Work } from "./work";

const sum = (xs: readonly number[]): number => xs.reduce((total, x) => total + x, 0);

function errorRadius(): number[] {
  const grid = Array.from({ length: 40 }, (_, i) => 0.05 + (0.945 * i) / 39);
  const radii = grid.map((c) => errorQuantile(1000, 300, c, 0.5));
  const worst = grid.map((c) => worstErrorQuantile(1000, c, 0.5));
  return [sum(radii), radii[0], radii[39], sum(worst.map(({ k }) => k)), sum(worst.map(({ n1 }) => n1))];
}

function frontier(): number[] {
  const law = exponential(1);
  const payments: number[] = [];
  for (let k = 5, guess = 0.95; k <= 40; k++) {
    const best = cheapestAccurate(200, k, law, guess);
    payments.push(best.payment);
    guess = best.c;
  }
  return [payments[0], payments[5], payments[15], payments[35], sum(payments)];
}

function ironing(): number[] {
  return [VALLEY, WAVES].flatMap((law) => {
    const ironed = iron(law);
    const payments: number[] = [];
    for (let n = 20; n <= 1000; n += 2) payments.push(optimalPayment(ironed, n, n / 2));
    return [payments[0], payments[40], payments[490], sum(payments)];
  });
}

const contracts = contractsFor([exponential(1), exponential(0.5)], 0.6);

function runsOfMechanism(): number[] {
  const { payments, errors } = simulateRuns({ eps: 0.5, contracts, counts: [300, 700], runs: 10_000 }, stream(2012));
  let next = 0;
  const total = estimateMean(payments.length, () => payments[next++], stream(0));
  const radius = sampleQuantile(errors, 2 / 3);
  return [total.estimate, total.standardError, radius.estimate, radius.standardError];
}

function auctions(): number[] {
  const ironed = iron(VALLEY);
  const draw = costSampler(VALLEY);
  const costs = new Float64Array(12);
  const { estimate, standardError } = estimateMean(
    200_000,
    (from) => {
      for (let i = 0; i < costs.length; i++) costs[i] = draw(from);
      return procure(ironed, costs, 7).total;
    },
    stream(2012),
  );
  return [estimate, standardError];
}

export const works: readonly Work[] = [
  {
    work: "error_radius",
    run: errorRadius,
    note: "the worst of 1001 databases by recurrences in n₁ at O(1) each, instead of a sum over the binomial law for each",
    growth: { sizes: [1e3, 1e4, 1e5, 1e6], run: (n) => worstErrorQuantile(n, 0.5, 0.5) },
  },
  {
    work: "frontier",
    run: frontier,
    note: "the noise alone bounds the payment from below (Anderson); about level: half the time goes into refusing values of c",
  },
  { work: "ironing", run: ironing, note: "chords and quadratic arcs by partial moments from binomial tails" },
  {
    work: "mc_mechanism",
    run: runsOfMechanism,
    agree: (ours) =>
      estimates(ours.slice(0, 2), 467.30827325581906, 0.3411261) &&
      Math.abs(ours[2] - 14.396305716782) <= 4.5 * ours[3],
    note: "costs drawn on the quantile scale, as many bits as the comparison takes; a logarithm for 30 noises",
  },
  {
    work: "mc_auction",
    run: auctions,
    agree: (ours) => estimates(ours, 14.2297636218091, 0.00716),
    note: "the auction itself, cost by cost, with its payments",
  },
];
