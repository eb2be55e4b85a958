/** Data of several attributes as one (section 3.1). */
import { checkArray, checkInteger, rejectValue } from "../arguments";

/**
 * The code of a tuple of attributes: 1 + Σ_k (t_k − 1)·h^{k−1}, a bijection from {1..h}^d onto 1..h^d. (The formula that
 * the paper prints, see {@link printedCode}, is not one.)
 * @param h number of values of an attribute, ≥ 1
 * @param tuple d ≥ 1 values in 1..h; h^d ≤ 2⁵³
 * @example
 * ```ts
 * encode(3, [1, 3, 2]); // 16
 * ```
 */
export function encode(h: number, tuple: ArrayLike<number>): number {
  checkInteger("h", h, { min: 1 });
  checkArray("tuple", tuple, { min: 1 });
  let code = 1;
  let place = 1;
  for (let k = 0; k < tuple.length; k++) {
    checkInteger(`tuple[${k}]`, tuple[k], { min: 1, max: h });
    code += (tuple[k] - 1) * place;
    place *= h;
  }
  if (place > 2 ** 53) rejectValue("h^d", place, "at most 2^53");
  return code;
}

/**
 * The tuple of a code; inverse of {@link encode}.
 * @example
 * ```ts
 * decode(3, 3, encode(3, [1, 3, 2])); // [1, 3, 2]
 * ```
 */
export function decode(h: number, d: number, code: number): readonly number[] {
  checkInteger("h", h, { min: 1 });
  checkInteger("d", d, { min: 1 });
  const codes = h ** d;
  if (codes > 2 ** 53) rejectValue("h^d", codes, "at most 2^53");
  checkInteger("code", code - 1, { min: 0, max: codes - 1 });
  let rest = code - 1;
  return Array.from({ length: d }, () => {
    const value = rest % h;
    rest = (rest - value) / h;
    return value + 1;
  });
}

/** The code as printed: 1 + Σ_{k=0}^{d−1} t_k·d^k (base d instead of h, digits from 1 instead of 0). */
export const printedCode = (tuple: ArrayLike<number>): number => {
  let code = 1;
  for (let k = 0; k < tuple.length; k++) code += tuple[k] * tuple.length ** k;
  return code;
};

/** What the printed code does to the tuples {1..h}^d. */
export interface CodeStatistics {
  readonly tuples: number;
  readonly distinctCodes: number;
  /** The largest number of tuples with one code. */
  readonly maxMultiplicity: number;
  readonly minCode: number;
  readonly maxCode: number;
  /** Tuples whose code lies outside 1..h^d. */
  readonly tuplesOutsideRange: number;
}

/**
 * Enumerates a code over all tuples.
 * @param code the code; the printed one by default
 * @param h values of an attribute, ≥ 1
 * @param d attributes, ≥ 1; h^d ≤ 10⁷
 */
export function codeStatistics(
  h: number,
  d: number,
  code: (tuple: readonly number[]) => number = printedCode,
): CodeStatistics {
  checkInteger("h", h, { min: 1 });
  checkInteger("d", d, { min: 1 });
  const tuples = h ** d;
  if (tuples > 1e7) rejectValue("h^d", tuples, "at most 10^7");
  const counts = new Map<number, number>();
  for (let i = 1; i <= tuples; i++) {
    const value = code(decode(h, d, i));
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  let maxMultiplicity = 0;
  let [minCode, maxCode] = [Infinity, -Infinity];
  let tuplesOutsideRange = 0;
  for (const [value, count] of counts) {
    maxMultiplicity = Math.max(maxMultiplicity, count);
    minCode = Math.min(minCode, value);
    maxCode = Math.max(maxCode, value);
    if (value < 1 || value > tuples) tuplesOutsideRange += count;
  }
  return { tuples, distinctCodes: counts.size, maxMultiplicity, minCode, maxCode, tuplesOutsideRange };
}
