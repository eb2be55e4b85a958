/** The expected k-th smallest of n costs. */
import { checkInteger } from "../arguments";
import { integrate } from "../numerics/quadrature";
import { betaCdf, betaPartialMoments } from "../probability/beta";
import { openLaw, type CostLaw, type Histogram, type OpenLaw } from "../probability/cost-laws";
import { betaIntegral, nodesFor } from "./beta-nodes";

/** The least shape of a Pareto law among the components: how heavy the upper tail is. */
const tailShape = (law: CostLaw): number =>
  law.kind === "pareto" ? law.shape : law.kind === "mixture" ? Math.min(...law.components.map(tailShape)) : Infinity;

/** Σ over pieces of ∫ F⁻¹(q) dBeta(k, n − k + 1), F⁻¹ linear on each. */
function ofHistogram({ breaks, masses }: Histogram, cdf: (x: number) => number, n: number, k: number): number {
  let sum = 0;
  let before = betaPartialMoments(k, n - k + 1, 0);
  masses.forEach((mass, i) => {
    const q = cdf(breaks[i]);
    const here = betaPartialMoments(k, n - k + 1, cdf(breaks[i + 1]));
    const slope = mass > 0 ? (breaks[i + 1] - breaks[i]) / mass : 0;
    sum += (breaks[i] - slope * q) * (here.mass - before.mass) + slope * (here.mean - before.mean);
    before = here;
  });
  return sum;
}

/** lo + ∫ P(v_(k) > x) dx, split at the law's breaks; an unbounded tail in blocks of growing length. */
function bySurvival({ lo, hi, breaks, cdf, quantile }: OpenLaw, n: number, k: number): number {
  const survival = (x: number): number => betaCdf(n - k + 1, k, Math.max(0, 1 - cdf(x)));
  let sum = lo;
  for (let i = 1; i < breaks.length; i++) sum += integrate(survival, breaks[i - 1], breaks[i]);
  if (hi === Infinity) {
    const last = breaks[breaks.length - 1];
    const middle = Math.max(quantile(k / (n + 1)), last);
    sum += integrate(survival, last, middle);
    const scale = Math.max(middle - lo, Math.abs(middle), Number.MIN_VALUE);
    for (let s = 0; s < 600; s++) {
      const block = integrate((t) => scale * Math.exp(t) * survival(middle + scale * Math.expm1(t)), s, s + 1);
      sum += block;
      if (block < 1e-17 * Math.abs(sum)) break;
    }
  }
  return sum;
}

function bySmoothPieces(law: OpenLaw, n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i < law.breaks.length; i++) {
    const [from, to] = [law.breaks[i - 1], law.breaks[i]];
    sum += betaIntegral(nodesFor(law, [from, to], k, n - k + 1), k, n - k + 1, 0);
  }
  return sum;
}

/**
 * E[v_(k)], the expected k-th smallest of n independent costs: in closed form for uniform, exponential, Pareto, power,
 * histogram and discrete laws, by quadrature for the others.
 * @param law the law of costs (no oracle)
 * @param n how many costs, ≥ 1
 * @param k which, 1..n
 * @returns ∞ where the upper tail is too heavy: a Pareto law with (n − k + 1)·shape ≤ 1
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
    case "histogram":
      return ofHistogram(law, opened.cdf, n, k);
    case "discrete": {
      // Each step up to the next atom is taken unless k costs lie below it.
      let sum = law.atoms[0];
      for (let i = 1; i < law.atoms.length; i++) {
        sum += (law.atoms[i] - law.atoms[i - 1]) * betaCdf(n - k + 1, k, Math.max(0, 1 - opened.cdf(law.atoms[i - 1])));
      }
      return sum;
    }
    case "cosine":
      return bySmoothPieces(opened, n, k);
    case "mixture":
    case "oracle":
      return bySurvival(opened, n, k);
  }
}
