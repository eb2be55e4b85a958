/** Linear programs whose optima the checks of section 4 compare with the paper's formulas. */
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import { openLaw, type CostLaw } from "../../lib/probability/cost-laws";

/**
 * The least expected payment of a BIC auction of one unit from two sellers whose costs are K equally likely values: a linear
 * program in the probabilities that a seller of one cost is chosen against one of another, and the payments.
 */
export async function optimumOnGrid(costs: readonly number[]): Promise<number> {
  const size = costs.length;
  const pairs: (readonly [number, number])[] = [];
  for (let k = 0; k < size; k++) for (let l = k + 1; l < size; l++) pairs.push([k, l]);
  const width = pairs.length + size;
  /** `payment` times p_k plus `chance` times X_k, into a row; the constant part of X_k is returned. */
  const add = (row: Float64Array, k: number, payment: number, chance: number): number => {
    row[pairs.length + k] += payment;
    let constant = chance / 2 / size;
    pairs.forEach(([one, other], i) => {
      if (one === k) row[i] += chance / size;
      else if (other === k) {
        row[i] -= chance / size;
        constant += chance / size;
      }
    });
    return constant;
  };
  const rows: { coefficients: Float64Array; lower: number }[] = [];
  /** Cost k prefers her own report to l; l = −1 is staying away. Neighbours suffice (single crossing). */
  const prefers = (k: number, l: number): void => {
    const coefficients = new Float64Array(width);
    let constant = add(coefficients, k, 1, -costs[k]);
    if (l >= 0) constant += add(coefficients, l, -1, costs[k]);
    rows.push({ coefficients, lower: -constant });
  };
  for (let k = 0; k + 1 < size; k++) {
    prefers(k, k + 1);
    prefers(k + 1, k);
  }
  prefers(size - 1, -1);
  const objective = Float64Array.from({ length: width }, (_, i) => (i < pairs.length ? 0 : 2 / size));
  const upper = Float64Array.from({ length: width }, (_, i) => (i < pairs.length ? 1 : Infinity));
  return (await solveLinearProgram({ sense: "min", objective, rows, upper })).value;
}

/** Costs at which the discrete H agrees with the continuous one: F⁻¹(k/K), k = 1..K. */
export const gridOf = (law: CostLaw, size: number): number[] => {
  const { quantile } = openLaw("law", law);
  return Array.from({ length: size }, (_, k) => quantile((k + 1) / size));
};

/**
 * The least expected payment of a truthful, rational, envy-free mechanism for one unit, two players, on a finite set of
 * reports: all profiles, all deviations. Only some reports have positive probability. Without envy the cheaper player sells
 * at least as likely as the other; `pooled` lets different costs sell equally likely, otherwise the cheaper one sells.
 */
export async function envyFreeOptimum(
  reports: readonly number[],
  probs: readonly number[],
  pooled: boolean,
): Promise<number> {
  const size = reports.length;
  const width = 3 * size * size;
  const x = (k: number, l: number): number => 3 * (k * size + l);
  const rows: { coefficients: Float64Array; lower: number }[] = [];
  /** Adds sign·(p − cost·x) of a player at a profile; x of player 2 is 1 − x of player 1. */
  const utility = (row: Float64Array, player: 0 | 1, k: number, l: number, cost: number, sign: 1 | -1): number => {
    const at = x(k, l);
    row[at + 1 + player] += sign;
    row[at] += player === 0 ? -sign * cost : sign * cost;
    return player === 0 ? 0 : -sign * cost;
  };
  const require = (build: (row: Float64Array) => number): void => {
    const coefficients = new Float64Array(width);
    const constant = build(coefficients);
    rows.push({ coefficients, lower: -constant });
  };
  for (let k = 0; k < size; k++) {
    for (let l = 0; l < size; l++) {
      for (const player of [0, 1] as const) {
        const cost = reports[player === 0 ? k : l];
        require((row) => utility(row, player, k, l, cost, 1));
        require((row) => utility(row, player, k, l, cost, 1) + utility(row, player === 0 ? 1 : 0, k, l, cost, -1));
        for (let m = 0; m < size; m++) {
          if (m === (player === 0 ? k : l)) continue;
          const [a, b] = player === 0 ? [m, l] : [k, m];
          require((row) => utility(row, player, k, l, cost, 1) + utility(row, player, a, b, cost, -1));
        }
      }
    }
  }
  const objective = new Float64Array(width);
  const upper = new Float64Array(width).fill(Infinity);
  const lower = new Float64Array(width).fill(-Infinity);
  for (let k = 0; k < size; k++) {
    for (let l = 0; l < size; l++) {
      objective[x(k, l) + 1] = objective[x(k, l) + 2] = probs[k] * probs[l];
      const sells = k < l ? 1 : k > l ? 0 : 0.5;
      [lower[x(k, l)], upper[x(k, l)]] = pooled ? [0, 1] : [sells, sells];
    }
  }
  return (await solveLinearProgram({ sense: "min", objective, rows, lower, upper })).value;
}
