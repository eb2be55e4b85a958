/** Nash equilibria of finite games. No kept npm package finds them. */
import { checkArray, checkNumbers } from "../arguments";
import { solveLinearSystem } from "../numerics/linear-system";
import { forEachProfile } from "../enumeration/profiles";
import { utilitiesOfActions } from "./best-response";
import type { FiniteGame } from "./game";

/**
 * All equilibria in pure actions, by walking through every profile.
 * @param game at most 5·10⁶ profiles
 * @param tolerance a gain of up to this much does not break an equilibrium
 */
export function pureEquilibria(game: FiniteGame, tolerance = 1e-12): number[][] {
  const found: number[][] = [];
  forEachProfile(game.actions, (profile) => {
    const stable = game.actions.every((_, player) => {
      const utilities = utilitiesOfActions(game, player, profile);
      return Math.max(...utilities) <= utilities[profile[player]] + tolerance;
    });
    if (stable) found.push([...profile]);
  });
  return found;
}

/** All subsets of 0..n−1 of a size, in lexicographic order. */
function subsets(n: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first <= n - size; first++) {
    for (const rest of subsets(n, size - 1, first + 1)) found.push([first, ...rest]);
  }
  return found;
}

/** The law on `columns` that makes all of `rows` equally good, or null. Solves Σ a_rc x_c = v, Σ x_c = 1. */
async function indifferent(
  payoff: (row: number, column: number) => number,
  rows: number[],
  columns: number[],
): Promise<number[] | null> {
  const matrix = [...rows.map((r) => [...columns.map((c) => payoff(r, c)), -1]), [...columns.map(() => 1), 0]];
  try {
    const law = (await solveLinearSystem(matrix, [...rows.map(() => 0), 1])).slice(0, -1);
    return law.every((x) => Number.isFinite(x)) ? law : null;
  } catch {
    return null; // singular: this pair of supports carries no isolated equilibrium
  }
}

/** An equilibrium of a two-player game in mixed actions: each player's law over her actions. */
export type MixedEquilibrium = readonly [readonly number[], readonly number[]];

/**
 * The equilibria of a two-player game by support enumeration (Porter, Nudelman, Shoham 2008): for each pair of supports
 * of equal size, solve for indifference and keep what is a best response. Complete for non-degenerate games; a
 * degenerate game may have more (whole segments), of which isolated ends are listed.
 * @param a payoffs of player 0, a[i][j] at her action i and the other's j
 * @param b payoffs of player 1, of the same shape
 * @param tolerance on probabilities and best-response gains
 */
export async function mixedEquilibria(
  a: readonly (readonly number[])[],
  b: readonly (readonly number[])[],
  tolerance = 1e-9,
): Promise<MixedEquilibrium[]> {
  checkArray("a", a, { min: 1 });
  checkArray("b", b, { min: a.length, max: a.length });
  const [m, n] = [a.length, a[0].length];
  a.forEach((row, i) => checkNumbers(`a[${i}]`, row, {}, { min: n, max: n }));
  b.forEach((row, i) => checkNumbers(`b[${i}]`, row, {}, { min: n, max: n }));
  const found: MixedEquilibrium[] = [];
  for (let size = 1; size <= Math.min(m, n); size++) {
    for (const rows of subsets(m, size)) {
      for (const columns of subsets(n, size)) {
        const onColumns = await indifferent((r, c) => a[r][c], rows, columns);
        const onRows = await indifferent((c, r) => b[r][c], columns, rows);
        if (!onColumns || !onRows || [...onColumns, ...onRows].some((x) => x < tolerance)) continue;
        const x = new Array<number>(m).fill(0);
        const y = new Array<number>(n).fill(0);
        rows.forEach((r, i) => (x[r] = onRows[i]));
        columns.forEach((c, j) => (y[c] = onColumns[j]));
        const ofRows = a.map((row) => row.reduce((sum, v, j) => sum + v * y[j], 0));
        const ofColumns = y.map((_, j) => b.reduce((sum, row, i) => sum + row[j] * x[i], 0));
        const best =
          Math.max(...ofRows) <= ofRows[rows[0]] + tolerance &&
          Math.max(...ofColumns) <= ofColumns[columns[0]] + tolerance;
        if (best) found.push([x, y]);
      }
    }
  }
  return found;
}
