/**
 * The geometric law on 0, 1, 2, …: P(k) = (1 − b) b^k. It is given by its decay rate κ = −ln b, so that 1 − b is known
 * accurately for κ near 0 and b never underflows for large κ.
 */
import { checkNumber } from "../arguments";
import { expMinusFixed } from "../numerics/fixed-point";
import { exactInverse, MOST_STEPS, type WholeSampler } from "./exact-inverse";

/**
 * A sampler of the geometric law, exact: no rounding of a logarithm, every draw decided by whole numbers.
 * @param rate κ in [1e-7, 1000]
 */
export function geometricSampler(rate: number): WholeSampler {
  checkNumber("rate", rate, { min: 1e-7, max: 1000 });
  const steps = Math.min(MOST_STEPS, Math.ceil(36 / rate));
  return exactInverse({
    lowest: 0,
    cumulative: (bits) => {
      const b = expMinusFixed(rate, bits);
      const unit = BigInt(bits);
      const one = 1n << unit;
      const values: bigint[] = [];
      for (let k = 0, tail = b; k < steps; k++, tail = (tail * b) >> unit) values.push(one - tail);
      return values;
    },
  });
}
