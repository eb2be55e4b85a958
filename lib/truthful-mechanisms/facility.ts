/**
 * Discrete facility location (Mechanism 6.1): geometric noise is added to the histogram of the reported locations, and
 * the facility goes to the median of what results. Locations are numbered 0..q−1 from left to right.
 */
import { checkArray, checkInteger, checkNumber, checkNumbers, rejectValue } from "../arguments";
import { log1mexp } from "../numerics/log-space";
import { geometricSampler } from "../probability/geometric";
import type { Stream } from "../probability/stream";
import { LARGEST_EPS } from "./election";
import { differenceTails, raceTables, type Race } from "./facility-tails";

/** The most reports: margins stay whole numbers far below 2⁵³. */
const MOST_REPORTS = 1e12;

/** The most locations: the tables grow with q². */
const MOST_LOCATIONS = 5000;

/** Checks a histogram of reports and returns their number. */
export function checkHistogram(name: string, histogram: ArrayLike<number>): number {
  checkArray(name, histogram, { min: 1, max: MOST_LOCATIONS });
  let reports = 0;
  for (let k = 0; k < histogram.length; k++) {
    const count = histogram[k] as number;
    // The message, which costs more than the sum, is made only where it is needed.
    if (!(Number.isSafeInteger(count) && count >= 0)) checkInteger(`${name}[${k}]`, count, { min: 0 });
    reports += count;
  }
  if (reports > MOST_REPORTS) rejectValue(`the sum of ${name}`, reports, `at most ${MOST_REPORTS}`);
  return reports;
}

/** Checks that there are as many locations as the histogram has entries, strictly increasing in [0, 1]. */
export function checkLocations(name: string, locations: unknown, q: number): asserts locations is ArrayLike<number> {
  checkNumbers(name, locations, { min: 0, max: 1 }, { min: q, max: q });
  for (let k = 1; k < q; k++) {
    if (!(locations[k] > locations[k - 1])) rejectValue(`${name}[${k}]`, locations[k], `above ${locations[k - 1]}`);
  }
}

/** As {@link medianIndex}, unchecked. */
export function medianOf(z: ArrayLike<number>): number {
  let balance = 0;
  for (let k = 0; k < z.length; k++) balance -= z[k];
  for (let k = 0; k < z.length; k++) {
    balance += 2 * z[k];
    if (balance >= 0) return k;
  }
  return z.length - 1;
}

/**
 * The median of a histogram: the least k with z_0 + … + z_k ≥ z_{k+1} + … (§6). Empty histograms and exact halves go to
 * the left.
 * @param z whole numbers ≥ 0, at least one
 * @returns an index from 0
 * @example
 * ```ts
 * medianIndex([3, 0, 1, 2]); // 0
 * ```
 */
export function medianIndex(z: ArrayLike<number>): number {
  checkHistogram("z", z);
  return medianOf(z);
}

/**
 * ln P(outcome k) of Mechanism 6.1 for several histograms of equal length, exact in the deepest tails: O(q²) a
 * histogram, whatever n and ε. With D_k the reports up to k minus those beyond, the median lies at or left of k iff
 * N_{q−k−1} − N′_{k+1} ≤ D_k for sums of that many geometric numbers.
 * @param histograms reports per location; an abstention counts nowhere
 * @param eps privacy parameter ε in (0, 700]
 * @returns for each histogram the logs of the q probabilities
 */
export function facilityLogLaws(histograms: readonly ArrayLike<number>[], eps: number): Float64Array[] {
  checkArray("histograms", histograms, { min: 1 });
  checkNumber("eps", eps, { above: 0, max: LARGEST_EPS });
  histograms.forEach((h, i) => checkHistogram(`histograms[${i}]`, h));
  const q = histograms[0].length;
  histograms.forEach((h, i) => checkArray(`histograms[${i}]`, h, { min: q, max: q }));
  const race = raceTables(q, eps / 2);
  return histograms.map((h) => logLaw(race, h));
}

function logLaw(race: Race, histogram: ArrayLike<number>): Float64Array {
  const { q } = race;
  const law = new Float64Array(q);
  const tails = new Float64Array(2);
  let margin = 0;
  for (let k = 0; k < q; k++) margin -= histogram[k];
  // ln P(median beyond k − 1) and ln P(median up to k − 1).
  let beyond = 0;
  let upTo = -Infinity;
  for (let k = 0; k < q; k++) {
    margin += 2 * histogram[k];
    let nextBeyond = -Infinity;
    let nextUpTo = 0;
    if (k < q - 1) {
      differenceTails(race, q - k - 1, k + 1, margin, tails);
      nextBeyond = tails[0];
      nextUpTo = tails[1];
    }
    law[k] = nextBeyond < nextUpTo ? logDifference(beyond, nextBeyond) : logDifference(nextUpTo, upTo);
    beyond = nextBeyond;
    upTo = nextUpTo;
  }
  return law;
}

/** ln(e^big − e^small) where rounding may have made them equal. */
const logDifference = (big: number, small: number): number =>
  small === -Infinity ? big : small < big ? big + log1mexp(big - small) : -Infinity;

/** {@link facilityLogLaws} of one histogram. */
export const facilityLogLaw = (histogram: ArrayLike<number>, eps: number): Float64Array =>
  facilityLogLaws([histogram], eps)[0];

/**
 * The law of the outcome of Mechanism 6.1: q probabilities; see {@link facilityLogLaws}.
 * @claims ccmkv11/mech6.1.law, ccmkv11/lem6.2, ccmkv11/thm6.3
 * @example
 * ```ts
 * facilityLaw([3, 0, 1, 2], 0.5); // [0.177672, 0.353897, 0.384505, 0.0839261]
 * ```
 */
export const facilityLaw = (histogram: ArrayLike<number>, eps: number): Float64Array =>
  facilityLogLaw(histogram, eps).map(Math.exp);

/**
 * Mechanism 6.1 to run: the noise is drawn exactly.
 * @param eps privacy parameter ε in [1e-6, 700]
 * @returns a function from (histogram, stream) to the index of the outcome
 * @claims ccmkv11/mech6.1.law
 * @example
 * ```ts
 * import { stream } from "privacy-markets/probability/stream";
 * facility(0.5)([3, 0, 1, 2], stream(1)); // 1
 * ```
 */
export function facility(eps: number): (histogram: ArrayLike<number>, stream: Stream) => number {
  checkNumber("eps", eps, { min: 1e-6, max: LARGEST_EPS });
  const { draw } = geometricSampler(eps / 2);
  let noisy = new Float64Array(0);
  return (histogram, stream) => {
    if (noisy.length !== histogram.length) noisy = new Float64Array(histogram.length);
    for (let k = 0; k < noisy.length; k++) noisy[k] = histogram[k] + draw(stream);
    return medianOf(noisy);
  };
}

/**
 * The social cost of each outcome above the least possible: Σ_j h_j |ℓ_j − ℓ_k| minus its minimum.
 * @param histogram reports per location
 * @param locations strictly increasing in [0, 1], one per entry of the histogram
 * @returns q losses, ≥ 0, one of them 0
 */
export function facilityLosses(histogram: ArrayLike<number>, locations: ArrayLike<number>): Float64Array {
  checkHistogram("histogram", histogram);
  checkLocations("locations", locations, histogram.length);
  const cost = Float64Array.from({ length: histogram.length }, (_, k) => {
    let sum = 0;
    for (let j = 0; j < histogram.length; j++) sum += histogram[j] * Math.abs(locations[j] - locations[k]);
    return sum;
  });
  const least = cost[medianOf(histogram)];
  return cost.map((c) => Math.max(0, c - least));
}

/**
 * Expected social cost above the least possible (Proposition 6.4).
 * @param histogram reports per location
 * @param locations strictly increasing in [0, 1]
 * @param eps privacy parameter ε in (0, 700]
 * @claims ccmkv11/prop6.4.2
 * @example
 * ```ts
 * facilityLoss([3, 0, 1, 2], [0, 0.2, 0.6, 1], 0.5); // 0.0671409
 * ```
 */
export function facilityLoss(histogram: ArrayLike<number>, locations: ArrayLike<number>, eps: number): number {
  const losses = facilityLosses(histogram, locations);
  return facilityLaw(histogram, eps).reduce((sum, p, k) => sum + p * losses[k], 0);
}

/**
 * P(social cost ≥ optimum + Δ) (Proposition 6.4).
 * @param histogram reports per location
 * @param locations strictly increasing in [0, 1]
 * @param delta Δ; a loss within rounding of it counts as reaching it
 * @param eps privacy parameter ε in (0, 700]
 */
export function facilityLossTail(
  histogram: ArrayLike<number>,
  locations: ArrayLike<number>,
  delta: number,
  eps: number,
): number {
  checkNumber("delta", delta);
  const losses = facilityLosses(histogram, locations);
  const rounding = 1e-12 * (1 + checkHistogram("histogram", histogram));
  return facilityLaw(histogram, eps).reduce((sum, p, k) => sum + (losses[k] >= delta - rounding ? p : 0), 0);
}
