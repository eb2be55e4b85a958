/** The share of ones given a noisy count: the buyer's best estimate, and its error. */
import { binomialWindow } from "../probability/binomial-window";
import { merged, type PossibleCount } from "./noisy-majority";

/** A count that the buyer may see, noise aside, and how many ones there are among all people given the count k. */
export interface Evidence extends PossibleCount {
  /** Their mean is mean + perCount·k. */
  readonly mean: number;
  readonly perCount: number;
  /** Their variance is variance + variancePerCount·k. */
  readonly variance: number;
  readonly variancePerCount: number;
}

/** Probabilities, the mean number of ones over each, and the squared distances from that mean, summed over each. */
class Parts {
  readonly mass: Float64Array;
  readonly mean: Float64Array;
  readonly square: Float64Array;

  constructor(length: number) {
    [this.mass, this.mean, this.square] = [0, 1, 2].map(() => new Float64Array(length));
  }

  /** Joins some more to a part, without cancellation (Chan, Golub, LeVeque 1983). */
  join(i: number, mass: number, mean: number, square: number): void {
    const both = this.mass[i] + mass;
    if (mass === 0 || both === 0) return;
    const gap = mean - this.mean[i];
    this.square[i] += square + gap * gap * this.mass[i] * (mass / both);
    this.mean[i] += gap * (mass / both);
    this.mass[i] = both;
  }
}

/** Counts in ascending order, and what lies up to each and from each on, fading with the distance as the noise does. */
interface Counts {
  readonly at: readonly number[];
  readonly upTo: Parts;
  readonly from: Parts;
}

/**
 * Which counts are looked at: every one, or every h-th for h others where laws and noise hardly change over h counts. The
 * sums over smooth laws of a sixth of their deviation apart are as good as all; the error is below 1e-6 of the whole.
 */
function stepOf(cases: readonly Evidence[], level: number): number {
  const narrowest = Math.min(...cases.map(({ size, chance }) => Math.sqrt(size * chance * (1 - chance))));
  return Math.max(1, Math.floor(Math.min(narrowest / 6, 1 / (8 * level))));
}

function countsOf(given: readonly Evidence[], level: number): Counts {
  const cases = merged(given);
  const step = stepOf(cases, level);
  const windows = cases.map((one) => ({ ...one, window: binomialWindow(one.size, one.chance, 1e-20) }));
  const least = Math.floor(Math.min(...windows.map(({ window, shift }) => window.lo + shift)) / step);
  const most = Math.max(...windows.map(({ window, shift }) => window.lo + window.masses.length - 1 + shift)) / step;
  const all = new Parts(Math.floor(most) - least + 1);
  for (const { weight, shift, mean, perCount, variance, variancePerCount, window } of windows) {
    const lo = window.lo + shift;
    for (let i = Math.ceil(lo / step) * step - lo; i < window.masses.length; i += step) {
      const count = lo + i;
      const mass = step * weight * window.masses[i];
      all.join(count / step - least, mass, mean + perCount * count, mass * (variance + variancePerCount * count));
    }
  }
  const at = Array.from(all.mass.keys()).filter((i) => all.mass[i] > 0);
  const [upTo, from] = [new Parts(at.length), new Parts(at.length)];
  const fill = (to: Parts, i: number, before: number): void => {
    to.join(i, all.mass[at[i]], all.mean[at[i]], all.square[at[i]]);
    if (before < 0 || before >= at.length) return;
    const fade = Math.exp(-level * step * Math.abs(at[i] - at[before]));
    to.join(i, fade * to.mass[before], to.mean[before], fade * to.square[before]);
  };
  for (let i = 0; i < at.length; i++) fill(upTo, i, i - 1);
  for (let i = at.length - 1; i >= 0; i--) fill(from, i, i + 1);
  return { at: at.map((i) => (i + least) * step), upTo, from };
}

/**
 * The mean square error of the best estimate of the number of ones, E Var(ones | count + Lap(1/level)).
 *
 * Between neighbouring counts the density of what is seen is aA + bB with A and B exponentials of constant product, so
 * that the integral of the conditional variance is an arc tangent; outside all counts the posterior does not change.
 * @param level ε of the noise, nats; ∞ for none
 */
export function posteriorVariance(cases: readonly Evidence[], level: number): number {
  const { at, upTo, from } = countsOf(cases, level);
  let sum = (from.square[0] + upTo.square[at.length - 1]) / 2;
  for (let i = 0; i < at.length - 1; i++) {
    const width = level * (at[i + 1] - at[i]);
    const [rest, fade] = [-Math.expm1(-width), Math.exp(-width)];
    sum += (rest * (upTo.square[i] + from.square[i + 1])) / 2;
    const [a, b] = [upTo.mass[i], from.mass[i + 1]];
    if (!(a * b * fade > 0)) continue;
    const angle = Math.atan((Math.sqrt((a * b) / fade) * rest) / (a + b));
    sum += ((upTo.mean[i] - from.mean[i + 1]) ** 2 * Math.sqrt(a * b * fade) * angle) / 2;
  }
  return sum;
}

/** The best estimate of the number of ones: their mean given what is seen, as a function of that. */
export function posteriorMean(cases: readonly Evidence[], level: number): (seen: number) => number {
  const { at, upTo, from } = countsOf(cases, level);
  const last = at.length - 1;
  return (seen) => {
    if (seen < at[0]) return from.mean[0];
    if (seen >= at[last]) return upTo.mean[last];
    let [lo, hi] = [0, last];
    while (hi - lo > 1) {
      const middle = (lo + hi) >> 1;
      if (at[middle] <= seen) lo = middle;
      else hi = middle;
    }
    const below = seen === at[lo] ? upTo.mass[lo] : upTo.mass[lo] * Math.exp(-level * (seen - at[lo]));
    const above = from.mass[hi] * Math.exp(-level * (at[hi] - seen));
    return upTo.mean[lo] + ((from.mean[hi] - upTo.mean[lo]) * above) / (below + above);
  };
}
