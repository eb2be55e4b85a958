/** Chebyshev interpolation of smooth functions, for many values of a costly one; no kept package brings it. */
import { checkFunction, checkNumber } from "./domain";

/** Σ_j c_j T_j on [lo, hi]. */
export interface ChebyshevSeries {
  readonly lo: number;
  readonly hi: number;
  readonly coefficients: Float64Array;
}

/** cos(πi/(2n)) for i = 0..4n − 1, by n. */
const cosines = new Map<number, Float64Array>();

function cosinesOf(n: number): Float64Array {
  let table = cosines.get(n);
  if (!table) {
    table = Float64Array.from({ length: 4 * n }, (_, i) => Math.cos((Math.PI * i) / (2 * n)));
    cosines.set(n, table);
  }
  return table;
}

/** The coefficients of the interpolant of degree n − 1 through the n Chebyshev nodes. */
function interpolate(f: (x: number) => number, lo: number, hi: number, n: number): Float64Array {
  const table = cosinesOf(n);
  const values = new Float64Array(n);
  for (let i = 0; i < n; i++) values[i] = f((lo + hi) / 2 + ((hi - lo) / 2) * table[2 * i + 1]);
  const coefficients = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    let sum = 0;
    // j(2i + 1) modulo 4n, the index of cos(πj(2i + 1)/(2n)), in steps of 2j.
    for (let i = 0, at = j; i < n; i++) {
      sum += values[i] * table[at];
      at += 2 * j;
      if (at >= 4 * n) at -= 4 * n;
    }
    coefficients[j] = (sum * (j === 0 ? 1 : 2)) / n;
  }
  return coefficients;
}

/** Numbers of nodes that are tried. */
const NODES = [24, 48, 96] as const;

/**
 * Interpolates a function to a tolerance: its last sixth of coefficients is below it.
 * @param f finite on (lo, hi); the ends are never evaluated
 * @param lo left end
 * @param hi right end, > lo
 * @param tolerance relative to the largest coefficient
 * @returns the series, or undefined where 96 nodes are not enough
 */
export function chebyshevSeries(
  f: (x: number) => number,
  lo: number,
  hi: number,
  tolerance = 1e-14,
): ChebyshevSeries | undefined {
  checkFunction("f", f);
  checkNumber("lo", lo);
  checkNumber("hi", hi, { above: lo });
  checkNumber("tolerance", tolerance, { above: 0 });
  for (const n of NODES) {
    const coefficients = interpolate(f, lo, hi, n);
    let largest = 0;
    for (let j = 0; j < n; j++) largest = Math.max(largest, Math.abs(coefficients[j]));
    let used = n;
    while (used > 1 && Math.abs(coefficients[used - 1]) <= tolerance * largest) used--;
    if (6 * used <= 5 * n) return { lo, hi, coefficients: coefficients.slice(0, used) };
  }
  return undefined;
}

/** The series at points of [lo, hi]: Clenshaw's recurrence, for two points at a time, which do not wait for each other. */
export function evaluateChebyshev({ lo, hi, coefficients }: ChebyshevSeries, points: Float64Array): Float64Array {
  const values = new Float64Array(points.length);
  const scale = 2 / (hi - lo);
  const first = coefficients[0];
  for (let i = 0; i < points.length; i += 2) {
    const twice = 2 * ((points[i] - lo) * scale - 1);
    const twiceNext = i + 1 < points.length ? 2 * ((points[i + 1] - lo) * scale - 1) : 0;
    let b = 0;
    let before = 0;
    let bNext = 0;
    let beforeNext = 0;
    for (let j = coefficients.length - 1; j > 0; j--) {
      const c = coefficients[j];
      const step = c - before + twice * b;
      const stepNext = c - beforeNext + twiceNext * bNext;
      before = b;
      beforeNext = bNext;
      b = step;
      bNext = stepNext;
    }
    values[i] = first + (twice / 2) * b - before;
    if (i + 1 < points.length) values[i + 1] = first + (twiceNext / 2) * bNext - beforeNext;
  }
  return values;
}
