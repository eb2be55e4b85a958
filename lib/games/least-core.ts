/** The least core (Maschler, Peleg, Shapley 1979). */
import { solveLinearProgram } from "../numerics/linear-program";
import { checkWorth, subsetSums } from "./coalitions";

/** A point of the least core. */
export interface LeastCore {
  /** The least e such that some division of the worth of all leaves no proper coalition more than e short. */
  readonly value: number;
  /** Such a division. */
  readonly division: Float64Array;
}

/**
 * The least core: min e subject to x(S) ≥ worth(S) − e for every proper non-empty S and x(all) = worth(all), by linear
 * programs over the coalitions found short so far. The core is empty exactly when e > 0.
 * @param players N, 1 to 20; a single player has no proper coalition, and e = −∞
 * @param worth 2^N numbers by bitmask, worth[0] = 0
 * @example
 * ```ts
 * leastCore(3, [0, 0, 0, 60, 0, 60, 60, 72]); // { value: 12, division: [24, 24, 24] }
 * ```
 */
export async function leastCore(players: number, worth: ArrayLike<number>): Promise<LeastCore> {
  checkWorth(players, worth);
  const all = worth.length - 1;
  if (players === 1) return { value: -Infinity, division: Float64Array.of(worth[1]) };
  const scale = Array.from(worth).reduce((most, v) => Math.max(most, Math.abs(v)), 0) || 1;
  const members = (set: number, last: number): number[] => [
    ...Array.from({ length: players }, (_, i) => (set >> i) & 1),
    last,
  ];
  const short = new Set(Array.from({ length: players }, (_, i) => [1 << i, all ^ (1 << i)]).flat());
  for (;;) {
    const { value, x } = await solveLinearProgram({
      sense: "min",
      objective: members(0, 1),
      rows: [
        { coefficients: members(all, 0), lower: worth[all] / scale, upper: worth[all] / scale },
        ...[...short].map((set) => ({ coefficients: members(set, 1), lower: worth[set] / scale })),
      ],
      lower: new Array<number>(players + 1).fill(-Infinity),
    });
    const division = x.slice(0, players);
    const paid = subsetSums(division);
    let worst = 0;
    for (let set = 1; set < all; set++) {
      if (worth[set] / scale - paid[set] > worth[worst] / scale - paid[worst] || worst === 0) worst = set;
    }
    if (short.has(worst) || worth[worst] / scale - paid[worst] <= value + 1e-9) {
      return { value: value * scale, division: division.map((share) => share * scale) };
    }
    short.add(worst);
  }
}
