/** The cheapest people, and what their bits are like when costs depend on them. */
import { gaussLegendre } from "../numerics/quadrature";
import { betaCdf, logBetaDensity } from "../probability/beta";
import { openLaw, type OpenLaw } from "../probability/cost-laws";
import { costsWhen, type Market } from "./market";

/**
 * One of the values that the k-th lowest cost may have, in one of the states: given it, the bits of those below it, of its
 * owner, and of those above it are independent.
 */
export interface Pivot {
  readonly state: 0 | 1;
  readonly cost: number;
  /** The probability that goes with it; all of them sum to 1. */
  readonly weight: number;
  /** P(bit = 1) of somebody with a lower cost, with this cost, with a higher one. */
  readonly below: number;
  readonly at: number;
  readonly above: number;
}

const RULE = gaussLegendre(24);

/** Quantiles between which all but 1e-15 of a Beta(a, b) law lies. */
function reach(a: number, b: number): readonly [number, number] {
  const [mean, deviation] = [a / (a + b), Math.sqrt((a * b) / (a + b + 1)) / (a + b)];
  let [lo, hi] = [Math.max(0, mean - 9 * deviation), Math.min(1 - 1e-15, mean + 9 * deviation)];
  while (lo > 0 && betaCdf(a, b, lo) > 1e-15) lo = Math.max(0, lo - 9 * deviation);
  while (hi < 1 - 1e-15 && betaCdf(b, a, 1 - hi) > 1e-15) hi = Math.min(1 - 1e-15, hi + 9 * deviation);
  return [lo, hi];
}

/** Pieces of an interval of costs, cut at the breaks of the law and into eight. */
function piecesOf({ breaks }: OpenLaw, from: number, to: number): number[] {
  const cuts = [from, ...breaks.filter((x) => x > from && x < to), to];
  return cuts
    .slice(1)
    .flatMap((end, i) => Array.from({ length: 8 }, (_, j) => cuts[i] + ((end - cuts[i]) * j) / 8))
    .concat(to);
}

/** The pivots of each number of people, kept per market. */
const known = new WeakMap<Market, Map<number, readonly Pivot[]>>();

/**
 * The law of the k-th lowest of all costs (given the state, n independent draws), as the nodes of a Gauss rule.
 * @param k 1..n
 */
export function pivots(market: Market, k: number): readonly Pivot[] {
  const kept = known.get(market) ?? new Map<number, readonly Pivot[]>();
  known.set(market, kept);
  const found = kept.get(k) ?? pivotsOf(market, k);
  kept.set(k, found);
  return found;
}

function pivotsOf(market: Market, k: number): readonly Pivot[] {
  const { people, theta, costs } = market;
  const alike = costs[0] === costs[1];
  const ones = openLaw("costs[1]", costs[1]);
  const [a, b] = [k, people - k + 1];
  const [lo, hi] = reach(a, b);
  const all: Pivot[] = [];
  for (const state of [0, 1] as const) {
    const share = state === 1 ? theta : 1 - theta;
    const pooled = openLaw("costs", costsWhen(market, share));
    const cuts = piecesOf(pooled, pooled.quantile(lo), pooled.quantile(hi));
    for (let piece = 1; piece < cuts.length; piece++) {
      const [from, to] = [cuts[piece - 1], cuts[piece]];
      RULE.nodes.forEach((node, i) => {
        const cost = (from + to + (to - from) * node) / 2;
        const q = Math.min(1, pooled.cdf(cost));
        const density = pooled.density(cost);
        const weight = 0.25 * (to - from) * RULE.weights[i] * density * Math.exp(logBetaDensity(a, b, q));
        if (!(weight > 1e-16)) return;
        const partOf = (one: number, total: number): number =>
          alike || !(total > 0) ? share : Math.min(1, (share * one) / total);
        all.push({
          state,
          cost,
          weight,
          below: partOf(ones.cdf(cost), q),
          at: partOf(ones.density(cost), density),
          above: partOf(1 - ones.cdf(cost), 1 - q),
        });
      });
    }
  }
  const total = all.reduce((sum, { weight }) => sum + weight, 0);
  return all.map((pivot) => ({ ...pivot, weight: pivot.weight / total }));
}

/** E[c_(k)], the expected k-th lowest cost. */
export const expectedPivot = (market: Market, k: number): number =>
  pivots(market, k).reduce((sum, { weight, cost }) => sum + weight * cost, 0);

/** The expected sum of the k lowest costs: k times E[c | c < c_(k + 1)], or everybody's mean cost. */
export function expectedSum(market: Market, k: number): number {
  if (k === market.people) return (k * market.costs.reduce((sum, law) => sum + openLaw("law", law).mean, 0)) / 2;
  const means = [0, 1].map((state) =>
    partialMean(openLaw("law", costsWhen(market, state === 1 ? market.theta : 1 - market.theta))),
  );
  return k * pivots(market, k + 1).reduce((sum, { weight, cost, state }) => sum + weight * means[state](cost), 0);
}

/** E[c | c < x]: x − ∫F/F(x), the integral piece by piece. */
function partialMean({ lo, breaks, cdf }: OpenLaw): (x: number) => number {
  return (x) => {
    const cuts = [lo, ...breaks.filter((cut) => cut > lo && cut < x), x];
    let area = 0;
    for (let i = 1; i < cuts.length; i++) {
      const [half, middle] = [(cuts[i] - cuts[i - 1]) / 2, (cuts[i] + cuts[i - 1]) / 2];
      RULE.nodes.forEach((node, j) => (area += half * RULE.weights[j] * cdf(middle + half * node)));
    }
    return x - area / cdf(x);
  };
}

/** The k-th lowest of some costs, and the number of ones among those below it. */
export function pivotOf(
  costs: Float64Array,
  bits: Uint8Array,
  k: number,
): { readonly cost: number; readonly onesBelow: number } {
  const cost = costs.slice().sort()[k - 1];
  let onesBelow = 0;
  for (let i = 0; i < costs.length; i++) if (costs[i] < cost) onesBelow += bits[i];
  return { cost, onesBelow };
}
