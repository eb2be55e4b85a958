/** Systems of linear equations. */
import { checkArray, checkNumbers } from "../arguments";
import { rank } from "./rank";

/** The matrix with its rows, and then its columns, scaled to a largest entry of 1: near to singular whatever the units. */
function equilibrated(matrix: readonly (readonly number[])[]): number[][] {
  const largest = (numbers: readonly number[]): number =>
    numbers.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1;
  const rows = matrix.map((row) => row.map((x) => x / largest(row)));
  const columns = rows.map((_, c) => largest(rows.map((row) => row[c])));
  return rows.map((row) => row.map((x, c) => x / columns[c]));
}

/**
 * The solution x of Ax = b, by LU factorisation (mathjs, which takes half a second to load and so is loaded with the
 * first system).
 * @param matrix A, n rows of n numbers
 * @param right b, n numbers
 * @throws RangeError for a matrix that is not square; and for a singular one, also where the system has solutions
 * @example
 * ```ts
 * solveLinearSystem([[1, 2], [3, 4]], [1, 1]); // [-1, 1]
 * ```
 */
export async function solveLinearSystem(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): Promise<number[]> {
  checkArray("matrix", matrix, { min: 1 });
  const size = { min: matrix.length, max: matrix.length };
  matrix.forEach((row, i) => checkNumbers(`matrix[${i}]`, row, {}, size));
  checkNumbers("right", right, {}, size);
  if (rank(equilibrated(matrix), matrix.length * Number.EPSILON) < matrix.length) {
    throw new RangeError("matrix must not be singular: the equations do not determine x");
  }
  const { lusolve } = await import("mathjs");
  return (lusolve(matrix as number[][], right as number[]) as number[][]).map(([x]) => x);
}
