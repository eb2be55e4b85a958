/** The exact law of how often a seller is sampled. */
import { binomialLaw } from "../numerics/binomial";
import { convolve } from "../numerics/convolution";
import { checkLaw, checkObject } from "../arguments";
import { histogram, staircaseOf, type Histogram } from "./demand";
import { openSampling, type Block, type OpenSampling, type Part, type Sampling } from "./design";

/**
 * p_ψ(0..m): the probabilities that a given seller is in exactly k of the m samples. Every step adds and multiplies
 * numbers ≥ 0, so that the tails are accurate relative to themselves, down to 1e-300.
 * @param sampling demand, number of sellers and design
 * @returns m + 1 probabilities
 * @claims gah12/thm4.3a, gah12/thm4.3b, gah12/thm4.3b.rational, gah12/thm4.4, gah12/thm5.1
 * @example
 * ```ts
 * countLaw({ demand: [[1, 1], [2, 1]], sellers: 4, design: { type: "ordering" } }); // [0.5, 0.25, 0.25]
 * ```
 */
export const countLaw = (sampling: Sampling): Float64Array => lawOf(openSampling(sampling));

/** The count law of an opened sampling. */
export function lawOf({ sellers, sizes, parts }: OpenSampling): Float64Array {
  const law = new Float64Array(sizes.buyers + 1);
  for (const [weight, part] of parts) addLaw(law, weight, part, sellers);
  return law;
}

function addLaw(law: Float64Array, weight: number, part: Part, sellers: number): void {
  if (part.type === "counts") {
    for (const count of part.counts) law[count] += weight / sellers;
  } else if (part.type === "balanced") {
    law[part.least] += (weight * (sellers - part.rest)) / sellers;
    if (part.rest > 0) law[part.least + 1] += (weight * part.rest) / sellers;
  } else {
    part.blocks
      .map((block) => blockLaw(block, sellers))
      .reduce(convolveTrimmed, Float64Array.of(1))
      .forEach((p, k) => (law[k] += weight * p));
  }
}

/** The law of one block: that of its ordering design, or of so many independent copies of it. */
function blockLaw({ sizes, copies }: Block, sellers: number): Float64Array {
  if (copies === 1) return orderingLaw(sizes, sellers);
  // Only single buyers come in copies: a sum of independent indicators.
  const [[size]] = sizes.groups;
  return binomialLaw(copies, size / sellers, (sellers - size) / sellers);
}

/** The law of the ordering design: N_k/n for the number N_k of places that are sampled k times. */
function orderingLaw(sizes: Histogram, sellers: number): Float64Array {
  const law = new Float64Array(sizes.buyers + 1);
  let rest = sellers;
  for (const { times, places } of staircaseOf(sizes)) {
    law[times] = places / sellers;
    rest -= places;
  }
  law[0] += rest / sellers;
  return law;
}

/** The convolution, without the time spent on entries that are zero at either end. */
function convolveTrimmed(a: Float64Array, b: Float64Array): Float64Array {
  let [lo, hi] = [0, b.length];
  while (lo < hi && b[lo] === 0) lo++;
  while (hi > lo && b[hi - 1] === 0) hi--;
  const sum = new Float64Array(a.length + b.length - 1);
  sum.set(convolve(a, b.subarray(lo, hi)), lo);
  return sum;
}

/**
 * Mean and variance of a law on 0, 1, 2, ….
 * @claims gah12/sec4.1.min-price, gah12/lem4.2
 * @example
 * ```ts
 * lawMoments([0.5, 0.25, 0.25]); // { mean: 0.75, variance: 0.6875 }
 * ```
 */
export function lawMoments(law: ArrayLike<number>): { readonly mean: number; readonly variance: number } {
  checkLaw("law", law);
  let mean = 0;
  for (let k = 1; k < law.length; k++) mean += k * law[k];
  let variance = 0;
  for (let k = 0; k < law.length; k++) variance += (k - mean) * (k - mean) * law[k];
  return { mean, variance };
}

/**
 * w = Σ d_b/n′, the expected number of times a given seller is sampled, by every design (Lemma 4.2).
 * @example
 * ```ts
 * meanCount({ demand: [[1, 1], [2, 1]], sellers: 4 }); // 0.75
 * ```
 */
export function meanCount(market: Omit<Sampling, "design">): number {
  checkObject("market", market);
  return histogram(market.demand, market.sellers).records / market.sellers;
}
