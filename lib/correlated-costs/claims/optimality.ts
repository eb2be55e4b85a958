/** Claims of section 4 and appendix A: the benchmarks, the optimal auction, and how far Mechanism 1 is from it. */
import { claim, show, type Claim } from "../../claims";
import { logBinomialTail } from "../../numerics/binomial";
import { solveLinearProgram } from "../../numerics/linear-program";
import { integrate } from "../../numerics/quadrature";
import { costSampler, openLaw, type CostLaw } from "../../probability/cost-laws";
import { agrees, estimateMean, zScore } from "../../probability/monte-carlo";
import type { Stream } from "../../probability/stream";
import { approximationRatio, tightRatio } from "../benchmark";
import { contract, type Contract } from "../contract";
import { envyFreeGrid } from "../envy-free";
import { hullAt, iron, intervalAt, ironedVirtualCost, virtualCost, type IronedLaw } from "../ironing";
import { exponential, histogram, nearTight, uniform, VALLEY, WAVES } from "../laws";
import { optimalPayment, paymentSummary } from "../optimal-auction";
import { orderStatistic } from "../order-statistics";
import { procure } from "../procurement";
import { between, randomDiscrete, randomHistogram, whole } from "./random";

/** Laws whose virtual cost increases. */
const ANTI_REGULAR: readonly CostLaw[] = [
  uniform(0, 1),
  uniform(1, 3),
  exponential(1),
  { kind: "power", shape: 3, scale: 1 },
  { kind: "power", shape: 0.5, scale: 1 },
  { kind: "pareto", xm: 1, shape: 2 },
  histogram([0, 1, 2, 3], [0.5, 0.3, 0.2]),
];

const SIZES: readonly (readonly [number, number])[] = [
  [2, 1],
  [5, 4],
  [10, 3],
  [30, 15],
  [100, 67],
  [1000, 500],
];

/** P(Bin(n, p) ≤ k). */
const binomialCdf = (k: number, n: number, p: number): number => Math.exp(logBinomialTail(n - k, n, 1 - p, p));

/** The density of F(v)'s rank rule: −dx/dq for x(q) = P(Bin(n − 1, q) ≤ w − 1), by central differences of x itself. */
const rankRule =
  (n: number, w: number) =>
  (q: number): number =>
    binomialCdf(w - 1, n - 1, q);

/** ∫ g(v) dF(v), split at the law's breaks and at further points. */
function expectation(law: CostLaw, g: (v: number) => number, cuts: readonly number[] = []): number {
  const { breaks, density } = openLaw("law", law);
  const points = [...new Set([...breaks, ...cuts])].sort((a, b) => a - b);
  return points.slice(1).reduce((sum, to, i) => sum + integrate((v) => g(v) * density(v), points[i], to, 1e-11), 0);
}

/** A decreasing step function with a few random steps on [lo, hi], 0 beyond. */
function randomDecreasing(
  lo: number,
  hi: number,
  stream: Stream,
): { readonly steps: number[]; readonly x: (v: number) => number } {
  const steps = Array.from({ length: whole(stream, 1, 4) }, () => between(stream, lo, hi)).sort((a, b) => a - b);
  const drops = steps.map(() => stream.uniform());
  const total = drops.reduce((sum, drop) => sum + drop, stream.uniform());
  const x = (v: number): number =>
    v > hi ? 0 : 1 - drops.reduce((sum, drop, i) => sum + (v >= steps[i] ? drop / total : 0), 0);
  return { steps, x };
}

/** ∫_v^hi of a step function. */
function area(
  { steps, x }: { readonly steps: readonly number[]; readonly x: (v: number) => number },
  v: number,
  hi: number,
): number {
  const points = [v, ...steps.filter((s) => s > v && s < hi), hi];
  return points.slice(1).reduce((sum, to, i) => sum + (to - points[i]) * x((points[i] + to) / 2), 0);
}

/**
 * The least expected payment of a BIC auction of one unit from two sellers whose costs are K equally likely values: a linear
 * program in the probabilities that a seller of one cost is chosen against one of another, and the payments.
 */
async function optimumOnGrid(costs: readonly number[]): Promise<number> {
  const size = costs.length;
  const pairs: (readonly [number, number])[] = [];
  for (let k = 0; k < size; k++) for (let l = k + 1; l < size; l++) pairs.push([k, l]);
  const width = pairs.length + size;
  /** `payment` times p_k plus `chance` times X_k, into a row; the constant part of X_k is returned. */
  const add = (row: Float64Array, k: number, payment: number, chance: number): number => {
    row[pairs.length + k] += payment;
    let constant = chance / 2 / size;
    pairs.forEach(([one, other], i) => {
      if (one === k) row[i] += chance / size;
      else if (other === k) {
        row[i] -= chance / size;
        constant += chance / size;
      }
    });
    return constant;
  };
  const rows: { coefficients: Float64Array; lower: number }[] = [];
  /** Cost k prefers her own report to l; l = −1 is staying away. Neighbours suffice (single crossing). */
  const prefers = (k: number, l: number): void => {
    const coefficients = new Float64Array(width);
    let constant = add(coefficients, k, 1, -costs[k]);
    if (l >= 0) constant += add(coefficients, l, -1, costs[k]);
    rows.push({ coefficients, lower: -constant });
  };
  for (let k = 0; k + 1 < size; k++) {
    prefers(k, k + 1);
    prefers(k + 1, k);
  }
  prefers(size - 1, -1);
  const objective = Float64Array.from({ length: width }, (_, i) => (i < pairs.length ? 0 : 2 / size));
  const upper = Float64Array.from({ length: width }, (_, i) => (i < pairs.length ? 1 : Infinity));
  return (await solveLinearProgram({ sense: "min", objective, rows, upper })).value;
}

/** Costs at which the discrete H agrees with the continuous one: F⁻¹(k/K), k = 1..K. */
const gridOf = (law: CostLaw, size: number): number[] => {
  const { quantile } = openLaw("law", law);
  return Array.from({ length: size }, (_, k) => quantile((k + 1) / size));
};

/**
 * The least expected payment of a truthful, rational, envy-free mechanism for one unit, two players, on a finite set of
 * reports: all profiles, all deviations. Only some reports have positive probability. Without envy the cheaper player sells
 * at least as likely as the other; `pooled` lets different costs sell equally likely, otherwise the cheaper one sells.
 */
async function envyFreeOptimum(reports: readonly number[], probs: readonly number[], pooled: boolean): Promise<number> {
  const size = reports.length;
  const width = 3 * size * size;
  const x = (k: number, l: number): number => 3 * (k * size + l);
  const rows: { coefficients: Float64Array; lower: number }[] = [];
  /** Adds sign·(p − cost·x) of a player at a profile; x of player 2 is 1 − x of player 1. */
  const utility = (row: Float64Array, player: 0 | 1, k: number, l: number, cost: number, sign: 1 | -1): number => {
    const at = x(k, l);
    row[at + 1 + player] += sign;
    row[at] += player === 0 ? -sign * cost : sign * cost;
    return player === 0 ? 0 : -sign * cost;
  };
  const require = (build: (row: Float64Array) => number): void => {
    const coefficients = new Float64Array(width);
    const constant = build(coefficients);
    rows.push({ coefficients, lower: -constant });
  };
  for (let k = 0; k < size; k++) {
    for (let l = 0; l < size; l++) {
      for (const player of [0, 1] as const) {
        const cost = reports[player === 0 ? k : l];
        require((row) => utility(row, player, k, l, cost, 1));
        require((row) => utility(row, player, k, l, cost, 1) + utility(row, player === 0 ? 1 : 0, k, l, cost, -1));
        for (let m = 0; m < size; m++) {
          if (m === (player === 0 ? k : l)) continue;
          const [a, b] = player === 0 ? [m, l] : [k, m];
          require((row) => utility(row, player, k, l, cost, 1) + utility(row, player, a, b, cost, -1));
        }
      }
    }
  }
  const objective = new Float64Array(width);
  const upper = new Float64Array(width).fill(Infinity);
  const lower = new Float64Array(width).fill(-Infinity);
  for (let k = 0; k < size; k++) {
    for (let l = 0; l < size; l++) {
      objective[x(k, l) + 1] = objective[x(k, l) + 2] = probs[k] * probs[l];
      const sells = k < l ? 1 : k > l ? 0 : 0.5;
      [lower[x(k, l)], upper[x(k, l)]] = pooled ? [0, 1] : [sells, sells];
    }
  }
  return (await solveLinearProgram({ sense: "min", objective, rows, lower, upper })).value;
}

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

interface Prediction {
  readonly below: (a: number, b: number, l1: number, l2: number, w: number) => number;
  readonly tied: (a: number, b: number, l1: number, l2: number, w: number) => number;
}

const exactBelow: Prediction["below"] = (a, b, l1, l2, w) => a + ((b - a) * (w - l1 + 1)) / (l2 + 1);

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

/** η, the mean price of an acceptor under a contract for w of n. */
const meanPrice = ({ payPerPlayer }: Contract, n: number, w: number): number => (payPerPlayer * n) / w;

export const claims: readonly Claim[] = [
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
  claim<number>({
    id: "fl12/lem4.1",
    where: "Lemma 4.1",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "no truthful, rational, envy-free mechanism pays less than w·E[v_(w+1)]: 22/9 for one of two, costs 1, 2, 3",
      value: 22 / 9,
    },
    twin: { says: "less than 19/9 (what it can pay if only 1, 2, 3 may be reported)", value: 19 / 9 },
    check: async (bound) => {
      // Reports on a finer and finer grid, all real ones in the limit: the saving is proportional to the spacing.
      const optima: number[] = [];
      let pooled = 0;
      for (const refine of [1, 2, 3]) {
        const reports = Array.from({ length: 2 * refine + 1 }, (_, i) => 1 + i / refine);
        const probs = reports.map((_, i) => (i % refine === 0 ? 1 / 3 : 0));
        optima.push(await envyFreeOptimum(reports, probs, false));
        if (refine === 2) pooled = await envyFreeOptimum(reports, probs, true);
      }
      const grid = envyFreeGrid([1, 2, 3], [1 / 3, 1 / 3, 1 / 3]);
      const limit = 2 * optima[1] - optima[0];
      const linear = Math.abs(3 * optima[2] - 2 * optima[1] - limit) < 1e-7;
      return {
        stands: linear && Math.abs(limit - bound) < 1e-7 && Math.abs(optima[0] - grid.restricted) < 1e-7,
        evidence:
          `linear programs with reports spaced 1, 1/2, 1/3: ${optima.map((x) => show(x, 5)).join(", ")}, so ${show(limit, 5)} for all reals ` +
          `(the cheaper one sells; a mechanism that may draw lots between different costs pays ${show(pooled, 5)} at spacing 1/2)`,
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
      const rule = randomDecreasing(0, 1, stream);
      const grid = Array.from({ length: size + 1 }, (_, k) => k / size);
      const x = grid.map((v, k) => (k === size ? 0 : rule.x(v)));
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
      const objective = grid.map((_, k) => (k === 0 ? 1 : 0));
      const range: number[] = [];
      for (const sense of ["min", "max"] as const)
        range.push((await solveLinearProgram({ sense, objective, rows, ...ends })).value);
      // On the grid the integral is known to within a step.
      const formula = grid.slice(1).reduce((sum, v, k) => sum + (v - grid[k]) * x[k], 0) + constant;
      return {
        stands: formula >= range[0] - 1e-7 && formula <= range[1] + 1e-7 && range[1] - range[0] <= 1 / size + 1e-7,
        evidence: `${size} costs: BIC payments at v = 0 lie in [${range.map((p) => show(p, 5)).join(", ")}], the formula gives ${show(formula, 5)}`,
      };
    },
  }),
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
    twin: { says: "so is buying from the cheapest with probability 0.97, else from the other", value: 0.97 },
    check: async (share) => {
      const size = 16;
      let off = 0;
      const found: string[] = [];
      for (const law of [uniform(0, 1), { kind: "power", shape: 0.5, scale: 1 } as const]) {
        const costs = gridOf(law, size);
        const optimum = await optimumOnGrid(costs);
        const rule = costs.reduce((sum, cost, k) => {
          const virtual = cost + k * (cost - (costs[k - 1] ?? 0));
          const cheapest = 1 - (k + 0.5) / size;
          return sum + (2 / size) * virtual * (share * cheapest + (1 - share) * (1 - cheapest));
        }, 0);
        off = Math.max(off, Math.abs(rule - optimum));
        found.push(`${show(optimum, 6)} against ${show(rule, 6)}`);
      }
      return {
        stands: off < 1e-7,
        evidence: `one of two, ${size} costs, U[0, 1] and √x: linear program ${found.join(", ")}`,
      };
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
        integrate((v) => 0.1 * allocationAt(5, 4, belowLevel(virtualCost(VALLEY, v))), a, 2, 1e-6) +
        [
          [2, 2.4],
          [2.4, b],
        ].reduce(
          (sum, [from, to]) =>
            sum + integrate((v) => 0.5 * allocationAt(5, 4, belowLevel(virtualCost(VALLEY, v))), from, to, 1e-6),
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
                1e-11,
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
      const found: string[] = [];
      let stands = true;
      for (const law of [VALLEY, WAVES] as const) {
        const optimum = await optimumOnGrid(gridOf(law, 30));
        stands &&= Math.abs(optimum / payment(law, 2, 1) - 1) < 2e-3;
        found.push(`${show(optimum, 5)} against ${show(payment(law, 2, 1), 5)}`);
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
      const exact = payment(VALLEY, 5, 4);
      return {
        stands: stands && agrees(runs, exact),
        evidence:
          `one of two, 30 costs: linear programs ${found.join(", ")}; n = 5, w = 4: ${show(exact)}, ${runs.runs} auctions ` +
          `${show(runs.estimate, 5)} ± ${show(runs.standardError, 2)}, z = ${show(zScore(runs, exact), 3)}`,
      };
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
