/**
 * Beta laws with whole parameters, through the binomial law: P(Beta(a, b) ≤ x) = P(Bin(a + b − 1, x) ≥ a). (`@stdlib`'s
 * incomplete beta function loses digits at large parameters, see numerics/binomial.)
 */
import { checkInteger, checkNumber } from "../arguments";
import { logBinomialPmf, logBinomialTail } from "../numerics/binomial";

function check(a: number, b: number, x: number): void {
  checkInteger("a", a, { min: 1 });
  checkInteger("b", b, { min: 1 });
  checkNumber("x", x, { min: 0, max: 1 });
}

/**
 * P(Q ≤ x) for Q ~ Beta(a, b), a, b whole and ≥ 1; `rest` is 1 − x, given where the caller knows it better than subtraction
 * does.
 * @example
 * ```ts
 * betaCdf(2, 3, 0.5); // 0.6875
 * ```
 */
export function betaCdf(a: number, b: number, x: number, rest: number = 1 - x): number {
  check(a, b, x);
  return Math.exp(logBinomialTail(a, a + b - 1, x, rest));
}

/** ln of the density of Beta(a, b) at x; `rest` as in {@link betaCdf}. */
export function logBetaDensity(a: number, b: number, x: number, rest: number = 1 - x): number {
  check(a, b, x);
  return Math.log(a + b - 1) + logBinomialPmf(a - 1, a + b - 2, x, rest);
}

/** Parts of the first moments of a Beta law. */
export interface PartialMoments {
  /** P(Q ≤ x). */
  readonly mass: number;
  /** E[Q; Q ≤ x]. */
  readonly mean: number;
  /** E[Q²; Q ≤ x]. */
  readonly square: number;
}

/** Mass, mean and square of Q ~ Beta(a, b) on [0, x]: E[Q; Q ≤ x] = a/(a + b) P(Beta(a + 1, b) ≤ x), and so on. */
export function betaPartialMoments(a: number, b: number, x: number): PartialMoments {
  const [mean, square] = [a / (a + b), (a * (a + 1)) / ((a + b) * (a + b + 1))];
  return { mass: betaCdf(a, b, x), mean: mean * betaCdf(a + 1, b, x), square: square * betaCdf(a + 2, b, x) };
}
