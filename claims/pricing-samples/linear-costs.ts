/** Claims of Sections 4.1 and 4.2: the Baseline and the Certainty Equivalent Mechanism for linear costs. */
import { claim, type Claim } from "../claim";
import { all, holdsFor } from "../evidence";
import { show } from "../../lib/format";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import { agrees, estimateMean, zScore } from "../../lib/probability/monte-carlo";
import { admit, dropDearest } from "../../lib/pricing-samples/baseline";
import { ceMechanism } from "../../lib/pricing-samples/ce-mechanism";
import { countLaw, lawMoments } from "../../lib/pricing-samples/count-law";
import type { Demand } from "../../lib/pricing-samples/demand";
import type { Design } from "../../lib/pricing-samples/design";
import { countSampler } from "../../lib/pricing-samples/draw-samples";
import { countsOf, DESIGNS, FIGURE_2A } from "../../lib/pricing-samples/examples";
import { bestReport, type Offer } from "../../lib/pricing-samples/misreport";
import { randomConcave, randomPopulation } from "../../lib/pricing-samples/random-market";
import { commonThreshold, thresholds, type Rule } from "../../lib/pricing-samples/thresholds";
import type { Seller } from "../../lib/pricing-samples/seller";
import type { Stream } from "../../lib/probability/stream";
import type { Utility } from "../../lib/pricing-samples/utility";
import { profiles } from "./market";

const SMALL: Demand = [
  [1, 2],
  [2, 1],
  [4, 2],
];
const POOL = 6;

/** Every kind of design, on the small demand. */
const ALL_DESIGNS: readonly Design[] = [
  ...DESIGNS.map(({ design }) => design),
  {
    type: "blocks",
    blocks: [
      [
        [1, 1],
        [4, 1],
      ],
      [
        [1, 1],
        [2, 1],
        [4, 1],
      ],
    ],
  },
  countsOf(SMALL, POOL),
  {
    type: "mixture",
    parts: [
      [0.3, { type: "ordering" }],
      [0.7, { type: "balanced" }],
    ],
  },
];

/** All subsets of 0..n − 1 of a size. */
function* subsets(n: number, size: number, from = 0): Generator<number[]> {
  if (size === 0) yield [];
  else for (let i = from; i < n; i++) for (const rest of subsets(n, size - 1, i + 1)) yield [i, ...rest];
}

/** A rule for a seller's threshold: from the others' reports, and C. */
type Threshold = (others: ArrayLike<number>, baseline: number) => number;

/** The best of the reported values, even where none of them saves anything. */
const bestReported: Threshold = (others, baseline) => {
  const reports = Array.from(others);
  const worth = (r: number): number => reports.filter((other) => other <= r).length * (baseline - r);
  return reports.reduce((best, r) => (worth(r) > worth(best) ? r : best));
};

export const linearCostClaims: readonly Claim[] = [
  claim({
    id: "gah12/thm4.1",
    where: "Theorem 4.1",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "the Baseline Mechanism, which pays c^max, is dominant-strategy truthful and ex-post individually rational",
      value: 1,
    },
    twin: { says: "paying 97 % of c^max is too", value: 0.97 },
    check: (share) => {
      const grid = [0, 0.5, 1, 1.5, 2];
      // Net money per access; that it is best at the truth settles every utility, design and outcome at once.
      const net = (reports: number[], i: number, cost: number): number => {
        const { cMax, dropped } = admit(reports);
        return dropped === i ? 0 : share * cMax - cost;
      };
      let gain = 0;
      let least = 0;
      let tried = 0;
      for (const sellers of [2, 3, 4]) {
        for (const profile of profiles(sellers, grid)) {
          profile.forEach((cost, i) => {
            const truth = net(profile, i, cost);
            least = Math.min(least, truth);
            for (const lie of grid) {
              gain = Math.max(
                gain,
                net(
                  profile.map((c, j) => (j === i ? lie : c)),
                  i,
                  cost,
                ) - truth,
              );
              tried++;
            }
          });
        }
      }
      return {
        stands: gain <= 1e-12 && least >= 0,
        evidence:
          `${tried} misreports, ties included: largest gain per access ${show(gain)}, least truthful net ` +
          `${show(least)}`,
      };
    },
  }),

  claim({
    id: "gah12/sec4.1.price",
    where: "Section 4.1",
    method: "exact",
    verdict: "holds",
    printed: { says: "the Baseline price is c^max = 10 whatever the design", value: 10 },
    twin: { says: "it is 9.7", value: 9.7 },
    check: (price) => {
      const prices = ALL_DESIGNS.map((design) => {
        const law = countLaw({ demand: SMALL, sellers: POOL, design });
        return (POOL * law.reduce((sum, p, k) => sum + p * 10 * k, 0)) / 12;
      });
      const off = Math.max(...prices.map((p) => Math.abs(p - price)));
      return { stands: off < 1e-12, evidence: `${prices.length} designs, farthest price ${show(off, 2)} away` };
    },
  }),

  claim({
    id: "gah12/sec4.1.min-price",
    where: "Section 4.1",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says:
        "no common deterministic payment with a price below c^max keeps everybody in, whatever his attitude to " +
        "risk",
      value: 1,
    },
    twin: { says: "3 % less is enough", value: 0.97 },
    check: async (share) => {
      const found = await Promise.all(
        ALL_DESIGNS.map(async (design) => {
          const law = countLaw({ demand: SMALL, sellers: POOL, design });
          const w = lawMoments(law).mean;
          // The risk-neutral seller with cost c^max = 10 takes part.
          const { value } = await solveLinearProgram({
            sense: "min",
            objective: law,
            rows: [{ coefficients: law, lower: 10 * w }],
          });
          return value / (10 * w);
        }),
      );
      const off = Math.max(...found.map((f) => Math.abs(f - share)));
      return { stands: off < 1e-9, evidence: `least payment is ${show(found[0])} of c^max w for every design` };
    },
  }),

  claim({
    id: "gah12/sec4.1.random-pi",
    where: "Section 4.1, aside on random payments",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says:
        "drawing d + 1 sellers and dropping the dearest of them can be cheaper but is more biased: 11.45 < 15 for " +
        "costs " +
        "(1, 2, 4, 7, 9, 15), d = 2",
      value: 11.45,
    },
    twin: { says: "the price is 11.8", value: 11.8 },
    check: (price) => {
      const costs = [1, 2, 4, 7, 9, 15];
      const formula = dropDearest(costs, 2);
      const inclusion = Array<number>(6).fill(0);
      let paid = 0;
      let draws = 0;
      for (const drawn of subsets(6, 3)) {
        draws++;
        paid += costs[drawn[2]];
        for (const i of drawn.slice(0, 2)) inclusion[i]++;
      }
      const agree =
        Math.abs(formula.price - paid / draws) < 1e-12 &&
        inclusion.every((count, i) => Math.abs(count / draws - formula.inclusion[i]) < 1e-12);
      const biased = inclusion.every((count, i) => i === 0 || count <= inclusion[i - 1]) && inclusion[5] < inclusion[0];
      return {
        stands: agree && biased && Math.abs(formula.price - price) < 1e-9 && price < 15,
        evidence:
          `price ${show(formula.price)}; chances from cheapest to dearest ` +
          `${inclusion.map((c) => show(c / draws, 3)).join(", ")}`,
      };
    },
  }),

  claim({
    id: "gah12/lem4.2",
    where: "Lemma 4.2",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "a seller is sampled Σ d_b/n′ times on average by every design",
      value: (records: number, n: number) => records / n,
    },
    twin: { says: "Σ d_b/(n′ + 1) times", value: (records: number, n: number) => records / (n + 1) },
    check: (mean, stream) => {
      let off = 0;
      let worst = 0;
      for (const [i, design] of ALL_DESIGNS.entries()) {
        const sampling = { demand: SMALL, sellers: POOL, design };
        off = Math.max(off, Math.abs(lawMoments(countLaw(sampling)).mean - mean(12, POOL)));
        const draw = countSampler(sampling);
        const counts = new Int32Array(POOL);
        const estimate = estimateMean(
          2000,
          (s) => {
            draw(counts, s);
            return counts[0];
          },
          stream.split(i),
        );
        worst = Math.max(worst, Math.abs(zScore(estimate, mean(12, POOL))));
        if (!agrees(estimate, mean(12, POOL))) off = Infinity;
      }
      return {
        stands: off < 1e-12,
        evidence:
          `${ALL_DESIGNS.length} designs, exact means off by ${show(off, 2)}; 2000 draws each, |z| ≤ ` +
          `${show(worst, 2)}`,
      };
    },
  }),

  claim({
    id: "gah12/sec4.2.crossing",
    where: "Section 4.2",
    method: "property test",
    verdict: "holds",
    printed: {
      says:
        "the certain contract pays more than the Baseline below k° = (r̄ − ĉw)/(c^max − ĉ) < w accesses, less " +
        "above",
      value: (r: number, c: number, w: number) => (r - c * w) / (10 - c),
    },
    twin: { says: "the crossing is at w", value: (_r: number, _c: number, w: number) => w },
    check: (crossing, stream) => {
      let wrong = 0;
      for (let run = 0; run < 500; run++) {
        const w = 1 + 10 * stream.uniform();
        const c = 9 * stream.uniform();
        const r = c * w + (10 - c) * w * (0.05 + 0.9 * stream.uniform());
        const k = crossing(r, c, w);
        const more = (count: number): number => r + c * (count - w) - 10 * count;
        if (!(k >= 0 && k <= w && more(k * 0.999) > 0 && more(k * 1.001) < 0)) wrong++;
      }
      return { stands: wrong === 0, evidence: `${wrong} of 500 random contracts cross elsewhere` };
    },
  }),

  claim<{ readonly threshold: Threshold; readonly needed: number }>({
    id: "gah12/sec4.2.pareto",
    where: "Section 4.2",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "if some sellers are risk averse, the expected total is lower than the Baseline's: one is enough",
      value: { threshold: commonThreshold, needed: 1 },
    },
    corrected: {
      says: "it never is higher, and is lower just if two sellers have r̂ < C; no truthful seller loses by it",
      value: { threshold: commonThreshold, needed: 2 },
    },
    twin: {
      says: "so with the best of the reported values even where its objective is negative",
      value: { threshold: bestReported, needed: 2 },
    },
    check: ({ threshold, needed }, stream) => {
      const seeking = (s: Stream): Utility => ({ type: "cara", a: -0.05 * s.uniform() });
      const attitude = (s: Stream): Utility => (s.uniform() < 0.5 ? seeking(s) : randomConcave(s));
      const small = Array.from({ length: 60 }, (_, run) => ({
        demand: SMALL,
        population: randomPopulation(6, run % 3 === 0 ? seeking : attitude, stream),
      }));
      const oneOfMany: readonly Seller[] = [
        { cost: 0, utility: { type: "cara", a: 0.002 } },
        { cost: 0, utility: { type: "linear" }, count: 999 },
      ];
      const cases = [...small, { demand: FIGURE_2A, population: oneOfMany }].map(({ demand, population }) => {
        const { reports, mean } = ceMechanism({ demand, design: { type: "ordering" }, cMax: 10, population });
        const c = 10 * mean;
        const offers = Array.from(reports, (r, i) => {
          const offered = threshold(
            reports.filter((_, j) => j !== i),
            c,
          );
          return r <= offered + 1e-9 * c ? { paid: offered, loss: r - offered } : { paid: c, loss: 0 };
        });
        return {
          "sellers below C": reports.filter((r) => r < c * (1 - 1e-9)).length,
          share: offers.reduce((sum, { paid }) => sum + paid, 0) / (c * reports.length),
          loss: Math.max(...offers.map(({ loss }) => loss)) / c,
        };
      });
      return all(
        holdsFor(cases, ({ share }) => share <= 1 + 1e-12, "never dearer than the Baseline"),
        holdsFor(
          cases,
          (one) => one.share < 1 - 1e-12 === one["sellers below C"] >= needed,
          `cheaper just if ${needed} or more have r̂ < C`,
        ),
        holdsFor(cases, ({ loss }) => loss < 1e-8, "no loss"),
      );
    },
  }),

  claim({
    id: "gah12/sec4.2.nonstrategic",
    where: "Section 4.2",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says:
        "one common threshold is not truthful: with r̂ = (10, 20), C = 100, the second seller gains up to 34 on " +
        "whole reports",
      value: { rule: "common" as Rule, gain: 34 },
    },
    twin: { says: "leave-one-out thresholds are open to the same gain", value: { rule: "loo" as Rule, gain: 34 } },
    check: ({ rule, gain }) => {
      // The seller is paid his threshold if he accepts it, and 20 is what the certain payment is worth to him.
      const net = (report: number): number => {
        const offers = thresholds([10, report], 100, { rule });
        return offers.accepted[1] ? offers.thresholds[1] - 20 : 0;
      };
      let best = 0;
      for (let lie = 0; lie <= 100; lie++) best = Math.max(best, net(lie) - net(20));
      return { stands: Math.abs(best - gain) < 1e-12, evidence: `largest gain of the second seller ${show(best)}` };
    },
  }),

  claim({
    id: "gah12/sec4.2.loo-suboptimal",
    where: "Section 4.2",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "leave-one-out thresholds differ and need not be cheapest: 120 instead of 40 with r̂ = (10, 20), C = 100",
      value: { loo: 120, common: 40 },
    },
    twin: { says: "they cost no more than the common one", value: { loo: 40, common: 40 } },
    check: (totals) => {
      const loo = thresholds([10, 20], 100);
      const common = thresholds([10, 20], 100, { rule: "common" });
      return {
        stands: loo.total === totals.loo && common.total === totals.common && loo.thresholds[0] !== loo.thresholds[1],
        evidence:
          `leave-one-out thresholds ${Array.from(loo.thresholds).join(", ")}, total ${loo.total}; common ` +
          `${common.thresholds[0]}, total ${common.total}`,
      };
    },
  }),

  claim({
    id: "gah12/thm4.3a",
    where: "Theorem 4.3, first half",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says:
        "if all are risk averse or neutral, the mechanism is dominant-strategy truthful and ex-post individually " +
        "rational " +
        "(thresholds at most C)",
      value: 1,
    },
    twin: { says: "even for thresholds up to 4 % above C", value: 1.04 },
    check: (most) => {
      const demand: Demand = [
        [2, 3],
        [4, 2],
      ];
      const utilities: Utility[] = [
        { type: "linear" },
        { type: "cara", a: 0.05 },
        { type: "crra", gamma: 2, wealth: 500 },
        { type: "kink", lambda: 2 },
      ];
      let gain = 0;
      let least = 0;
      let tried = 0;
      for (const { design } of DESIGNS.filter(({ name }) => name !== "same size")) {
        const law = countLaw({ demand, sellers: 8, design });
        const { mean } = lawMoments(law);
        for (const threshold of [-Infinity, 0.3 * 10 * mean, 0.75 * 10 * mean, most * 10 * mean]) {
          const offer: Offer = { law, others: 10, threshold };
          for (const utility of utilities) {
            for (const cost of [0, 3, 7, 9.75, 10, 10.25, 12]) {
              const found = bestReport(offer, { cost, utility }, { start: 0, stop: 13, step: 0.25 });
              gain = Math.max(gain, found.best - found.truth);
              least = Math.min(least, found.truth);
              tried += 106;
            }
          }
        }
      }
      return {
        stands: gain <= 1e-9 && least >= 0,
        evidence:
          `${tried} reports in both branches: largest gain ${show(gain, 3)}, least truthful utility ` +
          `${show(least)}`,
      };
    },
  }),

  claim({
    id: "gah12/thm4.3b",
    where: "Theorem 4.3, second half",
    method: "counterexample search",
    verdict: "fails",
    printed: {
      says: "with risk-seeking sellers a variation of the mechanism is dominant-strategy truthful",
      value: -0.005,
    },
    control: { says: "so it is for a risk-averse seller, CARA(0.002)", value: 0.002 },
    twin: { says: "so it is for a seller who seeks little risk, CARA(−0.0025)", value: -0.0025 },
    check: (a) => {
      const law = countLaw({ demand: FIGURE_2A, sellers: 1000, design: { type: "ordering" } });
      const offer: Offer = { law, others: 10, threshold: 107.33337139136853, above: "contract" };
      const found = [9.9, 12].map((cost) => ({
        cost,
        ...bestReport(offer, { cost, utility: { type: "cara", a } }, { start: 0, stop: 13, step: 0.25 }),
      }));
      return {
        stands: found.every(({ truth, best }) => best <= truth + 1e-9),
        evidence:
          `CARA(${a}), Fig. 2(a), M = 10, r̄ = 107.33: ` +
          found
            .map(
              ({ cost, truth, best, report }) =>
                `cost ${cost}, truth ${show(truth, 5)}, best report ĉ = ${report} ${show(best, 5)}`,
            )
            .join("; "),
      };
    },
  }),

  claim<readonly number[]>({
    id: "gah12/thm4.3b.rational",
    where: "Theorem 4.3, second half",
    method: "counterexample search",
    verdict: "fails",
    printed: {
      says: "the variation, which samples c > M if r̂ < r̄, is individually rational for every seller",
      value: [-0.005, 0, 0.002, 0.05],
    },
    control: { says: "it is for risk seekers, of whom its proof speaks, and the neutral", value: [-0.005, -0.001, 0] },
    twin: { says: "it is for the risk averse", value: [0.05, 0.1] },
    check: (coefficients) => {
      const law = countLaw({ demand: FIGURE_2A, sellers: 1000, design: { type: "ordering" } });
      const offer: Offer = { law, others: 10, threshold: 340, above: "contract" };
      const cases = coefficients.flatMap((a) => [2, 9.9, 10.1, 10.5, 12].map((cost) => ({ a, cost })));
      return holdsFor(
        cases,
        ({ a, cost }) =>
          bestReport(offer, { cost, utility: { type: "cara", a } }, { start: 0, stop: 0, step: 1 }).truth >= 0,
        "the truth is worth taking part, M = 10, r̄ = 340",
      );
    },
  }),
];
