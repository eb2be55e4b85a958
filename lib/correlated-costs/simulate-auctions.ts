/** Many optimal auctions at once. */
import { checkInteger } from "../numerics/domain";
import { bernoulliBits, countOnes } from "../probability/bernoulli";
import type { CostLaw } from "../probability/cost-laws";
import { estimateFromSums, type Estimate } from "../probability/monte-carlo";
import type { Stream } from "../probability/stream";
import { checkUnits } from "./benchmark";
import { iron, type IronedLaw } from "./ironing";
import { optimalPayment } from "./optimal-auction";

/** The k-th smallest of m uniform numbers of 32 bits, k from 1. */
function orderOfUniforms(k: number, m: number, scratch: Float64Array, { bits }: Stream): number {
  for (let i = 0; i < m; i++) {
    const u = ((bits() >>> 0) + 0.5) * 2 ** -32;
    let j = i;
    for (; j > 0 && scratch[j - 1] > u; j--) scratch[j] = scratch[j - 1];
    scratch[j] = u;
  }
  return scratch[k - 1];
}

/**
 * The mean total payment of the optimal w-unit auction, given the costs, over random costs. Costs are drawn on the scale of
 * their quantiles, bit by bit and all players at a time: first only whether they lie below, in or above each ironed interval,
 * which decides the payment if the (w + 1)-st cost is ironed; where it is not, the costs beside it are drawn in full.
 * @param law a law on [0, ∞) with a positive density, ironed or not
 * @param n players, 2..32
 * @param w units, 1..n − 1
 * @param runs auctions, ≥ 2
 */
export function simulateAuctions(
  law: CostLaw | IronedLaw,
  n: number,
  w: number,
  runs: number,
  stream: Stream,
): Estimate {
  const ironed = "intervals" in law ? law : iron(law);
  checkUnits(n, w);
  checkInteger("n", n, { min: 2, max: 32 });
  checkInteger("runs", runs, { min: 2 });
  const { intervals, open } = ironed;
  // Cells of quantiles, ascending: odd ones are ironed.
  const ends = [0, ...intervals.flatMap(({ y, z }) => [y, z]), 1];
  const cells = ends.length - 1;
  // Below the lower end of a cell, given below its upper end.
  const coins = ends.slice(1).map((end, i) => bernoulliBits(ends[i] / end));
  const together = Math.floor(32 / n);
  const one = n === 32 ? -1 : (1 << n) - 1;
  const lanes = n * together === 32 ? -1 : (1 << (n * together)) - 1;
  const below = new Int32Array(cells);
  const scratch = new Float64Array(n);
  const shift = optimalPayment(ironed, n, w);

  /** The payment of the auction whose players are the lanes of a mask. */
  function payment(mask: number): number {
    let upper = n;
    for (let cell = cells - 1; ; cell--) {
      const lower = cell === 0 ? 0 : countOnes(below[cell] & mask);
      if (lower > w) {
        upper = lower;
        continue;
      }
      if (cell % 2 === 1) {
        const { a, b } = intervals[(cell - 1) / 2];
        return lower * (a + ((b - a) * (w - lower + 1)) / (upper - lower + 1)) + (w - lower) * b;
      }
      const u = orderOfUniforms(w + 1 - lower, upper - lower, scratch, stream);
      return w * open.quantile(ends[cell] + u * (ends[cell + 1] - ends[cell]));
    }
  }

  let [sum, squares] = [0, 0];
  for (let done = 0; done < runs;) {
    let left = lanes;
    for (let cell = cells - 1; cell > 0; cell--) {
      left = coins[cell](stream, left);
      below[cell] = left;
    }
    for (let i = 0; i < together && done < runs; i++, done++) {
      const total = payment(one << (i * n)) - shift;
      sum += total;
      squares += total * total;
    }
  }
  return estimateFromSums(runs, sum, squares, shift);
}
