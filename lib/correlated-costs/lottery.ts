/** Mechanism 1 ironed: the two-price contract that pays G(c). */
import { checkNumber } from "../arguments";
import type { CostLaw } from "../probability/cost-laws";
import { hullAt, iron, type IronedLaw } from "./ironing";

/** A contract over two prices. */
export interface PriceLottery {
  readonly lowPrice: number;
  readonly highPrice: number;
  readonly probHigh: number;
  /** G(c): expected payment per player, at ε = 1. */
  readonly payPerPlayer: number;
}

/**
 * The posted-price lottery over the ends of the chord that holds c: accepted with probability c, and at most as dear as any
 * BIC auction that buys as much, for every law. Without a chord it is a single price.
 * @param law a law on [0, ∞) with a positive density, ironed or not
 * @param c acceptance probability, in (0, 1)
 * @example
 * ```ts
 * priceLottery(VALLEY, 0.45); // { lowPrice: 1, highPrice: 2.6, probHigh: 0.125, payPerPlayer: 0.61 }
 * ```
 */
export function priceLottery(law: CostLaw | IronedLaw, c: number): PriceLottery {
  const ironed = "intervals" in law ? law : iron(law);
  checkNumber("c", c, { above: 0, below: 1 });
  const payPerPlayer = hullAt(ironed, c).G;
  const chord = ironed.intervals.find(({ y, z }) => c > y && c < z);
  if (!chord) {
    const price = ironed.open.quantile(c);
    return { lowPrice: price, highPrice: price, probHigh: 1, payPerPlayer };
  }
  return { lowPrice: chord.a, highPrice: chord.b, probHigh: (c - chord.y) / (chord.z - chord.y), payPerPlayer };
}
