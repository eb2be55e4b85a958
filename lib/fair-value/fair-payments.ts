/** The two notions of fair value: Theorem 1 (platform and users together) and Theorem 2 (users alone). */
import { checkNumber, checkOneOf } from "../arguments";
import { shapleyValue, shapleyWithVeto } from "../games/shapley";

/** Fair values of the platform and the users (Theorem 1). */
export interface FairShares {
  readonly platform: number;
  readonly users: Float64Array;
}

/**
 * Theorem 2, equation (12): the payments that are fair among the users, α times the Shapley value.
 * @param users N, 1 to 20
 * @param worth U(ε_S) for every set S of users as a bitmask, 2^N numbers with U(0) = 0. Outside S the level is 0
 * @param alpha the fraction of the utility that is paid out, in [0, 1]
 * @returns a payment a user; they sum to α U(ε)
 * @throws RangeError for more users, a table of another length, U(0) ≠ 0, α outside [0, 1]
 * @claims kang23/eq2-3-setup, kang23/thm2-formula, kang23/eq18-21
 * @example
 * ```ts
 * fairPayments(2, [0, 1, 1, 3]); // [1.5, 1.5]
 * ```
 */
export function fairPayments(users: number, worth: ArrayLike<number>, alpha = 1): Float64Array {
  checkNumber("alpha", alpha, { min: 0, max: 1 });
  return shapleyValue(users, worth).map((value) => alpha * value);
}

/**
 * Theorem 1, equations (5) and (6): the fair values of the platform and the users, the platform being a member of the
 * coalition without whom there is no utility.
 * @param users N, 1 to 20
 * @param worth as in {@link fairPayments}
 * @param participates a: whether the platform takes part (1) or not (0, all values are 0)
 * @returns values that sum to a U(ε)
 * @throws as {@link fairPayments}
 */
export function fairShares(users: number, worth: ArrayLike<number>, participates: 0 | 1 = 1): FairShares {
  checkOneOf("participates", participates, [0, 1]);
  const { veto, others } = shapleyWithVeto(users, worth);
  return participates === 1 ? { platform: veto, users: others } : { platform: 0, users: others.fill(0) };
}
