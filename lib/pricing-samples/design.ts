/** Sampling designs: joint laws of the buyers' samples under which every seller is treated alike. */
import { checkArray, checkInteger, checkLaw, checkObject, checkOneOf, rejectValue } from "../arguments";
import { histogram, sameDemand, type Demand, placesOf } from "./demand";

/**
 * A design ψ ∈ Ψ(N′).
 * - `ordering` (ψ*, Section 4.2): one uniformly random order of the sellers; buyer b takes the first d_b;
 * - `independent`: every buyer draws a sample of his own;
 * - `sameSize`: buyers of one size share one sample, buyers of different sizes draw independently;
 * - `blocks`: a partition of the buyers; the ordering design in each block, independent orders across blocks;
 * - `balanced`: counts as equal as possible, by systematic sampling on a circle;
 * - `counts`: atoms of a weight and a count vector, assigned to the sellers by a random permutation;
 * - `mixture`: one of several designs, drawn by weight.
 *
 * As far as payments go, `counts` represents every design: the count laws of Ψ(N′) are the mixtures of the empirical
 * laws of the count vectors majorised by the staircase of the demand.
 */
export type Design =
  | { readonly type: "ordering" | "independent" | "sameSize" | "balanced" }
  | { readonly type: "blocks"; readonly blocks: readonly Demand[] }
  | { readonly type: "counts"; readonly atoms: readonly (readonly [weight: number, counts: readonly number[]])[] }
  | { readonly type: "mixture"; readonly parts: readonly (readonly [weight: number, design: Design])[] };

/** Who asks for how much, of how many sellers, and how the samples are drawn. */
export interface Sampling {
  readonly demand: Demand;
  /** n′, the number of sellers that can be sampled. */
  readonly sellers: number;
  readonly design: Design;
}

/** Independent orders, `copies` of them, each serving the buyers of `demand`. */
export interface Block {
  readonly demand: Demand;
  readonly copies: number;
}

/** The independent orders of a design, or undefined for one that is not made of such. */
export function blocksOf({ demand, design }: Sampling): readonly Block[] | undefined {
  switch (design.type) {
    case "ordering":
      return [{ demand, copies: 1 }];
    case "sameSize":
      return [...new Set(demand.map(([size]) => size))].map((size) => ({
        demand: demand.filter((entry) => entry[0] === size),
        copies: 1,
      }));
    case "independent":
      return demand.map(([size, buyers]) => ({ demand: [[size, 1]], copies: buyers }));
    case "blocks":
      return design.blocks.map((block) => ({ demand: block, copies: 1 }));
    default:
      return undefined;
  }
}

const TYPES = ["ordering", "independent", "sameSize", "balanced", "blocks", "counts", "mixture"] as const;

/**
 * Checks a sampling.
 * @throws TypeError, RangeError naming what is wrong: a sample larger than the population, blocks that are no partition
 * of the buyers, weights that do not sum to 1, counts that no samples of these sizes have
 */
export function checkSampling(sampling: Sampling): void {
  checkObject("sampling", sampling);
  const { demand, sellers, design } = sampling;
  histogram(demand, sellers);
  checkObject("design", design);
  checkOneOf("design.type", design.type, TYPES);
  if (design.type === "blocks") {
    checkArray("design.blocks", design.blocks);
    design.blocks.forEach((block) => histogram(block, sellers));
    if (!sameDemand(demand, design.blocks.flat(), sellers)) {
      rejectValue("design.blocks", design.blocks, `a partition of the buyers of demand ${JSON.stringify(demand)}`);
    }
  }
  if (design.type === "counts") {
    checkWeights("design.atoms", design.atoms);
    design.atoms.forEach(([, counts], i) => checkFeasible(`design.atoms[${i}][1]`, counts, { demand, sellers }));
  }
  if (design.type === "mixture") {
    checkWeights("design.parts", design.parts);
    for (const [, part] of design.parts) checkSampling({ demand, sellers, design: part });
  }
}

function checkWeights(name: string, pairs: readonly (readonly [number, unknown])[]): void {
  checkArray(name, pairs, { min: 1 });
  pairs.forEach((pair, i) => checkArray(`${name}[${i}]`, pair, { min: 2, max: 2 }));
  checkLaw(
    `the weights of ${name}`,
    pairs.map(([weight]) => weight),
  );
}

/**
 * Whether samples of the demanded sizes exist in which seller j is `counts[j]` times: the counts are majorised by the
 * demand's staircase (Gale, Ryser).
 * @param counts whole numbers ≥ 0, one a seller
 */
export function isFeasible(counts: readonly number[], market: Omit<Sampling, "design">): boolean {
  checkObject("market", market);
  const { demand, sellers } = market;
  checkArray("counts", counts, { min: sellers, max: sellers });
  counts.forEach((count, j) => checkInteger(`counts[${j}]`, count, { min: 0 }));
  const places = placesOf(demand, sellers);
  const sorted = Float64Array.from(counts).sort().reverse();
  let slack = 0;
  for (let j = 0; j < sellers; j++) {
    slack += places[j] - sorted[j];
    if (slack < 0) return false;
  }
  return slack === 0;
}

function checkFeasible(name: string, counts: readonly number[], market: Omit<Sampling, "design">): void {
  checkArray(name, counts, { min: market.sellers, max: market.sellers });
  counts.forEach((count, j) => checkInteger(`${name}[${j}]`, count, { min: 0 }));
  if (!isFeasible(counts, market)) {
    rejectValue(name, counts, `majorised by the staircase of demand ${JSON.stringify(market.demand)} (Gale, Ryser)`);
  }
}
