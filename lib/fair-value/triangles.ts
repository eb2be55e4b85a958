/**
 * Polynomials in two variables on the triangle x₁, x₂ ≥ 0, x₁ + x₂ ≤ 1 in Bernstein form: b[k₁][k₂], k₁ + k₂ ≤ n, stands
 * for the mean of b over the multinomial law of n draws. Such a polynomial lies between its least and largest coefficient,
 * on any smaller triangle too once it is written for that.
 */

/** Coefficients: row k₁ has the entries k₂ = 0..n − k₁. */
export type Triangle = readonly Float64Array[];

type Point = readonly [number, number];

/** A pair of polynomials on the triangle of three corners: row i and entry j belong to corner C^i B^j A^{n−i−j}. */
interface Piece {
  readonly corners: readonly [a: Point, b: Point, c: Point];
  readonly pair: readonly [Triangle, Triangle];
}

const middle = ([x, y]: Point, [u, v]: Point): Point => [(x + u) / 2, (y + v) / 2];

/** Cuts the edge AB in half (de Casteljau in each row): the coefficients on A M C and on M B C. */
function halves(b: Triangle): [Triangle, Triangle] {
  const left: Float64Array[] = [];
  const right: Float64Array[] = [];
  for (const row of b) {
    const to = row.slice();
    const from = new Float64Array(row.length);
    for (let j = 0; j < row.length; j++) {
      from[j] = to[0];
      for (let k = 0; k < row.length - 1 - j; k++) to[k] = (to[k] + to[k + 1]) / 2;
    }
    left.push(from);
    right.push(to);
  }
  return [left, right];
}

/** Exchanges the parts of two corners in the coefficients: rows with entries, or entries with the rest. */
const transposed = (b: Triangle): Triangle => b.map((row, i) => row.map((_, j) => b[j][i]));
const reversed = (b: Triangle): Triangle => b.map((row) => row.slice().reverse());

/** The two halves of a piece, cut through AB, each turned so that it is cut next through the edge opposite to the cut. */
function cut({ corners: [a, b, c], pair }: Piece): [Piece, Piece] {
  const m = middle(a, b);
  const parts = pair.map(halves);
  // A M C becomes A C M; M B C becomes B C M.
  const left = parts.map(([l]) => transposed(l)) as unknown as readonly [Triangle, Triangle];
  const right = parts.map(([, r]) => transposed(reversed(r))) as unknown as readonly [Triangle, Triangle];
  return [
    { corners: [a, c, m], pair: left },
    { corners: [b, c, m], pair: right },
  ];
}

const oneSign = (b: Triangle, noise: number): boolean =>
  b.every((row) => row.every((x) => x > noise)) || b.every((row) => row.every((x) => x < -noise));

/** Value and slopes at the centre of the corners, in terms of the barycentric weights of B and C. */
function atCentre(b: Triangle): { value: number; slopes: Point } {
  // De Casteljau at (⅓, ⅓, ⅓), kept one step from the end.
  let now: Triangle = b;
  while (now.length > 2)
    now = now.slice(0, -1).map((row, i) => row.slice(0, -1).map((x, j) => (x + now[i][j + 1] + now[i + 1][j]) / 3));
  if (now.length === 1) return { value: now[0][0], slopes: [0, 0] };
  const [atA, atB, atC] = [now[0][0], now[0][1], now[1][0]];
  const degree = b.length - 1;
  return { value: (atA + atB + atC) / 3, slopes: [degree * (atB - atA), degree * (atC - atA)] };
}

/** How often the triangle is halved: its pieces then have sides of some 2⁻²². */
const DEPTH = 44;

/**
 * The common zeros of two polynomials inside the triangle, 10⁻⁷ from its edges, by halving it and leaving out the
 * pieces on which one of them keeps its sign; the last step is one of Newton's. Zeros at which the two touch, and whole
 * curves of zeros, are not listed.
 * @param f coefficients
 * @param g coefficients, of the same degree
 * @param noise coefficients up to this size count as 0
 */
export function commonRoots(f: Triangle, g: Triangle, noise: number): Point[] {
  const flat = (b: Triangle): boolean => b.every((row) => row.every((x) => Math.abs(x - b[0][0]) <= noise));
  if (flat(f) || flat(g)) return [];
  const found: Point[] = [];
  let pieces: Piece[] = [
    {
      // Row k₁, entry k₂: C = (1, 0), B = (0, 1), A = (0, 0). The longest edge, BC, is cut first.
      corners: [
        [1, 0],
        [0, 1],
        [0, 0],
      ],
      pair: [rotated(f), rotated(g)],
    },
  ];
  for (let depth = 0; depth < DEPTH && pieces.length > 0 && pieces.length < 4096; depth++) {
    pieces = pieces.flatMap(cut).filter(({ pair: [p, q] }) => !oneSign(p, noise) && !oneSign(q, noise));
  }
  for (const {
    corners: [a, b, c],
    pair,
  } of pieces) {
    const [p, q] = pair.map(atCentre);
    const determinant = p.slopes[0] * q.slopes[1] - p.slopes[1] * q.slopes[0];
    const size = Math.hypot(...p.slopes) * Math.hypot(...q.slopes);
    if (!(Math.abs(determinant) > 1e-9 * size)) continue;
    const toB = 1 / 3 - (p.value * q.slopes[1] - q.value * p.slopes[1]) / determinant;
    const toC = 1 / 3 - (p.slopes[0] * q.value - q.slopes[0] * p.value) / determinant;
    const at = (k: 0 | 1): number => a[k] + toB * (b[k] - a[k]) + toC * (c[k] - a[k]);
    const root: Point = [at(0), at(1)];
    const inside = Math.min(root[0], root[1], 1 - root[0] - root[1]) > 1e-7;
    if (inside && found.every(([x, y]) => Math.hypot(x - root[0], y - root[1]) > 1e-6)) found.push(root);
  }
  return found.sort(([x], [y]) => x - y);
}

/** From row k₁, entry k₂ to rows of the corner (0, 0) and entries of (0, 1), the corner (1, 0) being the rest. */
const rotated = (b: Triangle): Triangle => {
  const n = b.length - 1;
  return b.map((row, k0) => row.map((_, k2) => b[n - k0 - k2][k2]));
};
