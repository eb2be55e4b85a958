/** The Banzhaf value (Banzhaf 1965). */
import { checkWorth } from "./coalitions";
import { semivalue } from "./semivalue";

/**
 * The Banzhaf value, not normalised: a player's marginal contribution averaged over all coalitions of the others. The
 * values need not sum to the worth of all.
 * @param players N, 1 to 20
 * @param worth 2^N numbers by bitmask, worth[0] = 0
 * @example
 * ```ts
 * banzhafValue(3, [0, 0, 0, 1, 0, 1, 0, 1]); // [0.75, 0.25, 0.25]
 * ```
 */
export function banzhafValue(players: number, worth: ArrayLike<number>): Float64Array {
  checkWorth(players, worth);
  return semivalue(players, worth, new Float64Array(players).fill(2 ** (1 - players)));
}
