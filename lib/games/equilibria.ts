/** Nash equilibria of two-player games in mixed actions. No kept npm package finds them. */
import { checkArray, checkNumber, checkNumbers, rejectValue } from "../arguments";
import { logChoose } from "../numerics/binomial";
import { solution } from "../numerics/rank";

/** An equilibrium of a two-player game in mixed actions: each player's law over her actions. */
export type MixedEquilibrium = readonly [readonly number[], readonly number[]];

/** The largest part of the range of payoffs that may count as nothing. */
const MOST_TOLERANCE = 0.01;

type Matrix = readonly (readonly number[])[];

/** The most pairs of supports that are tried. */
const MOST_PAIRS = 20_000;

const transposed = (a: Matrix): number[][] => a[0].map((_, j) => a.map((row) => row[j]));

/** All subsets of 0..n−1 of a size, in lexicographic order. */
function subsets(n: number, size: number, from = 0): number[][] {
  if (size === 0) return [[]];
  const found: number[][] = [];
  for (let first = from; first <= n - size; first++) {
    for (const rest of subsets(n, size - 1, first + 1)) found.push([first, ...rest]);
  }
  return found;
}

/** Payoffs in units of their range, above the least of them; and what in these units counts as nothing. */
function scaled(a: Matrix, tolerance: number): { readonly payoffs: Matrix; readonly tiny: number } {
  const all = a.flat();
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const range = most - least || 1;
  const rounding = (8 * Number.EPSILON * Math.max(Math.abs(least), Math.abs(most))) / range;
  return {
    payoffs: a.map((row) => row.map((x) => (x - least) / range)),
    tiny: Math.min(MOST_TOLERANCE, Math.max(tolerance, rounding)),
  };
}

/** A law over the columns, and the rows that are best against it. */
interface Vertex {
  readonly law: readonly number[];
  readonly best: ReadonlySet<number>;
}

/**
 * The vertices of {(y, v): Ay ≤ v, y ≥ 0, Σy = 1}, v at its least: laws over columns that are determined by their support
 * and as many rows that are best against them.
 */
function vertices(a: Matrix, tolerance: number): Vertex[] {
  const { payoffs, tiny } = scaled(a, tolerance);
  const [m, n] = [a.length, a[0].length];
  const found: Vertex[] = [];
  for (let size = 1; size <= Math.min(m, n); size++) {
    for (const columns of subsets(n, size)) {
      const known = found.length;
      for (const rows of subsets(m, size)) {
        const system = [...rows.map((r) => [...columns.map((c) => payoffs[r][c]), -1]), [...columns.map(() => 1), 0]];
        const solved = solution(system, [...rows.map(() => 0), 1], tiny);
        if (!solved) continue;
        const [shares, v] = [solved.slice(0, -1), solved[size]];
        if (shares.some((share) => share <= tiny)) continue;
        const law = new Array<number>(n).fill(0);
        shares.forEach((share, j) => (law[columns[j]] = share));
        const short = payoffs.map((row) => row.reduce((left, x, j) => left - x * law[j], v));
        if (short.some((gap) => gap < -tiny)) continue;
        if (found.slice(known).some((other) => other.law.every((share, j) => Math.abs(share - law[j]) <= tiny)))
          continue;
        found.push({ law, best: new Set(short.flatMap((gap, r) => (gap <= tiny ? [r] : []))) });
      }
    }
  }
  return found;
}

/**
 * Every extreme equilibrium of a two-player game: those pairs of vertices of the two best-response polyhedra whose actions
 * are best responses to each other (Mangasarian 1964). A game that is not degenerate has no other equilibria; in a
 * degenerate one all are mixtures of these, within sets in which each of the one player's laws goes with each of the
 * other's (Avis, Rosenberg, Savani, von Stengel 2010).
 * @param a payoffs of player 0, a[i][j] at her action i and the other's j
 * @param b payoffs of player 1, of the same shape
 * @param tolerance in (0, 0.01]: payoffs that differ by this part of the range of the player's payoffs count as equal
 * @throws RangeError for more than 20 000 pairs of supports: 8 actions each, or 2 and 190, are not too many
 * @example
 * ```ts
 * const pennies = [
 *   [1, -1],
 *   [-1, 1],
 * ];
 * mixedEquilibria(pennies, pennies.map((row) => row.map((x) => -x))); // [[[0.5, 0.5], [0.5, 0.5]]]
 * ```
 */
export function mixedEquilibria(a: Matrix, b: Matrix, tolerance = 1e-9): MixedEquilibrium[] {
  checkArray("a", a, { min: 1 });
  checkArray("a[0]", a[0], { min: 1 });
  checkArray("b", b, { min: a.length, max: a.length });
  const [m, n] = [a.length, a[0].length];
  a.forEach((row, i) => checkNumbers(`a[${i}]`, row, {}, { min: n, max: n }));
  b.forEach((row, i) => checkNumbers(`b[${i}]`, row, {}, { min: n, max: n }));
  checkNumber("tolerance", tolerance, { above: 0, max: MOST_TOLERANCE });
  if (logChoose(m + n, n) > Math.log(MOST_PAIRS)) {
    rejectValue(
      "the numbers of actions",
      [m, n],
      `so few that at most ${MOST_PAIRS} pairs of supports are to be tried`,
    );
  }
  const ofColumns = vertices(a, tolerance);
  const ofRows = vertices(transposed(b), tolerance);
  const within = (law: readonly number[], best: ReadonlySet<number>): boolean =>
    law.every((share, action) => share === 0 || best.has(action));
  return ofRows.flatMap((x) =>
    ofColumns
      .filter((y) => within(x.law, y.best) && within(y.law, x.best))
      .map((y): MixedEquilibrium => [x.law, y.law]),
  );
}
