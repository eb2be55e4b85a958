/** The paper's parameters, and the population on which the mechanism's thresholds are shown. */
import { histogram, placesOf, type Demand } from "./demand";
import type { Design } from "./design";
import type { Seller } from "./seller";

/** Figure 2(a) and Section 4.3: 50 buyers of 100 records, 150 of 200. */
export const FIGURE_2A: Demand = [
  [100, 50],
  [200, 150],
];

/** Figure 2(b). */
export const FIGURE_2B: Demand = [
  [100, 40],
  [200, 30],
  [300, 20],
  [500, 10],
];

/** n′ of Section 4.3, the seller with the largest report already dropped. */
export const SELLERS = 1000;

/** c^max of Section 4.3, money per access. */
export const C_MAX = 10;

/**
 * Section 4.3: half the sellers risk averse with u = 1 − e^{−0.002x} and no cost, half risk neutral (at no cost, say).
 */
export const clonesOf = (a = 0.002): readonly Seller[] => [
  { cost: 0, utility: { type: "cara", a }, count: 500 },
  { cost: 0, utility: { type: "linear" }, count: 500 },
];

/** The designs compared throughout, from the most to the least bundled. */
export const DESIGNS: readonly { readonly name: string; readonly design: Design }[] = [
  { name: "ordering", design: { type: "ordering" } },
  { name: "same size", design: { type: "sameSize" } },
  { name: "independent", design: { type: "independent" } },
  { name: "balanced", design: { type: "balanced" } },
];

/** Figure 2(a)'s buyers in G equal blocks; G divides 50. */
export const equalBlocks = (blocks: number): Design => ({
  type: "blocks",
  blocks: Array.from({ length: blocks }, () => FIGURE_2A.map(([size, buyers]) => [size, buyers / blocks])),
});

/** The ordering design again, as explicit counts. */
export const countsOf = (demand: Demand, sellers: number): Design => ({
  type: "counts",
  atoms: [[1, Array.from(placesOf(histogram(demand, sellers), sellers))]],
});

const cara = (cost: number, a: number): Seller => ({ cost, utility: { type: "cara", a } });
const crra = (cost: number): Seller => ({ cost, utility: { type: "crra", gamma: 2, wealth: 100 } });
const neutral = (cost: number): Seller => ({ cost, utility: { type: "linear" } });

/** Twenty-four different sellers, for the choice of thresholds. */
export const VARIED: readonly Seller[] = [
  crra(5.871),
  cara(2.243, 0.1691),
  neutral(8.114),
  cara(4.485, 0.1382),
  crra(0.857),
  neutral(6.728),
  cara(3.099, 0.1819),
  cara(8.971, 0.0765),
  neutral(5.342),
  cara(1.713, 0.0456),
  cara(7.585, 0.1201),
  neutral(3.956),
  crra(0.327),
  cara(6.199, 0.1638),
  neutral(2.57),
  cara(8.441, 0.1329),
  crra(4.812),
  neutral(1.184),
  cara(7.055, 0.1766),
  cara(3.426, 0.0712),
  neutral(9.298),
  cara(5.669, 0.0403),
  cara(2.04, 0.1148),
  neutral(7.912),
];

/** Their buyers' demand: C = 27.5 at c^max = 10. */
export const VARIED_DEMAND: Demand = [
  [3, 4],
  [6, 5],
  [12, 2],
];
