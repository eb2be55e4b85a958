/** Every strategy on a grid of the simplex: an exhaustive check of what Lemma 1 says in closed form. */
import { checkInteger } from "../arguments";
import type { PayoffCoefficients } from "./best-response";
import type { PrivacyCost } from "./cost";

/** Strategies with their privacy levels, one per index. */
export interface StrategyGrid {
  readonly p1: Float64Array;
  readonly p0: Float64Array;
  readonly q1: Float64Array;
  readonly q0: Float64Array;
  readonly level: Float64Array;
}

/** Strategies in whole parts of 1/parts, each number in a column. */
interface Parts {
  readonly count: number;
  readonly columns: readonly [p1: Uint8Array, p0: Uint8Array, q1: Uint8Array, q0: Uint8Array];
  readonly level: Float64Array;
}

function partsOf(parts: number): Parts {
  checkInteger("parts", parts, { min: 1, max: 40 });
  const side = parts + 1;
  // |ln a − ln b| with 0/0 read as ratio 1: ∞ exactly when one of the two is 0.
  const ratio = Float64Array.from({ length: side * side }, (_, i) => {
    const [a, b] = [Math.floor(i / side), i % side];
    return a === b ? 0 : Math.abs(Math.log(a) - Math.log(b));
  });
  const most = ((side * (side + 1)) / 2) ** 2;
  const columns = [0, 1, 2, 3].map(() => new Uint8Array(most)) as unknown as Parts["columns"];
  const level = new Float64Array(most);
  let count = 0;
  for (let p1 = 0; p1 <= parts; p1++) {
    for (let q1 = 0; q1 <= parts - p1; q1++) {
      for (let p0 = 0; p0 <= parts; p0++) {
        const ofOnes = ratio[p1 * side + p0];
        if (ofOnes === Infinity) continue;
        for (let q0 = 0; q0 <= parts - p0; q0++) {
          const others = Math.max(ratio[q1 * side + q0], ratio[(parts - p1 - q1) * side + parts - p0 - q0]);
          if (others === Infinity) continue;
          columns[0][count] = p1;
          columns[1][count] = p0;
          columns[2][count] = q1;
          columns[3][count] = q0;
          level[count++] = Math.max(ofOnes, others);
        }
      }
    }
  }
  return { count, columns, level: level.slice(0, count) };
}

/** The strategies at some indices. */
function select({ columns, level }: Parts, indices: ArrayLike<number>, parts: number): StrategyGrid {
  const [p1, p0, q1, q0] = columns.map((column) => Float64Array.from(indices, (i) => column[i] / parts));
  return { p1, p0, q1, q0, level: Float64Array.from(indices, (i) => level[i]) };
}

/**
 * Every strategy of finite privacy level with (p₁, q₁), (p₀, q₀) on the simplex in steps of 1/parts.
 * @param parts whole, 1..40; 20 gives 30 327 strategies
 */
export function strategyGrid(parts = 20): StrategyGrid {
  const all = partsOf(parts);
  return select(
    all,
    Uint32Array.from({ length: all.count }, (_, i) => i),
    parts,
  );
}

/** Indices by level, then by p₁ + p₀ + q₁ + q₀ from large to small: whoever could dominate a strategy comes before it. */
function orderOf({ count, columns: [p1, p0, q1, q0], level }: Parts, parts: number): Uint32Array {
  const rank = new Map(Array.from(Float64Array.from(new Set(level)).sort(), (value, r) => [value, r]));
  const sizes = 2 * parts + 1;
  const key = Uint32Array.from(
    level,
    (value, i) => (rank.get(value) as number) * sizes + sizes - 1 - p1[i] - p0[i] - q1[i] - q0[i],
  );
  // A counting sort: there are few different keys.
  const start = new Uint32Array(rank.size * sizes + 1);
  for (let i = 0; i < count; i++) start[key[i] + 1]++;
  for (let k = 0; k < rank.size * sizes; k++) start[k + 1] += start[k];
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[start[key[i]]++] = i;
  return order;
}

/**
 * The strategies of the grid that no other beats whatever the payoffs: none has at least its p₁, p₀, q₁, q₀ at no higher
 * level. As all four coefficients are ≥ 0 and costs do not fall, the best of these is the best of the grid.
 */
export function undominatedGrid(parts = 20): StrategyGrid {
  const all = partsOf(parts);
  const [p1, p0, q1, q0] = all.columns;
  const order = orderOf(all, parts);
  // most[p1, p0, q1]: the largest q0 among kept strategies with at least these p1, p0, q1.
  const side = parts + 1;
  const most = new Int8Array(side ** 3).fill(-1);
  const kept = order.filter((i) => {
    if (most[(p1[i] * side + p0[i]) * side + q1[i]] >= q0[i]) return false;
    for (let a = 0; a <= p1[i]; a++) {
      for (let b = 0; b <= p0[i]; b++) {
        const at = (a * side + b) * side;
        for (let c = 0; c <= q1[i]; c++) if (most[at + c] < q0[i]) most[at + c] = q0[i];
      }
    }
    return true;
  });
  return select(all, kept, parts);
}

/** The costs of the strategies of a grid. */
export const costsOn = (grid: StrategyGrid, cost: PrivacyCost): Float64Array =>
  grid.level.map((level) => (level === 0 ? 0 : cost.cost(level)));

/** The largest utility over a grid, and where. */
export function bestOnGrid(
  { K1, K0, L1, L0 }: PayoffCoefficients,
  costs: Float64Array,
  { p1, p0, q1, q0 }: StrategyGrid,
): { readonly utility: number; readonly index: number } {
  let utility = -Infinity;
  let index = 0;
  for (let i = 0; i < costs.length; i++) {
    const u = K1 * p1[i] + K0 * p0[i] + L1 * q1[i] + L0 * q0[i] - costs[i];
    if (u > utility) {
      utility = u;
      index = i;
    }
  }
  return { utility, index };
}
