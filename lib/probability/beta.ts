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

/** Mass, mean and square of Q ~ Beta(a, b) on [0, x]: x·density moves from each to the next (integration by parts). */
export function betaPartialMoments(a: number, b: number, x: number): PartialMoments {
  const mass = betaCdf(a, b, x);
  if (x === 0 || x === 1) {
    const mean = (mass * a) / (a + b);
    return { mass, mean, square: (mean * (a + 1)) / (a + b + 1) };
  }
  // P(Beta(a + 1, b) ≤ x) = P(Beta(a, b) ≤ x) − x^a (1 − x)^b / (a·B(a, b)).
  const drop = (x * (1 - x) * Math.exp(logBetaDensity(a, b, x))) / a;
  const next = mass - drop;
  const afterNext = next - (drop * x * (a + b)) / (a + 1);
  const mean = (a * next) / (a + b);
  return { mass, mean, square: (a * (a + 1) * afterNext) / ((a + b) * (a + b + 1)) };
}
