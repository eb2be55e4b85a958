/**
 * Exact draws from a law on the whole numbers by inverting its distribution function: a uniform number is revealed bit
 * by bit, until no value of the distribution function, known to as many bits as it takes, can lie between its two ends.
 * No floating-point number takes part, so the law drawn is the law meant, to the last bit.
 */
import type { Stream } from "./stream";

/** The table is looked up by the first 16 bits of the uniform number. */
const STEP = 16;
const CELLS = 1 << STEP;
const UNDECIDED = -32768;

/** The most values of the distribution function that a table holds. */
export const MOST_STEPS = 4096;

/** Draws whole numbers from one law. */
export interface WholeSampler {
  /** One draw. */
  readonly draw: (stream: Stream) => number;
  /** Fills an array with draws, two from every 32 random bits where they suffice: about half the time of single draws. */
  readonly fill: (target: Int32Array, stream: Stream) => void;
}

/** A law on the whole numbers as {@link exactInverse} wants it. */
export interface ExactLaw {
  /** The least number in the table. */
  readonly lowest: number;
  /**
   * Given a number of bits, P(X ≤ lowest), P(X ≤ lowest + 1), … in units of 2^{−bits}: at most {@link MOST_STEPS} of
   * them, each within 2^20 units, irrational, so that every draw is decided.
   */
  readonly cumulative: (bits: number) => readonly bigint[];
  /** Draws X given that it is at most `lowest`; where it is left out, X is never below. */
  readonly below?: (stream: Stream) => number;
  /** Draws X given that it is above all numbers in the table; left out, the law has no memory and begins again there. */
  readonly above?: (stream: Stream) => number;
}

/** A sampler of a law. */
export function exactInverse({ lowest, cumulative, below, above }: ExactLaw): WholeSampler {
  const SLACK = 1n << 20n;
  const known = new Map<number, readonly bigint[]>();
  const values = (bits: number): readonly bigint[] => {
    const found = known.get(bits) ?? cumulative(bits);
    known.set(bits, found);
    return found;
  };

  // A cell holds its number where its 16 bits decide; not where a value may cut it, nor beyond the table.
  const table = new Int16Array(CELLS).fill(UNDECIDED);
  const first = values(64);
  // The first 32 bits of each value, or one less.
  const words = Uint32Array.from(first, (value) => Number((value < SLACK ? 0n : value - SLACK) >> 32n));
  first.forEach((value, i) => {
    if (i === 0 && below) return;
    const from = i === 0 ? 0 : Number((first[i - 1] + SLACK) >> 48n) + 1;
    const to = Number((value - SLACK) >> 48n);
    if (from < to) table.fill(lowest + i, from, to);
  });

  /** The draw of the numbers that begin with these 32 bits. */
  function decide(word: number, stream: Stream): number {
    let count = countUpTo(word, stream);
    if (count === 0 && below) return below(stream);
    if (count === words.length && above) return above(stream);
    let base = lowest;
    while (count === words.length) {
      base += count;
      count = countUpTo(stream.bits() >>> 0, stream);
    }
    return base + count;
  }

  /** How many values are at most the number that begins with these 32 bits. */
  function countUpTo(word: number, stream: Stream): number {
    let [begin, end] = [0, words.length];
    while (begin < end) {
      const middle = (begin + end) >> 1;
      // A value whose first bits are words[i] or one more is not yet known to be at most the number.
      if (words[middle] + 1 < word) begin = middle + 1;
      else end = middle;
    }
    if (begin === words.length || words[begin] > word) return begin;
    let prefix = BigInt(word);
    for (let bits = 32; ; bits += 32) {
      const list = values(bits + 32);
      const low = (prefix << 32n) - SLACK;
      const high = ((prefix + 1n) << 32n) + SLACK;
      let count = 0;
      while (count < list.length && list[count] <= low) count++;
      if (count === list.length || list[count] >= high) return count;
      prefix = (prefix << 32n) | BigInt(stream.bits() >>> 0);
    }
  }

  /** 16 bits that did not decide, and 16 fresh ones. */
  const decideFrom = (cell: number, stream: Stream): number => decide(cell * CELLS + (stream.bits() >>> STEP), stream);

  const draw = (stream: Stream): number => {
    const word = stream.bits();
    const found = table[word >>> STEP];
    return found === UNDECIDED ? decide(word >>> 0, stream) : found;
  };

  return {
    draw,
    fill: (target, stream) => {
      const pairs = target.length & ~1;
      for (let i = 0; i < pairs; i += 2) {
        const word = stream.bits();
        const one = table[word >>> STEP];
        const two = table[word & (CELLS - 1)];
        target[i] = one === UNDECIDED ? decideFrom(word >>> STEP, stream) : one;
        target[i + 1] = two === UNDECIDED ? decideFrom(word & (CELLS - 1), stream) : two;
      }
      if (pairs < target.length) target[pairs] = draw(stream);
    },
  };
}
