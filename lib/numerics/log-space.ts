/** Sums and differences of numbers kept as logarithms, without overflow, underflow or cancellation. */

/** ln(1 − e^{−x}) for x ≥ 0, accurate for small and large x (Mächler 2012). */
export const log1mexp = (x: number): number => (x > Math.LN2 ? Math.log1p(-Math.exp(-x)) : Math.log(-Math.expm1(-x)));

/** ln(e^a + e^b). */
export function logAddExp(a: number, b: number): number {
  const hi = Math.max(a, b);
  return hi === -Infinity || hi === Infinity ? hi : hi + Math.log1p(Math.exp(Math.min(a, b) - hi));
}

/** ln(e^a − e^b) for a ≥ b; −∞ when they are equal. */
export function logSubExp(a: number, b: number): number {
  if (!(a >= b)) throw new RangeError(`b must be at most a = ${a}; got ${b}`);
  return b === -Infinity ? a : a + log1mexp(a - b);
}

/** ln Σ e^{x_i}; −∞ for no terms. */
export function logSumExp(terms: ArrayLike<number>): number {
  let hi = -Infinity;
  for (let i = 0; i < terms.length; i++) if (terms[i] > hi) hi = terms[i];
  if (hi === -Infinity || hi === Infinity) return hi;
  let sum = 0;
  for (let i = 0; i < terms.length; i++) sum += Math.exp(terms[i] - hi);
  return hi + Math.log(sum);
}
