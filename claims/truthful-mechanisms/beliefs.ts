/** Claims of §8, the Bayesian reading, and Appendix A, Xiao's measure of privacy. */
import { claim, type Claim } from "../claim";
import { all, atLeast, everywhere, nowhereAbove, product } from "../evidence";
import { forEachProfile } from "../../lib/enumeration/profiles";
import { whole } from "../../lib/plot/grid";
import { logRatios, type Channel } from "../../lib/privacy/channel";
import { klDivergence } from "../../lib/probability/total-variation";
import type { Stream } from "../../lib/probability/stream";
import {
  criticalWorth,
  electionChannel,
  facilityChannel,
  mutualInformation,
  posteriorAfter,
  sharpShift,
} from "../../lib/truthful-mechanisms/beliefs";
import { ELECTION_NOISES, electionLaw } from "../../lib/truthful-mechanisms/election";
import { vcgExpectedUtility, vcgProbabilities, withReport } from "../../lib/truthful-mechanisms/vcg-law";
import { essentialTypes } from "../../lib/truthful-mechanisms/vcg-scan";
import { EPSILONS, randomChannel, randomInteger, randomLaw } from "./instances";

/** Random channels with priors, and facility location as seen by an adversary. */
function* situations(stream: Stream, random = 300): Generator<{ name: string; channel: Channel; prior: number[] }> {
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
function* paperSettings(): Generator<{ name: string; channel: Channel; prior: number[]; utilities: number[][] }> {
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

/** What an observer learns in a situation, outcome by outcome. */
const observations = (stream: Stream) =>
  [...situations(stream)].flatMap(({ name, channel, prior }) =>
    whole(0, channel[0].length - 1)
      .filter((o) => prior.some((p, t) => p * channel[t][o] > 0))
      .map((o) => {
        const { posterior, ratio: x, shift } = posteriorAfter(prior, channel, o);
        const steps = prior.flatMap((p, t) => (p === 0 ? [] : [Math.abs(Math.log(posterior[t] / p))]));
        return { name, o, x, shift, step: Math.max(...steps) };
      }),
  );

/** Every deterministic strategy in some situations. */
const strategies = (stream: Stream) =>
  [...situations(stream, 60)].flatMap(({ name, channel, prior }) => {
    const found: { name: string; sigma: number[]; of: () => { channel: Channel; prior: number[] } }[] = [];
    forEachProfile(new Array<number>(prior.length).fill(prior.length), (sigma) =>
      found.push({ name, sigma: [...sigma], of: () => ({ channel, prior }) }),
    );
    return found;
  });

const honest = (strategy: readonly number[]): boolean => strategy.every((report, t) => report === t);

/** P(T = t, O = o) under a strategy, and the product of its margins, as laws on pairs. */
function jointLaw({ channel, prior }: { channel: Channel; prior: readonly number[] }, strategy: readonly number[]) {
  const rows = strategy.map((report, t) => Array.from(channel[report], (p) => prior[t] * p));
  const mean = rows[0].map((_, o) => rows.reduce((sum, row) => sum + row[o], 0));
  return { rows, mean, joint: rows.flat(), product: prior.flatMap((p) => mean.map((q) => p * q)) };
}

/** H = −Σ p ln p. */
const entropy = (law: readonly number[]): number => -law.reduce((sum, p) => sum + (p === 0 ? 0 : p * Math.log(p)), 0);

/** The paper's mechanisms, each with the ν that its theorem allows for F = ν ln x and the ν at which a strategy beats honesty. */
function* xiaoLimits(): Generator<{ name: string; allowed: number; critical: number }> {
  const sides = [
    [1, 0],
    [0, 1],
  ];
  for (const { noise, eps, d, p } of product({
    noise: ELECTION_NOISES,
    eps: EPSILONS,
    d: [-20, -5, -1, 0, 1, 5, 20],
    p: [0.5, 0.9, 0.99],
  })) {
    const channel = electionChannel([Math.max(d, 0), Math.max(-d, 0)], eps, noise);
    const { xiao } = criticalWorth(channel, [p, 1 - p], sides);
    yield { name: `election, ${noise}, ε = ${eps}, d = ${d}, prior ${p}`, allowed: 1 / (2 * eps), critical: xiao };
  }
  const locations = [0, 0.4, 1];
  const values = locations.map((own) => locations.map((l) => -Math.abs(own - l)));
  for (const { eps, others, prior } of product({
    eps: EPSILONS,
    others: [
      [0, 0, 0],
      [2, 0, 1],
      [6, 0, 6],
    ],
    prior: [
      [1 / 3, 1 / 3, 1 / 3],
      [0.02, 0.96, 0.02],
    ],
  })) {
    const { xiao } = criticalWorth(facilityChannel(others, eps), prior, values);
    yield { name: `facility, ε = ${eps}, others ${others}`, allowed: 0.4 / (2 * eps), critical: xiao };
  }
  const types = essentialTypes(2, 1);
  for (const { eps, sums, prior } of product({
    eps: EPSILONS,
    sums: [
      [0, 0],
      [2, 0],
      [0, 5],
    ],
    prior: [
      [1 / 3, 1 / 3, 1 / 3],
      [0.9, 0.05, 0.05],
    ],
  })) {
    const channel = types.map((type) => vcgProbabilities(withReport(sums, type, 1), 1, eps));
    const worth = types.map((truth) => types.map((report) => vcgExpectedUtility(sums, report, truth, 1, eps)));
    const value = (sigma: readonly number[]): number => sigma.reduce((sum, s, t) => sum + prior[t] * worth[t][s], 0);
    let critical = Infinity;
    forEachProfile([3, 3, 3], (sigma) => {
      const told = mutualInformation(channel, prior, [0, 1, 2]);
      const saved = told - mutualInformation(channel, prior, sigma);
      if (saved > 1e-12 * told) critical = Math.min(critical, (value([0, 1, 2]) - value(sigma)) / saved);
    });
    const allowed = 1 / (4 * eps * (1 + 2 * Math.exp(eps / 2)));
    yield { name: `VCG, ε = ${eps}, others' sums ${sums}`, allowed, critical };
  }
}

export const claims: readonly Claim[] = [
  claim({
    id: "ccmkv11/sec8.post",
    where: "§8",
    method: "property test",
    verdict: "holds",
    printed: { says: "x^{−1} Pr[T = θ] ≤ Pr[T′ = θ] ≤ x Pr[T = θ]", value: 1 },
    twin: { says: "x^{−0.97} Pr[T = θ] ≤ Pr[T′ = θ] ≤ x^{0.97} Pr[T = θ]", value: 0.97 },
    check: (power, stream) =>
      nowhereAbove(
        observations(stream),
        ({ step, x }) => step - power * Math.log(x),
        0,
        "|ln posterior/prior| minus what is said",
        1e-11,
      ),
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
      const seen = observations(stream);
      return all(
        nowhereAbove(seen, ({ shift, x }) => shift - limit(x), 0, "shift minus its bound", 1e-11),
        nowhereAbove(seen, ({ shift, x }) => shift - sharpShift(x), 0, "shift minus tanh(ln x/4)", 1e-11),
      );
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
      return all(
        ...[0, 1].map((o) =>
          atLeast(
            `posterior of the common preference after ${"AB"[o]}:`,
            posteriorAfter([0.5, 0.5], channel, o).posterior[o],
            least,
          ),
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/appA.info",
    where: "Appendix A, definition of I",
    method: "property test",
    verdict: "holds",
    printed: { says: "I(X; Y) = H(X) + H(Y) − H(X, Y) = E log(P(x, y)/(P(x) P(y)))", value: 1 },
    twin: { says: "I(X; Y) = 2H(X) + H(Y) − H(X, Y)", value: 2 },
    check: (factor, stream) =>
      everywhere(
        strategies(stream),
        ({ sigma, of }) => {
          const { channel, prior } = of();
          const { joint, mean, product } = jointLaw(of(), sigma);
          const information = mutualInformation(channel, prior, sigma);
          const byEntropy = factor * entropy(prior) + entropy(mean) - entropy(joint);
          return Math.max(Math.abs(information - byEntropy), Math.abs(information - klDivergence(joint, product)));
        },
        1e-11,
      ),
  }),

  claim({
    id: "ccmkv11/thmA.2",
    where: "Theorem A.2",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "Truthful for the pointwise privacy utility implies Xiao-truthful: critical ν (pointwise) ≤ critical ν (Xiao)",
      value: (pointwise: number, xiao: number): number => pointwise / xiao,
    },
    twin: {
      says: "Xiao-truthful implies truthful for the pointwise utility",
      value: (pointwise: number, xiao: number): number => xiao / pointwise,
    },
    check: (ratio, stream) => {
      const cases = [
        ...whole(1, 200).map((i) => ({ name: `random ${i}`, ...truthfulSetting(stream) })),
        ...paperSettings(),
      ].map(({ name, channel, prior, utilities }) => ({ name, ...criticalWorth(channel, prior, utilities) }));
      return nowhereAbove(
        cases,
        ({ pointwise, xiao }) => (pointwise === xiao ? 1 : ratio(pointwise, xiao)),
        1,
        "one critical ν over the other",
        1e-9,
      );
    },
  }),

  claim({
    id: "ccmkv11/thmA.2.F",
    where: "After Theorem A.2",
    method: "property test",
    verdict: "holds",
    printed: { says: "The pointwise privacy utility obeys Assumption 3.1 with F(x) = ν ln x", value: 1 },
    twin: { says: "… with F(x) = 0.97 ν ln x", value: 0.97 },
    check: (factor, stream) =>
      nowhereAbove(
        [...situations(stream)].map(({ name, channel, prior }) => {
          const y = logRatios(channel);
          const mean = y.map((_, o) => prior.reduce((sum, p, t) => sum + p * channel[t][o], 0));
          const excess = channel.flatMap((row) =>
            Array.from(y, (bound, o) => Math.abs(Math.log(row[o] / mean[o])) - factor * bound),
          );
          return { name, excess: Math.max(...excess) };
        }),
        ({ excess }) => excess,
        0,
        "|ln P(o|θ)/P(o)| minus its bound",
        1e-11,
      ),
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
      const excess = ({ sigma, of }: ReturnType<typeof strategies>[number]): number => {
        const { channel, prior } = of();
        return -mutualInformation(channel, prior, sigma) - pointwiseUtility(channel, prior, sigma);
      };
      const cases = strategies(stream);
      return all(
        nowhereAbove(cases, excess, 0, "−I minus the utility", 1e-11),
        everywhere(
          cases.filter(({ sigma }) => always || honest(sigma)),
          excess,
          1e-10,
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/eqA.3.kl",
    where: "Theorem A.2, proof",
    method: "exhaustive",
    verdict: "holds",
    printed: { says: "KL(W, X ‖ W, Y) ≥ KL(X ‖ Y), for W = T, X = M(σ(T)), Y = M(T)", value: 1 },
    twin: { says: "KL(W, X ‖ W, Y) ≥ 1.05 KL(X ‖ Y)", value: 1.05 },
    check: (factor, stream) =>
      nowhereAbove(
        strategies(stream),
        ({ sigma, of }) => {
          const lie = jointLaw(of(), sigma);
          const truth = jointLaw(
            of(),
            sigma.map((_, t) => t),
          );
          return factor * klDivergence(lie.mean, truth.mean) - klDivergence(lie.joint, truth.joint);
        },
        0,
        "KL(X ‖ Y) minus KL(W, X ‖ W, Y)",
        1e-13,
      ),
  }),

  claim({
    id: "ccmkv11/appA.all",
    where: "After Theorem A.2",
    method: "property test",
    verdict: "holds",
    printed: {
      says:
        "All the paper's truthful mechanisms are Xiao-truthful for F = ν ln x under their own conditions: Mechanism 4.1 even " +
        "with the printed noise, whose level is 2ε (KL(P‖Q) ≤ level · total variation, so a lie costs more than it hides)",
      value: 1,
    },
    twin: { says: "… with 1.2 times the worth of privacy", value: 1.2 },
    check: (factor) =>
      nowhereAbove(
        xiaoLimits(),
        ({ allowed, critical }) => (factor * allowed) / critical,
        1,
        "ν allowed over its critical value",
      ),
  }),
];
