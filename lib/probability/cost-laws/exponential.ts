import { checkNumber } from "../../arguments";
import type { Exponential, OpenLaw } from "./law";

/** Opens an exponential law. */
export function openExponential(name: string, { rate }: Exponential): OpenLaw {
  checkNumber(`${name}.rate`, rate, { above: 0 });
  const cdf = (x: number): number => (x <= 0 ? 0 : -Math.expm1(-rate * x));
  return {
    lo: 0,
    hi: Infinity,
    atoms: [],
    breaks: [0],
    antiRegular: true,
    wavelength: Infinity,
    mean: 1 / rate,
    cdf,
    below: cdf,
    survival: (x) => (x <= 0 ? 1 : Math.exp(-rate * x)),
    density: (x) => (x < 0 ? 0 : rate * Math.exp(-rate * x)),
    quantile: (q) => -Math.log1p(-q) / rate,
    supportBelow: (x) => (x <= 0 ? -Infinity : x),
  };
}
