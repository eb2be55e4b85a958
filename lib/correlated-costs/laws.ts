/** Laws that figures, claims and exercises share. */
import type { Cosine, Discrete, Exponential, Histogram, Uniform } from "../probability/cost-laws";

export const exponential = (rate: number): Exponential => ({ kind: "exponential", rate });
export const uniform = (lo: number, hi: number): Uniform => ({ kind: "uniform", lo, hi });
export const histogram = (breaks: readonly number[], masses: readonly number[]): Histogram => ({
  kind: "histogram",
  breaks,
  masses,
});
export const discrete = (atoms: readonly number[], probs: readonly number[]): Discrete => ({
  kind: "discrete",
  atoms,
  probs,
});

/** Three steps with a valley: one ironed interval, costs [1, 2.6). */
export const VALLEY: Histogram = histogram([0, 1, 2, 3], [0.4, 0.1, 0.5]);

/** Two waves: two ironed intervals. */
export const WAVES: Cosine = { kind: "cosine", lo: 1, hi: 4, amp: 0.95, freq: 2 };

/** Two types with atoms, whose contracts at c = .6 are lotteries. */
export const ATOMS: readonly [Discrete, Discrete] = [discrete([1, 2], [0.5, 0.5]), discrete([1, 3], [0.2, 0.8])];

/**
 * The law that makes Theorem 4.3 as tight as d is small: almost w/n of the mass at costs below d, the price w/n just above
 * 1, all other costs just above that.
 */
export const nearTight = (w: number, n: number, d: number): Histogram =>
  histogram([0, d, 1, 1 + d], [w / n - d, d, 1 - w / n]);
