/** Scans of the noisy VCG mechanism over all others' sums in a window and all pairs of reports. */
import { checkFunction, checkInteger, checkNumber, rejectValue } from "../arguments";
import { forEachProfile } from "../enumeration/profiles";
import { totalVariation } from "../probability/total-variation";
import type { PrivacyBound } from "./privacy-bound";
import { checkMost } from "./vcg";
import { couple, couplingTables } from "./vcg-coupling";
import { lawRate, logLawOf, vcgOutputs } from "./vcg-law";

/**
 * All types that differ in more than a constant from each other: those with a 0 in them.
 * @param outcomes K ≥ 1
 * @param most M ≥ 1
 * @claims ccmkv11/lem5.2, ccmkv11/lem7.3, ccmkv11/thm7.5.ir
 * @example
 * ```ts
 * essentialTypes(2, 1); // [[0, 0], [0, 1], [1, 0]]
 * ```
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

/** The most probabilities that a scan computes: some five seconds. */
const MOST_PROBABILITIES = 4_000_000;

/**
 * Visits the others' sums in a window with the log laws that the essential types lead to, and the log ratio of each
 * output over them. Many sums and types have the same total, whose law is computed once.
 */
function forEachLaws(
  outcomes: number,
  most: number,
  eps: number,
  window: number,
  visit: (sums: number[], laws: readonly Float64Array[], spread: Float64Array) => void,
): void {
  const count = (2 * (window + most) + 1) ** (outcomes - 1) * vcgOutputs(outcomes, most).length;
  if (count > MOST_PROBABILITIES) {
    rejectValue("window", window, `small enough for ${MOST_PROBABILITIES} probabilities; here ${count}`);
  }
  const types = essentialTypes(outcomes, most);
  const law = logLawOf(outcomes, most, eps);
  const known = new Map<string, Float64Array>();
  const lawAt = (total: readonly number[]): Float64Array => {
    const last = total[outcomes - 1];
    const key = total.map((s) => s - last).join();
    const found = known.get(key) ?? law(total);
    known.set(key, found);
    return found;
  };
  forEachSums(outcomes, window, (sums) => {
    const laws = types.map((type) => lawAt(sums.map((s, o) => s + type[o])));
    const spread = laws[0].map((_, i) => {
      const column = laws.map((row) => row[i]);
      return Math.max(...column) - Math.min(...column);
    });
    visit(sums, laws, spread);
  });
}

/**
 * The largest log ratio of the probability of an output of Mechanism 7.1, over all others' sums in [−W, W]^{K−1} × {0}
 * and all pairs of reports (Lemma 7.2: at most ε; for odd K at most ε(K−1)/K).
 * @param outcomes K in 1..6
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 * @param window W ≥ 0
 */
export function vcgPrivacy(outcomes: number, most: number, eps: number, window: number): number {
  checkInteger("outcomes", outcomes, { min: 1, max: 6 });
  checkInteger("window", window, { min: 0, max: 100_000 });
  lawRate(outcomes, most, eps);
  let level = 0;
  forEachLaws(outcomes, most, eps, window, (_, __, spread) => {
    level = spread.reduce((a, b) => Math.max(a, b), level);
  });
  return level;
}

/** How far honesty pays, against what it reveals: extremes over a scan. */
export interface VcgScan {
  /** Largest P₂/P₁ (Lemma 7.4: at most 2M e^{ε/K}). */
  readonly paymentRatio: number;
  /** Largest statistical difference per expected gain (Theorem 7.5 rests on K (1 + 2M e^{ε/K})). */
  readonly differenceRatio: number;
  /** Least expected gain over Σ |P − P′| F(x): the largest c with truthfulness in expectation for c F. */
  readonly criticalWorth: number;
}

/**
 * Scans all others' sums in the window and all ordered pairs of types.
 * @param outcomes K ≥ 2
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 * @param window W: the others' sums range over [−W, W]^{K−1} × {0}
 * @param floor pairs whose denominator is below this are left out (0: none)
 * @param bound the privacy bound F; ln by default
 */
export function scanVcg(
  outcomes: number,
  most: number,
  eps: number,
  window: number,
  floor = 0,
  bound: PrivacyBound = (y) => y,
): VcgScan {
  checkInteger("outcomes", outcomes, { min: 2, max: 6 });
  const rate = lawRate(outcomes, most, eps);
  checkInteger("window", window, { min: 0, max: 10_000 });
  checkNumber("floor", floor, { min: 0 });
  checkFunction("bound", bound);
  const types = essentialTypes(outcomes, most);
  const tables = couplingTables(rate, most, 2 * window);
  let [paymentRatio, differenceRatio, criticalWorth] = [0, 0, Infinity];
  forEachLaws(outcomes, most, eps, window, (sums, logLaws, spread) => {
    const laws = logLaws.map((law) => law.map(Math.exp));
    const costs = spread.map(bound);
    types.forEach((truth, t) =>
      types.forEach((report, s) => {
        if (t === s) return;
        const { outcome, payment, gain } = couple(sums, truth, report, most, tables);
        if (outcome > floor) paymentRatio = Math.max(paymentRatio, payment / outcome);
        if (gain > floor) differenceRatio = Math.max(differenceRatio, totalVariation(laws[t], laws[s]) / gain);
        const cost = privacyAtStake(laws[t], laws[s], costs);
        // A misreport always costs something; a gain of 0 is one that underflowed.
        if (cost > floor && gain > 0) criticalWorth = Math.min(criticalWorth, gain / cost);
      }),
    );
  });
  return { paymentRatio, differenceRatio, criticalWorth };
}

/** Σ |P − P′| F(x_o): the most that two reports can differ in expected privacy utility. */
function privacyAtStake(p: ArrayLike<number>, q: ArrayLike<number>, costs: ArrayLike<number>): number {
  let sum = 0;
  for (let o = 0; o < p.length; o++) sum += Math.abs(p[o] - q[o]) * costs[o];
  return sum;
}
