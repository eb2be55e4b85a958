/** Every strategy on a grid of the simplex: an exhaustive check of what Lemma 1 says in closed form. */
import { checkInteger } from "../numerics/domain";
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

/** A strategy in whole parts, p + q ≤ parts for each bit, and its level. */
type Parts = readonly [p1: number, p0: number, q1: number, q0: number, level: number];

const toGrid = (points: readonly Parts[], parts: number): StrategyGrid => {
  const column = (i: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(points, (point) => point[i] / parts);
  return {
    p1: column(0),
    p0: column(1),
    q1: column(2),
    q0: column(3),
    level: Float64Array.from(points, (point) => point[4]),
  };
};

function pointsOf(parts: number): Parts[] {
  checkInteger("parts", parts, { min: 1, max: 40 });
  const ln = Float64Array.from({ length: parts + 1 }, (_, i) => Math.log(i));
  // |ln a − ln b| with 0/0 read as ratio 1: ∞ exactly when one of the two is 0.
  const ratio = (a: number, b: number): number => (a === b ? 0 : Math.abs(ln[a] - ln[b]));
  const points: Parts[] = [];
  for (let p1 = 0; p1 <= parts; p1++) {
    for (let q1 = 0; q1 <= parts - p1; q1++) {
      for (let p0 = 0; p0 <= parts; p0++) {
        for (let q0 = 0; q0 <= parts - p0; q0++) {
          const level = Math.max(ratio(p1, p0), ratio(q1, q0), ratio(parts - p1 - q1, parts - p0 - q0));
          if (level < Infinity) points.push([p1, p0, q1, q0, level]);
        }
      }
    }
  }
  return points;
}

/**
 * Every strategy of finite privacy level with (p₁, q₁), (p₀, q₀) on the simplex in steps of 1/parts.
 * @param parts whole, 1..40; 20 gives 30 327 strategies
 */
export const strategyGrid = (parts = 20): StrategyGrid => toGrid(pointsOf(parts), parts);

/**
 * The strategies of the grid that no other beats whatever the payoffs: none has at least its p₁, p₀, q₁, q₀ at no higher
 * level. As all four coefficients are ≥ 0 and costs do not fall, the best of these is the best of the grid.
 */
export function undominatedGrid(parts = 20): StrategyGrid {
  const size = (point: Parts): number => point[0] + point[1] + point[2] + point[3];
  const points = pointsOf(parts).sort((a, b) => a[4] - b[4] || size(b) - size(a));
  // most[p1, p0, q1]: the largest q0 among kept strategies with at least these p1, p0, q1.
  const side = parts + 1;
  const most = new Int32Array(side ** 3).fill(-1);
  const kept = points.filter(([p1, p0, q1, q0]) => {
    if (most[(p1 * side + p0) * side + q1] >= q0) return false;
    for (let a = 0; a <= p1; a++) {
      for (let b = 0; b <= p0; b++) {
        for (let c = 0; c <= q1; c++) {
          const at = (a * side + b) * side + c;
          if (most[at] < q0) most[at] = q0;
        }
      }
    }
    return true;
  });
  return toGrid(kept, parts);
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
