/** N users with different costs of sharing: the paper's open question, for pure equilibria. */
import { checkNumbers, rejectValue } from "../arguments";

/** The best of the equilibria in which the cheapest users share. */
export interface CheapestShare {
  /** J = u[k] − k c_(k). */
  readonly share: number;
  /** How many share. */
  readonly sharers: number;
  /** α = k c_(k)/u[k], so that each of them is paid c_(k). */
  readonly alpha: number;
}

/**
 * The platform's best pure equilibrium among those in which the k cheapest users share and each is paid α u[k]/k: it has
 * to pay everyone what the dearest of them needs, so that it keeps max_k u[k] − k c_(k). Equal shares k of the maximum
 * are settled for the smallest α.
 * @param utility u[0..N]: the utility when k users share, u[0] = 0
 * @param costs c_1..c_N ≥ 0, in any order
 * @example
 * ```ts
 * cheapestShare([0, 1, 1.5], [0.3, 0.4]); // { share: 0.7, sharers: 1, alpha: 0.3 }
 * ```
 */
export function cheapestShare(utility: ArrayLike<number>, costs: ArrayLike<number>): CheapestShare {
  checkNumbers("costs", costs, { min: 0 }, { min: 1 });
  const users = costs.length;
  checkNumbers("utility", utility, {}, { min: users + 1, max: users + 1 });
  if (utility[0] !== 0) rejectValue("utility[0]", utility[0], "0, since nobody's data are worth nothing");
  const sorted = Float64Array.from(costs).sort();
  let best: CheapestShare = { share: 0, sharers: 0, alpha: 0 };
  for (let k = 1; k <= users; k++) {
    const cost = sorted[k - 1];
    const share = utility[k] - k * cost;
    const alpha = (k * cost) / utility[k];
    // The next user must not want to join; where she does (increasing returns), a larger k is the better for it.
    const stable = k === users || (alpha * utility[k + 1]) / (k + 1) <= sorted[k] + 1e-12;
    if (!(utility[k] > 0) || !stable) continue;
    if (share > best.share + 1e-15 || (share >= best.share - 1e-15 && alpha < best.alpha))
      best = { share, sharers: k, alpha };
  }
  return best;
}
