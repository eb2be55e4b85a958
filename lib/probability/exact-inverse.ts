/**
 * Exact draws from a law on the whole numbers by inverting its distribution function: a uniform number is revealed bit
 * by bit, until no value of the distribution function, known to as many bits as it takes, can lie between its two ends.
 * No floating-point number takes part, so the law drawn is the law meant, to the last bit.
 */
import type { Stream } from "./stream";

/** One step of a table: 16 bits of the uniform number. */
const STEP = 16;
const CELLS = 1 << STEP;
const UNDECIDED = 0xffff;

/** The most values of the distribution function that a table holds. */
export const MOST_STEPS = 4096;

/**
 * A sampler of the number of values of a distribution function that are at most a uniform random number.
 * @param cumulative given a number of bits, the increasing values of the distribution function in units of 2^{−bits},
 *   at most {@link MOST_STEPS} of them, each within 2^20 units. They must be irrational, so that every draw is decided.
 * @returns a function from a stream to a whole number in 0..m for m values
 */
export function exactInverse(cumulative: (bits: number) => readonly bigint[]): (stream: Stream) => number {
  const SLACK = 1n << 20n;
  const known = new Map<number, readonly bigint[]>();
  const values = (bits: number): readonly bigint[] => {
    const found = known.get(bits) ?? cumulative(bits);
    known.set(bits, found);
    return found;
  };

  /** How many values are at most the number that begins with these bits, or −1 while that is not decided. */
  function decide(prefix: bigint, bits: number): number {
    const shift = BigInt(2 * STEP);
    const list = values(bits + 2 * STEP);
    const low = (prefix << shift) - SLACK;
    const high = ((prefix + 1n) << shift) + SLACK;
    let [begin, end] = [0, list.length];
    while (begin < end) {
      const middle = (begin + end) >> 1;
      if (list[middle] <= low) begin = middle + 1;
      else end = middle;
    }
    return begin < list.length && list[begin] < high ? -1 : begin;
  }

  function refine(cell: number, stream: Stream): number {
    let prefix = BigInt(cell);
    for (let bits = STEP; ; bits += STEP) {
      const found = decide(prefix, bits);
      if (found >= 0) return found;
      prefix = (prefix << BigInt(STEP)) | BigInt(stream.bits() >>> STEP);
    }
  }

  // Cells that a value may cut are undecided by their bits alone; the others lie between two values.
  const table = new Uint16Array(CELLS);
  const first = values(3 * STEP);
  let filled = 0;
  first.forEach((value, i) => {
    const from = Number((value - SLACK) >> BigInt(2 * STEP));
    const to = Number((value + SLACK) >> BigInt(2 * STEP));
    if (from > filled) table.fill(i, filled, from);
    table.fill(UNDECIDED, Math.max(0, from), to + 1);
    filled = Math.max(filled, to + 1);
  });
  table.fill(first.length, filled);
  return (stream) => {
    const cell = stream.bits() >>> STEP;
    const found = table[cell];
    return found === UNDECIDED ? refine(cell, stream) : found;
  };
}
