/**
 * The Certainty Equivalent Mechanism for general costs (Section 5.2), under each reading of the paper, and repaired.
 */
import {
  checkArray,
  checkInteger,
  checkNumber,
  checkNumbers,
  checkObject,
  checkOneOf,
  rejectValue,
} from "../arguments";
import { certaintyEquivalent, expectedUtility, type Lottery } from "./certainty-equivalent";
import {
  checkTable,
  checkTables,
  levelsOf,
  largestCosts,
  soleMaximum,
  type CostTable,
  type Level,
} from "./cost-tables";
import { checkSomeDemand, histogram, type Demand } from "./demand";
import { commonThreshold } from "./thresholds";
import { checkUtility, type Utility } from "./utility";

/**
 * What the paper leaves open for a seller who can be removed from the order: the law that enters r̂ and the payment's
 * constant (his own, with nothing at the levels where he is the maximum, or the nominal one), and whether he is then
 * paid π_i(0) or nothing.
 * - `R1`: own law, paid; `R2`: nominal law, not paid; `R3`: own law, not paid; `R4`: nominal law, paid;
 * - `holes`: the repair. Nobody is removed; a seller in the Baseline branch who alone is the maximum at his level
 *   leaves a hole in the samples instead, sellers with the certain contract never do, and each level has probability
 *   N_k/n whatever is reported. Truthful for concave utilities.
 */
export type Reading = "R1" | "R2" | "R3" | "R4" | "holes";

const READINGS: readonly Reading[] = ["R1", "R2", "R3", "R4", "holes"];

const ownLaw = (reading: Reading): boolean => reading === "R1" || reading === "R3";
const paidWhenRemoved = (reading: Reading): boolean => reading === "R1" || reading === "R4";

/** A seller with general costs. */
export interface GeneralSeller {
  readonly costs: CostTable;
  readonly utility: Utility;
}

/** What the other sellers make of the market for one seller. */
export interface GeneralOffer {
  readonly levels: readonly Level[];
  /** n, himself included. */
  readonly sellers: number;
  /** π^max_{−i}(0..m), the others' largest reports. */
  readonly others: Float64Array;
  /** r̄_i, −∞ for none. */
  readonly threshold: number;
  readonly reading: Reading;
}

function checkSellers(sellers: readonly GeneralSeller[], demand: Demand, n: number): void {
  checkArray("sellers", sellers, { min: 1 });
  sellers.forEach((seller, i) => checkObject(`sellers[${i}]`, seller));
  checkTables(
    sellers.map(({ costs }) => costs),
    demand,
  );
  sellers.forEach(({ utility }, i) => checkUtility(`sellers[${i}].utility`, utility));
  const needed = levelsOf(demand, n).reduce((sum, { places }) => sum + places, 0);
  if (n <= needed) rejectValue("the number of sellers", n, `above the largest sample, ${needed}`);
}

/** The probability of a level for a seller who is kept there, in units of 1/(n(n − 1)): whole, so that they add up. */
const unitsOf = ({ places }: Level, sellers: number, reading: Reading): number =>
  places * (reading === "holes" ? sellers - 1 : sellers);

const chance = (level: Level, sellers: number, reading: Reading): number =>
  unitsOf(level, sellers, reading) / (sellers * (sellers - 1));

/** A lottery over the levels, with what is left of the probability on the last amount. */
function lotteryOf(money: number[], units: number[], otherwise: number, sellers: number): Lottery {
  const all = sellers * (sellers - 1);
  const left = units.reduce((rest, u) => rest - u, all);
  return { money: [...money, otherwise], probabilities: [...units, left].map((u) => u / all) };
}

/**
 * The threshold that the others' truthful certainty equivalents make for one seller, with f over all of them and
 * C = Σ p(k) π^max_{−i}(k).
 * @param demand the buyers' demand
 * @param rivals all sellers but the one whose threshold is asked for, n − 1 of them
 * @param reading which reading of the paper
 */
export function generalOffer(demand: Demand, rivals: readonly GeneralSeller[], reading: Reading): GeneralOffer {
  checkOneOf("reading", reading, READINGS);
  checkArray("rivals", rivals, { min: 1 });
  const sellers = rivals.length + 1;
  checkSellers(rivals, demand, sellers);
  const tables = rivals.map(({ costs }) => costs);
  const others = largestCosts(tables);
  const levels = levelsOf(demand, sellers);
  const units = levels.map((level) => unitsOf(level, sellers, reading));
  const weights = levels.map((level) => chance(level, sellers, reading));
  const tops = levels.map(({ times }) => soleMaximum(tables, times));
  const reports = rivals.map(({ costs, utility }, j) => {
    // Whoever alone is the maximum is removed at his level, and there he would net nothing anyhow.
    const net = levels.map(({ times }) => others[times] - costs[times]);
    const charged = levels.map(({ times }, l) => (ownLaw(reading) && tops[l] === j ? 0 : weights[l] * costs[times]));
    return certaintyEquivalent(utility, lotteryOf(net, units, 0, sellers)) + charged.reduce((sum, c) => sum + c, 0);
  });
  const baseline = levels.reduce((sum, { times }, l) => sum + weights[l] * others[times], 0);
  const threshold = commonThreshold(reports, baseline);
  return { levels, sellers, others, threshold, reading };
}

/** Σ p(k) ĉ(k) under the law that the reading puts into r̂ and into the payment. */
function charge({ levels, sellers, others, reading }: GeneralOffer, report: CostTable): number {
  return levels.reduce((sum, level) => {
    const counts = !ownLaw(reading) || report[level.times] <= others[level.times];
    return counts ? sum + chance(level, sellers, reading) * report[level.times] : sum;
  }, 0);
}

/** Net money of the Baseline branch: π^max_{−i}(k) − c(k) at the levels where the report is not above the others'. */
function baselineBranch(offer: GeneralOffer, costs: CostTable, report: CostTable): Lottery {
  const { levels, sellers, others, reading } = offer;
  const kept = levels.filter(({ times }) => report[times] <= others[times]);
  return lotteryOf(
    kept.map(({ times }) => others[times] - costs[times]),
    kept.map((level) => unitsOf(level, sellers, reading)),
    0,
    sellers,
  );
}

/** Net money of the certain contract r̄ + ĉ(k) − Σ p ĉ; whoever is removed gets what the reading says. */
function certainBranch(offer: GeneralOffer, costs: CostTable, report: CostTable): Lottery {
  const { levels, sellers, others, threshold, reading } = offer;
  const sure = threshold - charge(offer, report);
  const money: number[] = [];
  const units: number[] = [];
  for (const level of levels) {
    const { times, places } = level;
    const removed = reading !== "holes" && report[times] > others[times];
    money.push(removed ? (paidWhenRemoved(reading) ? sure : 0) : sure + report[times] - costs[times]);
    units.push(removed ? places * (sellers - 1) : unitsOf(level, sellers, reading));
  }
  return lotteryOf(money, units, sure, sellers);
}

/**
 * Expected utility of a report in a branch. A report equal to the others' maximum counts as not above it.
 * @param offer what the seller faces, from {@link generalOffer}
 * @param seller true costs and attitude
 * @param report reported cost table ĉ(0..m)
 * @param accepts whether the reported certainty equivalent selects the certain contract
 */
export function generalReportUtility(
  offer: GeneralOffer,
  seller: GeneralSeller,
  report: CostTable,
  accepts: boolean,
): number {
  checkFacing(offer, seller);
  checkTable("report", report, offer.others.length - 1);
  return utilityUnchecked(offer, seller, report, accepts);
}

function checkFacing(offer: GeneralOffer, seller: GeneralSeller): void {
  checkObject("offer", offer);
  checkArray("offer.levels", offer.levels);
  offer.levels.forEach((level, l) => {
    checkObject(`offer.levels[${l}]`, level);
    checkInteger(`offer.levels[${l}].times`, level.times, { min: 1 });
    checkInteger(`offer.levels[${l}].places`, level.places, { min: 1, max: offer.sellers - 1 });
  });
  checkNumbers("offer.others", offer.others, { min: 0 }, { min: 1 });
  checkNumber("offer.threshold", offer.threshold, { min: -Infinity });
  checkOneOf("offer.reading", offer.reading, READINGS);
  checkObject("seller", seller);
  checkUtility("seller.utility", seller.utility);
  checkTable("seller.costs", seller.costs, offer.others.length - 1);
}

function utilityUnchecked(offer: GeneralOffer, seller: GeneralSeller, report: CostTable, accepts: boolean): number {
  const branch = accepts && offer.threshold > -Infinity ? certainBranch : baselineBranch;
  return expectedUtility(seller.utility, branch(offer, seller.costs, report));
}

/** Whether a truthful seller accepts: e + Σ p c ≤ r̄, e the certainty equivalent of his Baseline branch. */
export function acceptsGenerally(offer: GeneralOffer, seller: GeneralSeller): boolean {
  checkFacing(offer, seller);
  const { costs, utility } = seller;
  return certaintyEquivalent(utility, baselineBranch(offer, costs, costs)) + charge(offer, costs) <= offer.threshold;
}

/** Utility of the truth, and the best report found. */
export interface GeneralGain {
  readonly truth: number;
  readonly best: number;
  /** ĉ(0..m). */
  readonly report: CostTable;
  readonly accepts: boolean;
}

/**
 * The best of all non-decreasing cost tables on a grid, in both branches, against the truth.
 * @param offer what the seller faces
 * @param seller true costs and attitude
 * @param step grid step > 0
 * @param most largest reported cost; at most 10⁶ tables are tried
 * @claims gah12/thm5.3
 */
export function bestGeneralReport(offer: GeneralOffer, seller: GeneralSeller, step: number, most: number): GeneralGain {
  checkNumber("step", step, { above: 0 });
  checkNumber("most", most, { min: 0 });
  checkFacing(offer, seller);
  const points = Math.floor(most / step + 1e-9) + 1;
  const buyers = offer.others.length - 1;
  let tables = 1;
  for (let k = 1; k <= buyers; k++) tables = (tables * (points + k - 1)) / k;
  checkInteger("the number of tables on the grid", Math.round(tables), { max: 1e6 });
  const truth = utilityUnchecked(offer, seller, seller.costs, acceptsGenerally(offer, seller));
  let found: GeneralGain = { truth, best: -Infinity, report: seller.costs, accepts: false };
  const report = Array<number>(buyers + 1).fill(0);
  const fill = (k: number, from: number): void => {
    if (k > buyers) {
      for (const accepts of [true, false]) {
        const best = utilityUnchecked(offer, seller, report, accepts);
        if (best > found.best) found = { truth, best, report: [...report], accepts };
      }
      return;
    }
    for (let point = from; point < points; point++) {
      report[k] = point * step;
      fill(k + 1, point);
    }
  };
  fill(1, 0);
  return found;
}

/** The outcome of the mechanism under truthful reports; arrays have one entry a seller. */
export interface GeneralOutcome {
  readonly thresholds: Float64Array;
  readonly accepted: Uint8Array;
  /** Expected payments. */
  readonly payments: Float64Array;
  readonly total: number;
  /** Total per record demanded. */
  readonly price: number;
}

/**
 * The Certainty Equivalent Mechanism for general costs, sampled by the ordering design with removals (or holes), under
 * truthful reports. Safe default: the repaired mechanism.
 * @param demand for at least one record
 * @param sellers all n sellers, more than the largest sample
 * @param reading which reading of the paper, or the repair
 */
export function generalCeMechanism(
  demand: Demand,
  sellers: readonly GeneralSeller[],
  reading: Reading = "holes",
): GeneralOutcome {
  checkArray("sellers", sellers, { min: 2 });
  const n = sellers.length;
  checkSellers(sellers, demand, n);
  const sizes = histogram(demand, n);
  checkSomeDemand(demand, sizes);
  const own = new Float64Array(n);
  const accepted = new Uint8Array(n);
  const payments = sellers.map((seller, i) => {
    const offer = generalOffer(
      demand,
      sellers.filter((_, j) => j !== i),
      reading,
    );
    own[i] = offer.threshold;
    accepted[i] = acceptsGenerally(offer, seller) ? 1 : 0;
    const free = { costs: seller.costs.map(() => 0), utility: { type: "linear" } as const };
    return utilityUnchecked(offer, free, seller.costs, accepted[i] === 1);
  });
  const total = payments.reduce((sum, payment) => sum + payment, 0);
  return { thresholds: own, accepted, payments: Float64Array.from(payments), total, price: total / sizes.records };
}
