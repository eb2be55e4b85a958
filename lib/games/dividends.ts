/** Harsanyi dividends and the Hart–Mas-Colell potential: a second road to the Shapley value. */
import { checkNumbers } from "../arguments";
import { checkPlayers, checkWorth, coalitionSizes } from "./coalitions";

/** Replaces f[S] by Σ_{T ⊆ S} f[T]; with sign −1 undoes it (Möbius). */
function sumOverSubsets(f: Float64Array, sign: 1 | -1): Float64Array {
  for (let bit = 1; bit < f.length; bit *= 2) {
    for (let set = 0; set < f.length; set++) if (set & bit) f[set] += sign * f[set ^ bit];
  }
  return f;
}

/**
 * The coefficients b_T of a game in the basis of unanimity games (Harsanyi 1963): worth(S) = Σ_{T ⊆ S} b_T.
 * @param players N, 1 to 20
 * @param worth 2^N numbers by bitmask, worth[0] = 0
 * @claims kang23/thm1-formula, kang23/hart-mascolell, kang23/thm2-formula, kang23/thm2-unique
 * @example
 * ```ts
 * dividends(2, [0, 1, 1, 3]); // [0, 1, 1, 1]
 * ```
 */
export function dividends(players: number, worth: ArrayLike<number>): Float64Array {
  checkWorth(players, worth);
  return sumOverSubsets(Float64Array.from(worth), -1);
}

/**
 * Shares of dividends: φ_i = Σ_{T ∋ i} b_T / (|T| + more). With more = 0 the Shapley value; with more = 1 that of the
 * game joined by a veto player, who shares in every dividend.
 * @param players N, 1 to 20
 * @param b the 2^N dividends
 * @param more how many members every coalition has besides, ≥ 0
 */
export function sharesOfDividends(players: number, b: ArrayLike<number>, more = 0): Float64Array {
  checkPlayers("players", players);
  checkNumbers("b", b, {}, { min: 2 ** players, max: 2 ** players });
  const sizes = coalitionSizes(players);
  const shares = new Float64Array(players);
  for (let set = 1; set < sizes.length; set++) {
    for (let i = 0; i < players; i++) if (set & (1 << i)) shares[i] += b[set] / (sizes[set] + more);
  }
  return shares;
}

/**
 * The potential of every coalition (Hart, Mas-Colell 1989): P(S) = Σ_{∅ ≠ T ⊆ S} b_T / |T|. The Shapley value is
 * φ_i = P(all) − P(all but i).
 * @param players N, 1 to 20
 * @param worth 2^N numbers by bitmask, worth[0] = 0
 */
export function potential(players: number, worth: ArrayLike<number>): Float64Array {
  const sizes = coalitionSizes(players);
  const b = dividends(players, worth);
  return sumOverSubsets(
    b.map((dividend, set) => (set === 0 ? 0 : dividend / sizes[set])),
    1,
  );
}
