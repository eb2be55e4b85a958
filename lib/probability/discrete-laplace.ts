/** The discrete Laplace law on the whole numbers: P(k) = tanh(κ/2) e^{−κ|k|}, the difference of two geometric laws. */
import { checkInteger, checkNumber } from "../numerics/domain";
import { expMinusFixed } from "../numerics/fixed-point";
import { log1mexp } from "../numerics/log-space";
import { exactInverse, MOST_STEPS } from "./exact-inverse";
import { geometricSampler } from "./geometric";
import type { Stream } from "./stream";

/**
 * ln P(X = k).
 * @param k whole
 * @param rate κ > 0
 */
export function logDiscreteLaplacePmf(k: number, rate: number): number {
  checkInteger("k", k);
  checkNumber("rate", rate, { above: 0 });
  return Math.log(Math.tanh(rate / 2)) - rate * Math.abs(k);
}

/**
 * ln P(X ≥ k), accurate in both tails. P(X ≤ k) is the tail at −k.
 * @param k whole
 * @param rate κ > 0
 */
export function logDiscreteLaplaceTail(k: number, rate: number): number {
  checkInteger("k", k);
  checkNumber("rate", rate, { above: 0 });
  const half = Math.log1p(Math.exp(-rate));
  return k >= 1 ? -rate * k - half : log1mexp(rate * (1 - k) + half);
}

/**
 * A sampler of the discrete Laplace law, exact: every draw is decided by whole numbers.
 * @param rate κ in [1e-8, 1000]
 * @returns a function that draws from a stream
 */
export function discreteLaplaceSampler(rate: number): (stream: Stream) => number {
  checkNumber("rate", rate, { min: 1e-8, max: 1000 });
  const reach = Math.min(MOST_STEPS / 2 - 1, Math.ceil(36 / rate));
  const draw = exactInverse((bits) => {
    // P(X ≤ −k) = a^k/(1 + a) for k ≥ 1, and P(X ≤ k) = 1 − P(X ≤ −k − 1).
    const a = expMinusFixed(rate, bits);
    const unit = BigInt(bits);
    const one = 1n << unit;
    const below: bigint[] = [];
    for (let k = 1, tail = (a << unit) / (one + a); k <= reach + 1; k++, tail = (tail * a) >> unit) below.push(tail);
    return [...below.slice().reverse(), ...below.map((tail) => one - tail)];
  });
  const beyond = geometricSampler(rate);
  // 0 stands for all values up to −reach − 1, the last for all from reach + 1 on; there the law is geometric.
  const last = 2 * reach + 2;
  return (stream) => {
    const found = draw(stream);
    if (found > 0 && found < last) return found - reach - 1;
    return found === 0 ? -reach - 1 - beyond(stream) : reach + 1 + beyond(stream);
  };
}
