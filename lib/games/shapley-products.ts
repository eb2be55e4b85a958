/**
 * The Shapley value of a game whose players form two groups and whose worth is a short sum of products, one factor a
 * group: worth(L ∪ R) = Σ_j left_j(L) right_j(R). The coalitions of the two groups are then summed over apart, 2^l + 2^r
 * instead of 2^{l+r} of them.
 */
import { coalitionSizes } from "./coalitions";
import { binomials } from "./semivalue";

/** The factors of one group: `terms` numbers for each of its 2^players coalitions, by bitmask. */
export interface Factors {
  readonly players: number;
  readonly values: Float64Array;
}

/** totals[s·terms + j]: the sum of factor j over the coalitions of size s. */
function totalsBySize({ players, values }: Factors, sizes: Uint8Array, terms: number): Float64Array {
  const totals = new Float64Array((players + 1) * terms);
  for (let set = 0; set < sizes.length; set++) {
    const to = sizes[set] * terms;
    const from = set * terms;
    for (let j = 0; j < terms; j++) totals[to + j] += values[from + j];
  }
  return totals;
}

/** For each size s of one group: the other group's totals, weighted by weight[s + the other's size]. */
function weighTotals(
  totals: Float64Array,
  players: number,
  others: number,
  terms: number,
  weight: Float64Array,
): Float64Array {
  const weighed = new Float64Array((players + 1) * terms);
  for (let s = 0; s <= players; s++) {
    for (let k = 0; k <= others; k++) {
      for (let j = 0; j < terms; j++) weighed[s * terms + j] += weight[s + k] * totals[k * terms + j];
    }
  }
  return weighed;
}

/** For each player of a group, the weighted worth of all coalitions with her. */
function worthWith(
  { players, values }: Factors,
  sizes: Uint8Array,
  terms: number,
  weighed: Float64Array,
): Float64Array {
  const sums = new Float64Array(players);
  for (let set = 1; set < sizes.length; set++) {
    const from = set * terms;
    const to = sizes[set] * terms;
    let worth = 0;
    for (let j = 0; j < terms; j++) worth += values[from + j] * weighed[to + j];
    for (let i = 0; i < players; i++) if (set & (1 << i)) sums[i] += worth;
  }
  return sums;
}

/**
 * The Shapley values of the players of both groups; groups of up to 20 players each. Arguments are not checked.
 * @param left factors of the first group
 * @param right factors of the second
 * @param terms how many products are summed, ≥ 1
 */
export function shapleyOfProducts(
  left: Factors,
  right: Factors,
  terms: number,
): { left: Float64Array; right: Float64Array } {
  const players = left.players + right.players;
  const ways = binomials(players - 1);
  // Of a coalition without the player, and of one with her (added to that, since the former is taken off every coalition).
  const without = Float64Array.from({ length: players + 1 }, (_, s) => (s < players ? 1 / (players * ways[s]) : 0));
  const joined = without.map((weight, s) => weight + (s > 0 ? 1 / (players * ways[s - 1]) : 0));
  const sizes = [left, right].map((group) => (group.players ? coalitionSizes(group.players) : new Uint8Array(1)));
  const totals = [left, right].map((group, g) => totalsBySize(group, sizes[g], terms));
  const lost = weighTotals(totals[1], left.players, right.players, terms, without).reduce(
    (sum, weighed, at) => sum + weighed * totals[0][at],
    0,
  );
  const values = (group: Factors, g: 0 | 1, others: number): Float64Array =>
    worthWith(group, sizes[g], terms, weighTotals(totals[1 - g], group.players, others, terms, joined)).map(
      (x) => x - lost,
    );
  return { left: values(left, 0, right.players), right: values(right, 1, left.players) };
}
