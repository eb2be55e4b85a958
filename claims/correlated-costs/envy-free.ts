/** Claims of section 4.1: the envy-free benchmark. */
import { claim, type Claim } from "../claim";
import { all, everywhere, holdsFor, product } from "../evidence";
import { show } from "../../lib/format";
import { costSampler, type CostLaw } from "../../lib/probability/cost-laws";
import { agrees, estimateMean, zScore } from "../../lib/probability/monte-carlo";
import { approximationRatio, tightRatio } from "../../lib/correlated-costs/benchmark";
import { contract, type Contract } from "../../lib/correlated-costs/contract";
import { envyFreeGrid } from "../../lib/correlated-costs/envy-free";
import { exponential, nearTight, VALLEY, WAVES } from "../../lib/correlated-costs/laws";
import { orderStatistic } from "../../lib/correlated-costs/order-statistics";
import { between, randomDiscrete, randomHistogram, randomLaw, whole } from "./random";
import { ANTI_REGULAR, SIZES, binomialCdf } from "./tools";
import { envyFreeOptimum } from "./programs";

/** η, the mean price of an acceptor under a contract for w of n. */
const meanPrice = ({ payPerPlayer }: Contract, n: number, w: number): number => (payPerPlayer * n) / w;

/** The greatest common divisor. */
const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

export const claims: readonly Claim[] = [
  claim<(counts: readonly number[], size: number) => boolean>({
    id: "fl12/sec4-whole",
    where: "section 4, the unbiased sample",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says: "an unbiased sample of any size has a c such that w_j = c·n_j are bought from every type",
      value: () => true,
    },
    corrected: {
      says: "one of size w does exactly if w·gcd(n_j) is a multiple of n (for coprime n_j only nobody and everybody)",
      value: (counts, size) => (size * counts.reduce(divisor)) % counts.reduce((sum, count) => sum + count, 0) === 0,
    },
    twin: {
      says: "one of size w does exactly if w is a multiple of gcd(n_j)",
      value: (counts, size) => size % counts.reduce(divisor) === 0,
    },
    check: (exists) => {
      const sizes = [1, 2, 3, 4, 5, 6];
      const cases = [...product({ first: sizes, second: sizes, third: sizes })].flatMap(({ first, second, third }) =>
        Array.from({ length: first + second + third + 1 }, (_, size) => ({ counts: [first, second, third], size })),
      );
      return holdsFor(
        cases,
        ({ counts: [a, b, c], size }) => {
          // All whole samples of the size, compared by cross-multiplication.
          let found = false;
          for (let x = 0; x <= a; x++)
            for (let y = 0; y <= b; y++) {
              const z = size - x - y;
              if (z >= 0 && z <= c && x * b === y * a && y * c === z * b) found = true;
            }
          return found === exists([a, b, c], size);
        },
        "three types of 1 to 6 players, all samples",
      );
    },
  }),
  claim<(ratios: readonly number[]) => number>({
    id: "fl12/sec4-separable",
    where: "section 4",
    method: "property test",
    verdict: "holds",
    printed: { says: "a factor r for every type is a factor r for the total", value: (ratios) => Math.max(...ratios) },
    twin: {
      says: "the total's factor is the mean of the types'",
      value: (ratios) => ratios.reduce((a, b) => a + b) / ratios.length,
    },
    check: (bound, stream) => {
      const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b);
      let largest = 0;
      for (let i = 0; i < 1000; i++) {
        const size = whole(stream, 1, 5);
        const [paid, benchmark] = [0, 1].map(() => Array.from({ length: size }, () => between(stream, 0.1, 1)));
        largest = Math.max(largest, sum(paid) / sum(benchmark) / bound(paid.map((p, j) => p / benchmark[j])));
      }
      return {
        stands: largest <= 1 + 1e-12,
        evidence: `1000 random instances: total factor at most ${show(largest, 4)} of the bound`,
      };
    },
  }),
  claim<(w: number, alpha: number) => number>({
    id: "fl12/sec4-pay-cont",
    where: "section 4.1",
    method: "Monte Carlo",
    verdict: "holds",
    printed: { says: "Mechanism 1 spends w·α if F(α) = w/n", value: (w, alpha) => w * alpha },
    twin: { says: "it spends 1.05·w·α", value: (w, alpha) => 1.05 * w * alpha },
    check: (spend, stream) => {
      const [n, w] = [30, 15];
      let off = 0;
      for (const law of ANTI_REGULAR) {
        const { alphaPlus, payPerPlayer } = contract(law, w / n);
        off = Math.max(off, Math.abs((n * payPerPlayer) / spend(w, alphaPlus) - 1));
      }
      const law = exponential(1);
      const draw = costSampler(law);
      const price = contract(law, w / n).alphaPlus;
      const runs = estimateMean(
        20_000,
        (s) => {
          let paid = 0;
          for (let i = 0; i < n; i++) if (draw(s) <= price) paid += price;
          return paid;
        },
        stream,
      );
      return {
        stands: off < 1e-12 && agrees(runs, spend(w, price)),
        evidence:
          `7 laws within ${show(off, 2)}; Exp(1), n = 30, w = 15: ${show(w * price, 5)}, ${runs.runs} runs ${show(runs.estimate, 5)} ± ` +
          `${show(runs.standardError, 2)}, z = ${show(zScore(runs, spend(w, price)), 3)}`,
      };
    },
  }),
  claim<1 | -1>({
    id: "fl12/sec4-pay-disc",
    where: "section 4.1, the display of five forms",
    method: "property test",
    verdict: "holds",
    printed: { says: "with atoms it spends w(α⁺ − (nc⁻/w)(1 − β)(α⁺ − α⁻)); the five forms agree", value: -1 },
    twin: { says: "it spends w(α⁺ + (nc⁻/w)(1 − β)(α⁺ − α⁻))", value: 1 },
    check: (sign, stream) => {
      let [off, cases] = [0, 0];
      for (let i = 0; i < 2000; i++) {
        const n = whole(stream, 2, 40);
        const w = whole(stream, 1, n - 1);
        const offered = contract(randomDiscrete(stream), w / n);
        const { alphaPlus: hi, cMinus, cPlus, beta, payPerPlayer } = offered;
        const lo = offered.alphaMinus ?? 0;
        if (cMinus === cPlus) continue;
        cases++;
        const forms = [
          n * (cMinus * (lo * (1 - beta) + hi * beta) + (cPlus - cMinus) * hi * beta),
          n * (cMinus * (lo * (1 - beta) + hi * beta) + (w / n - cMinus) * hi),
          n * ((w / n) * hi + cMinus * (lo * (1 - beta) + hi * beta - hi)),
          n * ((w / n) * hi + sign * cMinus * (1 - beta) * (hi - lo)),
          w * (hi + ((sign * n * cMinus) / w) * (1 - beta) * (hi - lo)),
        ];
        off = Math.max(off, ...forms.map((form) => Math.abs(form / (n * payPerPlayer) - 1)));
      }
      return {
        stands: off < 1e-11,
        evidence: `${cases} random lotteries: forms within ${show(off, 2)} of n·(payment per player)`,
      };
    },
  }),
  claim<(prices: readonly number[], bought: readonly number[]) => boolean>({
    id: "fl12/sec4-oneprice",
    where: "section 4.1",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "an envy-free mechanism buys every unit at one price",
      value: (prices, bought) => new Set(prices.filter((_, i) => bought[i] === 1)).size <= 1,
    },
    twin: { says: "it pays everybody the same", value: (prices) => new Set(prices).size <= 1 },
    check: (predicate) => {
      const grid = [0, 1, 2, 3];
      let cases = 0;
      const digits = (code: number, base: number): number[] =>
        [0, 1, 2].map((k) => Math.floor(code / base ** k) % base);
      for (let v = 0; v < 64; v++) {
        for (let b = 0; b < 8; b++) {
          for (let p = 0; p < 64; p++) {
            const [costs, bought, prices] = [digits(v, 4), digits(b, 2), digits(p, 4)];
            const envyFree = costs.every((cost, i) =>
              prices.every((price, j) => prices[i] - cost * bought[i] >= price - cost * bought[j]),
            );
            if (!envyFree) continue;
            cases++;
            if (!predicate(prices, bought))
              return { stands: false, evidence: `costs ${costs}, bought ${bought}, payments ${prices}` };
          }
        }
      }
      return {
        stands: true,
        evidence: `all ${cases} envy-free outcomes of three players with costs and payments in ${grid}`,
      };
    },
  }),
  claim<(atoms: readonly number[], probs: readonly number[]) => number>({
    id: "fl12/lem4.1",
    where: "Lemma 4.1",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "no truthful, rational, envy-free mechanism pays less than w·E[v_(w+1)] (for one of two: all three-atom laws tried)",
      value: (atoms, probs) =>
        probs.reduce((sum, p, k) => sum + probs.reduce((part, q, l) => part + p * q * atoms[Math.max(k, l)], 0), 0),
    },
    twin: {
      says: "less than what it can pay if only the atoms may be reported",
      value: (atoms, probs) => envyFreeGrid(atoms, probs).restricted,
    },
    check: async (bound, stream) => {
      // Reports on a finer and finer grid, all real ones in the limit: the saving is proportional to the spacing.
      const atoms = [1, 2, 3];
      const laws = [[1 / 3, 1 / 3, 1 / 3], ...Array.from({ length: 3 }, () => randomLaw(3, stream))];
      const cases: { probs: readonly number[]; limit: number; bend: number; grid: number }[] = [];
      let text = "";
      for (const law of laws) {
        const optima: number[] = [];
        for (const refine of [1, 2, 3]) {
          const reports = Array.from({ length: 2 * refine + 1 }, (_, i) => 1 + i / refine);
          const probs = reports.map((_, i) => (i % refine === 0 ? law[i / refine] : 0));
          optima.push(await envyFreeOptimum(reports, probs, false));
          if (refine === 2 && text === "") text = show(await envyFreeOptimum(reports, probs, true), 5);
        }
        const limit = 2 * optima[1] - optima[0];
        const grid = optima[0] - envyFreeGrid(atoms, law).restricted;
        cases.push({ probs: law, limit, bend: 3 * optima[2] - 2 * optima[1] - limit, grid });
      }
      const found = all(
        everywhere(cases, ({ bend }) => bend, 1e-7, "linear programs with reports spaced 1, 1/2, 1/3 off a line by"),
        everywhere(cases, ({ probs, limit }) => limit - bound(atoms, probs), 1e-7, "the limit for all reals off by"),
        everywhere(cases, ({ grid }) => grid, 1e-7, "the library's value for the atoms alone off by"),
      );
      return {
        ...found,
        evidence: `${found.evidence} (the cheaper one sells; with lots between different costs ${text} at spacing 1/2 for equal atoms)`,
      };
    },
  }),
  claim<number>({
    id: "fl12/lem4.2-1",
    where: "Lemma 4.2 (1)",
    method: "counterexample search",
    verdict: "holds",
    printed: { says: "E[v_(w+1)] ≥ α/2 if F(α) = w/n", value: 0.5 },
    twin: { says: "E[v_(w+1)] ≥ 0.525·α", value: 0.525 },
    check: (factor, stream) => {
      let least = Infinity;
      const test = (law: CostLaw, n: number, w: number): void => {
        least = Math.min(least, orderStatistic(law, n, w + 1) / (contract(law, w / n).alphaPlus * factor));
      };
      for (const [n, w] of SIZES) for (const law of ANTI_REGULAR) test(law, n, w);
      for (let i = 0; i < 300; i++) {
        const n = whole(stream, 2, 30);
        test(randomHistogram(stream), n, whole(stream, 1, n - 1));
      }
      test(nearTight(667, 1000, 1e-6), 1000, 667);
      return {
        stands: least >= 1,
        evidence: `343 laws: least E[v_(w+1)]/α ${show(least * factor, 5)}; 1/R(667, 1000) = ${show(1 / tightRatio(1000, 667), 5)}`,
      };
    },
  }),
  claim<number>({
    id: "fl12/lem4.2-2",
    where: "Lemma 4.2 (2)",
    method: "counterexample search",
    verdict: "holds",
    printed: { says: "E[v_(w+1)] ≥ η/2 with atoms, η the mean price", value: 0.5 },
    twin: { says: "E[v_(w+1)] ≥ 0.525·η", value: 0.525 },
    check: (factor, stream) => {
      let least = Infinity;
      const test = (law: CostLaw, n: number, w: number): void => {
        least = Math.min(least, orderStatistic(law, n, w + 1) / (meanPrice(contract(law, w / n), n, w) * factor));
      };
      for (let i = 0; i < 2000; i++) {
        const n = whole(stream, 2, 30);
        test(randomDiscrete(stream), n, whole(stream, 1, n - 1));
      }
      const [n, w, d] = [1000, 667, 1e-6];
      test({ kind: "discrete", atoms: [0, 1, 1 + d], probs: [w / n - d, d + d * d, 1 - w / n - d * d] }, n, w);
      return { stands: least >= 1, evidence: `2001 discrete laws: least E[v_(w+1)]/η ${show(least * factor, 5)}` };
    },
  }),
  claim<number>({
    id: "fl12/lem4.2-median",
    where: "Lemma 4.2's proof",
    method: "exhaustive",
    verdict: "holds",
    printed: { says: "P(Bin(n, p) ≤ w) ≥ 1/2 if np ≤ w", value: 0.5 },
    twin: { says: "it is ≥ 0.53", value: 0.53 },
    check: (bound) => {
      let least = { value: Infinity, n: 0, w: 0 };
      for (let n = 2; n < 200; n++) {
        for (let w = 1; w < n; w++) {
          // The tail falls in p, so p = w/n is the worst.
          const value = binomialCdf(w, n, w / n);
          if (value < least.value) least = { value, n, w };
        }
      }
      return {
        stands: least.value >= bound,
        evidence: `all n < 200: least ${show(least.value, 5)} at n = ${least.n}, w = ${least.w}`,
      };
    },
  }),
  claim<number>({
    id: "fl12/thm4.3",
    where: "Theorem 4.3",
    method: "counterexample search",
    verdict: "holds",
    printed: { says: "Mechanism 1 pays at most twice w·E[v_(w+1)] (exactly: at most R(w, n) < 2 times)", value: 2 },
    twin: { says: "at most 1.9 times", value: 1.9 },
    check: (factor, stream) => {
      let [largest, overR] = [0, 0];
      const test = (law: CostLaw, n: number, w: number): void => {
        const { ratio } = approximationRatio(law, n, w);
        largest = Math.max(largest, ratio);
        overR = Math.max(overR, ratio / tightRatio(n, w));
      };
      for (const [n, w] of SIZES) for (const law of [...ANTI_REGULAR, VALLEY, WAVES]) test(law, n, w);
      for (let i = 0; i < 300; i++) {
        const n = whole(stream, 2, 30);
        test(i % 2 === 0 ? randomHistogram(stream) : randomDiscrete(stream), n, whole(stream, 1, n - 1));
      }
      test(nearTight(667, 1000, 1e-6), 1000, 667);
      return {
        stands: largest <= factor && overR <= 1 + 1e-9,
        evidence: `355 laws: largest factor ${show(largest, 5)}, largest share of R(w, n) ${show(overR, 5)}; R(667, 1000) = ${show(tightRatio(1000, 667), 5)}`,
      };
    },
  }),
];
