/** The least core (Maschler, Peleg, Shapley 1979). */
import { solveLinearProgram } from "../numerics/linear-program";
import { checkWorth, subsetSums } from "./coalitions";

/** What counts as nothing beside worths of order one. */
const TINY = 1e-9;

/** So many of the coalitions that a division leaves shortest are looked at next. */
const AT_ONCE = 32;

/** The largest size of a worth, 1 if all are 0. */
export const scaleOf = (worth: ArrayLike<number>): number =>
  Array.from(worth).reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;

/** A division that makes the largest excess least. */
interface LeastExcess {
  readonly value: number;
  readonly division: Float64Array;
  /** The coalitions found short on the way; those of positive weight are so at every such division. */
  readonly weights: ReadonlyMap<number, number>;
}

/**
 * min e subject to x(S) ≥ worth(S) − e for every open S, x(T) as settled for the others that are named, and x ≥ floor: by
 * linear programs over the coalitions found short so far.
 * @param worth of order one
 * @param settled x(T) by coalition T, the coalition of all among them
 * @param isOpen whether a coalition counts; at least one does
 * @param floor the least that each player takes
 */
export async function leastExcess(
  players: number,
  worth: ArrayLike<number>,
  settled: ReadonlyMap<number, number>,
  isOpen: (set: number) => boolean,
  floor: number,
): Promise<LeastExcess> {
  const all = worth.length - 1;
  const members = (set: number, last: number): number[] => [
    ...Array.from({ length: players }, (_, i) => (set >> i) & 1),
    last,
  ];
  const short = new Set(Array.from({ length: players }, (_, i) => [1 << i, all ^ (1 << i)].filter(isOpen)).flat());
  for (;;) {
    const named = [...short];
    const { value, x, duals } = await solveLinearProgram({
      sense: "min",
      objective: members(0, 1),
      rows: [
        ...Array.from(settled, ([set, sum]) => ({ coefficients: members(set, 0), lower: sum, upper: sum })),
        ...named.map((set) => ({ coefficients: members(set, 1), lower: worth[set] })),
      ],
      lower: [...new Array<number>(players).fill(floor), -Infinity],
    });
    const division = x.slice(0, players);
    const paid = subsetSums(division);
    const excess = paid.map((sum, set) => worth[set] - sum);
    const shorter: number[] = [];
    for (let set = 1; set < all; set++) {
      if (excess[set] > value + TINY && isOpen(set) && !short.has(set)) shorter.push(set);
    }
    if (shorter.length === 0) {
      return { value, division, weights: new Map(named.map((set, i) => [set, duals[settled.size + i]])) };
    }
    shorter
      .sort((one, other) => excess[other] - excess[one])
      .slice(0, AT_ONCE)
      .forEach((set) => short.add(set));
  }
}

/** A point of the least core. */
export interface LeastCore {
  /** The least e such that some division of the worth of all leaves no proper coalition more than e short. */
  readonly value: number;
  /** Such a division. */
  readonly division: Float64Array;
}

/**
 * The least core: min e subject to x(S) ≥ worth(S) − e for every proper non-empty S and x(all) = worth(all). The core is
 * empty exactly when e > 0.
 * @param players N, 1 to 20; a single player has no proper coalition, and e = −∞
 * @param worth 2^N numbers by bitmask, worth[0] = 0
 * @example
 * ```ts
 * leastCore(3, [0, 0, 0, 60, 0, 60, 60, 72]).then(({ value }) => value); // 12
 * ```
 */
export async function leastCore(players: number, worth: ArrayLike<number>): Promise<LeastCore> {
  checkWorth(players, worth);
  const all = worth.length - 1;
  if (players === 1) return { value: -Infinity, division: Float64Array.of(worth[1]) };
  const scale = scaleOf(worth);
  const scaled = Float64Array.from(worth, (v) => v / scale);
  const settled = new Map([[all, scaled[all]]]);
  const { value, division } = await leastExcess(players, scaled, settled, () => true, -Infinity);
  return { value: value * scale, division: division.map((share) => share * scale) };
}
