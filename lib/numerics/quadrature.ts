/** Quadrature; no kept package brings Gauss rules of any order or an adaptive rule with an error bound. */
import { checkInteger, checkNumber } from "../arguments";

/** Nodes in (−1, 1), ascending, and weights of a rule. */
export interface Rule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** The Gauss–Legendre rule with n nodes on [−1, 1] (Newton's iteration on the Legendre polynomial). */
export function gaussLegendre(n: number): Rule {
  checkInteger("n", n, { min: 1, max: 10_000 });
  const nodes = new Float64Array(n);
  const weights = new Float64Array(n);
  for (let i = 0; i < (n + 1) >> 1; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (n + 0.5));
    let slope = 0;
    for (let round = 0; round < 100; round++) {
      let [p, before] = [1, 0];
      for (let j = 1; j <= n; j++) [p, before] = [((2 * j - 1) * x * p - (j - 1) * before) / j, p];
      slope = (n * (x * p - before)) / (x * x - 1);
      const step = p / slope;
      x -= step;
      if (Math.abs(step) <= 1e-16) break;
    }
    nodes[i] = -x;
    nodes[n - 1 - i] = x;
    weights[i] = weights[n - 1 - i] = 2 / ((1 - x * x) * slope * slope);
  }
  if (n % 2 === 1) nodes[n >> 1] = 0;
  return { nodes, weights };
}

const COARSE = gaussLegendre(10);
const FINE = gaussLegendre(21);

function apply({ nodes, weights }: Rule, f: (x: number) => number, a: number, b: number): number {
  const [middle, half] = [(a + b) / 2, (b - a) / 2];
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) sum += weights[i] * f(middle + half * nodes[i]);
  return sum * half;
}

/**
 * ∫_a^b f, by halving intervals until a 10-node and a 21-node Gauss rule agree.
 * @param f finite on (a, b); its ends are never evaluated. Split at kinks and jumps for speed
 * @param a left end, finite
 * @param b right end, finite, ≥ a
 * @param tolerance relative to ∫|f|; 1e-12 by default
 */
export function integrate(f: (x: number) => number, a: number, b: number, tolerance = 1e-12): number {
  checkNumber("a", a);
  checkNumber("b", b, { min: a });
  checkNumber("tolerance", tolerance, { above: 0 });
  const whole = apply(FINE, (x) => Math.abs(f(x)), a, b);
  // Rounding noise never converges (∫ of a difference that is 0 in exact numbers): the number of halvings is bounded.
  let halvings = 5000;
  const refine = (lo: number, hi: number, depth: number): number => {
    const fine = apply(FINE, f, lo, hi);
    const error = Math.abs(fine - apply(COARSE, f, lo, hi));
    if (depth === 0 || halvings-- <= 0 || error <= tolerance * Math.max(whole, Math.abs(fine))) return fine;
    const middle = (lo + hi) / 2;
    return refine(lo, middle, depth - 1) + refine(middle, hi, depth - 1);
  };
  return refine(a, b, 40);
}
