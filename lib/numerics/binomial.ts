/**
 * Binomial coefficients, laws and tails, accurate to a few units in the last place of the logarithm at any size, far
 * below the least positive double. Loader's saddle-point form; `@stdlib` and `simple-statistics` take differences of
 * log-gamma values and lose nine digits at n = 10⁶.
 */
import { checkInteger, checkNumber } from "../arguments";
import { log1mexp } from "./log-space";

const HALF_LN_2PI = 0.9189385332046728;

/** ln n! − [½ ln(2πn) + n ln n − n] for n = 0..15 (the first entry is not used), to 20 digits. */
const STIRLING_ERROR = [
  0, 0.08106146679532725822, 0.04134069595540929409, 0.02767792568499833915, 0.02079067210376509311,
  0.01664469118982119216, 0.013876128823070748, 0.0118967099458917701, 0.0104112652619720965, 0.009255462182712732918,
  0.008330563433362871256, 0.007573675487951840795, 0.006942840107209529866, 0.006408994188004207068,
  0.005951370112758847736, 0.005554733551962801371,
];

/** The error of Stirling's formula for ln n!. */
function stirlingError(n: number): number {
  if (n < 16) return STIRLING_ERROR[n];
  const s = 1 / (n * n);
  return (1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - s * (691 / 360360)))))) / n;
}

/** x ln(x/m) + m − x ≥ 0 for x ≥ 0 and m ≥ 0, without cancellation where x is near m; m for x = 0, ∞ for m = 0 < x. */
export function deviance(x: number, m: number): number {
  if (x === 0 || m === 0) return x === 0 ? m : Infinity;
  if (Math.abs(x - m) >= 0.1 * (x + m)) {
    const ratio = x / m;
    return x * (ratio > 0 && ratio < Infinity ? Math.log(ratio) : Math.log(x) - Math.log(m)) + m - x;
  }
  const v = (x - m) / (x + m);
  let sum = (x - m) * v;
  let term = 2 * x * v;
  for (let j = 3; ; j += 2) {
    term *= v * v;
    const next = sum + term / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/**
 * ln C(n, k) for whole 0 ≤ k ≤ n.
 * @example
 * ```ts
 * logChoose(5, 2); // 2.30259
 * ```
 */
export function logChoose(n: number, k: number): number {
  checkInteger("n", n, { min: 0 });
  checkInteger("k", k, { min: 0, max: n });
  const [few, many] = k < n - k ? [k, n - k] : [n - k, k];
  if (few === 0) return 0;
  return (
    few * Math.log(n / few) -
    many * Math.log1p(-few / n) +
    (stirlingError(n) - stirlingError(few) - stirlingError(many) - HALF_LN_2PI + 0.5 * Math.log(n / (few * many)))
  );
}

/** As {@link logBinomialPmf}, unchecked, with 1 − p given by the caller. */
function logPmf(k: number, n: number, p: number, q: number): number {
  if (p === 0) return k === 0 ? 0 : -Infinity;
  if (q === 0) return k === n ? 0 : -Infinity;
  if (k === 0) return n === 0 ? 0 : p < 0.1 ? n * Math.log1p(-p) : n * Math.log(q);
  if (k === n) return q < 0.1 ? n * Math.log1p(-q) : n * Math.log(p);
  return (
    stirlingError(n) -
    stirlingError(k) -
    stirlingError(n - k) -
    deviance(k, n * p) -
    deviance(n - k, n * q) -
    HALF_LN_2PI +
    0.5 * Math.log(n / (k * (n - k)))
  );
}

function checkArguments(k: number, n: number, p: number, q: number): void {
  checkInteger("n", n, { min: 0 });
  checkInteger("k", k);
  checkNumber("p", p, { min: 0, max: 1 });
  checkNumber("q", q, { min: 0, max: 1 });
}

/**
 * ln P(X = k) for X ~ Bin(n, p); −∞ where it is impossible.
 * @param k any whole number
 * @param n whole, ≥ 0
 * @param p in [0, 1]
 * @param q 1 − p, given where the caller knows it better than the subtraction does
 */
export function logBinomialPmf(k: number, n: number, p: number, q: number = 1 - p): number {
  checkArguments(k, n, p, q);
  return k < 0 || k > n ? -Infinity : logPmf(k, n, p, q);
}

/** ln P(X ≥ k) for k above the mean: the first term, then the others by their ratios. */
function logUpperTail(k: number, n: number, p: number, q: number): number {
  if (k > n || p === 0) return k <= 0 ? 0 : -Infinity;
  if (q === 0) return 0;
  const odds = p / q;
  let sum = 1;
  let term = 1;
  for (let j = k; j < n; j++) {
    term *= ((n - j) / (j + 1)) * odds;
    sum += term;
    if (term < 1e-18 * sum) break;
  }
  return logPmf(k, n, p, q) + Math.log(sum);
}

/**
 * ln P(X ≥ k) for X ~ Bin(n, p), accurate to 1e-12 relative however small the tail is.
 * @param k any whole number
 * @param n whole, ≥ 0
 * @param p in [0, 1]
 * @param q 1 − p, given where the caller knows it better than the subtraction does
 * @example
 * ```ts
 * logBinomialTail(900, 1000, 0.5); // -371.116
 * ```
 */
export function logBinomialTail(k: number, n: number, p: number, q: number = 1 - p): number {
  checkArguments(k, n, p, q);
  if (k <= 0) return 0;
  if (k > n) return -Infinity;
  return k > n * p ? logUpperTail(k, n, p, q) : log1mexp(-logUpperTail(n - k + 1, n, q, p));
}

/** The law of Bin(n, p): n + 1 probabilities. */
export function binomialLaw(n: number, p: number, q: number = 1 - p): Float64Array {
  checkArguments(0, n, p, q);
  return Float64Array.from({ length: n + 1 }, (_, k) => Math.exp(logPmf(k, n, p, q)));
}
