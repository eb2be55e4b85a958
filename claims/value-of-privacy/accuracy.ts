/** Claims on payment against accuracy (Section 5, Theorem 3). */
import { claim, type Claim } from "../claim";
import { all, atMost, everywhere, holdsFor } from "../evidence";
import { show } from "../../lib/format";
import { minimise } from "../../lib/numerics/minimise";
import { bestLevel, populationNeeded, totalBounds } from "../../lib/value-of-privacy/accuracy";
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
import { chernoffInformation, quality } from "../../lib/value-of-privacy/market";
import { lowerBound, upperBound } from "../../lib/value-of-privacy/price";
import { DEFAULT } from "./cases";

const MARKET = { theta: 0.8, p1: 0.7, cost: linearCost(1) } as const;
const TARGETS = [0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4] as const;
const BEST = bestLevel(MARKET) as NonNullable<ReturnType<typeof bestLevel>>;

/** Markets of weak and strong signals, with three costs, at every target. */
const CASES = [0.6, 0.8, 0.95].flatMap((theta) =>
  [linearCost(1), powerCost(2, 2), exponentialCost(0.5, 1)].flatMap((cost) =>
    [0.3, 0.7].flatMap((p1) => TARGETS.map((tau) => ({ theta, p1, cost, tau }))),
  ),
);

const list = (values: readonly number[], digits = 6): string => values.map((x) => show(x, digits)).join(", ");

const boundsAt = (tau: number) => totalBounds(MARKET, tau) as NonNullable<ReturnType<typeof totalBounds>>;
const genieAt = (tau: number) => cheapestWithGenie(MARKET, tau) as NonNullable<ReturnType<typeof cheapestWithGenie>>;
const cheapestAt = (tau: number) => cheapestDesign(MARKET, tau) as NonNullable<ReturnType<typeof cheapestDesign>>;
const majorityAt = (tau: number) =>
  cheapestMajorityDesign(MARKET, tau) as NonNullable<ReturnType<typeof cheapestMajorityDesign>>;

/** −ln Σ p^λ q^{1−λ} for the laws of a report in the two states. */
function chernoffExponent(theta: number, eps: number, lambda: number): number {
  const { alpha, miss } = quality(theta, eps);
  return -Math.log(alpha ** lambda * miss ** (1 - lambda) + miss ** lambda * alpha ** (1 - lambda));
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
      for (const theta of [0.55, 0.8, 0.97]) {
        for (const eps of [0.5, 1, 3]) {
          const { x, value } = minimise((l) => -chernoffExponent(theta, eps, l), 0, 1);
          const D = chernoffInformation({ theta, eps });
          offAt = Math.max(offAt, Math.abs(x - lambda));
          off = Math.max(off, Math.abs(-value - D) / D, Math.abs(chernoffExponent(theta, eps, lambda) - D) / D);
        }
      }
      return {
        stands: offAt < 1e-3 && off < 1e-10,
        evidence: `9 pairs (θ, ε): best λ within ${show(offAt, 2)} of it, D by ${show(off, 2)} (relative)`,
      };
    },
  }),
  claim<(D: number) => number>({
    id: "wyz16/D-even",
    where: "Section 5.1",
    method: "exact",
    verdict: "holds",
    printed: { says: "D(−ε) = D(ε), and D = 0 for a non-informative strategy", value: (D) => D },
    twin: { says: "D(−ε) = −D(ε)", value: (D) => -D },
    check: (flip) => {
      const levels = [0.1, 1, 3, 20, Infinity];
      const worst = Math.max(
        ...levels.map((eps) =>
          Math.abs(chernoffInformation({ theta: 0.8, eps: -eps }) - flip(chernoffInformation({ theta: 0.8, eps }))),
        ),
      );
      const zero = chernoffInformation({ theta: 0.8, eps: 0 });
      return {
        stands: worst < 1e-16 && zero === 0,
        evidence: `ε = .1 … ∞: off by ${show(worst, 2)}; D(0) = ${zero}; D(∞) = ${show(chernoffInformation({ theta: 0.8, eps: Infinity }))}`,
      };
    },
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
      const missing = found.filter(({ eps }) => eps === undefined).map(({ name }) => name);
      const off = Math.abs(BEST.eps - linear);
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
        ...costs.map(([, cost]) => {
          const peak = Math.max(...[0.5, 1, 2].map((eps) => ratioAt(0.8, eps, cost)));
          return Math.max(ratioAt(0.8, 1e-10, cost), ratioAt(0.8, 60, cost)) / peak;
        }),
      );
      const cubic = ratioAt(0.8, 1e-4, CUBIC[1]);
      const quartic = [1, 0.1, 0.01, 0.001].map((eps) => ratioAt(0.8, eps, QUARTIC[1]));
      return {
        stands: worst < 1e-3 && Math.abs(cubic - cubicLimit) < 1e-6,
        evidence: `at ε = 10⁻¹⁰ and 60, relative to the middle: ${show(worst, 3)} at most; ε³ at 10⁻⁴: ${show(cubic)}; ε⁴ at 1, .1, .01, .001: ${list(quartic, 3)}`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/restrict-positive",
    where: "Section 5.2.1",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "Levels in (0, ∞) suffice: −ε gives the same accuracy as ε (and, by Lemma 2, costs the same)",
      value: 1,
    },
    twin: { says: "−ε gives 97 % of the information", value: 0.97 },
    check: (factor) => {
      const levels = [0.3, 1, 2.2];
      const off = Math.max(
        ...levels.map((eps) =>
          Math.abs(chernoffInformation({ theta: 0.8, eps: -eps }) / chernoffInformation({ theta: 0.8, eps }) - factor),
        ),
      );
      const mixed = errorProbabilityOf({ theta: 0.8, p1: 0.7, levels: [0.3, -1, 2.2] });
      const plain = errorProbabilityOf({ theta: 0.8, p1: 0.7, levels });
      return {
        stands: off < 1e-14 && mixed === plain,
        evidence: `D(−ε)/D(ε) off by ${show(off, 2)}; exact error at levels (.3, −1, 2.2) and (.3, 1, 2.2): ${show(mixed)} and ${show(plain)}`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/lem4",
    where: "Lemma 4",
    method: "property test",
    verdict: "holds",
    printed: { says: "Any feasible (N, ε₁, …, ε_N) of (P1) costs at least (Ñ − 1)V_LB(ε̃)", value: -1 },
    twin: { says: "it costs at least (Ñ + 1)V_LB(ε̃)", value: 1 },
    check: (extra, { uniform }) => {
      const levels = Float64Array.from({ length: 3501 }, (_, i) => 0.2 + i / 1000);
      const informations = levels.map((eps) => chernoffInformation({ theta: 0.8, eps }));
      const prices = levels.map((eps) => lowerBound({ theta: 0.8, eps, cost: MARKET.cost }));
      let [least, leastStrong] = [Infinity, Infinity];
      for (let i = 0; i < 100_000; i++) {
        let [information, cost] = [0, 0];
        const N = 1 + Math.floor(30 * uniform());
        for (let j = 0; j < N; j++) {
          const at = Math.floor(3501 * uniform());
          information += informations[at];
          cost += prices[at];
        }
        // The vector is feasible for τ = e^{−information}.
        least = Math.min(least, cost - (Math.ceil(information / BEST.information) + extra) * BEST.price);
        leastStrong = Math.min(leastStrong, cost - (information / BEST.information) * BEST.price);
      }
      const optimal = Math.min(...TARGETS.map((tau) => genieAt(tau).total - (boundsAt(tau).N + extra) * BEST.price));
      return {
        stands: Math.min(least, optimal) >= 0,
        evidence: `100000 feasible vectors: above the bound by ${show(least, 4)} at least (${show(leastStrong, 4)} above ln(1/τ)V_LB/D); exact optima of (P1), 7 targets: by ${show(optimal, 4)}`,
      };
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
      const excess = TARGETS.map((tau) => (boundsAt(tau).N * BEST.price - genieAt(tau).total) / BEST.price);
      return {
        stands: excess.every((x) => x >= 0 && x <= people),
        evidence: `τ = ${TARGETS.join(", ")}: excess ${list(excess, 3)} payments`,
      };
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
      const taus = [1e-1, 1e-2, 1e-10, 1e-30, 1e-100, 1e-250];
      const excess = taus.map((tau) => boundsAt(tau).excess as number);
      const ratios = taus.map((tau, i) => Math.exp(Math.log(excess[i]) - power * Math.log(tau)) / -Math.log(tau));
      return {
        stands: ratios.every((x, i) => i === 0 || x < ratios[i - 1]),
        evidence: `excess/(τ${power === 1 ? "" : `^${power}`} ln(1/τ)) at τ = 10⁻¹, 10⁻², 10⁻¹⁰, 10⁻³⁰, 10⁻¹⁰⁰, 10⁻²⁵⁰: ${list(ratios, 4)}`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/thm3",
    where: "Theorem 3",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "(Ñ − 1)V_LB(ε̃) ≤ F(τ) ≤ ÑV_LB(ε̃) + O(τ ln(1/τ)): the cheapest designs found lie between",
      value: -1,
    },
    twin: { says: "(Ñ + ½)V_LB(ε̃) is a lower bound", value: 0.5 },
    check: (extra) => {
      const rows = TARGETS.map((tau) => {
        const { N, upper } = boundsAt(tau);
        return [(N + extra) * BEST.price, cheapestAt(tau).total, majorityAt(tau).total, upper as number];
      });
      const ordered = rows.every((row) => row.every((x, i) => i === 0 || x >= row[i - 1]));
      return {
        stands: ordered,
        evidence: `lower ≤ cheapest ≤ cheapest majority ≤ upper at 7 targets; τ = .01: ${list(rows[1], 7)}`,
      };
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
      const above = TARGETS.map((tau) => {
        const { N, eps, upper, excess } = boundsAt(tau);
        const payment = upperBound({ ...MARKET, eps, N });
        return ((upper as number) - (diminishing ? (excess as number) : 0) - cheapestAt(tau).total) / payment;
      });
      return all(atMost("most payments above another mechanism", Math.max(...above), payments), {
        stands: true,
        evidence: `at τ = ${TARGETS.join(", ")}: ${list(above, 3)}`,
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
      const D = chernoffInformation(DEFAULT);
      const rates = [100, 1000, 4000, 1_000_000].map((N) => -logErrorProbability({ ...DEFAULT, N }) / N);
      return {
        stands: Math.abs(rates[3] - factor * D) < 5e-4 * D,
        evidence: `N = 100, 1000, 4000, 10⁶: ${list(rates)}; D = ${show(D)}`,
      };
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
