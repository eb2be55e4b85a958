/** Gauss rules of discrete laws: a law with many atoms replaced by one with few that has the same first moments. */
import { checkArray, checkInteger, checkNumber } from "../arguments";

/** Nodes and weights; Σ w f(x) is exact for polynomials of degree 2n − 1. */
export interface DiscreteRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** More rounds than the QL iteration ever needs for one eigenvalue. */
const MOST_ROUNDS = 60;

/**
 * The Gauss rule with n nodes of the measure Σ p_k δ(x_k): the recurrence of its orthogonal polynomials by Stieltjes's
 * procedure, then the eigenvalues of their Jacobi matrix, with the first entries of its eigenvectors, by implicit QL
 * steps (Golub and Welsch 1969). No kept package brings it.
 * @param x atoms, more of them than n
 * @param p masses > 0
 * @param n number of nodes, whole, ≥ 1; keep it well below the number of atoms
 */
export function gaussRule(x: Float64Array, p: Float64Array, n: number): DiscreteRule {
  checkArray("x", x, { min: 2 });
  checkArray("p", p, { min: x.length, max: x.length });
  for (let k = 0; k < x.length; k++) {
    if (!Number.isFinite(x[k])) checkNumber(`x[${k}]`, x[k]);
    if (!(p[k] > 0)) checkNumber(`p[${k}]`, p[k], { above: 0 });
  }
  checkInteger("n", n, { min: 1, max: x.length - 1 });
  const diagonal = new Float64Array(n);
  const off = new Float64Array(n);
  let previous = new Float64Array(x.length);
  let current = new Float64Array(x.length).fill(1);
  let norm = 0;
  for (let k = 0; k < x.length; k++) norm += p[k];
  const mass = norm;
  let normBefore = 0;
  for (let j = 0; j < n; j++) {
    let moment = 0;
    for (let k = 0; k < x.length; k++) moment += p[k] * x[k] * current[k] * current[k];
    const alpha = moment / norm;
    const beta = j === 0 ? 0 : norm / normBefore;
    diagonal[j] = alpha;
    off[j] = Math.sqrt(beta);
    const next = new Float64Array(x.length);
    let nextNorm = 0;
    for (let k = 0; k < x.length; k++) {
      next[k] = (x[k] - alpha) * current[k] - beta * previous[k];
      nextNorm += p[k] * next[k] * next[k];
    }
    [previous, current, normBefore, norm] = [current, next, norm, nextNorm];
  }
  return ruleOfRecurrence(diagonal, off.subarray(1), mass);
}

/**
 * The Gauss rule of a measure whose monic orthogonal polynomials obey P_{j+1} = (x − d_j) P_j − o_{j−1}² P_{j−1}, for laws
 * of which that recurrence is known in closed form (Golub and Welsch 1969). Arguments are not checked.
 * @param diagonal d_0..d_{n−1}; becomes the nodes
 * @param off o_0..o_{n−2}
 * @param mass of the whole measure
 */
export function ruleOfRecurrence(diagonal: Float64Array, off: Float64Array, mass: number): DiscreteRule {
  const first = eigenvectorsInPlace(diagonal, off);
  return { nodes: diagonal, weights: first.map((v) => mass * v * v) };
}

/** Implicit QL: the diagonal becomes the eigenvalues; returns the eigenvectors' first entries. */
function eigenvectorsInPlace(d: Float64Array, subdiagonal: Float64Array): Float64Array {
  const n = d.length;
  const e = new Float64Array(n);
  e.set(subdiagonal);
  const first = new Float64Array(n);
  first[0] = 1;
  for (let l = 0; l < n; l++) {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      let m = l;
      while (m < n - 1 && Math.abs(e[m]) > Number.EPSILON * (Math.abs(d[m]) + Math.abs(d[m + 1]))) m++;
      if (m === l) break;
      let g = (d[l + 1] - d[l]) / (2 * e[l]);
      let r = Math.hypot(g, 1);
      g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
      let s = 1;
      let c = 1;
      let shift = 0;
      for (let i = m - 1; i >= l; i--) {
        let f = s * e[i];
        const b = c * e[i];
        r = Math.hypot(f, g);
        e[i + 1] = r;
        s = f / r;
        c = g / r;
        g = d[i + 1] - shift;
        r = (d[i] - g) * s + 2 * c * b;
        shift = s * r;
        d[i + 1] = g + shift;
        g = c * r - b;
        f = first[i + 1];
        first[i + 1] = s * first[i] + c * f;
        first[i] = c * first[i] - s * f;
      }
      d[l] -= shift;
      e[l] = g;
      e[m] = 0;
    }
  }
  return first;
}
