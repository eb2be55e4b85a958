/** Step 3 of the certainty equivalent mechanism: who is offered a sure payment, and how much (Section 4.2). */
import { checkNumber, checkNumbers, checkOneOf } from "../arguments";

/**
 * Which reports make a seller's threshold.
 * - `loo`: the others' (leave one out), as the mechanism has it: no seller moves his own threshold;
 * - `common`: everybody's, one threshold for all: cheapest, but open to manipulation (the paper's non-strategic
 *   variant).
 */
export type Rule = "loo" | "common";

/**
 * Whether a seller whose report equals his threshold accepts (`weak`, as the published prices need) or not (`strict`, as
 * printed).
 */
export type Tie = "weak" | "strict";

/** The thresholds r̄_i; −∞ where there is none, so that nobody accepts it. */
export interface Offers {
  readonly thresholds: Float64Array;
  /** 1 where the seller gets the sure payment, 0 where he keeps the Baseline lottery. */
  readonly accepted: Uint8Array;
  /** Expected total payment: the threshold for each who accepts, the Baseline's C for each other. */
  readonly total: number;
  /** The threshold of the rule `common`, whatever the rule: see {@link commonThreshold}. */
  readonly common: number;
}

/** Reports that agree to this precision, relative to the larger of them and C, are ties: whatever the unit of money. */
const TIE = 1e-9;
/** Objectives that agree to this relative precision are equal; the smallest threshold is taken among them. */
const EQUAL = 1e-12;

/** How far from a report another still ties with it. */
const tieAround = (value: number, baseline: number): number => TIE * Math.max(baseline, Math.abs(value));

/**
 * Thresholds and acceptance. Seller i's threshold r̄_i is the smallest maximiser of f_{−i}(r)(C − r) over the others'
 * reports, f_{−i}(r) = #{j ≠ i : r̂_j ≤ r}; there is none where that maximum is not positive, so that no threshold
 * exceeds C. Takes the time of sorting the reports.
 * @param reports r̂_i = ê_i + ĉ_i w, the expected payments at which the sellers are indifferent, finite
 * @param baseline C = c^max w ≥ 0, the expected Baseline payment to a seller
 * @param options whose reports count (`rule`), and whether a seller at his threshold accepts (`tie`)
 */
export function thresholds(
  reports: ArrayLike<number>,
  baseline: number,
  { rule = "loo", tie = "weak" }: { rule?: Rule; tie?: Tie } = {},
): Offers {
  check(reports, baseline);
  checkOneOf("rule", rule, ["loo", "common"]);
  checkOneOf("tie", tie, ["weak", "strict"]);
  const self = rule === "loo" ? 1 : 0;
  const groups = groupsOf(reports, baseline);
  const answers = respond(reports, offersFrom(groups, baseline, self), baseline, tie);
  return { ...answers, common: offersFrom(groups, baseline, 0)[0].threshold };
}

/**
 * The smallest maximiser of f(r)(C − r) over all reports, −∞ where it is not positive: the threshold of the rule `common`.
 * @param reports r̂_i, finite
 * @param baseline C ≥ 0
 */
export function commonThreshold(reports: ArrayLike<number>, baseline: number): number {
  check(reports, baseline);
  return offersFrom(groupsOf(reports, baseline), baseline, 0)[0].threshold;
}

function check(reports: ArrayLike<number>, baseline: number): void {
  checkNumbers("reports", reports);
  checkNumber("baseline", baseline, { min: 0 });
}

/** Every seller's threshold, and his answer. */
function respond(
  reports: ArrayLike<number>,
  offers: readonly Offer[],
  baseline: number,
  tie: Tie,
): Omit<Offers, "common"> {
  const n = reports.length;
  const from = Float64Array.from(offers, (offer) => offer.from);
  const values = Float64Array.from(offers, (offer) => offer.threshold);
  const limits = values.map((threshold) => largestAccepted(threshold, baseline, tie));
  const own = new Float64Array(n);
  const accepted = new Uint8Array(n);
  let total = 0;
  for (let i = 0; i < n; i++) {
    const r = reports[i];
    const at = lastNotAbove(from, r);
    const accepts = r <= limits[at];
    own[i] = values[at];
    accepted[i] = accepts ? 1 : 0;
    total += accepts ? values[at] : baseline;
  }
  return { thresholds: own, accepted, total };
}

/** The last index whose entry is at most x; the first entry is −∞. */
function lastNotAbove(ascending: Float64Array, x: number): number {
  let lo = 0;
  let hi = ascending.length - 1;
  while (lo < hi) {
    const middle = (lo + hi + 1) >> 1;
    if (x < ascending[middle]) hi = middle - 1;
    else lo = middle;
  }
  return lo;
}

/** The largest report that accepts a threshold; −∞, which no report is, where there is none. */
function largestAccepted(threshold: number, baseline: number, tie: Tie): number {
  if (threshold === -Infinity) return -Infinity;
  const around = tieAround(threshold, baseline);
  return tie === "weak" ? threshold + around : threshold - around;
}

/** A reported value and how many reports do not exceed it. */
interface Group {
  readonly value: number;
  readonly rank: number;
}

/** The threshold of all sellers who report at least `from` (and less than the next offer's). */
interface Offer {
  readonly from: number;
  readonly threshold: number;
}

/**
 * The map from a seller's report to his threshold: the best of rank·(C − v) over values v below the report and of
 * (rank − self)·(C − v) over values from it on (self = 1 where a seller does not count himself). His own value, if he
 * alone reports it, need not be left out: the value before it has the same count and is cheaper.
 */
function offersFrom(groups: readonly Group[], baseline: number, self: 0 | 1): Offer[] {
  const floor = TIE * baseline;
  const at = new Float64Array(groups.length + 1);
  const best = new Float64Array(groups.length + 1);
  at[groups.length] = -Infinity;
  for (let g = groups.length - 1; g >= 0; g--) {
    const objective = (groups[g].rank - self) * (baseline - groups[g].value);
    const take = objective > floor && objective >= best[g + 1] * (1 - EQUAL);
    at[g] = take ? groups[g].value : at[g + 1];
    best[g] = take ? Math.max(objective, best[g + 1]) : best[g + 1];
  }
  const offers: Offer[] = [];
  let below = 0;
  let belowAt = -Infinity;
  // Whoever reports more than a value, and no tie with it, finds it below him.
  for (let g = 0; g <= groups.length; g++) {
    const threshold = below > floor && best[g] <= below * (1 + EQUAL) ? belowAt : at[g];
    if (g === 0 || threshold !== offers[offers.length - 1].threshold) {
      offers.push({ from: g === 0 ? -Infinity : nextAbove(groups[g - 1].value, baseline), threshold });
    }
    if (g === groups.length) break;
    const objective = groups[g].rank * (baseline - groups[g].value);
    if (objective > floor && objective > below * (1 + EQUAL)) {
      below = objective;
      belowAt = groups[g].value;
    }
  }
  return offers;
}

/** The least report that is no tie with a value from above. */
const nextAbove = (value: number, baseline: number): number => value + tieAround(value, baseline) * (1 + 1e-6);

/** The reports below C, ascending, ties taken together: the values that can be a threshold. */
function groupsOf(reports: ArrayLike<number>, baseline: number): Group[] {
  const sorted = Float64Array.from(reports).sort();
  const groups: Group[] = [];
  for (let i = 0; i < sorted.length && sorted[i] < baseline;) {
    const value = sorted[i];
    do i++;
    while (i < sorted.length && sorted[i] < baseline && sorted[i] - value <= tieAround(sorted[i], baseline));
    groups.push({ value, rank: i });
  }
  return groups;
}
