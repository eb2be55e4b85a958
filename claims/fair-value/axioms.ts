/** Sections 2 and 3, Appendix A.2: the two sets of axioms and the values that they lead to. */
import { permutationsHeap } from "simple-statistics";
import { rank } from "../../lib/numerics/rank";
import { claim, type Claim } from "../claim";
import { all, equals, everywhere } from "../evidence";
import { show } from "../../lib/format";
import { dividends, potential, sharesOfDividends } from "../../lib/games/dividends";
import { shapleyValue } from "../../lib/games/shapley";
import type { Stream } from "../../lib/probability/stream";
import { fairPayments, fairShares } from "../../lib/fair-value/fair-payments";
import { twoUserEquilibria } from "../../lib/fair-value/two-user-game";
import {
  apart,
  choose,
  exchangeable,
  largest,
  list,
  marginalSums,
  monotoneGame,
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

/** Marginal contributions averaged over every order. */
function byOrders(players: number, worth: ArrayLike<number>): number[] {
  const sums = new Array<number>(players).fill(0);
  const every = permutationsHeap([...sums.keys()]);
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
    method: "property test",
    verdict: "holds",
    printed: {
      says:
        "(2), (3): a user has her payment less her cost, the platform U less all payments (together U − Σ c), and choices " +
        "are an equilibrium if nobody gains by changing hers alone: here in two users' games of fair payments.",
      value: (payment: number, cost: number): number => payment - cost,
    },
    twin: { says: "her payment and her cost", value: (payment, cost) => payment + cost },
    check: (utilityOf: (payment: number, cost: number) => number, stream) => {
      const games = Array.from({ length: ROUNDS }, () => {
        const one = stream.uniform();
        const both = one * (1 + stream.uniform());
        return { one, both, costs: [stream.uniform(), stream.uniform()], alpha: stream.uniform() };
      });
      /** What two users get at their choices, bit i being user i's, and the platform. */
      const outcome = ({ one, both, costs, alpha }: (typeof games)[number], shares: number) => {
        const worth = [0, one, one, both].map((_, set) => [0, one, one, both][set & shares]);
        const payments = fairPayments(2, worth, alpha);
        return {
          users: Array.from(payments, (t, i) => utilityOf(t, (shares >> i) & 1 ? costs[i] : 0)),
          platform: worth[3] - payments[0] - payments[1],
        };
      };
      /** What user i gains by sharing rather than not, where the other shares with probability q. */
      const gain = (game: (typeof games)[number], i: number, q: number): number =>
        [0, 1].reduce((sum, other) => {
          const rest = other << (1 - i);
          const more = outcome(game, rest | (1 << i)).users[i] - outcome(game, rest).users[i];
          return sum + (other ? q : 1 - q) * more;
        }, 0);
      return all(
        everywhere(
          games.flatMap((game) => [0, 1, 2, 3].map((shares) => ({ ...game, shares }))),
          ({ shares, ...game }) => {
            const { users, platform } = outcome(game, shares);
            const paidFor = game.costs.reduce((sum, c, i) => sum + ((shares >> i) & 1 ? c : 0), 0);
            return users[0] + users[1] + platform - ([0, game.one, game.one, game.both][shares] - paidFor);
          },
          1e-12,
          "users and platform together, less U − Σ c,",
        ),
        everywhere(
          games.flatMap((game) =>
            twoUserEquilibria(game, game.costs[0], game.costs[1], game.alpha).map(({ q1, q2 }) => ({
              ...game,
              q: [q1[0], q2[0]],
            })),
          ),
          ({ q, ...game }) =>
            largest(
              [0, 1].map((i) => Math.max((1 - q[i]) * gain(game, i, q[1 - i]), -q[i] * gain(game, i, q[1 - i]), 0)),
            ),
          1e-10,
          "a user's gain from changing her choice at the equilibria of (3)",
        ),
      );
    },
  }),
  claim({
    id: "kang23/eq4-veto",
    where: "Section 3.1, (4)",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says:
        "Without the platform a coalition is worth nothing (4): over all (N+1)! orders in which users and platform arrive, " +
        "users before the platform bring 0, the means are (5) and (6), and for a = 0 all values are 0.",
      value: 0,
    },
    twin: { says: "a coalition without the platform is worth half", value: 0.5 },
    check: (alone: number, stream) =>
      all(
        vanishes(
          over([1, 2, 3, 5], stream, (N, worth) => {
            const game = withPlatform(N, worth).map((x, set) => (set < worth.length ? alone * worth[set] : x));
            const { platform, users } = fairShares(N, worth);
            return apart(byOrders(N + 1, game), [...users, platform]);
          }),
          1e-12,
          "values by orders, less (5) and (6),",
        ),
        vanishes(
          over([1, 3], stream, (N, worth) => {
            const { platform, users } = fairShares(N, worth, 0);
            return largest([platform, ...users]);
          }),
          0,
          "a = 0:",
        ),
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
      says:
        "(5) and (6) are the Shapley values of the game of N users and a platform, ⊂ in (5) read as ⊆ (the paper uses both " +
        "signs alike).",
      value: (size: number, players: number): boolean => size <= players,
    },
    twin: { says: "with S ≠ [N] in (5), ⊂ read as proper", value: (size, players) => size < players },
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
      // On the unanimity games (additivity spans the rest): unknowns φ_p, φ_1..φ_N and what the axioms say of them.
      const games = [1, 2, 3, 4].flatMap((N) => Array.from({ length: 2 ** N - 1 }, (_, T) => ({ N, T: T + 1 })));
      const dimensions = ({ N, T }: { N: number; T: number }): number => {
        const row = (at: Readonly<Record<number, number>>): number[] =>
          Array.from({ length: N + 1 }, (_, player) => at[player] ?? 0);
        const members = Array.from({ length: N }, (_, i) => i + 1).filter((i) => T & (1 << (i - 1)));
        const others = Array.from({ length: N }, (_, i) => i + 1).filter((i) => !members.includes(i));
        const equations = [
          ...others.map((i) => row({ [i]: 1 })),
          ...members.slice(1).map((i) => row({ [members[0]]: 1, [i]: -1 })),
          ...(efficiency ? [new Array<number>(N + 1).fill(1)] : []),
          ...(symmetry ? [row({ 0: 1, [members[0]]: -1 })] : []),
        ];
        return N + 1 - rank(equations);
      };
      const half: Value = (N, worth) => [
        0.5 * worth[worth.length - 1],
        ...marginalSums(N, worth, weight12).map((x) => 0.5 * x),
      ];
      const residual = axiomResidual(half, (worth) => worth[worth.length - 1], stream);
      const worth = Float64Array.of(0, 1, 2, 4);
      const { platform, users } = fairShares(2, worth);
      return all(everywhere(games, dimensions, 0, "dimensions that the axioms leave open on unanimity games, N ≤ 4:"), {
        stands: true,
        evidence:
          `for U = (0,1,2,4) the paper's value is ${list([platform, ...users])}, and ${list(half(2, worth))} (λ = ½) ` +
          `passes A.i to A.iii to ${residual.toExponential(0)}`,
      });
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
    verdict: "holds",
    printed: {
      says: "The value of the (N+1)-player game reduces to (52), S over all subsets (⊆, as (52) has it), and (53).",
      value: { proper: false, joined: 1 },
    },
    twin: { says: "with S ≠ [N] in (52)", value: { proper: true, joined: 1 } },
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
    verdict: "holds as corrected",
    printed: {
      says:
        "(12) satisfies fairness, pseudo-efficiency and additivity (U(0) = 0) for every α(ε) that B.ii allows: equal " +
        "where utilities are equal, here α = g(U(ε)), g(x) = x/(1 + x).",
      value: { fraction: (utility: number) => Math.abs(utility) / (1 + Math.abs(utility)), weight: weight12 },
    },
    corrected: {
      says: "It does for one constant α; with an α that varies with U, what is paid is not additive (B.iii).",
      value: { fraction: () => 0.6, weight: weight12 },
    },
    twin: {
      says: "a constant α, with C(N, |S|) for C(N−1, |S|)",
      value: { fraction: () => 0.6, weight: (N, s) => 1 / (N * choose(N, s)) },
    },
    check: ({ fraction, weight }: { fraction: (utility: number) => number; weight: MarginalWeight }, stream) => {
      const pay: Value = (N, worth) => marginalSums(N, worth, weight).map((x) => fraction(worth[worth.length - 1]) * x);
      const total = (worth: Float64Array): number => fraction(worth[worth.length - 1]) * worth[worth.length - 1];
      const [U, V] = [Float64Array.of(0, 1, 2, 2.5), Float64Array.of(0, 2, 1, 2.5)];
      const paid = (worth: Float64Array): number => pay(1, worth.slice(0, 2))[0];
      const sum = U.map((u, set) => u + V[set]);
      return all(vanishes(axiomResidual(pay, total, stream), 1e-10, "largest residual of the axioms"), {
        stands: true,
        evidence:
          `user 1 sharing alone at U = 1 and V = 2 is paid ${show(paid(U) + paid(V), 4)} for the two, ` +
          `${show(paid(sum), 4)} for U + V`,
      });
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
    verdict: "holds",
    printed: {
      says:
        "(41) to (46) are equal, the sums of (44) and (45) running over 1 ≤ |S| ≤ N−1. ((44) is garbled in the transcription " +
        "that we have, which gives |S| < N−1 for its first sum and ≤ N−1 for its second.)",
      value: (N: number): number => N,
    },
    twin: { says: "with |S| < N−1 in the first sum of (44) only", value: (N) => N - 1 },
    check: (below: (N: number) => number, stream) =>
      vanishes(
        over([2, 3, 4, 5], stream, (N, worth) => {
          const utility = worth[worth.length - 1];
          const sumOver = (term: (size: number) => number): number =>
            worth.reduce((sum, x, set) => (set === 0 ? sum : sum + x * term(sizeOf(set))), 0);
          const first = sumOver((size) => (size < below(N) ? size / choose(N - 1, size - 1) : 0));
          const second = sumOver((size) => (size <= N - 1 ? (N - size) / choose(N - 1, size) : 0));
          const line44 = utility + (first - second) / N;
          const line41 = marginalSums(N, worth, weight12).reduce((a, b) => a + b, 0);
          return largest([line44 - line41, line41 - utility]);
        }),
      ),
  }),
  claim({
    id: "kang23/thm2-unanimity",
    where: "Appendix A.2, (48)",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says: "The unanimity utility U_T pays α/|T| (printed α/T) to each member of T, and nothing to others.",
      value: (T: number, _levels: number): number => 1 / sizeOf(T),
    },
    corrected: {
      says: "It does where T ⊆ supp ε; elsewhere U_T(ε) = 0, and nobody is paid.",
      value: (T: number, levels: number): number => ((T & ~levels) === 0 ? 1 / sizeOf(T) : 0),
    },
    twin: {
      says: "α/(|T|+1) where T ⊆ supp ε",
      value: (T, levels) => ((T & ~levels) === 0 ? 1 / (sizeOf(T) + 1) : 0),
    },
    check: (share: (T: number, levels: number) => number) =>
      everywhere(
        [1, 2, 3, 4].flatMap((N) =>
          Array.from({ length: (2 ** N - 1) * 2 ** N }, (_, k) => ({ N, T: 1 + (k >> N), supp: k & (2 ** N - 1) })),
        ),
        ({ N, T, supp }) => {
          const worth = Float64Array.from({ length: 2 ** N }, (_, S) => ((T & ~(S & supp)) === 0 ? 1 : 0));
          return largest(fairPayments(N, worth).map((value, i) => value - ((T >> i) & 1 ? share(T, supp) : 0)));
        },
        1e-12,
        "payments off by",
      ),
  }),
  claim({
    id: "kang23/eq47-basis",
    where: "Appendix A.2, (47)",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "The U_T are a basis of the utilities, functions of ε ∈ E^N with U(0) = 0 (here |E| = 2 and 3).",
      value: [2, 3],
    },
    corrected: {
      says:
        "They are for two levels. With more they do not tell levels above 0 apart; what the proof needs is a basis of the " +
        "games S ↦ U(ε_S) at each ε, and that they are.",
      value: [2],
    },
    twin: { says: "they are for |E| = 3", value: [3] },
    check: (levels: readonly number[]) =>
      everywhere(
        levels.flatMap((E) => [1, 2, 3, 4].map((N) => ({ E, N }))),
        ({ E, N }) => {
          const supports = Array.from({ length: E ** N - 1 }, (_, k) =>
            Array.from({ length: N }, (__, i) => (Math.floor((k + 1) / E ** i) % E > 0 ? 1 << i : 0)).reduce(
              (a, b) => a | b,
            ),
          );
          const T = Array.from({ length: 2 ** N - 1 }, (_, k) => k + 1);
          return E ** N - 1 - rank(T.map((t) => supports.map((S) => ((t & ~S) === 0 ? 1 : 0))));
        },
        0,
        "dimensions of utilities less those that the U_T span:",
      ),
  }),
  claim({
    id: "kang23/thm2-unique",
    where: "Theorem 2, Appendix A.2",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "The axioms leave only (12). (The proof is silent on B.ii's clause that α is equal where utilities are; it is what " +
        "forces one α for all T, and, over all monotone utilities, one for all ε.)",
      value: { tieClause: true },
    },
    twin: { says: "they do without the clause", value: { tieClause: false } },
    check: ({ tieClause }, stream) => {
      // By B.i and B.iii a rule pays a_T(S)/|T| of U's dividend b_T to the members of T ⊆ S = supp ε: the unknowns a_T(S).
      const open = (N: number): number => {
        const sets = Array.from({ length: 2 ** N - 1 }, (_, k) => k + 1);
        const unknowns = sets.flatMap((S) => sets.filter((T) => (T & ~S) === 0).map((T) => [S, T] as const));
        // U(S) = U(S′) ≠ 0 for a monotone U: then B.ii has the same α, so the same total paid, at both.
        const ties = sets.flatMap((S) => sets.filter((other) => other < S).map((other) => [S, other] as const));
        const equations = Array.from({ length: 40 * unknowns.length }, (_, k) => {
          if (ties.length === 0) return unknowns.map(() => 0);
          const [S, other] = ties[k % ties.length];
          const raw = monotoneGame(N, stream);
          const b = dividends(
            N,
            raw.map((x) => Math.min(x, raw[S], raw[other])),
          );
          return unknowns.map(([at, T]) => (at === S ? b[T] : at === other ? -b[T] : 0));
        });
        return unknowns.length - (tieClause ? rank(equations) : 0);
      };
      return equals("dimensions of the rules left, N = 1, 2, 3 (the constant α):", [1, 2, 3].map(open), [1, 1, 1], 0);
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
