/** Claims of sections 1 and 2: what a cost report reveals, and why direct mechanisms fail. */
import { claim, type Claim } from "../claim";
import { all, everywhere, holdsFor } from "../evidence";
import { show } from "../../lib/format";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import { openLaw, type CostLaw } from "../../lib/probability/cost-laws";
import { contractsFor } from "../../lib/correlated-costs/contract";
import { worstErrorQuantile } from "../../lib/correlated-costs/estimate-error";
import { cheapestAccurate } from "../../lib/correlated-costs/frontier";
import { leastDirectPayment, overbiddingGain } from "../../lib/correlated-costs/direct";
import { exponential } from "../../lib/correlated-costs/laws";
import { fixedAccuracy, type Parameters } from "../../lib/correlated-costs/parameters";
import { totalPayment } from "../../lib/correlated-costs/payments";
import { posteriorCost } from "../../lib/correlated-costs/posterior";
import { between, randomLaw, whole } from "./random";

/** What a player can cost, with probabilities. */
interface Costs {
  readonly costs: readonly number[];
  readonly law: readonly number[];
}

/**
 * The least expected payment to two players that is BIC and EIIR, where at least one is accessed with probability `access`
 * whatever they report: a linear program in the payments to each report and the probabilities of access, each of which
 * may depend on the other player's report (on her own it cannot: it is decided before).
 */
async function leastPayment(eps: number, players: readonly [Costs, Costs], access: number): Promise<number> {
  const sizes = players.map(({ costs }) => costs.length);
  const width = 2 * (sizes[0] + sizes[1]);
  /** Columns of player i's payment at her k-th cost, and of her access at the other's l-th. */
  const pay = (i: number, k: number): number => i * sizes[0] + k;
  const read = (i: number, l: number): number => sizes[0] + sizes[1] + i * sizes[1] + l;
  const rows: { coefficients: Float64Array; lower: number }[] = [];
  const require = (lower: number, ...terms: readonly (readonly [number, number])[]): void => {
    const coefficients = new Float64Array(width);
    for (const [column, weight] of terms) coefficients[column] += weight;
    rows.push({ coefficients, lower });
  };
  players.forEach(({ costs }, i) => {
    const other = players[1 - i].law;
    costs.forEach((cost, k) => {
      require(0, [pay(i, k), 1], ...other.map((p, l): [number, number] => [read(i, l), -eps * cost * p]));
      costs.forEach((_, l) => require(0, [pay(i, k), 1], [pay(i, l), -1]));
    });
  });
  for (let k = 0; k < sizes[0]; k++)
    for (let l = 0; l < sizes[1]; l++) require(access, [read(0, l), 1], [read(1, k), 1]);
  const objective = new Float64Array(width);
  players.forEach(({ law }, i) => law.forEach((p, k) => (objective[pay(i, k)] = p)));
  const upper = Float64Array.from({ length: width }, (_, i) => (i < sizes[0] + sizes[1] ? Infinity : 1));
  return (await solveLinearProgram({ sense: "min", objective, rows, upper })).value;
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
  claim<(n: number, k: number, law: CostLaw) => Parameters>({
    id: "fl12/intro-any-k",
    where: "section 1, after the properties",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "Mechanism 1 is k-accurate for any k, at a finite expected payment, with unbounded costs",
      value: fixedAccuracy,
    },
    twin: {
      says: "so it is with 0.95 of the least ε that does",
      value: (n, k, law) => {
        const { c, eps } = cheapestAccurate(n, k, law);
        return { c, eps: 0.95 * eps };
      },
    },
    check: (choose, stream) =>
      holdsFor(
        Array.from({ length: 40 }, () => {
          const n = whole(stream, 5, 120);
          const law: CostLaw =
            stream.uniform() < 0.5
              ? { kind: "exponential", rate: between(stream, 0.2, 3) }
              : { kind: "pareto", xm: between(stream, 0.5, 2), shape: between(stream, 0.5, 3) };
          return { n, k: (n / 2) * (0.02 + 0.97 * stream.uniform() ** 2), law };
        }),
        ({ n, k, law }) => {
          const { c, eps } = choose(n, k, law);
          const { mean } = totalPayment(eps, contractsFor([law], c), [n]);
          return worstErrorQuantile(n, c, eps).k <= k * (1 + 1e-9) && Number.isFinite(mean);
        },
        "exponential and Pareto costs: the exact radius of the worst database within k, for a finite payment",
      ),
  }),
  claim<(eps: number, access: number, most: readonly number[]) => number>({
    id: "fl12/lem2.1",
    where: "Lemma 2.1",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says:
        "reading a report with probability x costs a BIC, EIIR direct mechanism at least ε·x times the largest cost (of the " +
        "player for whom it is less), without a bound for unbounded costs",
      value: (eps, access, most) => eps * access * Math.min(...most),
    },
    twin: {
      says: "it costs ε·x times the mean of the players' largest costs",
      value: (eps, access, most) => (eps * access * (most[0] + most[1])) / 2,
    },
    check: async (least, stream) => {
      const player = (size: number): Costs => {
        const costs = Array.from({ length: size }, () => 10 * stream.uniform()).sort((a, b) => a - b);
        return { costs, law: randomLaw(size, stream) };
      };
      const cases: { eps: number; access: number; most: number[]; optimum: number; formula: number }[] = [];
      for (let i = 0; i < 30; i++) {
        const players = [player(whole(stream, 1, 6)), player(whole(stream, 1, 6))] as const;
        // The largest cost of either grows without a bound.
        const [eps, access, far] = [between(stream, 0.1, 2), between(stream, 0.05, 1), 10 ** whole(stream, 0, 3)];
        const grown = players.map(({ costs, law }) => ({ costs: costs.map((cost) => far * cost), law }));
        const most = grown.map(({ costs }) => costs[costs.length - 1]);
        const cheaper = grown[most[0] <= most[1] ? 0 : 1].costs;
        const optimum = await leastPayment(eps, [grown[0], grown[1]], access);
        cases.push({ eps, access, most, optimum, formula: leastDirectPayment(eps, cheaper, access) });
      }
      return all(
        everywhere(
          cases,
          ({ eps, access, most, optimum }) => optimum / least(eps, access, most) - 1,
          1e-6,
          "linear programs over payments and access off by",
        ),
        everywhere(cases, ({ optimum, formula }) => optimum / formula - 1, 1e-6, "the library's formula off by"),
      );
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
  claim<number>({
    id: "fl12/lem2.1-overbid",
    where: "Lemma 2.1, last step",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "under every EIIR payment rule a report v' > E[p(v)]/(ε·E[x]) gains, by ε·E[x]·v' − E[p(v)] at least",
      value: 1,
    },
    twin: { says: "so does one above 0.95·E[p(v)]/(ε·E[x])", value: 0.95 },
    check: (share, stream) => {
      const cases = Array.from({ length: 500 }, (_, i) => {
        const [eps, access, cost] = [between(stream, 0.05, 2), between(stream, 0.01, 1), between(stream, 0, 9)];
        // Every third rule pays bids and no more; the others overpay each report by an amount of its own.
        const own = eps * access * (cost + (i % 3 === 0 ? 0 : between(stream, 0, 5)));
        const report = ((share * own) / (eps * access)) * (1 + between(stream, 1e-6, 0.01));
        const paid = eps * access * (report + (i % 3 === 0 ? 0 : Math.max(0, between(stream, -3, 3))));
        return { eps, access, cost, report, own, paid };
      });
      return all(
        holdsFor(
          cases,
          ({ eps, access, report, own, paid }) =>
            paid - own > 0 && paid - own >= (eps * access * report - own) * (1 - 1e-9),
          "random EIIR rules: overbidding gains",
        ),
        everywhere(
          cases.filter((_, i) => i % 3 === 0),
          ({ eps, access, cost, report, own, paid }) => overbiddingGain(eps, access, cost, report) - (paid - own),
          1e-12,
          "where bids are paid, the library's gain off by",
        ),
      );
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
