/** What a seller gains by lying to the mechanisms for linear costs: his utility under every report. */
import { checkInteger, checkLaw, checkNumber, checkNumbers, checkObject, checkOneOf } from "../arguments";
import { certaintyEquivalent, expectedUtility, type Lottery } from "./certainty-equivalent";
import { baselineLottery } from "./baseline-lottery";
import { lawMoments } from "./count-law";
import { checkUtility, type Utility } from "./utility";

/** What a seller faces, all beyond his influence: the count law, the others' largest report, his threshold. */
export interface Offer {
  /** p(0..m). */
  readonly law: ArrayLike<number>;
  /** M ≥ 0, the largest report of the others. */
  readonly others: number;
  /** r̄, −∞ for none. */
  readonly threshold: number;
  /**
   * Whoever reports more than M is excluded, or, in the paper's variation for risk seekers, sampled under the certain
   * contract if he accepts it, and excluded if not.
   */
  readonly above?: "excluded" | "contract";
}

/** A seller's true cost per access and attitude to risk. */
export interface Type {
  readonly cost: number;
  readonly utility: Utility;
}

/** Which payment a report leads to: the sure one, or the Baseline's per access. */
export type Branch = "certain" | "baseline";

function check(offer: Offer, type: Type): void {
  checkObject("offer", offer);
  checkObject("type", type);
  const { law, others, threshold } = offer;
  const { cost, utility } = type;
  checkLaw("law", law);
  checkNumber("others", others, { min: 0 });
  checkNumber("threshold", threshold, { min: -Infinity });
  checkNumber("cost", cost, { min: 0 });
  checkUtility("utility", utility);
}

/**
 * The certain contract r̄ + ĉ(k − w), net of the true cost: the sure amount r̄ − cw for a truthful seller, and a
 * mean-preserving spread of it for a liar.
 */
function certainContract({ law, threshold }: Offer, cost: number, report: number): Lottery {
  const w = lawMoments(law).mean;
  return {
    money: Float64Array.from({ length: law.length }, (_, k) => threshold - cost * w + (report - cost) * (k - w)),
    probabilities: law,
  };
}

/**
 * Expected utility of a report in a branch (Theorem 4.3).
 * @param offer what the seller faces
 * @param type his true cost and attitude
 * @param report ĉ ≥ 0; excluded, he has utility 0
 * @param branch the payment that his reported certainty equivalent ê selects
 */
export function reportUtility(offer: Offer, type: Type, report: number, branch: Branch): number {
  check(offer, type);
  checkNumber("report", report, { min: 0 });
  checkOneOf("branch", branch, ["certain", "baseline"]);
  const contract = branch === "certain" && offer.threshold > -Infinity;
  if (report > offer.others && !(contract && offer.above === "contract")) return 0;
  return contract
    ? expectedUtility(type.utility, certainContract(offer, type.cost, report))
    : expectedUtility(type.utility, baselineLottery(offer.law, offer.others, type.cost));
}

/** Whether a truthful seller gets the certain contract: e + cw ≤ r̄, and c ≤ M unless the offer lets others in. */
export function acceptsTruthfully(offer: Offer, type: Type): boolean {
  check(offer, type);
  const { cost, utility } = type;
  if (cost > offer.others && offer.above !== "contract") return false;
  const e = certaintyEquivalent(utility, baselineLottery(offer.law, offer.others, cost));
  return e + cost * lawMoments(offer.law).mean <= offer.threshold;
}

/** A grid of reports: from `start` to `stop` in steps. */
export interface Grid {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

/** The grid's points. */
export function gridPoints(grid: Grid): Float64Array {
  checkObject("grid", grid);
  const { start, stop, step } = grid;
  checkNumber("grid.start", start, { min: 0 });
  checkNumber("grid.stop", stop, { min: start });
  checkNumber("grid.step", step, { above: 0 });
  const points = Math.floor((stop - start) / step + 1e-9) + 1;
  checkInteger("the number of points of grid", points, { max: 1e6 });
  return Float64Array.from({ length: points }, (_, i) => start + i * step);
}

/** Utility of the truth and of the best report found. */
export interface Gain {
  readonly truth: number;
  readonly best: number;
  /** The best report, a cost ĉ and the branch. */
  readonly report: number;
  readonly branch: Branch;
}

/**
 * The best of all reports on a grid, in both branches, against the truth.
 * @param offer what the seller faces
 * @param type his true cost and attitude
 * @param grid reports ĉ
 */
export function bestReport(offer: Offer, type: Type, grid: Grid): Gain {
  check(offer, type);
  const truth = reportUtility(offer, type, type.cost, acceptsTruthfully(offer, type) ? "certain" : "baseline");
  const points = gridPoints(grid);
  let found: Gain = { truth, best: -Infinity, report: points[0], branch: "baseline" };
  for (const report of points) {
    for (const branch of ["certain", "baseline"] as const) {
      const utility = reportUtility(offer, type, report, branch);
      if (utility > found.best) found = { truth, best: utility, report, branch };
    }
  }
  return found;
}

/** A line of the menu that repairs truthfulness for every utility: stay out, the lottery, or a contract of tilt s. */
export interface MenuItem {
  readonly name: string;
  readonly utility: number;
}

/**
 * The menu repair of Theorem 4.3's second half (beyond the paper): every seller chooses from a menu made by the others'
 * reports alone: stay out, M k, or r̄ + s(k − w) for each s of a fixed grid. His own report names the best line, so
 * the truth is best whatever his attitude to risk.
 * @param offer what the others' reports make: the law with all n sellers, M, and r̄ (−∞: no contracts)
 * @param type the seller
 * @param tilts the contracts' payments per access s, one of them his cost
 * @returns the menu with his expected utilities, the best line first
 */
export function menu(offer: Offer, type: Type, tilts: ArrayLike<number>): MenuItem[] {
  check(offer, type);
  checkNumbers("tilts", tilts, { min: 0 });
  const contracts =
    offer.threshold === -Infinity
      ? []
      : Array.from(tilts, (s) => ({
          name: `contract with s = ${s}`,
          utility: expectedUtility(type.utility, certainContract(offer, type.cost, s)),
        }));
  const lottery = {
    name: "lottery",
    utility: expectedUtility(type.utility, baselineLottery(offer.law, offer.others, type.cost)),
  };
  return [{ name: "stay out", utility: 0 }, lottery, ...contracts].sort((a, b) => b.utility - a.utility);
}
