/** Step 3 of the certainty equivalent mechanism: who is offered a sure payment, and how much (Section 4.2). */
import { checkNumber, checkNumbers, checkOneOf } from "../numerics/domain";

/**
 * Which reports make a seller's threshold.
 * - `loo`: the others' (leave one out), as the mechanism has it: no seller moves his own threshold;
 * - `common`: everybody's, one threshold for all: cheapest, but open to manipulation (the paper's non-strategic
 *   variant).
 */
export type Rule = "loo" | "common";

/**
 * Whether a seller whose report equals his threshold accepts (`weak`, as the published prices need) or not (`strict`,
 * as printed).
 */
export type Tie = "weak" | "strict";

/** The thresholds r̄_i; −∞ where there is none, so that nobody accepts it. */
export interface Offers {
  readonly thresholds: Float64Array;
  /** 1 where the seller gets the sure payment, 0 where he keeps the Baseline lottery. */
  readonly accepted: Uint8Array;
  /** Expected total payment: the threshold for each who accepts, the Baseline's C for each other. */
  readonly total: number;
}

/** Reports that agree to this relative precision are ties. */
const TIE = 1e-9;
/** Objectives that agree to this relative precision are equal; the smallest threshold is taken among them. */
const EQUAL = 1e-12;

const near = (a: number, b: number): boolean => Math.abs(a - b) <= TIE * Math.max(1, Math.abs(a), Math.abs(b));

/**
 * Thresholds and acceptance. Seller i's threshold r̄_i is the smallest maximiser of f_{−i}(r)(C − r) over the others'
 * reports, f_{−i}(r) = #{j ≠ i : r̂_j ≤ r}; there is none where that maximum is not positive, so that no threshold
 * exceeds C.
 * @param reports r̂_i = ê_i + ĉ_i w, the expected payments at which the sellers are indifferent, finite
 * @param baseline C = c^max w ≥ 0, the expected Baseline payment to a seller
 * @param rule whose reports count
 * @param tie whether a seller at his threshold accepts
 */
export function thresholds(
  reports: ArrayLike<number>, baseline: number, { rule = "loo", tie = "weak" }: { rule?: Rule; tie?: Tie } = {},
): Offers {
  checkNumbers("reports", reports);
  checkNumber("baseline", baseline, { min: 0 });
  checkOneOf("rule", rule, ["loo", "common"]);
  checkOneOf("tie", tie, ["weak", "strict"]);
  const n = reports.length;
  const offers = offersFrom(groupsOf(reports, baseline, rule === "loo" ? 1 : 0), baseline, rule === "loo" ? 1 : 0);
  const own = new Float64Array(n);
  const accepted = new Uint8Array(n);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const r = reports[i];
    const threshold = offerTo(r, offers);
    const accepts = threshold === -Infinity ? false : near(r, threshold) ? tie === "weak" : r < threshold;
    own[i] = threshold;
    accepted[i] = accepts ? 1 : 0;
    total += accepts ? threshold : baseline;
  }
  return { thresholds: own, accepted, total };
}

/** A reported value and how many reports do not exceed it. */
interface Group {
  readonly value: number;
  readonly rank: number;
}

/** The threshold of all sellers who report at least `from` (and less than the next piece's). */
interface Piece {
  readonly from: number;
  readonly threshold: number;
}

/** The threshold of a seller who reports r, by bisection. */
function offerTo(r: number, pieces: readonly Piece[]): number {
  let [lo, hi] = [0, pieces.length - 1];
  while (lo < hi) {
    const middle = (lo + hi + 1) >> 1;
    if (r < pieces[middle].from) hi = middle - 1;
    else lo = middle;
  }
  return pieces[lo].threshold;
}

/**
 * The pieces of the map from a seller's report to his threshold: the best of rank·(C − v) over values v below the
 * report and of (rank − self)·(C − v) over values from it on (self = 1 where a seller does not count himself). His own
 * value, if he alone reports it, need not be left out: the value before it has the same count and is cheaper.
 */
function offersFrom(groups: readonly Group[], baseline: number, self: 0 | 1): Piece[] {
  const floor = TIE * Math.max(1, baseline);
  const better = (a: number, b: number): boolean => a > floor && a > b + EQUAL * Math.abs(b);
  const at = new Float64Array(groups.length + 1);
  const from = new Float64Array(groups.length + 1);
  at[groups.length] = -Infinity;
  for (let g = groups.length - 1; g >= 0; g--) {
    const { value, rank } = groups[g];
    const objective = (rank - self) * (baseline - value);
    const take = objective > floor && objective >= from[g + 1] - EQUAL * from[g + 1];
    at[g] = take ? value : at[g + 1];
    from[g] = take ? Math.max(objective, from[g + 1]) : from[g + 1];
  }
  const pieces: Piece[] = [];
  let best = 0;
  let bestAt = -Infinity;
  // Reports between two kept values see what the upper value sees; those above the last see only what is below.
  for (let g = 0; g <= groups.length; g++) {
    const threshold = best > floor && !better(from[g], best) ? bestAt : at[g];
    if (g === 0 || threshold !== pieces[pieces.length - 1].threshold) {
      pieces.push({ from: g === 0 ? -Infinity : nextAbove(groups[g - 1].value), threshold });
    }
    if (g === groups.length) break;
    const objective = groups[g].rank * (baseline - groups[g].value);
    if (better(objective, best)) [best, bestAt] = [objective, groups[g].value];
  }
  return pieces;
}

/** The least report that is no tie with a value from above. */
const nextAbove = (value: number): number => value + TIE * Math.max(1, Math.abs(value)) * (1 + 1e-6);

/** Reported values that can be a threshold, ascending, ties taken together. */
function groupsOf(reports: ArrayLike<number>, baseline: number, self: 0 | 1): Group[] {
  const sorted = Float64Array.from(reports).sort();
  const groups: Group[] = [];
  for (let i = 0; i < sorted.length; ) {
    const value = sorted[i];
    if (value >= baseline) break;
    do i++;
    while (i < sorted.length && near(sorted[i], value));
    groups.push({ value, rank: i });
  }
  // A value whose objective with everybody counted is below the best with one left out is nobody's threshold.
  let least = 0;
  for (const { value, rank } of groups) least = Math.max(least, (rank - self) * (baseline - value));
  return groups.filter(({ value, rank }) => rank * (baseline - value) >= least * (1 - EQUAL));
}
