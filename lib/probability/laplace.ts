/** The Laplace law: density e^{−|x|/b}/(2b). Scale 0 is the constant 0. */
import { checkInteger, checkNumber } from "../numerics/domain";
import type { Stream } from "./stream";

/** P(X ≤ x) for X ~ Lap(scale). */
export function laplaceCdf(x: number, scale: number): number {
  checkNumber("x", x, { min: -Infinity, max: Infinity });
  checkNumber("scale", scale, { min: 0 });
  if (scale === 0) return x < 0 ? 0 : 1;
  return x < 0 ? 0.5 * Math.exp(x / scale) : 1 - 0.5 * Math.exp(-x / scale);
}

/**
 * A draw of Lap(scale) by inversion: −scale·sign(u − ½)·ln(1 − 2|u − ½|).
 * @param scale b ≥ 0
 */
export function drawLaplace(scale: number, stream: Stream): number {
  checkNumber("scale", scale, { min: 0 });
  if (scale === 0) return 0;
  // u in (−1, 1): the 53-bit number and half a unit of its last place.
  const u = 2 * stream.uniform() - 1 + Number.EPSILON / 2;
  return u < 0 ? scale * Math.log1p(u) : -scale * Math.log1p(-u);
}

/** 2^{−31}. */
const UNIT = 2 ** -31;
/** The product of this many numbers in (2^{−32}, 1) does not underflow. */
const BLOCK = 31;

/**
 * The sum of independent draws of Lap(1), each from one word: a sign bit and a 31-bit uniform number w, ∓ln w. The
 * logarithm is taken once for a block of draws, of the product of their numbers.
 * @param count how many draws, ≥ 0
 */
export function drawLaplaceSum(count: number, stream: Stream): number {
  checkInteger("count", count, { min: 0 });
  const { bits } = stream;
  let sum = 0;
  for (let done = 0; done < count; done += BLOCK) {
    const end = Math.min(done + BLOCK, count);
    let up = 1;
    let down = 1;
    for (let i = done; i < end; i++) {
      const word = bits();
      const w = ((word & 0x7fffffff) + 0.5) * UNIT;
      if (word < 0) up *= w;
      else down *= w;
    }
    sum += Math.log(down / up);
  }
  return sum;
}
