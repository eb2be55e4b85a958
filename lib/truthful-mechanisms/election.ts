/**
 * The two-candidate election with noise (Mechanism 4.1) and its two repairs. Candidates are 0 (A) and 1 (B); a tally is
 * summed up by the margin D = #A − #B.
 */
import { checkInteger, checkNumber, checkOneOf } from "../arguments";
import { log1mexp } from "../numerics/log-space";
import { discreteLaplaceSampler } from "../probability/discrete-laplace";
import type { Stream } from "../probability/stream";

/**
 * Which noise r is drawn, and when A wins:
 * - `printed`: P(r) ∝ e^{−ε|r|}, A wins iff D ≥ r. What the paper prints; its privacy level is 2ε, not ε;
 * - `halved`: P(r) ∝ e^{−ε|r|/2}, A wins iff D ≥ r. Level ε; the facility mechanism for two locations;
 * - `doubled`: P(r) ∝ e^{−ε|r|}, A wins iff D ≥ 2r. Level ε; margins are compared in steps of two votes.
 */
export type ElectionNoise = "printed" | "halved" | "doubled";

export const ELECTION_NOISES: readonly ElectionNoise[] = ["printed", "halved", "doubled"];

/** The largest ε taken: e^{−ε} is still a positive double. */
export const LARGEST_EPS = 700;

/** Checks ε and the noise, and returns the decay rate κ of the noise. */
export function electionRate(eps: number, noise: ElectionNoise): number {
  checkNumber("eps", eps, { above: 0, max: LARGEST_EPS });
  checkOneOf("noise", noise, ELECTION_NOISES);
  return noise === "halved" ? eps / 2 : eps;
}

/** The privacy level of the election: the largest log ratio over all tallies and single votes. */
export function electionLevel(eps: number, noise: ElectionNoise): number {
  electionRate(eps, noise);
  return noise === "printed" ? 2 * eps : eps;
}

/** The margin in the units in which the noise is compared. */
export const scaledMargin = (margin: number, noise: ElectionNoise): number =>
  noise === "doubled" ? Math.floor(margin / 2) : margin;

/** ln P(candidate wins) at a scaled margin, unchecked; the smaller of the two probabilities is formed directly. */
export function logWin(candidate: 0 | 1, margin: number, rate: number): number {
  const m = candidate === 0 ? margin : -margin - 1;
  const half = Math.log1p(Math.exp(-rate));
  return m < 0 ? rate * m - half : log1mexp(rate * (m + 1) + half);
}

/**
 * ln P(A wins) and ln P(B wins), exact in both tails (Mechanism 4.1).
 * @param margin D = #A − #B, whole
 * @param eps privacy parameter ε in (0, 700]
 * @param noise the variant
 * @returns [ln P(A), ln P(B)]
 */
export function electionLogLaw(margin: number, eps: number, noise: ElectionNoise): readonly [number, number] {
  const rate = electionRate(eps, noise);
  checkInteger("margin", margin);
  const m = scaledMargin(margin, noise);
  return [logWin(0, m, rate), logWin(1, m, rate)];
}

/**
 * P(A wins) and P(B wins).
 * @param margin D = #A − #B, whole
 * @param eps privacy parameter ε in (0, 700]
 * @param noise the variant
 * @returns [P(A), P(B)]
 * @claims ccmkv11/mech4.1.dp
 * @example
 * ```ts
 * electionLaw(4, 0.5, "halved"); // [0.838934, 0.161066]
 * ```
 */
export function electionLaw(margin: number, eps: number, noise: ElectionNoise): readonly [number, number] {
  const [a, b] = electionLogLaw(margin, eps, noise);
  return [Math.exp(a), Math.exp(b)];
}

/** As {@link electionWinner}, unchecked. */
export const winnerAt = (margin: number, r: number, noise: ElectionNoise): 0 | 1 =>
  margin >= (noise === "doubled" ? 2 * r : r) ? 0 : 1;

/**
 * The winner for a margin and a value of the noise.
 * @param margin D = #A − #B, whole
 * @param r the noise, whole
 * @param noise the variant
 * @returns 0 (A) or 1 (B)
 */
export function electionWinner(margin: number, r: number, noise: ElectionNoise): 0 | 1 {
  checkInteger("margin", margin);
  checkInteger("r", r);
  checkOneOf("noise", noise, ELECTION_NOISES);
  return winnerAt(margin, r, noise);
}

/**
 * An election to run: the noise is drawn exactly.
 * @param eps privacy parameter ε in [1e-6, 700]
 * @param noise the variant
 * @returns a function from (margin, stream) to the winner, 0 (A) or 1 (B)
 */
export function election(eps: number, noise: ElectionNoise): (margin: number, stream: Stream) => 0 | 1 {
  const { draw } = discreteLaplaceSampler(electionRate(eps, noise));
  return (margin, stream) => winnerAt(margin, draw(stream), noise);
}

/**
 * The privacy of each outcome to a voter: the log ratio y_o = ln x_o of Assumption 3.1, over the votes A and B.
 * @param others margin of the other voters, whole
 * @param eps privacy parameter ε in (0, 700]
 * @param noise the variant
 * @returns [y_A, y_B], each ≥ 0
 * @claims ccmkv11/lem5.1
 * @example
 * ```ts
 * electionPrivacy(10, 0.5, "halved"); // [0.0188566, 0.5]
 * ```
 */
export function electionPrivacy(others: number, eps: number, noise: ElectionNoise): readonly [number, number] {
  const rate = electionRate(eps, noise);
  checkInteger("others", others);
  const high = scaledMargin(others + 1, noise);
  const low = scaledMargin(others - 1, noise);
  return [logShift(0, low, high, rate), logShift(1, low, high, rate)];
}

/**
 * The privacy level among n voters: the largest log ratio of an outcome's probability over all profiles and changes of
 * one vote. 2ε with the printed noise, already for a single voter, and ε with the two others.
 * @param voters n in 1..1e6
 * @param eps privacy parameter ε in (0, 700]
 * @param noise the variant
 * @example
 * ```ts
 * electionPrivacyLevel(11, 0.5, "halved"); // 0.5
 * ```
 */
export function electionPrivacyLevel(voters: number, eps: number, noise: ElectionNoise): number {
  electionRate(eps, noise);
  checkInteger("voters", voters, { min: 1, max: 1e6 });
  let level = 0;
  for (let others = 1 - voters; others < voters; others += 2) {
    level = Math.max(level, ...electionPrivacy(others, eps, noise));
  }
  return level;
}

/** ln P(candidate wins) at the better of two margins up to two steps apart, minus that at the worse. */
function logShift(candidate: 0 | 1, low: number, high: number, rate: number): number {
  // In the candidate's own direction the margin runs from `from` up to `to`. Up to 0 the probability is a^{−m}/(1 + a),
  // from −1 on it is 1 − a^{m+1}/(1 + a); both are right at −1 and 0, so one of them serves for both margins.
  const [from, to] = candidate === 0 ? [low, high] : [-high - 1, -low - 1];
  if (to <= 0) return rate * (to - from);
  // From −1 to 1: [1 − a²/(1 + a)] / [a/(1 + a)] = e^κ (1 + a − a²).
  if (from < 0) return rate + Math.log1p(-Math.exp(-rate) * Math.expm1(-rate));
  const wrong = Math.exp(-rate * (from + 1)) / (1 + Math.exp(-rate));
  return Math.log1p((-Math.expm1(-rate * (to - from)) * wrong) / (1 - wrong));
}

/**
 * ln of the probability that a single vote decides: the statistical difference between the outcomes of voting A and B.
 * @param others margin of the other voters, whole
 * @param eps privacy parameter ε in (0, 700]
 * @param noise the variant
 */
export function logPivot(others: number, eps: number, noise: ElectionNoise): number {
  const rate = electionRate(eps, noise);
  checkInteger("others", others);
  return logBetween(scaledMargin(others - 1, noise), scaledMargin(others + 1, noise), rate);
}

/** ln P(low < r ≤ high) of at most two values, which 0 can only begin or end: a geometric sum from its near end. */
export function logBetween(low: number, high: number, rate: number): number {
  const near = low >= -1 ? low + 1 : -high;
  return log1mexp(rate * (high - low)) - Math.log1p(Math.exp(-rate)) - rate * near;
}

/** Checks a tally and returns its margin. */
function marginOf(votesA: number, votesB: number): number {
  checkInteger("votesA", votesA, { min: 0 });
  checkInteger("votesB", votesB, { min: 0 });
  return votesA - votesB;
}

/**
 * Expected number of satisfied voters lost against the majority's choice (Proposition 4.3): |D| P(wrong winner).
 * @param votesA votes for A, ≥ 0
 * @param votesB votes for B, ≥ 0
 * @param eps privacy parameter ε in (0, 700]
 * @param noise the variant
 * @claims ccmkv11/prop4.3.2
 * @example
 * ```ts
 * electionLoss(60, 40, 0.5, "halved"); // 0.0590006
 * ```
 */
export function electionLoss(votesA: number, votesB: number, eps: number, noise: ElectionNoise): number {
  const margin = marginOf(votesA, votesB);
  const law = electionLaw(margin, eps, noise);
  return Math.abs(margin) * law[margin > 0 ? 1 : 0];
}

/**
 * Expected loss when A wins with the logistic probability 1/(1 + e^{−εD/2}) (the exponential mechanism on the margin).
 * It is ε-private too.
 * @param margin D = #A − #B
 * @param eps privacy parameter ε in (0, 700]
 */
export function logisticElectionLoss(margin: number, eps: number): number {
  checkInteger("margin", margin);
  checkNumber("eps", eps, { above: 0, max: LARGEST_EPS });
  return Math.abs(margin) / (1 + Math.exp((eps * Math.abs(margin)) / 2));
}

/**
 * P(satisfied voters ≤ optimum − Δ) (Proposition 4.3).
 * @param votesA votes for A, ≥ 0
 * @param votesB votes for B, ≥ 0
 * @param delta Δ, any finite number; 1 for Δ ≤ 0
 * @param eps privacy parameter ε in (0, 700]
 * @param noise the variant
 */
export function electionLossTail(
  votesA: number,
  votesB: number,
  delta: number,
  eps: number,
  noise: ElectionNoise,
): number {
  const margin = marginOf(votesA, votesB);
  checkNumber("delta", delta);
  const law = electionLaw(margin, eps, noise);
  if (delta <= 0) return 1;
  return Math.abs(margin) >= delta ? law[margin > 0 ? 1 : 0] : 0;
}

/**
 * The largest expected loss over all tallies, and the margin where it is reached (the smallest such margin). B is then
 * ahead, since ties go to A.
 * @param eps privacy parameter ε in (0, 700]
 * @param noise the variant
 * @example
 * ```ts
 * worstElectionLoss(0.5, "halved"); // { loss: 0.827253, margin: -4 }
 * ```
 */
export function worstElectionLoss(
  eps: number,
  noise: ElectionNoise,
): { readonly loss: number; readonly margin: number } {
  const rate = electionRate(eps, noise);
  // j a^j is largest at j = ⌈a/(1 − a)⌉ = ⌈1/(e^κ − 1)⌉; with `doubled` a step is two votes.
  const step = noise === "doubled" ? 2 : 1;
  const j = Math.max(1, Math.ceil(1 / Math.expm1(rate)));
  return { loss: step * j * Math.exp(-rate * j - Math.log1p(Math.exp(-rate))), margin: -step * j };
}
