/** The median of a histogram under any independent noise, and the noises of Xiao's mechanism (§6). */
import { checkArray, checkFunction, checkInteger, checkLaw, checkNumber, rejectValue } from "../arguments";
import { convolve } from "../numerics/convolution";
import { forEachHistogram } from "../enumeration/histograms";
import { hockeyStick } from "../probability/total-variation";
import { checkHistogram } from "./facility";

/** The largest support of the noise: the laws cost O(q² S²). */
const MOST_VALUES = 20_000;

/** ε and t of a noise centred at t. */
function checkNoise(eps: number, t: number): void {
  checkNumber("eps", eps, { above: 0, max: 700 });
  checkInteger("t", t, { min: 0, max: MOST_VALUES / 2 });
}

/** Weights made a law. */
function normalised(weights: number[]): Float64Array {
  const sum = weights.reduce((a, b) => a + b, 0);
  return Float64Array.from(weights, (w) => w / sum);
}

/**
 * Xiao's noise with the sign that makes it one: P(k) ∝ e^{−(ε/2)|k−t|} on 0..2t. (The paper prints a plus.)
 * @param eps privacy parameter ε in (0, 700]
 * @param t centre, whole, 0..10000
 * @example
 * ```ts
 * xiaoNoise(1, 1); // [0.274069, 0.451863, 0.274069]
 * ```
 */
export function xiaoNoise(eps: number, t: number): Float64Array {
  checkNoise(eps, t);
  return normalised(Array.from({ length: 2 * t + 1 }, (_, k) => Math.exp((-eps / 2) * Math.abs(k - t))));
}

/**
 * The noise as printed: P(k) ∝ e^{+(ε/2)|k−t|} on 0..2t, most weight at the ends.
 * @param eps privacy parameter ε in (0, 700]
 * @param t centre, whole, 0..10000
 */
export function xiaoPrintedNoise(eps: number, t: number): Float64Array {
  checkNoise(eps, t);
  return normalised(Array.from({ length: 2 * t + 1 }, (_, k) => Math.exp((eps / 2) * (Math.abs(k - t) - t))));
}

/**
 * Noise cut off only below: P(k) ∝ e^{−(ε/2)|k−t|} on 0, 1, 2, …; values of total probability below 1e-18 are left out.
 * @param eps privacy parameter ε; large enough that at most 20 000 values are needed
 * @param t centre, whole, 0..10000
 */
export function truncatedBelowNoise(eps: number, t: number): Float64Array {
  checkNoise(eps, t);
  const values = t + 1 + Math.ceil(84 / eps);
  if (values > MOST_VALUES) rejectValue("eps", eps, `at least ${84 / (MOST_VALUES - t - 1)} for an exact law`);
  return normalised(Array.from({ length: values }, (_, k) => Math.exp((-eps / 2) * Math.abs(k - t))));
}

/** What one changed report does to Xiao's noise. */
export interface XiaoDelta {
  /** δ of one coordinate at e^{ε/2}: P(r = 0), the mass that a shift by one leaves uncovered. */
  readonly coordinate: number;
  /** δ of the whole noisy histogram at e^ε when one report changes: 2δ₁ − δ₁², not qδ₁. */
  readonly histogram: number;
}

/**
 * The exact δ of Xiao's mechanism (§6).
 * @param eps privacy parameter ε in (0, 700]
 * @param t centre, whole, 0..10000
 */
export function xiaoDelta(eps: number, t: number): XiaoDelta {
  checkNoise(eps, t);
  const b = Math.exp(-eps / 2);
  const log = (-eps / 2) * t;
  // b^t (1−b)/(1 + b − 2b^{t+1}), the denominator written as (1 − b) + 2b(1 − b^t).
  const gap = -Math.expm1(-eps / 2);
  const delta = (Math.exp(log) * gap) / (gap - 2 * b * Math.expm1(log));
  return { coordinate: delta, histogram: delta * (2 - delta) };
}

/**
 * The law of the median of h + r for independent r_j of a given law, as a function of h.
 * @param noise P(r = k) for k = 0, 1, …
 * @param q number of locations, ≥ 1
 * @returns a function from a histogram of q entries to the law of the median's index
 * @claims ccmkv11/mech6.1.law
 * @example
 * ```ts
 * noisyMedian(xiaoNoise(1, 1), 4)([3, 0, 1, 2]); // [0.157439, 0.472352, 0.370209, 0]
 * ```
 */
export function noisyMedian(noise: ArrayLike<number>, q: number): (histogram: ArrayLike<number>) => Float64Array {
  checkArray("noise", noise, { min: 1, max: MOST_VALUES });
  checkLaw("noise", noise);
  checkInteger("q", q, { min: 1, max: 50 });
  const sums: Float64Array[] = [Float64Array.of(1)];
  for (let m = 1; m < q; m++) sums.push(convolve(sums[m - 1], noise));
  // The noise left of k minus that right of k; index 0 is the value −(q − k − 1) S.
  const balances = Array.from({ length: q }, (_, k) => convolve(sums[k], sums[q - k - 1].slice().reverse()));
  const survival = new Float64Array(noise.length + 1);
  for (let k = noise.length - 1; k >= 0; k--) survival[k] = survival[k + 1] + noise[k];
  return (histogram) => {
    const reports = checkHistogram("histogram", histogram);
    checkArray("histogram", histogram, { min: q, max: q });
    const law = new Float64Array(q);
    let before = 0;
    for (let k = 0; k < q; k++) {
      const own = histogram[k];
      const lead = 2 * before + own - reports;
      before += own;
      const least = -(sums[q - k - 1].length - 1);
      for (let i = 0; i < balances[k].length; i++) {
        const w = lead + least + i;
        // k is the median iff its own count makes up for a lead of either side: z_k ≥ −w, and z_k > w unless k is
        // first.
        const need = Math.max(0, -w - own, k > 0 ? w + 1 - own : 0);
        if (need < survival.length) law[k] += balances[k][i] * survival[need];
      }
    }
    return law.map((p) => Math.min(1, p));
  };
}

/**
 * The exact δ of the median at e^ε: the largest hockey-stick divergence over all profiles and changes of one report.
 * @param noise P(r = k) for k = 0, 1, …
 * @param q number of locations, ≥ 1
 * @param players n ≥ 1
 * @param eps privacy level ε > 0
 */
export function medianDelta(noise: ArrayLike<number>, q: number, players: number, eps: number): number {
  checkInteger("players", players, { min: 1 });
  checkNumber("eps", eps, { above: 0, max: 700 });
  const law = noisyMedian(noise, q);
  let most = 0;
  forEachReportedLaw(law, q, players, (laws) => {
    for (const p of laws) for (const other of laws) most = Math.max(most, hockeyStick(p, other, eps));
  });
  return most;
}

/**
 * Visits, for every histogram of the n − 1 others, the laws of the outcome under each report of the last player.
 * @param law from a histogram of q entries to the law of the outcome
 * @param q number of locations, ≥ 1
 * @param players n ≥ 1
 * @param visit takes the q laws and the others' histogram
 */
export function forEachReportedLaw(
  law: (histogram: ArrayLike<number>) => Float64Array,
  q: number,
  players: number,
  visit: (laws: readonly Float64Array[], others: readonly number[]) => void,
): void {
  checkFunction("law", law);
  checkInteger("players", players, { min: 1 });
  checkFunction("visit", visit);
  forEachHistogram(q, players - 1, (others) => {
    const laws = others.map((_, report) => {
      others[report]++;
      const found = law(others);
      others[report]--;
      return found;
    });
    visit(laws, others);
  });
}
