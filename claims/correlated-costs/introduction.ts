/** Claims of sections 1 and 2: what a cost report reveals, and why direct mechanisms fail. */
import { claim, type Claim } from "../claim";
import { holdsFor } from "../evidence";
import { show } from "../../lib/format";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import { openLaw, type CostLaw } from "../../lib/probability/cost-laws";
import { agrees, estimateMean, zScore } from "../../lib/probability/monte-carlo";
import { contractsFor } from "../../lib/correlated-costs/contract";
import { leastDirectPayment, overbiddingGain } from "../../lib/correlated-costs/direct";
import { exponential } from "../../lib/correlated-costs/laws";
import { posteriorCost } from "../../lib/correlated-costs/posterior";

/** The least mean payment over a support that is BIC and EIIR for a player accessed with probability x whatever he reports. */
async function leastPayment(eps: number, costs: readonly number[], access: number): Promise<number> {
  const size = costs.length;
  const unit = (k: number, l = -1): number[] => costs.map((_, i) => (i === k ? 1 : i === l ? -1 : 0));
  const { value } = await solveLinearProgram({
    sense: "min",
    objective: costs.map(() => 1 / size),
    rows: costs.flatMap((cost, k) => [
      { coefficients: unit(k), lower: eps * access * cost },
      ...costs.map((_, l) => ({ coefficients: unit(k, l), lower: 0 })),
    ]),
  });
  return value;
}

/** The best that a mechanism can do that reads nothing: the largest t with P(ŝ < k) ≥ t and P(ŝ > n − k) ≥ t. */
async function bestBlindAccuracy(n: number, k: number): Promise<number> {
  const outputs = Array.from({ length: 2 * n + 1 }, (_, i) => i / 2);
  const side = (inside: (s: number) => boolean): number[] => [...outputs.map((s) => Number(inside(s))), -1];
  const { value } = await solveLinearProgram({
    sense: "max",
    objective: [...outputs.map(() => 0), 1],
    rows: [
      { coefficients: [...outputs.map(() => 1), 0], lower: 1, upper: 1 },
      { coefficients: side((s) => s < k), lower: 0 },
      { coefficients: side((s) => s > n - k), lower: 0 },
    ],
  });
  return value;
}

type Order = (law: CostLaw, v: number) => number;

export const claims: readonly Claim[] = [
  claim<{ readonly signed: boolean; readonly slope: number }>({
    id: "fl12/intro-fn1",
    where: "footnote 1",
    method: "counterexample search",
    verdict: "holds as corrected",
    printed: {
      says: "for small ε an ε-private output changes an expected utility by about ±ε times itself (read as: at most)",
      value: { signed: true, slope: 1 },
    },
    corrected: {
      says: "by at most about ε times itself, if no utility is negative",
      value: { signed: false, slope: 1 },
    },
    twin: { says: "by at most about 0.95·ε times itself, if none is negative", value: { signed: false, slope: 0.95 } },
    check: ({ signed, slope }, stream) => {
      const mean = (law: readonly number[], utility: readonly number[]): number =>
        law.reduce((sum, p, k) => sum + p * utility[k], 0);
      /** Two laws of level ε: of likelihood ratios e^ε and e^−ε. */
      const pairOf = (eps: number, rare: number): readonly number[][] => {
        const other = [rare, 1 - rare];
        return [[rare * Math.exp(eps), 1 - rare * Math.exp(eps)], other];
      };
      const cases = [1e-2, 1e-3, 1e-4].flatMap((eps) => [
        { eps, laws: pairOf(eps, 1e-3), utility: [1, 0] },
        // Randomised response: what is gained in one event is lost in the other.
        { eps, laws: pairOf(eps, 1 / (1 + Math.exp(eps))), utility: [1, -1] },
        ...Array.from({ length: 50 }, () => ({
          eps,
          laws: pairOf(eps, stream.uniform() / (1 + Math.exp(eps))),
          utility: [stream.uniform(), stream.uniform()].map((u) => (signed ? 2 * u - 1 : u)),
        })),
      ]);
      return holdsFor(
        cases.filter(({ utility }) => signed || utility.every((u) => u >= 0)),
        ({ eps, laws, utility }) => {
          const [here, there] = laws.map((law) => mean(law, utility));
          return Math.abs(here - there) <= slope * eps * (1 + 2 * eps) * Math.abs(there);
        },
        `|change| ≤ ${show(slope)}·ε(1 + 2ε)·|E w|`,
      );
    },
  }),
  claim<Order>({
    id: "fl12/intro-posterior",
    where: "section 1, privacy issues",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "F_j(v) < F_j'(v) makes type j less likely after a report of v",
      value: (law, v) => openLaw("law", law).cdf(v),
    },
    corrected: { says: "f_j(v) < f_j'(v) does, for densities", value: (law, v) => openLaw("law", law).density(v) },
    twin: { says: "1 − F_j(v) < 1 − F_j'(v) does", value: (law, v) => 1 - openLaw("law", law).cdf(v) },
    check: (order) => {
      const laws = [exponential(1), exponential(2)];
      const costs = [0.1, Math.LN2, 1];
      const posteriors = costs.map((v) => posteriorCost([0.5, 0.5], laws, v)[0]);
      const sign = (x: number): number => (Math.abs(x) < 1e-12 ? 0 : Math.sign(x));
      const wrong = costs.findIndex(
        (v, i) => sign(order(laws[0], v) - order(laws[1], v)) !== sign(posteriors[i] - 0.5),
      );
      return {
        stands: wrong < 0,
        evidence:
          `Exp(1) against Exp(2): P(type 1 | v) = ${posteriors.map((p) => show(p, 4)).join(", ")} at v = 0.1, ln 2, 1` +
          (wrong < 0 ? "" : `; wrong at v = ${show(costs[wrong], 4)}`),
      };
    },
  }),
  claim<(eps: number, access: number, bound: number) => number>({
    id: "fl12/lem2.1",
    where: "Lemma 2.1",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "truth and rationality cost a direct mechanism ε·x·V on costs 1..V: nothing finite does for unbounded costs",
      value: (eps, access, bound) => eps * access * bound,
    },
    twin: {
      says: "they cost ε·x·(V + 1)/2, the mean",
      value: (eps, access, bound) => (eps * access * (bound + 1)) / 2,
    },
    check: async (least) => {
      const [eps, access] = [0.5, 0.3];
      const found: number[] = [];
      for (const size of [2, 5, 10, 20]) {
        const costs = Array.from({ length: size }, (_, i) => i + 1);
        const optimum = await leastPayment(eps, costs, access);
        if (Math.abs(optimum - leastDirectPayment(eps, costs, access)) > 1e-8)
          return { stands: false, evidence: "LP differs" };
        found.push(optimum - least(eps, access, size));
      }
      return {
        stands: found.every((gap) => Math.abs(gap) < 1e-8),
        evidence:
          `linear programs for V = 2, 5, 10, 20 less the formula: ${found.map((x) => show(x, 3)).join(", ")}; on a bounded ` +
          "support the fixed price ε·x·V does",
      };
    },
  }),
  claim<readonly number[]>({
    id: "fl12/lem2.1-access",
    where: "Lemma 2.1, first step",
    method: "numerical optimum",
    verdict: "holds",
    printed: { says: "for k < n/2 a mechanism that reads nothing is not k-accurate", value: [1, 2, 3, 4, 4.5] },
    twin: { says: "nor for k = 0.55·n", value: [5.5] },
    check: async (radii) => {
      const n = 10;
      const best: number[] = [];
      for (const k of radii) best.push(await bestBlindAccuracy(n, k));
      return {
        stands: best.every((t) => t < 2 / 3),
        evidence: `n = 10: best common success probability ${best.map((t) => show(t, 3)).join(", ")} at k = ${radii.join(", ")}`,
      };
    },
  }),
  claim<(eps: number, access: number, cost: number, report: number) => number>({
    id: "fl12/lem2.1-overbid",
    where: "Lemma 2.1, last step",
    method: "Monte Carlo",
    verdict: "holds",
    printed: {
      says: "where bids are paid, reporting v' for v gains ε·E[x]·(v' − v), without a bound",
      value: (eps, access, cost, report) => eps * access * (report - cost),
    },
    twin: {
      says: "it gains 5 % less",
      value: (eps, access, cost, report) => 0.95 * eps * access * (report - cost),
    },
    check: (gain, stream) => {
      const [eps, access, cost] = [0.5, 0.3, 1];
      const reports = [2, 10, 1000];
      const exact = reports.every(
        (v) => Math.abs(overbiddingGain(eps, access, cost, v) - gain(eps, access, cost, v)) < 1e-9,
      );
      const runs = estimateMean(200_000, ({ uniform }) => (uniform() < access ? eps * (10 - cost) : 0), stream);
      const predicted = gain(eps, access, cost, 10);
      return {
        stands: exact && agrees(runs, predicted),
        evidence:
          `report 10 for 1: ${show(predicted, 5)}; ${runs.runs} runs ${show(runs.estimate, 5)} ± ${show(runs.standardError, 2)}, ` +
          `z = ${show(zScore(runs, predicted), 3)}`,
      };
    },
  }),
  claim<(first: number, second: number) => number>({
    id: "fl12/sec2.2-direct",
    where: "section 2.2, after Lemma 2.1",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "Mechanism 1 made direct learns from a rejector's cost, f₁/(f₁ + f₂) ≠ ½, and pays him nothing",
      value: (first, second) => first / (first + second),
    },
    twin: { says: "the posterior is the prior", value: () => 0.5 },
    check: (posterior) => {
      const laws = [exponential(1), exponential(0.5)];
      const prices = contractsFor(laws, 0.6).map(({ alphaPlus }) => alphaPlus);
      const [one, two] = posteriorCost([0.5, 0.5], laws, 3);
      const predicted = posterior(Math.exp(-3), 0.5 * Math.exp(-1.5));
      return {
        stands: prices.every((price) => price < 3) && Math.abs(one - predicted) < 1e-12,
        evidence: `a cost of 3 (prices ${prices.map((p) => show(p, 4)).join(", ")}, payment 0): posterior ${show(one, 4)}, ${show(two, 4)}`,
      };
    },
  }),
];
