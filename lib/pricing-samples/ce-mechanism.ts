/**
 * The Certainty Equivalent Mechanism (Section 4.2): the Baseline lottery is bought back from those who dislike its
 * risk.
 */
import { checkFunction, checkLaw, checkNumber, checkNumbers, checkObject, rejectValue } from "../arguments";
import { certaintyEquivalents as equivalentsOf } from "./baseline-lottery";
import { lawMoments } from "./count-law";
import { countsOfOpen, type Counts } from "./counts";
import { checkSomeDemand } from "./demand";
import { openSampling, type Sampling } from "./design";
import { populationSize, type Seller } from "./seller";
import { thresholds, type Rule, type Tie } from "./thresholds";
import type { Utility } from "./utility";

/** What k accesses cost a seller of unit cost: h(0) = 0, increasing; h(k) = k for linear costs. */
export type Scale = (k: number) => number;

const linear: Scale = (k) => k;

/** h(0..m), checked: 0 at 0, not decreasing. */
function scaleOf(scale: Scale, buyers: number): Float64Array {
  checkFunction("scale", scale);
  const h = Float64Array.from({ length: buyers + 1 }, (_, k) => scale(k));
  checkNumbers("the values of scale", h, { min: 0 });
  if (h[0] !== 0) rejectValue("scale(0)", h[0], "0");
  for (let k = 1; k <= buyers; k++) {
    if (h[k] < h[k - 1]) rejectValue(`scale(${k})`, h[k], `at least scale(${k - 1}) = ${h[k - 1]}`);
  }
  return h;
}

/**
 * A seller's certainty equivalent e of the Baseline lottery, and r = e + c w, the payment that is worth as much to him.
 */
export interface Indifference {
  readonly e: number;
  readonly r: number;
}

/**
 * The certainty equivalent of the Baseline lottery for a seller with linear cost, and the report r̂ it leads to.
 * @param sampling demand, number of sellers and design
 * @param cMax c^max, the payment per access, ≥ 0
 * @param seller his cost per access and attitude to risk
 */
export function sellerIndifference(
  sampling: Sampling,
  cMax: number,
  seller: { readonly cost: number; readonly utility: Utility },
): Indifference {
  checkObject("seller", seller);
  const { cost, utility } = seller;
  checkNumber("cost", cost, { min: 0 });
  const open = openSampling(sampling);
  const [e] = equivalentsOf(utility, countsOfOpen(open), cMax, [cost]);
  return { e, r: e + (cost * open.sizes.records) / open.sellers };
}

/** A market with linear (or scaled) costs: the sampling, the payment per access, the sellers that can be sampled. */
export interface Market {
  readonly demand: Sampling["demand"];
  readonly design: Sampling["design"];
  /** c^max ≥ 0, money per access, the report of the seller who was dropped. */
  readonly cMax: number;
  /** N′, all but the seller dropped; costs at most c^max. */
  readonly population: readonly Seller[];
  readonly rule?: Rule;
  readonly tie?: Tie;
  /** h, for separable costs c_i h(k) (Section 5); linear if left out. */
  readonly scale?: Scale;
}

/** What Step 3 makes of the sellers' reports; arrays have one entry a seller. */
export interface Contracts {
  /** r̂_i = ê_i + ĉ_i H. */
  readonly reports: Float64Array;
  /** r̄_i, −∞ where there is none. */
  readonly thresholds: Float64Array;
  readonly accepted: Uint8Array;
  /** s_i, what seller i is paid per unit of h(k): ĉ_i if she accepted, else c^max. */
  readonly perAccess: Float64Array;
  /** r̄_i − ĉ_i H if she accepted, else 0: what she is paid besides, however often she is sampled. */
  readonly sure: Float64Array;
  /** Expected total payment. */
  readonly total: number;
}

/**
 * Step 3 of the mechanism: seller i, sampled k times, is paid r̄_i + ĉ_i (h(k) − H) if r̂_i ≤ r̄_i, and c^max h(k) if
 * not, whatever the reports are.
 * @param cMax c^max ≥ 0, money per access
 * @param mean H = Σ p(k) h(k), which is w for linear costs, ≥ 0
 * @param costs ĉ_i in [0, c^max], of the sellers left
 * @param equivalents ê_i, their reported certainty equivalents of the Baseline lottery
 * @param options whose reports make a threshold, and whether a seller at hers accepts: see {@link thresholds}
 */
export function contracts(
  cMax: number,
  mean: number,
  costs: ArrayLike<number>,
  equivalents: ArrayLike<number>,
  options: { readonly rule?: Rule; readonly tie?: Tie } = {},
): Contracts {
  checkNumber("cMax", cMax, { min: 0 });
  checkNumber("mean", mean, { min: 0 });
  checkNumbers("costs", costs, { min: 0, max: cMax });
  checkNumbers("equivalents", equivalents, {}, { min: costs.length, max: costs.length });
  const reports = Float64Array.from(equivalents, (e, i) => e + costs[i] * mean);
  const { thresholds: own, accepted, total } = thresholds(reports, cMax * mean, options);
  const perAccess = Float64Array.from(costs, (cost, i) => (accepted[i] ? cost : cMax));
  const sure = own.map((r, i) => (accepted[i] ? r - costs[i] * mean : 0));
  return { reports, thresholds: own, accepted, perAccess, sure, total };
}

/**
 * The outcome of the mechanism under truthful reports; arrays have one entry a seller, in the order of the population.
 */
export interface Outcome extends Contracts {
  readonly sampling: Sampling;
  /** p(0..m), how often a seller is sampled. */
  readonly law: Float64Array;
  /** H = Σ p(k) h(k), which is w for linear costs. */
  readonly mean: number;
  /** e_i, certainty equivalents of the Baseline lottery. */
  readonly certaintyEquivalents: Float64Array;
  /** Price: expected total payment per record. */
  readonly price: number;
}

/**
 * The Certainty Equivalent Mechanism with truthful sellers: exact price, thresholds and payments. Seller i, sampled k
 * times, is paid r̄_i + c_i (h(k) − H) if she accepts, c^max h(k) if not.
 * @param market demand for at least one record, design, c^max, and the sellers left
 * @throws TypeError, RangeError naming the parameter: see {@link countLaw}, {@link certaintyEquivalent}
 * @claims gah12/sec4.2.pareto, gah12/sec3.more-averse, gah12/sec4.2.step3, gah12/ex4.3.seeking, gah12/sec5.separable
 * @example
 * ```ts
 * import type { Seller } from "privacy-markets/pricing-samples";
 * const population: Seller[] = [
 *   { cost: 1, utility: { type: "linear" } },
 *   { cost: 2, utility: { type: "cara", a: 0.1 } },
 * ];
 * ceMechanism({ demand: [[1, 10]], design: { type: "independent" }, population, cMax: 3 }).perAccess; // [3, 3]
 * ```
 */
export function ceMechanism(market: Market): Outcome {
  checkObject("market", market);
  const { demand, design, cMax, population, rule, tie, scale = linear } = market;
  checkNumber("cMax", cMax, { min: 0 });
  const sellers = populationSize(population, cMax);
  const sampling: Sampling = { demand, sellers, design };
  const open = openSampling(sampling);
  const { records, buyers } = open.sizes;
  checkSomeDemand(demand, open.sizes);
  const counts = countsOfOpen(open);
  const { law } = counts;
  const h = scaleOf(scale, buyers);
  const mean = scale === linear ? records / sellers : law.reduce((sum, p, k) => sum + p * h[k], 0);

  const costs = expand(population, sellers, (seller) => seller.cost);
  const shape = scale === linear ? undefined : h;
  const certaintyEquivalents = equivalentsByAttitude(population, sellers, counts, cMax, shape);
  const terms = contracts(cMax, mean, costs, certaintyEquivalents, { rule, tie });
  return { ...terms, sampling, law, mean, certaintyEquivalents, price: terms.total / records };
}

/** One number per seller, computed once for sellers alike. */
function expand(
  population: readonly Seller[],
  sellers: number,
  of: (seller: Seller, i: number) => number,
): Float64Array {
  const values = new Float64Array(sellers);
  let at = 0;
  population.forEach((seller, i) => {
    const count = seller.count ?? 1;
    values.fill(of(seller, i), at, at + count);
    at += count;
  });
  return values;
}

/** The sellers' certainty equivalents, computed together for those who share one utility object. */
function equivalentsByAttitude(
  population: readonly Seller[],
  sellers: number,
  counts: Counts,
  cMax: number,
  h?: Float64Array,
): Float64Array {
  const attitudes = new Map<Utility, { costs: number[]; at: number[] }>();
  population.forEach(({ cost, utility }, i) => {
    const group = attitudes.get(utility);
    if (group) {
      group.costs.push(cost);
      group.at.push(i);
    } else {
      attitudes.set(utility, { costs: [cost], at: [i] });
    }
  });
  const found = new Float64Array(population.length);
  for (const [utility, { costs, at }] of attitudes) {
    equivalentsOf(utility, counts, cMax, costs, h).forEach((e, j) => (found[at[j]] = e));
  }
  return expand(population, sellers, (_, i) => found[i]);
}

/**
 * The standard deviation of the total payment over the sampling, for linear costs: counts are exchangeable with a fixed
 * sum, so the variance is Var(K) n′/(n′−1) Σ (s_i − s̄)². It is 0 for the Baseline Mechanism.
 */
export function budgetDeviation(outcome: Pick<Outcome, "law" | "perAccess">): number {
  checkObject("outcome", outcome);
  const { law, perAccess } = outcome;
  checkLaw("outcome.law", law);
  checkNumbers("outcome.perAccess", perAccess, { min: 0 });
  const n = perAccess.length;
  if (n < 2) return 0;
  const average = perAccess.reduce((sum, s) => sum + s, 0) / n;
  const spread = perAccess.reduce((sum, s) => sum + (s - average) ** 2, 0);
  return Math.sqrt((lawMoments(law).variance * n * spread) / (n - 1));
}

/**
 * The prices in populations of clones: a share of the sellers has CARA(a) utility and no cost, the others are risk
 * neutral, and everybody with the certainty equivalent e accepts it (weak ties): (1 − share) c^max + share min(e, C)/w.
 * @param sampling demand for at least one record, number of sellers and design
 * @param cMax c^max ≥ 0, money per access
 * @param coefficients of absolute risk aversion a; negative is risk seeking
 * @param share in [0, 1]
 * @returns one price a coefficient
 */
export function clonePrices(
  sampling: Sampling,
  cMax: number,
  coefficients: ArrayLike<number>,
  share: number,
): Float64Array {
  checkNumber("cMax", cMax, { min: 0 });
  checkNumbers("coefficients", coefficients);
  checkNumber("share", share, { min: 0, max: 1 });
  const open = openSampling(sampling);
  checkSomeDemand(sampling.demand, open.sizes);
  const w = open.sizes.records / open.sellers;
  const counts = countsOfOpen(open);
  return Float64Array.from(coefficients, (a) => {
    const e = counts.cara(a, cMax);
    return (1 - share) * cMax + (share * Math.min(e, cMax * w)) / w;
  });
}
