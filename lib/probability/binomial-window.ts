/**
 * The binomial law on the window where it is not negligible, by ratios from the mode outwards: a few multiplications a
 * term, O(√n) terms, where the whole law would take n + 1 exponentials.
 */
import { checkInteger, checkNumber } from "../arguments";

/** masses[i] = P(X = lo + i), normalised; outside the window every probability is below `floor` times the largest. */
export interface BinomialWindow {
  readonly lo: number;
  readonly masses: Float64Array;
}

/** Unscaled masses, first above the mode, then below it; only the window itself is allocated anew. */
let scratch = new Float64Array(1024);

function grow(): void {
  const larger = new Float64Array(2 * scratch.length);
  larger.set(scratch);
  scratch = larger;
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
  let sum = 1;
  let above = 0;
  for (let k = mode, mass = 1; k < n; k++) {
    mass *= (odds * (n - k)) / (k + 1);
    if (mass < floor) break;
    if (above === scratch.length) grow();
    scratch[above++] = mass;
    sum += mass;
  }
  let size = above;
  for (let k = mode, mass = 1; k > 0; k--) {
    mass *= k / (odds * (n - k + 1));
    if (mass < floor) break;
    if (size === scratch.length) grow();
    scratch[size++] = mass;
    sum += mass;
  }
  const below = size - above;
  const masses = new Float64Array(size + 1);
  const scale = 1 / sum;
  for (let i = 0; i < below; i++) masses[below - 1 - i] = scratch[above + i] * scale;
  masses[below] = scale;
  for (let i = 0; i < above; i++) masses[below + 1 + i] = scratch[i] * scale;
  return { lo: mode - below, masses };
}
