/** Claims on the mechanism R^(N,ε) and the upper bound (Section 4.2 and 4.3, Theorem 2). */
import { claim, type Claim } from "../claim";
import { all, equals, everywhere, holdsFor, nowhereAbove, product } from "../evidence";
import { show } from "../../lib/format";
import { truthProbability } from "../../lib/privacy/randomised-response";
import { estimateMean, type Estimate } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import {
  bestResponse,
  bestResponseTo,
  coefficients,
  interimPayments,
  utilityOf,
  type InterimPayments,
} from "../../lib/value-of-privacy/best-response";
import { exponentialCost, linearCost, powerCost, type PrivacyCost } from "../../lib/value-of-privacy/cost";
import { majority, majorityLaw, noTie } from "../../lib/value-of-privacy/majority";
import { chernoffInformation, quality, scale, type Design } from "../../lib/value-of-privacy/market";
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
import { COSTS, DEFAULT, GRID, largestDifference, randomOffers, sweep } from "./cases";

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

/** The expected payment to a person by walking through the state and all report vectors at the ε-profile. */
function paymentByEnumeration(design: Design, i = 0): number {
  const { theta, p1, eps, N } = design;
  const { alpha, miss } = quality(theta, eps);
  let sum = 0;
  for (let bits = 0; bits < 2 ** N; bits++) {
    const reports = Array.from({ length: N }, (_, j): Report => (((bits >> j) & 1) === 1 ? 1 : 0));
    const ones = reports.filter((x) => x === 1).length;
    const weight = p1 * alpha ** ones * miss ** (N - ones) + (1 - p1) * miss ** ones * alpha ** (N - ones);
    sum += weight * payments(design, reports)[i];
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

/** β and γ of the peers' majority, with the market that they stand in. */
interface AtH {
  readonly beta: number;
  readonly gamma: number;
  readonly theta: number;
  readonly p1: number;
}

/** A form of h, or of its derivative. */
type H = (at: AtH) => number;

/** h as the paper defines it, by how E[payment] is made of it. */
const definedH: H = ({ beta, gamma, theta, p1 }) => {
  const [r, c] = [p1 / (1 - p1), gamma - beta];
  const inner =
    2 * beta ** 2 +
    (4 * theta - 2 - 2 * gamma) * beta +
    2 * (1 - theta) * gamma +
    beta * (1 - beta) * r +
    (c * (1 - c)) / r;
  return inner / ((2 * beta - gamma) * (2 * theta - 1));
};

/** "Rearranging terms gives": h by powers of β, t = r + 1/r. */
const rearrangedH: H = ({ beta, gamma, theta, p1 }) => {
  const r = p1 / (1 - p1);
  const t = (p1 ** 2 + (1 - p1) ** 2) / (p1 * (1 - p1));
  const linear = 4 * theta - 2 - 2 * gamma + r + (2 * gamma - 1) / r;
  const constant = 2 * (1 - theta) * gamma + (gamma * (1 - gamma)) / r;
  return ((2 - t) * beta ** 2 + linear * beta + constant) / ((2 * theta - 1) * (2 * beta - gamma));
};

/** h′ as printed. */
const printedSlope: H = ({ beta, gamma, theta, p1 }) => {
  const t = (p1 ** 2 + (1 - p1) ** 2) / (p1 * (1 - p1));
  const inner =
    2 * (2 - t) * (beta - gamma / 2) ** 2 - gamma ** 2 - ((gamma * t) / 2) * (2 - gamma) - 2 * gamma * (1 - gamma);
  return inner / ((2 * theta - 1) * (2 * beta - gamma) ** 2);
};

/** Random values of β in (γ/2, γ], γ in (.6, 1] (1 in every second), markets among them. */
const randomH = (count: number, { uniform }: Stream): AtH[] =>
  Array.from({ length: count }, (_, i) => {
    const gamma = i % 2 === 0 ? 1 : 1 - 0.4 * uniform();
    const share = 0.02 + 0.98 * uniform();
    return { beta: (gamma / 2) * (1 + share), gamma, theta: 0.55 + 0.42 * uniform(), p1: 0.05 + 0.9 * uniform() };
  });

/** β and γ of R^(N,ε). */
const atH = (design: Pick<Design, "theta" | "p1" | "eps" | "N">): AtH => {
  const law = majorityLaw(design);
  return { beta: 1 - law.u, gamma: noTie(law), theta: design.theta, p1: design.p1 };
};

/** The best utility of a strategy that opts out at times, when opting out is paid a share of what reporting 1 would bring. */
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

/** Populations of the explicit bound: small ones, where it may not exist, and larger ones of both parities. */
const EXPLICIT_N = [...Array.from({ length: 59 }, (_, i) => i + 2), 200, 201, 2000, 2001];

/** Qualities and levels of reports, from hardly informative to nearly certain. */
const SIGNALS = [0.6, 0.8, 0.97].flatMap((theta) => [0.5, 1, 3].map((eps) => ({ theta, eps })));

/** Costs differentiable twice. */
const SMOOTH: readonly (readonly [name: string, cost: PrivacyCost])[] = [
  ["ε", linearCost(1)],
  ["ε²", powerCost(1, 2)],
  ["(e^ε − 1)/2", exponentialCost(0.5, 1)],
];

/** Convex and continuously differentiable; its second derivative jumps at 1. */
const BENT: PrivacyCost = {
  cost: (e) => (e < 1 ? e : (e * e + 1) / 2),
  marginal: (e) => Math.max(1, e),
  curvature: (e) => (e < 1 ? 0 : 1),
};

const MIXED: readonly PrivacyCost[] = [linearCost(1), linearCost(2), powerCost(1, 2), exponentialCost(0.5, 1), BENT];

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
  claim<readonly (readonly [name: string, cost: PrivacyCost])[]>({
    id: "wyz16/f-second",
    where: "Proof of Theorem 2, f″(ξ)",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "f″(ξ) = −(K̄₁ − K̄₀)e^ξ(e^ξ − 1)/(e^ξ + 1)³ − g″(ξ) ≤ 0 for every convex, continuously differentiable g (ε, ε², (e^ε − 1)/2, and one whose g′ bends at 1)",
      value: [...SMOOTH, ["g′ = max(1, ε)", BENT]],
    },
    corrected: {
      says: "It is where g is differentiable twice; elsewhere f′ falls all the same, so that f is concave for every convex g",
      value: SMOOTH,
    },
    twin: {
      says: "so it is for √ε",
      value: [["√ε", { cost: Math.sqrt, marginal: (e) => 0.5 / Math.sqrt(e), curvature: (e) => -0.25 * e ** -1.5 }]],
    },
    check: (costs) => {
      const cases = costs.flatMap(([name, cost]) =>
        [0.6, 0.8, 0.95].flatMap((theta) =>
          [0.5, 1, 2].flatMap((xi) => [2, 5, 10].map((N) => ({ name, cost, theta, xi, N }))),
        ),
      );
      const step = 1e-3;
      return all(
        everywhere(
          cases,
          ({ cost, theta, xi, N }) => {
            const design = { ...DEFAULT, theta, cost, N };
            const [below, here, above] = [xi - step, xi, xi + step].map((level) => utilityAt(design, level));
            const e = Math.exp(xi);
            const said = (-2 * scale(1, cost) * e * (e - 1)) / (e + 1) ** 3 - cost.curvature(xi);
            return said > 0 ? Infinity : (above - 2 * here + below) / step ** 2 - said;
          },
          1e-4,
          "ε = 1: second difference quotient of f against f″, off by",
        ),
        holdsFor(
          COSTS.flatMap((cost) => [0.3, 0.99, 1, 1.01, 3].map((xi) => ({ xi, cost }))).concat(
            [0.5, 1, 2].map((xi) => ({ xi, cost: BENT })),
          ),
          ({ xi, cost }) => {
            const design = { ...DEFAULT, cost, N: 5 };
            const at = [xi - 0.01, xi, xi + 0.01].map((level) => utilityAt(design, level));
            return at[0] + at[2] <= 2 * at[1];
          },
          "f concave, the bent cost included",
        ),
      );
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
    where: "Proof of Theorem 2, E[R_i(X)] by h(β)",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "The expected payment is V_LB(ε) + G(h(β) − 2θ/(2θ − 1)) = g′(ε)(e^ε + 1)/e^ε·(½h(β)(e^ε + 1) − 1), with h(β) = [2β² + (4θ − 2 − 2γ)β + 2(1 − θ)γ + β(1 − β)P₁/P₀ + (γ − β)(1 − γ + β)P₀/P₁]/[(2β − γ)(2θ − 1)]",
      value: definedH,
    },
    twin: {
      says: "the same with 2θ in place of 2(1 − θ)",
      value: (at) =>
        definedH(at) + (2 * (2 * at.theta - 1) * at.gamma) / ((2 * at.beta - at.gamma) * (2 * at.theta - 1)),
    },
    check: (h, stream) => {
      const fractions = [1516 / 81, 1835 / 108, 7710806 / 589275];
      return all(
        everywhere(
          randomOffers(30, stream).flatMap((offer) => [2, 3, 4, 5, 6, 7].map((N) => ({ ...offer, N }))),
          (design) => {
            const { theta, eps, cost } = design;
            const [counted, said, e] = [paymentByEnumeration(design), h(atH(design)), Math.exp(eps)];
            const first = lowerBound(design) + scale(eps, cost) * (said - (2 * theta) / (2 * theta - 1));
            const second = ((cost.marginal(eps) * (e + 1)) / e) * ((said * (e + 1)) / 2 - 1);
            return Math.max(...[first, second, upperBoundOf(design)].map((x) => Math.abs(x / counted - 1)));
          },
          1e-11,
          "random markets, three costs, all report vectors of 2 to 7 people paid by the mechanism: both forms off by, relative,",
        ),
        equals(
          "θ = .8, P₁ = .7, e^ε = 3, N = 2, 3, 4 (1516/81, 1835/108, 7710806/589275):",
          [2, 3, 4].map((N) => paymentByEnumeration({ ...DEFAULT, eps: Math.log(3), N })),
          fractions,
          1e-13,
        ),
      );
    },
  }),
  claim<H>({
    id: "wyz16/h-rearranged",
    where: "Proof of Theorem 2, “rearranging terms gives”",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "h(β) = [(2 − t)β² + (4θ − 2 − 2γ + P₁/P₀ + (2γ − 1)P₀/P₁)β + 2(1 − θ)γ + γ(1 − γ)P₀/P₁]/[(2θ − 1)(2β − γ)], t = (P₁² + P₀²)/(P₁P₀) ≥ 2",
      value: rearrangedH,
    },
    twin: {
      says: "the same with (2γ + 1)P₀/P₁",
      value: (at) =>
        rearrangedH(at) + (2 * at.beta * ((1 - at.p1) / at.p1)) / ((2 * at.theta - 1) * (2 * at.beta - at.gamma)),
    },
    check: (h, stream) =>
      everywhere(
        randomH(2000, stream),
        (at) => h(at) / definedH(at) - 1,
        1e-11,
        "random (β, γ, θ, P₁): from the first form off by, relative,",
      ),
  }),
  claim<H>({
    id: "wyz16/h-monotone",
    where: "Proof of Theorem 2, h′ ≤ 0",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "h′(β) = [2(2 − t)(β − γ/2)² − γ² − (γt/2)(2 − γ) − 2γ(1 − γ)]/[(2θ − 1)(2β − γ)²] ≤ 0: for fixed γ, h does not increase on (γ/2, γ]",
      value: printedSlope,
    },
    twin: { says: "h′(β) is 3 % steeper", value: (at) => 1.03 * printedSlope(at) },
    check: (slope, stream) => {
      const cases = randomH(2000, stream);
      const V = [4, 5].map((N) => show(upperBoundOf({ ...DEFAULT, N })));
      return all(
        everywhere(
          cases,
          (at) => {
            // By a step that is a thousandth of the way to the pole.
            const step = 1e-3 * (at.beta - at.gamma / 2);
            const [below, above] = [-step, step].map((off) => definedH({ ...at, beta: at.beta + off }));
            return slope(at) / ((above - below) / (2 * step)) - 1;
          },
          1e-5,
          "random (β, γ, θ, P₁): against the difference quotient off by, relative,",
        ),
        nowhereAbove(cases, slope, 0, "h′ is"),
        { stands: true, evidence: `as N grows γ moves too: V_UB(5) = ${V[1]} > V_UB(4) = ${V[0]}` },
      );
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
      const cases = [
        ...product({ theta: [0.6, 0.8, 0.97], p1: [0.3, 0.5, 0.7], eps: [0.5, 1, 3], cost: COSTS, N: EXPLICIT_N }),
      ];
      const bounded = cases.filter((design) => explicitBound(design) !== undefined);
      return all(
        holdsFor(
          bounded,
          (design) => {
            const least = lowerBound(design);
            return gap(design) <= share * ((explicitBound(design) as number) - least) + 1e-12 * least;
          },
          "27 markets, three costs, N = 2..60 and up to 2001, where γ > 2e^{−(N−1)d}: V_UB within the bound",
        ),
        holdsFor(
          always ? cases : bounded,
          (design) => {
            const at = atH(design);
            const x = Math.exp(-(design.N - 1) * chernoffInformation(design));
            return definedH({ ...at, beta: at.gamma - x }) >= definedH(at) * (1 - 1e-9);
          },
          "h(β) ≤ h(γ − e^{−(N−1)d})",
        ),
      );
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
    check: (share, stream) => {
      const designs = randomOffers(12, stream).flatMap((offer) => [2, 3, 6, 11].map((N) => ({ ...offer, N })));
      return holdsFor(
        // Where opting out pays more, the example of the default market decides.
        [...designs, { ...DEFAULT, N: 11 }],
        (design) => utilityAt(design, design.eps) > bestPartial(design, share),
        "random markets, three costs, every strategy of the grid that opts out at times: behind ε",
      );
    },
  }),
  claim<boolean>({
    id: "wyz16/sec43",
    where: "Section 4.3",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "With costs g_i of their own, g_i′ in each one's payment, all reporting at ε stays an equilibrium, and V_LB with g_i′ ≤ V_i(ε) ≤ the same + O(e^{−Nd})",
      value: true,
    },
    twin: { says: "so it does with the first person's g′ in everybody's payment", value: false },
    check: (own, stream) => {
      const people = randomOffers(20, stream).flatMap((offer) =>
        [2, 3, 4, 5].flatMap((N) =>
          MIXED.slice(0, N).map((cost, i) => ({ ...offer, N, i, cost, paidBy: own ? cost : MIXED[0] })),
        ),
      );
      return all(
        everywhere(
          people,
          ({ paidBy, ...design }) => {
            const R = interimPayments({ ...design, cost: paidBy });
            return bestResponse({ ...design, R }).level / design.eps - 1;
          },
          1e-6,
          "everybody's best response in mixed populations of 2 to 5, off ε by, relative,",
        ),
        everywhere(
          people,
          ({ paidBy, i, ...design }) =>
            paymentByEnumeration({ ...design, cost: paidBy }, i) / (lowerBound(design) + gap(design)) - 1,
          1e-11,
          "her payment, over all report vectors, from V_LB + gap with her g_i′ off by, relative,",
        ),
        everywhere(
          randomOffers(20, stream).map((offer) => ({ ...offer, costs: MIXED })),
          ({ costs, ...offer }) => {
            const sum = costs.reduce((total, cost) => total + upperBoundOf({ ...offer, cost, N: costs.length }), 0);
            return totalPayment({ ...offer, costs }) / sum - 1;
          },
          1e-12,
          "total payment off by",
        ),
        // gap·e^{Nd} is bounded: it falls from one even number of people to a tenfold one.
        holdsFor(
          MIXED.flatMap((cost) => SIGNALS.map((signal) => ({ ...DEFAULT, ...signal, cost }))),
          (offer) => {
            const scaledGap = (N: number): number => logGap({ ...offer, N }) + N * chernoffInformation(offer);
            return scaledGap(100_000) < scaledGap(10_000) && scaledGap(10_000) < scaledGap(1000);
          },
          "gap·e^{Nd} falls from N = 1000 to 10⁴ and 10⁵, five costs, nine pairs (θ, ε)",
        ),
      );
    },
  }),
];
