/** Extreme equilibria in whole numbers, from the definition: the slow form that lib/games/equilibria is compared with. */

type Matrix = readonly (readonly number[])[];

/** The solution of Ax = b as numerators over one denominator, in whole numbers (Bareiss, Jordan); null if A is singular. */
function solveExactly(matrix: Matrix, right: readonly number[]): { over: bigint; x: bigint[] } | null {
  const rows = matrix.map((row, i) => [...row, right[i]].map(BigInt));
  let previous = 1n;
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows.findIndex((row, i) => i >= k && row[k] !== 0n);
    if (pivot < 0) return null;
    [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
    rows.forEach((row, i) => {
      if (i === k) return;
      const factor = row[k];
      rows[i] = row.map((x, j) => (x * rows[k][k] - factor * rows[k][j]) / previous);
    });
    previous = rows[k][k];
  }
  return { over: previous, x: rows.map((row) => row[rows.length]) };
}

/** A vertex of a best-response polyhedron: the law times a whole number, and the rows that are best against it. */
interface Vertex {
  readonly over: bigint;
  readonly law: readonly bigint[];
  readonly best: readonly boolean[];
}

/** Those of {(y, v): Ay ≤ v, y ≥ 0, Σy = 1}: of the m + n inequalities every n are made equations. */
function verticesOf(a: Matrix): Vertex[] {
  const [m, n] = [a.length, a[0].length];
  const inequalities = [
    ...a.map((row) => [...row, -1]),
    ...a[0].map((_, j) => [...a[0].map((__, k) => +(j === k)), 0]),
  ];
  const found = new Map<string, Vertex>();
  for (let code = 0; code < 2 ** (m + n); code++) {
    const tight = inequalities.filter((_, i) => (code >> i) & 1);
    if (tight.length !== n) continue;
    const solution = solveExactly([...tight, [...a[0].map(() => 1), 0]], [...tight.map(() => 0), 1]);
    if (!solution) continue;
    const sign = solution.over < 0n ? -1n : 1n;
    const [over, x] = [sign * solution.over, solution.x.map((y) => sign * y)];
    const [law, v] = [x.slice(0, n), x[n]];
    const gaps = a.map((row) => v - row.reduce((sum, payoff, j) => sum + BigInt(payoff) * law[j], 0n));
    if (law.some((y) => y < 0n) || gaps.some((gap) => gap < 0n)) continue;
    found.set(law.map((y) => Number(y) / Number(over)).join(), { over, law, best: gaps.map((gap) => gap === 0n) });
  }
  return [...found.values()];
}

/** The extreme equilibria of a game with whole payoffs, each as the two laws joined. */
export function equilibriaExactly(a: Matrix, b: Matrix): number[][] {
  const ofRows = verticesOf(b[0].map((_, j) => b.map((row) => row[j])));
  const fits = (one: Vertex, other: Vertex): boolean => one.law.every((share, i) => share === 0n || other.best[i]);
  const numbers = ({ law, over }: Vertex): number[] => law.map((share) => Number(share) / Number(over));
  return ofRows.flatMap((x) =>
    verticesOf(a)
      .filter((y) => fits(x, y) && fits(y, x))
      .map((y) => [...numbers(x), ...numbers(y)]),
  );
}
