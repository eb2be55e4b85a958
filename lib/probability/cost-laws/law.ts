/** Laws of a cost: their descriptions as plain data, and the functions that a description opens into. */

/** Uniform on [lo, hi]. */
export interface Uniform {
  readonly kind: "uniform";
  readonly lo: number;
  readonly hi: number;
}
/** F(x) = 1 − e^{−rate·x} on [0, ∞). */
export interface Exponential {
  readonly kind: "exponential";
  readonly rate: number;
}
/** F(x) = 1 − (xm/x)^shape on [xm, ∞). */
export interface Pareto {
  readonly kind: "pareto";
  readonly xm: number;
  readonly shape: number;
}
/** F(x) = (x/scale)^shape on [0, scale]. */
export interface Power {
  readonly kind: "power";
  readonly shape: number;
  readonly scale: number;
}
/** A density that is constant between breaks: masses[k] lies on [breaks[k], breaks[k + 1]). */
export interface Histogram {
  readonly kind: "histogram";
  readonly breaks: readonly number[];
  readonly masses: readonly number[];
}
/** Density (1 + amp·cos(2π·freq·u))/(hi − lo) on [lo, hi], u = (x − lo)/(hi − lo). */
export interface Cosine {
  readonly kind: "cosine";
  readonly lo: number;
  readonly hi: number;
  readonly amp: number;
  readonly freq: number;
}
/** Mass probs[i] on atoms[i]. */
export interface Discrete {
  readonly kind: "discrete";
  readonly atoms: readonly number[];
  readonly probs: readonly number[];
}
/** Component k with probability weights[k]. */
export interface Mixture {
  readonly kind: "mixture";
  readonly weights: readonly number[];
  readonly components: readonly CostLaw[];
}
/** Known only by queries to its distribution function (nondecreasing, right-continuous, from 0 to 1) on [0, ∞). */
export interface Oracle {
  readonly kind: "oracle";
  readonly cdf: (x: number) => number;
}

/** The law of a cost. */
export type CostLaw = Uniform | Exponential | Pareto | Power | Histogram | Cosine | Discrete | Mixture | Oracle;

/** A checked law as functions, unchecked themselves. */
export interface OpenLaw {
  /** Least and largest point of the support; `hi` may be ∞. */
  readonly lo: number;
  readonly hi: number;
  /** Points with a mass of their own, ascending. */
  readonly atoms: readonly number[];
  /** Points where the density jumps, atoms and finite ends of the support, ascending. */
  readonly breaks: readonly number[];
  /** Whether z + F(z)/f(z) is known to increase: no ironing is needed. */
  readonly antiRegular: boolean;
  /** The shortest length over which the density oscillates; ∞ if it does not. */
  readonly wavelength: number;
  readonly mean: number;
  /** P(v ≤ x). */
  readonly cdf: (x: number) => number;
  /** P(v > x), to full relative accuracy far in the tail (where the law is known well enough). */
  readonly survival: (x: number) => number;
  /** P(v < x). */
  readonly below: (x: number) => number;
  /** The density at x, from the right, and from the left at the upper end; of a law with atoms, of its smooth part. */
  readonly density: (x: number) => number;
  /** inf{x : P(v ≤ x) ≥ q}, for q in [0, 1]; the lower end of the support at q = 0. */
  readonly quantile: (q: number) => number;
  /** The largest point of the support below x, x itself where the support accumulates there, −∞ where there is none. */
  readonly supportBelow: (x: number) => number;
}
