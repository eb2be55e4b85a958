import { checkLaw, checkNumber, checkNumbers } from "../../arguments";
import { tailsOf } from "./discrete";
import type { Histogram, OpenLaw } from "./law";

/** The pieces of a histogram: cumulative masses at the breaks and densities between them. */
export function pieces({ breaks, masses }: Histogram): {
  readonly cumulative: Float64Array;
  readonly density: Float64Array;
} {
  const count = masses.length;
  const cumulative = new Float64Array(count + 1);
  for (let k = 0; k < count; k++) cumulative[k + 1] = cumulative[k] + masses[k];
  cumulative[count] = 1;
  return { cumulative, density: Float64Array.from(masses, (mass, k) => mass / (breaks[k + 1] - breaks[k])) };
}

/** Opens a histogram. Pieces of mass 0 are gaps in the support; the first and last piece must have mass. */
export function openHistogram(name: string, law: Histogram): OpenLaw {
  const { breaks, masses } = law;
  checkLaw(`${name}.masses`, masses);
  const count = masses.length;
  checkNumbers(`${name}.breaks`, breaks, {}, { min: count + 1, max: count + 1 });
  for (let k = 0; k < count; k++) checkNumber(`${name}.breaks[${k + 1}]`, breaks[k + 1], { above: breaks[k] });
  checkNumber(`${name}.masses[0]`, masses[0], { above: 0 });
  checkNumber(`${name}.masses[${count - 1}]`, masses[count - 1], { above: 0 });
  const { cumulative, density } = pieces(law);
  const above = tailsOf(masses);
  const [lo, hi] = [breaks[0], breaks[count]];
  const pieceOf = (x: number): number => {
    let k = 0;
    while (k < count - 1 && x >= breaks[k + 1]) k++;
    return k;
  };
  const cdf = (x: number): number => {
    if (x <= lo) return 0;
    if (x >= hi) return 1;
    const k = pieceOf(x);
    return cumulative[k] + (x - breaks[k]) * density[k];
  };
  return {
    lo,
    hi,
    atoms: [],
    breaks,
    antiRegular: false,
    wavelength: Infinity,
    cdf,
    below: cdf,
    survival: (x) => {
      if (x <= lo) return 1;
      if (x >= hi) return 0;
      const k = pieceOf(x);
      return above[k + 1] + (breaks[k + 1] - x) * density[k];
    },
    mean: masses.reduce((sum, mass, k) => sum + mass * (breaks[k] + (breaks[k + 1] - breaks[k]) / 2), 0),
    density: (x) => (x < lo || x > hi ? 0 : density[pieceOf(x)]),
    quantile: (q) => {
      let k = 0;
      while (k < count - 1 && (q > cumulative[k + 1] || masses[k] === 0)) k++;
      return q >= cumulative[k + 1] ? breaks[k + 1] : breaks[k] + Math.max(0, q - cumulative[k]) / density[k];
    },
    supportBelow: (x) => {
      if (x <= lo) return -Infinity;
      let k = count - 1;
      while (breaks[k] >= x || masses[k] === 0) k--;
      return Math.min(x, breaks[k + 1]);
    },
  };
}
