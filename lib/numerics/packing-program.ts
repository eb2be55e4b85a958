/**
 * Small packing programs, max b·λ subject to A λ ≤ p, λ ≥ 0 with p > 0, by the simplex method on a dense tableau. For
 * thousands of tiny programs: HiGHS (linear-program.ts), asynchronous and general, takes a hundred times as long for
 * each.
 */
import { checkArray, checkNumbers } from "../arguments";

/** Entries below this count as zero; scale the program to order one. */
const TINY = 1e-12;

/**
 * The value of max b·λ subject to rows·λ ≤ limits, λ ≥ 0, by Bland's rule, which cannot cycle.
 * @param objective b
 * @param rows one row of coefficients a constraint, each as long as b
 * @param limits p > 0, so that λ = 0 is feasible and the program has a start
 * @returns the optimal value; ∞ when unbounded
 */
export function packingValue(
  objective: ArrayLike<number>,
  rows: readonly ArrayLike<number>[],
  limits: ArrayLike<number>,
): number {
  checkNumbers("objective", objective);
  checkArray("rows", rows);
  checkNumbers("limits", limits, { above: 0 }, { min: rows.length, max: rows.length });
  const columns = objective.length;
  rows.forEach((row, i) => checkNumbers(`rows[${i}]`, row, {}, { min: columns, max: columns }));
  const width = columns + rows.length + 1;
  const tableau = new Float64Array((rows.length + 1) * width);
  rows.forEach((row, i) => {
    for (let j = 0; j < columns; j++) tableau[i * width + j] = row[j];
    tableau[i * width + columns + i] = 1;
    tableau[i * width + width - 1] = limits[i];
  });
  for (let j = 0; j < columns; j++) tableau[rows.length * width + j] = objective[j];
  return solve(tableau, rows.length, width);
}

/** Pivots until no entry of the last row is positive; the last column's last entry is then minus the value. */
function solve(tableau: Float64Array, rows: number, width: number): number {
  const basis = Int32Array.from({ length: rows }, (_, i) => width - 1 - rows + i);
  const last = rows * width;
  for (;;) {
    let column = 0;
    while (column < width - 1 && tableau[last + column] <= TINY) column++;
    if (column === width - 1) return 0 - tableau[last + width - 1];
    let pivot = -1;
    let least = Infinity;
    for (let i = 0; i < rows; i++) {
      const entry = tableau[i * width + column];
      if (entry <= TINY) continue;
      const ratio = tableau[i * width + width - 1] / entry;
      if (ratio < least - TINY || (ratio <= least + TINY && basis[i] < basis[pivot])) [least, pivot] = [ratio, i];
    }
    if (pivot < 0) return Infinity;
    basis[pivot] = column;
    const scale = tableau[pivot * width + column];
    for (let j = 0; j < width; j++) tableau[pivot * width + j] /= scale;
    for (let i = 0; i <= rows; i++) {
      const factor = tableau[i * width + column];
      if (i === pivot || factor === 0) continue;
      for (let j = 0; j < width; j++) tableau[i * width + j] -= factor * tableau[pivot * width + j];
    }
  }
}
