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

/**
 * Every strategy of finite privacy level with (p₁, q₁), (p₀, q₀) on the simplex in steps of 1/parts.
 * @param parts whole, 1..40; 20 gives 30 327 strategies
 */
export function strategyGrid(parts = 20): StrategyGrid {
  checkInteger("parts", parts, { min: 1, max: 40 });
  const side = parts + 1;
  // |ln a − ln b| with 0/0 read as ratio 1: ∞ exactly when one of the two is 0.
  const ratio = Float64Array.from({ length: side * side }, (_, i) => {
    const [a, b] = [Math.floor(i / side), i % side];
    return a === b ? 0 : Math.abs(Math.log(a) - Math.log(b));
  });
  const most = ((side * (side + 1)) / 2) ** 2;
  const columns = [0, 1, 2, 3, 4].map(() => new Float64Array(most));
  let count = 0;
  for (let p1 = 0; p1 <= parts; p1++) {
    for (let q1 = 0; q1 <= parts - p1; q1++) {
      for (let p0 = 0; p0 <= parts; p0++) {
        const ofOnes = ratio[p1 * side + p0];
        if (ofOnes === Infinity) continue;
        for (let q0 = 0; q0 <= parts - p0; q0++) {
          const others = Math.max(ratio[q1 * side + q0], ratio[(parts - p1 - q1) * side + parts - p0 - q0]);
          if (others === Infinity) continue;
          [p1, p0, q1, q0].forEach((part, j) => (columns[j][count] = part / parts));
          columns[4][count++] = Math.max(ofOnes, others);
        }
      }
    }
  }
  const [p1, p0, q1, q0, level] = columns.map((column) => column.slice(0, count));
  return { p1, p0, q1, q0, level };
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
