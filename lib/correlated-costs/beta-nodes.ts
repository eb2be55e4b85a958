/** Quadrature of functions of a cost against the law of an order statistic, in cost space: F is never inverted. */
import { logChoose } from "../numerics/binomial";
import { gaussLegendre } from "../numerics/quadrature";
import type { OpenLaw } from "../probability/cost-laws";

const RULE = gaussLegendre(16);

/** Gauss nodes on a cost interval, panel by panel, with what the density of F(v) there needs. */
export interface Nodes {
  readonly cost: Float64Array;
  readonly quantile: Float64Array;
  readonly logLower: Float64Array;
  readonly logUpper: Float64Array;
  /** f(z) dz. */
  readonly weight: Float64Array;
}

/** The nodes of `panels` equal panels on [from, to], an interval without kinks of the density. */
function nodesOn({ cdf, density }: OpenLaw, from: number, to: number, panels: number): Nodes {
  const size = panels * RULE.nodes.length;
  const [cost, quantile, logLower, logUpper, weight] = [0, 1, 2, 3, 4].map(() => new Float64Array(size));
  const half = (to - from) / panels / 2;
  for (let i = 0; i < size; i++) {
    const panel = Math.floor(i / RULE.nodes.length);
    const j = i % RULE.nodes.length;
    const z = from + half * (2 * panel + 1 + RULE.nodes[j]);
    const q = cdf(z);
    cost[i] = z;
    quantile[i] = q;
    logLower[i] = Math.log(q);
    logUpper[i] = Math.log1p(-q);
    weight[i] = density(z) * half * RULE.weights[j];
  }
  return { cost, quantile, logLower, logUpper, weight };
}

/**
 * How many panels resolve Beta(a, b) on an interval that holds the given share of the law: two standard deviations a
 * panel, rounded up to a power of two so that few tables serve many n.
 */
function panelsFor(a: number, b: number, share: number): number {
  const n = a + b;
  const sd = Math.sqrt((a * b) / (n + 1)) / n;
  return 2 ** Math.ceil(Math.log2(Math.max(4, share / (2 * sd))));
}

/** Quantiles beyond which Beta(a, b) holds less than 1e-20: ten standard deviations and 60/n from its mean. */
function reachOf(a: number, b: number): readonly [number, number] {
  const mean = a / (a + b);
  const reach = 10 * Math.sqrt((mean * (1 - mean)) / (a + b)) + 60 / (a + b);
  return [mean - reach, mean + reach];
}

/** As many panels as are worth keeping for other n. */
const KEPT = 1024;

/**
 * The nodes that resolve Beta(a, b) on an interval of costs without kinks; where that takes very many, only on the part that
 * matters.
 * @param known tables made before, by interval and panels
 */
export function nodesFor(
  open: OpenLaw,
  [from, to]: readonly [number, number],
  a: number,
  b: number,
  known: Map<string, Nodes> = new Map(),
): Nodes {
  const panels = panelsFor(a, b, open.cdf(to) - open.cdf(from));
  if (panels > KEPT) {
    const [lo, hi] = reachOf(a, b).map((q) => open.quantile(Math.min(Math.max(q, 0), 1)));
    const [start, end] = [Math.min(Math.max(from, lo), to), Math.max(Math.min(to, hi), from)];
    if (start >= end) return nodesOn(open, from, from, 0);
    return nodesOn(open, start, end, panelsFor(a, b, open.cdf(end) - open.cdf(start)));
  }
  const key = `${from} ${to} ${panels}`;
  const nodes = known.get(key) ?? nodesOn(open, from, to, panels);
  known.set(key, nodes);
  return nodes;
}

/** ∫ z^i F(z)^j dP(F(v) ≤ ·) over the nodes' interval, F(v) ~ Beta(a, b): the values z·F^power are averaged. */
export function betaIntegral(
  { cost, quantile, logLower, logUpper, weight }: Nodes,
  a: number,
  b: number,
  power: 0 | 1,
): number {
  const constant = Math.log(a + b - 1) + logChoose(a + b - 2, a - 1);
  const [lo, hi] = reachOf(a, b);
  const size = RULE.nodes.length;
  let sum = 0;
  for (let start = 0; start < cost.length; start += size) {
    if (quantile[start + size - 1] < lo || quantile[start] > hi) continue;
    for (let i = start; i < start + size; i++) {
      const value = power === 1 ? cost[i] * quantile[i] : cost[i];
      sum += value * weight[i] * Math.exp(constant + (a - 1) * logLower[i] + (b - 1) * logUpper[i]);
    }
  }
  return sum;
}
