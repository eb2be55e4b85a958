/**
 * Polynomials on [0, 1] in Bernstein form: b_0..b_n stands for Σ_k b_k C(n, k) q^k (1−q)^{n−k}, the mean of b_K for K
 * binomial. Sums of binomial expectations stay exact in it, and its coefficients bound and count the roots. No kept
 * package has it.
 */
import { logChoose } from "./binomial";
import { findRoot } from "./roots";

/** Coefficients in Bernstein form; the degree is one less than their number. */
export type Bernstein = Float64Array;

/** What counts as 0 beside coefficients of order one. */
const NOISE = 1e-14;

/** The value at q in [0, 1]; degrees up to 1000. */
export function valueAt(b: Bernstein, q: number): number {
  const n = b.length - 1;
  let sum = 0;
  if (q <= 0.5) {
    const odds = q / (1 - q);
    sum = b[n];
    for (let k = n - 1; k >= 0; k--) sum = b[k] + (sum * odds * (n - k)) / (k + 1);
    return sum * (1 - q) ** n;
  }
  const odds = (1 - q) / q;
  sum = b[0];
  for (let k = 1; k <= n; k++) sum = b[k] + (sum * odds * k) / (n - k + 1);
  return sum * q ** n;
}

/** The derivative. */
export function derivative(b: Bernstein): Bernstein {
  const n = b.length - 1;
  return n === 0 ? new Float64Array(1) : Float64Array.from({ length: n }, (_, k) => n * (b[k + 1] - b[k]));
}

/** The product of two polynomials. */
export function product(a: Bernstein, b: Bernstein): Bernstein {
  const [n, m] = [a.length - 1, b.length - 1];
  return Float64Array.from({ length: n + m + 1 }, (_, k) => {
    let sum = 0;
    for (let j = Math.max(0, k - m); j <= Math.min(n, k); j++) {
      sum += Math.exp(logChoose(n, j) + logChoose(m, k - j) - logChoose(n + m, k)) * a[j] * b[k - j];
    }
    return sum;
  });
}

/** The same polynomial written with a higher degree. */
export const elevated = (b: Bernstein, degree: number): Bernstein =>
  degree === b.length - 1 ? b : product(b, new Float64Array(degree - b.length + 2).fill(1));

/** x·a + y·b. */
export function combination(x: number, a: Bernstein, y: number, b: Bernstein): Bernstein {
  const degree = Math.max(a.length, b.length) - 1;
  const [p, q] = [elevated(a, degree), elevated(b, degree)];
  return p.map((value, k) => x * value + y * q[k]);
}

/** The quotient by (1 − q) of a polynomial that vanishes at 1. */
export function withoutRootAtOne(b: Bernstein): Bernstein {
  const n = b.length - 1;
  return Float64Array.from({ length: Math.max(1, n) }, (_, k) => (n === 0 ? 0 : (b[k] * n) / (n - k)));
}

/** The coefficients on the two halves of the interval (de Casteljau). */
function halves(b: Bernstein): [Bernstein, Bernstein] {
  const right = b.slice();
  const left = new Float64Array(b.length);
  for (let j = 0; j < b.length; j++) {
    left[j] = right[0];
    for (let k = 0; k < b.length - 1 - j; k++) right[k] = (right[k] + right[k + 1]) / 2;
  }
  return [left, right];
}

/** The largest size of a coefficient. */
const sizeOf = (b: Bernstein): number => b.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/**
 * Where a polynomial changes its sign in [0, 1], and roots at the ends. Halves the interval until its coefficients change
 * sign at most once (Lane, Riesenfeld 1981).
 */
function crossingsOf(b: Bernstein): number[] {
  const noise = NOISE * sizeOf(b);
  const found: number[] = [];
  const search = (c: Bernstein, lo: number, hi: number): void => {
    const last = c.length - 1;
    let changes = 0;
    let sign = 0;
    for (const x of c) {
      if (Math.abs(x) <= noise) continue;
      if (sign !== 0 && Math.sign(x) !== sign) changes++;
      sign = Math.sign(x);
    }
    if (sign === 0 || hi - lo < 1e-14) {
      if (sign === 0 || changes > 0) found.push((lo + hi) / 2);
      return;
    }
    const clean = Math.abs(c[0]) > noise && Math.abs(c[last]) > noise;
    if (changes === 0) {
      if (Math.abs(c[0]) <= noise) found.push(lo);
      if (Math.abs(c[last]) <= noise) found.push(hi);
    } else if (changes === 1 && clean) {
      found.push(findRoot((t) => valueAt(c, t), 0, 1) * (hi - lo) + lo);
    } else {
      const [left, right] = halves(c);
      const middle = (lo + hi) / 2;
      search(left, lo, middle);
      search(right, middle, hi);
    }
  };
  search(b, 0, 1);
  return found;
}

/**
 * All roots in [0, 1], ascending, each once. One of even order is where the derivative crosses 0 and nothing but rounding
 * is left of the polynomial; near roots between which there is nothing else are one. A polynomial that is zero throughout has
 * no root listed.
 */
export function rootsOf(b: Bernstein): number[] {
  const noise = NOISE * sizeOf(b);
  if (noise === 0) return [];
  const isRoot = (q: number): boolean => Math.abs(valueAt(b, q)) <= noise;
  const isSame = (x: number, y: number): boolean =>
    Math.abs(x - y) <= 1e-7 || (Math.abs(x - y) <= 1e-3 && isRoot((x + y) / 2));
  const touches = crossingsOf(derivative(b)).filter(isRoot);
  const crossings = crossingsOf(b).filter((x) => !touches.some((y) => isSame(x, y)));
  const all = [...crossings, ...touches].sort((x, y) => x - y);
  return all.filter((x, i) => i === 0 || !isSame(x, all[i - 1]));
}

/** The least and greatest value on [0, 1], and where. */
export function extremesOf(b: Bernstein): {
  readonly min: number;
  readonly max: number;
  readonly argmin: number;
  readonly argmax: number;
} {
  let [min, max, argmin, argmax] = [Infinity, -Infinity, 0, 0];
  for (const q of [0, ...rootsOf(derivative(b)), 1]) {
    const value = valueAt(b, q);
    if (value < min) [min, argmin] = [value, q];
    if (value > max) [max, argmax] = [value, q];
  }
  return { min, max, argmin, argmax };
}
