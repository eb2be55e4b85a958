/** Claims of section 4.2: truthful auctions, and the optimal one where virtual costs rise. */
import { claim, notCheckable, type Claim } from "../claim";
import { all, everywhere, holdsFor } from "../evidence";
import { show } from "../../lib/format";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import { costSampler, openLaw } from "../../lib/probability/cost-laws";
import { iron, virtualCost } from "../../lib/correlated-costs/ironing";
import { uniform, VALLEY, WAVES } from "../../lib/correlated-costs/laws";
import { paymentSummary } from "../../lib/correlated-costs/optimal-auction";
import { procure } from "../../lib/correlated-costs/procurement";
import { whole } from "./random";
import { ANTI_REGULAR, SIZES, expectation, randomDecreasing, area } from "./tools";
import { gridOf, mostBought, optimumOnGrid } from "./programs";

export const claims: readonly Claim[] = [
  claim<number>({
    id: "fl12/lem4.4-suf",
    where: "Lemma 4.4, if",
    method: "property test",
    verdict: "holds",
    printed: { says: "a decreasing x and E[p] = v·x + ∫_v^∞ x make truth a best reply", value: 1 },
    twin: { says: "so do payments v·x + 0.95·∫_v^∞ x", value: 0.95 },
    check: (share, stream) => {
      let gain = -Infinity;
      for (let i = 0; i < 200; i++) {
        const rule = randomDecreasing(0, 3, stream);
        const grid = Array.from({ length: 31 }, (_, k) => k / 10);
        const pay = grid.map((v) => v * rule.x(v) + share * area(rule, v, 3));
        grid.forEach((v, k) =>
          grid.forEach((report, l) => {
            gain = Math.max(gain, pay[l] - v * rule.x(report) - (pay[k] - v * rule.x(v)));
          }),
        );
      }
      return {
        stands: gain <= 1e-12,
        evidence: `200 random rules, all pairs of 31 costs: largest gain ${show(gain, 3)}`,
      };
    },
  }),
  claim<number>({
    id: "fl12/lem4.4-nec",
    where: "Lemma 4.4, only if",
    method: "numerical optimum",
    verdict: "holds",
    printed: { says: "truth as a best reply and p(∞) = 0 force E[p] = v·x + ∫_v^∞ x", value: 0 },
    twin: { says: "E[p] may be larger by 0.05 (without the normalisation it may)", value: 0.05 },
    check: async (constant, stream) => {
      const size = 40;
      const grid = Array.from({ length: size + 1 }, (_, k) => k / size);
      const cases: { rule: number; cost: number; least: number; most: number; formula: number }[] = [];
      for (let rule = 0; rule < 4; rule++) {
        const { x: share } = randomDecreasing(0, 1, stream);
        const x = grid.map((v, k) => (k === size ? 0 : share(v)));
        const row = (k: number, l: number): { coefficients: number[]; lower: number } => ({
          coefficients: grid.map((_, i) => (i === k ? 1 : i === l ? -1 : 0)),
          lower: grid[k] * (x[k] - x[l]),
        });
        // Neighbouring deviations suffice; the last report is never bought and never paid.
        const rows = grid.slice(1).flatMap((_, k) => [row(k, k + 1), row(k + 1, k)]);
        const ends = {
          lower: grid.map((_, k) => (k === size ? 0 : -Infinity)),
          upper: grid.map((_, k) => (k === size ? 0 : Infinity)),
        };
        for (const at of [0, 7, 20, 38]) {
          const objective = grid.map((_, k) => (k === at ? 1 : 0));
          const [least, most] = [
            (await solveLinearProgram({ sense: "min", objective, rows, ...ends })).value,
            (await solveLinearProgram({ sense: "max", objective, rows, ...ends })).value,
          ];
          // On the grid the integral is known to within a step.
          const area = x.slice(at, size).reduce((sum, share) => sum + share / size, 0);
          cases.push({ rule, cost: grid[at], least, most, formula: grid[at] * x[at] + area + constant });
        }
      }
      return all(
        everywhere(
          cases,
          ({ least, most }) => most - least,
          1 / size + 1e-7,
          "BIC payments differ among themselves by",
        ),
        holdsFor(
          cases,
          ({ least, most, formula }) => formula >= least - 1e-7 && formula <= most + 1e-7,
          "4 random rules, linear programs at 4 of 40 costs: the formula lies among the BIC payments",
        ),
      );
    },
  }),
  notCheckable(
    "fl12/lemA.1-arrows",
    "Lemma A.1's proof",
    "(→) derives BIC from (i) and (ii), (←) derives (i) and (ii) from BIC",
    "the arrows of the two parts are exchanged; both implications are proved, and checked in lem4.4-suf and lem4.4-nec",
  ),
  claim<number>({
    id: "fl12/lemA.3",
    where: "Lemma A.3",
    method: "exact",
    verdict: "holds",
    printed: { says: "E[p] = E[φ(v)·x(v)] with φ = z + F/f", value: 1 },
    twin: { says: "with φ = z + 0.95·F/f", value: 0.95 },
    check: (share, stream) => {
      let off = 0;
      for (const law of [VALLEY, WAVES, uniform(1, 3)] as const) {
        const { hi } = openLaw("law", law);
        for (let i = 0; i < 5; i++) {
          const rule = randomDecreasing(openLaw("law", law).lo, hi, stream);
          const paid = expectation(law, (v) => v * rule.x(v) + area(rule, v, hi), rule.steps);
          const virtual = expectation(law, (v) => (v + share * (virtualCost(law, v) - v)) * rule.x(v), rule.steps);
          off = Math.max(off, Math.abs(paid - virtual));
        }
      }
      return {
        stands: off < 1e-8,
        evidence: `15 random rules under laws with jumps: both sides within ${show(off, 2)}`,
      };
    },
  }),
  claim<number>({
    id: "fl12/lem4.5",
    where: "Lemma 4.5",
    method: "numerical optimum",
    verdict: "holds",
    printed: { says: "for anti-regular laws buying from the cheapest is optimal", value: 1 },
    twin: { says: "so is buying from the cheapest with probability 0.97, else from the dearest", value: 0.97 },
    check: async (share) => {
      const size = 16;
      const cases: { kind: string; n: number; w: number; optimum: number; rule: number }[] = [];
      for (const law of ANTI_REGULAR.filter(({ kind }) => kind !== "exponential" && kind !== "pareto")) {
        const costs = gridOf(law, size);
        for (const [n, w] of [
          [2, 1],
          [3, 2],
          [7, 2],
          [12, 9],
        ]) {
          const most = mostBought(size, n, w);
          const sold = Array.from({ length: size }, (_, k) => most[k + 1] - most[k]);
          // Lemma A.3 on the grid.
          const rule = costs.reduce((sum, cost, k) => {
            const virtual = cost + k * (cost - (costs[k - 1] ?? 0));
            return sum + virtual * (share * sold[k] + (1 - share) * sold[size - 1 - k]);
          }, 0);
          cases.push({ kind: law.kind, n, w, optimum: await optimumOnGrid(costs, n, w), rule });
        }
      }
      return everywhere(
        cases,
        ({ optimum, rule }) => rule / optimum - 1,
        1e-6,
        "linear programs over all BIC auctions off by",
      );
    },
  }),
  claim<number>({
    id: "fl12/sec4.2-bench",
    where: "section 4.2, after Lemma 4.5",
    method: "property test",
    verdict: "holds",
    printed: { says: "that auction pays w·v_(w+1)", value: 0 },
    twin: { says: "it pays w·v_(w)", value: -1 },
    check: (shift, stream) => {
      let off = 0;
      for (const law of ANTI_REGULAR) {
        const ironed = iron(law);
        const draw = costSampler(law);
        for (let i = 0; i < 20; i++) {
          const n = whole(stream, 2, 8);
          const w = whole(stream, 1, n - 1);
          const costs = Array.from({ length: n }, () => draw(stream));
          const sorted = [...costs].sort((a, b) => a - b);
          off = Math.max(off, Math.abs(procure(ironed, costs, w).total / (w * sorted[w + shift]) - 1));
        }
      }
      return { stands: off < 1e-12, evidence: `140 random auctions under 7 laws: total within ${show(off, 2)}` };
    },
  }),
  claim<number>({
    id: "fl12/thm4.6",
    where: "Theorem 4.6",
    method: "counterexample search",
    verdict: "holds",
    printed: {
      says: "for anti-regular laws Mechanism 1 pays at most twice the optimum (in truth at most the optimum)",
      value: 2,
    },
    twin: { says: "at most 0.95 of it", value: 0.95 },
    check: (factor) => {
      let largest = { ratio: 0, text: "" };
      for (const law of ANTI_REGULAR) {
        for (const [n, w] of SIZES) {
          const { mechanism1, optimal } = paymentSummary(law, n, w);
          if (mechanism1 / optimal > largest.ratio)
            largest = { ratio: mechanism1 / optimal, text: `${law.kind}, n = ${n}, w = ${w}` };
        }
      }
      const half = paymentSummary(uniform(0, 1), 30, 15);
      return {
        stands: largest.ratio <= factor,
        evidence:
          `42 cases: largest factor ${show(largest.ratio, 5)} (${largest.text}), never above 1; U[0, 1], n = 30, w = 15: ` +
          show(half.mechanism1 / half.optimal, 5),
      };
    },
  }),
];
