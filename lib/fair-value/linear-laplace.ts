/**
 * Example 1: estimating a mean from users' bits under differential privacy. X_i = ±½ with P(X_i = ½) = μ + ½, μ uniform
 * on (−½, ½); the platform publishes A(X) = Σ w_i X_i + Laplace noise of scale b. It is ε_i-private in coordinate i
 * exactly when |w_i| ≤ ε_i b.
 */
import { checkInteger, checkNumber, checkNumbers } from "../arguments";
import { checkPlayers } from "../games/coalitions";
import { fairPayments, fairShares, type FairShares } from "./fair-payments";

/** An estimator of the mean: weights of the users' data and the scale of the Laplace noise (its variance is 2 b²). */
export interface LinearLaplace {
  readonly weights: Float64Array;
  readonly scale: number;
}

/** An optimal estimator, its Bayes risk and the platform's utility from it. */
export interface OptimalLaplace extends LinearLaplace {
  readonly risk: number;
  readonly utility: number;
}

const LEVEL = { min: 0, max: Infinity };

function checkEstimator({ weights, scale }: LinearLaplace): void {
  checkNumbers("weights", weights);
  checkNumber("scale", scale, { min: 0 });
}

/**
 * The Bayes risk E (A(X) − μ)² = (1−W)²/12 + Σ w_i²/6 + 2 b², W = Σ w_i: (29) and (33) for any number of users.
 * @param estimator any weights, noise scale b ≥ 0
 * @example
 * ```ts
 * bayesRisk({ weights: Float64Array.of(0.5, 0.5), scale: 1 }); // 2.08333
 * ```
 */
export function bayesRisk(estimator: LinearLaplace): number {
  checkEstimator(estimator);
  let [rest, squares] = [1, 0];
  for (const w of estimator.weights) {
    rest -= w;
    squares += w * w;
  }
  return (rest * rest) / 12 + squares / 6 + 2 * estimator.scale ** 2;
}

/**
 * The risk E[(A(X) − μ)² | μ] = (¼ − μ²) Σ w_i² + μ² (1−W)² + 2 b²: (28) and (32) for any number of users.
 * @param estimator any weights, noise scale b ≥ 0
 * @param mu the mean, in [−½, ½]
 * @example
 * ```ts
 * riskAt(optimalLaplace([1, 2, 4]), 0); // 0.026862
 * ```
 */
export function riskAt(estimator: LinearLaplace, mu: number): number {
  checkEstimator(estimator);
  checkNumber("mu", mu, { min: -0.5, max: 0.5 });
  let [rest, squares] = [1, 0];
  for (const w of estimator.weights) {
    rest -= w;
    squares += w * w;
  }
  return (0.25 - mu * mu) * squares + (mu * rest) ** 2 + 2 * estimator.scale ** 2;
}

/** What the binding levels come to: the sum E of them, the sum Q of their squares and 12, and how many others are free. */
interface Binding {
  readonly E: number;
  readonly Q: number;
  readonly free: number;
}

/** Among single levels, the one at which Q/E is least. */
const CUT = 2 * Math.sqrt(3);

/**
 * Water-filling: finds the levels that bind, w_i = e_i b; all other weights are equal. Exactly the levels up to Q/E of the
 * binding ones bind, and Q/E of any set of levels is an upper bound for that quotient. So levels above the bound of the
 * low ones are free at once; then, while the largest binding level exceeds Q/E of the ones below it, it is released with
 * all others above that quotient. (The largest is kept apart, since next to it the others may vanish in rounding.)
 * @param levels positive; infinite ones never bind
 * @param unit by which levels are multiplied
 */
function bindingLevels(levels: Float64Array, unit: number): Binding {
  const noise = 12 * unit * unit;
  let lowE = 0;
  let lowQ = noise;
  for (const level of levels) {
    const e = level * unit;
    if (e > CUT * unit) continue;
    lowE += e;
    lowQ += e * e;
  }
  let limit = lowE > 0 ? Math.min(lowQ / lowE, Number.MAX_VALUE) : Number.MAX_VALUE;
  let released = Infinity;
  for (;;) {
    let largest = 0;
    let E = 0;
    let Q = noise;
    let binding = 0;
    for (const level of levels) {
      const e = level * unit;
      if (e > limit || e >= released) continue;
      const other = Math.min(e, largest);
      largest = Math.max(e, largest);
      E += other;
      Q += other * other;
      binding++;
    }
    if (largest * E <= Q) return { E: E + largest, Q: Q + largest * largest, free: levels.length - binding };
    // An upper bound in spite of rounding: the quotient of a single huge level is that level itself.
    limit = (Q / E) * (1 + 4 * Number.EPSILON);
    released = largest;
  }
}

/** A unit that keeps squares of the levels in range: 1, or 1/(the largest finite level) where that is huge. */
function unitOf(levels: ArrayLike<number>): number {
  let largest = 1e100;
  for (let i = 0; i < levels.length; i++) if (levels[i] < Infinity && levels[i] > largest) largest = levels[i];
  return largest > 1e100 ? 1 / largest : 1;
}

/** U = (N+2)/N · (1 − 12 r), written without cancellation: 1 − 12 r = t/(t + 2Q) with t = mQ + E². */
const utilityOf = (users: number, { E, Q, free }: Binding): number => {
  const t = free * Q + E * E;
  return ((users + 2) / users) * (t / (t + 2 * Q));
};

/**
 * The ε-private linear-Laplace estimator of least Bayes risk, for any number of users and any levels (Appendix A.1 has
 * N = 2 with equal levels): minimises {@link bayesRisk} subject to |w_i| ≤ ε_i b, exactly, by water-filling.
 * @param levels ε_i in [0, ∞], at least one user; 0 gives nothing, ∞ asks for no privacy
 * @returns weights, noise scale, risk (1/12 with nobody's data) and the normalised utility U = (N+2)/N (1 − 12 r), which
 *   is 0 for ε = 0 and at most 1
 * @throws RangeError for a negative level
 * @claims kang23/eq36-U
 * @example
 * ```ts
 * optimalLaplace([1, 2, 4]).risk; // 0.0478261
 * ```
 */
export function optimalLaplace(levels: ArrayLike<number>): OptimalLaplace {
  checkNumbers("levels", levels, LEVEL, { min: 1 });
  const positive = Float64Array.from(levels).filter((e) => e > 0);
  const unit = unitOf(levels);
  const sums = bindingLevels(positive, unit);
  const { E, Q, free } = sums;
  const d = 1 / ((2 + free) * Q + E * E);
  const scale = E * d * unit;
  const level = Q * d;
  const weights = Float64Array.from(levels, (e) =>
    e === 0 ? 0 : E === 0 ? level : Math.min(e * unit * (E * d), level),
  );
  return { weights, scale, risk: positive.length === 0 ? 1 / 12 : level / 6, utility: utilityOf(levels.length, sums) };
}

/**
 * The utility when m = 0..N users choose the level ε′ and the others 0: (36) for any N,
 * U_N(m) = (N+2)/N · m²/(m² + 2m + 24/ε′²).
 * @param users N ≥ 1
 * @param level ε′ in [0, ∞]
 * @returns N + 1 utilities
 * @example
 * ```ts
 * utilityByCount(3, 1); // [0, 0.0617284, 0.208333, 0.384615]
 * ```
 */
export function utilityByCount(users: number, level: number): Float64Array {
  checkInteger("users", users, { min: 1 });
  checkNumber("level", level, LEVEL);
  // Twice 12/ε′², divided by ε′ twice, so that a tiny level gives ∞ and not 0/0.
  const noise = 24 / level / level;
  return Float64Array.from({ length: users + 1 }, (_, m) =>
    m === 0 ? 0 : ((users + 2) / users) * (m / (m + 2 + noise / m)),
  );
}

/**
 * The level beyond which a further user's privacy is not used up: with the others' levels fixed, raising hers above it
 * changes nothing (saturation, "A note on monotonicity"). It is Q/E of the others' binding levels.
 * @param others levels ε_j in [0, ∞] of the other users, possibly none
 * @returns the threshold; ∞ if no other user's finite level binds
 * @example
 * ```ts
 * saturationLevel([1, 2]); // 5.66667
 * ```
 */
export function saturationLevel(others: ArrayLike<number>): number {
  checkNumbers("others", others, LEVEL);
  const positive = Float64Array.from(others).filter((e) => e > 0);
  const unit = unitOf(positive);
  const { E, Q } = bindingLevels(positive, unit);
  return E === 0 ? Infinity : Q / E / unit;
}

/**
 * The constants of the affine utility U = c₁ r + c₂ with U(0) = 0 and sup U = 1: c₂ = (N+2)/N, c₁ = −12 c₂.
 * @param users N ≥ 1
 */
export function utilityConstants(users: number): { readonly c1: number; readonly c2: number } {
  checkInteger("users", users, { min: 1 });
  const c2 = (users + 2) / users;
  return { c1: -12 * c2, c2 };
}

/**
 * The table of utilities U(ε_S), ε_i = 0 outside S, for every set S of users (a bitmask).
 * @param levels ε_i in [0, ∞], 1 to 20 users
 * @claims kang23/sec5-identical
 * @example
 * ```ts
 * laplaceUtilities([1, 2]); // [0, 0.0740741, 0.222222, 0.418605]
 * ```
 */
export function laplaceUtilities(levels: ArrayLike<number>): Float64Array {
  checkNumbers("levels", levels, LEVEL, { min: 1 });
  const users = levels.length;
  checkPlayers("the length of levels", users);
  const table = new Float64Array(2 ** users);
  const unit = unitOf(levels);
  const chosen = new Float64Array(users);
  for (let set = 1; set < table.length; set++) {
    let size = 0;
    for (let i = 0; i < users; i++) if (set & (1 << i) && levels[i] > 0) chosen[size++] = levels[i];
    table[set] = utilityOf(users, bindingLevels(chosen.subarray(0, size), unit));
  }
  return table;
}

/** Fair values by both theorems. */
export interface LaplaceValues {
  /** Theorem 2 with α = 1: what each user gets. */
  readonly payments: Float64Array;
  /** Theorem 1: what platform and users get. */
  readonly shares: FairShares;
}

/**
 * Fair values for the utility of the optimal linear-Laplace estimator.
 * @param levels ε_i in [0, ∞], 1 to 20 users
 */
export function laplaceValues(levels: ArrayLike<number>): LaplaceValues {
  const worth = laplaceUtilities(levels);
  return { payments: fairPayments(levels.length, worth), shares: fairShares(levels.length, worth) };
}
