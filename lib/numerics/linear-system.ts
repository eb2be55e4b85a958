/** Systems of linear equations. */
import { checkArray, checkNumbers } from "../arguments";

/** What is used of mathjs. (Its own types take tslab 0.9 s to read.) */
interface MathJs {
  readonly lusolve: (
    matrix: readonly (readonly number[])[],
    right: readonly number[],
  ) => readonly (readonly [number])[];
}

/**
 * The solution x of Ax = b, by LU factorisation (mathjs, which takes half a second to load and so is loaded with the
 * first system).
 * @param matrix A, n rows of n numbers
 * @param right b, n numbers
 * @throws RangeError for a matrix that is not square; Error for a singular one
 */
export function solveLinearSystem(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  checkArray("matrix", matrix, { min: 1 });
  const size = { min: matrix.length, max: matrix.length };
  matrix.forEach((row, i) => checkNumbers(`matrix[${i}]`, row, {}, size));
  checkNumbers("right", right, {}, size);
  // eslint-disable-next-line @typescript-eslint/no-require-imports, no-restricted-globals -- loaded late; bundlers know it
  const { lusolve } = require("mathjs") as MathJs;
  return lusolve(matrix, right).map(([x]) => x);
}
