/** Claims on payment against accuracy (Section 5, Theorem 3). */
import { claim, type Claim } from "../claim";
import { all, everywhere, holdsFor, nowhereAbove, product } from "../evidence";
import { show } from "../../lib/format";
import { minimise } from "../../lib/numerics/minimise";
import { bestLevel, populationNeeded, totalBounds, type Peak } from "../../lib/value-of-privacy/accuracy";
import { exponentialCost, linearCost, powerCost, stepCost, type PrivacyCost } from "../../lib/value-of-privacy/cost";
import {
  cheapestDesign,
  cheapestMajorityDesign,
  cheapestWithGenie,
  levelFor,
} from "../../lib/value-of-privacy/design-search";
import {
  errorProbability,
  errorProbabilityOf,
  logErrorProbability,
} from "../../lib/value-of-privacy/error-probability";
import { bestResponseTo, coefficients } from "../../lib/value-of-privacy/best-response";
import { flipReports, replicate, reportLaw } from "../../lib/value-of-privacy/genie";
import { chernoffInformation, quality, type Market } from "../../lib/value-of-privacy/market";
import type { Offer } from "../../lib/value-of-privacy/mechanism";
import { symmetricResponse, type Strategy } from "../../lib/value-of-privacy/strategy";
import type { Stream } from "../../lib/probability/stream";
import { lowerBound, upperBound } from "../../lib/value-of-privacy/price";
import { COSTS, DEFAULT, randomInstance, randomOffers } from "./cases";

const MARKET = { theta: 0.8, p1: 0.7, cost: linearCost(1) } as const;
const TARGETS = [0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4] as const;

/** Markets of weak and strong signals, with three costs. */
const MARKETS = [...product({ theta: [0.6, 0.8, 0.95], cost: COSTS, p1: [0.3, 0.7] })];
/** The same at every target. */
const CASES = MARKETS.flatMap((market) => TARGETS.map((tau) => ({ ...market, tau })));

/** What a market must have for a claim to speak of it. */
function had<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError("cost must have a level ε̃ that buys accuracy cheapest");
  return value;
}

const list = (values: readonly number[], digits = 6): string => values.map((x) => show(x, digits)).join(", ");

const boundsAt = (market: Market, tau: number) => had(totalBounds(market, tau));

/** −ln Σ p^λ q^{1−λ} for the laws of a strategy's report in the two states, as drawn from it (Figure 1). */
function exponentOf(theta: number, strategy: Strategy, lambda: number): number {
  const zero = reportLaw(theta, strategy, 0);
  const terms = reportLaw(theta, strategy, 1).map(([, p], x) => p ** lambda * zero[x][1] ** (1 - lambda));
  return -Math.log(terms.reduce((sum, term) => sum + term, 0));
}

/** The Chernoff information of a strategy's reports by its definition, the largest exponent over λ. */
const informationOf = (theta: number, strategy: Strategy): number =>
  -minimise((lambda) => -exponentOf(theta, strategy, lambda), 0, 1).value;

/** The exact error of the best decision from everybody's reports, by walking through all of them. */
function errorOf({ theta, p1 }: Pick<Market, "theta" | "p1">, strategies: readonly Strategy[]): number {
  const laws = strategies.map((strategy) => ([1, 0] as const).map((w) => reportLaw(theta, strategy, w)));
  const walk = (i: number, one: number, zero: number): number =>
    i === laws.length
      ? Math.min(one, zero)
      : laws[i][0].reduce((sum, [, p], x) => sum + walk(i + 1, one * p, zero * laws[i][1][x][1]), 0);
  return walk(0, p1, 1 - p1);
}

/** A strategy that says nothing: the same law of reports, opting out included, whatever the bit. */
function silence({ uniform }: Stream): Strategy {
  const [a, b, c] = [uniform(), uniform(), uniform()];
  const [p, q] = [a / (a + b + c), b / (a + b + c)];
  return { p1: p, p0: p, q1: q, q0: q };
}

/** A cost, as named in a statement. */
type NamedCost = readonly [name: string, cost: PrivacyCost];

const PROPER: readonly NamedCost[] = [
  ["ε", linearCost(1)],
  ["(e^ε − 1)/2", exponentialCost(0.5, 1)],
  ["ε²", powerCost(1, 2)],
  ["ε^2.5", powerCost(1, 2.5)],
];
const CUBIC: NamedCost = ["ε³", powerCost(1, 3)];
const QUARTIC: NamedCost = ["ε⁴", powerCost(1, 4)];

const ratioAt = (theta: number, eps: number, cost: PrivacyCost): number =>
  chernoffInformation({ theta, eps }) / lowerBound({ theta, eps, cost });

/** The least N·V_LB-total when N people meet a target, at unequal levels on a grid of shares of ln(1/τ). */
function unequalOptimum(
  theta: number,
  tau: number,
  cost: PrivacyCost,
): { readonly equal: number; readonly unequal: number } {
  const L = -Math.log(tau);
  const price = (D: number): number => {
    if (D <= 0) return 0;
    const eps = levelFor(theta, Math.exp(-D), 1);
    return eps === undefined ? Infinity : lowerBound({ theta, eps, cost });
  };
  let [equal, unequal] = [Infinity, Infinity];
  for (let N = 1; N <= 3; N++) equal = Math.min(equal, N * price(L / N));
  for (let i = 1; i < 120; i++) {
    unequal = Math.min(unequal, price((L * i) / 120) + price(L - (L * i) / 120));
    for (let j = 1; i + j < 120; j++) {
      unequal = Math.min(unequal, price((L * i) / 120) + price((L * j) / 120) + price(L - (L * (i + j)) / 120));
    }
  }
  return { equal, unequal };
}

export const accuracy: readonly Claim[] = [
  claim<number>({
    id: "wyz16/D-formula",
    where: "Section 5.1 and Appendix D",
    method: "numerical optimum",
    verdict: "holds",
    printed: { says: "D is the Chernoff information of the report's two laws, reached at λ = ½", value: 0.5 },
    twin: { says: "it is reached at λ = 0.52", value: 0.52 },
    check: (lambda) => {
      let [offAt, off] = [0, 0];
      for (const { theta, eps } of product({ theta: [0.55, 0.8, 0.97], eps: [0.5, 1, 3] })) {
        const strategy = symmetricResponse(eps);
        const { x, value } = minimise((l) => -exponentOf(theta, strategy, l), 0, 1);
        const D = chernoffInformation({ theta, eps });
        offAt = Math.max(offAt, Math.abs(x - lambda));
        off = Math.max(off, Math.abs(-value - D) / D, Math.abs(exponentOf(theta, strategy, lambda) - D) / D);
      }
      return {
        stands: offAt < 1e-3 && off < 1e-10,
        // A flat maximum's place is known to half its digits; those beyond differ from machine to machine.
        evidence:
          `9 pairs (θ, ε): best λ within ${offAt < 1e-6 ? "1e-6" : show(offAt, 2)} of it, ` +
          `D off by ${off < 1e-10 ? "rounding only" : show(off, 2)}`,
      };
    },
  }),
  claim<(D: number) => number>({
    id: "wyz16/D-even",
    where: "Section 5.1, used in Section 5.2.1",
    method: "numerical optimum",
    verdict: "holds",
    printed: { says: "D(−ε) = D(ε), and D = 0 for a non-informative strategy", value: (D) => D },
    twin: { says: "D(−ε) = −D(ε)", value: (D) => -D },
    check: (flip, stream) =>
      all(
        everywhere(
          randomOffers(200, stream),
          ({ theta, eps }) => {
            const D = informationOf(theta, symmetricResponse(eps));
            const back = informationOf(theta, symmetricResponse(-eps));
            return Math.max(
              Math.abs(back - flip(D)),
              Math.abs(back - chernoffInformation({ theta, eps: -eps })),
              Math.abs(D - chernoffInformation({ theta, eps })),
            );
          },
          1e-12,
          "the largest Chernoff exponent of the reports' two laws at ±ε, random θ and ε, off by",
        ),
        everywhere(
          randomOffers(200, stream).map(({ theta }) => ({ theta, strategy: silence(stream) })),
          ({ theta, strategy }) => informationOf(theta, strategy),
          1e-12,
          "of reports that say nothing, opting out at times:",
        ),
      ),
  }),
  claim<{ readonly costs: readonly NamedCost[]; readonly linear: number }>({
    id: "wyz16/eps-tilde",
    where: "Eq. (20) and the remark after Theorem 3",
    method: "numerical optimum",
    verdict: "holds as corrected",
    printed: {
      says: "ε̃ is finite and independent of τ for every convex cost (ε, (e^ε − 1)/2, ε², ε^2.5, ε³, ε⁴)",
      value: { costs: [...PROPER, CUBIC, QUARTIC], linear: 1.730777677147 },
    },
    corrected: {
      says: "It is for costs with g′(ε)/ε² → ∞ as ε → 0 (ε, (e^ε − 1)/2, ε², ε^2.5)",
      value: { costs: PROPER, linear: 1.730777677147 },
    },
    twin: { says: "and it is 1.78 for g(ε) = ε at θ = .8", value: { costs: PROPER, linear: 1.78 } },
    check: ({ costs, linear }) => {
      const found = costs.map(([name, cost]) => ({ name, eps: bestLevel({ theta: 0.8, cost })?.eps }));
      const missing = costs
        .filter(([, cost]) => [0.55, 0.8, 0.97].some((theta) => bestLevel({ theta, cost }) === undefined))
        .map(([name]) => name);
      const off = Math.abs(had(bestLevel(MARKET)).eps - linear);
      return {
        stands: missing.length === 0 && off < 1e-10,
        evidence:
          missing.length > 0
            ? `no ε̃ for g = ${missing.join(" and ")}: D/V_LB is largest as ε → 0`
            : `θ = .8: ${found.map(({ name, eps }) => `${show(eps as number, 13)} for ${name}`).join(", ")}`,
      };
    },
  }),
  claim<{ readonly costs: readonly NamedCost[]; readonly cubicLimit: number }>({
    id: "wyz16/lem4-limits",
    where: "Proof of Lemma 4",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "D(ε)/V_LB(ε) → 0 as ε → 0 and as ε → ∞, for every convex cost",
      value: { costs: [...PROPER, CUBIC, QUARTIC], cubicLimit: 0.6 ** 3 / 48 },
    },
    corrected: {
      says: "It does where g′(ε)/ε² → ∞; for g = ε³ it tends to (2θ − 1)³/48 as ε → 0, for ε⁴ to ∞",
      value: { costs: PROPER, cubicLimit: 0.6 ** 3 / 48 },
    },
    twin: { says: "for ε³ it tends to (2θ − 1)³/50", value: { costs: PROPER, cubicLimit: 0.6 ** 3 / 50 } },
    check: ({ costs, cubicLimit }) => {
      const worst = Math.max(
        ...costs.flatMap(([, cost]) =>
          [0.55, 0.8, 0.97].map((theta) => {
            const peak = Math.max(...[0.5, 1, 2].map((eps) => ratioAt(theta, eps, cost)));
            return Math.max(ratioAt(theta, 1e-10, cost), ratioAt(theta, 60, cost)) / peak;
          }),
        ),
      );
      const cubic = ratioAt(0.8, 1e-4, CUBIC[1]);
      const quartic = [1, 0.1, 0.01, 0.001].map((eps) => ratioAt(0.8, eps, QUARTIC[1]));
      return {
        stands: worst < 1e-3 && Math.abs(cubic - cubicLimit) < 1e-6,
        evidence: `θ = .55, .8, .97, at ε = 10⁻¹⁰ and 60, relative to the middle: ${show(worst, 3)} at most; ε³ at 10⁻⁴: ${show(cubic)}; ε⁴ at 1, .1, .01, .001: ${list(quartic, 3)}`,
      };
    },
  }),
  claim<(level: number) => number>({
    id: "wyz16/restrict-positive",
    where: "Section 5.2.1",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "Levels in (0, ∞) suffice: whoever says nothing adds no accuracy, and with each (−ε)-strategy's reports read flipped, ε buys the same accuracy at the same payments (Lemma 2)",
      value: Math.abs,
    },
    twin: { says: "levels of at least 1 suffice", value: (level) => Math.max(1, Math.abs(level)) },
    check: (replaced, stream) => {
      const cases = Array.from({ length: 40 }, (_, i) => {
        const { theta, p1, rule } = randomInstance(3, stream.split(i));
        const levels = [0, 1, 2].map(() => 6 * stream.uniform() - 3);
        return { theta, p1, rule, levels, mute: silence(stream) };
      });
      return all(
        everywhere(
          cases,
          ({ mute, levels, ...market }) => {
            const old = levels.map(symmetricResponse);
            const now = levels.map((level) => symmetricResponse(replaced(level)));
            const pe = errorOf(market, old);
            return Math.max(Math.abs(errorOf(market, now) - pe), Math.abs(errorOf(market, [...now, mute]) - pe));
          },
          1e-13,
          "three people at random signed levels, a fourth who says nothing: exact error off by",
        ),
        everywhere(
          cases,
          ({ theta, p1, rule, levels }) => {
            const old = levels.map(symmetricResponse);
            const now = levels.map((level) => symmetricResponse(replaced(level)));
            const flipped = levels.reduce(
              (mechanism, level, i) => (level < 0 ? flipReports(mechanism, i) : mechanism),
              rule,
            );
            return Math.max(
              ...levels.map((_, i) => {
                const [before, after] = [
                  bestResponseTo(coefficients(theta, p1, replicate(theta, rule, old, i)), MARKET.cost),
                  bestResponseTo(coefficients(theta, p1, replicate(theta, flipped, now, i)), MARKET.cost),
                ];
                return Math.abs(before.utility - after.utility) / Math.max(1, before.utility);
              }),
            );
          },
          1e-11,
          "under random mechanisms: everybody's best utility, relative, off by",
        ),
      );
    },
  }),
  claim<number>({
    id: "wyz16/lem4",
    where: "Lemma 4",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "Any feasible (N, ε₁, …, ε_N) of (P1) costs at least (Ñ − 1)V_LB(ε̃) (where ε̃ exists)",
      value: -1,
    },
    twin: { says: "it costs at least (Ñ + 1)V_LB(ε̃)", value: 1 },
    check: (extra, { uniform }) => {
      // What is paid beyond the bound, in payments V_LB(ε̃), at a total information of ln(1/τ).
      const room = (best: Peak, information: number, paid: number): number =>
        paid / best.price - (Math.ceil(information / best.information) + extra);
      const markets = [...product({ theta: [0.6, 0.8, 0.95], cost: COSTS })];
      return all(
        holdsFor(
          // Near the best level and anywhere; a vector is feasible for τ = e^{−ΣD}.
          markets.flatMap((market) => {
            const best = had(bestLevel(market));
            return Array.from({ length: 500 }, () => {
              const [N, width] = [1 + Math.floor(30 * uniform()), 4 * uniform()];
              return {
                ...market,
                best,
                levels: Array.from({ length: N }, () => best.eps * Math.exp(width * (uniform() - 0.5))),
              };
            });
          }),
          ({ best, levels, ...market }) => {
            const sum = (f: (of: typeof market & { readonly eps: number }) => number): number =>
              levels.reduce((total, eps) => total + f({ ...market, eps }), 0);
            return room(best, sum(chernoffInformation), sum(lowerBound)) >= 0;
          },
          "random vectors of up to 30 levels, θ = .6, .8, .95, three costs",
        ),
        holdsFor(
          CASES,
          ({ tau, ...market }) =>
            room(had(bestLevel(market)), -Math.log(tau), had(cheapestWithGenie(market, tau)).total) >= 0,
          "the exact optima of (P1) among equal levels, 7 targets",
        ),
      );
    },
  }),
  claim<number>({
    id: "wyz16/genie-near-opt",
    where: "After Lemma 4",
    method: "numerical optimum",
    verdict: "holds",
    printed: { says: "Ñ genie payments are within one V_LB(ε̃) of the optimum of (P1)", value: 1 },
    twin: { says: "they are within half of one", value: 0.5 },
    check: (people) => {
      const excess = ({ tau, ...market }: (typeof CASES)[number]): number => {
        const { N, eps } = boundsAt(market, tau);
        return N - had(cheapestWithGenie(market, tau)).total / lowerBound({ ...market, eps });
      };
      return all(
        nowhereAbove(CASES, excess, people, "payments above the optimum among equal levels:"),
        // (P1) is bounded below by ln(1/τ)V_LB/D, unequal levels included.
        nowhereAbove(
          CASES,
          ({ tau, ...market }) => {
            const { N, lowerContinuous, eps } = boundsAt(market, tau);
            return N - lowerContinuous / lowerBound({ ...market, eps });
          },
          people,
          "above what any levels cost:",
        ),
      );
    },
  }),
  claim<PrivacyCost>({
    id: "wyz16/p1-equal-levels",
    where: "Problem (P1); ours, the paper does not say it",
    method: "counterexample search",
    verdict: "not refuted",
    printed: { says: "At g(ε) = ε unequal levels never beat equal ones in (P1)", value: MARKET.cost },
    twin: {
      says: "nor do they at a marginal cost that rises from 1 to 1.5 around ε = 1",
      value: stepCost(1, 0.5, 1, 0.02),
    },
    check: (cost) => {
      const cases = [0.6, 0.75, 0.88, 0.9, 0.99].flatMap((tau) => [0.8, 0.95].map((theta) => ({ tau, theta })));
      return holdsFor(
        cases,
        ({ tau, theta }) => {
          const { equal, unequal } = unequalOptimum(theta, tau, cost);
          return unequal >= equal * (1 - 1e-12);
        },
        "up to 3 people on grids of 119 shares: none cheaper than the best equal levels",
      );
    },
  }),
  claim<number>({
    id: "wyz16/ntilde-fewest",
    where: "Eq. (20)",
    method: "exact",
    verdict: "holds",
    printed: { says: "At level ε̃, Ñ is the fewest people with e^{−ND(ε̃)} ≤ τ", value: 0 },
    twin: { says: "Ñ + 1 is", value: 1 },
    check: (extra) =>
      holdsFor(
        CASES,
        (of) => {
          const N = (populationNeeded(of)?.N ?? NaN) + extra;
          const D = bestLevel(of)?.information ?? NaN;
          return Math.exp(-N * D) <= of.tau && (N === 1 || Math.exp(-(N - 1) * D) > of.tau);
        },
        `θ = .6, .8, .95, three costs, τ = ${TARGETS.join(", ")}: N meets τ, N − 1 does not`,
      ),
  }),
  claim<number>({
    id: "wyz16/lem5-accuracy",
    where: "Lemma 5",
    method: "exact",
    verdict: "holds",
    printed: { says: "R^(Ñ,ε̃) meets the accuracy target, for Ñ ≥ 2", value: 0 },
    twin: { says: "R^(Ñ−1,ε̃) meets it", value: -1 },
    check: (extra) =>
      holdsFor(
        CASES,
        ({ tau, ...market }) => {
          const bounds = totalBounds(market, tau);
          if (!bounds) return false;
          const D = chernoffInformation({ ...market, eps: bounds.eps });
          return bounds.upper !== undefined && Math.exp(-(bounds.N + extra) * D) <= tau;
        },
        "θ = .6, .8, .95, three costs, 7 targets: e^{−ND(ε̃)} ≤ τ",
      ),
  }),
  claim<number>({
    id: "wyz16/lem5-total",
    where: "Lemma 5",
    method: "exact",
    verdict: "holds",
    printed: { says: "Its total payment is at most ÑV_LB(ε̃) + O(τ ln(1/τ))", value: 1 },
    twin: { says: "it is at most ÑV_LB(ε̃) + O(τ^1.1 ln(1/τ))", value: 1.1 },
    check: (power) => {
      // The larger of two neighbouring populations, since odd ones pay more than even ones.
      const ratio = (market: Market, tau: number): number => {
        const { information } = had(bestLevel(market));
        const at = (target: number): number =>
          Math.exp(Math.log(boundsAt(market, target).excess ?? NaN) - power * Math.log(target)) / -Math.log(target);
        return Math.max(at(tau), at(tau * Math.exp(-information)));
      };
      const taus = [1e-2, 1e-10, 1e-30, 1e-100, 1e-250];
      return all(
        holdsFor(
          MARKETS,
          (market) => taus.every((tau, i) => i === 0 || ratio(market, tau) < ratio(market, taus[i - 1])),
          "excess/(τ ln(1/τ)) falls from τ = 10⁻² over 10⁻¹⁰, 10⁻³⁰, 10⁻¹⁰⁰ to 10⁻²⁵⁰, 18 markets",
        ),
        {
          stands: true,
          evidence: `at θ = .8, P₁ = .7, g = ε: ${list(
            taus.map((tau) => ratio(MARKET, tau)),
            4,
          )}`,
        },
      );
    },
  }),
  claim<number>({
    id: "wyz16/thm3",
    where: "Theorem 3",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "(Ñ − 1)V_LB(ε̃) ≤ F(τ) ≤ ÑV_LB(ε̃) + O(τ ln(1/τ)) (where ε̃ exists): no design found pays less than the lower bound, and the designed mechanism, no more than the upper one, meets τ",
      value: -1,
    },
    twin: { says: "(Ñ + ½)V_LB(ε̃) is a lower bound", value: 0.5 },
    check: (extra) => {
      const cases = CASES.filter(({ tau }) => tau === 0.001 || tau === 0.05 || tau >= 0.2);
      return all(
        holdsFor(
          cases,
          ({ tau, ...market }) => {
            const { N, eps, upper = NaN, excess = NaN } = boundsAt(market, tau);
            const price = lowerBound({ ...market, eps });
            const designed = { ...market, eps, N };
            const row = [
              (N + extra) * price,
              had(cheapestDesign(market, tau)).total,
              had(cheapestMajorityDesign(market, tau)).total,
              N * upperBound(designed),
            ];
            return (
              row.every((x, i) => i === 0 || x >= row[i - 1] * (1 - 1e-12)) &&
              Math.abs(upper - (N * price + excess)) <= 1e-12 * upper &&
              Math.exp(-N * chernoffInformation(designed)) <= tau
            );
          },
          "lower ≤ cheapest ≤ cheapest majority ≤ designed = ÑV_LB + excess, which meets τ (the excess: Lemma 5), 18 markets",
        ),
        {
          stands: true,
          evidence: `θ = .8, P₁ = .7, g = ε, τ = .01: ${list([boundsAt(MARKET, 0.01).lower, had(cheapestDesign(MARKET, 0.01)).total, had(cheapestMajorityDesign(MARKET, 0.01)).total, boundsAt(MARKET, 0.01).upper ?? NaN], 7)}`,
        },
      );
    },
  }),
  claim<{ readonly payments: number; readonly diminishing: boolean }>({
    id: "wyz16/one-payment",
    where: "Abstract, Sections 1, 5.2 and 6",
    method: "numerical optimum",
    verdict: "holds as corrected",
    printed: {
      says: "The designed mechanism's total is at most one individual's payment above the minimum",
      value: { payments: 1, diminishing: false },
    },
    corrected: {
      says: "It is but for the diminishing term Ñ(V_UB − V_LB) = O(τ ln(1/τ)), as Section 5.2 says (Theorem 3)",
      value: { payments: 1, diminishing: true },
    },
    twin: { says: "but for that term it is at most half a payment above", value: { payments: 0.5, diminishing: true } },
    check: ({ payments, diminishing }) => {
      const above = ({ tau, ...market }: (typeof CASES)[number]): number => {
        const { N, eps, upper = NaN, excess = NaN } = boundsAt(market, tau);
        const payment = upperBound({ ...market, eps, N });
        return (upper - (diminishing ? excess : 0) - had(cheapestDesign(market, tau)).total) / payment;
      };
      return all(nowhereAbove(CASES, above, payments, "payments above another mechanism:"), {
        stands: true,
        evidence: `θ = .8, P₁ = .7, g = ε, τ = ${TARGETS.join(", ")}: ${list(
          TARGETS.map((tau) => above({ ...MARKET, tau })),
          3,
        )}`,
      });
    },
  }),
  claim<number>({
    id: "wyz16/eq21",
    where: "Eq. (21)",
    method: "property test",
    verdict: "holds",
    printed: { says: "p_e ≤ e^{−ΣD(ε_i)}", value: 1 },
    twin: { says: "p_e ≤ ¼e^{−ΣD(ε_i)}", value: 0.25 },
    check: (factor, { uniform }) => {
      let [worst, sharp] = [0, 0];
      for (let i = 0; i < 3000; i++) {
        const [theta, p1] = [0.55 + 0.4 * uniform(), 0.1 + 0.8 * uniform()];
        const levels = Array.from({ length: 1 + Math.floor(8 * uniform()) }, () => 8 * uniform() - 4);
        const bound = Math.exp(-levels.reduce((sum, eps) => sum + chernoffInformation({ theta, eps }), 0));
        const pe = errorProbabilityOf({ theta, p1, levels });
        worst = Math.max(worst, pe / bound);
        sharp = Math.max(sharp, pe / (bound * Math.sqrt(p1 * (1 - p1))));
      }
      return {
        stands: worst <= factor,
        evidence: `3000 vectors of up to 8 signed levels: p_e/e^{−ΣD} ≤ ${show(worst, 4)}; divided by √(P₁P₀): ≤ ${show(sharp, 4)}`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/eq21-tight",
    where: "After eq. (21)",
    method: "exact",
    verdict: "holds",
    printed: { says: "(21) is tight in the exponent for equal levels: −ln(p_e)/N → D", value: 1 },
    twin: { says: "−ln(p_e)/N → 1.03·D", value: 1.03 },
    check: (factor) => {
      // ln N/(2N) and a constant over N are all that may be left.
      const left = ({ N, ...offer }: Offer & { readonly N: number }): number => {
        const D = chernoffInformation(offer);
        const rate = -logErrorProbability({ ...offer, N }) / N;
        return ((rate - factor * D) * N - Math.log(N) / 2) / (N * D);
      };
      return all(
        everywhere(
          [
            ...product({
              theta: [0.6, 0.8, 0.97],
              p1: [0.3, 0.5, 0.7],
              eps: [0.5, 1, 3],
              cost: [MARKET.cost],
              N: [1_000_000, 1_000_001],
            }),
          ],
          left,
          3e-3,
          "−ln(p_e)/N from D + ln N/(2N), relative to D, off by",
        ),
        {
          stands: true,
          evidence: `θ = .8, P₁ = .7, ε = 1, N = 100, 1000, 4000, 10⁶: ${list([100, 1000, 4000, 1_000_000].map((N) => -logErrorProbability({ ...DEFAULT, N }) / N))}; D = ${show(chernoffInformation(DEFAULT))}`,
        },
      );
    },
  }),
  claim<number>({
    id: "wyz16/pe-choice",
    where: "Section 5.3",
    method: "exact",
    verdict: "holds",
    printed: { says: "Choosing τ = p_max guarantees p_e ≤ p_max", value: 1 },
    twin: { says: "it guarantees p_e ≤ 0.15·p_max", value: 0.15 },
    check: (share) =>
      holdsFor(
        CASES,
        ({ tau, ...market }) => {
          const bounds = totalBounds(market, tau);
          return bounds !== undefined && errorProbability({ ...market, ...bounds }) <= share * tau;
        },
        "the exact error of the designs, θ = .6, .8, .95, three costs, 7 targets",
      ),
  }),
  claim<(alpha: number) => number>({
    id: "wyz16/D-kl",
    where: "Appendix D",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "D(ε) = D_KL(P_U‖P₁) = D_KL(P_U‖P₀), with P_U uniform on {0, 1}",
      value: (alpha) => 0.5 * Math.log(0.5 / alpha) + 0.5 * Math.log(0.5 / (1 - alpha)),
    },
    twin: {
      says: "D(ε) = D_KL(P₁‖P_U)",
      value: (alpha) => alpha * Math.log(2 * alpha) + (1 - alpha) * Math.log(2 * (1 - alpha)),
    },
    check: (divergence) =>
      everywhere(
        [0.55, 0.8, 0.97].flatMap((theta) => [0.1, 1, 3, 8].map((eps) => ({ theta, eps }))),
        ({ theta, eps }) => {
          const { alpha, miss } = quality(theta, eps);
          const D = chernoffInformation({ theta, eps });
          return Math.max(Math.abs(divergence(alpha) / D - 1), Math.abs(divergence(miss) / D - 1));
        },
        1e-10,
        "both divergences, relative, off by",
      ),
  }),
];
