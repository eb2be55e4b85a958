/** The Laplace law: density e^{−|x|/b}/(2b). Scale 0 is the constant 0. */
import { checkInteger, checkNumber } from "../arguments";
import { countOnes } from "./bernoulli";
import type { Stream } from "./stream";

/** 32 ln 2: numbers in (0, 1) are whole ones in units of 2^{−32}. */
const LN_UNIT = 32 * Math.LN2;

/**
 * P(X ≤ x) for X ~ Lap(scale).
 * @example
 * ```ts
 * laplaceCdf(1, 1); // 0.81606
 * ```
 */
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

/** The product of this many numbers in (2^{−33}, 1) does not underflow. */
const BLOCK = 30;

/**
 * The sum of independent draws of Lap(1), each a sign and ln of a 32-bit uniform number of its own. Signs are drawn 32 to a
 * word; the logarithm is taken once for a block of draws, of the quotient of the products of their numbers.
 * @param count how many draws, ≥ 0
 */
export function drawLaplaceSum(count: number, stream: Stream): number {
  checkInteger("count", count, { min: 0 });
  const { bits } = stream;
  let sum = 0;
  for (let done = 0; done < count; done += BLOCK) {
    const size = Math.min(BLOCK, count - done);
    // Magnitudes are exchangeable: the first ones take the positive signs.
    const positive = countOnes(bits() & ((1 << size) - 1));
    let up = 1;
    let down = 1;
    for (let i = 0; i < positive; i++) up *= (bits() >>> 0) + 0.5;
    for (let i = positive; i < size; i++) down *= (bits() >>> 0) + 0.5;
    sum += Math.log(down / up) + (2 * positive - size) * LN_UNIT;
  }
  return sum;
}
