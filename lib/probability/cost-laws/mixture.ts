import { checkArray, checkLaw, checkNumber } from "../../arguments";
import type { Mixture, OpenLaw } from "./law";

/** The point between two others where a nondecreasing function first reaches q. */
export function firstReach(f: (x: number) => number, q: number, from: number, to: number): number {
  let [lo, hi] = [from, to];
  for (;;) {
    const middle = lo / 2 + hi / 2;
    if (!(middle > lo && middle < hi)) return hi;
    if (f(middle) >= q) hi = middle;
    else lo = middle;
  }
}

/** Opens a mixture of opened components. */
export function openMixture(name: string, { weights, components }: Mixture, opened: readonly OpenLaw[]): OpenLaw {
  checkLaw(`${name}.weights`, weights);
  checkArray(`${name}.components`, components, { min: weights.length, max: weights.length });
  weights.forEach((weight, i) => checkNumber(`${name}.weights[${i}]`, weight, { above: 0, max: 1 }));
  const sum = (f: (law: OpenLaw) => number): number => {
    let total = 0;
    for (let i = 0; i < opened.length; i++) total += weights[i] * f(opened[i]);
    return total;
  };
  const points = (lists: readonly (readonly number[])[]): number[] => [...new Set(lists.flat())].sort((a, b) => a - b);
  const lo = Math.min(...opened.map((law) => law.lo));
  const hi = Math.max(...opened.map((law) => law.hi));
  const breaks = points(opened.map((law) => law.breaks));
  const cdf = (x: number): number =>
    x >= hi
      ? 1
      : Math.min(
          1,
          sum((law) => law.cdf(x)),
        );
  const below = (x: number): number =>
    Math.min(
      1,
      sum((law) => law.below(x)),
    );
  return {
    lo,
    hi,
    atoms: points(opened.map((law) => law.atoms)),
    breaks,
    antiRegular: false,
    wavelength: Math.min(...opened.map((law) => law.wavelength)),
    cdf,
    below,
    survival: (x) =>
      x < lo
        ? 1
        : Math.min(
            1,
            sum((law) => law.survival(x)),
          ),
    mean: sum((law) => law.mean),
    // From the right: a component that ends here has no density there, unless the mixture ends too.
    density: (x) => sum((law) => (x === law.hi && x < hi ? 0 : law.density(x))),
    quantile: (q) => {
      if (q === 0) return lo;
      // Between breaks F has no jump: find the first break where F reaches q, then the point before it, if F gets there.
      const i = breaks.findIndex((x) => cdf(x) >= q);
      if (i === 0) return lo;
      if (i > 0) return below(breaks[i]) < q ? breaks[i] : firstReach(cdf, q, breaks[i - 1], breaks[i]);
      if (q === 1) return hi;
      const from = breaks[breaks.length - 1];
      let step = 1 + Math.abs(from);
      while (cdf(from + step) < q && from + step < Number.MAX_VALUE) step *= 2;
      return firstReach(cdf, q, from, Math.min(from + step, Number.MAX_VALUE));
    },
    supportBelow: (x) => Math.max(...opened.map((law) => law.supportBelow(x))),
  };
}
