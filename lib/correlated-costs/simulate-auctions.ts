/** Many optimal auctions at once. */
import { checkInteger } from "../arguments";
import type { CostLaw } from "../probability/cost-laws";
import { exactInverse, type WholeSampler } from "../probability/exact-inverse";
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

/** Outcomes of players drawn together: few enough to be told by 16 random bits, as a rule. */
const MOST_OUTCOMES = 256;

/** Auctions whose players are drawn at once; even, so that no half of a random word is left over. */
const BATCH = 64;

/** In which of the cells between the ends each of some players lies: a digit to the base of their number for each. */
function playersInCells(ends: readonly number[], players: number): WholeSampler {
  const bits = 53 * players;
  const at = ends.map((end) => BigInt(Math.round(end * 2 ** 53)));
  const cells = at.slice(1).map((end, i) => end - at[i]);
  let law = [1n];
  for (let i = 0; i < players; i++) law = cells.flatMap((p) => law.map((q) => p * q));
  let sum = 0n;
  const cumulative = law.slice(0, -1).map((p) => (sum += p));
  return exactInverse({
    lowest: 0,
    cumulative: (wanted) => cumulative.map((p) => (p << BigInt(wanted)) >> BigInt(bits)),
    above: () => cumulative.length,
  });
}

/** How many of the first players of a draw lie below each cell's lower end: index outcome · cells + cell. */
function countsBelow(cells: number, together: number, players: number): Uint8Array {
  const counts = new Uint8Array(cells ** together * cells);
  for (let outcome = 0; outcome < cells ** together; outcome++) {
    for (let i = 0, digits = outcome; i < players; i++, digits = Math.floor(digits / cells)) {
      for (let cell = (digits % cells) + 1; cell < cells; cell++) counts[outcome * cells + cell]++;
    }
  }
  return counts;
}

/**
 * The mean total payment of the optimal w-unit auction, given the costs, over random costs. Costs are drawn on the scale of
 * their quantiles, a few players at a time: first only whether they lie below, in or above each ironed interval, which
 * decides the payment if the (w + 1)-st cost is ironed; where it is not, the costs beside it are drawn in full.
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
  let together = 1;
  while (together < n && cells ** (together + 1) <= MOST_OUTCOMES) together++;
  const players = playersInCells(ends, together);
  const groups = Math.ceil(n / together);
  const last = groups - 1;
  const drawn = new Int32Array(groups * BATCH);
  const ofAll = countsBelow(cells, together, together);
  const ofLast = countsBelow(cells, together, n - together * last);
  const scratch = new Float64Array(n);
  const shift = optimalPayment(ironed, n, w);

  /** How many players lie below a cell, in the auction whose players were drawn from an index on. */
  function below(cell: number, from: number): number {
    let count = ofLast[drawn[from + last] * cells + cell];
    for (let i = from; i < from + last; i++) count += ofAll[drawn[i] * cells + cell];
    return count;
  }

  /** The payment of that auction. */
  function payment(from: number): number {
    let upper = n;
    for (let cell = cells - 1; ; cell--) {
      const lower = below(cell, from);
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
  for (let run = 0; run < runs; run++) {
    const place = run % BATCH;
    if (place === 0) players.fill(drawn, stream);
    const total = payment(place * groups) - shift;
    sum += total;
    squares += total * total;
  }
  return estimateFromSums(runs, sum, squares, shift);
}
