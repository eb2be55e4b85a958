/**
 * The binomial law on the window where it is not negligible, by ratios from the mode outwards: a few multiplications a
 * term, O(√n) terms, where the whole law would take n + 1 exponentials.
 */
import { checkInteger, checkNumber } from "../numerics/domain";

/** masses[i] = P(X = lo + i), normalised; outside the window every probability is below `floor` times the largest. */
export interface BinomialWindow {
  readonly lo: number;
  readonly masses: Float64Array;
}

/**
 * The window of Bin(n, p).
 * @param n ≥ 0
 * @param p in [0, 1]
 * @param floor least probability kept, relative to the largest, in [1e-300, 0.1]
 */
export function binomialWindow(n: number, p: number, floor = 1e-20): BinomialWindow {
  checkInteger("n", n, { min: 0 });
  checkNumber("p", p, { min: 0, max: 1 });
  checkNumber("floor", floor, { min: 1e-300, max: 0.1 });
  const q = 1 - p;
  if (p === 0 || q === 0) return { lo: p === 0 ? 0 : n, masses: Float64Array.of(1) };
  const odds = p / q;
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const up: number[] = [];
  let sum = 1;
  for (let k = mode, mass = 1; k < n; k++) {
    mass *= (odds * (n - k)) / (k + 1);
    if (mass < floor) break;
    up.push(mass);
    sum += mass;
  }
  const down: number[] = [];
  for (let k = mode, mass = 1; k > 0; k--) {
    mass *= k / (odds * (n - k + 1));
    if (mass < floor) break;
    down.push(mass);
    sum += mass;
  }
  const masses = new Float64Array(down.length + 1 + up.length);
  for (let i = 0; i < down.length; i++) masses[down.length - 1 - i] = down[i] / sum;
  masses[down.length] = 1 / sum;
  for (let i = 0; i < up.length; i++) masses[down.length + 1 + i] = up[i] / sum;
  return { lo: mode - down.length, masses };
}
