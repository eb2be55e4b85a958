/** Claims of Sections 4.1 and 4.2: the Baseline and the Certainty Equivalent Mechanism for linear costs. */
import { claim, type Claim, type Finding } from "../claim";
import { all, everywhere, holdsFor, nowhereAbove } from "../evidence";
import { show } from "../../lib/format";
import { agrees, estimateMean, zScore } from "../../lib/probability/monte-carlo";
import { admit, baselinePrice, dropDearest } from "../../lib/pricing-samples/baseline";
import { ceMechanism } from "../../lib/pricing-samples/ce-mechanism";
import { expectedUtility } from "../../lib/pricing-samples/certainty-equivalent";
import { countLaw, lawMoments } from "../../lib/pricing-samples/count-law";
import type { Demand } from "../../lib/pricing-samples/demand";
import type { Design } from "../../lib/pricing-samples/design";
import { countSampler, drawSamples } from "../../lib/pricing-samples/draw-samples";
import { countsOf, DESIGNS, FIGURE_2A } from "../../lib/pricing-samples/examples";
import { bestReport, type Offer } from "../../lib/pricing-samples/misreport";
import { randomConcave, randomDemand, randomPopulation, whole } from "../../lib/pricing-samples/random-market";
import { commonThreshold, thresholds, type Rule } from "../../lib/pricing-samples/thresholds";
import type { Seller } from "../../lib/pricing-samples/seller";
import type { Stream } from "../../lib/probability/stream";
import type { Utility } from "../../lib/pricing-samples/utility";
import { profiles } from "./market";
import { netOf, randomDesign, randomEconomy, truth, worthOf, type Economy } from "./reports";

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

/**
 * Whether the truth is a seller's best report in every economy, and nets her nothing negative however often she is
 * sampled: her costs, the attitudes to risk and the lies are random, the edges ĉ = M and c = M among them.
 */
export function dominance(economies: readonly Economy[], rule: Rule, stream: Stream): Finding {
  const cases = economies.map((economy) => {
    const most = Math.max(...economy.others.map(({ cost }) => cost));
    const anywhere = [most, whole(0, 24, stream) / 2, (most * stream.uniform()) / 2, (most * stream.uniform()) / 2];
    const cost = anywhere[whole(0, 3, stream)];
    const utility = randomConcave(stream);
    const honest = truth(economy, cost, utility);
    const money = netOf(economy, honest, cost, rule);
    const worth = worthOf(utility, economy.law, money);
    const mean = economy.law.reduce((sum, p, k) => sum + p * economy.h(k), 0);
    let gain = -Infinity;
    for (const lie of [0, cost / 2, cost, (cost + most) / 2, most, most + 0.5]) {
      for (const share of [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 2]) {
        const equivalent = share * Math.max(0, most - lie) * mean;
        const told = netOf(economy, { cost: lie, equivalent }, cost, rule);
        gain = Math.max(gain, worthOf(utility, economy.law, told) - worth);
      }
    }
    return { cost, utility, gain, loss: money ? -Math.min(...money.filter((_, k) => economy.law[k] > 0)) : 0 };
  });
  return all(
    nowhereAbove(cases, ({ gain }) => gain, 0, "the best of 72 lies gains", 1e-9),
    nowhereAbove(cases, ({ loss }) => loss, 0, "the truth loses", 1e-9),
  );
}

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

  claim<(reports: readonly number[]) => number>({
    id: "gah12/sec4.1.price",
    where: "Section 4.1",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "the price of the Baseline Mechanism is c^max, whatever the design",
      value: (reports) => Math.max(...reports),
    },
    twin: {
      says: "it is the largest report of the sellers left",
      value: (reports) => [...reports].sort((a, b) => b - a)[1],
    },
    check: (price, stream) =>
      everywhere(
        Array.from({ length: 200 }, () => {
          const sellers = whole(2, 8, stream);
          const demand = randomDemand(3, sellers - 1, stream);
          const reports = Array.from({ length: sellers }, () => 10 * stream.uniform());
          return { sellers, reports, demand, design: randomDesign(demand, stream) };
        }),
        ({ sellers, reports, demand, design }) => {
          // The mechanism itself: draw the samples from those left, pay each seller in one of them.
          const { cMax } = admit(reports);
          const samples = drawSamples({ demand, sellers: sellers - 1, design }, stream);
          const paid = samples.reduce((sum, sample) => sum + sample.length * cMax, 0);
          const records = demand.reduce((sum, [size, buyers]) => sum + size * buyers, 0);
          const said = price(reports);
          return Math.max(Math.abs(paid / records - said), Math.abs(baselinePrice(reports, demand) - said));
        },
        1e-12,
        "markets with a random design each, price off by",
      ),
  }),

  claim<(stream: Stream) => Utility>({
    id: "gah12/sec4.1.min-price",
    where: "Section 4.1",
    method: "counterexample search",
    verdict: "holds",
    printed: {
      says:
        "c^max is the least price at which a common deterministic π(k) keeps all sellers in, whatever their attitudes " +
        "to risk: a cheaper π loses a neutral one",
      value: () => ({ type: "linear" }),
    },
    twin: {
      says: "so it is where all are known to seek risk",
      value: (s) => ({ type: "cara", a: -0.5 * s.uniform() }),
    },
    check: (attitude, stream) => {
      const markets = Array.from({ length: 300 }, () => {
        const sellers = whole(2, 6, stream);
        const demand = randomDemand(3, sellers, stream);
        const law = countLaw({ demand, sellers, design: randomDesign(demand, stream) });
        const costs = Array.from({ length: sellers }, () => whole(0, 20, stream) / 2);
        // Any non-negative payment, among them all on one count, that costs up to 10 % less than c^max a record.
        const spike = whole(0, law.length - 1, stream);
        const raw = law.map((_, k) => (stream.uniform() < 0.5 ? stream.uniform() : 0) + (k === spike ? 1 : 0));
        const mean = raw.reduce((sum, x, k) => sum + law[k] * x, 0);
        const target = (0.9 + 0.1 * stream.uniform()) * Math.max(...costs) * lawMoments(law).mean;
        return { law, costs, payment: mean > 0 ? raw.map((x) => (x * target) / mean) : raw, utility: attitude(stream) };
      });
      const worth = (utility: Utility, law: Float64Array, payment: Float64Array, cost: number): number =>
        expectedUtility(utility, { money: payment.map((x, k) => x - cost * k), probabilities: law });
      const stays = ({ law, costs, payment, utility }: (typeof markets)[number]): boolean =>
        costs.every((cost) => worth(utility, law, payment, cost) >= 0);
      return all(
        holdsFor(
          markets.filter(({ costs }) => Math.max(...costs) > 0),
          (market) => !stays(market),
          "a cheaper payment loses somebody",
        ),
        holdsFor(
          markets,
          ({ law, costs }) => {
            const payment = law.map((_, k) => Math.max(...costs) * k);
            return costs.every((cost) => worth(randomConcave(stream), law, payment, cost) >= 0);
          },
          "c^max k keeps all",
        ),
      );
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
        // Sellers with equal reports are offered the same.
        const offered = new Map<number, number>();
        const offers = Array.from(reports, (r, i) => {
          if (!offered.has(r)) {
            const others = reports.filter((_, j) => j !== i);
            offered.set(r, threshold(others, c));
          }
          const offer = offered.get(r) as number;
          return r <= offer + 1e-9 * c ? { paid: offer, loss: r - offer } : { paid: c, loss: 0 };
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

  claim<Rule | "strict">({
    id: "gah12/sec3.more-averse",
    where: "Section 3",
    method: "property test",
    verdict: "holds as corrected",
    printed: { says: "the price is the lower, the more sellers are risk averse", value: "loo" },
    corrected: {
      says: "so with one threshold for all; with leave-one-out thresholds one more averse seller can make it rise",
      value: "common",
    },
    twin: { says: "with one threshold for all it falls with each", value: "strict" },
    check: (rule, stream) =>
      nowhereAbove(
        Array.from({ length: 1000 }, () => {
          const sellers = whole(2, 8, stream);
          return {
            demand: randomDemand(3, sellers, stream),
            population: randomPopulation(sellers, randomConcave, stream),
          };
        }),
        ({ demand, population: [first, ...rest] }) => {
          const price = (utility: Utility): number =>
            ceMechanism({
              demand,
              design: { type: "ordering" },
              cMax: 10,
              population: [{ ...first, utility }, ...rest],
              rule: rule === "loo" ? "loo" : "common",
            }).price;
          const rise = price({ type: "cara", a: 0.1 }) - price({ type: "linear" });
          return rule === "strict" && rise > -1e-9 ? Infinity : rise;
        },
        0,
        "markets in which a neutral seller becomes averse; the price rises by",
        1e-9,
      ),
  }),

  claim<(own: number, other: number) => number>({
    id: "gah12/sec4.2.fminus",
    where: "Section 4.2, Step 3",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "f_−i(r) = #{j ≠ i : r̂_i ≤ r} makes a threshold for seller i that does not depend on what she reports",
      value: (own) => own,
    },
    corrected: { says: "f_−i(r) = #{j ≠ i : r̂_j ≤ r} does, as Step 3 means it", value: (_own, other) => other },
    twin: { says: "so does #{j ≠ i : (r̂_i + r̂_j)/2 ≤ r}", value: (own, other) => (own + other) / 2 },
    check: (counted, stream) => {
      const best = (own: number, others: readonly number[], c: number): number => {
        const values = others.map((other) => counted(own, other));
        return commonThreshold(values, c);
      };
      return all(
        holdsFor(
          Array.from({ length: 200 }, () => ({
            others: Array.from({ length: whole(1, 6, stream) }, () => 100 * stream.uniform()),
            reports: [100 * stream.uniform(), 100 * stream.uniform()],
          })),
          ({ others, reports }) => {
            const [a, b] = reports.map((own) => best(own, others, 100));
            // And the mechanism's own threshold is this one.
            return a === b && thresholds([...others, reports[0]], 100).thresholds[others.length] === a;
          },
          "one threshold whatever is reported",
        ),
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

  claim<Rule>({
    id: "gah12/thm4.3a",
    where: "Theorem 4.3, first half",
    method: "property test",
    verdict: "holds",
    printed: {
      says:
        "for the risk averse and the neutral the mechanism is dominant-strategy truthful, whatever the others report, and " +
        "ex-post individually rational",
      value: "loo",
    },
    twin: { says: "so it is with one threshold for all, which counts one's own report", value: "common" },
    check: (rule, stream) =>
      dominance(
        Array.from({ length: 300 }, () => randomEconomy(stream)),
        rule,
        stream,
      ),
  }),

  claim<(u: Utility) => boolean>({
    id: "gah12/thm4.3a.jensen",
    where: "Theorem 4.3, proof",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "for concave u, Σ p(k) u((c − ĉ)(w − k)) = 0",
      value: () => true,
    },
    corrected: {
      says: "it is at most 0, by Jensen's inequality, and 0 for linear u",
      value: ({ type }) => type === "linear",
    },
    twin: { says: "it is below 0 for linear u too", value: () => false },
    check: (vanishes, stream) =>
      holdsFor(
        Array.from({ length: 200 }, (_, run) => {
          const { law } = randomEconomy(stream);
          const utility: Utility = run % 2 === 0 ? { type: "linear" } : { type: "cara", a: 0.05 + stream.uniform() };
          return { law, utility, tilt: 1 + 9 * stream.uniform() };
        }).filter(({ law }) => lawMoments(law).variance > 1e-9),
        ({ law, utility, tilt }) => {
          const w = lawMoments(law).mean;
          const sum = expectedUtility(utility, { money: law.map((_, k) => tilt * (w - k)), probabilities: law });
          return sum <= 1e-9 && Math.abs(sum) < 1e-9 === vanishes(utility);
        },
        "as said",
      ),
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
