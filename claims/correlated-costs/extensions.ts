/** Claims of section 3.1: several attributes, atoms, what it costs, budgets, fixed accuracy, oracles. */
import { claim, type Claim } from "../claim";
import { all, everywhere, holdsFor } from "../evidence";
import { show } from "../../lib/format";
import { binomialLaw } from "../../lib/numerics/binomial";
import { openLaw, type CostLaw, type Discrete } from "../../lib/probability/cost-laws";
import { agrees, estimateProportion, zScore } from "../../lib/probability/monte-carlo";
import { codeStatistics, encode, printedCode } from "../../lib/correlated-costs/attributes";
import { contract, contractsFor, offersOf, priceSpread, type Contract } from "../../lib/correlated-costs/contract";
import { chebyshevAccuracy, worstErrorQuantile } from "../../lib/correlated-costs/estimate-error";
import { commonDrawVariance } from "../../lib/correlated-costs/estimate-moments";
import { ATOMS, exponential, histogram, uniform } from "../../lib/correlated-costs/laws";
import { runMechanism, simulateMechanism } from "../../lib/correlated-costs/mechanism";
import { oracleContract } from "../../lib/correlated-costs/oracle-contract";
import { budgetSolve, fixedAccuracy, recommendedC } from "../../lib/correlated-costs/parameters";
import { totalPayment } from "../../lib/correlated-costs/payments";
import { posteriorReply } from "../../lib/correlated-costs/posterior";
import { epsPayment } from "../../lib/correlated-costs/privacy";
import { between, randomDiscrete, randomHistogram, whole } from "./random";

/** Variance of a law on 0..n. */
function varianceOf(law: ArrayLike<number>): number {
  const values = Array.from(law, (p, m) => [p, m] as const);
  const mean = values.reduce((sum, [p, m]) => sum + p * m, 0);
  return values.reduce((sum, [p, m]) => sum + p * (m - mean) ** 2, 0);
}

/** The largest log ratio of two types' payment densities, on a fine grid around all prices; noise of scale γ/ε. */
function paymentRatio(one: Contract, other: Contract, eps: number, gamma: number): number {
  const density = (from: Contract, x: number): number =>
    offersOf(from).reduce((sum, { price, weight }) => sum + weight * Math.exp((-eps * Math.abs(x - price)) / gamma), 0);
  let most = 0;
  const prices = [...offersOf(one), ...offersOf(other)].map(({ price }) => price);
  const [lo, hi] = [Math.min(...prices) - gamma, Math.max(...prices) + gamma];
  for (const x of [...prices, ...Array.from({ length: 101 }, (_, i) => lo + ((hi - lo) * i) / 100)]) {
    most = Math.max(most, Math.abs(Math.log(density(one, x) / density(other, x))));
  }
  return most;
}

const spread = (prices: readonly number[]): number => Math.max(...prices) - Math.min(...prices);

export const claims: readonly Claim[] = [
  claim<(h: number) => (tuple: readonly number[]) => number>({
    id: "fl12/ext-attr",
    where: "section 3.1, general database entries",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: { says: "1 + Σ t_k·d^k is a one-to-one code of {1..h}^d in 1..h^d", value: () => printedCode },
    corrected: { says: "1 + Σ (t_k − 1)·h^(k−1) is", value: (h) => (tuple) => encode(h, tuple) },
    twin: {
      says: "1 + Σ t_k·h^(k−1) is",
      value: (h) => (tuple) => 1 + tuple.reduce((sum, t, k) => sum + t * h ** k, 0),
    },
    check: (codeOf) => {
      let cases = 0;
      for (let d = 1; d <= 3; d++) {
        for (let h = 1; h <= 5; h++) {
          const { tuples, distinctCodes, tuplesOutsideRange } = codeStatistics(h, d, codeOf(h));
          if (distinctCodes < tuples || tuplesOutsideRange > 0) {
            const large = codeStatistics(3, 2, codeOf(3));
            return {
              stands: false,
              evidence:
                `h = ${h}, d = ${d}: ${distinctCodes} codes for ${tuples} tuples, ${tuplesOutsideRange} outside 1..${tuples}; ` +
                `h = 3, d = 2: ${large.distinctCodes} codes for 9`,
            };
          }
          cases++;
        }
      }
      return { stands: true, evidence: `a bijection in all ${cases} cases h ≤ 5, d ≤ 3` };
    },
  }),
  claim<(c: number, cMinus: number, cPlus: number) => number>({
    id: "fl12/ext-disc-accept",
    where: "section 3.1, discrete cost distributions",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "with β = (c − c⁻)/(c⁺ − c⁻) every player accepts with probability c",
      value: (c, cMinus, cPlus) => (c - cMinus) / (cPlus - cMinus),
    },
    twin: { says: "with 0.95·β he does", value: (c, cMinus, cPlus) => (0.95 * (c - cMinus)) / (cPlus - cMinus) },
    check: (coin, stream) => {
      let [off, lotteries] = [0, 0];
      for (let i = 0; i < 1000; i++) {
        const law = randomDiscrete(stream);
        const c = between(stream, 0.01, 0.99);
        const { alphaMinus, alphaPlus, cMinus, cPlus } = contract(law, c);
        if (cMinus === cPlus) continue;
        lotteries++;
        const { cdf } = openLaw("law", law);
        const beta = coin(c, cMinus, cPlus);
        off = Math.max(
          off,
          Math.abs((alphaMinus === null ? 0 : (1 - beta) * cdf(alphaMinus)) + beta * cdf(alphaPlus) - c),
        );
      }
      const contracts = contractsFor(ATOMS, 0.6);
      let accepted = 0;
      for (let r = 0; r < 100; r++) {
        const data = Array.from({ length: 100 }, (_, i) => 1 + (i % 2));
        accepted += simulateMechanism({ eps: 1, laws: ATOMS, contracts, data }, stream).accepted.length;
      }
      const share = estimateProportion(10_000, accepted);
      return {
        stands: lotteries > 0 && off < 1e-12 && agrees(share, 0.6),
        evidence:
          `${lotteries} random lotteries: acceptance within ${show(off, 2)} of c; 10000 offers at c = 0.6: ${show(share.estimate, 4)}, ` +
          `z = ${show(zScore(share, 0.6), 3)}`,
      };
    },
  }),
  claim<"independent" | "common">({
    id: "fl12/ext-disc-acc",
    where: "section 3.1, discrete cost distributions",
    method: "exact",
    verdict: "holds",
    printed: { says: "with a coin for each player the accuracy is as before", value: "independent" },
    twin: { says: "so it is with one coin for all", value: "common" },
    check: (coins) => {
      const [n1, cMinus, cPlus, c, eps] = [40, 0.2, 0.9, 0.5, 1];
      const beta = (c - cMinus) / (cPlus - cMinus);
      const [low, high] = [binomialLaw(n1, cMinus), binomialLaw(n1, cPlus)];
      const laws = { independent: binomialLaw(n1, c), common: low.map((p, m) => (1 - beta) * p + beta * high[m]) };
      const variances = Object.values(laws).map((law) => (varianceOf(law) + 2 / eps ** 2) / c ** 2);
      const formula = commonDrawVariance(n1, cMinus, cPlus, c, eps);
      const consistent = Math.abs(variances[0] - formula.independent) + Math.abs(variances[1] - formula.common) < 1e-8;
      return {
        stands: consistent && 3 * formula[coins] <= chebyshevAccuracy(n1, c, eps) ** 2 * (1 + 1e-12),
        evidence: `n₁ = 40, c⁻ = 0.2, c⁺ = 0.9, c = 0.5, ε = 1: Var s = ${show(variances[0])} with a coin for each, ${show(variances[1])} with one`,
      };
    },
  }),
  claim<number>({
    id: "fl12/ext-disc-bic",
    where: "section 3.1, discrete cost distributions",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "the lottery's contract is BIC and EIIR: accepting exactly when v ≤ the price drawn is optimal and never at a loss",
      value: 1,
    },
    twin: { says: "accepting exactly when v ≤ 1.5 times the price drawn is", value: 1.5 },
    check: (factor, stream) => {
      const cases = Array.from({ length: 300 }, () => {
        const law = randomDiscrete(stream);
        return { contract: contract(law, between(stream, 0.05, 0.95)), atoms: law.atoms };
      });
      return holdsFor(
        cases.flatMap(({ contract: one, atoms }) =>
          atoms.flatMap((cost) => (["+", "-"] as const).map((offer) => ({ one, cost, offer }))),
        ),
        ({ one, cost, offer }) => {
          const run = (report: number) =>
            runMechanism({
              eps: 1,
              contracts: [one],
              data: [1],
              costs: [report],
              offers: [offer],
              estimateNoise: 0,
              paymentNoise: [0],
            });
          /** Her utility if she replies as a cost of `report` would. */
          const utility = (report: number): number => {
            const { accepted, payments } = run(report);
            return payments[0] - (accepted.length > 0 ? cost : 0);
          };
          const chosen = utility(cost / factor);
          return chosen >= 0 && chosen >= Math.max(utility(0), utility(1e9));
        },
        "no reply is better, for every atom and draw",
      );
    },
  }),
  claim<(law: Discrete, c: number) => boolean>({
    id: "fl12/ext-disc-largest",
    where: "section 3.1, discrete cost distributions",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "there is a largest real α⁻ with F(α⁻) < c",
      value: (law, c) => {
        // F is right-continuous: just below the quantile F is still less, at the quantile it is not.
        const { quantile, cdf } = openLaw("law", law);
        const price = quantile(c);
        return [1e-3, 1e-6, 1e-9].every((d) => cdf(price - d) >= c);
      },
    },
    corrected: {
      says: "there is a largest point of the support with F(α⁻) < c, unless c lies below the mass of the first",
      value: (law, c) => {
        const below = law.atoms.filter((atom) => openLaw("law", law).cdf(atom) < c);
        return below.length === 0 ? c <= law.probs[0] : contract(law, c).alphaMinus === below[below.length - 1];
      },
    },
    twin: {
      says: "there always is a point of the support with F(α⁻) < c",
      value: (law, c) => law.atoms.some((atom) => openLaw("law", law).cdf(atom) < c),
    },
    check: (exists, stream) =>
      holdsFor(
        Array.from({ length: 500 }, () => ({ law: randomDiscrete(stream), c: between(stream, 0.01, 0.99) })),
        ({ law, c }) => exists(law, c),
        "random step functions",
      ),
  }),
  claim<"hidden" | readonly ("+" | "-")[]>({
    id: "fl12/ext-disc-pdp",
    where: "section 3.1, discrete cost distributions",
    method: "exact",
    verdict: "holds as corrected",
    printed: { says: "the mechanism, which draws the prices, learns nothing from a rejection", value: ["-", "-"] },
    corrected: { says: "it learns nothing if the draws are hidden from it", value: "hidden" },
    twin: { says: "it learns nothing from draws on different sides", value: ["-", "+"] },
    check: (draws) => {
      const prior = [0.5, 0.5];
      const posterior = posteriorReply(prior, contractsFor(ATOMS, 0.6), draws, "reject");
      return {
        stands: posterior.every((p, j) => Math.abs(p - prior[j]) < 1e-12),
        evidence: `draws ${typeof draws === "string" ? draws : draws.join("")}: posterior of a rejector ${Array.from(posterior, (p) => show(p, 4)).join(", ")}`,
      };
    },
  }),
  claim<(contracts: readonly Contract[]) => number>({
    id: "fl12/ext-disc-dp",
    where: "section 3.1, discrete cost distributions",
    method: "property test",
    verdict: "holds",
    printed: { says: "γ = max α⁺ − min α⁻ makes payments ε-private", value: priceSpread },
    twin: {
      says: "γ = max α⁺ − min α⁺ does",
      value: (contracts) => Math.max(spread(contracts.map(({ alphaPlus }) => alphaPlus)), 1e-9),
    },
    check: (noise, stream) => {
      let [largest, off] = [0, 0];
      for (let i = 0; i < 500; i++) {
        const eps = between(stream, 0.1, 2);
        const contracts = contractsFor([randomDiscrete(stream), randomDiscrete(stream)], between(stream, 0.2, 0.8));
        const gamma = noise(contracts);
        if (gamma === 0) continue;
        const level = paymentRatio(contracts[0], contracts[1], eps, gamma);
        largest = Math.max(largest, level / eps);
        if (gamma === priceSpread(contracts)) off = Math.max(off, Math.abs(level - epsPayment(eps, contracts, 1, 2)));
      }
      return {
        stands: largest <= 1 + 1e-9 && off < 1e-9,
        evidence: `500 pairs of random laws, densities on a grid: largest level ${show(largest, 4)}·ε`,
      };
    },
  }),
  claim<{ readonly radius: (n: number, c: number, eps: number) => number; readonly spend: 1 | -1 }>({
    id: "fl12/ext-tradeoff",
    where: "section 3.1, cost of mechanism",
    method: "counterexample search",
    verdict: "holds as corrected",
    printed: {
      says: "at a fixed ε a larger c improves the accuracy (read as: of the worst database, exactly) and raises the payment",
      value: { radius: (n, c, eps) => worstErrorQuantile(n, c, eps).k, spend: 1 },
    },
    corrected: {
      says: "it lowers Lemma 3.7's radius (the accuracy that is proved) and raises the payment",
      value: { radius: chebyshevAccuracy, spend: 1 },
    },
    twin: { says: "it lowers both", value: { radius: chebyshevAccuracy, spend: -1 } },
    check: ({ radius, spend }) => {
      const laws: CostLaw[] = [exponential(1), uniform(0, 1), ATOMS[0]];
      const grid = Array.from({ length: 98 }, (_, i) => ({ from: (i + 1) / 100, to: (i + 2) / 100 }));
      const cases = [1, 10, 100].flatMap((n) =>
        [0.5, 10].flatMap((eps) => [{ n, eps, from: 0.615, to: 0.62 }, ...grid.map((step) => ({ n, eps, ...step }))]),
      );
      return all(
        holdsFor(cases, ({ n, eps, from, to }) => radius(n, to, eps) < radius(n, from, eps), "the radius falls in c"),
        holdsFor(
          laws.flatMap((law) => grid.map((step) => ({ law, ...step }))),
          ({ law, from, to }) => spend * (contract(law, to).payPerPlayer - contract(law, from).payPerPlayer) > 0,
          "the payment per player moves as said",
        ),
      );
    },
  }),
  claim<(n: number, eps: number) => number>({
    id: "fl12/ext-cost-c",
    where: "section 3.1, cost of mechanism",
    method: "exact",
    verdict: "holds",
    printed: { says: "c = (1 + √(1 − 8/(nε²)))/2 meets n(1 − c)/c ≤ 2/(εc)²", value: recommendedC },
    twin: {
      says: "c = (1 + √(1 − 9/(nε²)))/2 does",
      value: (n, eps) => (1 + Math.sqrt(1 - 9 / (n * eps * eps))) / 2,
    },
    check: (choose) => {
      let [excess, gap] = [-Infinity, 0];
      for (const n of [100, 1000, 10_000]) {
        for (const eps of [0.5, 1, 3]) {
          const c = choose(n, eps);
          const quotient = (n * (1 - c)) / c / (2 / (eps * c) ** 2);
          excess = Math.max(excess, quotient - 1);
          gap = Math.max(gap, Math.abs(quotient - 1));
        }
      }
      return {
        stands: excess <= 1e-9,
        evidence: `9 cases: with equality, to ${show(gap, 2)}; at ε = 1, c = ${show(choose(1000, 1), 5)} for n = 1000`,
      };
    },
  }),
  claim<(mean: number, formula: number) => boolean>({
    id: "fl12/ext-cost-pay",
    where: "section 3.1, cost of mechanism",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "the expected total payment is ε·α·c·n = α·n·(ε + √(ε² − 8/n))/2",
      value: (mean, formula) => Math.abs(mean - formula) < 1e-9 * formula,
    },
    corrected: {
      says: "it is at most that; equal if everybody has the highest price",
      value: (mean, formula) => mean <= formula * (1 + 1e-12),
    },
    twin: { says: "it is at most 0.95 of that", value: (mean, formula) => mean <= 0.95 * formula },
    check: (relation) => {
      const [n, eps, laws] = [100, 0.5, [exponential(1), exponential(0.5)]];
      const c = recommendedC(n, eps);
      const contracts = contractsFor(laws, c);
      const alpha = contracts[1].alphaPlus;
      const formula = (alpha * n * (eps + Math.sqrt(eps ** 2 - 8 / n))) / 2;
      const means = [
        [30, 70],
        [0, 100],
      ].map((counts) => totalPayment(eps, contracts, counts).mean);
      const fixed = totalPayment(0.5, contractsFor(laws, 0.6), [30, 70]);
      return {
        stands: Math.abs(formula - eps * alpha * c * n) < 1e-9 && means.every((mean) => relation(mean, formula)),
        evidence:
          `n = 100, ε = 0.5: ${means.map((m) => show(m, 5)).join(", ")} with 30, 0 players of the cheaper type against ${show(formula, 5)}; ` +
          `at c = 0.6: ${show(fixed.mean, 4)} against ${show(fixed.upperBound, 4)}`,
      };
    },
  }),
  claim<{ readonly budgets: readonly number[]; readonly factor: number }>({
    id: "fl12/ext-budget",
    where: "section 3.1, cost of mechanism",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "some ε spends any budget B, with accuracy 2√3·α·n/B",
      value: { budgets: [0.5, 1, 2, 40], factor: 2 * Math.sqrt(3) },
    },
    corrected: {
      says: "so for B ≥ √(2n)·max α_j(½), where prices do not jump; B is what is spent if everybody has the highest price",
      value: { budgets: [1, 1.3, 2, 40], factor: 2 * Math.sqrt(3) },
    },
    twin: { says: "with accuracy 1.9·√3·α·n/B", value: { budgets: [1, 1.3, 2, 40], factor: 1.9 * Math.sqrt(3) } },
    check: ({ budgets, factor }, stream) => {
      const random = Array.from({ length: 5 }, (): CostLaw[] => [randomHistogram(stream), exponential(1)]);
      const markets = [[uniform(0, 1)], [exponential(1), exponential(0.5)], ...random].flatMap((laws) =>
        [20, 1000].flatMap((n) => {
          // All spending that the recipe can do, ε from its least on.
          const eps = Math.sqrt(8 / n);
          const spent = (c: number): number => eps * c * n * Math.max(...laws.map((law) => contract(law, c).alphaPlus));
          return budgets.map((times) => ({ n, laws, least: spent(0.5), budget: times * spent(0.5) }));
        }),
      );
      const possible = holdsFor(
        markets,
        ({ least, budget }) => budget >= least * (1 - 1e-12),
        "spent by some ε of the recipe",
      );
      if (!possible.stands) return possible;
      return all(
        possible,
        holdsFor(
          markets,
          ({ n, laws, budget }) => {
            const { eps, c, alpha, accuracy } = budgetSolve(n, laws, budget * (1 + 1e-12));
            const contracts = contractsFor(laws, c);
            const dearest = contracts.map(({ alphaPlus }) => (alphaPlus === alpha ? n : 0));
            if (dearest.filter((count) => count > 0).length !== 1) return false;
            const { mean } = totalPayment(eps, contracts, dearest);
            const near = (x: number, y: number): boolean => Math.abs(x / y - 1) < 1e-6;
            return (
              near(mean, budget) &&
              near(accuracy, (factor * alpha * n) / budget) &&
              worstErrorQuantile(n, c, eps).k <= accuracy
            );
          },
          "spending and accuracy as said, the exact radius within it",
        ),
      );
    },
  }),
  claim<{
    readonly choose: (n: number, k: number) => { readonly c: number; readonly eps: number };
    readonly pays: (mean: number, formula: number) => boolean;
  }>({
    id: "fl12/ext-fixed",
    where: "section 3.1, fixed accuracy",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "c = 1/(1 + k²/6n), ε = 2√3/(kc) is k-accurate, and the expected total payment is 2√3·α·n/k",
      value: { choose: fixedAccuracy, pays: (mean, formula) => Math.abs(mean / formula - 1) < 1e-9 },
    },
    corrected: {
      says: "it is k-accurate, and the payment is at most that; equal if everybody has the highest price",
      value: { choose: fixedAccuracy, pays: (mean, formula) => mean <= formula * (1 + 1e-12) },
    },
    twin: {
      says: "so is c = 1/(1 + k²/6n) with a 5 % smaller ε, both parts of the variance k²/6",
      value: {
        choose: (n, k) => ({ c: fixedAccuracy(n, k).c, eps: 0.95 * fixedAccuracy(n, k).eps }),
        pays: (mean, formula) => mean <= formula * (1 + 1e-12),
      },
    },
    check: ({ choose, pays }) => {
      const sizes = [
        [200, 10],
        [1000, 25],
        [1000, 100],
      ].map(([n, k]) => ({ n, k, ...choose(n, k) }));
      const markets = [
        [exponential(1), exponential(0.5)],
        [uniform(0, 1), uniform(0, 3)],
        [exponential(1), uniform(0, 1)],
      ].flatMap((laws) =>
        sizes.map(({ n, k, c, eps }) => {
          const contracts = contractsFor(laws, c);
          const total = (counts: readonly number[]): number => totalPayment(eps, contracts, counts).mean;
          const dearest = contracts[0].alphaPlus > contracts[1].alphaPlus ? [n, 0] : [0, n];
          const formula = (2 * Math.sqrt(3) * Math.max(...contracts.map(({ alphaPlus }) => alphaPlus)) * n) / k;
          return { n, k, formula, mixed: total([n / 2, n / 2]), dear: total(dearest) };
        }),
      );
      return all(
        everywhere(
          sizes.flatMap(({ n, k, c, eps }) => [(n * (1 - c)) / c, 2 / (eps * c) ** 2].map((part) => ({ n, k, part }))),
          ({ k, part }) => (6 * part) / (k * k) - 1,
          1e-12,
          "parts of the variance off k²/6 by",
        ),
        holdsFor(sizes, ({ n, k, c, eps }) => worstErrorQuantile(n, c, eps).k <= k, "exact radius within k"),
        everywhere(
          markets,
          ({ dear, formula }) => dear / formula - 1,
          1e-12,
          "if all have the highest price the payment is off by",
        ),
        holdsFor(
          markets,
          ({ mixed, formula }) => pays(mixed, formula),
          "the payment of n/2 players of each of two types as said",
        ),
      );
    },
  }),
  claim<(hi: number, delta: number) => number>({
    id: "fl12/ext-oracle",
    where: "section 3.1, computing F⁻¹(c)",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "by O(log) queries a lottery is found that is accepted with probability exactly c",
      value: (hi, delta) => 2 * Math.log2(hi) + Math.log2(1 / delta) + 4,
    },
    twin: {
      says: "by half the logarithm of them",
      value: (hi, delta) => (2 * Math.log2(hi) + Math.log2(1 / delta) + 4) / 2,
    },
    check: (most) => {
      let [off, calls, over] = [0, 0, 0];
      for (const law of [
        exponential(1),
        exponential(0.01),
        uniform(0, 1),
        { kind: "pareto", xm: 1, shape: 0.7 } as const,
      ]) {
        const { cdf, quantile } = openLaw("law", law);
        for (const c of [0.1, 0.6, 0.95]) {
          for (const delta of [1e-2, 1e-4, 1e-8]) {
            const found = oracleContract(cdf, c, delta);
            const [low, high] = [found.alphaMinus ?? 0, found.alphaPlus];
            const accepted = offersOf(found).reduce((sum, { weight }) => sum + weight, 0);
            const inside = low <= quantile(c) * (1 + 1e-9) && quantile(c) * (1 - 1e-9) <= high && high - low < delta;
            off = Math.max(off, inside ? Math.abs(accepted - c) : 1);
            calls = Math.max(calls, found.calls);
            over = Math.max(over, found.calls - most(Math.max(1, high), delta));
          }
        }
      }
      return {
        stands: off < 1e-12 && over <= 0,
        evidence: `36 cases: acceptance within ${show(off, 2)} of c, at most ${calls} queries`,
      };
    },
  }),
  claim<(eps: number, c: number, n: number, delta: number) => number>({
    id: "fl12/ext-oracle-pay",
    where: "section 3.1, computing F⁻¹(c)",
    method: "counterexample search",
    verdict: "holds as corrected",
    printed: {
      says: "for δ < 1/n the total payment exceeds the ideal one by at most 1 (read as money; the paragraph drops ε)",
      value: () => 1,
    },
    corrected: { says: "it exceeds it by at most ε·c·n·δ", value: (eps, c, n, delta) => eps * c * n * delta },
    twin: { says: "by at most 0.6·ε·c·n·δ", value: (eps, c, n, delta) => 0.6 * eps * c * n * delta },
    check: (bound, stream) => {
      const steep = histogram([0, 1, 1.0001, 3], [0.2, 0.69, 0.11]);
      const random = Array.from({ length: 300 }, () => {
        const n = whole(stream, 2, 50);
        return {
          law: randomHistogram(stream),
          n,
          c: between(stream, 0.05, 0.95),
          delta: between(stream, 0.1, 1) / n,
          eps: between(stream, 0.1, 9),
        };
      });
      return holdsFor(
        [...[1, 5].map((eps) => ({ eps, law: steep as CostLaw, n: 10, c: 0.88, delta: 0.099 })), ...random],
        ({ eps, law, n, c, delta }) => {
          const found = oracleContract(openLaw("law", law).cdf, c, delta).payPerPlayer;
          const excess = eps * n * (found - contract(law, c).payPerPlayer);
          return Math.abs(excess) <= bound(eps, c, n, delta) * (1 + 1e-9);
        },
        "the totals differ by no more than said",
      );
    },
  }),
  claim<"hidden" | readonly ("+" | "-")[]>({
    id: "fl12/ext-oracle-props",
    where: "section 3.1, computing F⁻¹(c), after the lottery",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "with the oracle's lottery, whose prices the mechanism draws, a rejection still tells nothing about the type",
      value: ["-", "+"],
    },
    corrected: {
      says: "it tells nothing if the draws are hidden; payments are ε-private with γ over all prices",
      value: "hidden",
    },
    twin: { says: "it tells nothing if all draws are seen to be low", value: ["-", "-"] },
    check: (draws, stream) => {
      const cases = Array.from({ length: 100 }, () => {
        const laws = [exponential(between(stream, 0.2, 3)), uniform(0, between(stream, 0.5, 4))];
        const c = between(stream, 0.1, 0.9);
        return {
          c,
          contracts: laws.map((law) => oracleContract(openLaw("law", law).cdf, c, between(stream, 0.01, 0.2))),
        };
      });
      return all(
        everywhere(
          cases,
          ({ contracts }) => posteriorReply([0.5, 0.5], contracts, draws, "reject")[0] - 0.5,
          1e-9,
          "the belief on a rejector moves by",
        ),
        holdsFor(
          cases,
          ({ contracts }) => epsPayment(0.7, contracts, 1, 2) <= 0.7 * (1 + 1e-9),
          "payments are ε-private",
        ),
      );
    },
  }),
];
