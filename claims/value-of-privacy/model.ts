/** Claims on the model (Sections 3 and 4.1). */
import { claim, notCheckable, type Claim } from "../claim";
import { show } from "../../lib/format";
import { truthProbability } from "../../lib/privacy/randomised-response";
import { agrees, estimateProportion, zScore } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import {
  auditCost,
  exponentialCost,
  linearCost,
  linearQuadraticCost,
  powerCost,
  stepCost,
  type PrivacyCost,
} from "../../lib/value-of-privacy/cost";
import { errorProbability } from "../../lib/value-of-privacy/error-probability";
import { chernoffInformation, reportAccuracy } from "../../lib/value-of-privacy/market";
import { privacyLevelOf, symmetricResponse, type Strategy } from "../../lib/value-of-privacy/strategy";
import { bestResponse } from "../../lib/value-of-privacy/best-response";
import { geniePayments } from "../../lib/value-of-privacy/genie";
import { everywhere } from "../evidence";
import { randomOffers, randomStrategy } from "./cases";

const LEVELS = [0.1, 0.5, 1, 2.5] as const;

/** P(X = x | W = w) for three people by walking through all signals, against the product of what each does alone. */
function jointDifference(theta: number, eps: number, alpha: number): number {
  let worst = 0;
  for (const w of [0, 1]) {
    for (let reports = 0; reports < 8; reports++) {
      let joint = 0;
      for (let signals = 0; signals < 8; signals++) {
        let term = 1;
        for (let i = 0; i < 3; i++) {
          const [s, x] = [(signals >> i) & 1, (reports >> i) & 1];
          term *= (s === w ? theta : 1 - theta) * truthProbability(s === x ? eps : -eps);
        }
        joint += term;
      }
      let product = 1;
      for (let i = 0; i < 3; i++) product *= ((reports >> i) & 1) === w ? alpha : 1 - alpha;
      worst = Math.max(worst, Math.abs(joint - product));
    }
  }
  return worst;
}

/** How often one report equals the state in repeated draws. */
function drawAgreement(theta: number, eps: number, runs: number, { uniform }: Stream) {
  const truth = truthProbability(eps);
  let right = 0;
  for (let i = 0; i < runs; i++) if (uniform() < theta === uniform() < truth) right++;
  return estimateProportion(runs, right);
}

/** The largest |log likelihood ratio| over all eight sets of reports. */
function levelOverEvents({ p1, p0, q1, q0 }: Strategy): number {
  const one = [p1, q1, 1 - p1 - q1];
  const zero = [p0, q0, 1 - p0 - q0];
  let worst = 0;
  for (let event = 1; event < 7; event++) {
    const weigh = (law: readonly number[]): number => law.reduce((sum, p, x) => sum + ((event >> x) & 1 ? p : 0), 0);
    worst = Math.max(worst, Math.abs(Math.log(weigh(one) / weigh(zero))));
  }
  return worst;
}

export const model: readonly Claim[] = [
  claim<(theta: number, eps: number) => number>({
    id: "wyz16/model-iid",
    where: "Section 3",
    method: "Monte Carlo",
    verdict: "holds",
    printed: {
      says: "Given W the reports at the ε-profile are independent, each equal to W with probability α = θs + (1 − θ)(1 − s), s = e^ε/(e^ε + 1)",
      value: (theta, eps) => reportAccuracy({ theta, eps }),
    },
    twin: { says: "the probability is 3 % larger", value: (theta, eps) => 1.03 * reportAccuracy({ theta, eps }) },
    check: (alpha, stream) => {
      const worst = Math.max(
        ...LEVELS.flatMap((eps) => [0.55, 0.8, 0.97].map((theta) => jointDifference(theta, eps, alpha(theta, eps)))),
      );
      const drawn = drawAgreement(0.8, 1, 200_000, stream);
      const z = zScore(drawn, alpha(0.8, 1));
      return {
        stands: worst < 1e-14 && agrees(drawn, alpha(0.8, 1)),
        evidence: `joint law of 3 reports by enumeration, θ = .55, .8, .97: off by ${show(worst, 2)}; drawn ${show(drawn.estimate)} ± ${show(
          drawn.standardError,
          2,
        )} (200000 runs) against ${show(alpha(0.8, 1))}, z = ${show(z, 2)}`,
      };
    },
  }),
  claim<readonly PrivacyCost[]>({
    id: "wyz16/asm-cost",
    where: "Section 3, eqs. (1) to (3)",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "Costs of privacy are proper: g(0) = 0, g ≥ 0, non-decreasing, convex, zero only at 0 (each family of the library)",
      value: [
        linearCost(1.5),
        powerCost(2, 1.5),
        powerCost(1, 4),
        exponentialCost(0.5, 1),
        linearQuadraticCost(1, 2),
        stepCost(1, 4, 2, 0.3),
      ],
    },
    twin: {
      says: "√ε is such a cost",
      value: [{ cost: Math.sqrt, marginal: (eps) => 0.5 / Math.sqrt(eps), curvature: (eps) => -0.25 * eps ** -1.5 }],
    },
    check: (costs) => {
      const flaws = costs.flatMap((cost) => auditCost(cost));
      return {
        stands: flaws.length === 0,
        evidence:
          flaws.length === 0
            ? `${costs.length} costs, 7 conditions on 200 levels each: no breach`
            : `${flaws[0].condition} breaks at ε = ${flaws[0].eps}`,
      };
    },
  }),
  claim<(xi: number) => number>({
    id: "wyz16/def1",
    where: "Definition 1",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "The privacy level is the largest |log likelihood ratio| of a report event; symmetric randomised response at ξ has level |ξ|",
      value: Math.abs,
    },
    twin: { says: "its level is 1.03|ξ|", value: (xi) => 1.03 * Math.abs(xi) },
    check: (levelOf, stream) => {
      let worst = 0;
      for (let i = -40; i <= 40; i++) {
        worst = Math.max(worst, Math.abs(privacyLevelOf(symmetricResponse(i / 5)) - levelOf(i / 5)));
      }
      let events = 0;
      for (let i = 0; i < 2000; i++) {
        const strategy = randomStrategy(stream);
        events = Math.max(events, Math.abs(levelOverEvents(strategy) - privacyLevelOf(strategy)));
      }
      return {
        stands: worst < 1e-12 && events < 1e-12,
        evidence: `81 levels in [−8, 8]: off by ${show(worst, 2)}; single reports against all events, 2000 strategies: ${show(events, 2)}`,
      };
    },
  }),
  claim<{ readonly neither: number; readonly one: number }>({
    id: "wyz16/def1-convention",
    where: "Definition 1",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "0/0 counts as ratio 1 (and x/0, of which the paper says nothing, as ∞)",
      value: { neither: 0, one: Infinity },
    },
    twin: { says: "x/0 counts as ratio 1 as well", value: { neither: 0, one: 0 } },
    check: ({ neither, one }) => {
      const constant = privacyLevelOf({ p1: 1, p0: 1, q1: 0, q0: 0 });
      const telling = privacyLevelOf({ p1: 1, p0: 0, q1: 0, q0: 1 });
      const halfTelling = privacyLevelOf({ p1: 0.5, p0: 0, q1: 0.5, q0: 1 });
      return {
        stands: constant === neither && telling === one && halfTelling === one,
        evidence: `always 1: ζ = ${show(constant)}; telling the bit: ${show(telling)}; telling it half of the time: ${show(halfTelling)}`,
      };
    },
  }),
  notCheckable(
    "wyz16/def2",
    "Definition 2",
    "A profile is a Nash equilibrium when no unilateral change of strategy raises one's utility",
    "A definition; every claim on an equilibrium uses it.",
  ),
  claim<(eps: number) => number>({
    id: "wyz16/eps-strategy",
    where: "Section 4.1, after eq. (6)",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "The best response to the genie's payments (6) is the ε-strategy: the bit flipped with probability 1/(e^ε + 1), never opting out, ε-differentially private",
      value: (eps) => 1 / (Math.exp(eps) + 1),
    },
    twin: { says: "it flips with probability e^{−ε}/2", value: (eps) => Math.exp(-eps) / 2 },
    check: (flip, stream) =>
      everywhere(
        randomOffers(300, stream),
        (offer) => {
          const { strategy } = bestResponse({ ...offer, R: geniePayments(offer) });
          const { p1, p0, q1, q0 } = strategy;
          const wrong = flip(offer.eps);
          return Math.max(
            ...[p1 - (1 - wrong), p0 - wrong, q1 - wrong, q0 - (1 - wrong)].map(Math.abs),
            Math.abs(privacyLevelOf(strategy) - offer.eps),
          );
        },
        1e-7,
        "random markets, three costs: probabilities and level of the best response off by",
      ),
  }),
  claim<(p1: number) => number>({
    id: "wyz16/eps0-useless",
    where: "Section 1, remark on ε = 0",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "Reports at ε = 0 carry no information: D(0) = 0, the error stays min(P₁, P₀)",
      value: (p1) => Math.min(p1, 1 - p1),
    },
    twin: { says: "fifty of them cut the error by 3 %", value: (p1) => 0.97 * Math.min(p1, 1 - p1) },
    check: (error) => {
      const D = chernoffInformation({ theta: 0.8, eps: 0 });
      const errors = [0.2, 0.5, 0.7].map((p1) => ({ p1, pe: errorProbability({ theta: 0.8, p1, eps: 0, N: 50 }) }));
      return {
        stands: D === 0 && errors.every(({ p1, pe }) => Math.abs(pe - error(p1)) < 1e-15),
        evidence: `D(0) = ${D}; error from 50 reports at P₁ = .2, .5, .7: ${errors.map(({ pe }) => show(pe)).join(", ")}`,
      };
    },
  }),
];
