/** The nucleolus (Schmeidler 1969). */
import { rejectValue } from "../arguments";
import { checkWorth, coalitionSizes, subsetSums } from "./coalitions";
import { leastExcess, scaleOf } from "./least-core";

/** The most players of whom all coalitions are looked at again and again. */
const MOST_PLAYERS = 12;
/** Dual values are this exact, and so is whether a coalition's indicator lies in the span of others. */
const TINY = 1e-7;

/**
 * The nucleolus: of all divisions of the worth of all that give every player at least what she is worth alone, the one
 * whose excesses worth(S) − x(S), largest first, are lexicographically least. By a linear program after the other (Maschler,
 * Peleg, Shapley 1979): each makes the largest excess that is still open least, and settles the coalitions that have it in
 * every solution, those of positive dual value.
 * @param players N, 1 to 12
 * @param worth 2^N numbers by bitmask, worth[0] = 0
 * @returns N payments, accurate to some 1e-8 of the largest worth
 * @throws RangeError for more players, or where the players alone are worth more than together
 * @example
 * ```ts
 * nucleolus(3, [0, 0, 0, 60, 0, 60, 60, 72]); // [24, 24, 24]
 * ```
 */
export async function nucleolus(players: number, worth: ArrayLike<number>): Promise<Float64Array> {
  checkWorth(players, worth);
  if (players > MOST_PLAYERS) rejectValue("players", players, `at most ${MOST_PLAYERS} for the nucleolus`);
  const all = worth.length - 1;
  const alone = Float64Array.from({ length: players }, (_, i) => worth[1 << i]);
  const together = subsetSums(alone);
  // Less what the players are worth alone, and to scale: the nucleolus follows both.
  const gains = Float64Array.from(worth, (v, set) => v - together[set]);
  const scale = scaleOf(gains);
  const game = gains.map((v) => v / scale);
  if (game[all] < -TINY)
    rejectValue("worth of all", worth[all], `at least ${together[all]}, what the players are worth alone`);

  const settled = new Map<number, number>();
  /** The squared distance of every coalition's indicator from the span of the settled ones. */
  const free = Float64Array.from(coalitionSizes(players));
  /** An orthonormal basis of that span. */
  const basis: Float64Array[] = [];
  const isOpen = (set: number): boolean => free[set] > TINY;
  const settle = (set: number, sum: number): void => {
    settled.set(set, sum);
    const rest = Float64Array.from({ length: players }, (_, i) => (set >> i) & 1);
    for (const direction of basis) {
      const along = direction.reduce((total, x, i) => total + x * rest[i], 0);
      direction.forEach((x, i) => (rest[i] -= along * x));
    }
    const length = Math.sqrt(rest.reduce((total, x) => total + x * x, 0));
    const direction = rest.map((x) => x / length);
    basis.push(direction);
    subsetSums(direction).forEach((along, other) => (free[other] -= along * along));
  };

  settle(all, game[all]);
  let division = Float64Array.of(game[all]);
  while (basis.length < players) {
    const least = await leastExcess(players, game, settled, isOpen, 0);
    division = Float64Array.from(least.division);
    const paid = subsetSums(division);
    for (const [set, weight] of least.weights) if (weight > TINY && isOpen(set)) settle(set, paid[set]);
  }
  return division.map((share, i) => alone[i] + scale * share);
}
