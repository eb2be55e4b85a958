/** Draws the samples of a design, as sets or as counts. */
import { identity, shufflePrefix } from "../probability/without-replacement";
import type { Stream } from "../probability/stream";
import { histogram, placesOf, staircaseOf, type Demand } from "./demand";
import { blocksOf, checkSampling, type Block, type Sampling } from "./design";

/** The samples of one draw: for every buyer, in the order of the demand, his sellers (0-based), d_b different ones. */
export type Samples = readonly Int32Array[];

/**
 * Draws the buyers' samples.
 * @param sampling demand, number of sellers and design
 * @param stream where the randomness comes from
 */
export function drawSamples(sampling: Sampling, stream: Stream): Samples {
  checkSampling(sampling);
  return draw(sampling, stream);
}

function draw(sampling: Sampling, stream: Stream): Samples {
  const { demand, sellers, design } = sampling;
  const sizes = demand.flatMap(([size, buyers]) => Array<number>(buyers).fill(size));
  const order = identity(sellers);
  if (design.type === "mixture") {
    return draw({ demand, sellers, design: pick(design.parts, stream) }, stream);
  }
  const blocks = blocksOf(sampling);
  if (!blocks) {
    shufflePrefix(order, sellers, stream);
    return design.type === "counts"
      ? realise(pick(design.atoms, stream), sizes).map((sample) => sample.map((place) => order[place]))
      : arcs(order, sizes);
  }
  // Samples of one size are interchangeable, so each buyer takes the next sample of his size.
  const waiting = new Map<number, Int32Array[]>();
  for (const block of blocks) {
    for (let copy = 0; copy < block.copies; copy++) {
      shufflePrefix(order, largest(block.demand), stream);
      for (const [size, buyers] of block.demand) {
        const queue = waiting.get(size) ?? [];
        waiting.set(size, queue);
        for (let b = 0; b < buyers; b++) queue.push(order.slice(0, size));
      }
    }
  }
  return sizes.map((size) => (waiting.get(size) as Int32Array[]).pop() as Int32Array);
}

const largest = (demand: Demand): number =>
  demand.reduce((max, [size, buyers]) => (buyers > 0 && size > max ? size : max), 0);

/** One of weighted alternatives. */
function pick<T>(alternatives: readonly (readonly [number, T])[], stream: Stream): T {
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

/**
 * Samples with given sizes and counts (Gale and Ryser): the largest first, each from the sellers with most left to
 * serve.
 */
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

/** Writes into `counts` how often each seller is sampled in one draw. */
export type CountSampler = (counts: Int32Array, stream: Stream) => void;

/**
 * Prepares the drawing of counts, in time proportional to the largest sample of each block, whatever the number of
 * buyers.
 * @param sampling demand, number of sellers and design
 */
export function countSampler(sampling: Sampling): CountSampler {
  checkSampling(sampling);
  return prepare(sampling);
}

function prepare(sampling: Sampling): CountSampler {
  const { demand, sellers, design } = sampling;
  const order = identity(sellers);
  if (design.type === "mixture") {
    const parts = design.parts.map(([weight, part]) => [weight, prepare({ demand, sellers, design: part })] as const);
    return (counts, stream) => pick(parts, stream)(counts, stream);
  }
  const blocks = blocksOf(sampling);
  if (!blocks) {
    const { records } = histogram(demand, sellers);
    const [least, rest] = [Math.floor(records / sellers), records % sellers];
    const atoms: readonly (readonly [number, ArrayLike<number>])[] = design.type === "counts"
      ? design.atoms
      : [[1, Int32Array.from({ length: sellers }, (_, j) => (j < rest ? least + 1 : least))]];
    return (counts, stream) => {
      shufflePrefix(order, sellers, stream);
      const vector = pick(atoms, stream);
      for (let j = 0; j < sellers; j++) counts[order[j]] = vector[j];
    };
  }
  const plan = blocks.map((block) => planOf(block, sellers));
  return (counts, stream) => {
    counts.fill(0);
    for (const { times, copies } of plan) {
      for (let copy = 0; copy < copies; copy++) {
        shufflePrefix(order, times.length, stream);
        addPlaces(counts, order, times);
      }
    }
  };
}

function planOf({ demand, copies }: Block, sellers: number): { readonly times: Int32Array; readonly copies: number } {
  const reached = staircaseOf(histogram(demand, sellers)).reduce((sum, { places }) => sum + places, 0);
  return { times: placesOf(demand, sellers).subarray(0, reached), copies };
}

function addPlaces(counts: Int32Array, order: Int32Array, times: Int32Array): void {
  for (let j = 0; j < times.length; j++) counts[order[j]] += times[j];
}
