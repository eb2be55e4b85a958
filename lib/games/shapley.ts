/** The Shapley value (Shapley 1953), exactly, from the worths of all coalitions. No kept npm package computes it. */
import { checkWorth } from "./coalitions";
import { binomials, semivalue } from "./semivalue";

/**
 * The Shapley value of every player: her marginal contribution averaged over all orders of arrival,
 * φ_i = (1/N) Σ_{S ∌ i} (worth(S ∪ i) − worth(S)) / C(N−1, |S|).
 * @param players N, 1 to 20
 * @param worth 2^N numbers by bitmask, worth[0] = 0
 * @returns N values, which sum to the worth of all
 * @throws RangeError for more players, a table of another length, or worth[0] ≠ 0
 * @claims kang23/thm1-formula, kang23/hart-mascolell, kang23/sec41-alpha
 * @example
 * ```ts
 * shapleyValue(3, [0, 0, 0, 90, 0, 80, 70, 120]); // [45, 40, 35]
 * ```
 */
export function shapleyValue(players: number, worth: ArrayLike<number>): Float64Array {
  checkWorth(players, worth);
  return semivalue(
    players,
    worth,
    binomials(players - 1).map((ways) => 1 / (players * ways)),
  );
}

/** The Shapley value of a game with a player without whom nothing is worth anything. */
export interface VetoValue {
  readonly veto: number;
  readonly others: Float64Array;
}

/**
 * The Shapley value of the game of N + 1 players in which a set is worth `worth` together with a veto player and 0
 * without: φ_i = 1/(N+1) Σ_{S ∌ i} (worth(S ∪ i) − worth(S)) / C(N, |S|+1), and the veto player gets the rest.
 * @param players N, the others, 1 to 20
 * @param worth 2^N numbers by bitmask, worth[0] = 0: what a set of the others is worth together with the veto player
 * @throws as {@link shapleyValue}
 */
export function shapleyWithVeto(players: number, worth: ArrayLike<number>): VetoValue {
  checkWorth(players, worth);
  const ways = binomials(players);
  const others = semivalue(
    players,
    worth,
    Array.from({ length: players }, (_, s) => 1 / ((players + 1) * ways[s + 1])),
  );
  return { veto: others.reduce((rest, value) => rest - value, worth[worth.length - 1]), others };
}
