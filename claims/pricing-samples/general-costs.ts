/** Claims of Section 5: general costs. */
import { claim, type Claim } from "../claim";
import { equals, holdsFor, nowhereAbove } from "../evidence";
import { show } from "../../lib/format";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import type { Stream } from "../../lib/probability/stream";
import { ceMechanism } from "../../lib/pricing-samples/ce-mechanism";
import { certaintyEquivalent } from "../../lib/pricing-samples/certainty-equivalent";
import { countLaw } from "../../lib/pricing-samples/count-law";
import { largestCosts, soleMaximum, type CostTable } from "../../lib/pricing-samples/cost-tables";
import { histogram, placesOf, type Demand } from "../../lib/pricing-samples/demand";
import { DESIGNS, FIGURE_2A, FIGURE_2B } from "../../lib/pricing-samples/examples";
import {
  acceptsGenerally,
  bestGeneralReport,
  generalOffer,
  generalReportUtility,
  type GeneralOffer,
  type GeneralSeller,
  type Reading,
} from "../../lib/pricing-samples/general-ce";
import { designValues, type PaymentMarket } from "../../lib/pricing-samples/optimal-design";
import { obliviousPair, orderingFactor, worstMarket } from "../../lib/pricing-samples/ordering-factor";
import {
  randomConcave,
  randomConcaveTable,
  randomDemand,
  randomMaxOfConcave,
  randomPopulation,
  whole,
} from "../../lib/pricing-samples/random-market";
import { removalLaw, removalOrder } from "../../lib/pricing-samples/removal-ordering";
import { commonThreshold, type Rule } from "../../lib/pricing-samples/thresholds";
import { utilityOf, type Utility } from "../../lib/pricing-samples/utility";
import { dominance } from "./linear-costs";
import { randomEconomy } from "./reports";

/** All orders of 0..n − 1. */
function orders(n: number): number[][] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]),
  );
}

/** The economy in which the theorem on truthfulness fails. */
const DEMAND: Demand = [
  [1, 1],
  [2, 1],
];
const RIVALS: readonly GeneralSeller[] = [
  { costs: [0, 10, 10.5], utility: { type: "linear" } },
  { costs: [0, 8, 12], utility: { type: "linear" } },
  ...Array.from({ length: 3 }, (): GeneralSeller => ({ costs: [0, 0, 0], utility: { type: "cara", a: 0.03 } })),
];

/** A cost table for up to two accesses, on the grid of whole and half numbers. */
function randomCosts(stream: Stream): CostTable {
  const once = whole(0, 20, stream) / 2;
  return [0, once, once + whole(0, 12, stream) / 2];
}

/** Three to five rivals with random costs, risk averse or neutral. */
const randomRivals = (stream: Stream): readonly GeneralSeller[] =>
  Array.from({ length: whole(3, 5, stream) }, () => ({ costs: randomCosts(stream), utility: randomConcave(stream) }));

/** Least Π_B over all laws of Theorem 5.1's pair, relaxed, with Π_A ≤ 2 Π_A^OPT. */
async function tradeOff(n: number): Promise<number> {
  const { demand, optA, sumAB } = obliviousPair(n);
  const law = countLaw({ demand, sellers: n, design: { type: "ordering" } });
  const counts = Array.from(law, (_, k) => k);
  const spread = (t: number): number => law.reduce((sum, p, k) => sum + p * Math.max(0, k - t), 0);
  const { value } = await solveLinearProgram({
    sense: "min",
    objective: counts.map((k) => Math.max(k, n) / n),
    rows: [
      { coefficients: counts.map(() => 1), lower: 1, upper: 1 },
      { coefficients: counts.map((k) => k / n), lower: (sumAB - n) / n, upper: (sumAB - n) / n },
      { coefficients: counts.map((k) => Math.min(k, n) / n), upper: (2 * optA) / n },
      ...counts.slice(1, -1).map((t) => ({
        coefficients: counts.map((k) => Math.max(0, k - t) / n),
        upper: spread(t) / n,
      })),
    ],
  });
  return value * n;
}

export const generalCostClaims: readonly Claim[] = [
  claim({
    id: "gah12/sec5.separable",
    where: "Section 5",
    method: "property test",
    verdict: "holds",
    printed: {
      says:
        "for costs c_i h(k), h concave, the ordering design is still optimal: H, every r̂ and the common-threshold " +
        "price",
      value: [Math.sqrt, Math.log1p, (k: number) => Math.min(k, 3)],
    },
    twin: { says: "so it is for h(k) = k²", value: [(k: number) => k * k] },
    check: (scales, stream) => {
      let above = 0;
      for (const scale of scales) {
        for (let run = 0; run < 15; run++) {
          const market = {
            demand: randomDemand(3, 6, stream),
            cMax: 10,
            population: randomPopulation(6, randomConcave, stream),
            rule: "common" as const,
            scale,
          };
          const [ordering, ...others] = DESIGNS.map(({ design }) => ceMechanism({ ...market, design }));
          for (const other of others) {
            above = Math.max(above, ordering.mean - other.mean, ordering.price - other.price);
            ordering.reports.forEach((r, i) => (above = Math.max(above, r - other.reports[i])));
          }
        }
      }
      return {
        stands: above < 1e-9,
        evidence: `${scales.length * 15} markets, three other designs: at most ` + `${show(above, 3)} above`,
      };
    },
  }),

  claim<Rule>({
    id: "gah12/sec5.separable.truthful",
    where: "Section 5",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "for costs c_i h(k) the mechanisms of Section 4 are truthful and ex-post rational as before, with h(k) for k",
      value: "loo",
    },
    twin: { says: "so with one threshold for all, which counts one's own report", value: "common" },
    check: (rule, stream) => {
      const scales = [Math.sqrt, Math.log1p, (k: number) => Math.min(k, 3)];
      return dominance(
        Array.from({ length: 300 }, (_, run) => randomEconomy(stream, scales[run % 3])),
        rule,
        stream,
      );
    },
  }),

  claim({
    id: "gah12/fn8",
    where: "Footnote 8",
    method: "exact",
    verdict: "holds",
    printed: { says: "costs cannot be ordered: k and 2√k cross at k = 4, and their maximum is not concave", value: 4 },
    twin: { says: "they cross at k = 5", value: 5 },
    check: (crossing) => {
      const [a, b] = [(k: number) => k, (k: number) => 2 * Math.sqrt(k)];
      const most = (k: number): number => Math.max(a(k), b(k));
      const [before, after] = [most(4) - most(3), most(5) - most(4)];
      return {
        stands:
          a(crossing) === b(crossing) &&
          a(crossing - 1) < b(crossing - 1) &&
          a(crossing + 1) > b(crossing + 1) &&
          after > before,
        evidence: `slopes of the maximum at 4: ${show(before, 3)}, then ${show(after)}`,
      };
    },
  }),

  claim({
    id: "gah12/sec5.few-values",
    where: "Section 5",
    method: "property test",
    verdict: "holds",
    printed: { says: "with L sample sizes, the ordering design leads to at most L + 1 different counts", value: 1 },
    twin: { says: "at most L", value: 0 },
    check: (extra, stream) => {
      let most = -Infinity;
      const random = Array.from({ length: 50 }, () => randomDemand(5, 20, stream));
      const demands: Demand[] = [FIGURE_2A, FIGURE_2B, ...random];
      for (const demand of demands) {
        const law = countLaw({ demand, sellers: 1000, design: { type: "ordering" } });
        const sizes = new Set(demand.map(([size]) => size)).size;
        most = Math.max(most, law.filter((p) => p > 0).length - sizes);
      }
      return { stands: most <= extra, evidence: `${demands.length} demands: up to L + ${most} counts` };
    },
  }),

  claim({
    id: "gah12/sec5.1.truthful",
    where: "Section 5.1",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says:
        "the Baseline is truthful for general costs, in expectation over the order, if whoever alone is the " +
        "maximum at k is " +
        "never sampled k times",
      value: { removal: true },
    },
    twin: { says: "it is truthful without that", value: { removal: false } },
    check: ({ removal }, stream) => {
      const places = placesOf(histogram(DEMAND, 4), 4);
      const all = orders(4);
      const utilities: Utility[] = [{ type: "linear" }, { type: "cara", a: 0.3 }, { type: "cara", a: -0.3 }];
      const netOf = (costs: CostTable[], order: number[], i: number, own: CostTable): number => {
        const final = removal ? removalOrder(DEMAND, costs, order).final : order;
        const times = places[final.indexOf(i)] ?? 0;
        return times === 0 ? 0 : largestCosts(costs)[times] - own[times];
      };
      const value = (costs: CostTable[], i: number, own: CostTable): number[] => {
        const nets = all.map((order) => netOf(costs, order, i, own));
        return utilities.map((u) => nets.reduce((sum, x) => sum + utilityOf(u, x), 0) / all.length);
      };
      let gain = 0;
      let tried = 0;
      for (let run = 0; run < 6; run++) {
        const costs = Array.from({ length: 4 }, () => {
          const c = whole(0, 4, stream);
          return [0, c, c + whole(0, 3, stream)];
        });
        const i = run % 4;
        const truth = value(costs, i, costs[i]);
        for (let first = 0; first <= 6; first++) {
          for (let second = first; second <= 8; second++) {
            const lie = costs.map((table, j) => (j === i ? [0, first, second] : table));
            value(lie, i, costs[i]).forEach((v, u) => (gain = Math.max(gain, v - truth[u])));
            tried++;
          }
        }
      }
      // Order by order it can pay to lie: seller 2 gains by keeping seller 0 in her place.
      const costs = [
        [0, 3, 8],
        [0, 1, 2],
        [0, 2, 7],
        [0, 4, 5],
      ];
      const lie = costs.map((table, j) => (j === 2 ? [0, 3.5, 9.5] : table));
      const [truthful, lying] = [costs, lie].map((reports) => netOf(reports, [0, 2, 3, 1], 2, costs[2]));
      return {
        stands: gain <= 1e-9,
        evidence:
          `${tried} misreports over all 24 orders, three utilities: largest gain ${show(gain, 3)}; in the ` +
          `single order ` +
          `(0, 2, 3, 1) a lie raises ${truthful} to ${lying}`,
      };
    },
  }),

  claim({
    id: "gah12/sec5.1.concave",
    where: "Section 5.1",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "if π^max is concave, ψ* minimises the Baseline's price",
      value: (m: number, s: Stream) => randomConcaveTable(m, s),
    },
    twin: {
      says: "so it does if π^max is the maximum of concave costs",
      value: (m: number, s: Stream) => randomMaxOfConcave(m, 3, s),
    },
    check: (payments, stream) => {
      let ratio = 1;
      for (let run = 0; run < 200; run++) {
        const demand = randomDemand(3, 6, stream);
        const m = demand.reduce((sum, [, buyers]) => sum + buyers, 0);
        const { ordering, relaxed } = designValues({ demand, sellers: 6, payment: payments(m, stream) });
        if (relaxed > 0) ratio = Math.max(ratio, ordering / relaxed);
      }
      return { stands: ratio < 1 + 1e-9, evidence: `200 random markets: Π(ψ*)/Π^LP at most ${show(ratio)}` };
    },
  }),

  claim({
    id: "gah12/thm5.1",
    where: "Theorem 5.1",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "no cost-oblivious design keeps a factor below 2: Π_A ≤ 2 Π_A^OPT forces Π_B > (2 − 6/n) Π_B^OPT",
      value: (n: number) => 2 - 6 / n,
    },
    twin: { says: "Π_B > (2 − 5/n) Π_B^OPT", value: (n: number) => 2 - 5 / n },
    check: async (bound) => {
      let off = 0;
      let sum = 0;
      for (const n of [4, 5, 6]) {
        const { optB, boundB, sumAB, demand } = obliviousPair(n);
        off = Math.max(off, Math.abs((await tradeOff(n)) / optB - boundB));
        const both = (law: Float64Array) => law.reduce((s, p, k) => s + p * (Math.min(k, n) + Math.max(k, n)), 0);
        for (const { design } of DESIGNS) {
          sum = Math.max(sum, Math.abs(both(countLaw({ demand, sellers: n, design })) - sumAB));
        }
      }
      const sizes = [4, 5, 6, 10, 30, 100, 300, 1000];
      const found = sizes.map((n) => obliviousPair(n).boundB);
      return {
        stands: off < 1e-6 && sum < 1e-9 && sizes.every((n, i) => found[i] > bound(n)) && 2 - found[7] < 0.01,
        evidence:
          `least Π_B/Π_B^OPT ${sizes.map((n, i) => `${show(found[i], 4)} (n = ${n})`).join(", ")}; ` +
          `linear programs for n = 4, 5, 6 agree; Π_A + Π_B = 2n + 2 for every design; Π_B^OPT = n + 2, not n as the proof has it`,
      };
    },
  }),

  claim({
    id: "gah12/thm5.1.opt",
    where: "Theorem 5.1, proof",
    method: "exact",
    verdict: "holds as corrected",
    printed: { says: "instance B has Π_B^OPT ≤ n", value: (n: number) => n },
    corrected: { says: "it has Π_B^OPT = n + 2: the large buyer and n + 1 small ones", value: (n: number) => n + 2 },
    twin: { says: "it has Π_B^OPT = n + 1", value: (n: number) => n + 1 },
    check: (least) => {
      const sizes = [2, 3, 4, 5];
      const found = sizes.map((n) => {
        const { demand } = obliviousPair(n);
        const payment = Array.from({ length: n * n + n + 2 }, (_, k) => (k === 0 ? 0 : Math.max(k, n)));
        return designValues({ demand, sellers: n, payment }).exact;
      });
      return equals("Π_B^OPT for n = 2..5:", found, sizes.map(least));
    },
  }),

  claim({
    id: "gah12/thm5.2",
    where: "Theorem 5.2",
    method: "counterexample search",
    verdict: "holds",
    printed: { says: "for concave costs Π(ψ*) ≤ 2 Π^OPT (tight factor: R*(m) < 2)", value: () => 2 },
    twin: { says: "Π(ψ*) ≤ 0.97 R*(m) Π^OPT", value: (m: number) => 0.97 * orderingFactor(m) },
    check: (factor, stream) => {
      let over = 0;
      let found = 1;
      let off = 0;
      const compare = (market: PaymentMarket, m: number): void => {
        const { ordering, exact } = designValues(market);
        const ratio = exact > 0 ? ordering / exact : 1;
        found = Math.max(found, ratio);
        if (ratio > factor(m) + 1e-9 || ratio > orderingFactor(m) + 1e-9) over++;
      };
      for (let m = 3; m <= 10; m++) {
        const worst = worstMarket(m);
        const { ordering, exact } = designValues(worst);
        off = Math.max(off, Math.abs(ordering / exact - orderingFactor(m)));
        compare(worst, m);
        for (let run = 0; run < 100; run++) {
          const sellers = m - 1;
          const big = whole(0, m, stream);
          const demand: Demand = [
            [whole(1, sellers, stream), big],
            [whole(1, sellers, stream), m - big],
          ];
          compare({ demand, sellers, payment: randomMaxOfConcave(m, 3, stream) }, m);
        }
      }
      return {
        stands: over === 0 && off < 1e-9,
        evidence:
          `808 markets, m = 3..10: ${over} above the bound, largest ratio ${show(found)}; the worst cases ` +
          `attain R*(m) to ` +
          `${show(off, 2)}, R*(10) = ${show(orderingFactor(10))}`,
      };
    },
  }),

  claim({
    id: "gah12/thm5.2.needs-concavity",
    where: "Theorem 5.2, its hypothesis",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "without concavity the ratio is unbounded: m for π = k², d = (1, …, 1), n = " + "m",
      value: (m: number) => m,
    },
    twin: { says: "it is 2 there", value: () => 2 },
    check: (ratio) => {
      const sizes = [3, 6, 12];
      const found = sizes.map((m) => {
        const { ordering, exact } = designValues({
          demand: [[1, m]],
          sellers: m,
          payment: Array.from({ length: m + 1 }, (_, k) => k * k),
        });
        return ordering / exact;
      });
      return {
        stands: sizes.every((m, i) => Math.abs(found[i] - ratio(m)) < 1e-9),
        evidence: sizes.map((m, i) => `m = ${m}: ${show(found[i])}`).join(", "),
      };
    },
  }),

  claim({
    id: "gah12/sec5.2.overreport",
    where: "Section 5.2",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "if π^max_{−i} were not used, a seller could raise his own threshold by over-reporting: reports 12, 14, 20 " +
        "at k = 2 " +
        "make r̄ = 3.9708, 4.2773, 5.1079",
      value: [3.9708, 4.2773, 5.1079],
    },
    twin: { says: "they leave it at 3.9708", value: [3.9708, 3.9708, 3.9708] },
    check: (claimed) => {
      const found = [12, 14, 20].map((report) => {
        const most = [0, 10, report];
        const own: CostTable = [0, 1, report];
        const tables = [own, ...RIVALS.map(({ costs }) => costs)];
        const reports = RIVALS.map(({ costs, utility }, j) => {
          const net = [1, 2].map((k) => (soleMaximum(tables, k) === j + 1 ? 0 : most[k] - costs[k]));
          const e = certaintyEquivalent(utility, { money: [...net, 0], probabilities: [0.2, 0.2, 0.6] });
          return e + 0.2 * (costs[1] + costs[2]);
        });
        return commonThreshold(reports, 0.2 * (most[1] + most[2]));
      });
      return {
        stands: found.every((r, i) => Math.abs(r - claimed[i]) < 5e-5),
        evidence: `thresholds ${found.map((r) => show(r, 5)).join(", ")}`,
      };
    },
  }),

  claim<readonly Reading[]>({
    id: "gah12/thm5.3",
    where: "Theorem 5.3",
    method: "counterexample search",
    verdict: "fails",
    printed: {
      says: "the CE mechanism for general costs is dominant-strategy truthful, in whichever of four readings",
      value: ["R1", "R2", "R3", "R4"],
    },
    control: { says: "it is, for concave utilities, if holes replace removals", value: ["holes"] },
    twin: { says: "it is if whoever is removed gets nothing", value: ["R2", "R3"] },
    check: (readings, stream) => {
      const gainOf = (of: {
        rivals: readonly GeneralSeller[];
        reading: Reading;
        seller: GeneralSeller;
        step: number;
      }) => {
        const { truth, best, report } = bestGeneralReport(
          generalOffer(DEMAND, of.rivals, of.reading),
          of.seller,
          of.step,
          of.step * 40,
        );
        return { reading: of.reading, costs: of.seller.costs.slice(1), truth, best, report: report.slice(1) };
      };
      const utility: Utility = { type: "cara", a: 0.2 };
      const known = readings.flatMap((reading) =>
        [
          [0, 9, 10],
          [0, 1, 14],
        ].map((costs) => ({ rivals: RIVALS, reading, seller: { costs, utility }, step: 0.5 })),
      );
      const random = Array.from({ length: 12 }, (_, run) => ({
        rivals: randomRivals(stream),
        reading: readings[run % readings.length],
        seller: { costs: randomCosts(stream), utility: randomConcave(stream) },
        step: 0.5,
      }));
      return holdsFor(
        [...known, ...random].map(gainOf),
        ({ truth, best }) => best <= truth + 1e-9,
        "no gain by any of 861 cost tables, in both branches",
      );
    },
  }),

  claim<(offer: GeneralOffer, seller: GeneralSeller) => boolean>({
    id: "gah12/thm5.3.rational",
    where: "Theorem 5.3",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "it is individually rational, in each of the readings: whoever reports the truth is not worse off",
      value: acceptsGenerally,
    },
    twin: {
      says: "so it is if all are given the certain contract",
      value: ({ threshold }) => threshold > -Infinity,
    },
    check: (accepts, stream) =>
      nowhereAbove(
        Array.from({ length: 400 }, (_, run) => {
          const rivals = run % 4 === 0 ? RIVALS : randomRivals(stream);
          const seeking: Utility = { type: "cara", a: -0.1 * stream.uniform() };
          const seller = { costs: randomCosts(stream), utility: run % 3 === 0 ? seeking : randomConcave(stream) };
          return { reading: (["R1", "R2", "R3", "R4", "holes"] as const)[run % 5], rivals, seller };
        }),
        ({ reading, rivals, seller }) => {
          const offer = generalOffer(DEMAND, rivals, reading);
          return -generalReportUtility(offer, seller, seller.costs, accepts(offer, seller));
        },
        0,
        "the truth costs",
        1e-9,
      ),
  }),

  claim({
    id: "gah12/sec5.2.removal",
    where: "Section 5.2",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says:
        "the removal variation never samples k times who alone is the maximum at k, and biases little: the others " +
        "are " +
        "sampled k times with chance N_k/(n − 1)",
      value: (n: number) => n - 1,
    },
    twin: { says: "with chance N_k/n", value: (n: number) => n },
    check: (denominator) => {
      const costs = [
        [0, 6, 7],
        [0, 10, 10.5],
        [0, 8, 12],
        [0, 1, 2],
        [0, 3, 3],
        [0, 0, 5],
      ];
      const n = costs.length;
      const places = placesOf(histogram(DEMAND, n), n);
      const counts = costs.map(() => [0, 0, 0]);
      const all = orders(n);
      for (const order of all) {
        removalOrder(DEMAND, costs, order).final.forEach((seller, j) => counts[seller][places[j]]++);
      }
      const law = removalLaw(DEMAND, costs);
      let off = 0;
      counts.forEach((row, i) =>
        [1, 2].forEach((k) => {
          const top = k === 1 ? 1 : 2;
          off = Math.max(
            off,
            Math.abs(row[k] / all.length - law[i][k]),
            Math.abs(row[k] / all.length - (i === top ? 0 : 1 / denominator(n))),
          );
        }),
      );
      return {
        stands: off < 1e-12,
        evidence: `all ${all.length} orders of 6 sellers: chances differ by at most ` + `${show(off, 2)}`,
      };
    },
  }),
];
