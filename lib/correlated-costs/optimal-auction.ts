/** The optimal BIC auction for w units (Lemma 4.7): its expected payment, beside those of posted prices. ε = 1. */
import { minimise } from "../numerics/minimise";
import { betaPartialMoments } from "../probability/beta";
import type { CostLaw, OpenLaw } from "../probability/cost-laws";
import { checkUnits } from "./benchmark";
import { betaIntegral, nodesOn, panelsFor, type Nodes } from "./beta-nodes";
import { hullAt, iron, type IronedInterval, type IronedLaw } from "./ironing";
import { orderStatistic } from "./order-statistics";

/** E[α·Q² + β·Q + γ; y < Q ≤ z] for Q ~ Beta(w, n − w), from partial moments at both ends. */
function momentsBetween(n: number, w: number, y: number, z: number): readonly [number, number, number] {
  const [from, to] = [betaPartialMoments(w, n - w, y), betaPartialMoments(w, n - w, z)];
  return [to.mass - from.mass, to.mean - from.mean, to.square - from.square];
}

/** E[G(Q); Q on a chord]. */
function onChord({ a, y, z, phi }: IronedInterval, n: number, w: number): number {
  const [mass, mean] = momentsBetween(n, w, y, z);
  return y * (a - phi) * mass + phi * mean;
}

/** The smooth stretches of costs outside (or inside) the chords, up to `hi`. */
function stretches({ open, intervals }: IronedLaw, ironed: boolean): readonly (readonly [number, number])[] {
  const cuts = [...new Set([...open.breaks, ...intervals.flatMap(({ a, b }) => [a, b])])].sort((a, b) => a - b);
  return cuts
    .slice(1)
    .map((to, i) => [cuts[i], to] as const)
    .filter(([from, to]) => intervals.some(({ a, b }) => a <= from && to <= b) === ironed);
}

/** Histograms: H is quadratic on every piece. */
function onQuadratic({ cdf, density }: OpenLaw, from: number, to: number, n: number, w: number): number {
  const [y, z] = [cdf(from), cdf(to)];
  const [, mean, square] = momentsBetween(n, w, y, z);
  const slope = 1 / density(from);
  return slope * square + (from - slope * y) * mean;
}

/** Tables of quadrature nodes, kept per ironed law, stretch and number of panels. */
const tables = new WeakMap<IronedLaw, Map<string, Nodes>>();

function onSmooth(ironed: IronedLaw, from: number, to: number, n: number, w: number): number {
  const { open } = ironed;
  const known = tables.get(ironed) ?? new Map<string, Nodes>();
  tables.set(ironed, known);
  const panels = panelsFor(w, n - w, open.cdf(to) - open.cdf(from));
  const key = `${from} ${to} ${panels}`;
  const nodes = known.get(key) ?? nodesOn(open, from, to, panels);
  known.set(key, nodes);
  return betaIntegral(nodes, w, n - w, 1);
}

/**
 * E[H(Q)], Q ~ Beta(w, n − w): what a player costs the uniform (w + 1)-st price auction; the expected virtual cost of the
 * w cheapest.
 */
const uniformPrice = (law: CostLaw, n: number, w: number): number => (w / n) * orderStatistic(law, n, w + 1);

/** E[G(Q)], Q ~ Beta(w, n − w). */
function expectedHull(ironed: IronedLaw, n: number, w: number): number {
  const { law, open, intervals } = ironed;
  const curve = ([from, to]: readonly [number, number]): number =>
    law.kind === "histogram" ? onQuadratic(open, from, to, n, w) : onSmooth(ironed, from, to, n, w);
  const chords = intervals.reduce((sum, interval) => sum + onChord(interval, n, w), 0);
  if (intervals.length === 0) return uniformPrice(law, n, w);
  // Of an unbounded law the curve above the chords is what the chords do not cover.
  return open.hi === Infinity
    ? stretches(ironed, true).reduce((sum, stretch) => sum - curve(stretch), uniformPrice(law, n, w)) + chords
    : stretches(ironed, false).reduce((sum, stretch) => sum + curve(stretch), chords);
}

/**
 * The expected total payment of the optimal BIC auction for w units: n·E[G(Q)], Q ~ Beta(w, n − w). (Each player buys in
 * with a probability of his cost's rank, whose slope is that Beta density; integrate Lemma A.3 by parts.)
 * @param law a law on [0, ∞) with a positive density, ironed or not
 * @param n players, ≥ 2
 * @param w units, 1..n − 1
 */
export function optimalPayment(law: CostLaw | IronedLaw, n: number, w: number): number {
  const ironed = "intervals" in law ? law : iron(law);
  checkUnits(n, w);
  return n * expectedHull(ironed, n, w);
}

/** Four ways to buy w units (Mechanism 1 and its ironed version in expectation), and how much ironing matters. */
export interface PaymentSummary {
  /** n·H(w/n). */
  readonly mechanism1: number;
  /** n·G(w/n): the two-price lottery over the chord that holds w/n. */
  readonly ironedPosted: number;
  /** n·E[G(Q)]. */
  readonly optimal: number;
  /** w·E[v_(w+1)] = n·E[H(Q)]. */
  readonly uniformPrice: number;
  /** The largest b/a of an ironed interval, 1 without any: the r of Theorem 4.8. */
  readonly r: number;
  /** sup H/G: the factor that holds. */
  readonly hOverG: number;
}

/** The largest H/G over a chord: on every smooth stretch from a grid, refined. */
function largestQuotient(ironed: IronedLaw): number {
  const { cdf } = ironed.open;
  const STEPS = 64;
  let best = 1;
  for (const [from, to] of stretches(ironed, true)) {
    const quotient = (cost: number): number => {
      const q = cdf(cost);
      const chord = ironed.intervals.find(({ a, b }) => cost > a && cost < b);
      return chord ? (q * cost) / (chord.y * chord.a + chord.phi * (q - chord.y)) : 1;
    };
    const at = (i: number): number => from + ((to - from) * i) / STEPS;
    let top = 0;
    for (let i = 1; i <= STEPS; i++) if (quotient(at(i)) > quotient(at(top))) top = i;
    const { value } = minimise((cost) => -quotient(cost), at(Math.max(0, top - 1)), at(Math.min(STEPS, top + 1)));
    best = Math.max(best, -value);
  }
  return best;
}

/**
 * Payments of posted prices and auctions side by side, with ε = 1.
 * @param law a law on [0, ∞) with a positive density, ironed or not
 * @param n players, ≥ 2
 * @param w units, 1..n − 1
 */
export function paymentSummary(law: CostLaw | IronedLaw, n: number, w: number): PaymentSummary {
  const ironed = "intervals" in law ? law : iron(law);
  checkUnits(n, w);
  const { H, G } = hullAt(ironed, w / n);
  return {
    mechanism1: n * H,
    ironedPosted: n * G,
    optimal: n * expectedHull(ironed, n, w),
    uniformPrice: n * uniformPrice(ironed.law, n, w),
    r: ironed.intervals.reduce((r, { a, b }) => Math.max(r, b / a), 1),
    hOverG: largestQuotient(ironed),
  };
}

/** Both sides of Lemma A.4's identity for the rule that buys from the w cheapest, x(q) = P(Bin(n − 1, q) ≤ w − 1). */
export interface SignIdentity {
  /** E[φ(v)·x(v)] = E[H(Q)]. */
  readonly ePhiX: number;
  /** E[φ̄(v)·x(v)] = E[G(Q)]. */
  readonly ePhiBarX: number;
  /** ∫ (H − G) dx = −E[H(Q) − G(Q)] ≤ 0. */
  readonly intHminusGdx: number;
}

/**
 * The terms of E[φx] = E[φ̄x] − ∫(H − G)dx. The paper prints a plus sign, which would make ironing look harmful.
 * @see paymentSummary for the parameters
 */
export function signIdentity(law: CostLaw | IronedLaw, n: number, w: number): SignIdentity {
  const ironed = "intervals" in law ? law : iron(law);
  checkUnits(n, w);
  const ePhiX = uniformPrice(ironed.law, n, w);
  const ePhiBarX = expectedHull(ironed, n, w);
  return { ePhiX, ePhiBarX, intHminusGdx: ePhiBarX - ePhiX };
}
