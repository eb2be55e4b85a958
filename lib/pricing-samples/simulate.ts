/** The whole mechanism, run: draw the samples, pay the sellers. */
import { estimateFromSums, type Estimate } from "../probability/monte-carlo";
import type { Stream } from "../probability/stream";
import { checkInteger } from "../numerics/domain";
import type { Outcome } from "./ce-mechanism";
import { countSampler } from "./draw-samples";

/**
 * The total payment of a mechanism by Monte Carlo, for linear costs: each run draws every buyer's sample and pays
 * r̄_i + c_i (k − w) to a seller who accepted, c^max k to another.
 * @param outcome thresholds and acceptance, from {@link ceMechanism}
 * @param runs number of runs, whole, ≥ 2
 * @param stream where the randomness comes from
 * @returns mean total payment with its standard error
 */
export function simulateTotal(
  { sampling, perAccess, sure, total }: Pick<Outcome, "sampling" | "perAccess" | "sure" | "total">,
  runs: number, stream: Stream,
): Estimate {
  checkInteger("runs", runs, { min: 2 });
  const draw = countSampler(sampling);
  const counts = new Int32Array(sampling.sellers);
  let sum = 0;
  let squares = 0;
  for (let run = 0; run < runs; run++) {
    draw(counts, stream);
    const off = sure + paid(counts, perAccess) - total;
    sum += off;
    squares += off * off;
  }
  return estimateFromSums(runs, sum, squares, total);
}

function paid(counts: Int32Array, perAccess: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts[i] * perAccess[i];
  return sum;
}
