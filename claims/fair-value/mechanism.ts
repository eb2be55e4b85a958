/** Section 5, 5.1 and Appendix A.4: the game of equal users, Theorem 3, Fig. 6. */
import { claim, notCheckable, type Claim } from "../claim";
import { all, everywhere, holdsFor } from "../evidence";
import { show } from "../../lib/format";
import { binomialLaw } from "../../lib/numerics/binomial";
import { minimise } from "../../lib/numerics/minimise";
import { worthTable } from "../../lib/games/coalitions";
import { agrees, zScore } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import { fairPayments } from "../../lib/fair-value/fair-payments";
import { laplaceSharingGame, laplaceTwoLevelGame } from "../../lib/fair-value/laplace-games";
import { laplaceUtilities, utilityByCount } from "../../lib/fair-value/linear-laplace";
import { simulatePlay } from "../../lib/fair-value/simulation";
import {
  equilibriumObjective,
  expectedUtility,
  platformOptimum,
  relativePayoff,
  sharingGame,
  symmetricEquilibria,
  thresholds,
  twoLevelGame,
  type SymmetricGame,
} from "../../lib/fair-value/symmetric-game";
import { concaveUtility, largest, list, vanishes, whole } from "./support";

const GAMES = 60;
const PROBABILITIES = [0, 0.1, 0.25, 0.5, 0.7, 0.9, 1];
const FIGURE6 = laplaceSharingGame(2, Infinity);
/** Games with ε′₁ > 0 that satisfy both assumptions: N, ε′₁, ε′₂. */
const TWO_LEVEL: readonly (readonly [number, number, number])[] = [
  [2, 1, Infinity],
  [2, 0.3, 20],
  [3, 0.5, Infinity],
];

type Utility = (private_: number, shared: number) => number;

/** A random symmetric utility of a members at ε′₁ and b at ε′₂: f(xa + b) with f increasing, concave if asked for. */
function randomUtility(users: number, concave: boolean, { uniform }: Stream): Utility {
  const x = 0.8 * uniform();
  const power = concave ? 0.2 + 0.7 * uniform() : 0.2 + 2 * uniform();
  return (a, b) => (x * a + b) ** power / users;
}

const concaveGames = (stream: Stream, count = GAMES): SymmetricGame[] =>
  Array.from({ length: count }, () => sharingGame(concaveUtility(whole(2, 6, stream), stream)));

const twoLevelGames = (): SymmetricGame[] => TWO_LEVEL.map((parameters) => laplaceTwoLevelGame(...parameters));

/** The share of the platform at a given α, under its favourite equilibrium. */
const shareAt = (game: SymmetricGame, alpha: number, cost: number): number =>
  Math.max(...symmetricEquilibria(game, alpha, cost).map((p) => (1 - alpha) * expectedUtility(game, p)));

/** The best share over a grid of α, refined around the best point: (19) by brute force. */
function bestShare(game: SymmetricGame, cost: number): number {
  const grid = Array.from({ length: 101 }, (_, k) => k / 100);
  const shares = grid.map((alpha) => shareAt(game, alpha, cost));
  const k = shares.indexOf(Math.max(...shares));
  const [lo, hi] = [grid[Math.max(0, k - 1)], grid[Math.min(100, k + 1)]];
  return Math.max(shares[k], -minimise((alpha) => -shareAt(game, alpha, cost), lo, hi).value);
}

/** The best (1 − c/γ(p)) U(p) over a grid of p < 1: what the platform can get by paying anything. */
const bestOfPlays = (game: SymmetricGame, cost: number): number =>
  Math.max(
    ...Array.from({ length: 2000 }, (_, k) => {
      const gamma = relativePayoff(game, k / 2000);
      return gamma >= cost ? (1 - cost / gamma) * expectedUtility(game, k / 2000) : -Infinity;
    }),
  );

/** γ and its least and greatest values for increasing γ. */
const range = (game: SymmetricGame): { min: number; max: number } => {
  const { gammaMin: min, gammaMax: max } = thresholds(game);
  return { min, max };
};

/** (22) at a cost, over a grid of the equilibria p that some α < c/γ_min brings about. */
function condition22(game: SymmetricGame, cost: number): boolean {
  const { min } = range(game);
  const full = expectedUtility(game, 0);
  return Array.from({ length: 400 }, (_, k) => ((k + 1) / 400) ** 2).every((p) => {
    const alpha = p === 1 ? 0 : cost / relativePayoff(game, p);
    return alpha >= 1 || (1 - cost / min) / (1 - alpha) >= expectedUtility(game, p) / full - 1e-13;
  });
}

/** The largest cost at which (22) holds, by bisection. */
function cthOf22(game: SymmetricGame): number {
  let [lo, hi] = [0, range(game).min];
  for (let step = 0; step < 40; step++) {
    const middle = (lo + hi) / 2;
    if (condition22(game, middle)) lo = middle;
    else hi = middle;
  }
  return lo;
}

export const mechanismClaims: readonly Claim[] = [
  claim({
    id: "kang23/eq18-21",
    where: "Section 5, (18) and (21)",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "γ(p) is the expected gain in fair value from sharing when each of the others shares with probability 1 − p.",
      value: (game: SymmetricGame, p: number): number => relativePayoff(game, p),
    },
    twin: { says: "… with probability p", value: (game, p) => relativePayoff(game, 1 - p) },
    check: (gamma, stream) => {
      let worst = 0;
      for (let N = 2; N <= 5; N++) {
        const U = randomUtility(N, true, stream);
        const game = twoLevelGame(N, U);
        // The Shapley value of user 0 with everybody's action given: bit i of `shares` is user i's.
        const value = (shares: number): number =>
          fairPayments(
            N,
            worthTable(N, (set) => {
              let [a, b] = [0, 0];
              for (let i = 0; i < N; i++) if ((set >> i) & 1) [a, b] = (shares >> i) & 1 ? [a, b + 1] : [a + 1, b];
              return U(a, b);
            }),
          )[0];
        for (const p of PROBABILITIES) {
          let expected = 0;
          for (let others = 0; others < 2 ** N; others += 2) {
            let probability = 1;
            for (let i = 1; i < N; i++) probability *= (others >> i) & 1 ? 1 - p : p;
            if (probability > 0) expected += probability * (value(others | 1) - value(others));
          }
          worst = Math.max(worst, Math.abs(expected - gamma(game, p)));
        }
      }
      return vanishes(worst, 1e-12, "largest difference from walking through the others' choices, N ≤ 5,");
    },
  }),
  claim({
    id: "kang23/gamma-nonneg",
    where: "Appendix A.4, (76) to (78)",
    method: "property test",
    verdict: "holds",
    printed: { says: "γ ≥ 0 if U is monotone, also for ε′₁ > 0.", value: { monotone: true } },
    twin: { says: "γ ≥ 0 for every U", value: { monotone: false } },
    check: ({ monotone }, stream) => {
      let least = Infinity;
      for (let round = 0; round < 200; round++) {
        const N = whole(2, 5, stream);
        const U = randomUtility(N, false, stream);
        const falling: Utility = (a, b) => U(a, b) - 0.3 * b * b;
        const game = twoLevelGame(N, monotone ? U : falling);
        for (const p of PROBABILITIES) least = Math.min(least, relativePayoff(game, p));
      }
      return { stands: least >= -1e-12, evidence: `least γ ${show(least, 3)} over 200 utilities` };
    },
  }),
  claim({
    id: "kang23/gamma-monotone",
    where: "Appendix A.4, (79) to (83)",
    method: "property test",
    verdict: "holds",
    printed: {
      says:
        "γ′ ≥ 0: γ does not fall in p under Assumption 2. (The lines that prove it have a false step, kang23/eq79-83, which can " +
        "be mended.)",
      value: { concave: true },
    },
    twin: { says: "nor without it (ε′ = 1)", value: { concave: false } },
    check: ({ concave }, stream) => {
      const games = concave
        ? [
            ...concaveGames(stream),
            ...TWO_LEVEL.map((parameters) => laplaceTwoLevelGame(...parameters)),
            ...Array.from({ length: GAMES }, () => {
              const N = whole(2, 5, stream);
              return twoLevelGame(N, randomUtility(N, true, stream));
            }),
          ]
        : [2, 3, 5].map((N) => laplaceSharingGame(N, 1));
      let fall = 0;
      for (const game of games) {
        for (let k = 0; k < 20; k++)
          fall = Math.max(fall, relativePayoff(game, k / 20) - relativePayoff(game, (k + 1) / 20));
      }
      return vanishes(fall, 1e-12, `largest fall of γ over ${games.length} games`);
    },
  }),
  claim({
    id: "kang23/eq79-83",
    where: "Appendix A.4, (80) to (83)",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says:
        "For p₂ > p₁ the difference d(n) = b(n, p₂) − b(n, p₁) sums to 0 and is decreasing (n counting those who share, as " +
        "n_private = N − n has it; the other way round it would be increasing), whence (82).",
      value: { falls: true, last: 1 },
    },
    corrected: {
      says:
        "It sums to 0 and changes its sign once, from + to −, which is all that (82) needs. (b's exponents are n and N − n " +
        "exchanged, its trials the |S| others in S, and (81) lacks its sum on the left.)",
      value: { falls: false, last: 1 },
    },
    twin: { says: "(82) without its last term", value: { falls: false, last: 0 } },
    check: ({ falls, last }: { falls: boolean; last: number }, stream) => {
      const cases = Array.from({ length: 300 }, () => {
        const N = whole(2, 8, stream);
        const [p1, p2] = [stream.uniform(), stream.uniform()].sort((a, b) => a - b);
        const steps = Array.from({ length: N + 1 }, () => stream.uniform()).sort((a, b) => b - a);
        return { N, p1, p2, steps };
      });
      const difference = ({ N, p1, p2 }: (typeof cases)[number]): number[] => {
        const before = binomialLaw(N, 1 - p1, p1);
        return Array.from(binomialLaw(N, 1 - p2, p2), (x, n) => x - before[n]);
      };
      return all(
        everywhere(cases, (one) => difference(one).reduce((sum, x) => sum + x, 0), 1e-12, "Σ d"),
        holdsFor(
          cases,
          (one) => {
            const d = difference(one);
            if (falls) return d.every((x, n) => n === 0 || x <= d[n - 1] + 1e-15);
            return d.every((x, n) => n === 0 || !(x > 1e-15 && d[n - 1] < -1e-15));
          },
          falls ? "d falls" : "d changes its sign once",
        ),
        holdsFor(
          cases,
          (one) => {
            const d = difference(one);
            const from = d.findIndex((x) => x < 0);
            const head = d.slice(0, from).reduce((sum, x) => sum + x, 0);
            const sum = d.reduce((total, x, n) => total + x * one.steps[n], 0);
            return sum >= head * (one.steps[from - 1] - last * one.steps[from]) - 1e-12;
          },
          "(82)",
        ),
      );
    },
  }),
  claim({
    id: "kang23/assump1-2",
    where: "Assumptions 1 and 2, (20); Example 2 with E = {0, ∞}",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says: "Example 2 satisfies both assumptions as they are printed, where ≥ implies >.",
      value: { strict: false, level: Infinity },
    },
    corrected: {
      says: "It satisfies them with > implying > (at equality something would be above itself), for every number of users.",
      value: { strict: true, level: Infinity },
    },
    twin: { says: "so does E = {0, 3}", value: { strict: true, level: 3 } },
    check: ({ strict, level }: { strict: boolean; level: number }) => {
      const users = [2, 3, 5, 8];
      const above = (a: number, b: number): boolean => (strict ? a > b : a >= b);
      // Equal users: U depends on how many share, and so does what one more adds.
      const pairs = users.flatMap((N) =>
        Array.from({ length: (N + 1) ** 2 }, (_, k) => ({ N, one: Math.floor(k / (N + 1)), two: k % (N + 1) })),
      );
      const step = (N: number, k: number): number => utilityByCount(N, level)[k + 1] - utilityByCount(N, level)[k];
      return all(
        holdsFor(
          pairs,
          ({ N, one, two }) => !above(two, one) || utilityByCount(N, level)[two] > utilityByCount(N, level)[one],
          "Assumption 1",
        ),
        holdsFor(
          pairs.filter(({ N, one, two }) => Math.max(one, two) < N),
          ({ N, one, two }) => !above(N - one, N - two) || step(N, one) > step(N, two),
          "Assumption 2",
        ),
      );
    },
  }),
  claim({
    id: "kang23/assump2-level",
    where: "Assumption 2 in Example 1, E = {0, ε′} (ours)",
    method: "exact",
    verdict: "holds",
    printed: { says: "Returns diminish exactly for ε′ > 2√3, for any number of users.", value: 2 * Math.sqrt(3) },
    twin: { says: "exactly for ε′ > 3.3", value: 3.3 },
    check: (bound: number) =>
      holdsFor(
        [0.5, 1, 2, 3, 3.4, 3.46, 3.47, 3.6, 5, 20, Infinity].flatMap((level) =>
          [2, 3, 5, 8].map((N) => ({ level, N })),
        ),
        ({ level, N }) => {
          const u = utilityByCount(N, level);
          const steps = Array.from({ length: N }, (_, k) => u[k + 1] - u[k]);
          return steps.every((x, k) => k === 0 || x < steps[k - 1]) === level > bound;
        },
        "diminishing or not, as said",
      ),
  }),
  claim({
    id: "kang23/sec5-identical",
    where: "Section 5, identical marginal contributions",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says: "Users count alike: U(ε_{S∪i}) = U(ε_{S∪j}) for any i, j and S without them, at every ε in the game of Fig. 6.",
      value: { equal: true, unequal: true },
    },
    corrected: {
      says: "For i and j at equal levels, U being the same under every relabelling: at unequal ones Assumption 1 denies it.",
      value: { equal: true, unequal: false },
    },
    twin: { says: "for i and j at unequal levels", value: { equal: false, unequal: true } },
    check: ({ equal, unequal }: { equal: boolean; unequal: boolean }) => {
      const cases = [2, 3, 4].flatMap((N) =>
        Array.from({ length: 2 ** N }, (_, shares) => {
          const levels = Array.from({ length: N }, (__, i) => ((shares >> i) & 1 ? Infinity : 0));
          return { levels, table: laplaceUtilities(levels) };
        }).flatMap(({ levels, table }) =>
          Array.from({ length: 2 ** N }, (_, S) => ({ levels, S, table: () => table })).filter(
            ({ S }) => (S & 3) === 0,
          ),
        ),
      );
      return everywhere(
        cases.filter(({ levels }) => (levels[0] === levels[1] ? equal : unequal)),
        ({ S, table }) => table()[S | 1] - table()[S | 2],
        1e-12,
        "U(ε_{S∪1}) − U(ε_{S∪2})",
      );
    },
  }),
  claim({
    id: "kang23/eq72-cheng",
    where: "Appendix A.4, (72)",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "The symmetric equilibria are the zeros of Σ_s [u(s, p) − u(p, p)]₊².",
      value: equilibriumObjective as (game: SymmetricGame, alpha: number, cost: number, p: number) => number,
    },
    twin: {
      says: "of its first term",
      value: (game, alpha, cost, p) => Math.max(0, (1 - p) * (cost - alpha * relativePayoff(game, p))) ** 2,
    },
    check: (objective, stream) => {
      let [worst, atEquilibria, missed] = [0, 0, 0];
      for (let round = 0; round < GAMES; round++) {
        const N = whole(2, 5, stream);
        const u = [0, ...Array.from({ length: N }, () => stream.uniform())];
        const game = sharingGame(u);
        const [alpha, cost] = [stream.uniform(), 0.3 * stream.uniform()];
        const equilibria = symmetricEquilibria(game, alpha, cost);
        for (const p of equilibria) atEquilibria = Math.max(atEquilibria, objective(game, alpha, cost, p));
        // From the definition: what sharing brings, given the others' binomial choices.
        const sharingAt = (p: number): number =>
          binomialLaw(N - 1, 1 - p).reduce((sum, prob, j) => sum + (prob * alpha * u[j + 1]) / (j + 1), -cost);
        for (let k = 0; k <= 500; k++) {
          const p = k / 500;
          const sharing = sharingAt(p);
          const mixed = (1 - p) * sharing;
          const direct = Math.max(0, 0 - mixed) ** 2 + Math.max(0, sharing - mixed) ** 2;
          worst = Math.max(worst, Math.abs(direct - objective(game, alpha, cost, p)));
          // Between two points at which sharing pays and does not, there is an equilibrium; and so at the ends.
          const crossed = k < 500 && sharing * sharingAt((k + 1) / 500) < 0;
          if (crossed && !equilibria.some((x) => x > p && x < (k + 1) / 500)) missed++;
          if ((k === 0 && sharing > 0) || (k === 500 && sharing < 0)) missed += equilibria.includes(p) ? 0 : 1;
          const near = equilibria.some((x) => Math.abs(x - p) < 1e-6);
          if (direct < 1e-14 && !near && objective(game, alpha, cost, p) === 0) missed++;
        }
      }
      return all(
        vanishes(worst, 1e-12, "difference from its definition"),
        vanishes(atEquilibria, 1e-16, "at the equilibria"),
        { stands: missed === 0, evidence: `${missed} other zeros or changes of sign` },
      );
    },
  }),
  claim({
    id: "kang23/eq73-75",
    where: "Appendix A.4, (73) to (75)",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "(73) = (74) = (75), the second bracket of (74) being c(1−p) − α(φ(p,p) − φ(ε₂,p)).",
      value: (p: number, cost: number): number => cost * (1 - p),
    },
    corrected: { says: "It is −cp − α(φ(p,p) − φ(ε₂,p)).", value: (p: number, cost: number): number => -cost * p },
    twin: { says: "cp − …", value: (p, cost) => cost * p },
    check: (first: (p: number, cost: number) => number, stream) => {
      let worst = 0;
      for (let round = 0; round < GAMES; round++) {
        const N = whole(2, 5, stream);
        const game = twoLevelGame(N, randomUtility(N, true, stream));
        const [alpha, cost, p] = [stream.uniform(), stream.uniform(), stream.uniform()];
        const gamma = relativePayoff(game, p);
        // φ up to a constant: φ(ε₁, p) = 0, φ(ε₂, p) = γ, φ(p, p) = (1−p)γ.
        const [phi2, phiMixed] = [gamma, (1 - p) * gamma];
        const first73 = -(alpha * phiMixed - cost * (1 - p));
        const second73 = alpha * phi2 - cost - (alpha * phiMixed - cost * (1 - p));
        worst = Math.max(
          worst,
          Math.abs(cost * (1 - p) - alpha * phiMixed - first73),
          Math.abs((1 - p) * (cost - alpha * gamma) - first73),
          Math.abs(first(p, cost) - alpha * (phiMixed - phi2) - second73),
          Math.abs(-p * (cost - alpha * gamma) - second73),
        );
      }
      return vanishes(worst, 1e-12);
    },
  }),
  claim({
    id: "kang23/eq84-87-pstar",
    where: "Appendix A.4, (84) to (87)",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "p*(α) is 1 below c/γ_max, γ⁻¹(c/α) up to c/γ_min, and 0 above.",
      value: ({ min, max }: { min: number; max: number }) => [min, max] as const,
    },
    twin: { says: "with γ_min a tenth larger", value: ({ min, max }) => [1.1 * min, max] as const },
    check: (ends, stream) => {
      let [worst, cases] = [0, 0];
      for (const game of [...concaveGames(stream), ...twoLevelGames()]) {
        const [min, max] = ends(range(game));
        const cost = 0.5 * max * stream.uniform();
        for (const t of [0.3, 0.8, 0.99, 0.9999, 1.0001, 1.01, 1.05, 1.2, 2, 10 * stream.uniform()]) {
          for (const alpha of [t * (cost / max), t * (cost / min)].filter((x) => x <= 1)) {
            const found = symmetricEquilibria(game, alpha, cost);
            const p = found[0];
            const predicted =
              alpha < cost / max ? p - 1 : alpha > cost / min ? p : alpha * relativePayoff(game, p) - cost;
            worst = Math.max(worst, Math.abs(predicted), found.length - 1);
            cases++;
          }
        }
      }
      return vanishes(worst, 1e-9, `largest residual over ${cases} cases, one equilibrium in each,`);
    },
  }),
  claim({
    id: "kang23/Up-decreasing",
    where: "Appendix A.4, before (89)",
    method: "property test",
    verdict: "holds",
    printed: { says: "U(p) falls in p if U is monotone.", value: { monotone: true } },
    twin: { says: "for every U", value: { monotone: false } },
    check: ({ monotone }, stream) => {
      let rise = -Infinity;
      for (let round = 0; round < 200; round++) {
        const N = whole(2, 6, stream);
        const U = randomUtility(N, false, stream);
        const game = twoLevelGame(N, monotone ? U : (a, b) => U(a, b) - 0.3 * b * b);
        for (let k = 0; k < 20; k++)
          rise = Math.max(rise, expectedUtility(game, (k + 1) / 20) - expectedUtility(game, k / 20));
      }
      return { stands: rise < 0, evidence: `largest rise over a step of 1/20: ${show(rise, 3)}` };
    },
  }),
  claim({
    id: "kang23/thm3-1",
    where: "Theorem 3, item 1",
    method: "numerical optimum",
    verdict: "holds",
    printed: { says: "For c > γ_max, α* = 0 is optimal (for ε′₁ = 0 every α ties).", value: 1 },
    twin: { says: "for c > 0.9 γ_max", value: 0.9 },
    check: (bound, stream) => {
      const increasing = [0.5, 1, 2].map((level) => laplaceSharingGame(3, level));
      const games = [...concaveGames(stream), ...increasing, ...twoLevelGames()];
      const best = largest(
        games.flatMap((game) =>
          [1.001, 1.3].map((t) => {
            const cost = t * bound * range(game).max;
            const optimum = platformOptimum(game, cost);
            const unpaid = expectedUtility(game, 1);
            return Math.max(bestShare(game, cost) - unpaid, optimum.share - unpaid, optimum.alpha);
          }),
        ),
      );
      return vanishes(
        best,
        1e-12,
        `largest gain over α = 0, or α, at 1.001 and 1.3 times ${show(bound)} γ_max, ${games.length} games,`,
      );
    },
  }),
  claim({
    id: "kang23/thm3-2",
    where: "Theorem 3, item 2",
    method: "counterexample search",
    verdict: "fails",
    printed: {
      says: "For c_th < c < γ_max, α* is the smallest α with p*(α) ∈ γ⁻¹(c/α), which is c/γ_max.",
      value: (game: SymmetricGame, cost: number): number => cost / range(game).max,
    },
    control: {
      says: "α* = c/γ(p*) with p* the maximum of (1 − c/γ(p)) U(p); users mix, and are left no surplus",
      value: (game: SymmetricGame, cost: number): number => platformOptimum(game, cost).alpha,
    },
    twin: { says: "0.97 of that", value: (game, cost) => 0.97 * platformOptimum(game, cost).alpha },
    check: (alphaOf: (game: SymmetricGame, cost: number) => number, stream) => {
      let lost = 0;
      for (const game of [FIGURE6, ...concaveGames(stream, 25)]) {
        const { everybody, gammaMax } = thresholds(game);
        for (const t of [0.25, 0.6]) {
          const cost = everybody + t * (gammaMax - everybody);
          if (gammaMax - everybody < 1e-3) continue;
          lost = Math.max(lost, bestShare(game, cost) - shareAt(game, alphaOf(game, cost), cost));
        }
      }
      const alpha = alphaOf(FIGURE6, 0.5);
      return {
        stands: lost < 1e-8,
        evidence:
          `largest share lost ${lost < 1e-8 ? "rounding only" : lost.toExponential(1)}; N = 2, ε′ = ∞, c = 0.5: α = ${show(alpha, 4)} gives ` +
          `J = ${show(shareAt(FIGURE6, alpha, 0.5), 4)} of ${show(bestShare(FIGURE6, 0.5), 4)}`,
      };
    },
  }),
  claim({
    id: "kang23/thm3-3",
    where: "Theorem 3, item 3",
    method: "numerical optimum",
    verdict: "holds",
    printed: { says: "For c < c_th, α* = c/γ_min and everybody shares.", value: 1 },
    twin: { says: "for c < 1.1 c_th", value: 1.1 },
    check: (bound, stream) => {
      const games = [...concaveGames(stream), ...twoLevelGames()];
      const residual = largest(
        games.flatMap((game) =>
          [0.01, 0.3, 0.7, 0.99].map((t) => {
            const cost = t * bound * thresholds(game).everybody;
            const { alpha, p, share } = platformOptimum(game, cost);
            return Math.max(p, Math.abs(alpha - cost / range(game).min), Math.abs(bestShare(game, cost) - share));
          }),
        ),
      );
      return vanishes(residual, 1e-7, `largest residual at 0.01 to 0.99 of the bound, ${games.length} games,`);
    },
  }),
  claim({
    id: "kang23/eq22-cth",
    where: "Theorem 3, (22)",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "(22) defines c_th < γ_max, also for ε′₁ > 0; for ε′₁ = 0 it is u[N] − u[N−1], the last marginal product.",
      value: (u: readonly number[]): number => u[u.length - 1] - u[u.length - 2],
    },
    twin: { says: "u[N]/N", value: (u) => u[u.length - 1] / (u.length - 1) },
    check: (threshold: (u: readonly number[]) => number, stream) => {
      const sharing = Array.from({ length: GAMES }, () => concaveUtility(whole(2, 6, stream), stream));
      return all(
        everywhere(
          [...sharing.map(sharingGame), ...twoLevelGames()].map((game) => ({ users: game.users, game: () => game })),
          ({ game }) =>
            Math.max(
              Math.abs(cthOf22(game()) - thresholds(game()).everybody),
              thresholds(game()).everybody < range(game()).max ? 0 : 1,
            ),
          1e-4,
          "bisection on (22) less c_th",
        ),
        everywhere(
          sharing,
          (u) => thresholds(sharingGame(u)).everybody - threshold(u),
          1e-9,
          "c_th off u[N] − u[N−1] by",
        ),
      );
    },
  }),
  claim({
    id: "kang23/eq88",
    where: "Appendix A.4, (88)",
    method: "numerical optimum",
    verdict: "holds as corrected",
    printed: { says: "The platform minimises (1 − α) U(p*(α)).", value: -1 },
    corrected: { says: "It maximises it, as (19) has it.", value: 1 },
    twin: { says: "it maximises α U(p*(α)), the payments", value: 0 },
    check: (sense: number, stream) => {
      const games = [FIGURE6, ...concaveGames(stream, 20)].map((game) => ({ users: game.users, game: () => game }));
      return everywhere(
        games,
        ({ game }) => {
          const cost = 0.5 * thresholds(game()).gammaMax;
          const alphas = Array.from({ length: 501 }, (_, k) => k / 500);
          const aim = (alpha: number): number =>
            sense === 0
              ? alpha * expectedUtility(game(), symmetricEquilibria(game(), alpha, cost)[0])
              : sense * shareAt(game(), alpha, cost);
          const best = alphas.reduce((top, alpha) => (aim(alpha) > aim(top) ? alpha : top));
          const most = platformOptimum(game(), cost).share;
          return (shareAt(game(), best, cost) - most) / most;
        },
        0.02,
        "share lost, of the most, on a grid of α",
      );
    },
  }),
  claim({
    id: "kang23/eq89-ivt",
    where: "Appendix A.4, (89)",
    method: "property test",
    verdict: "holds",
    printed: {
      says:
        "There is a c_th at which (89) begins to fail: it holds (with ≥) at every c below and at none above, up to γ_min. (At " +
        "c = 0 no α is below c/γ_min, so that the comparison made there is of nothing; the condition at each p is linear in c.)",
      value: 1,
    },
    twin: { says: "c_th a tenth larger", value: 1.1 },
    check: (factor: number, stream) => {
      const games = [FIGURE6, ...concaveGames(stream, 20), ...twoLevelGames()];
      return holdsFor(
        games.flatMap((game) =>
          [0.02, 0.3, 0.7, 0.97, 1.03, 1.3, 1.8].map((t) => ({ users: game.users, t, game: () => game })),
        ),
        ({ game, t }) => {
          const cost = t * factor * thresholds(game()).everybody;
          return cost >= range(game()).min || condition22(game(), cost) === t < 1;
        },
        "(89) holds below c_th only",
      );
    },
  }),
  claim({
    id: "kang23/thm3-eps1pos",
    where: "Theorem 3, any E = {ε′₁, ε′₂}",
    method: "counterexample search",
    verdict: "fails",
    printed: {
      says: "Also for ε′₁ > 0 the platform pays up to c = γ_max.",
      value: (game: SymmetricGame): number => range(game).max,
    },
    control: {
      says: "it pays up to c₀ = sup_p γ(p)(1 − U(p=1)/U(p)), since α = 0 already earns U(p=1) > 0",
      value: (game: SymmetricGame): number => thresholds(game).nobody,
    },
    twin: { says: "up to 1.03 c₀", value: (game) => 1.03 * thresholds(game).nobody },
    check: (bound) => {
      const games = TWO_LEVEL.map((parameters) => laplaceTwoLevelGame(...parameters));
      const right = games.every((game) => {
        const [below, above] = [0.999, 1.001].map((t) => platformOptimum(game, t * bound(game)));
        const [paid, unpaid] = [0.999, 1.001].map((t) => bestOfPlays(game, t * bound(game)) - expectedUtility(game, 1));
        return below.alpha > 0 && above.alpha === 0 && paid > 0 && unpaid <= 1e-12;
      });
      const t = thresholds(games[0]);
      return {
        stands: right,
        evidence:
          `bounds ${list(games.map(bound), 6)} for (N, ε′₁, ε′₂) = (2,1,∞), (2,0.3,20), (3,0.5,∞); in the first α* = 0 from ` +
          `c₀ = ${show(t.nobody)} = c_th on, without mixed play, though γ_max = ${show(t.gammaMax)}`,
      };
    },
  }),
  claim({
    id: "kang23/sec51-cth-gmax",
    where: "Section 5.1",
    method: "exact",
    verdict: "holds",
    printed: { says: "Example 2 with ε′ = ∞: c_th = 1/3, γ_max = 2/3.", value: { cth: 1 / 3, gammaMax: 2 / 3 } },
    twin: { says: "c_th = 1/4", value: { cth: 1 / 4, gammaMax: 2 / 3 } },
    check: ({ cth, gammaMax }) => {
      const found = thresholds(FIGURE6);
      return vanishes(largest([found.everybody - cth, found.gammaMax - gammaMax]), 1e-12);
    },
  }),
  claim({
    id: "kang23/fig6-low",
    where: "Section 5.1, Fig. 6",
    method: "exact",
    verdict: "holds as corrected",
    printed: { says: "For c ≤ 1/3 total utility is largest, and the platform keeps most of it.", value: 1 / 3 },
    corrected: {
      says:
        "Total utility is largest for c ≤ 1/3; the platform keeps more than half for c < 1/4 only (up to 1/3 it keeps no less " +
        "than each single user gets).",
      value: 1 / 4,
    },
    twin: { says: "more than half exactly for c < 0.3", value: 0.3 },
    check: (most) => {
      const costs = Array.from({ length: 33 }, (_, k) => (k + 0.5) / 99);
      const optima = costs.map((cost) => platformOptimum(FIGURE6, cost));
      const full = optima.every(({ utility }) => Math.abs(utility - 1) < 1e-12);
      const wrong = costs.filter((cost, k) => optima[k].share > 0.5 !== cost < most);
      const at = platformOptimum(FIGURE6, 0.3);
      return {
        stands: full && wrong.length === 0,
        evidence:
          `total 1 for all c < 1/3; platform and users at c = 0.3: ${show(at.share)}, ${show(at.alpha * at.utility)}; ` +
          `"most" is wrong at ${wrong.length} of ${costs.length} costs`,
      };
    },
  }),
  claim({
    id: "kang23/fig6-mid",
    where: "Section 5.1, Fig. 6",
    method: "Monte Carlo",
    verdict: "holds",
    printed: {
      says: "On [1/3, 2/3] total utility falls; p* = 3c − 1, α* = 6c/(2+3c), platform (2−3c)²/3.",
      value: (c: number): number => 3 * c - 1,
    },
    twin: { says: "p* = 3c − 0.9", value: (c) => 3 * c - 0.9 },
    check: (pOf: (c: number) => number, stream) => {
      const costs = Array.from({ length: 19 }, (_, k) => 1 / 3 + (k + 0.5) / 60).filter((c) => c < 0.63);
      const residuals = costs.flatMap((c) => {
        const { p, alpha, share, utility } = platformOptimum(FIGURE6, c);
        return [p - pOf(c), alpha - (6 * c) / (2 + 3 * c), share - (2 - 3 * c) ** 2 / 3, utility - (4 - 9 * c * c) / 3];
      });
      const totals = costs.map((c) => platformOptimum(FIGURE6, c).utility);
      const [c, plays] = [0.5, 20_000];
      const { share, sharing } = simulatePlay(
        FIGURE6.utility,
        { p: Math.min(1, pOf(c)), alpha: (6 * c) / (2 + 3 * c), cost: c, plays },
        stream,
      );
      return all(
        vanishes(largest(residuals), 1e-12),
        { stands: totals.every((total, k) => k === 0 || total < totals[k - 1]), evidence: "total falls" },
        {
          stands: agrees(share, 1 / 12) && agrees(sharing, 0),
          evidence:
            `${plays} plays at c = 0.5: platform ${show(share.estimate, 4)} ± ${show(share.standardError, 2)} (1/12), a user gains ` +
            `${show(sharing.estimate, 2)} ± ${show(sharing.standardError, 2)} by sharing (0), z ${zScore(share, 1 / 12).toFixed(1)}, ${zScore(sharing, 0).toFixed(1)}`,
        },
      );
    },
  }),
  claim({
    id: "kang23/fig6-high",
    where: "Section 5.1, Fig. 6",
    method: "exact",
    verdict: "holds",
    printed: { says: "For c ≥ 2/3 nothing is paid and total utility is 0.", value: 2 / 3 },
    twin: { says: "for c ≥ 0.64", value: 0.64 },
    check: (bound) => {
      const above = [bound, bound + 1e-6, 0.7, 0.8].map((c) => platformOptimum(FIGURE6, c));
      const below = platformOptimum(FIGURE6, bound - 1e-3);
      return {
        stands: above.every(({ alpha, utility }) => alpha === 0 && utility === 0) && below.utility > 0,
        evidence: `totals at and above ${show(bound)}: ${list(above.map(({ utility }) => utility))}, just below ${show(below.utility, 3)}`,
      };
    },
  }),
  notCheckable(
    "kang23/sec6-divisible",
    "Section 2.2; Conclusion",
    "The utility is divisible and transferable (Section 2.2); the Conclusion has non-divisible.",
    "A slip of one word: all results divide the utility, as Section 2.2 says.",
  ),
  notCheckable(
    "kang23/note-others",
    "A note on monotonicity of utility",
    "The algorithms of Hu and Gong (2020) and of Fallah et al. (2022) have errors that do not fall monotonically in ε.",
    "The algorithms are those of other papers, and not described here.",
  ),
];
