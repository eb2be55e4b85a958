/** Claims of section 4.3 and appendix A: ironing, and the optimal auction for every law. */
import { claim, type Claim } from "../claim";
import { all, drawn, everywhere, holdsFor } from "../evidence";
import { show } from "../../lib/format";
import { integrate } from "../../lib/numerics/quadrature";
import { costSampler, openLaw, type CostLaw } from "../../lib/probability/cost-laws";
import { estimateMean } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import {
  hullAt,
  iron,
  intervalAt,
  ironedVirtualCost,
  virtualCost,
  type IronedLaw,
} from "../../lib/correlated-costs/ironing";
import { histogram, VALLEY, WAVES } from "../../lib/correlated-costs/laws";
import { optimalPayment, paymentSummary } from "../../lib/correlated-costs/optimal-auction";
import { orderStatistic } from "../../lib/correlated-costs/order-statistics";
import { procure } from "../../lib/correlated-costs/procurement";
import { randomHistogram, whole } from "./random";
import { SIZES, binomialCdf, expectation } from "./tools";
import { gridOf, optimumOnGrid } from "./programs";

/** The interim rule of buying from the w cheapest: x(q) = P(Bin(n − 1, q) ≤ w − 1) at the quantile q of the cost. */
const rankRule =
  (n: number, w: number) =>
  (q: number): number =>
    binomialCdf(w - 1, n - 1, q);

/** The payment of Lemma 4.4 (ii) to one player of the auction, by integrating his allocation over his reports. */
function integratedPayment(ironed: IronedLaw, costs: readonly number[], w: number, i: number): number {
  const hi = ironed.open.hi;
  const allocation = (report: number): number =>
    procure(
      ironed,
      costs.map((v, j) => (j === i ? report : v)),
      w,
    ).allocation[i];
  const points = [costs[i], hi, ...costs, ...ironed.intervals.flatMap(({ a, b }) => [a, b])]
    .filter((v) => v >= costs[i] && v <= hi)
    .sort((a, b) => a - b);
  return (
    costs[i] * allocation(costs[i]) +
    points
      .slice(1)
      .reduce((sum, to, k) => sum + (to === points[k] ? 0 : (to - points[k]) * allocation((to + points[k]) / 2)), 0)
  );
}

type Case = 1 | 2 | 3;

/** Random cost vectors of a case of Theorem 4.8's proof. */
function casesOf(which: Case, times: number, stream: Stream): { costs: number[]; w: number; ironed: IronedLaw }[] {
  const laws = [iron(VALLEY), iron(WAVES)];
  const samplers = [costSampler(VALLEY), costSampler(WAVES)];
  const found: { costs: number[]; w: number; ironed: IronedLaw }[] = [];
  while (found.length < times) {
    const j = whole(stream, 0, 1);
    const n = whole(stream, 3, 7);
    const w = whole(stream, 1, n - 1);
    const costs = Array.from({ length: n }, () => samplers[j](stream));
    const sorted = [...costs].sort((a, b) => a - b);
    const [last, next] = [intervalAt(laws[j], sorted[w - 1]), intervalAt(laws[j], sorted[w])];
    if ((next === undefined ? 1 : last === next ? 3 : 2) === which) found.push({ costs, w, ironed: laws[j] });
  }
  return found;
}

/** What a player below the ironed interval [a, b) is paid, exactly. */
const exactBelow = (a: number, b: number, l1: number, l2: number, w: number): number =>
  a + ((b - a) * (w - l1 + 1)) / (l2 + 1);

/** The lower convex hull of a curve through points in order of x, at given x: a monotone chain. */
function chainHull(points: readonly (readonly [number, number])[]): (x: number) => number {
  const hull: (readonly [number, number])[] = [];
  for (const p of points) {
    while (hull.length > 1) {
      const [[x0, y0], [x1, y1]] = hull.slice(-2);
      if ((y1 - y0) * (p[0] - x0) < (p[1] - y0) * (x1 - x0)) break;
      hull.pop();
    }
    hull.push(p);
  }
  return (x) => {
    const i = Math.max(
      1,
      hull.findIndex(([at]) => at >= x),
    );
    const [[x0, y0], [x1, y1]] = [hull[i - 1], hull[i]];
    return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  };
}

/** Interim allocation when players are ranked by a score and the w lowest of n are bought: scores below one's own. */
const allocationAt = (n: number, w: number, below: number): number => binomialCdf(w - 1, n - 1, below);

/** P(φ(v) < level) under the three-step law, whose φ rises on each step. */
const belowLevel = (level: number): number =>
  expectation(
    VALLEY,
    (v) => Number(virtualCost(VALLEY, v) < level),
    [0, 1, 2].map((k) => {
      const start = virtualCost(VALLEY, k);
      return Math.min(k + 1, Math.max(k, k + (level - start) / 2));
    }),
  );

export const claims: readonly Claim[] = [
  claim<CostLaw>({
    id: "fl12/sec4.3-nontruth",
    where: "section 4.3",
    method: "counterexample search",
    verdict: "holds",
    printed: {
      says: "ranking by virtual cost can be non-truthful: x(1.5) < x(2.5) for three steps 0.4, 0.1, 0.5",
      value: VALLEY,
    },
    twin: { says: "so it is for three falling steps 0.5, 0.3, 0.2", value: histogram([0, 1, 2, 3], [0.5, 0.3, 0.2]) },
    check: (law) => {
      const [n, w] = [5, 4];
      const at = (v: number): number => {
        const own = virtualCost(law, v);
        // P(φ < own): on each step of width 1 φ rises by 2.
        const starts = [0, 1, 2].map((k) => virtualCost(law, k));
        const cuts = starts.map((start, k) => Math.min(k + 1, Math.max(k, k + (own - start) / 2)));
        return allocationAt(
          n,
          w,
          expectation(law, (u) => Number(virtualCost(law, u) < own), cuts),
        );
      };
      const [lower, higher] = [at(1.5), at(2.5)];
      return {
        stands: lower < higher - 1e-6,
        evidence: `n = 5, w = 4: x(1.5) = ${show(lower, 4)}, x(2.5) = ${show(higher, 4)}`,
      };
    },
  }),
  claim<(law: CostLaw, a: number, b: number) => number>({
    id: "fl12/sec4.3-ironing",
    where: "section 4.3 and appendix A",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "φ̄ increases, and on an ironed interval is the mean of φ there",
      value: (law, a, b) => {
        const { cdf } = openLaw("law", law);
        return expectation(law, (v) => (v > a && v < b ? virtualCost(law, v) : 0), [a, b]) / (cdf(b) - cdf(a));
      },
    },
    twin: { says: "it is φ at the middle of the interval", value: (law, a, b) => virtualCost(law, (a + b) / 2) },
    check: (meanOver) => {
      let [off, falls] = [0, false];
      for (const law of [VALLEY, WAVES] as const) {
        const ironed = iron(law);
        const { lo, hi } = ironed.open;
        const values = Array.from({ length: 601 }, (_, i) => ironedVirtualCost(ironed, lo + ((hi - lo) * i) / 600));
        falls ||= values.some((value, i) => i > 0 && value < values[i - 1] - 1e-9);
        for (const { a, b, phi } of ironed.intervals) off = Math.max(off, Math.abs(meanOver(law, a, b) - phi));
      }
      // Ranking by φ of a redrawn cost, as section 4.3 words it, is another rule, and not a truthful one.
      const [{ a, b }] = iron(VALLEY).intervals;
      const redrawn =
        integrate((v) => 0.1 * allocationAt(5, 4, belowLevel(virtualCost(VALLEY, v))), a, 2, {
          relative: 1e-6,
          panels: 1,
        }) +
        [
          [2, 2.4],
          [2.4, b],
        ].reduce(
          (sum, [from, to]) =>
            sum +
            integrate((v) => 0.5 * allocationAt(5, 4, belowLevel(virtualCost(VALLEY, v))), from, to, {
              relative: 1e-6,
              panels: 1,
            }),
          0,
        );
      return {
        stands: !falls && off < 1e-8,
        evidence:
          `both laws: within ${show(off, 2)}; (ranking by φ of a redrawn cost buys at [1, 2.6) with probability ${show(redrawn / 0.4, 4)}, ` +
          `just above it with ${show(allocationAt(5, 4, belowLevel(virtualCost(VALLEY, b))), 4)}: not truthful)`,
      };
    },
  }),
  claim<(ironed: IronedLaw, q: number) => number>({
    id: "fl12/appA-hull",
    where: "appendix A",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "G is the convex hull of H: below it, equal at 0 and 1, affine where it differs; φ increases exactly if H is convex",
      value: (ironed, q) => hullAt(ironed, q).G,
    },
    twin: { says: "H itself is convex", value: (ironed, q) => hullAt(ironed, q).H },
    check: (hull, stream) => {
      let [off, above, regular] = [0, 0, true];
      for (let i = 0; i < 40; i++) {
        const law = randomHistogram(stream);
        const ironed = iron(law);
        const { quantile, cdf } = ironed.open;
        const grid = [...Array.from({ length: 601 }, (_, k) => k / 600), ...law.breaks.map(cdf)].sort((a, b) => a - b);
        const points = [...new Set(grid)].map((q) => [q, q === 0 ? 0 : q * quantile(q)] as const);
        const chain = chainHull(points);
        const scale = quantile(1);
        for (const [q, height] of points) {
          const g = hull(ironed, q);
          off = Math.max(off, Math.abs(g - chain(q)) / scale);
          above = Math.max(above, (g - height) / scale);
        }
        const rises = law.masses.every(
          (_, k) =>
            k === 0 ||
            virtualCost(law, law.breaks[k]) >=
              2 * law.breaks[k] -
                law.breaks[k - 1] +
                cdf(law.breaks[k - 1]) / ironed.open.density(law.breaks[k - 1]) -
                1e-9,
        );
        regular &&= rises === (ironed.intervals.length === 0);
      }
      return {
        stands: off < 1e-4 && above < 1e-9 && regular,
        evidence: `40 random histograms: within ${show(off, 2)} of the hull of 600 points, never above H; chords exactly where φ falls`,
      };
    },
  }),
  claim<number>({
    id: "fl12/lemA.4-id",
    where: "Lemma A.4's proof, the display",
    method: "exact",
    verdict: "holds as corrected",
    printed: { says: "E[φx] = E[φ̄x] + ∫(H − G)dx", value: 1 },
    corrected: { says: "E[φx] = E[φ̄x] − ∫(H − G)dx", value: -1 },
    twin: { says: "E[φx] = E[φ̄x] − 1.05·∫(H − G)dx", value: -1.05 },
    check: (sign) => {
      const [n, w] = [20, 13];
      const ironed = iron(VALLEY);
      const { cdf, density } = ironed.open;
      const x = rankRule(n, w);
      const cuts = ironed.intervals.flatMap(({ a, b }) => [a, b]);
      const phiX = expectation(VALLEY, (v) => virtualCost(VALLEY, v) * x(cdf(v)), cuts);
      const barX = expectation(VALLEY, (v) => ironedVirtualCost(ironed, v) * x(cdf(v)), cuts);
      // dx = x'(q) f dv, x' by the binomial law: −(n − 1)·P(Bin(n − 2, q) = w − 1).
      const slope = (q: number): number => -(n - 1) * (binomialCdf(w - 1, n - 2, q) - binomialCdf(w - 2, n - 2, q));
      const gap = ironed.intervals.reduce(
        (sum, { a, b }) =>
          sum +
          [
            [a, 2],
            [2, b],
          ].reduce(
            (part, [from, to]) =>
              part +
              integrate(
                (v) => {
                  const { H, G } = hullAt(ironed, cdf(v));
                  return (H - G) * slope(cdf(v)) * density(v);
                },
                from,
                to,
                { relative: 1e-11, absolute: 1e-13, panels: 4 },
              ),
            0,
          ),
        0,
      );
      return {
        stands: Math.abs(phiX - barX - sign * gap) < 1e-9,
        evidence: `n = 20, w = 13: E[φx] = ${show(phiX)}, E[φ̄x] = ${show(barX)}, ∫(H − G)dx = ${show(gap, 5)}`,
      };
    },
  }),
  claim<(law: CostLaw, n: number, w: number) => number>({
    id: "fl12/lem4.7",
    where: "Lemma 4.7",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "buying by ironed virtual cost with uniform ties is the optimal BIC mechanism; it pays n·E[G(Q)]",
      value: optimalPayment,
    },
    twin: {
      says: "the optimum is n·E[H(Q)], buying from the w cheapest",
      value: (law, n, w) => w * orderStatistic(law, n, w + 1),
    },
    check: async (payment, stream) => {
      // Masses in thirtieths, so that the grids of costs meet every jump of the density.
      const steps = (): CostLaw => {
        const [first, second] = [whole(stream, 5, 14), whole(stream, 1, 6)];
        return histogram([0, 1, 2, 3], [first / 30, second / 30, (30 - first - second) / 30]);
      };
      const laws: CostLaw[] = [VALLEY, WAVES, steps(), steps()];
      const cases: { law: number; n: number; w: number; optimum: number; exact: number }[] = [];
      for (const [index, law] of laws.entries()) {
        for (const [n, w] of [
          [2, 1],
          [5, 4],
          [8, 3],
        ]) {
          // Twice as many costs halve what the grid adds, twice.
          const [coarse, fine] = [
            await optimumOnGrid(gridOf(law, 30), n, w),
            await optimumOnGrid(gridOf(law, 60), n, w),
          ];
          cases.push({ law: index, n, w, optimum: fine + (fine - coarse) / 3, exact: payment(law, n, w) });
        }
      }
      const ironed = iron(VALLEY);
      const draw = costSampler(VALLEY);
      const runs = estimateMean(
        20_000,
        (s) =>
          procure(
            ironed,
            Array.from({ length: 5 }, () => draw(s)),
            4,
          ).total,
        stream,
      );
      return all(
        everywhere(
          cases,
          ({ optimum, exact }) => optimum / exact - 1,
          1e-3,
          "linear programs over all BIC auctions, 30 and 60 costs, off by",
        ),
        drawn("n = 5, w = 4, three steps: auctions pay", runs, payment(VALLEY, 5, 4)),
      );
    },
  }),
  claim<number>({
    id: "fl12/thm4.8-case1",
    where: "Theorem 4.8, case 1",
    method: "property test",
    verdict: "holds",
    printed: { says: "v_(w+1) not ironed: the total is w·v_(w+1)", value: 1 },
    twin: { says: "the total is 0.97·w·v_(w+1)", value: 0.97 },
    check: (share, stream) => {
      let [off, direct] = [0, 0];
      for (const { costs, w, ironed } of casesOf(1, 60, stream)) {
        const sorted = [...costs].sort((a, b) => a - b);
        const { total, payments } = procure(ironed, costs, w);
        off = Math.max(off, Math.abs(total / (share * w * sorted[w]) - 1));
        costs.forEach((_, i) => {
          direct = Math.max(direct, Math.abs(payments[i] - integratedPayment(ironed, costs, w, i)));
        });
      }
      return {
        stands: off < 1e-12 && direct < 1e-9,
        evidence: `60 auctions: within ${show(off, 2)}; payments agree with v·x + ∫x to ${show(direct, 2)}`,
      };
    },
  }),
  claim<(a: number, b: number) => number>({
    id: "fl12/thm4.8-case2",
    where: "Theorem 4.8, case 2",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "v_(w+1) ironed, v_w below: every winner is paid at least a (exactly a + (b − a)/(l₂ + 1))",
      value: (a) => a,
    },
    twin: { says: "he is paid at least (a + b)/2 + (b − a)/20", value: (a, b) => (a + b) / 2 + (b - a) / 20 },
    check: (least, stream) => {
      let [margin, direct, exact] = [Infinity, 0, 0];
      for (const { costs, w, ironed } of casesOf(2, 60, stream)) {
        const { a, b } = intervalAt(ironed, [...costs].sort((x, y) => x - y)[w])!;
        const { payments, l1, l2 } = procure(ironed, costs, w);
        costs.forEach((cost, i) => {
          if (cost >= a) return;
          margin = Math.min(margin, payments[i] - least(a, b));
          exact = Math.max(exact, Math.abs(payments[i] - exactBelow(a, b, l1, l2, w)));
          direct = Math.max(direct, Math.abs(payments[i] - integratedPayment(ironed, costs, w, i)));
        });
      }
      return {
        stands: margin >= 0 && direct < 1e-9 && exact < 1e-12,
        evidence: `60 auctions: least margin ${show(margin, 3)}; payments agree with v·x + ∫x to ${show(direct, 2)}`,
      };
    },
  }),
  claim<(a: number, b: number, l1: number, l2: number, w: number) => number>({
    id: "fl12/thm4.8-case3",
    where: "Theorem 4.8, case 3",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "both ironed together: lower players are paid at least a, tied ones b(w − l₁)/l₂",
      value: (_, b, l1, l2, w) => (b * (w - l1)) / l2,
    },
    twin: { says: "tied ones are paid a(w − l₁)/l₂", value: (a, _, l1, l2, w) => (a * (w - l1)) / l2 },
    check: (tiedPay, stream) => {
      let [off, direct, margin] = [0, 0, Infinity];
      for (const { costs, w, ironed } of casesOf(3, 60, stream)) {
        const { a, b } = intervalAt(ironed, [...costs].sort((x, y) => x - y)[w])!;
        const { payments, l1, l2 } = procure(ironed, costs, w);
        costs.forEach((cost, i) => {
          direct = Math.max(direct, Math.abs(payments[i] - integratedPayment(ironed, costs, w, i)));
          if (cost < a) {
            margin = Math.min(margin, payments[i] - a);
            off = Math.max(off, Math.abs(payments[i] - exactBelow(a, b, l1, l2, w)));
          } else if (payments[i] > 0) off = Math.max(off, Math.abs(payments[i] - tiedPay(a, b, l1, l2, w)));
        });
      }
      return {
        stands: margin >= 0 && off < 1e-12 && direct < 1e-9,
        evidence: `60 auctions: within ${show(off, 2)}, lower players at least ${show(margin, 3)} above a; payments agree with v·x + ∫x to ${show(direct, 2)}`,
      };
    },
  }),
  claim<(w: number) => number>({
    id: "fl12/thm4.8-factor",
    where: "Theorem 4.8's proof, its second sentence",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "the total is at least E[v_(w+1)]/r, and w·F⁻¹(w/n) at most 2r times that (the total's bound lacks its w)",
      value: () => 1,
    },
    corrected: { says: "at least w·E[v_(w+1)]/r, and w·F⁻¹(w/n) at most 2r times that", value: (w) => w },
    twin: { says: "at least 3w·E[v_(w+1)]/r, and w·F⁻¹(w/n) at most 2r times that", value: (w) => 3 * w },
    check: (units, stream) => {
      const random = Array.from({ length: 40 }, () => {
        const n = whole(stream, 2, 40);
        return { law: randomHistogram(stream) as CostLaw, n, w: whole(stream, 1, n - 1) };
      });
      const sizes = SIZES.flatMap(([n, w]) => [VALLEY, WAVES].map((law): (typeof random)[number] => ({ law, n, w })));
      return holdsFor(
        [...sizes, ...random],
        ({ law, n, w }) => {
          const { optimal, mechanism1, r } = paymentSummary(law, n, w);
          const bound = (units(w) * orderStatistic(law, n, w + 1)) / r;
          return optimal >= bound * (1 - 1e-9) && mechanism1 <= 2 * r * bound * (1 + 1e-9);
        },
        "the total above the bound, Mechanism 1 within 2r of it",
      );
    },
  }),
  claim<number>({
    id: "fl12/thm4.8-point",
    where: "Theorem 4.8's proof",
    method: "property test",
    verdict: "holds",
    printed: { says: "the auction pays at least w·v_(w+1)/r for every v", value: 1 },
    twin: { says: "at least 1.05·w·v_(w+1)/r", value: 1.05 },
    check: (share, stream) => {
      let least = Infinity;
      const test = (law: CostLaw, costs: readonly number[], w: number): void => {
        const ironed = iron(law);
        const r = ironed.intervals.reduce((most, { a, b }) => Math.max(most, b / a), 1);
        const sorted = [...costs].sort((a, b) => a - b);
        least = Math.min(least, (procure(ironed, costs, w).total * r) / (w * sorted[w]));
      };
      for (let i = 0; i < 300; i++) {
        const law = i % 10 === 0 ? VALLEY : randomHistogram(stream);
        const draw = costSampler(law);
        const n = whole(stream, 2, 12);
        test(
          law,
          Array.from({ length: n }, () => draw(stream)),
          whole(stream, 1, n - 1),
        );
      }
      // One cheap player, many just below the end of the interval: hardly more than a is paid.
      test(VALLEY, [0.5, ...Array.from({ length: 199 }, () => 2.5999)], 1);
      return { stands: least >= share, evidence: `301 auctions: least r·total/(w·v_(w+1)) ${show(least, 4)}` };
    },
  }),
  claim<(summary: { readonly r: number; readonly hOverG: number }) => number>({
    id: "fl12/thm4.8",
    where: "Theorem 4.8",
    method: "counterexample search",
    verdict: "holds",
    printed: {
      says: "Mechanism 1 pays at most 2r times the optimum (in truth at most max H/G ≤ r times)",
      value: ({ r }) => 2 * r,
    },
    twin: { says: "at most 0.97·max H/G times", value: ({ hOverG }) => 0.97 * hOverG },
    check: (factor, stream) => {
      let [share, overG, overR] = [0, 0, 0];
      const test = (law: CostLaw, n: number, w: number): void => {
        const summary = paymentSummary(law, n, w);
        const ratio = summary.mechanism1 / summary.optimal;
        share = Math.max(share, ratio / factor(summary));
        overG = Math.max(overG, ratio / summary.hOverG);
        overR = Math.max(overR, summary.hOverG / summary.r);
      };
      for (const [n, w] of SIZES) for (const law of [VALLEY, WAVES]) test(law, n, w);
      for (let i = 0; i < 100; i++) {
        const n = whole(stream, 2, 40);
        test(randomHistogram(stream), n, whole(stream, 1, n - 1));
      }
      const summary = paymentSummary(VALLEY, 1000, 500);
      return {
        stands: share <= 1 && overG <= 1 + 1e-9 && overR <= 1 + 1e-9,
        evidence:
          `112 cases: at most ${show(share, 4)} of the factor; three steps, n = 1000, w = 500: ${show(summary.mechanism1 / summary.optimal, 5)} ` +
          `with max H/G = ${show(summary.hOverG, 5)}, r = ${show(summary.r, 3)}`,
      };
    },
  }),
];
