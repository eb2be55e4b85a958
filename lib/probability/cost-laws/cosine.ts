import { checkInteger, checkNumber } from "../../arguments";
import { findRoot } from "../../numerics/roots";
import type { Cosine, OpenLaw } from "./law";

/** t − sin t for t ≥ 0, without cancellation near 0. */
function lessItsSine(t: number): number {
  if (t > 0.5) return t - Math.sin(t);
  const s = t * t;
  return ((t * s) / 6) * (1 - (s / 20) * (1 - (s / 42) * (1 - (s / 72) * (1 - (s / 110) * (1 - s / 156)))));
}

/** Opens a cosine law: `amp` in (−1, 1), `freq` a whole number ≥ 1. */
export function openCosine(name: string, { lo, hi, amp, freq }: Cosine): OpenLaw {
  checkNumber(`${name}.lo`, lo);
  checkNumber(`${name}.hi`, hi, { above: lo });
  checkNumber(`${name}.amp`, amp, { above: -1, below: 1 });
  checkInteger(`${name}.freq`, freq, { min: 1 });
  const width = hi - lo;
  const turn = 2 * Math.PI * freq;
  const share = (u: number): number =>
    amp > 0 ? u + (amp / turn) * Math.sin(turn * u) : (1 + amp) * u - (amp / turn) * lessItsSine(turn * u);
  const cdf = (x: number): number => (x <= lo ? 0 : x >= hi ? 1 : share((x - lo) / width));
  return {
    // Over whole turns the mean of u·cos(2π·freq·u) is 0.
    lo,
    hi,
    atoms: [],
    breaks: [lo, hi],
    antiRegular: false,
    wavelength: width / freq,
    mean: lo + width / 2,
    cdf,
    below: cdf,
    // The density is symmetric about the middle.
    survival: (x) => (x <= lo ? 1 : x >= hi ? 0 : share((hi - x) / width)),
    density: (x) => (x < lo || x > hi ? 0 : (1 + amp * Math.cos((turn * (x - lo)) / width)) / width),
    quantile: (q) => (q === 0 ? lo : q === 1 ? hi : lo + width * findRoot((u) => share(u) - q, 0, 1)),
    supportBelow: (x) => (x <= lo ? -Infinity : Math.min(x, hi)),
  };
}
