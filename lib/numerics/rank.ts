/** The rank of a small matrix; no kept package has it. */

/**
 * The rank, by Gaussian elimination with row pivoting.
 * @param matrix rows of equal length
 * @param tolerance below which a pivot counts as 0
 */
export function rank(matrix: readonly (readonly number[])[], tolerance = 1e-9): number {
  const rows = matrix.map((row) => [...row]);
  let found = 0;
  for (let column = 0; column < (rows[0]?.length ?? 0) && found < rows.length; column++) {
    let pivot = found;
    for (let r = found + 1; r < rows.length; r++)
      if (Math.abs(rows[r][column]) > Math.abs(rows[pivot][column])) pivot = r;
    if (Math.abs(rows[pivot][column]) <= tolerance) continue;
    [rows[found], rows[pivot]] = [rows[pivot], rows[found]];
    for (let r = found + 1; r < rows.length; r++) {
      const factor = rows[r][column] / rows[found][column];
      for (let c = column; c < rows[r].length; c++) rows[r][c] -= factor * rows[found][c];
    }
    found++;
  }
  return found;
}
