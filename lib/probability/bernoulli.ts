/** Bernoulli draws, 32 at a time. */
import { checkNumber } from "../arguments";
import type { Stream } from "./stream";

/**
 * A sampler of 32 independent Bernoulli(p) draws as the bits of a word. Compares 32 uniform numbers with p bit by bit,
 * most significant first, all lanes at once, until every lane is decided: about 7 random words for 32 draws, instead of
 * 32. The first 53 binary digits of p count.
 * @param p probability of a one bit, in [0, 1]
 * @returns given a stream and the lanes wanted (a mask, all 32 by default), the word; bits outside the mask are 0
 */
export function bernoulliBits(p: number): (stream: Stream, lanes?: number) => number {
  checkNumber("p", p, { min: 0, max: 1 });
  if (p === 1) return (_, lanes = -1) => lanes;
  const digits: number[] = [];
  for (let rest = p; rest > 0 && digits.length < 53;) {
    rest *= 2;
    const digit = rest >= 1 ? 1 : 0;
    digits.push(digit);
    rest -= digit;
  }
  const ones = Uint8Array.from(digits);
  return ({ bits }, lanes = -1) => {
    let word = 0;
    let undecided = lanes;
    for (let i = 0; i < ones.length && undecided !== 0; i++) {
      const u = bits();
      if (ones[i] === 1) {
        word |= undecided & ~u;
        undecided &= u;
      } else {
        undecided &= ~u;
      }
    }
    return word;
  };
}

/** The number of one bits of a 32-bit word. */
export function countOnes(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
