/** Fair payments (Theorem 2) for federated mean estimation: to users who all differ, and to users of a few types. */
import { checkArray, checkInteger, checkNumber, checkObject, rejectValue } from "../arguments";
import { checkPlayers } from "../games/coalitions";
import { shapleyByTypes, type Reach } from "../games/shapley-types";
import { fairPayments } from "./fair-payments";
import { shapleyOfMakeUps, utilitiesByMakeUp, type UserType } from "./federated-make-ups";
import {
  checkSpread,
  checkUsers,
  errorOfAbsent,
  errorOfDirect,
  errorOfFederated,
  errorOfNothing,
  varianceOf,
  type FederatedUsers,
  type Spread,
} from "./federated";

/** Payments, and the utility out of which they are paid. */
export interface FederatedPayments {
  /** One a user (or one a user of each type). They sum to α U, and can be negative: joining a federation can do harm. */
  readonly payments: Float64Array;
  readonly utility: number;
}

/** Rules of the payment. */
export interface PaymentRules {
  /** The fraction of the utility that is paid out, in [0, 1]; 1 by default. */
  readonly alpha?: number;
  /** Federations of fewer users are refused, and count as nobody's: 1 by default; 2 protects a lone user's model. */
  readonly leastFederation?: number;
}

function checkRules({ alpha = 1, leastFederation = 1 }: PaymentRules): { alpha: number; leastFederation: number } {
  checkNumber("alpha", alpha, { min: 0, max: 1 });
  checkInteger("leastFederation", leastFederation, { min: 1 });
  return { alpha, leastFederation };
}

/** Where t² = 0 a user whose own estimate the platform sees is known exactly, at infinite utility. */
function rejectInfinite(levels: ArrayLike<number>, { within }: Spread, leastFederation: number): void {
  const seen = Array.from(levels).some((level) => level === 2 || (level === 1 && leastFederation === 1));
  if (within === 0 && seen) {
    rejectValue("within", within, "above 0 where users are direct or federate alone, since their means are then known");
  }
}

/**
 * The table of utilities U(ε_S), ε_i = 0 outside S, for every set S of users (a bitmask), for what needs the whole game:
 * sampling, other solution concepts.
 * @param users levels, sample sizes and weights; 1 to 20 users
 * @param spread s² and t²
 * @param leastFederation the least size of a federation
 */
export function federatedUtilities(users: FederatedUsers, spread: Spread, leastFederation = 1): Float64Array {
  checkUsers(users);
  checkSpread(spread);
  checkRules({ leastFederation });
  rejectInfinite(users.levels, spread, leastFederation);
  const N = users.levels.length;
  checkPlayers("the number of users", N);
  return utilitiesOfCoalitions(
    users,
    Array.from({ length: N }, (_, i) => i),
    spread,
    leastFederation,
  );
}

/** The table of utilities of all sets of some of the users, the others sending nothing; arguments are not checked. */
function utilitiesOfCoalitions(
  users: FederatedUsers,
  members: readonly number[],
  spread: Spread,
  leastFederation: number,
): Float64Array {
  const N = members.length;
  // Equal users are interchangeable: utilities are found once for each make-up.
  const types: (UserType & { count: number })[] = [];
  const typeOf = new Int32Array(N);
  members.forEach((i, player) => {
    const importance = users.importance?.[i] ?? 1;
    const like = types.findIndex(
      (type) => type.level === users.levels[i] && type.samples === users.samples[i] && type.importance === importance,
    );
    typeOf[player] = like < 0 ? types.length : like;
    if (like < 0) types.push({ level: users.levels[i], samples: users.samples[i], importance, count: 1 });
    else types[like].count++;
  });
  const total = Array.from(users.levels, (_, i) => users.importance?.[i] ?? 1).reduce((sum, a) => sum + a, 0);
  const steps = new Int32Array(types.length);
  let step = 1;
  for (const level of [2, 1]) {
    types.forEach((type, t) => {
      if (type.level !== level) return;
      steps[t] = step;
      step *= type.count + 1;
    });
  }
  const ofLevel = (level: number): UserType[] => types.filter((type) => type.level === level);
  const { utilities } = utilitiesByMakeUp(ofLevel(2), ofLevel(1), total, spread, leastFederation);
  const table = new Float64Array(2 ** N);
  const makeUp = new Int32Array(2 ** N);
  for (let i = 0, half = 1; i < N; i++, half *= 2) {
    const more = steps[typeOf[i]];
    for (let set = half; set < 2 * half; set++) {
      makeUp[set] = makeUp[set - half] + more;
      table[set] = utilities[makeUp[set]];
    }
  }
  return table;
}

/**
 * The fair payments (12) to users who may all differ, over all 2^N coalitions of those who send something (twenty users
 * take a fifth of a second).
 * @param users levels, sample sizes and weights; at most 20 users send something
 * @param spread s² and t²
 * @param rules α, and the least size of a federation
 * @returns a payment a user (0 to one who sends nothing), and the utility U(ε)
 * @throws RangeError as `federatedUtility`; for more users (use `federatedPaymentsByType`), and where U is infinite
 * @claims kang23/sec41-alpha
 * @example
 * ```ts
 * const users = { levels: [2, 1, 1], samples: [10, 5, 30] };
 * federatedPayments(users, { between: 2, within: 8 }).payments; // [2.92635, 1.12536, 3.13865]
 * ```
 */
export function federatedPayments(users: FederatedUsers, spread: Spread, rules: PaymentRules = {}): FederatedPayments {
  checkUsers(users);
  checkSpread(spread);
  const { alpha, leastFederation } = checkRules(rules);
  rejectInfinite(users.levels, spread, leastFederation);
  const payments = new Float64Array(users.levels.length);
  const senders = Array.from(users.levels, (_, i) => i).filter((i) => users.levels[i] > 0);
  if (senders.length === 0) return { payments, utility: 0 };
  checkPlayers("the number of users who send something", senders.length);
  const worth = utilitiesOfCoalitions(users, senders, spread, leastFederation);
  fairPayments(senders.length, worth, alpha).forEach((payment, k) => {
    payments[senders[k]] = payment;
  });
  return { payments, utility: worth[worth.length - 1] };
}

/** Up to this many users and make-ups the utility of every make-up is kept in a table. */
const FEW_USERS = 60;
const FEW_MAKE_UPS = 1e6;

/**
 * The fair payments (12) where users fall into a few types. Up to some sixty users every make-up is counted; beyond, sums
 * over make-ups are taken by Gauss rules where the utility is smooth: 10⁴ users of four types take less than half a
 * second, of five types one to four, at relative errors of some 10⁻¹¹ of the largest payment.
 * @param types level, samples, weight and number of the users of each type
 * @param spread s² and t²
 * @param rules α, and the least size of a federation
 * @returns the payment to one user of each type (0 at level 0), and the utility U(ε)
 * @throws RangeError for a level other than 0, 1, 2, samples or counts below 1 or not whole, weights ≤ 0, negative
 *   variances, too many make-ups of coalitions (seven types of thousands of users, or three where federations of fewer
 *   than a number above 16 are refused; sample orders then, `shapleyByOrders`)
 */
export function federatedPaymentsByType(
  types: readonly UserType[],
  spread: Spread,
  rules: PaymentRules = {},
): FederatedPayments {
  checkArray("types", types, { min: 1 });
  const importance = new Array<number>(types.length);
  for (let t = 0; t < types.length; t++) {
    const type = types[t];
    if (typeof type !== "object" || type === null) checkObject(`types[${t}]`, type);
    if (!(Number.isSafeInteger(type.count) && type.count >= 1)) {
      checkInteger(`types[${t}].count`, type.count, { min: 1 });
    }
    importance[t] = type.importance ?? 1;
  }
  const levels = types.map((type) => type.level);
  checkUsers({ levels, samples: types.map((type) => type.samples), importance });
  checkSpread(spread);
  const { alpha, leastFederation } = checkRules(rules);
  const active = types.map((_, t) => t).filter((t) => levels[t] > 0);
  rejectInfinite(levels, spread, leastFederation);
  const payments = new Float64Array(types.length);
  if (active.length === 0) return { payments, utility: 0 };

  const total = types.reduce((sum, { count }, t) => sum + importance[t] * count, 0);
  const senders = active.map((t) => types[t]);
  const counts = senders.map(({ count }) => count);
  const users = counts.reduce((sum, count) => sum + count, 0);
  if (users <= FEW_USERS && counts.reduce((product, count) => product * (count + 1), 1) <= FEW_MAKE_UPS) {
    const direct = senders.filter(({ level }) => level === 2);
    const federated = senders.filter(({ level }) => level === 1);
    const makeUps = utilitiesByMakeUp(direct, federated, total, spread, leastFederation);
    const values = shapleyOfMakeUps(makeUps);
    let [d, f] = [0, 0];
    for (const t of active) payments[t] = alpha * (types[t].level === 2 ? values.direct[d++] : values.federated[f++]);
    return { payments, utility: makeUps.utilities[makeUps.utilities.length - 1] };
  }
  const worth = worthByCount(senders, total, spread, leastFederation);
  const reach = leastFederation <= SMOOTH_FEDERATION ? reachByCount(senders, spread, leastFederation) : undefined;
  shapleyByTypes(counts, worth, reach).forEach((value, k) => {
    payments[active[k]] = alpha * value;
  });
  return { payments, utility: worth(counts) };
}

/**
 * Up to this least size of a federation the utility counts as smooth in the numbers of users. (Where federations of
 * hundreds are refused, it jumps at sizes of coalitions that a rule for many sizes at once would miss.)
 */
const SMOOTH_FEDERATION = 16;

/**
 * How far the utility is analytic in the number of users of a type, {@link Reach}: it is made of logarithms that vanish
 * or diverge only where G ≤ 0, where the federation has at most one user, or where N₁V₀ = s²N₁ + t² Σ 1/n ≤ 0.
 */
function reachByCount(types: readonly UserType[], spread: Spread, leastFederation: number): Reach {
  const variances = types.map(({ samples }) => varianceOf(spread, samples));
  const federated = types.map(({ level }) => level === 1);
  const worst = variances.reduce((most, variance, t) => (federated[t] ? Math.max(most, variance) : most), 0);
  return (type, counts) => {
    let [members, sum, precision] = [0, 0, 0];
    for (let t = 0; t < counts.length; t++) {
      if (federated[t]) {
        members += counts[t];
        sum += counts[t] * variances[t];
      } else {
        precision += counts[t] / variances[t];
      }
    }
    if (federated[type]) return Math.min(members - leastFederation, sum / variances[type]);
    return (precision + (members >= leastFederation ? members / worst : 0)) * variances[type];
  };
}

/** U of a coalition with k_τ users of each type that sends something; `total` is the weight a of all users. */
function worthByCount(
  types: readonly UserType[],
  total: number,
  spread: Spread,
  leastFederation: number,
): (counts: readonly number[]) => number {
  const precisions = types.map(({ samples }) => 1 / varianceOf(spread, samples));
  const importance = types.map((type) => type.importance ?? 1);
  const federatedType = types.map(({ level }) => level === 1);
  const top = errorOfNothing(spread);
  return (counts) => {
    let [members, inverses, federatedWeight, precision] = [0, 0, 0, 0];
    for (let t = 0; t < counts.length; t++) {
      if (federatedType[t]) {
        members += counts[t];
        inverses += counts[t] / types[t].samples;
        federatedWeight += counts[t] * importance[t];
      } else {
        precision += counts[t] * precisions[t];
      }
    }
    const pooled = members >= leastFederation;
    const harmonic = members / inverses;
    if (pooled) precision += members / varianceOf(spread, harmonic);
    if (precision === 0) return 0;
    let absent = total;
    let utility = 0;
    if (pooled) {
      absent -= federatedWeight;
      utility += federatedWeight * Math.log(top / errorOfFederated(spread, members, harmonic, precision));
    }
    for (let t = 0; t < counts.length; t++) {
      if (federatedType[t] || counts[t] === 0) continue;
      const weight = counts[t] * importance[t];
      absent -= weight;
      utility += weight * Math.log(top / errorOfDirect(spread, types[t].samples, precision));
    }
    return absent === 0 ? utility : utility + absent * Math.log(top / errorOfAbsent(spread, precision));
  };
}
