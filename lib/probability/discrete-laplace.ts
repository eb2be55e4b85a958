/** The discrete Laplace law on the whole numbers: P(k) = tanh(κ/2) e^{−κ|k|}, the difference of two geometric laws. */
import { checkNumber } from "../arguments";
import { expMinusFixed } from "../numerics/fixed-point";
import { exactInverse, MOST_STEPS, type WholeSampler } from "./exact-inverse";
import { geometricSampler } from "./geometric";
import type { Stream } from "./stream";

/**
 * A sampler of the discrete Laplace law, exact: every draw is decided by whole numbers.
 * @param rate κ in [1e-7, 1000]
 */
export function discreteLaplaceSampler(rate: number): WholeSampler {
  checkNumber("rate", rate, { min: 1e-7, max: 1000 });
  const reach = Math.min(MOST_STEPS / 2 - 1, Math.ceil(36 / rate));
  // At and beyond the ends of the table the law is geometric.
  let beyond: WholeSampler | undefined;
  const drawBeyond = (stream: Stream): number => (beyond ??= geometricSampler(rate)).draw(stream);
  return exactInverse({
    lowest: -reach - 1,
    cumulative: (bits) => {
      // P(X ≤ −k) = a^k/(1 + a) for k ≥ 1, and P(X ≤ k) = 1 − P(X ≤ −k − 1).
      const a = expMinusFixed(rate, bits);
      const unit = BigInt(bits);
      const one = 1n << unit;
      const below: bigint[] = [];
      for (let k = 1, tail = (a << unit) / (one + a); k <= reach + 1; k++, tail = (tail * a) >> unit) below.push(tail);
      return [...below.slice().reverse(), ...below.map((tail) => one - tail)];
    },
    below: (stream) => -reach - 1 - drawBeyond(stream),
    above: (stream) => reach + 1 + drawBeyond(stream),
  });
}
