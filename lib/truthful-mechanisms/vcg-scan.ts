/** Scans of the noisy VCG mechanism over all others' sums in a window and all pairs of reports. */
import { checkInteger, checkNumber } from "../arguments";
import { forEachProfile } from "../enumeration/profiles";
import { logRatio } from "../privacy/channel";
import { totalVariation } from "../probability/total-variation";
import { checkMost } from "./vcg";
import { couple, couplingTables } from "./vcg-coupling";
import { lawRate, vcgProbabilities, withReport } from "./vcg-law";

/**
 * All types that differ in more than a constant from each other: those with a 0 in them.
 * @param outcomes K ≥ 1
 * @param most M ≥ 1
 */
export function essentialTypes(outcomes: number, most: number): number[][] {
  checkInteger("outcomes", outcomes, { min: 1 });
  checkMost(most);
  const types: number[][] = [];
  forEachProfile(new Array<number>(outcomes).fill(most + 1), (type) => {
    if (Math.min(...type) === 0) types.push([...type]);
  });
  return types;
}

/** Visits all sums of the others with coordinates in [−W, W], the last one 0: only differences matter. */
export function forEachSums(outcomes: number, window: number, visit: (sums: number[]) => void): void {
  forEachProfile(new Array<number>(outcomes - 1).fill(2 * window + 1), (profile) =>
    visit([...profile.map((x) => x - window), 0]),
  );
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
  const rate = lawRate(outcomes, most, eps);
  checkInteger("window", window, { min: 0, max: 10_000 });
  checkNumber("floor", floor, { min: 0 });
  const types = essentialTypes(outcomes, most);
  const tables = couplingTables(rate, most, 2 * window);
  let [paymentRatio, differenceRatio, criticalWorth] = [0, 0, Infinity];
  forEachSums(outcomes, window, (sums) => {
    const laws = types.map((type) => vcgProbabilities(withReport(sums, type, most), most, eps));
    const spread = laws[0].map((_, o) => {
      const column = laws.map((law) => law[o]);
      return logRatio(Math.max(...column), Math.min(...column));
    });
    types.forEach((truth, t) =>
      types.forEach((report, s) => {
        if (t === s) return;
        const { outcome, payment, gain } = couple(sums, truth, report, most, tables);
        if (outcome > floor) paymentRatio = Math.max(paymentRatio, payment / outcome);
        if (gain > floor) differenceRatio = Math.max(differenceRatio, totalVariation(laws[t], laws[s]) / gain);
        const cost = privacyAtStake(laws[t], laws[s], spread);
        if (cost > floor) criticalWorth = Math.min(criticalWorth, gain / cost);
      }),
    );
  });
  return { paymentRatio, differenceRatio, criticalWorth };
}

/** Σ |P − P′| y: the most that two reports can differ in expected privacy utility for F = ln (log ratios y). */
export function privacyAtStake(p: ArrayLike<number>, q: ArrayLike<number>, y: ArrayLike<number>): number {
  let sum = 0;
  for (let o = 0; o < p.length; o++) sum += Math.abs(p[o] - q[o]) * y[o];
  return sum;
}
