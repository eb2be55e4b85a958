/** Linear programs whose optima the checks of section 4 compare with the paper's formulas. */
import { binomialLaw } from "../../lib/numerics/binomial";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import { openLaw, type CostLaw } from "../../lib/probability/cost-laws";

/**
 * E[min(w, Bin(n, k/K))] for k = 0..K: how many of the w units can be bought from sellers whose costs are among the k least
 * of K equally likely values.
 */
export function mostBought(size: number, n: number, w: number): readonly number[] {
  return Array.from({ length: size + 1 }, (_, k) =>
    binomialLaw(n, k / size).reduce((sum, p, m) => sum + p * Math.min(w, m), 0),
  );
}

/**
 * The least expected payment of a BIC, rational auction of w units from n sellers whose costs are K equally likely values: a
 * linear program in a seller's probabilities of selling at each cost and her expected payments. Such probabilities belong to
 * some auction exactly if no set of costs sells more than it can (Border); where they fall, the lowest costs decide.
 */
export async function optimumOnGrid(costs: readonly number[], n: number, w: number): Promise<number> {
  const size = costs.length;
  const rows: { coefficients: Float64Array; lower: number; upper?: number }[] = [];
  const require = (lower: number, upper: number, ...terms: readonly (readonly [number, number])[]): void => {
    const coefficients = new Float64Array(2 * size);
    for (const [column, weight] of terms) coefficients[column] += weight;
    rows.push({ coefficients, lower, upper });
  };
  /** Cost k prefers her own report to l; neighbours suffice (single crossing). */
  const prefers = (k: number, l: number): void =>
    require(0, Infinity, [size + k, 1], [k, -costs[k]], [size + l, -1], [l, costs[k]]);
  for (let k = 0; k + 1 < size; k++) {
    prefers(k, k + 1);
    prefers(k + 1, k);
  }
  require(0, Infinity, [2 * size - 1, 1], [size - 1, -costs[size - 1]]);
  mostBought(size, n, w).forEach((most, k) => {
    if (k === 0) return;
    const sold = Array.from({ length: k }, (_, i): [number, number] => [i, n / size]);
    require(k === size ? w : -Infinity, most, ...sold);
  });
  const objective = Float64Array.from({ length: 2 * size }, (_, i) => (i < size ? 0 : n / size));
  const upper = Float64Array.from({ length: 2 * size }, (_, i) => (i < size ? 1 : Infinity));
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
