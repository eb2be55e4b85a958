/** Fair values for the utility of Example 1, for many vectors of privacy levels. */
import { checkInteger, checkNumbers, rejectValue } from "../arguments";
import { checkPlayers } from "../games/coalitions";
import { binomials } from "../games/semivalue";

/** Fair values, row after row as the levels. */
export interface ManyLaplaceValues {
  /** Theorem 2 with α = 1. */
  readonly payments: Float64Array;
  /** Theorem 1: one number a row. */
  readonly platform: Float64Array;
  /** Theorem 1. */
  readonly users: Float64Array;
}

/** How many sums are taken over the coalitions with the same binding levels. */
const SUMS = 5;

/**
 * For k binding members and f users who would be free, and m of those who join: the number of ways, times the weight of
 * a coalition of k + m with a member in Theorem 2; the same times m/f, for one of the free; both for Theorem 1; and the
 * weight in the platform's value.
 */
function weightsOf(users: number): Float64Array {
  const size = users + 1;
  const ways = Array.from({ length: size }, (_, n) => binomials(n));
  const table = new Float64Array(size * size * size * SUMS);
  for (let k = 0; k <= users; k++) {
    for (let free = 0; free + k <= users; free++) {
      for (let m = 0; m <= free; m++) {
        const s = k + m;
        if (s === 0) continue;
        const at = ((k * size + free) * size + m) * SUMS;
        const count = ways[free][m];
        const share = free === 0 ? 0 : m / free;
        // The weight of a coalition that a player has joined, and of one that she has not, taken off every coalition.
        const second = 1 / (users * ways[users - 1][s - 1]) + (s < users ? 1 / (users * ways[users - 1][s]) : 0);
        const first = 1 / ((users + 1) * ways[users][s]) + (s < users ? 1 / ((users + 1) * ways[users][s + 1]) : 0);
        table[at] = count * second;
        table[at + 1] = share * count * second;
        table[at + 2] = count * first;
        table[at + 3] = share * count * first;
        table[at + 4] = count / ((users + 1) * ways[users][s]);
      }
    }
  }
  return table;
}

/**
 * `laplaceValues` for many vectors of levels at once. A coalition's utility depends on it only through the levels that
 * bind in it and the number of its other members; with the binding levels B given, those can be any of the users above
 * the water level of B. So the sums over the 2^N coalitions are taken over the binding sets, some tenth of them.
 * @param users N, 1 to 20
 * @param levels rows of N finite levels in (0, 10¹⁰⁰]
 */
export function laplaceValuesOfMany(users: number, levels: Float64Array): ManyLaplaceValues {
  checkPlayers("users", users);
  checkNumbers("levels", levels, { above: 0, max: 1e100 }, { min: users });
  checkInteger("users", users, { min: 1 });
  if (levels.length % users !== 0) rejectValue("the length of levels", levels.length, `a multiple of users = ${users}`);
  const rows = levels.length / users;
  const size = users + 1;
  const weights = weightsOf(users);
  const scale = (users + 2) / users;
  const payments = new Float64Array(levels.length);
  const platform = new Float64Array(rows);
  const values = new Float64Array(levels.length);

  const e = new Float64Array(users);
  const order = new Int32Array(users);
  /** Sums over the coalitions with a member: of those in which she binds, and (from her place on) is free. */
  const bound2 = new Float64Array(users);
  const bound1 = new Float64Array(users);
  const free2 = new Float64Array(size);
  const free1 = new Float64Array(size);
  /** Running totals over all coalitions: with a member in Theorem 2, in Theorem 1, of the platform. (Numbers would be boxed.) */
  const totals = new Float64Array(3);

  /** Adds up the coalitions in which k chosen members bind, and some of the users from `first` on are free. */
  const add = (first: number, k: number, E: number, Q: number): void => {
    const free = users - first;
    const z = (E * E) / Q + 2;
    let at = (k * size + free) * size * SUMS;
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    let sum4 = 0;
    for (let m = 0; m <= free; m++) {
      const u = 1 - 2 / (z + m);
      sum0 += u * weights[at];
      sum1 += u * weights[at + 1];
      sum2 += u * weights[at + 2];
      sum3 += u * weights[at + 3];
      sum4 += u * weights[at + 4];
      at += SUMS;
    }
    totals[0] += sum0;
    free2[first] += sum1;
    totals[1] += sum2;
    free1[first] += sum3;
    totals[2] += sum4;
  };
  /** Goes through the binding sets that add some of the users from..first−1 to k chosen ones. */
  const extend = (from: number, first: number, k: number, E0: number, Q0: number): void => {
    for (let i = from; i < first; i++) {
      const before2 = totals[0];
      const before1 = totals[1];
      const level = e[i];
      const E = E0 + level;
      const Q = Q0 + level * level;
      // The more members bind, the more of the others are free.
      let next = first;
      while (next > i + 1 && e[next - 1] * E >= Q) next--;
      add(next, k + 1, E, Q);
      if (next > i + 1) extend(i + 1, next, k + 1, E, Q);
      bound2[i] += totals[0] - before2;
      bound1[i] += totals[1] - before1;
    }
  };

  for (let row = 0; row < rows; row++) {
    const at = row * users;
    for (let i = 0; i < users; i++) {
      const level = levels[at + i];
      let place = i;
      for (; place > 0 && e[place - 1] > level; place--) {
        e[place] = e[place - 1];
        order[place] = order[place - 1];
      }
      e[place] = level;
      order[place] = i;
    }
    bound2.fill(0);
    bound1.fill(0);
    free2.fill(0);
    free1.fill(0);
    totals.fill(0);
    extend(0, users, 0, 0, 12);
    const whole = wholeUtility(e);
    // Efficiency fixes what is taken off every user alike.
    let [sum2, sum1, above2, above1] = [0, 0, 0, 0];
    for (let i = 0; i < users; i++) {
      above2 += free2[i];
      above1 += free1[i];
      bound2[i] += above2;
      bound1[i] += above1;
      sum2 += bound2[i];
      sum1 += bound1[i];
    }
    const off2 = (sum2 - whole) / users;
    const off1 = (sum1 + totals[2] - whole) / users;
    for (let i = 0; i < users; i++) {
      payments[at + order[i]] = scale * (bound2[i] - off2);
      values[at + order[i]] = scale * (bound1[i] - off1);
    }
    platform[row] = scale * totals[2];
  }
  return { payments, platform, users: values };
}

/** 1 − 12 r of everybody's data, for ascending levels. */
function wholeUtility(e: Float64Array): number {
  let [E, Q, k] = [0, 12, 0];
  for (; k < e.length && e[k] * E < Q; k++) {
    E += e[k];
    Q += e[k] * e[k];
  }
  return 1 - 2 / (e.length - k + 2 + (E * E) / Q);
}
