/** The rank of small matrices, and small systems solved by the same elimination; no kept package has both. */

type Matrix = readonly (readonly number[])[];

/** Gauss and Jordan's elimination in place, with row pivoting, in the first columns; the number of pivots above tolerance. */
function eliminate(rows: number[][], columns: number, tolerance: number): number {
  let found = 0;
  for (let column = 0; column < columns && found < rows.length; column++) {
    let pivot = found;
    for (let r = found + 1; r < rows.length; r++)
      if (Math.abs(rows[r][column]) > Math.abs(rows[pivot][column])) pivot = r;
    if (Math.abs(rows[pivot][column]) <= tolerance) continue;
    [rows[found], rows[pivot]] = [rows[pivot], rows[found]];
    for (let r = 0; r < rows.length; r++) {
      if (r === found) continue;
      const factor = rows[r][column] / rows[found][column];
      for (let c = column; c < rows[r].length; c++) rows[r][c] -= factor * rows[found][c];
    }
    found++;
  }
  return found;
}

/**
 * The rank, by Gaussian elimination with row pivoting.
 * @param matrix rows of equal length
 * @param tolerance below which a pivot counts as 0
 */
export const rank = (matrix: Matrix, tolerance = 1e-9): number =>
  eliminate(
    matrix.map((row) => [...row]),
    matrix[0]?.length ?? 0,
    tolerance,
  );

/** The solution x of Ax = b for n rows of n numbers of order one, or null where a pivot is below tolerance. */
export function solution(matrix: Matrix, right: readonly number[], tolerance: number): number[] | null {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]]);
  return eliminate(rows, n, tolerance) < n ? null : rows.map((row, i) => row[n] / row[i]);
}
