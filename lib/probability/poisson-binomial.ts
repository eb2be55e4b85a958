/** The law of a sum of independent, differently biased coins. */
import { checkNumbers } from "../arguments";

/**
 * The law of the number of successes in independent trials (Poisson-binomial), by adding one trial after the other:
 * O(n²), all terms positive.
 * @param p the trials' success probabilities, in [0, 1]
 * @returns n + 1 probabilities
 * @example
 * ```ts
 * poissonBinomialLaw([0.5, 0.5, 1]); // [0, 0.25, 0.5, 0.25]
 * ```
 */
export function poissonBinomialLaw(p: ArrayLike<number>): Float64Array {
  checkNumbers("p", p, { min: 0, max: 1 });
  const law = new Float64Array(p.length + 1);
  law[0] = 1;
  for (let i = 0; i < p.length; i++) {
    const [success, failure] = [p[i], 1 - p[i]];
    law[i + 1] = law[i] * success;
    for (let k = i; k > 0; k--) law[k] = law[k] * failure + law[k - 1] * success;
    law[0] *= failure;
  }
  return law;
}
