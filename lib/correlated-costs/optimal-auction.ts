/** The optimal BIC auction for w units (Lemma 4.7): its expected payment, beside those of posted prices. ε = 1. */
import { minimise } from "../numerics/minimise";
import { betaPartialMoments, logBetaDensity } from "../probability/beta";
import type { CostLaw, OpenLaw } from "../probability/cost-laws";
import { checkUnits } from "./benchmark";
import { hullAt, iron, type IronedInterval, type IronedLaw } from "./ironing";
import { cutAround, integrateParts, orderStatistic } from "./order-statistics";

/** A chord of the hull, or a smooth stretch of costs between chords. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly chord: IronedInterval | undefined;
}

/** The support as chords and the smooth stretches between them, ascending; an unbounded law's without its last stretch. */
function stretchesOf({ open, intervals }: IronedLaw): readonly Stretch[] {
  const cuts = [...new Set([...open.breaks, ...intervals.flatMap(({ a, b }) => [a, b])])].sort((a, b) => a - b);
  const kept = cuts.filter((cost) => !intervals.some(({ a, b }) => a < cost && cost < b));
  return kept.slice(1).map((to, i) => ({
    from: kept[i],
    to,
    chord: intervals.find(({ a, b }) => a === kept[i] && b === to),
  }));
}

/** E[H(Q); Q on a stretch of costs], Q ~ Beta(w, n − w), H(F(z)) = z·F(z): over costs, so that F is not inverted. */
function curveOn({ open }: IronedLaw, from: number, to: number, n: number, w: number): number {
  const { cdf, survival, density, quantile } = open;
  const integrand = (cost: number): number => {
    const q = cdf(cost);
    return q * cost * density(cost) * Math.exp(logBetaDensity(w, n - w, q, survival(cost)));
  };
  return integrateParts(integrand, cutAround(open, w, n - w, from, to), open, (w / n) * quantile(w / n));
}

/**
 * E[H(Q)], Q ~ Beta(w, n − w): what a player costs the uniform (w + 1)-st price auction; the expected virtual cost of the
 * w cheapest.
 */
const uniformPrice = (law: CostLaw, n: number, w: number): number => (w / n) * orderStatistic(law, n, w + 1);

/** E[G(Q)], Q ~ Beta(w, n − w): stretch by stretch, from the partial moments of Q at their ends. */
function expectedHull(ironed: IronedLaw, n: number, w: number): number {
  const { law, open, intervals } = ironed;
  if (intervals.length === 0) return uniformPrice(law, n, w);
  const unbounded = open.hi === Infinity;
  // Of an unbounded law the curve H is known as a whole: take it away where there is a chord, and put the chord there.
  let sum = unbounded ? uniformPrice(law, n, w) : 0;
  let before = betaPartialMoments(w, n - w, 0);
  for (const { from, to, chord } of stretchesOf(ironed)) {
    const here = betaPartialMoments(w, n - w, open.cdf(to));
    const [mass, mean, square] = [here.mass - before.mass, here.mean - before.mean, here.square - before.square];
    before = here;
    if (chord) {
      sum += chord.y * (chord.a - chord.phi) * mass + chord.phi * mean;
      if (unbounded) sum -= curveOn(ironed, from, to, n, w);
    } else if (law.kind === "histogram") {
      const slope = 1 / open.density(from);
      sum += slope * square + (from - slope * open.cdf(from)) * mean;
    } else if (!unbounded) sum += curveOn(ironed, from, to, n, w);
  }
  return sum;
}

/**
 * The expected total payment of the optimal BIC auction for w units: n·E[G(Q)], Q ~ Beta(w, n − w). (Each player buys in
 * with a probability of his cost's rank, whose slope is that Beta density; integrate Lemma A.3 by parts.)
 * @param law a law on [0, ∞) with a positive density, ironed or not
 * @param n players, ≥ 2
 * @param w units, 1..n − 1
 * @claims fl12/lem4.7
 * @example
 * ```ts
 * optimalPayment(uniform(0, 1), 10, 5); // 2.72727
 * ```
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

/** The largest H/G on a smooth stretch under a chord: from a grid that sees the density's oscillations, refined. */
function largestOn(chord: IronedInterval, from: number, to: number, { cdf, wavelength }: OpenLaw): number {
  const STEPS = 64 + Math.ceil((32 * (to - from)) / wavelength);
  const quotient = (cost: number): number => {
    const q = cdf(cost);
    return (q * cost) / (chord.y * chord.a + chord.phi * (q - chord.y));
  };
  const at = (i: number): number => from + ((to - from) * i) / STEPS;
  let top = 0;
  for (let i = 1; i <= STEPS; i++) if (quotient(at(i)) > quotient(at(top))) top = i;
  return -minimise((cost) => -quotient(cost), at(Math.max(0, top - 1)), at(Math.min(STEPS, top + 1))).value;
}

/** sup H/G. */
function largestQuotient({ open, intervals }: IronedLaw): number {
  let best = 1;
  for (const chord of intervals) {
    const ends = [chord.a, ...open.breaks.filter((cost) => cost > chord.a && cost < chord.b), chord.b];
    for (let k = 1; k < ends.length; k++) best = Math.max(best, largestOn(chord, ends[k - 1], ends[k], open));
  }
  return best;
}

/**
 * Payments of posted prices and auctions side by side, with ε = 1.
 * @param law a law on [0, ∞) with a positive density, ironed or not
 * @param n players, ≥ 2
 * @param w units, 1..n − 1
 * @claims fl12/thm4.6, fl12/thm4.8
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
