/** A random search for markets in which the ordering design is far from optimal (Theorem 5.2). */
import { checkInteger } from "../arguments";
import type { Stream } from "../probability/stream";
import { orderingRatio, type PaymentMarket } from "./optimal-design";
import { randomMaxOfConcave, whole } from "./random-market";

/** A market found, and its Π(ψ*)/Π^OPT. */
export interface FoundMarket {
  readonly market: PaymentMarket;
  readonly ratio: number;
}

/**
 * Markets with m buyers of two sizes, m − 1 sellers and the maximum of three concave costs as payment, the largest ratios
 * first. None exceeds R*(m).
 * @param buyers m, whole, ≥ 2
 * @param tries how many markets to draw
 * @param keep how many to return
 * @param stream where the randomness comes from
 */
export function searchWorstCases(buyers: number, tries: number, keep: number, stream: Stream): FoundMarket[] {
  checkInteger("buyers", buyers, { min: 2, max: 30 });
  checkInteger("tries", tries, { min: 1, max: 1e6 });
  checkInteger("keep", keep, { min: 1 });
  const sellers = buyers - 1;
  const found: FoundMarket[] = [];
  for (let i = 0; i < tries; i++) {
    const big = whole(0, buyers, stream);
    const market: PaymentMarket = {
      demand: [
        [whole(1, sellers, stream), big],
        [whole(1, sellers, stream), buyers - big],
      ],
      sellers,
      payment: randomMaxOfConcave(buyers, 3, stream),
    };
    found.push({ market, ratio: orderingRatio(market) });
  }
  return found.sort((a, b) => b.ratio - a.ratio).slice(0, keep);
}
