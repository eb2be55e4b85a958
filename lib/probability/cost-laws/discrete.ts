import { checkLaw, checkNumber, checkNumbers } from "../../arguments";
import type { Discrete, OpenLaw } from "./law";

/** The sums of masses from each on, the empty one at the end included. */
export function tailsOf(masses: readonly number[]): Float64Array {
  const tails = new Float64Array(masses.length + 1);
  for (let i = masses.length - 1; i >= 0; i--) tails[i] = tails[i + 1] + masses[i];
  return tails;
}

/** Opens a discrete law: atoms strictly increasing, each with a positive probability. */
export function openDiscrete(name: string, { atoms, probs }: Discrete): OpenLaw {
  checkLaw(`${name}.probs`, probs);
  const count = probs.length;
  checkNumbers(`${name}.atoms`, atoms, {}, { min: count, max: count });
  for (let i = 0; i < count; i++) {
    checkNumber(`${name}.probs[${i}]`, probs[i], { above: 0, max: 1 });
    if (i > 0) checkNumber(`${name}.atoms[${i}]`, atoms[i], { above: atoms[i - 1] });
  }
  const cumulative = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) cumulative[i + 1] = cumulative[i] + probs[i];
  cumulative[count] = 1;
  const above = tailsOf(probs);
  /** How many atoms lie below x. */
  const before = (x: number): number => {
    let [begin, end] = [0, count];
    while (begin < end) {
      const middle = (begin + end) >> 1;
      if (atoms[middle] < x) begin = middle + 1;
      else end = middle;
    }
    return begin;
  };
  return {
    lo: atoms[0],
    hi: atoms[count - 1],
    atoms,
    breaks: atoms,
    antiRegular: false,
    wavelength: Infinity,
    mean: atoms.reduce((sum, atom, i) => sum + atom * probs[i], 0),
    cdf: (x) => {
      const i = before(x);
      return cumulative[i < count && atoms[i] === x ? i + 1 : i];
    },
    below: (x) => cumulative[before(x)],
    survival: (x) => {
      const i = before(x);
      return i === 0 && x < atoms[0] ? 1 : above[i < count && atoms[i] === x ? i + 1 : i];
    },
    density: () => 0,
    quantile: (q) => {
      let i = 0;
      while (i < count - 1 && cumulative[i + 1] < q) i++;
      return atoms[i];
    },
    supportBelow: (x) => {
      const i = before(x);
      return i === 0 ? -Infinity : atoms[i - 1];
    },
  };
}
