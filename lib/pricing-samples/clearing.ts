/** Prices that clear the market when demand depends on the price (Section 6): F(d(P)) = P. */
import { checkArray, checkInteger, checkNumber, checkNumbers, checkObject } from "../arguments";
import { clonePrices } from "./ce-mechanism";
import { histogram, type Demand } from "./demand";

/** The sellers of a clone population, and the Baseline price. */
export interface Clones {
  /** n′. */
  readonly sellers: number;
  /** c^max > 0, money per access. */
  readonly cMax: number;
  /** CARA coefficient of the share that has no cost; the others are risk neutral. */
  readonly a: number;
  /** In [0, 1]. */
  readonly share: number;
}

/** F(d): the mechanism's price at a demand, with the ordering design; c^max where nothing is asked for. */
export function mechanismPrice(demand: Demand, clones: Clones): number {
  checkClones(clones);
  const { sellers, cMax, a, share } = clones;
  return histogram(demand, sellers).records > 0
    ? clonePrices({ demand, sellers, design: { type: "ordering" } }, cMax, [a], share)[0]
    : cMax;
}

/** A price at which the market clears, with the sample size of each group of buyers. */
export interface ClearingPrice {
  readonly price: number;
  readonly sizes: number[];
}

/** Groups of buyers whose sample sizes are min(n′, ⌊base (c^max/P)^η⌋). */
export interface ElasticDemand {
  /** Records asked for at P = c^max, one a group. */
  readonly bases: readonly number[];
  /** Buyers in each group. */
  readonly buyers: readonly number[];
  /** η > 0, the elasticity. */
  readonly eta: number;
}

function checkClones(clones: Clones): void {
  checkObject("clones", clones);
  const { sellers, cMax, a, share } = clones;
  checkInteger("sellers", sellers, { min: 1 });
  checkNumber("cMax", cMax, { above: 0 });
  checkNumber("a", a);
  checkNumber("share", share, { min: 0, max: 1 });
}

function checkElastic(demand: ElasticDemand): void {
  checkObject("demand", demand);
  const { bases, buyers, eta } = demand;
  checkNumbers("bases", bases, { min: 0 }, { min: 1 });
  checkNumbers("buyers", buyers, { min: 0 }, { min: bases.length, max: bases.length });
  checkNumber("eta", eta, { above: 0 });
}

/** d(P): the sample size that each group asks for at a price > 0. */
export function sizesAt(demand: ElasticDemand, clones: Clones, price: number): number[] {
  checkElastic(demand);
  checkClones(clones);
  checkNumber("price", price, { above: 0 });
  const { sellers, cMax } = clones;
  const { bases, eta } = demand;
  return bases.map((base) => Math.min(sellers, Math.floor(base * (cMax / price) ** eta)));
}

/**
 * All clearing prices in (lo, c^max] under elastic demand. Demand is a step function of the price; on each interval (l,
 * h] between its steps the price F is a constant, which clears the market if it lies in the interval.
 * @param demand the groups of buyers
 * @param clones the sellers
 * @param lo > 0
 * @returns ascending; empty where none clears
 */
export function clearingPrices(demand: ElasticDemand, clones: Clones, lo: number): ClearingPrice[] {
  checkElastic(demand);
  checkClones(clones);
  const { sellers, cMax } = clones;
  const { bases, buyers, eta } = demand;
  checkNumber("lo", lo, { above: 0, max: cMax });
  const cuts = [cMax];
  for (const base of bases) {
    const most = Math.min(sellers, base * (cMax / lo) ** eta);
    for (let size = Math.floor(base) + 1; size <= most; size++) cuts.push(cMax * (base / size) ** (1 / eta));
  }
  const steps = cuts.filter((cut) => cut > lo).sort((a, b) => a - b);
  const found: ClearingPrice[] = [];
  steps.forEach((hi, i) => {
    const below = i === 0 ? lo : steps[i - 1];
    // Cuts of two groups that are equal but for rounding enclose nothing.
    if (hi - below <= 1e-13 * hi) return;
    const sizes = sizesAt(demand, clones, (below + hi) / 2);
    const price = mechanismPrice(
      sizes.map((size, g) => [size, buyers[g]] as const),
      clones,
    );
    if (price > below && price <= hi) found.push({ price, sizes });
  });
  return found;
}

/** A state in which exactly the buyers who accept the price are served. */
export interface ClearingState {
  /** m, the number of buyers served. */
  readonly buyers: number;
  readonly price: number;
}

/**
 * All clearing states when each buyer takes `size` records if the price is at most what he is ready to pay: exactly m
 * buyers are ready to pay F(m).
 * @param reservations pairs of a price and the number of buyers ready to pay it
 * @param size records per buyer
 * @param clones the sellers
 */
export function clearingStates(
  reservations: readonly (readonly [price: number, buyers: number])[],
  size: number,
  clones: Clones,
): ClearingState[] {
  checkClones(clones);
  checkArray("reservations", reservations);
  checkInteger("size", size, { min: 0, max: clones.sellers });
  reservations.forEach((entry, i) => {
    checkArray(`reservations[${i}]`, entry, { min: 2, max: 2 });
    const [price, buyers] = entry;
    checkNumber(`reservations[${i}][0]`, price, { min: 0 });
    checkInteger(`reservations[${i}][1]`, buyers, { min: 0 });
  });
  const ready = (price: number): number =>
    reservations.reduce((sum, [v, buyers]) => (v >= price ? sum + buyers : sum), 0);
  const states = [...new Set([0, ...reservations.map(([v]) => ready(v))])].sort((a, b) => a - b);
  return states
    .map((buyers) => ({ buyers, price: mechanismPrice([[size, buyers]], clones) }))
    .filter(({ buyers, price }) => ready(price) === buyers);
}
