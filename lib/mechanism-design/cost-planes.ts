/** A cost of privacy seen from below: planes that lie under it whatever the outcome law. */
import { checkNumber, rejectValue } from "../arguments";

/**
 * With x the probability of an outcome at a report, M the largest over her reports and m the least, at a level of
 * ε ≥ y = ln M/m: x·cost(y) ≥ own·x + most·M + least·m.
 */
export interface Plane {
  readonly own: number;
  readonly most: number;
  readonly least: number;
}

/** A cost between planes under it and its value at the largest level. */
export interface CostBounds {
  readonly planes: readonly Plane[];
  readonly top: number;
  /** The cost at the levels of the grid: what tells two costs apart. */
  readonly values: Float64Array;
}

/** Neighbouring levels of the grid differ by this factor: so much, relatively, is given away at most. */
const RATIO = 1.0001;
const FIRST = 1e-6;
const PLANES = 8;

/** Levels from 0 to the largest, finely spaced. */
function gridTo(level: number): Float64Array {
  if (level === 0) return Float64Array.of(0);
  const end = Math.min(level, 40);
  const steps = Math.ceil(-Math.log(FIRST) / Math.log(RATIO));
  const grid = [0, ...Array.from({ length: steps }, (_, i) => end * FIRST ** (1 - i / steps)), end];
  return Float64Array.from(level > end ? [...grid, level] : grid);
}

/**
 * Planes under x·cost(ln M/m). Divide by x: with v = m/x and u = M/x they have to lie under cost(ln u/v) on the triangle
 * e^−ε ≤ v ≤ 1 ≤ u ≤ e^ε·v. A plane p − q·v + b·(u − 1) does so when it does at v = e^−y, u = 1 and at v = 1, u = e^y for
 * every y, since between them, at the same y, both sides are linear. Between neighbours of the grid a nondecreasing cost
 * is at least its value at the lower one.
 * @param level the largest level ε, ∞ allowed
 * @throws RangeError for a cost that decreases, is below 0, or not finite at the level
 */
export function costBounds(cost: (level: number) => number, level: number, name = "privacyCost"): CostBounds {
  const grid = gridTo(level);
  const values = grid.map((y) => cost(y));
  values.forEach((value, k) => {
    // Names are made up only for what is wrong.
    if (!(value >= 0)) checkNumber(`${name} at ${grid[k]} nats`, value, { min: 0, max: Infinity });
    if (value < values[k - 1]) rejectValue(`${name} at ${grid[k]} nats`, value, "no less than at fewer nats");
  });
  const cells = grid.length - 1;
  const top = values[cells];
  if (top === Infinity) rejectValue(`${name} at ${level} nats, the mechanism's level,`, top, "finite");
  const [falls, rises] = [grid.map((y) => Math.exp(-y)), grid.map((y) => Math.expm1(y))];
  const under = (slope: number): Plane => {
    let [constant, most] = [Infinity, Infinity];
    for (let k = 0; k < cells; k++) constant = Math.min(constant, values[k] + slope * falls[k + 1]);
    if (cells === 0) return { own: top, most: 0, least: 0 };
    for (let k = 0; k < cells; k++) most = Math.min(most, (values[k] - constant + slope) / rises[k + 1]);
    most = Math.max(most, 0);
    return { own: constant - most, most, least: -slope };
  };
  // The slopes of chords: short ones at both ends, so that the ends are touched.
  const end = Math.min(level, 40);
  const ends = [0, 1e-3, ...Array.from({ length: PLANES - 1 }, (_, i) => (i + 1) / PLANES), 1 - 1e-3, 1];
  const slopes = ends.slice(1).map((right, i) => {
    const [a, b] = [ends[i] * end, right * end];
    const slope = (cost(b) - cost(a)) / (Math.exp(-a) - Math.exp(-b));
    return Number.isFinite(slope) ? slope : 0;
  });
  return { planes: [...new Set(slopes)].map(under), top, values };
}
