/** Claims on the mechanism R^(N,ε) and the upper bound (Section 4.2 and 4.3, Theorem 2). */
import { claim, type Claim } from "../claim";
import { all, everywhere, holdsFor } from "../evidence";
import { show } from "../../lib/format";
import { truthProbability } from "../../lib/privacy/randomised-response";
import { estimateMean, type Estimate } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import {
  bestResponseTo,
  coefficients,
  interimPayments,
  interimPaymentsOf,
  utilityOf,
  type InterimPayments,
} from "../../lib/value-of-privacy/best-response";
import { exponentialCost, linearCost, powerCost, type PrivacyCost } from "../../lib/value-of-privacy/cost";
import { majority, majorityLaw, noTie, type MajorityLaw } from "../../lib/value-of-privacy/majority";
import { chernoffInformation, chernoffOf, quality, scale, type Design } from "../../lib/value-of-privacy/market";
import { factorsOf, payments } from "../../lib/value-of-privacy/mechanism";
import {
  explicitBound,
  gap,
  logGap,
  lowerBound,
  nonInformativeUtility,
  totalPayment,
  upperBound as upperBoundOf,
} from "../../lib/value-of-privacy/price";
import { symmetricResponse, type Report } from "../../lib/value-of-privacy/strategy";
import { bestOnGrid, costsOn } from "../../lib/value-of-privacy/strategy-grid";
import { DEFAULT, GRID, largestDifference, sweep } from "./cases";

/** P(M = 1 | W = 1) and P(M = 1 | W = 0) by walking through all report vectors of the m = N − 1 peers. */
function majorityByEnumeration(N: number, alpha: number, tieCounts: 0 | 1 = 0): readonly [number, number] {
  const m = N - 1;
  let [one, zero] = [0, 0];
  for (let bits = 0; bits < 2 ** m; bits++) {
    let ones = 0;
    for (let j = 0; j < m; j++) ones += (bits >> j) & 1;
    const says = ones > m / 2 || (ones === m / 2 && tieCounts === 1);
    if (!says) continue;
    one += alpha ** ones * (1 - alpha) ** (m - ones);
    zero += (1 - alpha) ** ones * alpha ** (m - ones);
  }
  return [one, zero];
}

/** The expected payment to person 0 by walking through the state and all report vectors at the ε-profile. */
function paymentByEnumeration(design: Design): number {
  const { theta, p1, eps, N } = design;
  const { alpha, miss } = quality(theta, eps);
  let sum = 0;
  for (let bits = 0; bits < 2 ** N; bits++) {
    const reports = Array.from({ length: N }, (_, j): Report => (((bits >> j) & 1) === 1 ? 1 : 0));
    const ones = reports.filter((x) => x === 1).length;
    const weight = p1 * alpha ** ones * miss ** (N - ones) + (1 - p1) * miss ** ones * alpha ** (N - ones);
    sum += weight * payments(design, reports)[0];
  }
  return sum;
}

/** Rules for what is not a plain majority. */
interface Rules {
  readonly tie: 0 | 1;
  readonly lone: number;
  readonly optOut: number;
}

/** R^(N,ε) written out report by report from the paper's list of rules. */
function paymentsByRules(
  design: Omit<Design, "N">,
  reports: readonly Report[],
  { tie, lone, optOut }: Rules,
): number[] {
  const { theta, p1, eps, cost } = design;
  const n = reports.filter((x) => x !== null).length;
  return reports.map((x, i) => {
    if (x === null) return optOut;
    if (n === 1) return lone;
    const peers = reports.filter((y, j): y is 0 | 1 => j !== i && y !== null);
    const ones = peers.filter((y) => y === 1).length;
    const says = 2 * ones === peers.length ? tie : 2 * ones > peers.length ? 1 : 0;
    const [b, c] = majorityByEnumeration(n, quality(theta, eps).alpha);
    const { A11, A00 } = factorsOf({ u: 1 - b, c, bMinusC: b - c }, theta, p1);
    return x !== says ? 0 : scale(eps, cost) * (x === 1 ? A11 : A00);
  });
}

function* reportVectors(n: number): Generator<Report[]> {
  for (let code = 0; code < 3 ** n; code++) {
    yield Array.from({ length: n }, (_, j): Report => ([0, 1, null] as const)[Math.floor(code / 3 ** j) % 3]);
  }
}

const payoffsOf = (design: Design) => coefficients(design.theta, design.p1, interimPayments(design));

/** f(ξ): utility of the ξ-strategy when the others play ε in R^(N,ε). */
const utilityAt = (design: Design, xi: number): number =>
  utilityOf(payoffsOf(design), design.cost, symmetricResponse(xi));

const scaled = (factor: number, { r11, r10, r01, r00 }: InterimPayments): InterimPayments => ({
  r11: factor * r11,
  r10: factor * r10,
  r01: factor * r01,
  r00: factor * r00,
});

/** The mean difference in utility between playing ε and playing another strategy, on common random numbers. */
function simulatedRegret(design: Design, factor: number, deviation: number, plays: number, stream: Stream): Estimate {
  const { theta, p1, eps, cost, N } = design;
  const { alpha } = quality(theta, eps);
  const [truth, other] = [truthProbability(eps), truthProbability(deviation)];
  const { A11, A00 } = factorsOf(majority(quality(theta, eps), N), theta, p1);
  const G = factor * scale(eps, cost);
  return estimateMean(
    plays,
    ({ uniform }) => {
      const w = uniform() < p1 ? 1 : 0;
      let ones = 0;
      for (let j = 1; j < N; j++) if (uniform() < alpha === (w === 1)) ones++;
      const says = ones >= Math.floor((N - 1) / 2) + 1 ? 1 : 0;
      const s = uniform() < theta ? w : 1 - w;
      const u = uniform();
      const pay = (x: number): number => (x !== says ? 0 : G * (x === 1 ? A11 : A00));
      return (
        pay(u < truth ? s : 1 - s) - cost.cost(eps) - (pay(u < other ? s : 1 - s) - cost.cost(Math.abs(deviation)))
      );
    },
    stream,
  );
}

/** h of Theorem 2 for a majority law, at θ = .8. */
type H = (law: Pick<MajorityLaw, "u" | "c" | "bMinusC">, p1: number) => number;

const K = 2 * DEFAULT.theta - 1;

const printedH: H = ({ u, c, bMinusC }, p1) => {
  const mu = p1 * (1 - u) + (1 - p1) * c;
  return 1 + (mu * (1 - mu)) / (bMinusC * K * p1 * (1 - p1));
};

const listed = (values: readonly number[]): string => values.map((x) => show(x)).join(", ");

/** The payments to those who opt out, as a share of what reporting 1 would bring. */
function bestPartial(design: Design, share: number): number {
  const { K1, K0, L1, L0 } = payoffsOf(design);
  const costs = costsOn(GRID, design.cost);
  let best = -Infinity;
  for (let i = 0; i < costs.length; i++) {
    const [p1, p0, q1, q0] = [GRID.p1[i], GRID.p0[i], GRID.q1[i], GRID.q0[i]];
    const out = 2 - p1 - q1 - p0 - q0;
    if (out < 1e-9) continue;
    best = Math.max(
      best,
      K1 * p1 + K0 * p0 + L1 * q1 + L0 * q0 + share * (K1 * (1 - p1 - q1) + K0 * (1 - p0 - q0)) - costs[i],
    );
  }
  return best;
}

/** Qualities and levels of reports, from hardly informative to nearly certain. */
const SIGNALS = [0.6, 0.8, 0.97].flatMap((theta) => [0.5, 1, 3].map((eps) => ({ theta, eps })));

const MIXED: readonly PrivacyCost[] = [linearCost(1), linearCost(2), powerCost(1, 2), exponentialCost(0.5, 1)];

export const upperBound: readonly Claim[] = [
  claim<(theta: number, eps: number) => number>({
    id: "wyz16/d-positive",
    where: "Theorem 2, definition of d",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "d = ½ ln[(e^ε + 1)²/(4(θe^ε + 1 − θ)((1 − θ)e^ε + θ))] is positive for ε > 0, and is the Chernoff information D(ε)",
      value: (theta, eps) => {
        const e = Math.exp(eps);
        return 0.5 * Math.log((e + 1) ** 2 / (4 * (theta * e + 1 - theta) * ((1 - theta) * e + theta)));
      },
    },
    twin: {
      says: "the same without the factor 4",
      value: (theta, eps) => {
        const e = Math.exp(eps);
        return 0.5 * Math.log((e + 1) ** 2 / ((theta * e + 1 - theta) * ((1 - theta) * e + theta)));
      },
    },
    check: (d) => {
      const rows = sweep(2).map(({ theta, eps }) => ({ said: d(theta, eps), D: chernoffInformation({ theta, eps }) }));
      const worst = Math.max(...rows.map(({ said, D }) => Math.abs(said - D) / D));
      return {
        stands: worst < 1e-10 && rows.every(({ said }) => said > 0),
        evidence: `108 markets: d = D within ${show(worst, 2)} (relative), least d ${show(Math.min(...rows.map((r) => r.said)), 3)}`,
      };
    },
  }),
  claim<0 | 1>({
    id: "wyz16/beta-gamma",
    where: "Section 4.2.2, eq. (16)",
    method: "exhaustive",
    verdict: "holds",
    printed: { says: "β = P(M = 1 | W = 1) and γ − β = P(M = 1 | W = 0), a tie counting as 0", value: 0 },
    twin: { says: "the same with a tie counting as 1", value: 1 },
    check: (tie) => {
      let worst = 0;
      for (let N = 2; N <= 12; N++) {
        for (const { theta, eps } of sweep(2)) {
          const { u, c } = majorityLaw({ theta, eps, N });
          const [b, z] = majorityByEnumeration(N, quality(theta, eps).alpha, tie);
          worst = Math.max(worst, Math.abs(1 - u - b), Math.abs(c - z));
        }
      }
      return {
        stands: worst < 1e-13,
        evidence: `all report vectors of up to 11 peers, 9 qualities: off by ${show(worst, 2)}`,
      };
    },
  }),
  claim<1 | -1>({
    id: "wyz16/A-nonneg",
    where: "Section 4.2.2",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "A₁₁ = [P₁(1 − β) + P₀(1 − (γ − β))]/[(2β − γ)(2θ − 1)P₁P₀] and A₀₀ = [P₁β + P₀(γ − β)]/[…] are nonnegative",
      value: 1,
    },
    twin: { says: "the same with the second terms subtracted", value: -1 },
    check: (sign) => {
      const designs = [
        ...sweep(),
        ...[0.501, 0.99].flatMap((theta) => [0.01, 0.99].map((p1) => ({ ...DEFAULT, theta, p1, N: 7 }))),
      ];
      let least = Infinity;
      let off = 0;
      for (const { theta, p1, eps, N } of designs) {
        const law = majorityLaw({ theta, eps, N });
        const { u, c, bMinusC } = law;
        const unit = bMinusC * (2 * theta - 1) * p1 * (1 - p1);
        const said = [(p1 * u + sign * (1 - p1) * (1 - c)) / unit, (p1 * (1 - u) + sign * (1 - p1) * c) / unit];
        const { A11, A00 } = factorsOf(law, theta, p1);
        least = Math.min(least, ...said);
        off = Math.max(off, largestDifference(said, [A11, A00]));
      }
      return {
        stands: least > 0 && off < 1e-12,
        evidence: `${designs.length} designs: least factor ${show(least, 4)}`,
      };
    },
  }),
  claim<Rules>({
    id: "wyz16/mech-rules",
    where: "Section 4.2.1, rules 1 to 4",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "Opting out pays 0, a lone participant gets 0, the number who take part sets the factors, a tie counts as 0",
      value: { tie: 0, lone: 0, optOut: 0 },
    },
    twin: { says: "a tie counts as 1", value: { tie: 1, lone: 0, optOut: 0 } },
    check: (rules) => {
      let [vectors, worst] = [0, 0];
      for (let n = 1; n <= 4; n++) {
        for (const reports of reportVectors(n)) {
          vectors++;
          worst = Math.max(
            worst,
            largestDifference(payments(DEFAULT, reports), paymentsByRules(DEFAULT, reports, rules)),
          );
        }
      }
      return {
        stands: worst < 1e-12,
        evidence: `all ${vectors} report vectors of 1 to 4 people: payments off by ${show(worst, 2)}`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/KL-positive",
    where: "Proof of Theorem 2",
    method: "exhaustive",
    verdict: "holds",
    printed: { says: "K₁, K₀, L₁ and L₀ are positive", value: 0 },
    twin: { says: "they exceed 0.16", value: 0.16 },
    check: (bound) => {
      const designs = sweep();
      const least = Math.min(...designs.map((design) => Math.min(...Object.values(payoffsOf(design)))));
      return { stands: least > bound, evidence: `${designs.length} designs: least payoff ${show(least, 4)}` };
    },
  }),
  claim<readonly [number, number]>({
    id: "wyz16/Kbar-G",
    where: "Proof of Theorem 2",
    method: "exact",
    verdict: "holds",
    printed: { says: "K̄₁ = K₁ − L₁ = G and K̄₀ = K₀ − L₀ = −G", value: [1, -1] },
    twin: { says: "K̄₁ = 1.03·G", value: [1.03, -1] },
    check: ([one, zero]) => {
      const worst = Math.max(
        ...sweep().map((design) => {
          const { K1, K0, L1, L0 } = payoffsOf(design);
          const G = scale(design.eps, design.cost);
          return Math.max(Math.abs(K1 - L1 - one * G), Math.abs(K0 - L0 - zero * G)) / Math.max(K1, K0, L1, L0);
        }),
      );
      return { stands: worst < 1e-12, evidence: `1188 designs: off by ${show(worst, 2)} of the largest payoff` };
    },
  }),
  claim<1 | -1>({
    id: "wyz16/f-concave",
    where: "Proof of Theorem 2",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "f(ξ), the utility of the ξ-strategy, is concave on ξ ≥ 0 and larger at |ξ| than at −|ξ|",
      value: -1,
    },
    twin: { says: "it is convex there", value: 1 },
    check: (sign) => {
      let [bend, flip] = [Infinity, Infinity];
      for (const design of sweep(3)) {
        const scaleOf = Math.max(1, Math.abs(utilityAt(design, design.eps)));
        for (let xi = 0.25; xi <= 5; xi += 0.25) {
          const second = utilityAt(design, xi + 0.25) - 2 * utilityAt(design, xi) + utilityAt(design, xi - 0.25);
          bend = Math.min(bend, (sign * second) / scaleOf);
          flip = Math.min(flip, (utilityAt(design, xi) - utilityAt(design, -xi)) / scaleOf);
        }
      }
      return {
        stands: bend >= -1e-12 && flip > 0,
        evidence: `216 designs, 20 levels each: least ${sign < 0 ? "−" : "+"}second difference ${show(bend, 2)}, least f(ξ) − f(−ξ) ${show(flip, 2)} (relative)`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/f-eps",
    where: "Proof of Theorem 2",
    method: "exact",
    verdict: "holds",
    printed: { says: "f(ε) = g′(ε) sinh ε − g(ε) + K, more than K, what any non-informative report earns", value: 1 },
    twin: { says: "f(ε) = 0.97·g′(ε) sinh ε − g(ε) + K", value: 0.97 },
    check: (factor) => {
      let [off, least] = [0, Infinity];
      for (const design of sweep()) {
        const { eps, cost } = design;
        const silent = nonInformativeUtility(design);
        const { K1, K0, L1, L0 } = payoffsOf(design);
        const f = utilityAt(design, eps);
        off = Math.max(
          off,
          Math.abs(f - (factor * cost.marginal(eps) * Math.sinh(eps) - cost.cost(eps) + silent)) / f,
          Math.abs(K1 + K0 - silent) / silent,
          Math.abs(L1 + L0 - silent) / silent,
        );
        least = Math.min(least, f - silent);
      }
      return {
        stands: off < 1e-11 && least > 0,
        evidence: `1188 designs: off by ${show(off, 2)} (relative); least f(ε) − K ${show(least, 3)}`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/thm2-ne",
    where: "Theorem 2",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "All reporting at level ε is a Nash equilibrium of R^(N,ε), and ε is each one's only best response (payments times 1)",
      value: 1,
    },
    twin: { says: "so it is with payments 3 % higher", value: 1.03 },
    check: (factor, stream) => {
      let [offLevel, above] = [0, -Infinity];
      for (const design of sweep()) {
        const payoffs = coefficients(design.theta, design.p1, scaled(factor, interimPayments(design)));
        const best = bestResponseTo(payoffs, design.cost);
        offLevel = Math.max(offLevel, Math.abs(best.level - design.eps) / design.eps);
      }
      for (const N of [2, 3, 6, 11]) {
        const payoffs = coefficients(0.8, 0.7, scaled(factor, interimPayments({ ...DEFAULT, N })));
        const atEps = utilityOf(payoffs, DEFAULT.cost, symmetricResponse(1));
        above = Math.max(above, bestOnGrid(payoffs, costsOn(GRID, DEFAULT.cost), GRID).utility - atEps);
      }
      const z = [
        [10, -1],
        [10, 0.4],
        [10, 2],
        [101, 0.4],
        [101, 2],
      ].map(([N, deviation]) => {
        const { estimate, standardError } = simulatedRegret(
          { ...DEFAULT, N },
          factor,
          deviation,
          20_000,
          stream.split(`${N} ${deviation}`),
        );
        return estimate / standardError;
      });
      return {
        stands: offLevel < 1e-7 && above <= 1e-9 && z.every((x) => x > -4.5),
        evidence: `1188 designs: best response off ε by ${show(offLevel, 2)} (relative); grid of 30327, N = 2, 3, 6, 11: best deviation gains ${show(
          above,
          3,
        )}; simulated regret of 5 deviations, N = 10 and 101 (20000 plays each): z = ${z.map((x) => show(x, 3)).join(", ")}`,
      };
    },
  }),
  claim<H>({
    id: "wyz16/thm2-payment",
    where: "Theorem 2, E[payment] = G(h(β) − 2/(e^ε + 1))",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "The expected payment is G(h(β) − 2/(e^ε + 1)) with h(β) = 1 + μ(1 − μ)/((2β − γ)P₁P₀(2θ − 1))",
      value: printedH,
    },
    twin: {
      says: "the same with μ in place of μ(1 − μ)",
      value: ({ u, c, bMinusC }, p1) => 1 + (p1 * (1 - u) + (1 - p1) * c) / (bMinusC * K * p1 * (1 - p1)),
    },
    check: (h) => {
      let worst = 0;
      for (let N = 2; N <= 7; N++) {
        for (const eps of [0.5, Math.log(3)]) {
          for (const p1 of [0.3, 0.7]) {
            const design = { ...DEFAULT, eps, p1, N };
            const law = majorityLaw(design);
            const said = scale(eps, design.cost) * (h(law, p1) - 2 / (Math.exp(eps) + 1));
            const counted = paymentByEnumeration(design);
            worst = Math.max(
              worst,
              Math.abs(said - counted) / counted,
              Math.abs(upperBoundOf(design) - counted) / counted,
            );
          }
        }
      }
      const exact = [1516 / 81, 1835 / 108, 7710806 / 589275];
      const got = [2, 3, 4].map((N) => upperBoundOf({ ...DEFAULT, eps: Math.log(3), N }));
      const off = largestDifference(got, exact);
      return {
        stands: worst < 1e-12 && off < 1e-13,
        evidence: `all report vectors, N = 2..7: off by ${show(worst, 2)} (relative); e^ε = 3, N = 2, 3, 4: ${listed(got)} = 1516/81, 1835/108, 7710806/589275`,
      };
    },
  }),
  claim<1 | -1>({
    id: "wyz16/h-monotone",
    where: "Proof of Theorem 2",
    method: "property test",
    verdict: "holds",
    printed: { says: "For fixed γ, h does not increase with β on (γ/2, γ]", value: -1 },
    twin: { says: "h does not decrease", value: 1 },
    check: (sign) => {
      let least = Infinity;
      for (const gamma of [0.7, 0.9, 1]) {
        for (const p1 of [0.1, 0.5, 0.9]) {
          let before = NaN;
          for (let i = 1; i <= 400; i++) {
            const beta = gamma / 2 + (gamma / 2) * (i / 400);
            const h = printedH({ u: 1 - beta, c: gamma - beta, bMinusC: 2 * beta - gamma }, p1);
            if (i > 1) least = Math.min(least, sign * (h - before));
            before = h;
          }
        }
      }
      return {
        stands: least >= -1e-12,
        evidence: `9 pairs (γ, P₁), 400 values of β each: least ${sign < 0 ? "fall" : "rise"} of h ${show(least, 3)} (as N grows γ moves too: V_UB(5) = ${show(upperBoundOf({ ...DEFAULT, N: 5 }))} > V_UB(4) = ${show(upperBoundOf({ ...DEFAULT, N: 4 }))})`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/beta-chernoff",
    where: "Proof of Theorem 2",
    method: "exact",
    verdict: "holds",
    printed: { says: "β ≥ γ − e^{−(N−1)d}", value: 1 },
    twin: { says: "β ≥ γ − e^{−1.03(N−1)d}", value: 1.03 },
    check: (factor) => {
      const sizes = [...Array.from({ length: 199 }, (_, i) => i + 2), 500, 501, 2000, 2001, 100_000, 100_001];
      return holdsFor(
        SIGNALS.flatMap((signal) => sizes.map((N) => ({ ...signal, N }))),
        (of) => majorityLaw(of).logC + factor * (of.N - 1) * chernoffInformation(of) <= 0,
        "ln(γ − β) + (N − 1)d ≤ 0, nine pairs (θ, ε), N = 2..200 and up to 100001",
      );
    },
  }),
  claim<{ readonly always: boolean; readonly share: number }>({
    id: "wyz16/explicit-chain",
    where: "Proof of Theorem 2, last chain of inequalities",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "The explicit bound on E[payment] holds for every N (its step h(β) ≤ h(γ − e^{−(N−1)d}) included)",
      value: { always: true, share: 1 },
    },
    corrected: { says: "It holds where γ > 2e^{−(N−1)d}, so for all large N", value: { always: false, share: 1 } },
    twin: { says: "there, a tenth of its excess over V_LB is a bound too", value: { always: false, share: 0.1 } },
    check: ({ always, share }) => {
      let [broken, valid, worst] = ["", 0, -Infinity];
      for (const eps of [0.5, 1, 3]) {
        for (let N = 2; N <= 400; N++) {
          const design = { ...DEFAULT, eps, N };
          const bound = explicitBound(design);
          if (bound !== undefined) {
            valid++;
            worst = Math.max(worst, upperBoundOf(design) - lowerBound(design) - share * (bound - lowerBound(design)));
          } else if (always && broken === "") {
            const law = majorityLaw(design);
            const gamma = noTie(law);
            const x = Math.exp(-(N - 1) * chernoffOf(quality(0.8, eps)));
            const atBound = printedH({ u: 1 - gamma + x, c: x, bMinusC: gamma - 2 * x }, 0.7);
            const h = printedH(law, 0.7);
            if (atBound < h)
              broken = `ε = ${eps}, N = ${N}: h(γ − e^{−(N−1)d}) = ${show(atBound, 4)} < h(β) = ${show(h, 4)}`;
          }
        }
      }
      return {
        stands: worst <= 1e-12 && broken === "",
        evidence:
          broken || `${valid} designs with γ > 2e^{−(N−1)d}: payment above the bound by ${show(worst, 3)} at most`,
      };
    },
  }),
  claim<number>({
    id: "wyz16/gamma-rate",
    where: "Proof of Theorem 2",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "1 − γ = O(e^{−(N−1)d}): for odd N, (1 − γ)e^{(N−1)d}√(N − 1) → √(2/π)",
      value: Math.sqrt(2 / Math.PI),
    },
    twin: { says: "it tends to 0.77", value: 0.77 },
    check: (limit) =>
      everywhere(
        SIGNALS,
        (signal) => {
          const N = 1_000_001;
          const { logTie } = majorityLaw({ ...signal, N });
          return Math.exp(logTie + (N - 1) * chernoffInformation(signal)) * Math.sqrt(N - 1) - limit;
        },
        1e-5,
        "nine pairs (θ, ε), N = 1000001: off by",
      ),
  }),
  claim<number>({
    id: "wyz16/thm2-rate",
    where: "Theorem 2, O(e^{−Nd})",
    method: "exact",
    verdict: "holds",
    printed: { says: "V_UB − V_LB = O(e^{−Nd}): ln(V_UB − V_LB) falls by d per person", value: 1 },
    twin: { says: "it falls by 1.03·d per person", value: 1.03 },
    check: (factor) =>
      everywhere(
        SIGNALS.flatMap((signal) => [0, 1].map((odd) => ({ ...signal, odd }))),
        ({ odd, ...signal }) => {
          const [few, many] = [900_000 + odd, 1_000_000 + odd];
          const at = (N: number): number => logGap({ ...DEFAULT, ...signal, N }) + 0.5 * Math.log(N);
          return (at(many) - at(few)) / ((many - few) * chernoffInformation(signal)) + factor;
        },
        1e-4,
        "nine pairs (θ, ε), slope of ln(gap·√N) from N = 9·10⁵ to 10⁶, even and odd, relative to d, off by",
      ),
  }),
  claim<number>({
    id: "wyz16/thm2-asymptotic-tight",
    where: "Theorem 2 with Theorem 1",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "Upper and lower bound meet as N grows: V_UB/V_LB − 1 < 10⁻⁶ from N = 50/d on, and falls from N to N + 2",
      value: 50,
    },
    twin: { says: "below 10⁻⁶ from N = 5/d on", value: 5 },
    check: (multiple) =>
      holdsFor(
        sweep(2).map(({ theta, p1, eps, cost }) => ({ theta, p1, eps, cost })),
        (of) => {
          const N = Math.max(2, Math.ceil(multiple / chernoffInformation(of)));
          const excess = [0, 1, 2, 3].map((more) => gap({ ...of, N: N + more }) / lowerBound(of));
          return excess.every((x) => x < 1e-6) && excess[2] < excess[0] && excess[3] < excess[1];
        },
        "θ = .55 … .97, P₁ = .1 … .95, ε = .1 … 3, three costs",
      ),
  }),
  claim<number>({
    id: "wyz16/majority-consistency",
    where: "Section 4.2, before 4.2.1",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "The peers' majority converges to W: P(M ≠ W) is at most e^{−(N−1)d} in either state, and P(M = 0 | W = 1) falls from N to N + 2",
      value: 1,
    },
    twin: { says: "it is at most e^{−1.03(N−1)d}", value: 1.03 },
    check: (factor) => {
      const sizes = [...Array.from({ length: 100 }, (_, i) => i + 2), 1000, 1001, 100_000, 100_001];
      return all(
        holdsFor(
          SIGNALS.flatMap((signal) => sizes.map((N) => ({ ...signal, N }))),
          (of) => {
            const [{ logU, logC }, later] = [majorityLaw(of), majorityLaw({ ...of, N: of.N + 2 })];
            const bound = -factor * (of.N - 1) * chernoffInformation(of);
            return Math.max(logU, logC) <= bound && later.logU < logU;
          },
          "nine pairs (θ, ε), N = 2..101 and up to 100001",
        ),
      );
    },
  }),
  claim<number>({
    id: "wyz16/nonpart-eliminated",
    where: "Proof of Theorem 2",
    method: "exhaustive",
    verdict: "holds",
    printed: { says: "Taking part only sometimes is never a best response (opting out pays 0)", value: 0 },
    twin: { says: "nor is it when opting out pays 5 % more than reporting 1", value: 1.05 },
    check: (share) => {
      const margins = [2, 3, 6, 11].flatMap((N) =>
        [0.3, 0.7].map((p1) => {
          const design = { ...DEFAULT, p1, N };
          return utilityAt(design, design.eps) - bestPartial(design, share);
        }),
      );
      return {
        stands: margins.every((x) => x > 0),
        evidence: `8 designs, every strategy of the grid that opts out at times: best response ahead by ${show(Math.min(...margins), 4)} at least`,
      };
    },
  }),
  claim<boolean>({
    id: "wyz16/sec43",
    where: "Section 4.3",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "With a cost of her own in each person's G, all reporting at ε stays an equilibrium, with person-wise payments",
      value: true,
    },
    twin: { says: "so it does with the first person's cost in everybody's G", value: false },
    check: (own) => {
      const N = MIXED.length;
      let [offLevel, paid] = [0, 0];
      for (const cost of MIXED) {
        const design = { ...DEFAULT, cost, N };
        const law = majorityLaw(design);
        const R = interimPaymentsOf(scale(1, own ? cost : MIXED[0]), factorsOf(law, 0.8, 0.7), law);
        const best = bestResponseTo(coefficients(0.8, 0.7, R), cost);
        offLevel = Math.max(offLevel, Math.abs(best.level - 1));
        paid += best.utility + cost.cost(Math.abs(best.level));
      }
      const total = totalPayment({ ...DEFAULT, costs: MIXED });
      return {
        stands: offLevel < 1e-9 && Math.abs(paid - total) < 1e-9 * total,
        evidence: `four costs: best responses off ε by ${show(offLevel, 2)}; total payment ${show(paid, 9)}, formula ${show(total, 9)}`,
      };
    },
  }),
];
