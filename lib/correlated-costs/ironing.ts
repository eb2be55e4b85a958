/**
 * Virtual costs and their ironing (section 4 and appendix A). With H(q) = ∫₀^q φ(F⁻¹(t)) dt = q·F⁻¹(q), the payment of
 * Mechanism 1 per player at acceptance probability q, everything is geometry of the curve (F(z), z·F(z)) in cost space:
 * its lower convex hull, whose chords are the ironed intervals.
 */
import { checkNumber, rejectValue } from "../arguments";
import { minimise } from "../numerics/minimise";
import { findRoot } from "../numerics/roots";
import { openLaw, type CostLaw, type OpenLaw } from "../probability/cost-laws";
import { openNonNegative } from "./benchmark";

/** An ironed interval: costs [a, b), quantiles [y, z], and the virtual cost that all of them get. */
export interface IronedInterval {
  readonly a: number;
  readonly b: number;
  readonly y: number;
  readonly z: number;
  readonly phi: number;
}

/** A law with its ironed intervals, in ascending order. */
export interface IronedLaw {
  readonly law: CostLaw;
  readonly open: OpenLaw;
  readonly intervals: readonly IronedInterval[];
}

/** Opens a law that satisfies Assumption 1: density on a support in [0, ∞), positive inside. */
export function openRegular(law: CostLaw): OpenLaw {
  const opened = openNonNegative(law);
  if (law.kind === "oracle" || opened.atoms.length > 0) rejectValue("law", law, "a law with a density");
  const { breaks, density } = opened;
  breaks.slice(1).forEach((end, i) => {
    const middle = (breaks[i] + end) / 2;
    if (!(density(middle) > 0))
      rejectValue("law", law, `a law whose density is positive inside its support (not at ${middle})`);
  });
  return opened;
}

/** φ(z) = z + F(z)/f(z), from the right. */
function virtualCostAt({ cdf, density }: OpenLaw, z: number): number {
  const q = cdf(z);
  return q === 0 ? z : z + q / density(z);
}

/** A convex arc of the curve: costs [a, b], and where its slope φ reaches a given one (clamped to the arc). */
interface Arc {
  readonly a: number;
  readonly b: number;
  readonly touch: (slope: number) => number;
}

/** A part of the hull: an arc (or a part of one) or a chord. Slopes are those at its two ends. */
interface Part {
  readonly a: number;
  readonly b: number;
  readonly first: number;
  readonly last: number;
  readonly arc: Arc | null;
}

const clamp = (x: number, lo: number, hi: number): number => Math.min(Math.max(x, lo), hi);

/** On a piece of a histogram φ(z) = 2z − break + q/f: one arc. */
function histogramArcs(breaks: readonly number[], { cdf, density }: OpenLaw): Arc[] {
  return breaks.slice(1).map((b, k) => {
    const a = breaks[k];
    const offset = cdf(a) / density(a) - a;
    return { a, b, touch: (slope) => clamp((slope - offset) / 2, a, b) };
  });
}

/** Nodes on which φ is sampled to find its rising stretches: of the support, of each component's law, of a wave. */
const NODES = 4000;
const NODES_PER_LAW = 1000;
const NODES_PER_WAVE = 32;
const MOST_WAVES = 5000;

/** The laws that a mixture is made of. */
const componentsOf = (law: CostLaw): readonly CostLaw[] =>
  law.kind === "mixture" ? law.components.flatMap(componentsOf) : [law];

/**
 * Costs that see all that a law's density does on a piece: equally spaced, in steps of a wave where it has waves, and at
 * quantiles of each component (of which some may be much narrower than the support).
 */
function nodesOn(law: CostLaw, { wavelength, breaks }: OpenLaw, from: number, end: number): Float64Array {
  const waves = (end - from) / wavelength;
  if (waves > MOST_WAVES) rejectValue("law", law, `a law of at most ${MOST_WAVES} waves between its breaks`);
  const steps = Math.ceil(Math.max(NODES / breaks.length, NODES_PER_WAVE * waves));
  const equal = Array.from({ length: steps + 1 }, (_, i) => (i === steps ? end : from + ((end - from) * i) / steps));
  const parts = componentsOf(law).map((part) => openLaw("law", part));
  const likely =
    parts.length === 1
      ? []
      : parts.flatMap(({ quantile }) =>
          Array.from({ length: NODES_PER_LAW - 1 }, (_, i) => quantile((i + 1) / NODES_PER_LAW)),
        );
  return Float64Array.from(new Set([...equal, ...likely.filter((z) => z > from && z < end)])).sort();
}

/** The rising stretches of φ on a smooth piece [from, to], as arcs; to may be ∞. */
function smoothArcs(law: CostLaw, open: OpenLaw, from: number, to: number): Arc[] {
  const end = to === Infinity ? open.quantile(1 - 1e-12) : to;
  // The density from the left at the end of the piece.
  const inside = (z: number): number => Math.min(z, from + (end - from) * (1 - 1e-12));
  const phi = (z: number): number => virtualCostAt(open, inside(z));
  const costs = nodesOn(law, open, from, end);
  const nodes = costs.length - 1;
  const values = costs.map(phi);
  const slack =
    1e-12 * values.reduce((most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most), 0);
  const extremum = (i: number, sign: 1 | -1): number =>
    minimise((z) => sign * phi(z), costs[Math.max(0, i - 1)], costs[Math.min(nodes, i + 1)]).x;
  const arcs: Arc[] = [];
  for (let i = 0; i < nodes;) {
    if (values[i + 1] < values[i] - slack) {
      i++;
      continue;
    }
    let j = i + 1;
    while (j < nodes && values[j + 1] >= values[j] - slack) j++;
    const a = i === 0 ? from : extremum(i, 1);
    const b = j === nodes ? to : extremum(j, -1);
    const [first, last] = [i, j];
    arcs.push({
      a,
      b,
      touch: (slope) => {
        let [lo, hi] = [first, last];
        while (hi - lo > 1) {
          const middle = (lo + hi) >> 1;
          if (values[middle] <= slope) lo = middle;
          else hi = middle;
        }
        let [left, right] = [Math.max(a, costs[lo]), Math.min(b, costs[hi])];
        if (phi(left) >= slope) return left;
        // Beyond the last node of an unbounded law.
        while (phi(right) < slope && b === Infinity) [left, right] = [right, 2 * right];
        return phi(right) <= slope ? right : findRoot((z) => phi(z) - slope, left, right);
      },
    });
    i = j;
  }
  // Where φ falls towards the end, the end itself belongs to the hull.
  if (to < Infinity && arcs[arcs.length - 1]?.b !== to) arcs.push({ a: to, b: to, touch: () => to });
  return arcs;
}

function arcsOf(law: CostLaw, open: OpenLaw): Arc[] {
  if (open.antiRegular) return [];
  if (law.kind === "histogram") return histogramArcs(open.breaks, open);
  const ends = open.hi === Infinity ? [...open.breaks, Infinity] : open.breaks;
  return ends.slice(1).flatMap((end, i) => smoothArcs(law, open, ends[i], end));
}

/** Where a line of the given slope touches the hull: the last part that begins with a smaller slope. */
function touchHull(hull: readonly Part[], slope: number): number {
  for (let i = hull.length - 1; i >= 0; i--) {
    const { b, first, arc } = hull[i];
    if (first <= slope) return arc ? Math.min(arc.touch(slope), b) : b;
  }
  return hull[0].a;
}

/** The common tangent of the hull and an arc to its right: the two costs that it touches. */
function bridge(hull: readonly Part[], arc: Arc, { cdf }: OpenLaw): readonly [number, number] {
  // The conjugates of hull and arc differ by a function that decreases in the slope.
  const gap = (slope: number): number => {
    const [left, right] = [touchHull(hull, slope), arc.touch(slope)];
    return cdf(left) * (slope - left) - cdf(right) * (slope - right);
  };
  let steep = 2 * Math.max(arc.a, Number.MIN_VALUE);
  while (gap(steep) >= 0) steep *= 2;
  const slope = findRoot(gap, 0, steep);
  return [touchHull(hull, slope), arc.touch(slope)];
}

/** Appends an arc to a hull, from left to right; a bridge removes what lies above it. */
function append(hull: readonly Part[], arc: Arc, open: OpenLaw): readonly Part[] {
  const { cdf } = open;
  const part = (a: number, b: number, from: Arc): Part => ({
    a,
    b,
    arc: from,
    first: virtualCostAt(open, a),
    last: b === Infinity ? Infinity : virtualCostFromLeft(open, a, b),
  });
  if (hull.length === 0) return [part(arc.a, arc.b, arc)];
  const end = hull[hull.length - 1];
  const start = virtualCostAt(open, arc.a);
  if (end.b === arc.a && end.last <= start + 1e-13 * Math.abs(start)) return [...hull, part(arc.a, arc.b, arc)];
  const [a, b] = bridge(hull, arc, open);
  const [y, z] = [cdf(a), cdf(b)];
  const slope = (z * b - y * a) / (z - y);
  const kept = hull.filter((old) => old.a < a).map((old) => (old.b > a && old.arc ? part(old.a, a, old.arc) : old));
  const chord: Part = { a, b, first: slope, last: slope, arc: null };
  return b < arc.b
    ? [...kept, chord, { ...part(b, arc.b, arc), first: Math.max(slope, virtualCostAt(open, b)) }]
    : [...kept, chord];
}

/** φ at b from the left, within a part that begins at a. */
const virtualCostFromLeft = (open: OpenLaw, a: number, b: number): number => virtualCostAt(open, b - (b - a) * 1e-12);

/**
 * Irons a law: the exact lower hull of H, arc by arc from left to right (histograms in closed form; other laws from the
 * rising stretches of φ, found on 4000 nodes or more and all kinks of the density).
 * @param law a law on [0, ∞) with a positive density (Assumption 1; an unbounded support is allowed), of at most 5000 waves
 */
export function iron(law: CostLaw): IronedLaw {
  const open = openRegular(law);
  const { cdf } = open;
  const hull = arcsOf(law, open).reduce((parts, arc) => append(parts, arc, open), [] as readonly Part[]);
  const intervals = hull
    .filter(({ arc }) => arc === null)
    .map(({ a, b, first }) => ({ a, b, y: cdf(a), z: cdf(b), phi: first }));
  return { law, open, intervals };
}

const checkCost = ({ lo, hi }: OpenLaw, z: number): void => checkNumber("z", z, { min: lo, max: hi });

/**
 * The virtual cost φ(z) = z + F(z)/f(z); at a jump of the density that from the right.
 * @param law a law on [0, ∞) with a positive density
 * @param z a cost in its support
 * @claims fl12/lemA.3
 * @example
 * ```ts
 * virtualCost(uniform(0, 1), 0.25); // 0.5
 * ```
 */
export function virtualCost(law: CostLaw, z: number): number {
  const open = openRegular(law);
  checkCost(open, z);
  return virtualCostAt(open, z);
}

/** The interval that holds a cost: [a, b), closed at the end of the support. */
export const intervalAt = ({ open, intervals }: IronedLaw, cost: number): IronedInterval | undefined =>
  intervals.find(({ a, b }) => cost >= a && (cost < b || (cost === b && b === open.hi)));

/**
 * The ironed virtual cost: φ averaged over the ironed interval that holds z, φ(z) elsewhere.
 * @example
 * ```ts
 * ironedVirtualCost(VALLEY, 1.5); // 4.2
 * ```
 */
export function ironedVirtualCost(law: CostLaw | IronedLaw, z: number): number {
  const ironed = "intervals" in law ? law : iron(law);
  checkCost(ironed.open, z);
  return intervalAt(ironed, z)?.phi ?? virtualCostAt(ironed.open, z);
}

/** H and its hull G at an acceptance probability. */
export interface HullPoint {
  readonly H: number;
  readonly G: number;
}

/**
 * H(q) = q·F⁻¹(q) and its lower convex hull G(q).
 * @param law a law on [0, ∞) with a positive density, ironed or not
 * @param q in [0, 1]; at 1 both are ∞ for an unbounded law
 */
export function hullAt(law: CostLaw | IronedLaw, q: number): HullPoint {
  const ironed = "intervals" in law ? law : iron(law);
  checkNumber("q", q, { min: 0, max: 1 });
  const H = q === 0 ? 0 : q * ironed.open.quantile(q);
  const chord = ironed.intervals.find(({ y, z }) => q > y && q < z);
  return { H, G: chord ? chord.y * chord.a + chord.phi * (q - chord.y) : H };
}
