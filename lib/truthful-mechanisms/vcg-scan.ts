/** Scans of the noisy VCG mechanism over all others' sums in a window and all pairs of reports. */
import { checkInteger, checkNumber, rejectValue } from "../numerics/domain";
import { forEachProfile } from "../numerics/profiles";
import { logRatio } from "../privacy/channel";
import { totalVariation } from "../probability/total-variation";
import { LARGEST_EPS } from "./election";
import { vcgCoupling } from "./vcg-coupling";
import { lawRate, vcgProbabilities, withReport } from "./vcg-law";

/** All types that differ in more than a constant from each other: those with a 0 in them. */
export function essentialTypes(outcomes: number, most: number): number[][] {
  const types: number[][] = [];
  forEachProfile(new Array<number>(outcomes).fill(most + 1), (type) => {
    if (Math.min(...type) === 0) types.push([...type]);
  });
  return types;
}

/** Visits all sums of the others with coordinates in [−W, W], the last one 0: only differences matter. */
export function forEachSums(outcomes: number, window: number, visit: (sums: number[]) => void): void {
  forEachProfile(new Array<number>(outcomes - 1).fill(2 * window + 1), (profile) =>
    visit([...profile.map((x) => x - window), 0]));
}

/** How far honesty pays, against what it reveals: extremes over a scan. */
export interface VcgScan {
  /** Largest P₂/P₁ (Lemma 7.4: at most 2M e^{ε/K}). */
  readonly paymentRatio: number;
  /** Largest statistical difference per expected gain (Theorem 7.5 rests on K (1 + 2M e^{ε/K})). */
  readonly differenceRatio: number;
  /** Least expected gain over Σ |P − P′| ln x: the largest c with truthfulness in expectation for F = c ln. */
  readonly criticalWorth: number;
}

/**
 * Scans all others' sums in the window and all ordered pairs of types.
 * @param outcomes K ≥ 2
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 * @param window W: the others' sums range over [−W, W]^{K−1} × {0}
 * @param floor pairs whose denominator is below this are left out (0: none)
 */
export function scanVcg(outcomes: number, most: number, eps: number, window: number, floor = 0): VcgScan {
  checkInteger("outcomes", outcomes, { min: 2, max: 6 });
  lawRate(outcomes, most, eps);
  checkInteger("window", window, { min: 0, max: 10_000 });
  checkNumber("floor", floor, { min: 0 });
  const types = essentialTypes(outcomes, most);
  let [paymentRatio, differenceRatio, criticalWorth] = [0, 0, Infinity];
  forEachSums(outcomes, window, (sums) => {
    const laws = types.map((type) => vcgProbabilities(withReport(sums, type, most), most, eps));
    const spread = laws[0].map((_, o) => {
      const column = laws.map((law) => law[o]);
      return logRatio(Math.max(...column), Math.min(...column));
    });
    types.forEach((truth, t) => types.forEach((report, s) => {
      if (t === s) return;
      const { outcome, payment, gain } = vcgCoupling(sums, truth, report, most, eps);
      if (outcome > floor) paymentRatio = Math.max(paymentRatio, payment / outcome);
      if (gain > floor) differenceRatio = Math.max(differenceRatio, totalVariation(laws[t], laws[s]) / gain);
      const cost = privacyAtStake(laws[t], laws[s], spread);
      if (cost > floor) criticalWorth = Math.min(criticalWorth, gain / cost);
    }));
  });
  return { paymentRatio, differenceRatio, criticalWorth };
}

/** Σ |P − P′| y: the most that two reports can differ in expected privacy utility for F = ln (log ratios y). */
export function privacyAtStake(p: ArrayLike<number>, q: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let o = 0; o < p.length; o++) sum += Math.abs(p[o] - q[o]) * y[o];
  return sum;
}

/** The most cells of an audit. */
const MOST_CELLS = 20_000_000;

/**
 * The privacy level of Mechanism 7.1 over all others' sums in a window: the largest log ratio of an output's
 * probability over all pairs of reports (Lemma 7.2: at most ε; for odd K at most ε(K−1)/K).
 * @param outcomes K in 1..6
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 * @param window W: the others' sums range over [−W, W]^{K−1} × {0}
 */
export function vcgPrivacy(outcomes: number, most: number, eps: number, window: number): number {
  checkInteger("outcomes", outcomes, { min: 1, max: 6 });
  lawRate(outcomes, most, eps);
  checkNumber("eps", eps, { max: LARGEST_EPS });
  checkInteger("window", window, { min: 0, max: 10_000 });
  if (outcomes === 1) return 0;
  const side = 2 * (window + most) + 1;
  const cells = side ** (outcomes - 1);
  if (cells > MOST_CELLS) rejectValue("window", window, `small enough for ${MOST_CELLS} sums; here ${cells}`);
  let laws: Float64Array[] = [];
  let cell = 0;
  forEachSums(outcomes, window + most, (sums) => {
    const law = vcgProbabilities(sums, most, eps);
    if (laws.length === 0) laws = Array.from(law, () => new Float64Array(cells));
    for (let o = 0; o < law.length; o++) laws[o][cell] = law[o];
    cell++;
  });
  return Math.log(laws.reduce((worst, law) => Math.max(worst, largestRatio(law, outcomes - 1, side, most)), 1));
}

/**
 * The largest max/min of a table over the shifts (u_1 − w, …, u_d − w), 0 ≤ u, w ≤ M, that a report can cause: first
 * boxes axis by axis, then along the diagonal.
 */
function largestRatio(table: Float64Array, d: number, side: number, most: number): number {
  let high = table;
  let low = table;
  let size = side;
  // Entries whose window would leave the table hold what is there; they are left out at the end.
  const strides = Array.from({ length: d }, (_, axis) => size ** (d - 1 - axis));
  const steps = [...strides, strides.reduce((a, b) => a + b, 0)];
  for (const step of steps) {
    const nextHigh = new Float64Array(high);
    const nextLow = new Float64Array(low);
    for (let i = 0; i < table.length; i++) {
      for (let u = 1; u <= most && i + u * step < table.length; u++) {
        nextHigh[i] = Math.max(nextHigh[i], high[i + u * step]);
        nextLow[i] = Math.min(nextLow[i], low[i + u * step]);
      }
    }
    high = nextHigh;
    low = nextLow;
  }
  let worst = 1;
  size = side - 2 * most;
  forEachProfile(new Array<number>(d).fill(size), (profile) => {
    const i = profile.reduce((sum, x, axis) => sum + x * strides[axis], 0);
    worst = Math.max(worst, high[i] / low[i]);
  });
  return worst;
}
