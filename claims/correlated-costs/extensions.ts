/** Claims of section 3.1: several attributes, atoms, what it costs, budgets, fixed accuracy, oracles. */
import { claim, type Claim } from "../claim";
import { show } from "../../lib/format";
import { binomialLaw } from "../../lib/numerics/binomial";
import { openLaw, type CostLaw } from "../../lib/probability/cost-laws";
import { agrees, estimateProportion, zScore } from "../../lib/probability/monte-carlo";
import { codeStatistics, encode, printedCode } from "../../lib/correlated-costs/attributes";
import { contract, contractsFor, offersOf, priceSpread, type Contract } from "../../lib/correlated-costs/contract";
import { chebyshevAccuracy, worstErrorQuantile, errorTail } from "../../lib/correlated-costs/estimate-error";
import { commonDrawVariance } from "../../lib/correlated-costs/estimate-moments";
import { ATOMS, exponential, histogram, uniform } from "../../lib/correlated-costs/laws";
import { simulateMechanism } from "../../lib/correlated-costs/mechanism";
import { oracleContract } from "../../lib/correlated-costs/oracle-contract";
import { budgetSolve, fixedAccuracy, recommendedC } from "../../lib/correlated-costs/parameters";
import { totalPayment } from "../../lib/correlated-costs/payments";
import { posteriorReply } from "../../lib/correlated-costs/posterior";
import { epsPayment } from "../../lib/correlated-costs/privacy";
import { between, randomDiscrete } from "./random";

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
  claim<{ readonly radius: 1 | -1; readonly spend: 1 | -1 }>({
    id: "fl12/ext-tradeoff",
    where: "section 3.1, cost of mechanism",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "at a fixed ε a larger c lowers Lemma 3.7's radius and raises the payment",
      value: { radius: -1, spend: 1 },
    },
    twin: { says: "it lowers both", value: { radius: -1, spend: -1 } },
    check: ({ radius, spend }) => {
      const laws: CostLaw[] = [exponential(1), uniform(0, 1), ATOMS[0]];
      const grid = Array.from({ length: 99 }, (_, i) => (i + 1) / 100);
      const monotone = (values: readonly number[], sign: number): boolean =>
        values.every((x, i) => i === 0 || sign * (x - values[i - 1]) > 0);
      const radii = [1, 10, 100].map((n1) => grid.map((c) => chebyshevAccuracy(n1, c, 0.5)));
      const payments = laws.map((law) => grid.map((c) => contract(law, c).payPerPlayer));
      return {
        stands: radii.every((r) => monotone(r, radius)) && payments.every((p) => monotone(p, spend)),
        evidence:
          `c = 0.01..0.99: radius for n₁ = 100 from ${show(radii[2][0], 4)} to ${show(radii[2][98], 4)}, payment per player for Exp(1) ` +
          `from ${show(payments[0][0], 3)} to ${show(payments[0][98], 3)}·ε`,
      };
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
      value: { budgets: [10, 20, 30, 100, 1000], factor: 2 * Math.sqrt(3) },
    },
    corrected: {
      says: "so for B ≥ √(2n)·max α_j(½)",
      value: { budgets: [22.37, 30, 100, 1000], factor: 2 * Math.sqrt(3) },
    },
    twin: {
      says: "with accuracy 1.9·√3·α·n/B",
      value: { budgets: [22.37, 30, 100, 1000], factor: 1.9 * Math.sqrt(3) },
    },
    check: ({ budgets, factor }) => {
      const [n, laws] = [1000, [uniform(0, 1)]];
      const least = budgetSolve(n, laws, 100).minBudget;
      let off = 0;
      for (const budget of budgets) {
        if (budget < least)
          return {
            stands: false,
            evidence: `no ε spends ${budget}: the recipe needs ${show(least, 4)} (n = 1000, U[0, 1])`,
          };
        const { eps, c, alpha, accuracy } = budgetSolve(n, laws, budget);
        off = Math.max(
          off,
          Math.abs((eps * c * n * alpha) / budget - 1),
          Math.abs((factor * alpha * n) / budget / accuracy - 1),
        );
      }
      return {
        stands: off < 1e-9,
        evidence: `U[0, 1], n = 1000, B = ${budgets.join(", ")}: spending and accuracy within ${show(off, 2)}`,
      };
    },
  }),
  claim<(n: number, k: number) => { readonly c: number; readonly eps: number }>({
    id: "fl12/ext-fixed",
    where: "section 3.1, fixed accuracy",
    method: "exact",
    verdict: "holds",
    printed: { says: "c = 1/(1 + k²/6n), ε = 2√3/(kc) is k-accurate and pays 2√3·α·n/k", value: fixedAccuracy },
    twin: {
      says: "so is c = 1/(1 + k²/5n) with ε = 2√3/(kc), both parts of the variance k²/6",
      value: (n, k) => {
        const c = 1 / (1 + (k * k) / (5 * n));
        return { c, eps: (2 * Math.sqrt(3)) / (k * c) };
      },
    },
    check: (choose) => {
      let off = 0;
      const failures: number[] = [];
      for (const [n, k] of [
        [200, 10],
        [1000, 25],
        [1000, 100],
      ]) {
        const { c, eps } = choose(n, k);
        const parts = [(n * (1 - c)) / c, 2 / (eps * c) ** 2];
        const alpha = openLaw("law", exponential(1)).quantile(c);
        off = Math.max(
          off,
          ...parts.map((part) => Math.abs(part / ((k * k) / 6) - 1)),
          Math.abs((eps * alpha * c * n) / ((2 * Math.sqrt(3) * alpha * n) / k) - 1),
        );
        const { k: radius } = worstErrorQuantile(n, c, eps);
        if (radius > k) return { stands: false, evidence: `n = ${n}, k = ${k}: exact radius ${show(radius, 4)}` };
        failures.push(Math.max(...[n - k, n - k - 1, n - k + 1, n, n / 2].map((n1) => errorTail(n, n1, c, eps, k))));
      }
      return {
        stands: off < 1e-12,
        evidence:
          `both parts of the variance are k²/6 to ${show(off, 2)}; failure probabilities ${failures.map((p) => show(p, 3)).join(", ")} for ` +
          "(n, k) = (200, 10), (1000, 25), (1000, 100), where 1/3 is allowed",
      };
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
    printed: { says: "for δ < 1/n the total payment exceeds the ideal one by at most 1", value: () => 1 },
    corrected: { says: "it exceeds it by at most ε·c·n·δ", value: (eps, c, n, delta) => eps * c * n * delta },
    twin: { says: "by at most 0.6·ε·c·n·δ", value: (eps, c, n, delta) => 0.6 * eps * c * n * delta },
    check: (bound) => {
      const law = histogram([0, 1, 1.0001, 3], [0.2, 0.69, 0.11]);
      const [n, c, delta] = [10, 0.88, 0.099];
      const { cdf } = openLaw("law", law);
      const perPlayer = oracleContract(cdf, c, delta).payPerPlayer - contract(law, c).payPerPlayer;
      const differences = [1, 5].map((eps) => eps * n * perPlayer);
      return {
        stands: [1, 5].every((eps, i) => Math.abs(differences[i]) <= bound(eps, c, n, delta)),
        evidence:
          `histogram 0, 1, 1.0001, 3 with masses 0.2, 0.69, 0.11, n = 10, c = 0.88, δ = 0.099: ${differences.map((d) => show(d, 4)).join(", ")} ` +
          `at ε = 1, 5`,
      };
    },
  }),
];
