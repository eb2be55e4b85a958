import { checkNumber } from "../../arguments";
import type { OpenLaw, Uniform } from "./law";

/** Opens a uniform law. */
export function openUniform(name: string, { lo, hi }: Uniform): OpenLaw {
  checkNumber(`${name}.lo`, lo);
  checkNumber(`${name}.hi`, hi, { above: lo });
  const width = hi - lo;
  checkNumber(`the width of ${name}`, width, { above: 0 });
  const cdf = (x: number): number => (x <= lo ? 0 : x >= hi ? 1 : (x - lo) / width);
  return {
    lo,
    hi,
    atoms: [],
    breaks: [lo, hi],
    antiRegular: true,
    wavelength: Infinity,
    mean: lo + width / 2,
    cdf,
    below: cdf,
    survival: (x) => (x <= lo ? 1 : x >= hi ? 0 : (hi - x) / width),
    density: (x) => (x >= lo && x <= hi ? 1 / width : 0),
    quantile: (q) => (q === 1 ? hi : lo + q * width),
    supportBelow: (x) => (x <= lo ? -Infinity : Math.min(x, hi)),
  };
}
