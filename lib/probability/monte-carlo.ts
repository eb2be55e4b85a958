/** Monte Carlo estimators: an estimate never travels without its standard error, interval and number of runs. */
import { checkInteger, checkNumber } from "../arguments";
import type { Stream } from "./stream";

/** A Monte Carlo estimate. `interval` is the 95 % interval. */
export interface Estimate {
  readonly estimate: number;
  readonly standardError: number;
  readonly interval: readonly [number, number];
  readonly runs: number;
}

/** The normal 97.5 % quantile. */
const Z95 = 1.959963984540054;

/**
 * The estimate from a sum and a sum of squares about a shift near the mean (so that nothing cancels).
 * @param runs number of independent runs, ≥ 2
 * @param sum Σ (x − shift)
 * @param squares Σ (x − shift)²
 */
export function estimateFromSums(runs: number, sum: number, squares: number, shift = 0): Estimate {
  checkInteger("runs", runs, { min: 2 });
  const mean = sum / runs;
  const standardError = Math.sqrt(Math.max(0, squares / runs - mean * mean) / (runs - 1));
  const estimate = shift + mean;
  return {
    estimate,
    standardError,
    interval: [estimate - Z95 * standardError, estimate + Z95 * standardError],
    runs,
  };
}

/**
 * The mean of independent runs.
 * @param runs how many, ≥ 2
 * @param draw one run: its result, drawn from the stream
 * @param stream where the randomness comes from
 */
export function estimateMean(runs: number, draw: (stream: Stream) => number, stream: Stream): Estimate {
  checkInteger("runs", runs, { min: 2 });
  const shift = draw(stream);
  let sum = 0;
  let squares = 0;
  for (let i = 1; i < runs; i++) {
    const x = draw(stream) - shift;
    sum += x;
    squares += x * x;
  }
  return estimateFromSums(runs, sum, squares, shift);
}

/**
 * A probability from the number of successes, with Wilson's score interval (right at 0 and 1 too).
 * @param runs number of independent trials, ≥ 2
 * @param successes how many succeeded, 0..runs
 */
export function estimateProportion(runs: number, successes: number): Estimate {
  checkInteger("runs", runs, { min: 2 });
  checkInteger("successes", successes, { min: 0, max: runs });
  const p = successes / runs;
  const z2 = (Z95 * Z95) / runs;
  const centre = (p + z2 / 2) / (1 + z2);
  const half = (Z95 / (1 + z2)) * Math.sqrt((p * (1 - p)) / runs + z2 / (4 * runs));
  return {
    estimate: p,
    standardError: Math.sqrt((p * (1 - p)) / runs),
    interval: [Math.max(0, centre - half), Math.min(1, centre + half)],
    runs,
  };
}

/** How many standard errors the estimate lies from the exact value; 0 when both agree and the error is 0. */
export function zScore(estimate: Estimate, exact: number): number {
  checkNumber("exact", exact);
  const off = estimate.estimate - exact;
  return off === 0 ? 0 : off / estimate.standardError;
}

/** The bound on |z| of every Monte Carlo check: 7 in a million true statements are rejected by it. */
export const Z_BOUND = 4.5;

/** Whether the estimate agrees with the exact value, to {@link Z_BOUND} standard errors. */
export const agrees = (estimate: Estimate, exact: number): boolean => Math.abs(zScore(estimate, exact)) <= Z_BOUND;
