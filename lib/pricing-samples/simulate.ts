/** The whole mechanism, run: draw the samples, pay the sellers. */
import { estimateFromSums, type Estimate } from "../probability/monte-carlo";
import type { Stream } from "../probability/stream";
import { checkInteger, checkNumber, checkNumbers, checkObject } from "../arguments";
import type { Outcome } from "./ce-mechanism";
import { weightedCountSampler } from "./draw-samples";

/**
 * The total payment of a mechanism by Monte Carlo, for linear costs: each run draws every buyer's sample and pays
 * r̄_i + c_i (k − w) to a seller who accepted, c^max k to another.
 * @param outcome thresholds and acceptance, from {@link ceMechanism}
 * @param runs number of runs, whole, ≥ 2
 * @param stream where the randomness comes from
 * @returns mean total payment with its standard error
 */
export function simulateTotal(
  outcome: Pick<Outcome, "sampling" | "perAccess" | "sure" | "total">,
  runs: number,
  stream: Stream,
): Estimate {
  checkObject("outcome", outcome);
  const { sampling, perAccess, sure, total } = outcome;
  checkInteger("runs", runs, { min: 2, max: 1e9 });
  checkNumbers("outcome.sure", sure);
  checkNumber("outcome.total", total);
  const draw = weightedCountSampler(sampling, perAccess);
  const certain = sure.reduce((all, payment) => all + payment, 0);
  let sum = 0;
  let squares = 0;
  for (let run = 0; run < runs; run++) {
    const off = certain + draw(stream) - total;
    sum += off;
    squares += off * off;
  }
  return estimateFromSums(runs, sum, squares, total);
}
