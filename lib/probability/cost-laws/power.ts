import { checkNumber } from "../../arguments";
import type { OpenLaw, Power } from "./law";

/** Opens a power law. For shape < 1 the density is ∞ at 0. */
export function openPower(name: string, { shape, scale }: Power): OpenLaw {
  checkNumber(`${name}.shape`, shape, { above: 0 });
  checkNumber(`${name}.scale`, scale, { above: 0 });
  const cdf = (x: number): number => (x <= 0 ? 0 : x >= scale ? 1 : Math.pow(x / scale, shape));
  return {
    lo: 0,
    hi: scale,
    atoms: [],
    breaks: [0, scale],
    antiRegular: true,
    wavelength: Infinity,
    mean: (scale * shape) / (shape + 1),
    cdf,
    below: cdf,
    // 1 − (x/scale)^shape; near the upper end x/scale − 1 is exact.
    survival: (x) =>
      x <= 0
        ? 1
        : x >= scale
          ? 0
          : -Math.expm1(shape * (2 * x < scale ? Math.log(x / scale) : Math.log1p((x - scale) / scale))),
    density: (x) => (x < 0 || x > scale ? 0 : (shape / scale) * Math.pow(x / scale, shape - 1)),
    quantile: (q) => scale * Math.pow(q, 1 / shape),
    supportBelow: (x) => (x <= 0 ? -Infinity : Math.min(x, scale)),
  };
}
