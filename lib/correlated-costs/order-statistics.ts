/** The expected k-th smallest of n costs. */
import { checkInteger, rejectValue } from "../arguments";
import { integrate, QuadratureError } from "../numerics/quadrature";
import { betaCdf } from "../probability/beta";
import { openLaw, type CostLaw, type OpenLaw } from "../probability/cost-laws";

/** The least shape of a Pareto law among the components: how heavy the upper tail is. */
const tailShape = (law: CostLaw): number =>
  law.kind === "pareto" ? law.shape : law.kind === "mixture" ? Math.min(...law.components.map(tailShape)) : Infinity;

/**
 * An interval of costs cut where a function of them changes: at the law's breaks, and around the costs at which F(v) is
 * likely for F(v) ~ Beta(a, b).
 */
export function cutAround({ breaks, quantile }: OpenLaw, a: number, b: number, from: number, to: number): number[] {
  const mean = a / (a + b);
  const sd = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  const likely = [-12, -5, -2, 0, 2, 5, 12].map((j) => quantile(Math.min(Math.max(mean + j * sd, 0), 1)));
  const inside = [...breaks, ...likely].filter((cost) => cost > from && cost < to);
  return [...new Set([from, ...inside, to])].sort((x, y) => x - y);
}

/** ∫ f over costs cut at points: every part to 1e-12 of itself, or of a scale of the whole. */
export function integrateParts(
  f: (cost: number) => number,
  cuts: readonly number[],
  { wavelength }: OpenLaw,
  scale: number,
): number {
  let sum = 0;
  for (let i = 1; i < cuts.length; i++) {
    const [from, to] = [cuts[i - 1], cuts[i]];
    const panels = Math.min(10_000, 4 + Math.ceil((2 * (to - from)) / wavelength));
    sum += integrate(f, from, to, { absolute: 1e-13 * scale, panels });
  }
  return sum;
}

/** Blocks of a tail, each e times as long as the one before: costs up to e^700 are reached. */
const MOST_BLOCKS = 700;

/**
 * lo + ∫ P(v_(k) > x) dx. An unbounded tail is taken in blocks of growing length, until what is left is negligible or, of a
 * tail that falls like a power, known: at most x·P/(m·shape − 1) with the least shape, at least F(x)^(k−1) times that with
 * the shape at x, where m = n − k + 1 costs must lie beyond x.
 */
function bySurvival(open: OpenLaw, shape: number, n: number, k: number): number {
  const { lo, hi, breaks, cdf, survival, density, quantile } = open;
  const m = n - k + 1;
  const beyond = (x: number): number => betaCdf(m, k, survival(x), cdf(x));
  const middle = quantile(k / (n + 1));
  const bounded = hi === Infinity ? Math.max(middle, breaks[breaks.length - 1]) : hi;
  const scale = middle - lo;
  let sum = lo + integrateParts(beyond, cutAround(open, k, m, lo, bounded), open, scale);
  if (hi < Infinity) return sum;
  const step = Math.max(bounded - lo, Math.abs(bounded), Number.MIN_VALUE);
  const costAt = (t: number): number => bounded + step * Math.expm1(t);
  for (let s = 0; s < MOST_BLOCKS; s++) {
    const block = integrate((t) => step * Math.exp(t) * beyond(costAt(t)), s, s + 1, {
      absolute: 1e-13 * scale,
      panels: 4,
    });
    sum += block;
    if (shape === Infinity && block <= 1e-17 * Math.abs(sum)) return sum;
    const x = costAt(s + 1);
    const left = (power: number): number => (x * beyond(x)) / (m * power - 1);
    const least = left((x * density(x)) / survival(x)) * Math.exp((k - 1) * Math.log1p(-survival(x)));
    const most = left(shape);
    if (shape < Infinity && Math.abs(most - least) <= 1e-12 * Math.abs(sum)) return sum + most;
  }
  throw new QuadratureError(`the tail of law must be light enough for E[v_(${k})] of ${n}; it is not known to 1e-12`);
}

/**
 * E[v_(k)], the expected k-th smallest of n independent costs: in closed form for uniform, exponential, Pareto, power and
 * discrete laws, by quadrature of the survival function for the others, to 1e-12.
 * @param law the law of costs (no oracle)
 * @param n how many costs, ≥ 1
 * @param k which, 1..n
 * @returns ∞ where the upper tail is too heavy: a Pareto law with (n − k + 1)·shape ≤ 1
 * @throws QuadratureError where the integral of a mixture's tail is not found to 1e-12
 * @claims fl12/lem4.2-1, fl12/lem4.2-2, fl12/lem4.7
 * @example
 * ```ts
 * orderStatistic(uniform(0, 1), 9, 3); // 0.3
 * ```
 */
export function orderStatistic(law: CostLaw, n: number, k: number): number {
  const opened = openLaw("law", law);
  checkInteger("n", n, { min: 1 });
  checkInteger("k", k, { min: 1, max: n });
  if ((n - k + 1) * tailShape(law) <= 1) return Infinity;
  switch (law.kind) {
    case "uniform":
      return law.lo + ((law.hi - law.lo) * k) / (n + 1);
    case "exponential": {
      let sum = 0;
      for (let i = n; i > n - k; i--) sum += 1 / i;
      return sum / law.rate;
    }
    case "power": {
      // S·Π_{i=k}^{n} i/(i + 1/shape): the quotient of gamma functions without their cancellation.
      let log = 0;
      for (let i = k; i <= n; i++) log -= Math.log1p(1 / (law.shape * i));
      return law.scale * Math.exp(log);
    }
    case "pareto": {
      let log = 0;
      for (let i = n - k + 1; i <= n; i++) log -= Math.log1p(-1 / (law.shape * i));
      return law.xm * Math.exp(log);
    }
    case "discrete": {
      // Each step up to the next atom is taken unless k costs lie below it.
      let sum = law.atoms[0];
      for (let i = 1; i < law.atoms.length; i++) {
        sum +=
          (law.atoms[i] - law.atoms[i - 1]) *
          betaCdf(n - k + 1, k, opened.survival(law.atoms[i - 1]), opened.cdf(law.atoms[i - 1]));
      }
      return sum;
    }
    case "oracle":
      return rejectValue("law", law, "a law whose upper tail is known");
    case "histogram":
    case "cosine":
    case "mixture":
      return bySurvival(opened, tailShape(law), n, k);
  }
}
