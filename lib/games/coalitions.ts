/**
 * Games in coalitional form: what every set of players is worth. A set is a bitmask (bit i is player i, counted from 0)
 * and the worths stand in a table of 2^players numbers.
 */
import { checkFunction, checkInteger, checkNumbers, rejectValue } from "../arguments";

/** The most players that an enumeration of all coalitions takes on (2²⁰ = 1 048 576 coalitions). */
export const MOST_PLAYERS = 20;

/** A number of players that can be enumerated. */
export function checkPlayers(name: string, players: unknown): asserts players is number {
  checkInteger(name, players, { min: 1 });
  if (players > MOST_PLAYERS) {
    rejectValue(
      name,
      players,
      `at most ${MOST_PLAYERS} to enumerate coalitions; beyond, group equal players into types ` +
        "(shapleyByTypes) or sample orders (shapleyByOrders)",
    );
  }
}

/** A table of worths: 2^players finite numbers, the empty set's being 0. */
export function checkWorth(players: unknown, worth: unknown): asserts worth is ArrayLike<number> {
  checkPlayers("players", players);
  const size = 2 ** players;
  checkNumbers("worth", worth, {}, { min: size, max: size });
  if (worth[0] !== 0) rejectValue("worth[0]", worth[0], "0, since the empty coalition is worth nothing");
}

/** The sizes of all coalitions, by bitmask. */
export function coalitionSizes(players: number): Uint8Array {
  checkPlayers("players", players);
  const sizes = new Uint8Array(2 ** players);
  for (let set = 1; set < sizes.length; set++) sizes[set] = sizes[set >> 1] + (set & 1);
  return sizes;
}

/** Σ over the members of every set, by bitmask: sums[S] = Σ_{i ∈ S} terms[i]. */
export function subsetSums(terms: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(2 ** terms.length);
  for (let i = 0; i < terms.length; i++) {
    const half = 2 ** i;
    for (let set = 0; set < half; set++) sums[half + set] = sums[set] + terms[i];
  }
  return sums;
}

/**
 * The table of a game given as a function.
 * @param players 1 to {@link MOST_PLAYERS}
 * @param worth of a set of players (a bitmask); not asked for the empty set, which is worth 0
 * @claims kang23/axA-hold, kang23/thm1-formula, kang23/thm1-unique, kang23/axB-hold, kang23/thm2-formula
 * @example
 * ```ts
 * worthTable(2, (set) => (set === 0b11 ? 1 : 0)); // [0, 0, 0, 1]
 * ```
 */
export function worthTable(players: number, worth: (set: number) => number): Float64Array {
  checkPlayers("players", players);
  checkFunction("worth", worth);
  const table = new Float64Array(2 ** players);
  for (let set = 1; set < table.length; set++) table[set] = worth(set);
  return table;
}
