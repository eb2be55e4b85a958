/**
 * The cheapest designs for the Baseline Mechanism with general costs: Π(ψ*), Π^OPT and its relaxation (Section 5.1).
 */
import { checkInteger, checkObject } from "../arguments";
import { packingValue } from "../numerics/packing-program";
import { checkTable } from "./cost-tables";
import { histogram, staircaseOf, type Demand, type Step } from "./demand";

/** Expected payments to a seller, Π(ψ) = Σ_k p_ψ(k) π(k). */
export interface DesignValues {
  /** Π(ψ*), of the ordering design. */
  readonly ordering: number;
  /** Π^OPT, the least over all designs. */
  readonly exact: number;
  /** Π^LP ≤ Π^OPT, the least over the laws that are below the ordering law in convex order. */
  readonly relaxed: number;
}

/** A market whose payment per access depends on the count; all sellers can be sampled. */
export interface PaymentMarket {
  readonly demand: Demand;
  /** n. */
  readonly sellers: number;
  /** π(0..m): 0 at 0, not decreasing. */
  readonly payment: ArrayLike<number>;
}

/** The staircase with the places that are not sampled at its end. */
function stepsOf(market: PaymentMarket): Step[] {
  checkObject("market", market);
  const { demand, sellers, payment } = market;
  const sizes = histogram(demand, sellers);
  checkTable("payment", payment, sizes.buyers);
  const steps = staircaseOf(sizes);
  const places = steps.reduce((rest, step) => rest - step.places, sellers);
  return places > 0 ? [...steps, { times: 0, places }] : steps;
}

const orderingTotal = (steps: readonly Step[], payment: ArrayLike<number>): number =>
  steps.reduce((sum, { times, places }) => sum + places * payment[times], 0);

/**
 * Π(ψ*), Π^OPT and Π^LP.
 * @param market demand, number of sellers, payments π(0..m)
 */
export function designValues(market: PaymentMarket): DesignValues {
  const steps = stepsOf(market);
  const { sellers, payment } = market;
  const ordering = orderingTotal(steps, payment);
  const saving = relaxedSaving(steps, payment);
  // Nothing to save even in the relaxation: the ordering design is optimal.
  const exact = saving === 0 ? ordering : leastTotal(steps, payment, sellers);
  return { ordering: ordering / sellers, exact: exact / sellers, relaxed: (ordering - saving) / sellers };
}

/**
 * Π(ψ*)/Π^OPT: how much the ordering design pays above the least expected payment of any design (1 where nothing is
 * paid).
 */
export function orderingRatio(market: PaymentMarket): number {
  const steps = stepsOf(market);
  const { sellers, payment } = market;
  if (isConcaveBelow(steps, payment)) return 1;
  const exact = leastTotal(steps, payment, sellers);
  return exact > 0 ? orderingTotal(steps, payment) / exact : 1;
}

/**
 * Whether π lies on or above the chords through the support of the ordering law, and these chords are concave: then no
 * design is cheaper than the ordering.
 */
function isConcaveBelow(steps: readonly Step[], payment: ArrayLike<number>): boolean {
  let before = -Infinity;
  for (let l = 0; l + 1 < steps.length; l++) {
    const [hi, lo] = [steps[l].times, steps[l + 1].times];
    const slope = (payment[hi] - payment[lo]) / (hi - lo);
    if (slope < before) return false;
    before = slope;
    for (let k = lo + 1; k < hi; k++) if (payment[k] < payment[lo] + slope * (k - lo)) return false;
  }
  return true;
}

/**
 * n(Π(ψ*) − Π^LP). By duality Π^LP is the largest E φ(K) under the ordering law over concave φ ≤ π; only φ's values on
 * the support matter, s_l = π(k_l) − φ(k_l) ≥ 0 there, and the least Σ N_l s_l for which the chords of φ are concave
 * and below π is the value of a packing program with one row for each point of the support.
 */
function relaxedSaving(steps: readonly Step[], payment: ArrayLike<number>): number {
  if (isConcaveBelow(steps, payment)) return 0;
  const objective: number[] = [];
  const rows: number[][] = steps.map(() => []);
  const constrain = (need: number, coefficients: readonly (readonly [number, number])[]): void => {
    objective.push(need);
    rows.forEach((row) => row.push(0));
    for (const [l, coefficient] of coefficients) rows[l][objective.length - 1] = coefficient;
  };
  for (let l = 0; l + 1 < steps.length; l++) {
    const [hi, lo] = [steps[l].times, steps[l + 1].times];
    for (let k = lo + 1; k < hi; k++) {
      const share = (k - lo) / (hi - lo);
      constrain(share * payment[hi] + (1 - share) * payment[lo] - payment[k], [
        [l, share],
        [l + 1, 1 - share],
      ]);
    }
    if (l === 0) continue;
    const top = steps[l - 1].times;
    const share = (hi - lo) / (top - lo);
    // Concave at k_l: φ(k_l) is at least the chord of its neighbours.
    const chord = share * payment[top] + (1 - share) * payment[lo];
    constrain(chord - payment[hi], [
      [l - 1, share],
      [l, -1],
      [l + 1, 1 - share],
    ]);
  }
  return packingValue(
    objective,
    rows,
    steps.map(({ places }) => places),
  );
}

/**
 * n Π^OPT = min Σ_j π(Z_j) over whole count vectors Z majorised by the staircase: dynamic programming over levels
 * v = m..1, least[a][e] being the least cost of the levels ≥ v when at most a sellers have a count ≥ v and the numbers
 * of sellers at these levels add up to e ≤ Σ_j (K_j − v + 1)^+.
 */
function leastTotal(steps: readonly Step[], payment: ArrayLike<number>, sellers: number): number {
  const levels = payment.length - 1;
  const records = steps.reduce((sum, { times, places }) => sum + times * places, 0);
  checkInteger("the work of the dynamic program, sellers · buyers · records", sellers * levels * records, { max: 2e9 });
  const width = records + 1;
  const least = scratch((sellers + 1) * width).fill(Infinity, 0, (sellers + 1) * width);
  for (let a = 0; a <= sellers; a++) least[a * width] = 0;
  for (let v = levels; v >= 1; v--) {
    let bound = 0;
    for (const { times, places } of steps) if (times >= v) bound += (times - v + 1) * places;
    relax(least, width, sellers, bound, payment[v] - payment[v - 1]);
  }
  return least[sellers * width + records];
}

let kept = new Float64Array(0);

/** Room for a table, the same for one small program after another: allocating it takes longer than filling it. */
function scratch(size: number): Float64Array {
  if (size > 1e6) return new Float64Array(size);
  if (kept.length < size) kept = new Float64Array(size);
  return kept;
}

/** One level: least[a][e] = min over a′ ≤ a of least[a′][e − a′] + a′ · rise. */
function relax(least: Float64Array, width: number, sellers: number, bound: number, rise: number): void {
  for (let a = 1; a <= sellers; a++) {
    const row = a * width;
    const cost = a * rise;
    for (let e = bound; e >= a; e--) {
      const joined = least[row + e - a] + cost;
      const without = least[row - width + e];
      least[row + e] = joined < without ? joined : without;
    }
    for (let e = Math.min(a - 1, bound); e >= 1; e--) least[row + e] = least[row - width + e];
  }
}
