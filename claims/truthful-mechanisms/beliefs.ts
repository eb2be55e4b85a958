/** Claims of §8, the Bayesian reading, and Appendix A, Xiao's measure of privacy. */
import { claim, type Claim } from "../claim";
import { show } from "../../lib/format";
import { forEachProfile } from "../../lib/enumeration/profiles";
import type { Channel } from "../../lib/privacy/channel";
import type { Stream } from "../../lib/probability/stream";
import {
  criticalWorth,
  electionChannel,
  facilityChannel,
  mutualInformation,
  posteriorAfter,
  sharpShift,
} from "../../lib/truthful-mechanisms/beliefs";
import { electionLaw } from "../../lib/truthful-mechanisms/election";
import {
  atMost,
  columnRatios,
  equals,
  EPSILONS,
  randomChannel,
  randomInteger,
  randomLaw,
  worstOf,
  type Case,
} from "./common";

/** Random channels with priors, and facility location as seen by an adversary. */
function* situations(stream: Stream, random = 300): Iterable<{ name: string; channel: Channel; prior: number[] }> {
  for (let i = 0; i < random; i++) {
    const types = randomInteger(2, 4, stream);
    yield {
      name: `random channel ${i}`,
      channel: randomChannel(types, randomInteger(2, 5, stream), stream),
      prior: randomLaw(types, stream),
    };
  }
  for (const eps of EPSILONS) {
    for (const prior of [
      [1 / 3, 1 / 3, 1 / 3],
      [0.98, 0.01, 0.01],
      [1, 0, 0],
    ]) {
      for (const others of [
        [0, 0, 0],
        [4, 0, 1],
      ]) {
        yield { name: `facility, others ${others}, ε = ${eps}`, channel: facilityChannel(others, eps), prior };
      }
    }
    // Randomised response, where the bounds are reached.
    const told = Math.exp(eps) / (1 + Math.exp(eps));
    const root = 1 / (1 + Math.exp(eps / 2));
    for (const p of [0.5, root, 1e-6]) {
      yield {
        name: `randomised response, ε = ${eps}`,
        channel: [
          [told, 1 - told],
          [1 - told, told],
        ],
        prior: [p, 1 - p],
      };
    }
  }
}

/** Utilities of agents under a channel, and the channel itself with its rows so arranged that honesty is optimal. */
function truthfulSetting(stream: Stream): { channel: Channel; prior: number[]; utilities: number[][] } {
  const types = randomInteger(2, 3, stream);
  const outcomes = randomInteger(2, 4, stream);
  const rows = randomChannel(types, outcomes, stream);
  const utilities = Array.from({ length: types }, () => Array.from({ length: outcomes }, () => 4 * stream.uniform()));
  const channel = utilities.map((utility) => {
    const value = (row: ArrayLike<number>): number => utility.reduce((sum, u, o) => sum + u * row[o], 0);
    return rows.reduce((best, row) => (value(row) > value(best) ? row : best));
  });
  return { channel, prior: randomLaw(types, stream), utilities };
}

/** The paper's own mechanisms with the outcome utilities of their sections. */
function* paperSettings(): Iterable<{ name: string; channel: Channel; prior: number[]; utilities: number[][] }> {
  for (const eps of [0.5, 1]) {
    for (const d of [0, 3]) {
      for (const prior of [
        [0.5, 0.5],
        [0.9, 0.1],
      ]) {
        yield {
          name: `election, d = ${d}, ε = ${eps}`,
          channel: electionChannel([d, 0], eps, "halved"),
          prior,
          utilities: [
            [1, 0],
            [0, 1],
          ],
        };
      }
    }
    const locations = [0, 0.3, 1];
    yield {
      name: `facility, ε = ${eps}`,
      channel: facilityChannel([1, 0, 2], eps),
      prior: [0.2, 0.5, 0.3],
      utilities: locations.map((own) => locations.map((l) => -Math.abs(own - l))),
    };
  }
}

/** E of the privacy utility of Theorem A.2 with ν = 1 when type t reports strategy[t]. */
function pointwiseUtility(channel: Channel, prior: readonly number[], strategy: readonly number[]): number {
  let sum = 0;
  for (let o = 0; o < channel[0].length; o++) {
    const mean = prior.reduce((total, p, t) => total + p * channel[t][o], 0);
    prior.forEach((p, t) => (sum -= p * channel[strategy[t]][o] * Math.log(channel[t][o] / mean)));
  }
  return sum;
}

export const claims: readonly Claim[] = [
  claim({
    id: "ccmkv11/sec8.post",
    where: "§8",
    method: "property test",
    verdict: "holds",
    printed: { says: "x^{−1} Pr[T = θ] ≤ Pr[T′ = θ] ≤ x Pr[T = θ]", value: 1 },
    twin: { says: "x^{−0.97} Pr[T = θ] ≤ Pr[T′ = θ] ≤ x^{0.97} Pr[T = θ]", value: 0.97 },
    check: (power, stream) => {
      const cases: Case[] = [];
      for (const { name, channel, prior } of situations(stream)) {
        for (let o = 0; o < channel[0].length; o++) {
          const { posterior, ratio } = posteriorAfter(prior, channel, o);
          posterior.forEach((p, t) => {
            if (prior[t] === 0) return;
            const step = Math.abs(Math.log(p / prior[t]));
            cases.push(atMost(`${name}: |ln posterior/prior|`, step, power * Math.log(ratio) + 1e-12));
          });
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/sec8.sd",
    where: "§8",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "The posterior is within statistical difference x − 1 of the prior",
      value: (x: number): number => x - 1,
    },
    twin: {
      says: "… within 0.97 (√x − 1)/(√x + 1) (sharp is tanh(ln x/4))",
      value: (x: number): number => 0.97 * sharpShift(x),
    },
    check: (limit, stream) => {
      const cases: Case[] = [];
      for (const { name, channel, prior } of situations(stream)) {
        for (let o = 0; o < channel[0].length; o++) {
          const { shift, ratio } = posteriorAfter(prior, channel, o);
          cases.push(atMost(`${name}, x = ${show(ratio)}: shift`, shift, limit(ratio) + 1e-12));
          cases.push(
            atMost(`${name}, x = ${show(ratio)}: shift against tanh(ln x/4)`, shift, sharpShift(ratio) + 1e-12),
          );
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/sec8.corr",
    where: "§8, second critique",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "If all n voters share a preference, the election of Theorem 4.2 reveals it (n = 101, ε = 0.1: posterior above " +
        "0.9999)",
      value: 0.9999,
    },
    twin: { says: "… posterior above 0.99999", value: 0.99999 },
    check: (least) => {
      const channel = [electionLaw(101, 0.1, "printed"), electionLaw(-101, 0.1, "printed")];
      return worstOf(
        [0, 1].map((o) => {
          const belief = posteriorAfter([0.5, 0.5], channel, o).posterior[o];
          return {
            excess: least - belief,
            evidence: `posterior of the common preference after ${"AB"[o]}: ${show(belief, 8)}`,
          };
        }),
      );
    },
  }),

  claim({
    id: "ccmkv11/thmA.2",
    where: "Theorem A.2",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "Truthful for the pointwise privacy utility implies Xiao-truthful: critical ν (pointwise) ≤ critical ν (Xiao)",
      value: (pointwise: number, xiao: number): number => pointwise - xiao,
    },
    twin: {
      says: "Xiao-truthful implies truthful for the pointwise utility",
      value: (pointwise: number, xiao: number): number => xiao - pointwise,
    },
    check: (excess, stream) => {
      const cases: Case[] = [];
      const settings = [
        ...Array.from({ length: 200 }, (_, i) => ({ name: `random ${i}`, ...truthfulSetting(stream) })),
        ...paperSettings(),
      ];
      for (const { name, channel, prior, utilities } of settings) {
        const { pointwise, xiao } = criticalWorth(channel, prior, utilities);
        cases.push({
          excess: pointwise === xiao ? 0 : excess(Math.min(pointwise, 1e9), Math.min(xiao, 1e9)),
          evidence: `${name}: pointwise ${show(pointwise)}, Xiao ${show(xiao)}`,
        });
      }
      return worstOf(cases, 1e-9);
    },
  }),

  claim({
    id: "ccmkv11/thmA.2.F",
    where: "After Theorem A.2",
    method: "property test",
    verdict: "holds",
    printed: { says: "The pointwise privacy utility obeys Assumption 3.1 with F(x) = ν ln x", value: 1 },
    twin: { says: "… with F(x) = 0.97 ν ln x", value: 0.97 },
    check: (factor, stream) => {
      const cases: Case[] = [];
      for (const { name, channel, prior } of situations(stream)) {
        const y = columnRatios(channel);
        for (let o = 0; o < y.length; o++) {
          const mean = prior.reduce((sum, p, t) => sum + p * channel[t][o], 0);
          for (const row of channel) {
            cases.push(atMost(`${name}: |ln P(o|θ)/P(o)|`, Math.abs(Math.log(row[o] / mean)), factor * y[o] + 1e-12));
          }
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/eqA.3",
    where: "(A.2), (A.3)",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "−ν I(T; M(σ(T))) ≤ E of the pointwise utility under σ, with equality for σ the identity",
      value: { always: false },
    },
    twin: { says: "… with equality for every σ", value: { always: true } },
    check: ({ always }, stream) => {
      const cases: Case[] = [];
      for (const { name, channel, prior } of situations(stream, 60)) {
        const types = prior.length;
        forEachProfile(new Array<number>(types).fill(types), (strategy) => {
          const information = -mutualInformation(channel, prior, strategy);
          const utility = pointwiseUtility(channel, prior, strategy);
          const honest = strategy.every((report, t) => report === t);
          const label = `${name}, σ = ${strategy}: −I`;
          cases.push(
            honest || always ? equals(label, information, utility, 1e-10) : atMost(label, information, utility + 1e-12),
          );
        });
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/appA.all",
    where: "After Theorem A.2",
    method: "property test",
    verdict: "holds",
    printed: {
      says:
        "All the paper's truthful mechanisms are Xiao-truthful when gap ≥ 2ν ln e^ε: Mechanism 4.1 even with the " +
        "printed noise, whose level is 2ε (KL(P‖Q) ≤ level · total variation, so a lie costs more than it hides)",
      value: 1,
    },
    twin: { says: "… with 1.2 times the worth of privacy", value: 1.2 },
    check: (factor) => {
      const cases: Case[] = [];
      for (const noise of ["printed", "halved"] as const) {
        for (const eps of [0.1, 0.5, 1, 3]) {
          for (const d of [-5, -1, 0, 1, 5]) {
            for (const p of [0.5, 0.9, 0.99]) {
              const utilities = [
                [1, 0],
                [0, 1],
              ];
              const { xiao } = criticalWorth(
                electionChannel([Math.max(d, 0), Math.max(-d, 0)], eps, noise),
                [p, 1 - p],
                utilities,
              );
              const label = `${noise} noise, ε = ${eps}, others' margin ${d}, prior ${p}: ν against its critical value`;
              cases.push(atMost(label, factor / (2 * eps), xiao));
            }
          }
        }
      }
      return worstOf(cases);
    },
  }),
];
