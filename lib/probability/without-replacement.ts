/** Samples without replacement, in time proportional to the sample, by Fisher and Yates's shuffle cut short. */
import { checkArray, checkInteger } from "../numerics/domain";
import type { Stream } from "./stream";

const TWO_32 = 2 ** 32;

/**
 * Makes the first `size` entries a uniformly random ordered sample of all entries, whatever their order was before; the
 * entries stay a permutation, so that the same array serves for the next sample.
 *
 * Two places are drawn from one 32-bit word, exactly uniform by rejection (Lemire 2019; Brackett-Rozinsky and Lemire
 * 2024): the word times the first range gives the first place in its high half, its low half times the second range the
 * second place.
 * @param items at most 2¹⁶ entries are shuffled two by two, more one by one
 * @param size whole, 0..items.length
 */
export function shufflePrefix(items: Int32Array, size: number, stream: Stream): void {
  checkInteger("size", size, { min: 0, max: items.length });
  const n = items.length;
  const pairs = n <= 65536 ? size & ~1 : 0;
  const { bits } = stream;
  for (let j = 0; j < pairs; j += 2) {
    const first = n - j;
    const range = first * (first - 1);
    let word: number;
    let rest: number;
    let last: number;
    do {
      word = bits() >>> 0;
      rest = Math.imul(word, first) >>> 0;
      last = Math.imul(rest, first - 1) >>> 0;
    } while (last < range && last < TWO_32 % range);
    swap(items, j, j + Math.floor((word * first) / TWO_32));
    swap(items, j + 1, j + 1 + Math.floor((rest * (first - 1)) / TWO_32));
  }
  for (let j = pairs; j < size; j++) swap(items, j, j + below(n - j, stream));
}

function swap(items: Int32Array, i: number, j: number): void {
  const kept = items[i];
  items[i] = items[j];
  items[j] = kept;
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

/** A uniformly random order of 0..n − 1. */
export function randomOrder(n: number, stream: Stream): Int32Array {
  const order = identity(n);
  shufflePrefix(order, n, stream);
  return order;
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
  shufflePrefix(sample, size, stream);
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
