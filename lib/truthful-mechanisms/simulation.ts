/** The mechanisms run many times: what stands beside the exact laws. */
import { checkArray, checkInteger, checkNumber, checkNumbers, checkObject } from "../arguments";
import { discreteLaplaceSampler } from "../probability/discrete-laplace";
import { estimateFromSums, estimateProportion, type Estimate } from "../probability/monte-carlo";
import type { Stream } from "../probability/stream";
import { electionRate, scaledMargin, type ElectionNoise } from "./election";
import { checkHistogram, facility } from "./facility";
import { checkSums, vcgRate } from "./vcg";

function checkRuns(runs: number): void {
  checkInteger("runs", runs, { min: 2, max: 1e9 });
}

/** How many of the draws of a noise lie in from..to. */
function countBetween(rate: number, from: number, to: number, runs: number, stream: Stream): number {
  const { draw } = discreteLaplaceSampler(rate);
  let count = 0;
  for (let i = 0; i < runs; i++) {
    const r = draw(stream);
    if (r >= from && r <= to) count++;
  }
  return count;
}

/**
 * The expected number of satisfied voters lost, by running the election.
 * @param margin D = #A − #B
 * @param eps privacy parameter ε in [1e-6, 700]
 * @param noise the variant
 * @param runs how many elections, ≥ 2
 */
export function simulateElectionLoss(
  margin: number,
  eps: number,
  noise: ElectionNoise,
  runs: number,
  stream: Stream,
): Estimate {
  checkInteger("margin", margin);
  checkRuns(runs);
  const rate = electionRate(eps, noise);
  // A wins iff r is at most the scaled margin.
  const m = scaledMargin(margin, noise);
  const [from, to] = margin > 0 ? [m + 1, Infinity] : [-Infinity, m];
  const losses = countBetween(rate, from, to, runs, stream);
  const { estimate, standardError, interval } = estimateProportion(runs, losses);
  const size = Math.abs(margin);
  const [low, high] = interval;
  return { estimate: size * estimate, standardError: size * standardError, interval: [size * low, size * high], runs };
}

/**
 * The probability that a vote decides: how often the two votes lead to different winners on the same noise.
 * @param others margin of the other voters
 * @param eps privacy parameter ε in [1e-6, 700]
 * @param noise the variant
 * @param runs how many draws of the noise, ≥ 2
 */
export function simulatePivot(
  others: number,
  eps: number,
  noise: ElectionNoise,
  runs: number,
  stream: Stream,
): Estimate {
  checkInteger("others", others);
  checkRuns(runs);
  const rate = electionRate(eps, noise);
  const [low, high] = [scaledMargin(others - 1, noise), scaledMargin(others + 1, noise)];
  const changes = countBetween(rate, low + 1, high, runs, stream);
  return estimateProportion(runs, changes);
}

/**
 * How often each location is chosen.
 * @param histogram reports per location
 * @param eps privacy parameter ε in [1e-6, 700]
 * @param runs how many runs of Mechanism 6.1, ≥ 2
 * @returns an estimate of each of the q probabilities
 */
export function simulateFacility(histogram: ArrayLike<number>, eps: number, runs: number, stream: Stream): Estimate[] {
  checkHistogram("histogram", histogram);
  checkRuns(runs);
  const run = facility(eps);
  const counts = new Array<number>(histogram.length).fill(0);
  for (let i = 0; i < runs; i++) counts[run(histogram, stream)]++;
  return counts.map((count) => estimateProportion(runs, count));
}

/**
 * The mean of a value over the outcomes, from estimates of their probabilities by one simulation.
 * @param probabilities estimates that come from the same runs
 * @param values one per outcome
 */
export function estimateExpectation(probabilities: readonly Estimate[], values: ArrayLike<number>): Estimate {
  checkArray("probabilities", probabilities, { min: 1 });
  probabilities.forEach((p, k) => checkObject(`probabilities[${k}]`, p));
  checkNumbers("values", values, {}, { min: probabilities.length, max: probabilities.length });
  const { runs } = probabilities[0];
  let [sum, squares] = [0, 0];
  probabilities.forEach(({ estimate }, k) => {
    sum += runs * estimate * values[k];
    squares += runs * estimate * values[k] ** 2;
  });
  return estimateFromSums(runs, sum, squares);
}

/**
 * The log ratio of two probabilities estimated by independent simulations, with the standard error of the delta method.
 * @param p estimate, > 0
 * @param q estimate, > 0
 */
export function estimateLogRatio(p: Estimate, q: Estimate): Estimate {
  for (const [name, value] of [
    ["p", p],
    ["q", q],
  ] as const) {
    checkObject(name, value);
    checkNumber(`${name}.estimate`, value.estimate, { above: 0 });
  }
  const estimate = Math.log(p.estimate / q.estimate);
  const standardError = Math.hypot(p.standardError / p.estimate, q.standardError / q.estimate);
  return {
    estimate,
    standardError,
    interval: [estimate - 1.96 * standardError, estimate + 1.96 * standardError],
    runs: p.runs + q.runs,
  };
}

/**
 * How often each outcome of the noisy VCG mechanism wins.
 * @param sums Σ_j U(θ_j, o) per outcome
 * @param most M ≥ 1
 * @param eps privacy parameter ε in (0, 700]
 * @param runs how many runs of Mechanism 7.1, ≥ 2
 * @returns an estimate of each of the K probabilities
 */
export function simulateVcg(
  sums: ArrayLike<number>,
  most: number,
  eps: number,
  runs: number,
  stream: Stream,
): Estimate[] {
  const K = checkSums("sums", sums);
  checkRuns(runs);
  const { draw } = discreteLaplaceSampler(vcgRate(K, most, eps));
  const counts = new Array<number>(K).fill(0);
  for (let i = 0; i < runs; i++) {
    let winner = 0;
    let best = -Infinity;
    for (let o = 0; o < K; o++) {
      // Equal values go to the later outcome: o/K breaks ties.
      const value = sums[o] + draw(stream);
      if (value >= best) [winner, best] = [o, value];
    }
    counts[winner]++;
  }
  return counts.map((count) => estimateProportion(runs, count));
}
