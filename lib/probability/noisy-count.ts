/** The law of the noisy count m + Lap(1/ε), m ~ Bin(n₁, c): its tails and density, exactly. */
import { binomialWindow } from "./binomial-window";

/**
 * Sums over the binomial law b from which every tail is two exponentials away. Entry i belongs to the cut below which
 * lie the counts up to lo − 1 + i:
 * `beneath` Σ b_m and `left` Σ b_m e^{−ε(cut − m)} over m ≤ cut, `above` Σ b_m and `right` Σ b_m e^{−ε(m − cut − 1)} over
 * m > cut.
 */
export interface NoisyCount {
  readonly eps: number;
  readonly lo: number;
  readonly beneath: Float64Array;
  readonly above: Float64Array;
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/**
 * Tabulates the law.
 * @param n1 number of trials n₁, ≥ 0
 * @param c probability of success, in (0, 1)
 * @param eps privacy parameter, > 0
 * @param floor binomial probabilities below this share of the largest are dropped
 */
export function noisyCount(n1: number, c: number, eps: number, floor: number): NoisyCount {
  const { lo, masses } = binomialWindow(n1, c, floor);
  const size = masses.length;
  const decay = Math.exp(-eps);
  const [beneath, above, left, right] = [0, 1, 2, 3].map(() => new Float64Array(size + 1));
  for (let i = 0; i < size; i++) {
    beneath[i + 1] = beneath[i] + masses[i];
    left[i + 1] = left[i] * decay + masses[i];
  }
  for (let i = size - 1; i >= 0; i--) {
    above[i] = above[i + 1] + masses[i];
    right[i] = right[i + 1] * decay + masses[i];
  }
  return { eps, lo, beneath, above, left, right };
}

/** P(m + Lap ≥ x). */
export function atLeast({ eps, lo, above, left, right }: NoisyCount, x: number): number {
  const last = above.length - 1;
  const i = Math.min(Math.max(Math.floor(x) - lo + 1, 0), last);
  const cut = lo - 1 + i;
  return (
    above[i] +
    0.5 * Math.exp(-eps * Math.max(0, x - cut)) * left[i] -
    0.5 * Math.exp(-eps * Math.max(0, cut + 1 - x)) * right[i]
  );
}

/** P(m + Lap ≤ x). */
export function atMost({ eps, lo, beneath, left, right }: NoisyCount, x: number): number {
  const last = beneath.length - 1;
  const i = Math.min(Math.max(Math.floor(x) - lo + 1, 0), last);
  const cut = lo - 1 + i;
  return (
    beneath[i] -
    0.5 * Math.exp(-eps * Math.max(0, x - cut)) * left[i] +
    0.5 * Math.exp(-eps * Math.max(0, cut + 1 - x)) * right[i]
  );
}
