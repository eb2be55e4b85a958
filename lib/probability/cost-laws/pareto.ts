import { checkNumber } from "../../arguments";
import type { OpenLaw, Pareto } from "./law";

/** Opens a Pareto law. Its mean is ∞ for shape ≤ 1. */
export function openPareto(name: string, { xm, shape }: Pareto): OpenLaw {
  checkNumber(`${name}.xm`, xm, { above: 0 });
  checkNumber(`${name}.shape`, shape, { above: 0 });
  /** ln(x/xm); near xm, x − xm is exact. */
  const log = (x: number): number => (x < 2 * xm ? Math.log1p((x - xm) / xm) : Math.log(x / xm));
  const cdf = (x: number): number => (x <= xm ? 0 : -Math.expm1(-shape * log(x)));
  return {
    lo: xm,
    hi: Infinity,
    atoms: [],
    breaks: [xm],
    antiRegular: true,
    wavelength: Infinity,
    cdf,
    below: cdf,
    survival: (x) => (x <= xm ? 1 : Math.exp(-shape * log(x))),
    mean: shape > 1 ? (xm * shape) / (shape - 1) : Infinity,
    density: (x) => (x < xm ? 0 : (shape / x) * Math.pow(xm / x, shape)),
    quantile: (q) => xm * Math.exp(-Math.log1p(-q) / shape),
    supportBelow: (x) => (x <= xm ? -Infinity : x),
  };
}
