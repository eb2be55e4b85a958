/** Chebyshev interpolation of smooth functions, for many values of a costly one; no kept package brings it. */
import { checkFunction, checkNumber } from "../arguments";

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

/** The series at points of [lo, hi]: Clenshaw's recurrence, for four points at a time, which do not wait for each other. */
export function evaluateChebyshev({ lo, hi, coefficients }: ChebyshevSeries, points: Float64Array): Float64Array {
  const values = new Float64Array(points.length);
  const scale = 2 / (hi - lo);
  const twice = (i: number): number => 2 * ((points[i] - lo) * scale - 1);
  const first = coefficients[0];
  const last = points.length - 1;
  for (let i0 = 0; i0 <= last; i0 += 4) {
    // Past the end, the last point again.
    const i1 = Math.min(i0 + 1, last);
    const i2 = Math.min(i0 + 2, last);
    const i3 = Math.min(i0 + 3, last);
    const x0 = twice(i0);
    const x1 = twice(i1);
    const x2 = twice(i2);
    const x3 = twice(i3);
    let a0 = 0;
    let a1 = 0;
    let a2 = 0;
    let a3 = 0;
    let b0 = 0;
    let b1 = 0;
    let b2 = 0;
    let b3 = 0;
    for (let j = coefficients.length - 1; j > 0; j--) {
      const c = coefficients[j];
      const c0 = c - b0 + x0 * a0;
      const c1 = c - b1 + x1 * a1;
      const c2 = c - b2 + x2 * a2;
      const c3 = c - b3 + x3 * a3;
      b0 = a0;
      b1 = a1;
      b2 = a2;
      b3 = a3;
      a0 = c0;
      a1 = c1;
      a2 = c2;
      a3 = c3;
    }
    values[i0] = first + (x0 / 2) * a0 - b0;
    values[i1] = first + (x1 / 2) * a1 - b1;
    values[i2] = first + (x2 / 2) * a2 - b2;
    values[i3] = first + (x3 / 2) * a3 - b3;
  }
  return values;
}
