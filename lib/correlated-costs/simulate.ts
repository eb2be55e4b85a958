/** Many runs of Mechanism 1 at once: errors of the estimate and total payments. */
import { checkArray, checkInteger, checkNumber, rejectValue } from "../arguments";
import { bernoulliBits, countOnes } from "../probability/bernoulli";
import { drawLaplace, drawLaplaceSum } from "../probability/laplace";
import type { Estimate } from "../probability/monte-carlo";
import type { Stream } from "../probability/stream";
import { commonAcceptance, isSinglePrice, priceSpread, type Contract } from "./contract";

/** What the runs gave. */
export interface Runs {
  /** The total payment of each run. */
  readonly payments: Float64Array;
  /** |ŝ − n₁| of each run. */
  readonly errors: Float64Array;
}

/**
 * Runs Mechanism 1 many times. Every player's cost is drawn on the scale of its quantile, as many bits of it as its
 * comparison with the price takes (32 players at a time); every acceptor's payment and every estimate get their own noise.
 * @param eps privacy parameter, > 0
 * @param contracts one for each type, single prices
 * @param counts players of each type; type 1 is counted
 * @param runs how many, ≥ 1
 */
export function simulateRuns(
  {
    eps,
    contracts,
    counts,
    runs,
  }: {
    readonly eps: number;
    readonly contracts: readonly Contract[];
    readonly counts: readonly number[];
    readonly runs: number;
  },
  stream: Stream,
): Runs {
  checkNumber("eps", eps, { above: 0 });
  const c = commonAcceptance(contracts);
  if (!contracts.every(isSinglePrice)) rejectValue("contracts", contracts, "single prices");
  checkArray("counts", counts, { min: contracts.length, max: contracts.length });
  counts.forEach((count, j) => checkInteger(`counts[${j}]`, count, { min: 0 }));
  checkInteger("runs", runs, { min: 1 });
  const gamma = priceSpread(contracts);
  const n = counts.reduce((sum, count) => sum + count, 0);
  const accept = bernoulliBits(c);
  const acceptorsAmong = (players: number): number => {
    let accepted = 0;
    let left = players;
    for (; left >= 32; left -= 32) accepted += countOnes(accept(stream));
    return left === 0 ? accepted : accepted + countOnes(accept(stream, (1 << left) - 1));
  };
  const payments = new Float64Array(runs);
  const errors = new Float64Array(runs);
  for (let r = 0; r < runs; r++) {
    let paid = 0;
    let acceptors = 0;
    let m = 0;
    for (let j = 0; j < counts.length; j++) {
      const accepted = acceptorsAmong(counts[j]);
      if (j === 0) m = accepted;
      acceptors += accepted;
      paid += accepted * contracts[j].alphaPlus;
    }
    // Noise of scale γ/ε for each acceptor, in units of ε.
    payments[r] = eps * paid + (gamma === 0 ? 0 : gamma * drawLaplaceSum(acceptors, stream));
    const s = (m + drawLaplace(1 / eps, stream)) / c;
    errors[r] = Math.abs(Math.min(Math.max(s, 0), n) - counts[0]);
  }
  return { payments, errors };
}

/**
 * A quantile of a sample, with the interval and standard error that the order statistics around it give (their ranks are
 * binomial, whatever the law).
 * @param sample at least 100 independent numbers
 * @param share which quantile, in (0, 1)
 */
export function sampleQuantile(sample: ArrayLike<number>, share: number): Estimate {
  checkArray("sample", sample, { min: 100 });
  checkNumber("share", share, { above: 0, below: 1 });
  const sorted = Float64Array.from(sample).sort();
  const runs = sorted.length;
  const at = (rank: number): number => sorted[Math.min(Math.max(Math.floor(rank), 0), runs - 1)];
  const sd = Math.sqrt(runs * share * (1 - share));
  return {
    estimate: at(runs * share),
    standardError: (at(runs * share + sd) - at(runs * share - sd)) / 2,
    interval: [at(runs * share - 1.96 * sd), at(runs * share + 1.96 * sd)],
    runs,
  };
}
