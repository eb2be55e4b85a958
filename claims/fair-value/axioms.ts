/** Sections 2 and 3, Appendix A.2: the two sets of axioms and the values that they lead to. */
import { rank } from "../../lib/numerics/rank";
import { claim, type Claim } from "../claim";
import { show } from "../../lib/format";
import { dividends, potential, sharesOfDividends } from "../../lib/games/dividends";
import { shapleyValue } from "../../lib/games/shapley";
import type { Stream } from "../../lib/probability/stream";
import { fairPayments, fairShares } from "../../lib/fair-value/fair-payments";
import {
  all,
  apart,
  choose,
  exchangeable,
  largest,
  list,
  marginalSums,
  nullified,
  randomGame,
  sizeOf,
  vanishes,
  weight12,
  weight6,
  whole,
  withPlatform,
  type MarginalWeight,
} from "./support";

const ROUNDS = 200;

/** A value of users and platform, as one list with the platform first. */
type Value = (players: number, worth: Float64Array) => number[];

const platformShare = (players: number, worth: ArrayLike<number>, sets: (size: number) => boolean): number => {
  let sum = 0;
  for (let set = 0; set < worth.length; set++) {
    const size = sizeOf(set);
    if (sets(size)) sum += worth[set] / choose(players, size);
  }
  return sum / (players + 1);
};

/** (5) and (6), literally. */
const theorem1 =
  (weight: MarginalWeight): Value =>
  (players, worth) => [platformShare(players, worth, () => true), ...marginalSums(players, worth, weight)];

/** Residuals of symmetry, null user, efficiency and additivity on random games of up to 6 users. */
function axiomResidual(value: Value, total: (worth: Float64Array) => number, stream: Stream): number {
  let worst = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const N = whole(2, 6, stream);
    const [u, v] = [randomGame(N, stream), randomGame(N, stream)];
    const [i, j] = [0, whole(1, N - 1, stream)];
    const like = value(N, exchangeable(N, u, i, j));
    const none = value(N, nullified(N, u, i));
    const [first, second] = [value(N, u), value(N, v)];
    const sum = value(
      N,
      u.map((x, set) => x + v[set]),
    );
    worst = Math.max(
      worst,
      Math.abs(like[like.length - N + i] - like[like.length - N + j]),
      Math.abs(none[none.length - N + i]),
      Math.abs(first.reduce((a, b) => a + b, 0) - total(u)),
      apart(
        sum,
        first.map((x, k) => x + second[k]),
      ),
    );
  }
  return worst;
}

/** Every order of 0..n−1. */
function orders(n: number): number[][] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((order) =>
    Array.from({ length: n }, (_, at) => [...order.slice(0, at), n - 1, ...order.slice(at)]),
  );
}

/** Marginal contributions averaged over every order. */
function byOrders(players: number, worth: ArrayLike<number>): number[] {
  const sums = new Array<number>(players).fill(0);
  const every = orders(players);
  for (const order of every) {
    let set = 0;
    for (const i of order) {
      sums[i] += worth[set | (1 << i)] - worth[set];
      set |= 1 << i;
    }
  }
  return sums.map((sum) => sum / every.length);
}

/** The largest of a residual over random games of some sizes. */
const over = (
  sizes: readonly number[],
  stream: Stream,
  residual: (players: number, worth: Float64Array) => number,
): number => largest(sizes.map((players) => residual(players, randomGame(players, stream))));

export const axiomClaims: readonly Claim[] = [
  claim({
    id: "kang23/eq2-3-setup",
    where: "Section 2.2, (2) and (3)",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "A user is left with her payment less her cost, the platform with U less all payments: together U − Σ c.",
      value: (utility: number, costs: number): number => utility - costs,
    },
    twin: { says: "together U + Σ c", value: (utility, costs) => utility + costs },
    check: (welfare, stream) => {
      let worst = 0;
      for (let round = 0; round < ROUNDS; round++) {
        const N = whole(1, 6, stream);
        const worth = randomGame(N, stream);
        const utility = worth[worth.length - 1];
        const payments = fairPayments(N, worth, stream.uniform());
        const costs = Array.from(payments, () => stream.uniform());
        const users = payments.reduce((sum, t, i) => sum + t - costs[i], 0);
        const platform = payments.reduce((left, t) => left - t, utility);
        worst = Math.max(
          worst,
          Math.abs(
            users +
              platform -
              welfare(
                utility,
                costs.reduce((sum, c) => sum + c, 0),
              ),
          ),
        );
      }
      return vanishes(worst);
    },
  }),
  claim({
    id: "kang23/eq4-veto",
    where: "Section 3.1, (4)",
    method: "exact",
    verdict: "holds",
    printed: { says: "Where the platform stays away (a = 0), platform and users are worth 0.", value: 0 as 0 | 1 },
    twin: { says: "where it takes part they are worth 0", value: 1 },
    check: (participates: 0 | 1, stream) =>
      vanishes(
        over([1, 2, 3, 5], stream, (N, worth) => {
          const { platform, users } = fairShares(N, worth, participates);
          return largest([platform, ...users]);
        }),
      ),
  }),
  claim({
    id: "kang23/axA-hold",
    where: "Theorem 1, axioms A.i to A.iii",
    method: "property test",
    verdict: "holds",
    printed: { says: "(5) and (6) satisfy fairness, efficiency and additivity.", value: theorem1(weight6) },
    twin: { says: "with C(N, |S|) for C(N, |S|+1) in (6)", value: theorem1((N, s) => 1 / ((N + 1) * choose(N, s))) },
    check: (value, stream) => vanishes(axiomResidual(value, (worth) => worth[worth.length - 1], stream)),
  }),
  claim({
    id: "kang23/thm1-formula",
    where: "Theorem 1, (5) and (6)",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "(5) and (6) are the Shapley values of the game of N users and a platform.",
      value: (size: number, players: number): boolean => size <= players,
    },
    twin: { says: "with S ≠ [N] in (5)", value: (size, players) => size < players },
    check: (sets, stream) => {
      const players = [1, 2, 3, 4, 6];
      const residual = over(players, stream, (N, worth) => {
        const formula = [...marginalSums(N, worth, weight6), platformShare(N, worth, (size) => sets(size, N))];
        const { platform, users } = fairShares(N, worth);
        return largest([
          apart(formula, shapleyValue(N + 1, withPlatform(N, worth))),
          apart(formula, [...users, platform]),
          apart(sharesOfDividends(N, dividends(N, worth), 1), users),
        ]);
      });
      return vanishes(residual, 1e-12, "largest difference from the (N+1)-player value and from dividends");
    },
  }),
  claim({
    id: "kang23/thm1-unique",
    where: "Theorem 1",
    method: "counterexample search",
    verdict: "holds as corrected",
    printed: {
      says: "The axioms A.i to A.iii determine the values of platform and users.",
      value: { symmetry: false, efficiency: true },
    },
    corrected: {
      says:
        "They do with one axiom more, which ties the platform to the users: φ_i = φ_p where nothing is worth anything " +
        "without i. Without it λ times the Theorem 2 value for users, (1−λ)U for the platform passes for every λ.",
      value: { symmetry: true, efficiency: true },
    },
    twin: { says: "they do without efficiency", value: { symmetry: true, efficiency: false } },
    check: ({ symmetry, efficiency }, stream) => {
      // On a unanimity game of two users (additivity spans the rest): unknowns φ_p, φ_1, φ_2 and what the axioms say of them.
      const free = [[1], [2], [1, 2]].map((members) => {
        const row = (platform: number, one: number, two: number): number[] => [platform, one, two];
        const equations = [
          ...[1, 2].filter((i) => !members.includes(i)).map((i) => (i === 1 ? row(0, 1, 0) : row(0, 0, 1))),
          ...(members.length === 2 ? [row(0, 1, -1)] : []),
          ...(efficiency ? [row(1, 1, 1)] : []),
          ...(symmetry ? members.map((i) => (i === 1 ? row(1, -1, 0) : row(1, 0, -1))) : []),
        ];
        return 3 - rank(equations);
      });
      const half: Value = (N, worth) => [
        0.5 * worth[worth.length - 1],
        ...marginalSums(N, worth, weight12).map((x) => 0.5 * x),
      ];
      const residual = axiomResidual(half, (worth) => worth[worth.length - 1], stream);
      const worth = Float64Array.of(0, 1, 2, 4);
      const { platform, users } = fairShares(2, worth);
      return {
        stands: free.every((dimensions) => dimensions === 0),
        evidence:
          `dimensions left open on the unanimity games ${list(free)}; for U = (0,1,2,4) the paper's value is ` +
          `${list([platform, ...users])}, and ${list(half(2, worth))} (λ = ½) passes A.i to A.iii to ${residual.toExponential(0)}`,
      };
    },
  }),
  claim({
    id: "kang23/hart-mascolell",
    where: "Section 3.1, Hart and Mas-Colell",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "The values are differences of a potential P(S) = Σ_{T⊆S} b_T/|T|: φ_i = P([N]) − P([N]∖i).",
      value: (size: number): number => size,
    },
    twin: { says: "with b_T/(|T|+1)", value: (size) => size + 1 },
    check: (divisor, stream) =>
      vanishes(
        over([1, 2, 3, 4, 5, 6], stream, (N, worth) => {
          const b = dividends(N, worth);
          const P = (set: number): number =>
            b.reduce((sum, x, T) => (T !== 0 && (T & ~set) === 0 ? sum + x / divisor(sizeOf(T)) : sum), 0);
          const every = worth.length - 1;
          const differences = Array.from({ length: N }, (_, i) => P(every) - P(every ^ (1 << i)));
          const table = potential(N, worth);
          return largest([apart(differences, shapleyValue(N, worth)), P(every) - table[every]]);
        }),
      ),
  }),
  claim({
    id: "kang23/eq49-53",
    where: "Appendix A.2, (49) to (53)",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "The value of the (N+1)-player game reduces to (52), S ranging over proper subsets (⊂), and (53).",
      value: { proper: true, joined: 1 },
    },
    corrected: { says: "In (52) S ranges over all subsets, [N] included.", value: { proper: false, joined: 1 } },
    twin: { says: "with C(N, |S|) in (53)", value: { proper: false, joined: 0 } },
    check: ({ proper, joined }, stream) =>
      vanishes(
        over([1, 2, 3, 4, 5], stream, (N, worth) => {
          const value = shapleyValue(N + 1, withPlatform(N, worth));
          const platform = platformShare(N, worth, (size) => !proper || size < N);
          const users = marginalSums(N, worth, (n, s) => 1 / ((n + 1) * choose(n, s + joined)));
          // (50): the terms with a′ = 0 vanish, since U(0, ·) = 0.
          return largest([platform - value[N], apart(users, value.slice(0, N))]);
        }),
      ),
  }),
  claim({
    id: "kang23/axB-hold",
    where: "Theorem 2, axioms B.i to B.iii",
    method: "property test",
    verdict: "holds",
    printed: { says: "(12) satisfies fairness, pseudo-efficiency and additivity (with U(0) = 0).", value: weight12 },
    twin: { says: "with C(N, |S|) for C(N−1, |S|)", value: (N, s) => 1 / (N * choose(N, s)) },
    check: (weight: MarginalWeight, stream) => {
      const alpha = stream.uniform();
      return vanishes(
        axiomResidual(
          (N, worth) => marginalSums(N, worth, weight).map((x) => alpha * x),
          (worth) => alpha * worth[worth.length - 1],
          stream,
        ),
      );
    },
  }),
  claim({
    id: "kang23/thm2-formula",
    where: "Theorem 2, (12)",
    method: "exhaustive",
    verdict: "holds",
    printed: { says: "(12) is α times the Shapley value among the users.", value: 1 },
    twin: { says: "3 per cent more", value: 1.03 },
    check: (factor, stream) => {
      const alpha = stream.uniform();
      const residual = over([1, 2, 3, 4, 5, 6], stream, (N, worth) => {
        const formula = marginalSums(N, worth, weight12).map((x) => alpha * factor * x);
        return largest([
          apart(
            formula,
            byOrders(N, worth).map((x) => alpha * x),
          ),
          apart(formula, fairPayments(N, worth, alpha)),
          apart(
            formula,
            sharesOfDividends(N, dividends(N, worth)).map((x) => alpha * x),
          ),
        ]);
      });
      return vanishes(residual, 1e-12, "largest difference from all N! orders and from dividends, N ≤ 6,");
    },
  }),
  claim({
    id: "kang23/thm2-fairness",
    where: "Appendix A.2, (37) to (40)",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "For users i, j who count alike, φ_i = (37) = (38) = (39) = φ_j, with C(N−1, |S|+1) in the second sum.",
      value: 1,
    },
    twin: { says: "with C(N−1, |S|) there", value: 0 },
    check: (more, stream) =>
      vanishes(
        over([2, 3, 4, 5], stream, (N, random) => {
          const [i, j] = [0, N - 1];
          const worth = exchangeable(N, random, i, j);
          const line = (a: number, b: number): number => {
            let sum = 0;
            for (let set = 0; set < worth.length; set++) {
              if (set & ((1 << i) | (1 << j))) continue;
              const size = sizeOf(set);
              sum += (worth[set | (1 << a)] - worth[set]) / choose(N - 1, size);
              sum += (worth[set | (1 << a) | (1 << b)] - worth[set | (1 << b)]) / choose(N - 1, size + more);
            }
            return sum / N;
          };
          const value = marginalSums(N, worth, weight12);
          return largest([line(i, j) - value[i], line(j, i) - value[j], value[i] - value[j]]);
        }),
      ),
  }),
  claim({
    id: "kang23/thm2-efficiency",
    where: "Appendix A.2, (41) to (46)",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "(41) to (46) are equal, with |S| < N−1 in the first sums of (43) and (44).",
      value: { below: (N: number): number => N - 1, choices: 1 },
    },
    corrected: {
      says: "The first sum of (44) runs over 1 ≤ |S| ≤ N−1.",
      value: { below: (N: number): number => N, choices: 1 },
    },
    twin: { says: "with C(N−1, |S|) there", value: { below: (N: number): number => N, choices: 0 } },
    check: ({ below, choices }, stream) =>
      vanishes(
        over([2, 3, 4, 5], stream, (N, worth) => {
          const utility = worth[worth.length - 1];
          const sumOver = (term: (size: number) => number): number =>
            worth.reduce((sum, x, set) => (set === 0 ? sum : sum + x * term(sizeOf(set))), 0);
          const first = sumOver((size) => (size < below(N) ? size / choose(N - 1, size - choices) : 0));
          const second = sumOver((size) => (size <= N - 1 ? (N - size) / choose(N - 1, size) : 0));
          const line44 = utility + (first - second) / N;
          const line41 = marginalSums(N, worth, weight12).reduce((a, b) => a + b, 0);
          return largest([line44 - line41, line41 - utility]);
        }),
      ),
  }),
  claim({
    id: "kang23/thm2-unanimity",
    where: "Appendix A.2, (47) and (48)",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says: "The unanimity utilities U_T are a basis, and pay α/T to each member of T.",
      value: (T: number, _levels: number): number => 1 / T,
    },
    corrected: {
      says: "They pay α/|T| to each member of T if T ⊆ supp ε, and nothing else.",
      value: (T: number, levels: number): number => ((T & ~levels) === 0 ? 1 / sizeOf(T) : 0),
    },
    twin: { says: "α/|T| whatever ε", value: (T) => 1 / sizeOf(T) },
    check: (share) => {
      let worst = 0;
      const ranks: number[] = [];
      for (let N = 1; N <= 4; N++) {
        const sets = Array.from({ length: 2 ** N }, (_, set) => set);
        ranks.push(2 ** N - 1 - rank(sets.slice(1).map((T) => sets.slice(1).map((S) => ((T & ~S) === 0 ? 1 : 0)))));
        for (const T of sets.slice(1)) {
          for (const levels of sets) {
            const worth = sets.map((S) => ((T & ~(S & levels)) === 0 ? 1 : 0));
            fairPayments(N, worth).forEach((value, i) => {
              worst = Math.max(worst, Math.abs(value - (T & (1 << i) ? share(T, levels) : 0)));
            });
          }
        }
      }
      return all(vanishes(worst), {
        stands: ranks.every((lack) => lack === 0),
        evidence: `rank 2^N − 1 short by ${list(ranks)}`,
      });
    },
  }),
  claim({
    id: "kang23/thm2-unique",
    where: "Theorem 2, Appendix A.2",
    method: "counterexample search",
    verdict: "holds",
    printed: {
      says:
        "(12), with one α for utilities that are equal, is the only form. (It is that clause of B.ii which forces one α " +
        "for all T, on which the proof is silent.)",
      value: { tieClause: true },
    },
    twin: { says: "it is without the clause", value: { tieClause: false } },
    check: ({ tieClause }, stream) => {
      // A rival with another α for each size of T: 0.6 where |T| = 1, 0.4 where |T| = 2.
      const fraction = (T: number): number => (sizeOf(T) === 1 ? 0.6 : 0.4);
      const rival = (worth: ArrayLike<number>): number[] => {
        const b = dividends(2, worth);
        return [0, 1].map((i) =>
          b.reduce((sum, x, T) => (T & (1 << i) ? sum + (fraction(T) * x) / sizeOf(T) : sum), 0),
        );
      };
      const paid = (worth: ArrayLike<number>): number => rival(worth).reduce((a, b) => a + b, 0);
      let inRange = true;
      for (let round = 0; round < ROUNDS; round++) {
        const [one, two] = [stream.uniform(), stream.uniform()];
        const both = Math.max(one, two) + stream.uniform();
        const worth = [0, one, two, both];
        inRange &&= paid(worth) >= 0 && paid(worth) <= both;
      }
      const symmetric =
        Math.abs(rival([0, 1, 1, 1.7])[0] - rival([0, 1, 1, 1.7])[1]) < 1e-12 && rival([0, 0, 1, 1])[0] === 0;
      // Two privacy vectors of equal utility: only user 1 shares, or both do, where user 2 adds nothing to user 1.
      const tie = Math.abs(paid([0, 1, 0, 1]) - paid([0, 1, 0.5, 1]));
      const excluded = !(inRange && symmetric) || (tieClause && tie > 1e-6);
      return {
        stands: excluded,
        evidence:
          `α_T = (0.6, 0.4) is fair, additive and pays between 0 and U; at U({1}) = U({1,2}) = 1 it pays ` +
          `${show(paid([0, 1, 0, 1]))} or ${show(paid([0, 1, 0.5, 1]))}`,
      };
    },
  }),
  claim({
    id: "kang23/thm2-u0",
    where: "Theorem 2, hidden assumption",
    method: "exact",
    verdict: "holds as corrected",
    printed: { says: "(12) sums to α U(ε) whatever U(0).", value: (utility: number, _none: number): number => utility },
    corrected: { says: "It sums to α (U(ε) − U(0)): U(0) = 0 is needed.", value: (utility, none) => utility - none },
    twin: { says: "α (U(ε) + U(0))", value: (utility, none) => utility + none },
    check: (total: (utility: number, none: number) => number, stream) =>
      vanishes(
        over([1, 2, 3, 5], stream, (N, worth) => {
          const shifted = worth.map((x, set) => (set === 0 ? 0.25 : x));
          const sum = marginalSums(N, shifted, weight12).reduce((a, b) => a + b, 0);
          return 0.7 * sum - 0.7 * total(shifted[shifted.length - 1], shifted[0]);
        }),
      ),
  }),
];
