/** Sampling designs: joint laws of the buyers' samples under which every seller is treated alike. */
import { checkArray, checkInteger, checkLaw, checkObject, checkOneOf, rejectValue } from "../arguments";
import { histogram, placesOf, sameDemand, type Demand, type Histogram } from "./demand";

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

/** Independent orders, `copies` of them, each serving the buyers of `sizes`. */
export interface Block {
  readonly sizes: Histogram;
  readonly copies: number;
}

/** One of the weighted parts that a design is a mixture of. */
export type Part =
  | { readonly type: "blocks"; readonly blocks: readonly Block[] }
  | { readonly type: "counts"; readonly counts: readonly number[] }
  | { readonly type: "balanced"; readonly least: number; readonly rest: number };

/** A sampling that has been checked and taken apart, once for the law, the lotteries and the draws. */
export interface OpenSampling {
  readonly sellers: number;
  readonly sizes: Histogram;
  readonly parts: readonly (readonly [weight: number, part: Part])[];
}

const TYPES = ["ordering", "independent", "sameSize", "balanced", "blocks", "counts", "mixture"] as const;

/**
 * Checks a sampling and takes it apart.
 * @throws TypeError, RangeError naming what is wrong: a sample larger than the population, blocks that are no partition
 * of the buyers, weights that do not sum to 1, counts that no samples of these sizes have
 */
export function openSampling(sampling: Sampling): OpenSampling {
  checkObject("sampling", sampling);
  const { demand, sellers, design } = sampling;
  const sizes = histogram(demand, sellers);
  return { sellers, sizes, parts: partsOf(design, sizes, sellers) };
}

const blockOf = (size: number, buyers: number, copies = 1): Block => ({
  sizes: { groups: [[size, buyers]], buyers, records: size * buyers },
  copies,
});

function partsOf(design: Design, sizes: Histogram, sellers: number): OpenSampling["parts"] {
  checkObject("design", design);
  checkOneOf("design.type", design.type, TYPES);
  const blocks = (list: readonly Block[]): OpenSampling["parts"] => [[1, { type: "blocks", blocks: list }]];
  switch (design.type) {
    case "ordering":
      return blocks([{ sizes, copies: 1 }]);
    case "sameSize":
      return blocks(sizes.groups.map(([size, buyers]) => blockOf(size, buyers)));
    case "independent":
      return blocks(sizes.groups.map(([size, buyers]) => blockOf(size, 1, buyers)));
    case "balanced":
      return [[1, { type: "balanced", least: Math.floor(sizes.records / sellers), rest: sizes.records % sellers }]];
    case "blocks": {
      checkArray("design.blocks", design.blocks);
      const parts = design.blocks.map((block) => ({ sizes: histogram(block, sellers), copies: 1 }));
      if (!sameDemand(sizes, histogram(design.blocks.flat(), sellers))) {
        rejectValue(
          "design.blocks",
          design.blocks,
          `a partition of the buyers of demand ${JSON.stringify(sizes.groups)}`,
        );
      }
      return blocks(parts);
    }
    case "counts":
      checkWeights("design.atoms", design.atoms);
      return design.atoms.map(([weight, counts], i) => {
        checkFeasible(`design.atoms[${i}][1]`, counts, sizes, sellers);
        return [weight, { type: "counts", counts }] as const;
      });
    case "mixture":
      checkWeights("design.parts", design.parts);
      return design.parts.flatMap(([weight, part]) =>
        partsOf(part, sizes, sellers).map(([share, opened]) => [weight * share, opened] as const),
      );
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
  const sizes = histogram(demand, sellers);
  checkCounts("counts", counts, sellers);
  return isMajorised(counts, sizes, sellers);
}

function checkCounts(name: string, counts: readonly number[], sellers: number): void {
  checkArray(name, counts, { min: sellers, max: sellers });
  counts.forEach((count, j) => checkInteger(`${name}[${j}]`, count, { min: 0 }));
}

function isMajorised(counts: readonly number[], sizes: Histogram, sellers: number): boolean {
  const places = placesOf(sizes, sellers);
  const sorted = Float64Array.from(counts).sort().reverse();
  let slack = 0;
  for (let j = 0; j < sellers; j++) {
    slack += places[j] - sorted[j];
    if (slack < 0) return false;
  }
  return slack === 0;
}

function checkFeasible(name: string, counts: readonly number[], sizes: Histogram, sellers: number): void {
  checkCounts(name, counts, sellers);
  if (!isMajorised(counts, sizes, sellers)) {
    rejectValue(name, counts, `majorised by the staircase of demand ${JSON.stringify(sizes.groups)} (Gale, Ryser)`);
  }
}
