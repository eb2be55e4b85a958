/** Weighted sums of marginal contributions: what the Shapley and Banzhaf values have in common. */
import { coalitionSizes } from "./coalitions";

/**
 * φ_i = Σ_{S ∌ i} weights[|S|] (worth(S ∪ i) − worth(S)) for every player (Dubey, Neyman, Weber 1981), in N 2^{N−1} steps.
 * @param players N
 * @param worth a checked table of 2^N worths
 * @param weights of a set of size 0..N−1 that a player joins
 */
export function semivalue(players: number, worth: ArrayLike<number>, weights: ArrayLike<number>): Float64Array {
  const table = Float64Array.from(worth);
  const sizes = coalitionSizes(players);
  const weight = Float64Array.from(weights);
  return Float64Array.from({ length: players }, (_, i) => {
    const bit = 2 ** i;
    let sum = 0;
    for (let base = 0; base < table.length; base += 2 * bit) {
      for (let set = base; set < base + bit; set++) sum += weight[sizes[set]] * (table[set + bit] - table[set]);
    }
    return sum;
  });
}

/** C(n, 0), …, C(n, n). */
export function binomials(n: number): Float64Array {
  const row = new Float64Array(n + 1).fill(1);
  for (let k = 1; k <= n; k++) row[k] = Math.round((row[k - 1] * (n - k + 1)) / k);
  return row;
}
