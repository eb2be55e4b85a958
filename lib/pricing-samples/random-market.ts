/** Random small markets, for property tests and for the search for worst cases. */
import type { Stream } from "../probability/stream";
import { histogram, placesOf, type Demand } from "./demand";
import type { Seller } from "./seller";
import type { Utility } from "./utility";

const pick = <T>(items: readonly T[], { uniform }: Stream): T => items[Math.floor(uniform() * items.length)];

/** A whole number in lo..hi. */
export const whole = (lo: number, hi: number, { uniform }: Stream): number =>
  lo + Math.floor(uniform() * (hi - lo + 1));

/** Up to `groups` groups of one to three buyers, sizes 1..most. */
export const randomDemand = (groups: number, most: number, stream: Stream): Demand =>
  Array.from({ length: whole(1, groups, stream) }, () => [whole(1, most, stream), whole(1, 3, stream)] as const);

/** A concave attitude to risk, some of them neutral. */
export function randomConcave(stream: Stream): Utility {
  const { uniform } = stream;
  return pick<() => Utility>(
    [
      () => ({ type: "linear" }),
      () => ({ type: "cara", a: 10 ** (-3 + 3 * uniform()) }),
      () => ({ type: "crra", gamma: 0.5 + 4 * uniform(), wealth: 100 + 400 * uniform() }),
      () => ({ type: "kink", lambda: 1 + 2 * uniform() }),
    ],
    stream,
  )();
}

/** Sellers with costs up to c^max = 10 and attitudes drawn by `attitude`. */
export const randomPopulation = (sellers: number, attitude: (stream: Stream) => Utility, stream: Stream): Seller[] =>
  Array.from({ length: sellers }, () => ({ cost: 10 * stream.uniform(), utility: attitude(stream) }));

/** A concave function on 0..m, f(0) = 0, as a table; non-decreasing unless `anySign`. */
export function randomConcaveTable(m: number, stream: Stream, anySign = false): number[] {
  const slopes = Array.from({ length: m }, () => stream.uniform() * 2 - (anySign ? 1 : 0)).sort((a, b) => b - a);
  const table = [0];
  for (const slope of slopes) table.push(table[table.length - 1] + slope);
  return table;
}

/**
 * The largest of `count` random concave non-decreasing tables on 0..m: concave costs whose maximum need not be concave.
 */
export function randomMaxOfConcave(m: number, count: number, { uniform }: Stream): number[] {
  const table = Array<number>(m + 1).fill(0);
  for (let j = 0; j < count; j++) {
    const [slope, cap] = [m * uniform() ** 2, m * uniform()];
    for (let k = 1; k <= m; k++) table[k] = Math.max(table[k], Math.min(slope * k, cap));
  }
  return table;
}

/** All whole count vectors, in descending order, that samples of the demanded sizes can have (Z majorised by K). */
export function feasibleCounts(demand: Demand, sellers: number): number[][] {
  const places = placesOf(histogram(demand, sellers), sellers);
  const bound: number[] = [0];
  for (const times of places) bound.push(bound[bound.length - 1] + times);
  const found: number[][] = [];
  const extend = (counts: number[], sum: number, most: number): void => {
    if (counts.length === sellers) {
      if (sum === bound[sellers]) found.push(counts);
      return;
    }
    for (let z = Math.min(most, bound[counts.length + 1] - sum); z >= 0; z--) extend([...counts, z], sum + z, z);
  };
  extend([], 0, Infinity);
  return found;
}
