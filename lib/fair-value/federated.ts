/**
 * Section 4: federated mean estimation. User i has a mean θ_i and a variance σ_i², drawn from a common law, and sends the
 * mean θ̂_i of n_i samples to the platform directly (level 2), only averaged with the other federated users (level 1), or
 * not at all (level 0). The platform estimates every θ_j, also those of users who send nothing.
 */
import {
  checkArray,
  checkInteger,
  checkNumber,
  checkNumbers,
  checkObject,
  checkOneOf,
  rejectValue,
} from "../arguments";

/** How much users differ from each other and in themselves. */
export interface Spread {
  /** s² = Var θ_i, ≥ 0. */
  readonly between: number;
  /** t² = E σ_i², ≥ 0; not both are 0. */
  readonly within: number;
}

/** Users of a federated estimation. */
export interface FederatedUsers {
  /** ε_i: 0 (nothing), 1 (federated) or 2 (direct). */
  readonly levels: ArrayLike<number>;
  /** n_i ≥ 1, whole. */
  readonly samples: ArrayLike<number>;
  /** a_i > 0, the weight of θ_i in the platform's utility; all 1 if left out. */
  readonly importance?: ArrayLike<number>;
}

/** The weights of an estimator of one user's mean: on the average over the federated users, and on every user's own θ̂_j. */
export interface EstimatorWeights {
  /** w_0; 0 without federated users. */
  readonly federated: number;
  /** w_j; 0 for a user who is not direct. */
  readonly direct: Float64Array;
}

/** Checks a spread. */
export function checkSpread(spread: unknown): asserts spread is Spread {
  checkObject("spread", spread);
  checkNumber("between", spread.between, { min: 0 });
  checkNumber("within", spread.within, { min: 0 });
  if (spread.between + spread.within === 0)
    rejectValue("between + within", 0, "above 0: one of the variances must be positive");
}

/** Checks users. (Names of entries are made up only for those that fail.) */
export function checkUsers(users: unknown): asserts users is FederatedUsers {
  checkObject("users", users);
  const { levels, samples, importance } = users;
  checkArray("levels", levels, { min: 1 });
  for (let i = 0; i < levels.length; i++) {
    const level: unknown = levels[i];
    if (level !== 0 && level !== 1 && level !== 2) checkOneOf(`levels[${i}]`, level, [0, 1, 2]);
  }
  const size = { min: levels.length, max: levels.length };
  checkArray("samples", samples, size);
  for (let i = 0; i < samples.length; i++) {
    const n: unknown = samples[i];
    if (!(Number.isSafeInteger(n) && (n as number) >= 1)) checkInteger(`samples[${i}]`, n, { min: 1 });
  }
  if (importance !== undefined) checkNumbers("importance", importance, { above: 0 }, size);
}

function check(users: FederatedUsers, spread: Spread): void {
  checkUsers(users);
  checkSpread(spread);
}

/** V_i = s² + t²/n_i, the variance of θ̂_i about the common mean. */
export const varianceOf = ({ between, within }: Spread, samples: number): number => between + within / samples;

/** What the estimators of all users have in common: the federation, and the precision G of the estimate of the common mean. */
interface Pool {
  /** N₁. */
  readonly federated: number;
  /** n̄, the harmonic mean of the federation's sample sizes; V₀ = s² + t²/n̄. NaN without a federation. */
  readonly harmonic: number;
  /** G = Σ_D 1/V_j + N₁/V₀. */
  readonly precision: number;
}

function poolOf({ levels, samples }: FederatedUsers, spread: Spread): Pool {
  let [federated, inverses, precision] = [0, 0, 0];
  for (let i = 0; i < levels.length; i++) {
    if (levels[i] === 1) {
      federated++;
      inverses += 1 / samples[i];
    } else if (levels[i] === 2) {
      precision += 1 / varianceOf(spread, samples[i]);
    }
  }
  const harmonic = federated / inverses;
  if (federated > 0) precision += federated / varianceOf(spread, harmonic);
  return { federated, harmonic, precision };
}

/** t² + 2s², by definition the error of an estimate made from nothing. */
export const errorOfNothing = ({ between, within }: Spread): number => within + 2 * between;

/** The error for a user who sends nothing, given G > 0. */
export const errorOfAbsent = ({ between }: Spread, precision: number): number => between + 1 / precision;

/** The error for a user in a federation of N₁ with mean variance V₀ = s² + t²/n̄, in which 1 − ρ/N₁ = 1 − 1/N₁ + (1−ρ)/N₁. */
export function errorOfFederated(spread: Spread, federated: number, harmonic: number, precision: number): number {
  const rest = spread.within / harmonic / varianceOf(spread, harmonic);
  return (spread.between * (federated - 1 + rest)) / federated + (rest * rest) / precision;
}

/** The error for a direct user with n samples: s² (1−ρ) + (1−ρ)²/G, with 1−ρ = (t²/n)/V free of cancellation. */
export function errorOfDirect(spread: Spread, samples: number, precision: number): number {
  const rest = spread.within / samples / varianceOf(spread, samples);
  return spread.between * rest + (rest * rest) / precision;
}

/**
 * EMSE_i, the expected squared error (14) of the platform's best estimate of every user's mean. Proposition 5, in a form
 * that also serves without federated users: with G = Σ_D 1/V_j + N₁/V₀ and ρ = s²/V of the user's own channel, it is
 * s² + 1/G for a user who sends nothing, s²(1 − ρ/N₁) + (1−ρ)²/G for a federated one, s²(1−ρ) + (1−ρ)²/G for a direct one.
 * @param users levels and sample sizes
 * @param spread s² and t²
 * @returns an error a user; t² + 2s² for all when nobody sends anything
 * @throws RangeError for a level other than 0, 1, 2, samples below 1 or not whole, negative variances or two zero ones
 * @claims kang23/eq14-emse, kang23/eq17-zero
 * @example
 * ```ts
 * const users = { levels: [2, 1, 1, 0], samples: [10, 5, 30, 4] };
 * expectedErrors(users, { between: 2, within: 8 }); // [0.65, 1.415625, 1.415625, 2.9625]
 * ```
 */
export function expectedErrors(users: FederatedUsers, spread: Spread): Float64Array {
  check(users, spread);
  return errorsOf(users, spread);
}

function errorsOf(users: FederatedUsers, spread: Spread): Float64Array {
  const { levels, samples } = users;
  const { federated, harmonic, precision } = poolOf(users, spread);
  return Float64Array.from(levels, (level, i) => {
    if (precision === 0) return errorOfNothing(spread);
    if (level === 0) return errorOfAbsent(spread, precision);
    if (level === 1) return errorOfFederated(spread, federated, harmonic, precision);
    return errorOfDirect(spread, samples[i], precision);
  });
}

/**
 * The weights (16) of the best estimate of one user's mean: Proposition 5 as corrected (V̄ for V), and without federated
 * users.
 * @param users levels and sample sizes
 * @param spread s² and t²
 * @param user whose mean is estimated, counted from 0
 * @returns weights ≥ 0 with sum 1; all 0 when nobody sends anything
 * @throws as {@link expectedErrors}, and for a user that does not exist
 * @claims kang23/prop5-eps0, kang23/prop5-eps1, kang23/prop5-eps2, kang23/prop5-min, kang23/sec4-limits
 * @example
 * ```ts
 * const users = { levels: [2, 1, 1, 0], samples: [10, 5, 30, 4] };
 * estimatorWeights(users, { between: 2, within: 8 }, 0); // { federated: 0.1875, direct: [0.8125, 0, 0, 0] }
 * ```
 */
export function estimatorWeights(users: FederatedUsers, spread: Spread, user: number): EstimatorWeights {
  check(users, spread);
  checkInteger("user", user, { min: 0, max: users.levels.length - 1 });
  const { levels, samples } = users;
  const { federated, harmonic, precision } = poolOf(users, spread);
  const direct = new Float64Array(levels.length);
  if (precision === 0) return { federated: 0, direct };
  const n = levels[user] === 0 ? NaN : levels[user] === 1 ? harmonic : samples[user];
  // ρ = s²/V and 1 − ρ of the user's own channel, the latter free of cancellation.
  const own = levels[user] === 0 ? 0 : spread.between / varianceOf(spread, n);
  const scale = (levels[user] === 0 ? 1 : spread.within / n / varianceOf(spread, n)) / precision;
  for (let j = 0; j < levels.length; j++) if (levels[j] === 2) direct[j] = scale / varianceOf(spread, samples[j]);
  if (levels[user] === 2) direct[user] += own;
  const pooled = federated === 0 ? 0 : (scale * federated) / varianceOf(spread, harmonic);
  return { federated: levels[user] === 1 ? pooled + own : pooled, direct };
}

/** v_j: the weight of every θ̂_j, those of federated users being w_0/N₁. */
function weightsOfUsers({ levels }: FederatedUsers, { federated, direct }: EstimatorWeights): Float64Array {
  const members = Array.from(levels).filter((level) => level === 1).length;
  return Float64Array.from(levels, (level, j) => (level === 2 ? direct[j] : level === 1 ? federated / members : 0));
}

/**
 * The error of the estimate of one user's mean at any weights: (55), that is (54) with the right range of n̄,
 * t² Σ v_j²/n_j + s² [Σ_{j≠i} v_j² + (Σ_{j≠i} v_j)²].
 * @param users levels and sample sizes
 * @param spread s² and t²
 * @param user whose mean is estimated, counted from 0
 * @param weights summing to 1 (within 10⁻⁶) over what is sent; those of other users are ignored
 * @throws as {@link estimatorWeights}, and if the weights do not sum to 1
 * @claims kang23/eq14-emse, kang23/prop4, kang23/prop5-min
 * @example
 * ```ts
 * const users = { levels: [2, 0], samples: [10, 5] };
 * const weights = { federated: 0, direct: Float64Array.of(1, 0) };
 * errorAtWeights(users, { between: 2, within: 8 }, 0, weights); // 0.8
 * ```
 */
export function errorAtWeights(users: FederatedUsers, spread: Spread, user: number, weights: EstimatorWeights): number {
  check(users, spread);
  checkInteger("user", user, { min: 0, max: users.levels.length - 1 });
  checkNumber("weights.federated", weights.federated);
  checkNumbers("weights.direct", weights.direct, {}, { min: users.levels.length, max: users.levels.length });
  const v = weightsOfUsers(users, weights);
  const sum = v.reduce((total, x) => total + x, 0);
  if (Math.abs(sum - 1) > 1e-6) rejectValue("the sum of weights", sum, "1 (within 1e-6)");
  let [noise, squares, others] = [0, 0, 0];
  for (let j = 0; j < v.length; j++) {
    noise += (v[j] * v[j]) / users.samples[j];
    if (j === user) continue;
    squares += v[j] * v[j];
    others += v[j];
  }
  return spread.within * noise + spread.between * (squares + others * others);
}

/**
 * The platform's utility (17): U = Σ_i a_i ln((t² + 2s²)/EMSE_i), over all users, also those who send nothing.
 * @param users levels, sample sizes and weights a_i
 * @param spread s² and t²
 * @returns ≥ 0; 0 when nobody sends anything; ∞ when t² = 0 and some user is direct
 * @throws as {@link expectedErrors}, and for a weight a_i ≤ 0
 * @claims kang23/eq17-zero, kang23/fl-monotone
 * @example
 * ```ts
 * const users = { levels: [2, 1, 1, 0], samples: [10, 5, 30, 4] };
 * federatedUtility(users, { between: 2, within: 8 }); // 8.58923
 * ```
 */
export function federatedUtility(users: FederatedUsers, spread: Spread): number {
  check(users, spread);
  const top = errorOfNothing(spread);
  return errorsOf(users, spread).reduce(
    (sum, error, i) => sum + (users.importance?.[i] ?? 1) * Math.log(top / error),
    0,
  );
}
