/** Claims of section 3: Mechanism 1, its privacy, truthfulness and accuracy. */
import { claim, type Claim } from "../claim";
import { all, atLeast, everywhere, holdsFor, nowhereAbove, product } from "../evidence";
import { show } from "../../lib/format";
import { binomialLaw } from "../../lib/numerics/binomial";
import { logRatio, privacyLevel } from "../../lib/privacy/channel";
import { openLaw, type CostLaw } from "../../lib/probability/cost-laws";
import { drawLaplace, laplaceCdf } from "../../lib/probability/laplace";
import { agrees, estimateMean, estimateProportion, zScore } from "../../lib/probability/monte-carlo";
import { poissonBinomialLaw } from "../../lib/probability/poisson-binomial";
import { contractsFor, highestPrice, offersOf, priceSpread, type Contract } from "../../lib/correlated-costs/contract";
import {
  chebyshevAccuracy,
  errorQuantile,
  errorTail,
  worstErrorQuantile,
} from "../../lib/correlated-costs/estimate-error";
import { estimateBias } from "../../lib/correlated-costs/estimate-moments";
import { exponential, uniform } from "../../lib/correlated-costs/laws";
import { runMechanism, simulateMechanism } from "../../lib/correlated-costs/mechanism";
import { recommendedC } from "../../lib/correlated-costs/parameters";
import { exPostViolation } from "../../lib/correlated-costs/payments";
import {
  epsEstimate,
  epsEstimateTruncated,
  epsJointWorst,
  epsPayment,
  estimateLogRatio,
} from "../../lib/correlated-costs/privacy";
import { between, randomHistogram, randomLaw, whole } from "./random";

const TYPES: readonly CostLaw[] = [exponential(1), exponential(0.5), uniform(0, 3)];

/** The acceptance probability of a contract under a law, from the law. */
const acceptanceOf = (law: CostLaw, contract: Contract): number =>
  offersOf(contract).reduce((sum, { price, weight, acceptance, strict }) => {
    const { cdf, below } = openLaw("law", law);
    return sum + (weight / acceptance) * (strict ? below(price) : cdf(price));
  }, 0);

/** The largest log ratio of the densities of Laplace noise of a scale around two centres, on a grid of outputs. */
function laplaceRatio(one: number, other: number, scale: number): number {
  let most = 0;
  for (let i = -200; i <= 200; i++) {
    const y = one + ((other - one) * i) / 50;
    most = Math.max(most, Math.abs(Math.abs(y - one) - Math.abs(y - other)) / scale);
  }
  return most;
}

/** Monte Carlo of the mechanism: n players, the first half of type 1. */
const halves = (n: number): number[] => Array.from({ length: n }, (_, i) => (i < n / 2 ? 1 : 2));

export const claims: readonly Claim[] = [
  claim<(c: number) => number>({
    id: "fl12/sec3-sample",
    where: "section 3, contracts",
    method: "exact",
    verdict: "holds",
    printed: { says: "every type accepts with probability c, and accepted costs are at most max α", value: (c) => c },
    twin: { says: "with probability 1.05·c", value: (c) => 1.05 * c },
    check: (acceptance, stream) => {
      const c = 0.6;
      const contracts = contractsFor(TYPES, c);
      const exact = TYPES.map((law, j) => acceptanceOf(law, contracts[j]));
      let accepted = 0;
      let over = 0;
      const [runs, n] = [200, 60];
      for (let r = 0; r < runs; r++) {
        const data = Array.from({ length: n }, () => whole(stream, 1, 3));
        const run = simulateMechanism({ eps: 0.5, laws: TYPES, contracts, data }, stream);
        accepted += run.accepted.length;
        over += run.accepted.filter((i) => run.costs[i - 1] > highestPrice(contracts)).length;
      }
      const share = estimateProportion(runs * n, accepted);
      return {
        stands: exact.every((p) => Math.abs(p - acceptance(c)) < 1e-12) && agrees(share, acceptance(c)) && over === 0,
        evidence:
          `F_j(α_j) = ${exact.map((p) => show(p)).join(", ")}; ${runs * n} offers: share ${show(share.estimate, 4)}, ` +
          `z = ${show(zScore(share, acceptance(c)), 3)}, ${over} costs above max α = ${show(highestPrice(contracts), 4)}`,
      };
    },
  }),
  claim<(n1: number) => number>({
    id: "fl12/sec3-naive-unbiased",
    where: "section 3, naive estimate",
    method: "exact",
    verdict: "holds",
    printed: { says: "m ~ Bin(n₁, c), so E[m/c] = n₁", value: (n1) => n1 },
    twin: { says: "E[m/c] = 1.03·n₁", value: (n1) => 1.03 * n1 },
    check: (mean, stream) => {
      const [c, n1] = [0.6, 30];
      const contracts = contractsFor(TYPES.slice(0, 2), c);
      // The law of m from the players' own acceptance probabilities.
      const law = poissonBinomialLaw(new Array<number>(n1).fill(acceptanceOf(TYPES[0], contracts[0])));
      const off = Math.max(...binomialLaw(n1, c).map((p, m) => Math.abs(p - law[m])));
      const exact = law.reduce((sum, p, m) => sum + (p * m) / c, 0);
      const runs = estimateMean(
        1000,
        (s) => simulateMechanism({ eps: 0.5, laws: TYPES.slice(0, 2), contracts, data: halves(2 * n1) }, s).m / c,
        stream,
      );
      return {
        stands: off < 1e-12 && Math.abs(exact - mean(n1)) < 1e-9 && agrees(runs, n1),
        evidence:
          `n₁ = ${n1}: E[m/c] = ${show(exact)}; ${runs.runs} runs ${show(runs.estimate, 5)} ± ${show(runs.standardError, 2)}, ` +
          `z = ${show(zScore(runs, n1), 3)}`,
      };
    },
  }),
  claim<number>({
    id: "fl12/sec3-naive-notdp",
    where: "section 3, naive estimate",
    method: "exact",
    verdict: "holds",
    printed: { says: "the naive estimate is not private at any level", value: Infinity },
    twin: { says: "it is −ln(1 − c)-private", value: -Math.log(0.4) },
    check: (level) => {
      const laws = [8, 7].map((n1) => Array.from(binomialLaw(n1, 0.6)));
      const found = privacyLevel([laws[0], [...laws[1], 0]]);
      return {
        stands: found.level === level,
        evidence: `n₁ = 8 against 7, c = 0.6: m = ${found.outcome} has probability ${show(laws[0][8], 3)} against 0`,
      };
    },
  }),
  claim<(errorHat: number, error: number) => boolean>({
    id: "fl12/sec3-noisy-unbiased",
    where: "section 3, and Lemma 3.7's proof",
    method: "Monte Carlo",
    verdict: "holds",
    printed: {
      says: 's is unbiased, and the error of ŝ is no larger ("smaller" in words, ≤ in the display; but ŝ has a bias)',
      value: (errorHat, error) => errorHat <= error,
    },
    twin: { says: "the error of ŝ is at most 0.95 that of s", value: (errorHat, error) => errorHat <= 0.95 * error },
    check: (smaller, stream) => {
      const [n, c, eps] = [100, 0.5, 0.1];
      const contracts = contractsFor(TYPES.slice(0, 2), c);
      const data = halves(n);
      let counterexample = "";
      const runs = estimateMean(
        500,
        (from) => {
          const { s, sHat } = simulateMechanism({ eps, laws: TYPES.slice(0, 2), contracts, data }, from);
          const errors = [Math.abs(sHat - n / 2), Math.abs(s - n / 2)] as const;
          if (!smaller(...errors) && counterexample === "")
            counterexample = `s = ${show(s, 4)}: errors ${errors.map((x) => show(x, 4)).join(", ")}; `;
          return s;
        },
        stream,
      );
      const biases = [0, 10, 500, 990, 1000].map((n1) => show(estimateBias(1000, n1, c, eps), 4));
      return {
        stands: counterexample === "" && agrees(runs, n / 2),
        evidence:
          `${counterexample}mean of s over ${runs.runs} runs ${show(runs.estimate, 4)} ± ${show(runs.standardError, 2)} for n₁ = 50; ` +
          `bias of ŝ for n = 1000, n₁ = 0, 10, 500, 990, 1000: ${biases.join(", ")}`,
      };
    },
  }),
  claim<(eps: number, alpha: number) => number>({
    id: "fl12/sec3-pay-mean",
    where: "section 3, payments",
    method: "Monte Carlo",
    verdict: "holds",
    printed: { says: "an acceptor of type j is paid ε·α_j in expectation", value: (eps, alpha) => eps * alpha },
    twin: { says: "he is paid 0.9·ε·α_j", value: (eps, alpha) => 0.9 * eps * alpha },
    check: (pay, stream) => {
      const eps = 0.5;
      const contracts = contractsFor(TYPES.slice(0, 2), 0.6);
      const price = contracts[0].alphaPlus;
      const scale = priceSpread(contracts) / eps;
      const runs = estimateMean(
        100_000,
        (s) =>
          runMechanism({
            eps,
            contracts,
            data: [1],
            costs: [0],
            estimateNoise: 0,
            paymentNoise: [drawLaplace(scale, s)],
          }).payments[0],
        stream,
      );
      const mean = pay(eps, price);
      return {
        stands: agrees(runs, mean),
        evidence:
          `type 1: ε·α = ${show(eps * price, 5)}; ${runs.runs} payments ${show(runs.estimate, 5)} ± ${show(runs.standardError, 2)}, ` +
          `z = ${show(zScore(runs, mean), 3)}`,
      };
    },
  }),
  claim<{ readonly prices: (laws: readonly CostLaw[], c: number) => readonly number[]; readonly correlated: boolean }>({
    id: "fl12/lem3.1",
    where: "Lemma 3.1",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "prices with F_j(α_j) = c: whatever the prior on the data, whoever's type is learned about is covered",
      value: { prices: (laws, c) => contractsFor(laws, c).map(({ alphaPlus }) => alphaPlus), correlated: true },
    },
    corrected: {
      says: "they are for priors under which the players' types are independent (so the proof reads it)",
      value: { prices: (laws, c) => contractsFor(laws, c).map(({ alphaPlus }) => alphaPlus), correlated: false },
    },
    twin: {
      says: "for independent types prices all equal to max α do as well",
      value: { prices: (laws, c) => laws.map(() => highestPrice(contractsFor(laws, c))), correlated: false },
    },
    check: ({ prices, correlated }, stream) => {
      const h = TYPES.length;
      /** How far the belief on player 2's type moves when 1 accepts, her type is read, and 2 rejects, unpaid. */
      const learned = (joint: readonly number[][], accept: readonly number[]): number => {
        let farthest = 0;
        const prior = TYPES.map((_, j) => joint.reduce((sum, row) => sum + row[j], 0));
        joint.forEach((row) => {
          const posterior = row.map((p, j) => p * (1 - accept[j]));
          const total = posterior.reduce((sum, p) => sum + p, 0);
          if (total > 0) posterior.forEach((p, j) => (farthest = Math.max(farthest, Math.abs(p / total - prior[j]))));
        });
        return farthest;
      };
      const cases = Array.from({ length: 200 }, () => {
        const [first, second] = [randomLaw(h, stream), randomLaw(h, stream)];
        const c = 0.05 + 0.9 * stream.uniform();
        // Correlated: both are known to be of one type.
        const joint = first.map((p, i) => second.map((q, j) => (correlated ? (i === j ? p : 0) : p * q)));
        return { c, joint, accept: TYPES.map((law, j) => openLaw("law", law).cdf(prices(TYPES, c)[j])) };
      });
      const { expectedUtilities } = simulateMechanism(
        {
          eps: 0.5,
          laws: TYPES,
          contracts: contractsFor(TYPES, 0.6),
          data: Array.from({ length: 300 }, (_, i) => 1 + (i % 3)),
        },
        stream,
      );
      return all(
        everywhere(
          cases.map(({ c, joint, accept }) => ({ c, farthest: learned(joint, accept) })),
          ({ farthest }) => farthest,
          1e-9,
          "the belief on an unpaid rejector moves by",
        ),
        atLeast("least expected utility of 300 players", Math.min(...expectedUtilities), 0),
      );
    },
  }),
  claim<(price: number) => number>({
    id: "fl12/lem3.2-bic",
    where: "Lemma 3.2",
    method: "exhaustive",
    verdict: "holds",
    printed: { says: "accepting exactly when v ≤ α is optimal (whatever the others do)", value: (price) => price },
    twin: { says: "accepting exactly when v ≤ 1.05·α is", value: (price) => 1.05 * price },
    check: (threshold, stream) => {
      const [eps, contracts] = [0.5, contractsFor(TYPES, 0.6)];
      /** Player 1's expected utility from the mechanism (its noise has mean 0) if she accepts or rejects. */
      const utility = (accepts: boolean, cost: number, data: readonly number[], others: readonly number[]): number => {
        const { accepted, payments } = runMechanism({
          eps,
          contracts,
          data,
          costs: [accepts ? 0 : 1e9, ...others],
          estimateNoise: 0,
          paymentNoise: data.map(() => 0),
        });
        return payments[0] - (accepted.includes(1) ? eps * cost : 0);
      };
      const cases = TYPES.flatMap((_, j) =>
        Array.from({ length: 200 }, (__, i) => ({
          type: j + 1,
          cost: (3 * contracts[j].alphaPlus * i) / 200,
          others: Array.from({ length: 4 }, () => ({ type: whole(stream, 1, 3), cost: 6 * stream.uniform() })),
        })),
      );
      return everywhere(
        cases,
        ({ type, cost, others }) => {
          const run = (accepts: boolean): number =>
            utility(
              accepts,
              cost,
              [type, ...others.map((o) => o.type)],
              others.map((o) => o.cost),
            );
          return Math.max(run(true), run(false)) - run(cost <= threshold(contracts[type - 1].alphaPlus));
        },
        1e-12,
        "regret, the mechanism run on both replies among four others",
      );
    },
  }),
  claim<number>({
    id: "fl12/lem3.2-eiir",
    where: "Lemma 3.2",
    method: "Monte Carlo",
    verdict: "holds",
    printed: {
      says:
        "expected utilities are ≥ 0; realised ones are not, 37.9 % of type 1's acceptors are paid less than their cost " +
        "(Exp(1), Exp(.5), c = .6, ε = .5)",
      value: 0.3788260520289238,
    },
    twin: { says: "no acceptor is (ex-post rationality)", value: 0 },
    check: (share, stream) => {
      const [eps, c, laws] = [0.5, 0.6, TYPES.slice(0, 2)];
      const contracts = contractsFor(laws, c);
      const exact = exPostViolation(eps, laws, contracts, 1);
      let [accepted, short, least] = [0, 0, Infinity];
      for (let r = 0; r < 400; r++) {
        const run = simulateMechanism({ eps, laws, contracts, data: new Array<number>(100).fill(1) }, stream);
        for (const i of run.accepted) {
          accepted++;
          if (run.payments[i - 1] < eps * run.costs[i - 1]) short++;
          least = Math.min(least, run.expectedUtilities[i - 1]);
        }
      }
      const found = estimateProportion(accepted, short);
      return {
        stands: least >= 0 && Math.abs(exact - share) < 1e-9 && agrees(found, share),
        evidence:
          `paid below cost: exactly ${show(exact, 4)}; ${accepted} acceptors ${show(found.estimate, 4)} ± ${show(found.standardError, 2)}; ` +
          `least expected utility ${show(least, 2)}`,
      };
    },
  }),
  claim<number>({
    id: "fl12/lem3.3",
    where: "Lemma 3.3",
    method: "property test",
    verdict: "holds",
    printed: { says: "a function of the outputs is at least as private", value: 1 },
    twin: { says: "its level is at most 0.95 of theirs", value: 0.95 },
    check: (factor, stream) => {
      let largest = 0;
      for (let i = 0; i < 500; i++) {
        const size = whole(stream, 2, 6);
        const laws = [randomLaw(size, stream), randomLaw(size, stream)];
        // Every third map is one to one.
        const map = Array.from({ length: size }, (_, k) => (i % 3 === 0 ? k : whole(stream, 0, size - 1)));
        const image = laws.map((law) =>
          law.map((_, to) =>
            Math.min(
              1,
              law.reduce((sum, p, k) => (map[k] === to ? sum + p : sum), 0),
            ),
          ),
        );
        largest = Math.max(largest, privacyLevel(image).level / privacyLevel(laws).level);
      }
      return {
        stands: largest <= factor * (1 + 1e-12),
        evidence: `500 random laws and maps: largest ratio of levels ${show(largest, 4)}`,
      };
    },
  }),
  claim<number>({
    id: "fl12/lem3.4",
    where: "Lemma 3.4",
    method: "property test",
    verdict: "holds",
    printed: { says: "random variables within k of each other and noise Lap(k/ε) are ε-mutually bounded", value: 1 },
    twin: { says: "they are 0.95·ε-mutually bounded", value: 0.95 },
    check: (share, stream) => {
      const cases = Array.from({ length: 300 }, (_, i) => {
        const [k, eps, size] = [
          between(stream, 0.2, 5),
          between(stream, 0.05, 5),
          i % 4 === 0 ? 1 : whole(stream, 2, 6),
        ];
        const law = randomLaw(size, stream);
        const one = law.map(() => between(stream, -4, 4));
        // Dependent at will: the second is anywhere within k of the first; a constant at the distance k itself.
        const other = one.map((x) => x + (size === 1 ? k : between(stream, -k, k)));
        return { k, eps, law, one, other };
      });
      const mean = (law: readonly number[], f: (i: number) => number): number =>
        law.reduce((sum, p, i) => sum + p * f(i), 0);
      return all(
        nowhereAbove(
          cases,
          ({ k, eps, law, one, other }) => {
            const density = (points: readonly number[], y: number): number =>
              mean(law, (i) => Math.exp((-eps * Math.abs(y - points[i])) / k));
            const outputs = [...one, ...other, ...Array.from({ length: 41 }, (_, i) => -10 + i / 2)];
            return Math.max(...outputs.map((y) => Math.abs(Math.log(density(one, y) / density(other, y))))) / eps;
          },
          share,
          "largest level of densities, in ε,",
          1e-9,
        ),
        nowhereAbove(
          cases,
          ({ k, eps, law, one, other }) => {
            const below = (points: readonly number[], y: number): number =>
              mean(law, (i) => laplaceCdf(y - points[i], k / eps));
            const outputs = Array.from({ length: 21 }, (_, i) => -10 + i);
            return Math.max(...outputs.map((y) => Math.abs(logRatio(below(one, y), below(other, y))))) / eps;
          },
          share,
          "of half-lines",
          1e-9,
        ),
      );
    },
  }),
  claim<(c: number, eps: number) => number>({
    id: "fl12/lem3.5",
    where: "Lemma 3.5",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "the estimate is ε-private (exactly: ln(1 + c(e^ε − 1)), which is less)",
      value: (_, eps) => eps,
    },
    twin: { says: "it is cε-private", value: (c, eps) => c * eps },
    check: (bound) => {
      let worst = { excess: -Infinity, text: "" };
      for (const n of [1, 5, 20]) {
        for (const c of [0.1, 0.5, 0.9]) {
          for (const eps of [0.1, 1, 3]) {
            const inner = Array.from({ length: 41 }, (_, i) => (c * n * i) / 40);
            for (let n1 = 1; n1 <= n; n1++) {
              const ratios = estimateLogRatio(n1, c, eps, inner);
              const rises = ratios.every((r, i) => i === 0 || r >= ratios[i - 1] - 1e-9);
              if (!rises) return { stands: false, evidence: `the log ratio falls at n₁ = ${n1}, c = ${c}, ε = ${eps}` };
              const { left, right } = epsEstimateTruncated(n, n1, c, eps);
              const level = Math.max(left, right, ...ratios.map(Math.abs));
              const excess = level - bound(c, eps);
              if (excess > worst.excess)
                worst = { excess, text: `n₁ = ${n1}, c = ${c}, ε = ${eps}: ${show(level, 4)}` };
            }
          }
        }
      }
      return {
        stands: worst.excess <= 1e-12,
        evidence: `nearest to the bound at ${worst.text}; ln(1 + c(e^ε − 1)) = ${show(epsEstimate(0.5, 1), 4)} at c = 0.5, ε = 1`,
      };
    },
  }),
  claim<number>({
    id: "fl12/lem3.6",
    where: "Lemma 3.6",
    method: "property test",
    verdict: "holds",
    printed: { says: "each payment is ε-private", value: 1 },
    twin: { says: "each payment is 0.95·ε-private", value: 0.95 },
    check: (share, stream) => {
      const cases = Array.from({ length: 200 }, () => {
        const [eps, c] = [between(stream, 0.05, 4), between(stream, 0.02, 0.98)];
        const laws: CostLaw[] = [
          exponential(between(stream, 0.2, 3)),
          uniform(0, between(stream, 0.5, 4)),
          randomHistogram(stream),
        ];
        const contracts = contractsFor(laws, c);
        // The payments of three acceptors, one of each type, without noise and with a unit of it.
        const paid = [0, 1].map((noise) => {
          const paymentNoise = laws.map(() => noise);
          return runMechanism({ eps, contracts, data: [1, 2, 3], costs: [0, 0, 0], estimateNoise: 0, paymentNoise });
        });
        const scale = ((paid[1].payments[0] - paid[0].payments[0]) * paid[0].gamma) / eps;
        return { eps, c, laws, contracts, centres: Array.from(paid[0].payments), scale };
      });
      const pairs = [
        [0, 1],
        [0, 2],
        [1, 2],
      ];
      const levelOf = ({ centres, scale }: (typeof cases)[number]): number =>
        Math.max(...pairs.map(([i, j]) => laplaceRatio(centres[i], centres[j], scale)));
      return all(
        everywhere(
          cases,
          ({ c, laws, contracts }) => Math.max(...laws.map((law, j) => Math.abs(acceptanceOf(law, contracts[j]) - c))),
          1e-9,
          "a payment of 0 has probability 1 − c under every type, off by",
        ),
        nowhereAbove(cases, (one) => levelOf(one) / one.eps, share, "largest level of the others, in ε,", 1e-9),
        everywhere(
          cases,
          (one) => levelOf(one) - Math.max(...pairs.map(([i, j]) => epsPayment(one.eps, one.contracts, i + 1, j + 1))),
          1e-9,
          "the library's level off by",
        ),
      );
    },
  }),
  claim<number>({
    id: "fl12/lem3.7",
    where: "Lemma 3.7",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "the error reaches √(3(n₁(1 − c)/c + 2/(εc)²)) with probability ≤ 1/3 (no constant below 1.99 does for 3)",
      value: 3,
    },
    twin: { says: "it reaches √(1.95(n₁(1 − c)/c + 2/(εc)²)) as seldom", value: 1.95 },
    check: (constant) =>
      nowhereAbove(
        [...product({ n: [5, 20, 100], c: [0.05, 0.25, 0.3345, 0.5, 0.75, 0.95], eps: [0.05, 0.5, 2, 60] })].flatMap(
          ({ n, ...rest }) =>
            [...new Set([0, 1, 2, Math.floor(n / 4), Math.floor(n / 2), n - 1, n])].map((n1) => ({ n, n1, ...rest })),
        ),
        ({ n, n1, c, eps }) => errorTail(n, n1, c, eps, Math.sqrt(constant / 3) * chebyshevAccuracy(n1, c, eps)),
        1 / 3,
        "exact probability",
      ),
  }),
  claim<(k: number) => number>({
    id: "fl12/lem3.8",
    where: "Lemma 3.8",
    method: "property test",
    verdict: "holds",
    printed: { says: "P(|X − μ| ≥ kσ) ≤ 1/k²", value: (k) => 1 / (k * k) },
    twin: { says: "it is ≤ 0.95/k²", value: (k) => 0.95 / (k * k) },
    check: (bound, stream) => {
      let largest = 0;
      const test = (points: readonly number[], law: readonly number[], k: number): void => {
        const mean = points.reduce((sum, x, i) => sum + x * law[i], 0);
        const sd = Math.sqrt(points.reduce((sum, x, i) => sum + (x - mean) ** 2 * law[i], 0));
        const tail = law.reduce((sum, p, i) => sum + (Math.abs(points[i] - mean) >= k * sd * (1 - 1e-12) ? p : 0), 0);
        largest = Math.max(largest, tail / bound(k));
      };
      for (let i = 0; i < 500; i++) {
        const size = whole(stream, 2, 8);
        test(
          Array.from({ length: size }, () => stream.uniform()),
          randomLaw(size, stream),
          1 + 2 * stream.uniform(),
        );
      }
      // The law that reaches it: ±k with probability 1/(2k²) each, 0 otherwise.
      const k = Math.sqrt(3);
      test([-k, 0, k], [1 / 6, 2 / 3, 1 / 6], k);
      return {
        stands: largest <= 1 + 1e-12,
        evidence: `501 laws: largest tail ${show(largest, 4)} of the bound, reached at k = √3`,
      };
    },
  }),
  claim<(n: number, eps: number) => number>({
    id: "fl12/sec3-const-c",
    where: "section 3, before Theorem 3.9",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "with a constant c such that n(1 − c)/c ≤ 2/(εc)² the accuracy is O(1/ε), within 2√3/(εc) (the condition lets no c < 1 " +
        "serve every n: it forces c → 1)",
      value: recommendedC,
    },
    twin: { says: "with c = 0.9 it is for every n", value: () => 0.9 },
    check: (choose) => {
      const cases = [100, 400, 1600, 6400].flatMap((n) => [0.5, 1, 3].map((eps) => ({ n, eps, c: choose(n, eps) })));
      const radius = ({ n, eps, c }: (typeof cases)[number]): number => worstErrorQuantile(n, c, eps).k;
      const half = [100, 400, 1600, 6400].map((n) => show(errorQuantile(n, n / 2, 0.5, 1), 4));
      const { stands, evidence } = holdsFor(
        cases,
        (one) => radius(one) <= (2 * Math.sqrt(3)) / (one.eps * one.c),
        "exact radius of the worst database within 2√3/(εc)",
      );
      return {
        stands,
        evidence:
          `${evidence}; at ε = 1 c = ${show(choose(100, 1), 5)}, ${show(choose(6400, 1), 5)} for n = 100, 6400, while c = 0.5 has ` +
          `radius ${half.join(", ")} at n = 100, 400, 1600, 6400`,
      };
    },
  }),
  claim<{ readonly together: boolean; readonly share: number }>({
    id: "fl12/thm3.9",
    where: "Theorem 3.9",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "truthful, rational, O(1/ε)-accurate, perfectly data private and ε-private (estimate and payments together)",
      value: { together: true, share: 1 },
    },
    corrected: {
      says: "all of these with the estimate and each payment ε-private separately; together they are 2ε-private",
      value: { together: false, share: 1 },
    },
    twin: { says: "0.95·ε-private separately", value: { together: false, share: 0.95 } },
    check: ({ together, share }) => {
      const [n, eps, laws] = [1000, 0.5, TYPES.slice(0, 2)];
      const c = recommendedC(n, eps);
      const contracts = contractsFor(laws, c);
      const joint = epsJointWorst(eps, contracts);
      const separate = Math.max(epsEstimate(c, eps), epsPayment(eps, contracts, 1, 2));
      const level = together ? joint : separate;
      const accurate = [100, 1000, 5000].every((size) =>
        [0.3, 0.5, 1, 4].every((e) => worstErrorQuantile(size, recommendedC(size, e), e).k <= (4 * Math.sqrt(3)) / e),
      );
      const unbiased = laws.every((law, j) => Math.abs(acceptanceOf(law, contracts[j]) - c) < 1e-12);
      const run = runMechanism({
        eps,
        contracts,
        data: [1, 2],
        costs: contracts.map(({ alphaPlus }) => 0.9 * alphaPlus),
        estimateNoise: 0,
        paymentNoise: [0, 0],
      });
      const rational = run.expectedUtilities.every((u) => u > 0) && run.accepted.length === 2;
      return {
        stands: level <= share * eps * (1 + 1e-12) && accurate && unbiased && rational,
        evidence:
          `worst radius within 4√3/ε in 12 cases; n = 1000, ε = 0.5, c = ${show(c, 5)}: estimate ${show(epsEstimate(c, eps), 4)}, payment ` +
          `${show(epsPayment(eps, contracts, 1, 2), 4)}, together ${show(joint, 4)}`,
      };
    },
  }),
];
