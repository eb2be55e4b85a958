/** Fair payments (Theorem 2) for federated mean estimation: to users who all differ, and to users of a few types. */
import { checkArray, checkInteger, checkNumber, checkObject, rejectValue } from "../arguments";
import { logInterpolation } from "../numerics/log-interpolation";
import { checkPlayers, coalitionSizes, subsetSums } from "../games/coalitions";
import { shapleyByTypes, type Reach } from "../games/shapley-types";
import { shapleyOfProducts, type Factors } from "../games/shapley-products";
import { shapleyOfMakeUps, utilitiesByMakeUp, type UserType } from "./federated-make-ups";
import {
  checkSpread,
  checkUsers,
  errorOfAbsent,
  errorOfDirect,
  errorOfFederated,
  errorOfNothing,
  federatedUtility,
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

const positions = (levels: ArrayLike<number>, level: number): number[] =>
  Array.from(levels, (e, i) => (e === level ? i : -1)).filter((i) => i >= 0);

/** The utility with the federation left out if it is too small. */
function guardedUtility(users: FederatedUsers, spread: Spread, leastFederation: number): number {
  if (positions(users.levels, 1).length >= leastFederation) return federatedUtility(users, spread);
  return federatedUtility({ ...users, levels: Array.from(users.levels, (level) => (level === 1 ? 0 : level)) }, spread);
}

/**
 * The table of utilities U(ε_S), ε_i = 0 outside S, for every set S of users (a bitmask), for what needs the whole game:
 * sampling, other solution concepts. The payments alone are had faster from {@link federatedPayments}.
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
  // Equal users are interchangeable: utilities are found once for each make-up.
  const types: (UserType & { count: number })[] = [];
  const typeOf = new Int32Array(N);
  for (let i = 0; i < N; i++) {
    const importance = users.importance?.[i] ?? 1;
    const like = types.findIndex(
      (type) => type.level === users.levels[i] && type.samples === users.samples[i] && type.importance === importance,
    );
    typeOf[i] = like < 0 ? types.length : like;
    if (like < 0) types.push({ level: users.levels[i], samples: users.samples[i], importance, count: 1 });
    else types[like].count++;
  }
  const total = types.reduce((sum, { importance = 1, count }) => sum + importance * count, 0);
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
 * The fair payments (12) to users who may all differ, over all 2^N coalitions of those who send something.
 *
 * The precision of a coalition of direct users d and federated users f is G = g_d + g_f, and every term of its utility is
 * a logarithm of an affine function of 1/G. For a fixed d those logarithms are functions of g_f alone, for a fixed f of
 * g_d alone, smooth enough to be interpolated to rounding from some 30 values; the utility is then a short sum of
 * products of a function of d and a function of f, and 2^{N₁} + 2^{N₂} sets are visited instead of 2^{N₁+N₂}.
 * @param users levels, sample sizes and weights; at most 20 users send something
 * @param spread s² and t²
 * @param rules α, and the least size of a federation
 * @returns a payment a user (0 to one who sends nothing), and the utility U(ε)
 * @throws RangeError as `federatedUtility`; for more users (use `federatedPaymentsByType`), and where U is infinite
 */
export function federatedPayments(users: FederatedUsers, spread: Spread, rules: PaymentRules = {}): FederatedPayments {
  checkUsers(users);
  checkSpread(spread);
  const { alpha, leastFederation } = checkRules(rules);
  const { levels, samples } = users;
  const importance = Array.from(levels, (_, i) => users.importance?.[i] ?? 1);
  const [direct, federated] = [positions(levels, 2), positions(levels, 1)];
  rejectInfinite(levels, spread, leastFederation);
  const payments = new Float64Array(levels.length);
  if (direct.length + federated.length === 0) return { payments, utility: 0 };
  checkPlayers("the number of users who send something", direct.length + federated.length);

  const pick = (of: ArrayLike<number>, who: number[]): Float64Array => Float64Array.from(who, (i) => of[i]);
  const total = importance.reduce((sum, a) => sum + a, 0);
  const factors = utilityFactors(
    { samples: pick(samples, direct), importance: pick(importance, direct) },
    { samples: pick(samples, federated), importance: pick(importance, federated) },
    total,
    spread,
    leastFederation,
  );
  const values = shapleyOfProducts(factors.direct, factors.federated, factors.terms);
  direct.forEach((i, k) => {
    payments[i] = alpha * values.left[k];
  });
  federated.forEach((i, k) => {
    payments[i] = alpha * values.right[k];
  });
  return { payments, utility: guardedUtility(users, spread, leastFederation) };
}

interface Senders {
  readonly samples: Float64Array;
  readonly importance: Float64Array;
}

/**
 * The utility of every coalition as a sum of products. With L₀, L_i, L_f the logarithms (17) of an absent, a direct and a
 * federated user, A the weight of all users and A_f that of f,
 *   U(d, f) = A L₀ + Σ_{i∈d} a_i (L_i − L₀) + A_f (L_f − L₀):
 * the first two terms are interpolated in g_f for each d ≠ ∅, the last in g_d for each f; d = ∅ has a term of its own.
 */
function utilityFactors(
  D: Senders,
  F: Senders,
  total: number,
  spread: Spread,
  leastFederation: number,
): { direct: Factors; federated: Factors; terms: number } {
  const directSets = 2 ** D.samples.length;
  const federatedSets = 2 ** F.samples.length;
  const sizes = F.samples.length > 0 ? coalitionSizes(F.samples.length) : new Uint8Array(1);
  const harmonic = subsetSums(F.samples.map((n) => 1 / n)).map((inverses, f) => sizes[f] / inverses);
  const weights = subsetSums(F.importance).map((weight, f) => (sizes[f] < leastFederation ? 0 : weight));
  const gF = harmonic.map((n, f) => (sizes[f] < leastFederation ? 0 : sizes[f] / varianceOf(spread, n)));
  const gD = subsetSums(D.samples.map((n) => 1 / varianceOf(spread, n)));
  const leastD = gD.reduce((least, g) => (g > 0 ? Math.min(least, g) : least), Infinity);
  const leastF = gF.reduce((least, g) => (g > 0 ? Math.min(least, g) : least), Infinity);
  const inF = logInterpolation(leastD < Infinity ? leastD : 1, leastD < Infinity ? Math.max(...gF) : 0, gF);
  const inD = logInterpolation(leastF < Infinity ? leastF : 1, leastF < Infinity ? gD[directSets - 1] : 0, gD);
  const [n, m] = [inF.nodes.length, inD.nodes.length];
  const terms = n + m + 1;
  const directValues = new Float64Array(directSets * terms);
  const federatedValues = new Float64Array(federatedSets * terms);

  const { between, within } = spread;
  const logTop = Math.log(errorOfNothing(spread));
  const rest = D.samples.map((k) => within / k / varianceOf(spread, k));
  directValues[terms - 1] = 1;
  for (let d = 1; d < directSets; d++) {
    const at = d * terms;
    for (let j = 0; j < n; j++) {
      const error = 1 / (gD[d] + inF.nodes[j]);
      const absent = Math.log(between + error);
      let value = total * (logTop - absent);
      for (let i = 0; i < rest.length; i++) {
        if (d & (1 << i)) value += D.importance[i] * (absent - Math.log(rest[i] * (between + rest[i] * error)));
      }
      directValues[at + j] = value;
    }
    for (let j = 0; j < m; j++) directValues[at + n + j] = inD.weights[d * m + j];
  }
  for (let f = 0; f < federatedSets; f++) {
    const at = f * terms;
    for (let j = 0; j < n; j++) federatedValues[at + j] = inF.weights[f * n + j];
    if (gF[f] === 0) continue;
    // The error of a member is slope/G + offset, that of an absent user 1/G + s².
    const own = within / harmonic[f] / varianceOf(spread, harmonic[f]);
    const slope = own * own;
    const offset = (between * (sizes[f] - 1 + own)) / sizes[f];
    const gain = (precision: number): number =>
      weights[f] * Math.log((1 + between * precision) / (slope + offset * precision));
    for (let j = 0; j < m; j++) federatedValues[at + n + j] = gain(gF[f] + inD.nodes[j]);
    federatedValues[at + terms - 1] = total * (logTop - Math.log(between + 1 / gF[f])) + gain(gF[f]);
  }
  return {
    direct: { players: D.samples.length, values: directValues },
    federated: { players: F.samples.length, values: federatedValues },
    terms,
  };
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
