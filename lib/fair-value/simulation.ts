/** The models of the paper played out on simulated data: what the formulas are checked against. */
import { checkInteger, checkNumber } from "../arguments";
import { estimateFromSums, estimateMean, type Estimate } from "../probability/monte-carlo";
import { standardExponential, standardNormal } from "../probability/continuous";
import { drawLaplace } from "../probability/laplace";
import type { Stream } from "../probability/stream";
import { estimatorWeights, type FederatedUsers, type Spread } from "./federated";
import type { LinearLaplace } from "./linear-laplace";

/** One user's draw: her true mean θ and her local estimate θ̂ from n samples. */
export interface LocalEstimate {
  readonly mean: number;
  readonly estimate: number;
}

/** How users come about: draws a user of a population with the given spread, who has n samples. */
export type UserLaw = (spread: Spread, samples: number, stream: Stream) => LocalEstimate;

/** A normal user's θ ~ N(0, s²) and σ², exponential with mean t². */
export function normalTraits({ between, within }: Spread, stream: Stream): { mean: number; variance: number } {
  const mean = Math.sqrt(between) * standardNormal(stream);
  return { mean, variance: within * standardExponential(stream) };
}

/** Users as {@link normalTraits} draws them, with normal samples, of which the mean is drawn at once. */
export const normalUsers: UserLaw = (spread, samples, stream) => {
  const { mean, variance } = normalTraits(spread, stream);
  return { mean, estimate: mean + Math.sqrt(variance / samples) * standardNormal(stream) };
};

/**
 * A skewed population, every sample drawn: θ two-valued (−s/2 with probability 4/5, 2s with 1/5), σ² = t²/2 or 3t²/2,
 * samples exponential.
 */
export const skewedUsers: UserLaw = ({ between, within }, samples, stream) => {
  const mean = Math.sqrt(between) * (stream.uniform() < 0.8 ? -0.5 : 2);
  const deviation = Math.sqrt(within * (stream.uniform() < 0.5 ? 0.5 : 1.5));
  let sum = 0;
  for (let k = 0; k < samples; k++) sum += standardExponential(stream) - 1;
  return { mean, estimate: mean + (deviation * sum) / samples };
};

/** One round of federated estimation. */
export interface FederatedRound {
  /** θ_i. */
  readonly means: Float64Array;
  /** θ̂_i, which federated users and those at level 0 do not show. */
  readonly local: Float64Array;
  /** θ̂^f, all that the platform sees of the federation; NaN without one. */
  readonly federated: number;
  /** The platform's estimates of every θ_i. */
  readonly estimates: Float64Array;
}

/**
 * Prepares rounds of federated estimation: every user draws her data, the federated ones are averaged, and the platform
 * weighs the average and the direct estimates as well as it can (Proposition 5). It sees nothing else.
 * @param users levels and sample sizes, at least one level above 0
 * @param spread s² and t²
 * @param law how users come about
 */
export function federatedRounds(
  users: FederatedUsers,
  spread: Spread,
  law: UserLaw,
): (stream: Stream) => FederatedRound {
  const weights = Array.from(users.levels, (_, i) => estimatorWeights(users, spread, i));
  const { levels, samples } = users;
  return (stream) => {
    const drawn = Array.from(samples, (n) => law(spread, n, stream));
    const local = Float64Array.from(drawn, ({ estimate }) => estimate);
    let [sum, members] = [0, 0];
    for (let i = 0; i < levels.length; i++) {
      if (levels[i] !== 1) continue;
      sum += local[i];
      members++;
    }
    const federated = sum / members;
    const estimates = Float64Array.from(weights, (w) => {
      let estimate = members > 0 ? w.federated * federated : 0;
      for (let j = 0; j < levels.length; j++) if (levels[j] === 2) estimate += w.direct[j] * local[j];
      return estimate;
    });
    return { means: Float64Array.from(drawn, ({ mean }) => mean), local, federated, estimates };
  };
}

/**
 * The squared error of the platform's estimate of every user's mean, by simulation.
 * @param users levels and sample sizes, at least one level above 0
 * @param spread s² and t²
 * @param law how users come about
 * @param rounds how many, ≥ 2
 */
export function simulateErrors(
  users: FederatedUsers,
  spread: Spread,
  law: UserLaw,
  rounds: number,
  stream: Stream,
): Estimate[] {
  checkInteger("rounds", rounds, { min: 2 });
  const round = federatedRounds(users, spread, law);
  const N = users.levels.length;
  const [shift, sum, squares] = [new Float64Array(N), new Float64Array(N), new Float64Array(N)];
  for (let run = 0; run < rounds; run++) {
    const { means, estimates } = round(stream);
    for (let i = 0; i < N; i++) {
      const error = (estimates[i] - means[i]) ** 2;
      if (run === 0) shift[i] = error;
      sum[i] += error - shift[i];
      squares[i] += (error - shift[i]) ** 2;
    }
  }
  return Array.from(shift, (s, i) => estimateFromSums(rounds, sum[i], squares[i], s));
}

/**
 * The Bayes risk of a linear-Laplace estimator, by simulation: μ, the users' bits and the noise are drawn.
 * @param estimator weights and noise scale
 * @param runs how many, ≥ 2
 */
export function simulateRisk({ weights, scale }: LinearLaplace, runs: number, stream: Stream): Estimate {
  checkNumber("scale", scale, { min: 0 });
  return estimateMean(
    runs,
    (from) => {
      const probability = from.uniform();
      let answer = drawLaplace(scale, from);
      for (const w of weights) answer += from.uniform() < probability ? w / 2 : -w / 2;
      return (answer - (probability - 0.5)) ** 2;
    },
    stream,
  );
}

/** What plays of the symmetric game came to. */
export interface SimulatedPlay {
  /** The platform's share. */
  readonly share: Estimate;
  /** U. */
  readonly utility: Estimate;
  /** All payments together. */
  readonly payments: Estimate;
  /** What a user who shares is left with after her cost, given the others' draws; who does not share has 0. */
  readonly sharing: Estimate;
}

/**
 * Plays of the game with E = {0, ε′}: every user draws whether to share, and the platform pays αu[k]/k to each of the k
 * who do. With another stream of draws, one user is made to share, to see what it brings her.
 * @param utility u[0..N]
 * @param p probability of not sharing
 * @param alpha the fraction paid out
 * @param cost c
 * @param plays how many, ≥ 2
 */
export function simulatePlay(
  utility: ArrayLike<number>,
  { p, alpha, cost, plays }: { p: number; alpha: number; cost: number; plays: number },
  stream: Stream,
): SimulatedPlay {
  checkNumber("p", p, { min: 0, max: 1 });
  checkNumber("alpha", alpha, { min: 0, max: 1 });
  checkNumber("cost", cost, { min: 0 });
  const users = utility.length - 1;
  const sharers = (among: number, from: Stream): number => {
    let k = 0;
    for (let i = 0; i < among; i++) if (from.uniform() >= p) k++;
    return k;
  };
  const all = stream.split("all");
  const u = Float64Array.from({ length: plays }, () => utility[sharers(users, all)]);
  let at = 0;
  const each = (f: (x: number) => number): Estimate => {
    at = 0;
    return estimateMean(plays, () => f(u[at++]), stream);
  };
  return {
    share: each((x) => (1 - alpha) * x),
    utility: each((x) => x),
    payments: each((x) => alpha * x),
    sharing: estimateMean(
      plays,
      (from) => {
        const k = sharers(users - 1, from) + 1;
        return (alpha * utility[k]) / k - cost;
      },
      stream.split("one"),
    ),
  };
}
