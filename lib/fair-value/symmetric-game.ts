/**
 * Section 5: the game of users who all matter and suffer alike. Each chooses between a more private level ε′₁ and a less
 * private one ε′₂ ("shares"), which costs her c; the platform pays out the fraction α of its utility, fairly (Theorem 2).
 * p is the probability of the more private level, q = 1 − p that of sharing. All expectations over the others' choices
 * are polynomials in q, kept in Bernstein form.
 */
import { checkFunction, checkInteger, checkNumber, checkNumbers, rejectValue } from "../arguments";
import {
  combination,
  derivative,
  extremesOf,
  product,
  rootsOf,
  valueAt,
  withoutRootAtOne,
  type Bernstein,
} from "../numerics/bernstein";

/** A symmetric game of N users with two levels, as polynomials in q. */
export interface SymmetricGame {
  readonly users: number;
  /** gains[k]: what a user's fair value gains by sharing when k of the others share; the coefficients of γ. */
  readonly gains: Bernstein;
  /** utility[k]: the platform's utility when k users share; the coefficients of E U. */
  readonly utility: Bernstein;
  /** Whether the more private level is 0, so that not to share is to stay away. */
  readonly optOut: boolean;
}

/** The most users of a symmetric game. */
const MOST_USERS = 1000;
/** Differences below this fraction of the utility are ties. */
const TIE = 4 * Number.EPSILON;

/**
 * The game in which a user shares or gives nothing (ε′₁ = 0).
 * @param utility u[0..N]: the utility when k users share, u[0] = 0; N from 1 to 1000
 */
export function sharingGame(utility: ArrayLike<number>): SymmetricGame {
  checkNumbers("utility", utility, {}, { min: 2, max: MOST_USERS + 1 });
  if (utility[0] !== 0) rejectValue("utility[0]", utility[0], "0, since nobody's data are worth nothing");
  const users = utility.length - 1;
  // k + 1 equal users who share divide u[k+1]; one who does not gets nothing.
  const gains = Float64Array.from({ length: users }, (_, k) => utility[k + 1] / (k + 1));
  return { users, gains, utility: Float64Array.from(utility), optOut: true };
}

/**
 * The game between two levels ε′₁ < ε′₂ of which the lower may be positive.
 * @param users N, 1 to 100
 * @param worth U of a coalition with `private_` members at ε′₁ and `shared` at ε′₂, everybody else at 0; 0 for (0, 0)
 */
export function twoLevelGame(users: number, worth: (private_: number, shared: number) => number): SymmetricGame {
  checkInteger("users", users, { min: 1, max: 100 });
  checkFunction("worth", worth);
  const gains = Float64Array.from({ length: users }, (_, sharers) => {
    // A random coalition of the others: its size is uniform on 0..N−1, its sharers hypergeometric.
    let gain = 0;
    for (let size = 0; size < users; size++) {
      const law = hypergeometric(sharers, users - 1 - sharers, size);
      law.forEach((probability, k) => {
        if (probability > 0) gain += probability * (worth(size - k, k + 1) - worth(size + 1 - k, k));
      });
    }
    return gain / users;
  });
  const utility = Float64Array.from({ length: users + 1 }, (_, k) => worth(users - k, k));
  return { users, gains, utility, optOut: false };
}

/** P(k of the first kind) when `drawn` are drawn from `first` and `second`, for k = 0..drawn. */
function hypergeometric(first: number, second: number, drawn: number): number[] {
  let law = [1];
  for (let d = 0; d < drawn; d++) {
    const next = new Array<number>(d + 2).fill(0);
    law.forEach((p, k) => {
      if (p === 0) return;
      const left = first + second - d;
      next[k + 1] += (p * (first - k)) / left;
      next[k] += (p * (second - (d - k))) / left;
    });
    law = next;
  }
  return law;
}

const checkProbability = (name: string, p: unknown): void => checkNumber(name, p, { min: 0, max: 1 });
const checkCost = (cost: unknown): void => checkNumber("cost", cost, { min: 0 });

/**
 * The expected relative payoff γ(p), (21): what sharing adds to a user's fair value (at α = 1) when each of the others
 * chooses the more private level with probability p.
 * @param game the game
 * @param p in [0, 1]
 */
export function relativePayoff(game: SymmetricGame, p: number): number {
  checkProbability("p", p);
  return valueAt(game.gains, 1 - p);
}

/**
 * E U when every user chooses the more private level with probability p.
 * @param game the game
 * @param p in [0, 1]
 */
export function expectedUtility(game: SymmetricGame, p: number): number {
  checkProbability("p", p);
  return valueAt(game.utility, 1 - p);
}

/**
 * The objective (72), (75) whose zeros are the symmetric equilibria: [(1−p)(c − αγ(p))]₊² + [−p (c − αγ(p))]₊².
 * @param game the game
 * @param alpha in [0, 1]
 * @param cost c ≥ 0, of sharing
 * @param p in [0, 1]
 */
export function equilibriumObjective(game: SymmetricGame, alpha: number, cost: number, p: number): number {
  checkProbability("alpha", alpha);
  checkCost(cost);
  const loss = cost - alpha * relativePayoff(game, p);
  return Math.max(0, (1 - p) * loss) ** 2 + Math.max(0, -p * loss) ** 2;
}

/**
 * All symmetric equilibria: p = 1 if αγ(1) ≤ c, p = 0 if αγ(0) ≥ c, and every p between with αγ(p) = c.
 * @param game the game
 * @param alpha in [0, 1]
 * @param cost c ≥ 0, of sharing
 * @returns the probabilities p, ascending. If αγ = c everywhere, every p is an equilibrium, and [0, 1] are returned
 * @claims kang23/thm3-1, kang23/thm3-2, kang23/thm3-3
 * @example
 * ```ts
 * symmetricEquilibria(sharingGame([0, 1, 1.5]), 1, 0.4); // [0]
 * ```
 */
export function symmetricEquilibria(game: SymmetricGame, alpha: number, cost: number): number[] {
  checkProbability("alpha", alpha);
  checkCost(cost);
  const surplus = game.gains.map((gain) => alpha * gain - cost);
  const tie = TIE * Math.max(cost, ...game.gains.map((gain) => Math.abs(alpha * gain)));
  const last = surplus.length - 1;
  if (surplus.every((x) => Math.abs(x) <= tie)) return [0, 1];
  const inside = rootsOf(surplus)
    .map((q) => 1 - q)
    .reverse()
    .filter((p) => p > 1e-9 && p < 1 - 1e-9);
  return [...(surplus[last] >= -tie ? [0] : []), ...inside, ...(surplus[0] <= tie ? [1] : [])];
}

/** What the platform does best. */
export interface PlatformOptimum {
  /** J = (1 − α) E U, the platform's share. */
  readonly share: number;
  /** α. */
  readonly alpha: number;
  /** p, the users' equilibrium. */
  readonly p: number;
  /** E U. */
  readonly utility: number;
}

/**
 * The platform's problem (19): the α, and the symmetric equilibrium p it brings about, that maximise (1 − α) E U. Among
 * several equilibria the platform's favourite is played; among several optima the smallest α is taken.
 *
 * An interior p is brought about by α = c/γ(p), so that the share is J(p) = (1 − c/γ(p)) E U(p); its stationary points are
 * the roots of a polynomial. With ε′₁ = 0, J = E u(K) − cNq, K ~ Bin(N, q): users are left no surplus.
 * @param game the game
 * @param cost c ≥ 0, of sharing
 * @claims kang23/thm3-1, kang23/thm3-2, kang23/thm3-3, kang23/thm3-eps1pos, kang23/fig6-low
 * @example
 * ```ts
 * platformOptimum(sharingGame([0, 1, 1.5]), 0.6); // { share: 0.32, alpha: 0.75, p: 0.2, utility: 1.28 }
 * ```
 */
export function platformOptimum(game: SymmetricGame, cost: number): PlatformOptimum {
  checkCost(cost);
  const { gains, utility, users, optOut } = game;
  let best: PlatformOptimum = { share: utility[0], alpha: 0, p: 1, utility: utility[0] };
  const tie = TIE * Math.max(...utility.map(Math.abs));
  const slope = derivative(utility);
  const stationary = optOut
    ? slope.map((x) => x - users * cost)
    : combination(
        1,
        product(
          product(slope, gains),
          gains.map((gain) => gain - cost),
        ),
        cost,
        product(utility, derivative(gains)),
      );
  for (const q of [...rootsOf(stationary), 1]) {
    const gain = valueAt(gains, q);
    if (!(gain >= cost) || (gain === 0 && cost === 0)) continue;
    const total = valueAt(utility, q);
    const alpha = cost / gain;
    const share = optOut ? total - users * cost * q : (1 - alpha) * total;
    if (share > best.share + tie || (share >= best.share - tie && alpha < best.alpha)) {
      best = { share, alpha, p: 1 - q, utility: total };
    }
  }
  return best;
}

/** Costs at which the platform's best policy changes, and the range of γ. */
export interface Thresholds {
  /** c_th: up to here everybody shares. */
  readonly everybody: number;
  /** c₀: beyond it the platform pays nothing. At most γ_max, and γ_max when ε′₁ = 0. */
  readonly nobody: number;
  readonly gammaMin: number;
  readonly gammaMax: number;
}

/**
 * The boundaries of the regimes of Theorem 3, as corrected for ε′₁ > 0. The lower one solves (22): with everybody sharing
 * at α = c/γ(0), c_th is the least of [U(0) − U(p)] / [U(0)/γ(0) − U(p)/γ(p)] over p in (0, 1] and of
 * γ(0)(1 − U(1)/U(0)); for ε′₁ = 0 and diminishing returns it is u[N] − u[N−1]. The upper one is
 * c₀ = sup_p γ(p)(1 − U(1)/U(p)).
 * @param game the game, in which the utility with everybody sharing is positive
 */
export function thresholds(game: SymmetricGame): Thresholds {
  const { gains, utility, users } = game;
  const { min: gammaMin, max: gammaMax } = extremesOf(gains);
  const [full, none] = [utility[users], utility[0]];
  const gainOfFull = gains[users - 1];
  if (!(full > 0 && gainOfFull > 0)) rejectValue("utility[N]", full, "above 0, and worth sharing for");

  // Numerator and denominator of (22)'s ratio, times γ(p) γ(0); both vanish at q = 1 and are divided by 1 − q.
  const lost = withoutRootAtOne(
    product(
      utility.map((u) => full - u),
      gains.map((gain) => gain * gainOfFull),
    ),
  );
  const saved = withoutRootAtOne(combination(full, gains, -gainOfFull, utility));
  const ratioIsFlat = combination(1, product(derivative(lost), saved), -1, product(lost, derivative(saved)));
  let everybody = gainOfFull * (1 - none / full);
  for (const q of [0, ...rootsOf(ratioIsFlat), 1]) {
    const denominator = valueAt(saved, q);
    if (denominator > 1e-12 * full) everybody = Math.min(everybody, valueAt(lost, q) / denominator);
  }

  let nobody = gammaMax;
  if (none !== 0) {
    // γ (U − U(1)) / U is stationary where (γ′(U − U(1)) + γU′) U = γ (U − U(1)) U′.
    const above = utility.map((u) => u - none);
    const slope = derivative(utility);
    const stationary = combination(
      1,
      product(combination(1, product(derivative(gains), above), 1, product(gains, slope)), utility),
      -1,
      product(product(gains, above), slope),
    );
    nobody = Math.max(
      ...[...rootsOf(stationary), 0, 1].map((q) => valueAt(gains, q) * (1 - none / valueAt(utility, q))),
    );
  }
  return { everybody, nobody, gammaMin, gammaMax };
}
