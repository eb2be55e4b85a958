/** The Shapley value where many players fall into a few types, by counting the coalitions of each make-up. */
import { checkFunction, checkNumbers, checkInteger, rejectValue } from "../arguments";
import { gaussRule } from "../numerics/gauss-rule";
import { countFor, pointsFor } from "./hypergeometric";

/** The most make-ups of coalitions that are walked through, counted roughly. */
const MOST_MAKE_UPS = 1e8;
/** Coalitions of fewer players, and those that fewer are missing from, are counted player by player in any case. */
const END_SIZES = 32;
/** How many sizes stand for all those between a size and its double. */
const NODES = 16;

/** The worth of a coalition with counts k, 0 ≤ k_τ ≤ m_τ. (The array is reused; do not keep it.) */
export type WorthOfMakeUp = (counts: readonly number[]) => number;

/**
 * How far the worth, as a function of the real number k_τ, is analytic around a make-up: at least the distance of the
 * nearest singularity, in players of type τ; 0 or less where it is not known.
 */
export type Reach = (type: number, counts: readonly number[]) => number;

/**
 * The Shapley value of one player of each type. With x_τ = k_τ/m_τ, M = Σm and k the make-up of a random coalition of
 * size s, φ_τ = worth(m)/M + Σ_{0<s<M} E[(worth(k) − w_s)(M x_τ − s)] / (s (M − s)) for any constants w_s; they are
 * chosen so that nothing cancels. Make-ups of relative probability below 10⁻¹⁶ are left out.
 *
 * Where the worth can be continued to real counts, and `reach` tells how far that is smooth, expectations over large
 * counts are taken by Gauss rules, and so is the sum over s: 10⁴ players of four types then take less than half a second,
 * at errors of some 10⁻¹¹ of the largest value.
 * @param counts m_τ ≥ 1, how many players each type has
 * @param worth of a make-up; not asked for k = 0; asked for counts that are not whole only if there is a `reach`
 * @param reach how far the worth is smooth; if left out, only whole counts are visited, which serves two types of
 *   thousands of players
 * @throws RangeError if there are more than some 10⁸ make-ups to walk through; sample orders then (shapleyByOrders)
 */
export function shapleyByTypes(counts: ArrayLike<number>, worth: WorthOfMakeUp, reach?: Reach): Float64Array {
  checkNumbers("counts", counts, {}, { min: 1 });
  for (let t = 0; t < counts.length; t++) checkInteger(`counts[${t}]`, counts[t], { min: 1 });
  checkFunction("worth", worth);
  if (reach !== undefined) checkFunction("reach", reach);
  const sizes = Array.from(counts);
  const types = sizes.length;
  const players = sizes.reduce((sum, m) => sum + m, 0);
  // The types whose numbers may have to be counted one by one come first: those whose reach is short.
  const reaches = sizes.map((_, t) => reach?.(t, sizes) ?? 0);
  const order = sizes.map((_, t) => t).sort((t, u) => reaches[t] - reaches[u]);
  const own = order.map((t) => sizes[t]);
  /** How many players the types after that at a place of the order have. */
  const others = own.map((_, place) => own.slice(place + 1).reduce((sum, m) => sum + m, 0));
  const make = new Array<number>(types).fill(0);

  /** Makes the counts from a place on proportional to the types, with `left` players in all. */
  const spreadOut = (place: number, left: number): void => {
    for (let u = place; u < types; u++) make[order[u]] = (left * own[u]) / (own[place] + others[place]);
  };
  /** How far the worth is smooth as players of the type at a place are exchanged with those of later types. */
  const reachFrom = (place: number, left: number, size: number): number => {
    if (reach === undefined || Math.min(size, players - size) < END_SIZES) return 0;
    spreadOut(place, left);
    let least = Infinity;
    for (let u = place; u < types; u++) least = Math.min(least, reach(order[u], make));
    return least;
  };

  const visited = coalitionSizes(players, reach !== undefined);
  let effort = 0;
  for (const { size } of visited) {
    let points = 1;
    for (let place = 0, left = size; place < types - 1; place++) {
      const draw = { drawn: left, own: own[place], others: others[place] };
      points *= countFor(draw, reachFrom(place, left, size));
      left *= others[place] / (own[place] + others[place]);
    }
    effort += points;
  }
  if (effort > MOST_MAKE_UPS) {
    rejectValue(
      "counts",
      sizes,
      `types with at most some ${MOST_MAKE_UPS} make-ups of coalitions to walk through (here ${effort.toPrecision(2)}); ` +
        "sample orders (shapleyByOrders)",
    );
  }

  const moments = new Float64Array(types);
  const values = new Float64Array(types);
  for (const { size, times } of visited) {
    // The constant w_s: the worth of the make-up that is closest to proportional.
    for (let place = 0, left = size; place < types; place++) {
      const share = (left * own[place]) / (own[place] + others[place]);
      left -= make[order[place]] = reach === undefined && place < types - 1 ? Math.floor(share) : share;
    }
    const centre = worth(make);
    moments.fill(0);
    const choose = (place: number, left: number, probability: number): void => {
      const type = order[place];
      if (place === types - 1) {
        make[type] = left;
        const gain = probability * (worth(make) - centre);
        for (let t = 0; t < types; t++) moments[t] += gain * ((make[t] * players) / sizes[t] - size);
        return;
      }
      const draw = { drawn: left, own: own[place], others: others[place] };
      const { nodes, weights } = pointsFor(draw, reachFrom(place, left, size), Math.min(1, probability));
      for (let i = 0; i < nodes.length; i++) {
        make[type] = nodes[i];
        choose(place + 1, left - nodes[i], probability * weights[i]);
      }
    };
    choose(0, size, 1);
    for (let t = 0; t < types; t++) values[t] += (times * moments[t]) / (size * (players - size));
  }
  const whole = worth(sizes);
  return values.map((value) => value + whole / players);
}

/** A size of coalitions, and for how many sizes it stands. */
interface Size {
  readonly size: number;
  readonly times: number;
}

/**
 * The sizes 1..players − 1; or, where the terms are smooth in the size, Gauss rules for all but the ends, over blocks that
 * double from either end.
 */
function coalitionSizes(players: number, smooth: boolean): Size[] {
  const each = (from: number, to: number): Size[] =>
    Array.from({ length: to - from }, (_, k) => ({ size: from + k, times: 1 }));
  if (!smooth || players <= 4 * END_SIZES) return each(1, players);
  const block = (from: number, to: number): Size[] => {
    if (to - from <= 2 * NODES) return each(from, to);
    const whole = Float64Array.from({ length: to - from }, (_, k) => from + k);
    const { nodes, weights } = gaussRule(whole, new Float64Array(to - from).fill(1), NODES);
    return Array.from(nodes, (size, k) => ({ size, times: weights[k] }));
  };
  const middle = Math.floor(players / 2) + 1;
  const found = each(1, END_SIZES);
  for (let from = END_SIZES; from < middle; from *= 2) found.push(...block(from, Math.min(2 * from, middle)));
  for (let from = END_SIZES, last = players - middle + 1; from < last; from *= 2) {
    found.push(...block(players - Math.min(2 * from, last) + 1, players - from + 1));
  }
  return found.concat(each(players - END_SIZES + 1, players));
}
