/** Draws the samples of a design, as sets or as counts. */
import { checkNumbers } from "../arguments";
import { identity, prefixOf, shufflePrefix, type Prefix } from "../probability/without-replacement";
import type { Stream } from "../probability/stream";
import { placesOf, staircaseOf, type Histogram } from "./demand";
import { openSampling, type Sampling } from "./design";

/** The samples of one draw: for every buyer, in the order of the demand, his sellers (0-based), d_b different ones. */
export type Samples = readonly Int32Array[];

/**
 * Draws the buyers' samples.
 * @param sampling demand, number of sellers and design
 * @param stream where the randomness comes from
 */
export function drawSamples(sampling: Sampling, stream: Stream): Samples {
  const { sellers, parts } = openSampling(sampling);
  const sizes = sampling.demand.flatMap(([size, buyers]) => Array<number>(buyers).fill(size));
  const order = identity(sellers);
  const part = pick(parts, stream);
  if (part.type !== "blocks") {
    shufflePrefix(order, prefixOf(sellers, sellers), stream);
    return part.type === "counts"
      ? realise(part.counts, sizes).map((sample) => sample.map((place) => order[place]))
      : arcs(order, sizes);
  }
  // Samples of one size are interchangeable, so each buyer takes the next sample of his size.
  const waiting = new Map<number, Int32Array[]>();
  for (const { sizes: block, copies } of part.blocks) {
    const largest = block.groups.reduce((max, [size]) => Math.max(max, size), 0);
    const prefix = prefixOf(sellers, largest);
    for (let copy = 0; copy < copies; copy++) {
      shufflePrefix(order, prefix, stream);
      for (const [size, buyers] of block.groups) {
        const queue = waiting.get(size) ?? [];
        waiting.set(size, queue);
        for (let b = 0; b < buyers; b++) queue.push(order.slice(0, size));
      }
    }
  }
  return sizes.map((size) => waiting.get(size)?.pop() ?? new Int32Array(0));
}

/** One of weighted alternatives. */
function pick<T>(alternatives: readonly (readonly [number, T])[], stream: Stream): T {
  if (alternatives.length === 1) return alternatives[0][1];
  let u = stream.uniform();
  for (const [weight, alternative] of alternatives) {
    u -= weight;
    if (u < 0) return alternative;
  }
  return alternatives[alternatives.length - 1][1];
}

/** Systematic sampling: each buyer takes the next d_b sellers on the circle. */
function arcs(order: Int32Array, sizes: readonly number[]): Samples {
  let start = 0;
  return sizes.map((size) => {
    const sample = Int32Array.from({ length: size }, (_, i) => order[(start + i) % order.length]);
    start += size;
    return sample;
  });
}

/** Samples with given sizes and counts (Gale and Ryser): the largest first, each from those with most left to serve. */
function realise(counts: readonly number[], sizes: readonly number[]): Samples {
  const left = Int32Array.from(counts);
  const samples: Int32Array[] = Array(sizes.length);
  const byPlace = Array.from(left.keys());
  for (const b of Array.from(sizes.keys()).sort((x, y) => sizes[y] - sizes[x])) {
    byPlace.sort((x, y) => left[y] - left[x]);
    samples[b] = Int32Array.from(byPlace.slice(0, sizes[b]));
    for (const place of samples[b]) left[place]--;
  }
  return samples;
}

/** A random order of the sellers, `copies` times anew: who is at place j is sampled times[j] times, others never. */
export interface Pass {
  readonly times: Int32Array;
  readonly copies: number;
  readonly prefix: Prefix;
}

/**
 * How to draw the counts of a design: one of several lists of passes, by weight. The time is that of the largest sample
 * of each block, whatever the number of buyers.
 */
export type Plan = readonly (readonly [weight: number, passes: readonly Pass[]])[];

/** The plan of a design. */
function planOf(sampling: Sampling): Plan {
  const { sellers, parts } = openSampling(sampling);
  const pass = (times: Int32Array, copies = 1): Pass => ({ times, copies, prefix: prefixOf(sellers, times.length) });
  return parts.map(([weight, part]) => {
    if (part.type === "blocks") {
      return [weight, part.blocks.map(({ sizes, copies }) => pass(reached(sizes, sellers), copies))] as const;
    }
    if (part.type === "counts") return [weight, [pass(Int32Array.from(part.counts))]] as const;
    const { least, rest } = part;
    return [weight, [pass(Int32Array.from({ length: sellers }, (_, j) => (j < rest ? least + 1 : least)))]] as const;
  });
}

/** K(j) at the places that are sampled at all. */
function reached(sizes: Histogram, sellers: number): Int32Array {
  const places = staircaseOf(sizes).reduce((sum, step) => sum + step.places, 0);
  return placesOf(sizes, sellers).subarray(0, places);
}

/** Writes into `counts` how often each seller is sampled in one draw. */
export type CountSampler = (counts: Int32Array, stream: Stream) => void;

/**
 * Prepares the drawing of counts.
 * @param sampling demand, number of sellers and design
 */
export function countSampler(sampling: Sampling): CountSampler {
  const prepared = planOf(sampling);
  const order = identity(sampling.sellers);
  return (counts, stream) => {
    counts.fill(0);
    for (const { times, copies, prefix } of pick(prepared, stream)) {
      for (let copy = 0; copy < copies; copy++) {
        shufflePrefix(order, prefix, stream);
        for (let j = 0; j < times.length; j++) counts[order[j]] += times[j];
      }
    }
  };
}

/**
 * Prepares the drawing of Σ_i value_i · (times i is sampled).
 * @param sampling demand, number of sellers and design
 * @param values one a seller
 */
export function weightedCountSampler(sampling: Sampling, values: ArrayLike<number>): (stream: Stream) => number {
  const prepared = planOf(sampling);
  checkNumbers("values", values, {}, { min: sampling.sellers, max: sampling.sellers });
  // The values themselves are shuffled: no seller need be looked up.
  const order = Float64Array.from(values);
  return (stream) => {
    let sum = 0;
    for (const { times, copies, prefix } of pick(prepared, stream)) {
      for (let copy = 0; copy < copies; copy++) {
        shufflePrefix(order, prefix, stream);
        sum += weightedSum(times, order);
      }
    }
    return sum;
  };
}

/** Σ_j times[j] · values[j] over the places of a pass, in two sums that do not wait for each other. */
function weightedSum(times: Int32Array, values: Float64Array): number {
  let even = 0;
  let odd = 0;
  const pairs = times.length & ~1;
  for (let j = 0; j < pairs; j += 2) {
    even += times[j] * values[j];
    odd += times[j + 1] * values[j + 1];
  }
  return pairs < times.length ? even + odd + times[pairs] * values[pairs] : even + odd;
}
