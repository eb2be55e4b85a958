/** Sums and differences of numbers kept as logarithms, without overflow, underflow or cancellation. */

/** ln(1 − e^{−x}) for x ≥ 0, accurate for small and large x (Mächler 2012). */
export const log1mexp = (x: number): number => (x > Math.LN2 ? Math.log1p(-Math.exp(-x)) : Math.log(-Math.expm1(-x)));

/** ln(e^a + e^b). */
export function logAddExp(a: number, b: number): number {
  const hi = Math.max(a, b);
  return hi === -Infinity || hi === Infinity ? hi : hi + Math.log1p(Math.exp(Math.min(a, b) - hi));
}
