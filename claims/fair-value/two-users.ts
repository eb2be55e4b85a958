/** Section 5.2: two users with different costs, Fig. 7. */
import { claim, type Claim } from "../claim";
import { all, everywhere, holdsFor } from "../evidence";
import { show } from "../../lib/format";
import { minimise } from "../../lib/numerics/minimise";
import { laplaceValues } from "../../lib/fair-value/linear-laplace";
import {
  robustShare,
  twoUserEquilibria,
  twoUserOptimum,
  twoUserUtility,
  utilityOfPlay,
} from "../../lib/fair-value/two-user-game";
import { interchanged, userMatrices, type Matrix, type UserMatrices } from "./matrices";
import { largest, list } from "./support";

const UTILITY = twoUserUtility(Infinity);

/** The best (1 − α) E U over α and all equilibria, by brute force: every stretch between critical α is searched. */
function bruteForce(cost1: number, cost2: number): number {
  const { one: u, both: v } = UTILITY;
  const best = (alpha: number): number =>
    Math.max(
      ...twoUserEquilibria(UTILITY, cost1, cost2, alpha).flatMap(({ q1, q2 }) =>
        q1.flatMap((x) => q2.map((y) => (1 - alpha) * utilityOfPlay(UTILITY, x, y))),
      ),
    );
  const critical = [0, cost1 / u, cost2 / u, (2 * cost1) / v, (2 * cost2) / v, 1]
    .filter((a) => a <= 1)
    .sort((a, b) => a - b);
  return Math.max(
    ...critical.map(best),
    ...critical
      .slice(1)
      .map((hi, k) => (hi > critical[k] ? -minimise((alpha) => -best(alpha), critical[k], hi).value : 0)),
  );
}

/** Pairs of costs l ≤ h on a grid off the boundaries of the phases. */
const pairs = (step: number, top: number): readonly (readonly [number, number])[] => {
  const costs = Array.from({ length: Math.floor(top / step) }, (_, k) => (k + 0.37) * step);
  return costs.flatMap((l) => costs.filter((h) => h >= l).map((h) => [l, h] as const));
};

/** pᵀ M q for mixed choices of two users, each given by the probability of sharing. */
const bilinear = (matrix: Matrix, share1: number, share2: number): number =>
  [1 - share1, share1].reduce((sum, p, i) => sum + p * (matrix[i][0] * (1 - share2) + matrix[i][1] * share2), 0);

export const twoUserClaims: readonly Claim[] = [
  claim({
    id: "kang23/eq23-24",
    where: "Section 5.2, (23) and (24)",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "Users' payoffs are p₁ᵀΦ_i p₂ less cost, with the matrices printed in (13).",
      value: interchanged(userMatrices(2 / 3, 1 / 2)),
    },
    corrected: {
      says: "With the two matrices interchanged. (With the printed ones, not sharing dominates and the platform gets nothing.)",
      value: userMatrices(2 / 3, 1 / 2),
    },
    twin: {
      says: "1/3 for 1/2",
      value: userMatrices(2 / 3, 1 / 3),
    },
    check: ({ one, two }: UserMatrices, stream) => {
      let worst = 0;
      for (let round = 0; round < 100; round++) {
        const [q1, q2] = [stream.uniform(), stream.uniform()];
        const expected = [0, 0];
        for (const [i, j] of [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ]) {
          const probability = (i ? q1 : 1 - q1) * (j ? q2 : 1 - q2);
          laplaceValues([i ? Infinity : 0, j ? Infinity : 0]).payments.forEach((t, k) => {
            expected[k] += probability * t;
          });
        }
        worst = Math.max(
          worst,
          Math.abs(bilinear(one, q1, q2) - expected[0]),
          Math.abs(bilinear(two, q1, q2) - expected[1]),
        );
      }
      const gains = [0, 1].map((q2) => bilinear(one, 1, q2) - bilinear(one, 0, q2));
      return {
        stands: worst < 1e-12,
        evidence:
          `largest difference from the expected fair payment ${worst.toExponential(1)}; user 1 gains ${list(gains)} by sharing ` +
          "where the other does not, does",
      };
    },
  }),
  claim({
    id: "kang23/eq25",
    where: "Section 5.2, (25)",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says:
        "The platform maximises p₁ᵀUp₂ − (1−α) p₁ᵀUp₂, α being the fraction that it keeps, as Section 5's first paragraph has " +
        "it. (In (18), (19) and Theorem 3 α is what is paid out; read so, (25) is the payments.)",
      value: (utility: number, alpha: number): number => utility - alpha * utility,
    },
    twin: { says: "α the fraction paid out", value: (utility, alpha) => utility - (1 - alpha) * utility },
    check: (objective: (utility: number, alpha: number) => number) => {
      const kept = [
        [0.1, 0.2],
        [0.3, 0.1],
        [0.5, 0.4],
      ].map(([c1, c2]) => {
        let best = { aim: -Infinity, share: 0, alpha: 0 };
        for (let k = 0; k <= 2000; k++) {
          const alpha = k / 2000;
          for (const { q1, q2 } of twoUserEquilibria(UTILITY, c1, c2, alpha)) {
            const utility = utilityOfPlay(UTILITY, q1[1], q2[1]);
            const aim = objective(utility, alpha);
            if (aim > best.aim) best = { aim, share: (1 - alpha) * utility, alpha };
          }
        }
        return { ...best, lost: twoUserOptimum(UTILITY, c1, c2).share - best.share };
      });
      return {
        stands: kept.every(({ lost }) => Math.abs(lost) < 1e-3),
        evidence: `platform's share at c = (.1,.2), (.3,.1), (.5,.4): ${list(kept.map(({ share }) => share))} with α = ${list(kept.map(({ alpha }) => alpha))}`,
      };
    },
  }),
  claim({
    id: "kang23/fig7-both",
    where: "Section 5.2, Fig. 7",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "Where c₁, c₂ are small and close (below 1/3), the platform has data from both: exactly where 2h − l ≤ 1/3, l ≤ 1/4.",
      value: (l: number, h: number): boolean => 2 * h - l <= 1 / 3 && l <= 1 / 4,
    },
    twin: { says: "where 2h − l ≤ 0.4", value: (l, h) => 2 * h - l <= 0.4 && l <= 1 / 4 },
    check: (both: (l: number, h: number) => boolean) => {
      // Off the diagonal; the mixed phase between the others is found by the brute force as well.
      const cases = [...pairs(0.04, 0.8), [0.31, 0.3], [0.3, 0.305], [0.27, 0.2705]].map(([x, y]) => ({
        l: Math.min(x, y),
        h: Math.max(x, y),
      }));
      return all(
        holdsFor(
          cases.filter(({ l, h }) => l < h),
          ({ l, h }) => (twoUserOptimum(UTILITY, l, h).phase === "both") === both(l, h),
          "both share where said, and only there",
        ),
        holdsFor(
          cases.filter(({ l, h }) => l === h),
          ({ l, h }) => (twoUserOptimum(UTILITY, l, h).phase === "both") === h < 1 / 3,
          "on the diagonal below 1/3",
        ),
        everywhere(
          cases,
          ({ l, h }) => bruteForce(l, h) - twoUserOptimum(UTILITY, l, h).share,
          1e-6,
          "share from brute force",
        ),
      );
    },
  }),
  claim({
    id: "kang23/fig7-asym",
    where: "Section 5.2, Fig. 7",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "Even below 1/3, a large difference means that only one user is engaged.",
      value: [
        [0.3, 0.1],
        [0.1, 0.3],
        [0.25, 0.05],
        [0.32, 0.2],
      ] as readonly (readonly [number, number])[],
    },
    twin: { says: "so does a small one", value: [[0.2, 0.18]] },
    check: (points: readonly (readonly [number, number])[]) => {
      const optima = points.map(([c1, c2]) => twoUserOptimum(UTILITY, c1, c2));
      const worst = largest(points.map(([c1, c2], k) => optima[k].share - bruteForce(c1, c2)));
      return {
        stands:
          worst < 1e-6 &&
          optima.every(({ q1, q2 }, k) => (points[k][0] > points[k][1] ? q1 === 0 && q2 === 1 : q1 === 1 && q2 === 0)),
        evidence: optima.map(({ q1, q2 }, k) => `c = ${list(points[k])}: q = ${list([q1, q2])}`).join("; "),
      };
    },
  }),
  claim({
    id: "kang23/fig7-single",
    where: "Section 5.2, Fig. 7",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "Where c₁ > c₂ > 1/3 only user 2 takes part, however small the difference, and the other way round.",
      value: 1 / 3,
    },
    twin: { says: "where c₁ > c₂ > 0.28", value: 0.28 },
    check: (bound) => {
      let wrong = 0;
      const points = [0.001, 0.01, 0.1, 0.2, 0.3]
        .map((x) => bound + x)
        .filter((x) => x < 2 / 3)
        .flatMap((low) => [1e-6, 0.003, 0.05, 0.3].map((gap) => [low + gap, low] as const));
      for (const [dear, cheap] of points) {
        const [first, second] = [twoUserOptimum(UTILITY, dear, cheap), twoUserOptimum(UTILITY, cheap, dear)];
        const sure = robustShare(UTILITY, dear, cheap);
        const one = first.q1 === 0 && first.q2 === 1 && second.q1 === 1 && second.q2 === 0;
        if (!one || Math.abs(first.share - bruteForce(dear, cheap)) > 1e-6 || Math.abs(sure - first.share) > 1e-9)
          wrong++;
      }
      return {
        stands: wrong === 0,
        evidence: `${wrong} of ${points.length} pairs differ, differences down to 1e-6, also if the worst equilibrium is played`,
      };
    },
  }),
  claim({
    id: "kang23/fig7-none",
    where: "Section 5.2, Fig. 7",
    method: "numerical optimum",
    verdict: "holds",
    printed: { says: "Where c₁, c₂ > 2/3 nothing is offered.", value: 2 / 3 },
    twin: { says: "where c₁, c₂ > 0.62", value: 0.62 },
    check: (bound) => {
      const shares = [
        [1e-6, 1e-6],
        [0.01, 0.2],
        [0.1, 0.1],
        [0.3, 0.02],
      ].flatMap(([x, y]) => {
        const optimum = twoUserOptimum(UTILITY, bound + x, bound + y);
        return [optimum.share, optimum.alpha, bruteForce(bound + x, bound + y)];
      });
      return { stands: largest(shares) === 0, evidence: `largest share or α ${show(largest(shares), 3)}` };
    },
  }),
];
