/** Samples without replacement, in time proportional to the sample, by Fisher and Yates's shuffle cut short. */
import { checkArray, checkInteger, rejectValue } from "../arguments";
import type { Stream } from "./stream";

const TWO_32 = 2 ** 32;
const TWO_NEG_32 = 2 ** -32;

/**
 * How to draw the first places of an order of n entries: `width` places from each 32-bit word, the word rejected where
 * its last product falls below `limits` (Lemire 2019; Brackett-Rozinsky and Lemire 2024), so that each choice is exactly
 * uniform; what is left over is drawn one by one.
 */
export interface Prefix {
  readonly entries: number;
  readonly size: number;
  readonly width: 1 | 2 | 3;
  readonly limits: Uint32Array;
}

/**
 * Prepares {@link shufflePrefix}.
 * @param entries whole, ≥ 0
 * @param size whole, 0..entries
 */
export function prefixOf(entries: number, size: number): Prefix {
  checkInteger("entries", entries, { min: 0, max: 1e8 });
  checkInteger("size", size, { min: 0, max: entries });
  // The ranges of one word multiply to at most 2³¹, so that a word is rejected less than every second time.
  const width = entries <= 1290 ? 3 : entries <= 46341 ? 2 : 1;
  const limits = Uint32Array.from({ length: Math.floor(size / width) }, (_, group) => {
    let range = 1;
    for (let j = 0; j < width; j++) range *= Math.max(1, entries - width * group - j);
    return TWO_32 % range;
  });
  return { entries, size, width, limits };
}

/**
 * Makes the first entries a uniformly random ordered sample of all entries, whatever their order was before; the entries
 * stay a permutation, so that the same array serves for the next sample.
 * @param items as many as the prefix was prepared for
 * @param prefix from {@link prefixOf}
 */
export function shufflePrefix(items: Int32Array | Float64Array, prefix: Prefix, stream: Stream): void {
  if (items.length !== prefix.entries) rejectValue("the length of items", items.length, String(prefix.entries));
  const { size, width, limits } = prefix;
  if (width === 3) byThrees(items, limits, stream.bits);
  else if (width === 2) byTwos(items, limits, stream.bits);
  for (let j = width === 1 ? 0 : width * limits.length; j < size; j++) {
    const place = j + below(items.length - j, stream);
    const kept = items[place];
    items[place] = items[j];
    items[j] = kept;
  }
}

// The swaps below are written out: called as functions they take half as long again.

/** Three places a word: the high half of word · range is the place, the low half the word for the next range. */
function byThrees(items: Int32Array | Float64Array, limits: Uint32Array, bits: () => number): void {
  const n = items.length;
  for (let group = 0, j = 0; group < limits.length; group++) {
    const range = n - j;
    const limit = limits[group];
    let first = 0;
    let second = 0;
    let third = 0;
    do {
      first = bits() >>> 0;
      second = Math.imul(first, range) >>> 0;
      third = Math.imul(second, range - 1) >>> 0;
    } while (Math.imul(third, range - 2) >>> 0 < limit);
    let place = j + ((first * range * TWO_NEG_32) | 0);
    let kept = items[place];
    items[place] = items[j];
    items[j] = kept;
    j++;
    place = j + ((second * (range - 1) * TWO_NEG_32) | 0);
    kept = items[place];
    items[place] = items[j];
    items[j] = kept;
    j++;
    place = j + ((third * (range - 2) * TWO_NEG_32) | 0);
    kept = items[place];
    items[place] = items[j];
    items[j] = kept;
    j++;
  }
}

/** Two places a word. */
function byTwos(items: Int32Array | Float64Array, limits: Uint32Array, bits: () => number): void {
  const n = items.length;
  for (let group = 0, j = 0; group < limits.length; group++) {
    const range = n - j;
    const limit = limits[group];
    let first = 0;
    let second = 0;
    do {
      first = bits() >>> 0;
      second = Math.imul(first, range) >>> 0;
    } while (Math.imul(second, range - 1) >>> 0 < limit);
    let place = j + ((first * range * TWO_NEG_32) | 0);
    let kept = items[place];
    items[place] = items[j];
    items[j] = kept;
    j++;
    place = j + ((second * (range - 1) * TWO_NEG_32) | 0);
    kept = items[place];
    items[place] = items[j];
    items[j] = kept;
    j++;
  }
}

/** A whole number in 0..range − 1, uniform to one part in 2⁵³/range. */
const below = (range: number, stream: Stream): number => Math.floor(stream.uniform() * range);

/** 0, 1, …, n − 1. */
export function identity(n: number): Int32Array {
  checkInteger("n", n, { min: 0, max: 1e8 });
  const items = new Int32Array(n);
  for (let i = 0; i < n; i++) items[i] = i;
  return items;
}

/**
 * A uniformly random set of `size` of the numbers 0..population − 1, in random order (Floyd's algorithm and a shuffle).
 * @param population whole, ≥ 0
 * @param size whole, 0..population
 */
export function sampleWithoutReplacement(population: number, size: number, stream: Stream): Int32Array {
  checkInteger("population", population, { min: 0 });
  checkInteger("size", size, { min: 0, max: population });
  const chosen = new Set<number>();
  for (let top = population - size; top < population; top++) {
    const candidate = below(top + 1, stream);
    chosen.add(chosen.has(candidate) ? top : candidate);
  }
  const sample = Int32Array.from(chosen);
  shufflePrefix(sample, prefixOf(size, size), stream);
  return sample;
}

/** Whether the entries are 0..n − 1 in some order. */
export function isPermutation(order: ArrayLike<number>, n: number): boolean {
  checkArray("order", order);
  const seen = new Uint8Array(n);
  for (let i = 0; i < order.length; i++) {
    if (!(order[i] in seen) || seen[order[i]]) return false;
    seen[order[i]] = 1;
  }
  return order.length === n;
}
