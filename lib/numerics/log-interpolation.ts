/** Interpolation in the logarithm, for functions of z ≥ 0 that are smooth in ln(z + shift): sums of ln(z + c), c ≥ shift. */

/** Nodes in [0, span] and, for points of that interval, the weights by which values at the nodes make up a value there. */
export interface LogInterpolation {
  readonly nodes: Float64Array;
  /** Row after row of nodes.length weights, one row for each point. */
  readonly weights: Float64Array;
}

/**
 * Chebyshev interpolation of functions z ↦ Σ_i a_i ln(z + c_i) with c_i ≥ shift. In y = ln(z + shift) such a function has
 * its singularities on the lines Im y = ±π, which fixes the number of nodes: the error shrinks as ρ^{−n} with
 * ρ = π/h + √(1 + (π/h)²), h half the length of the interval in y.
 * @param shift above 0
 * @param span the interval's right end, ≥ 0
 * @param points in [0, span]
 * @param accuracy of the interpolant, relative to the size of the function near the interval
 */
export function logInterpolation(
  shift: number,
  span: number,
  points: Float64Array,
  accuracy = 1e-16,
): LogInterpolation {
  const [lo, hi] = [Math.log(shift), Math.log(shift + span)];
  const half = (hi - lo) / 2;
  const rate = Math.asinh(Math.PI / half);
  const n = half === 0 ? 1 : Math.max(2, Math.ceil(-Math.log(accuracy) / rate));
  const places = Float64Array.from({ length: n }, (_, j) => Math.cos((Math.PI * (j + 0.5)) / n));
  const nodes = places.map((x) => Math.min(span, Math.max(0, Math.exp(lo + half * (1 + x)) - shift)));
  // The barycentric formula (Berrut, Trefethen 2004).
  const factors = places.map((_, j) => (j % 2 === 0 ? 1 : -1) * Math.sin((Math.PI * (j + 0.5)) / n));
  const weights = new Float64Array(points.length * n);
  for (let i = 0; i < points.length; i++) {
    const x = half === 0 ? places[0] : (Math.log(points[i] + shift) - lo) / half - 1;
    const from = i * n;
    const hit = places.indexOf(x);
    if (hit >= 0) {
      weights[from + hit] = 1;
      continue;
    }
    let sum = 0;
    for (let j = 0; j < n; j++) sum += weights[from + j] = factors[j] / (x - places[j]);
    for (let j = 0; j < n; j++) weights[from + j] /= sum;
  }
  return { nodes, weights };
}
