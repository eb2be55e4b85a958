/** Random instances for property tests of the claims. */
import type { Discrete, Histogram } from "../../lib/probability/cost-laws";
import type { Stream } from "../../lib/probability/stream";

/** A number in [lo, hi). */
export const between = ({ uniform }: Stream, lo: number, hi: number): number => lo + (hi - lo) * uniform();

/** A whole number in lo..hi. */
export const whole = (stream: Stream, lo: number, hi: number): number => Math.floor(between(stream, lo, hi + 1));

/** A law on n points, none negligible. */
export function randomLaw(n: number, stream: Stream): number[] {
  const weights = Array.from({ length: n }, () => between(stream, 0.05, 1));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Increasing points from `from` on. */
const increasing = (n: number, from: number, stream: Stream): number[] => {
  const points = [from];
  while (points.length < n) points.push(points[points.length - 1] + between(stream, 0.1, 2));
  return points;
};

/** A histogram of a few pieces on [0, ∞). */
export function randomHistogram(stream: Stream): Histogram {
  const pieces = whole(stream, 2, 6);
  return {
    kind: "histogram",
    breaks: increasing(pieces + 1, between(stream, 0, 1), stream),
    masses: randomLaw(pieces, stream),
  };
}

/** A discrete law of a few atoms on [0, ∞). */
export function randomDiscrete(stream: Stream): Discrete {
  const size = whole(stream, 1, 5);
  return { kind: "discrete", atoms: increasing(size, between(stream, 0, 1), stream), probs: randomLaw(size, stream) };
}
