/** Claims of §5, the tools for proving truthfulness, and of the introduction. */
import { claim, type Claim } from "../claim";
import { all, everywhere, holdsFor, nowhereAbove, product } from "../evidence";
import { forEachProfile } from "../../lib/enumeration/profiles";
import { whole } from "../../lib/plot/grid";
import { logRatios, type Channel } from "../../lib/privacy/channel";
import { randomisedResponse } from "../../lib/privacy/randomised-response";
import { totalVariation, klDivergence } from "../../lib/probability/total-variation";
import type { Stream } from "../../lib/probability/stream";
import { facilityChannel, electionChannel } from "../../lib/truthful-mechanisms/beliefs";
import { electionLevel, electionPrivacy, logPivot } from "../../lib/truthful-mechanisms/election";
import { bestElectionLie, voteStakes } from "../../lib/truthful-mechanisms/election-truthfulness";
import { medianOf } from "../../lib/truthful-mechanisms/facility";
import { logBound, type PrivacyBound } from "../../lib/truthful-mechanisms/privacy-bound";
import { vcgCoupling, vcgDifference } from "../../lib/truthful-mechanisms/vcg-coupling";
import { vcgProbabilities, withReport } from "../../lib/truthful-mechanisms/vcg-law";
import { essentialTypes } from "../../lib/truthful-mechanisms/vcg-scan";
import { ANY_BOUNDS, EPSILONS, NONDECREASING, randomChannel, randomInteger, randomLaw, type Bounds } from "./instances";

/** The most that two rows can differ in expected privacy utility: Σ |P − P′| F(x_o). */
function privacyDifference(channel: Channel, a: number, b: number, bound: PrivacyBound): number {
  return logRatios(channel).reduce((sum, y, o) => sum + Math.abs(channel[a][o] - channel[b][o]) * bound(y), 0);
}

/** A mechanism as a channel from one agent's report, with its privacy level. */
interface Setting {
  readonly name: string;
  readonly channel: Channel;
  readonly level: number;
}

/** The three mechanisms for a few reports of the others, and random ones. */
function settings(stream: Stream): Setting[] {
  const found: Setting[] = [];
  for (const eps of [0.01, 0.1, 0.19, 0.5, 1, 3]) {
    for (const d of [0, 1, 4, 20]) {
      found.push({ name: `election, d = ${d}`, channel: electionChannel([d, 0], eps, "halved"), level: eps });
    }
    for (const others of [
      [0, 0, 0],
      [2, 0, 1],
      [5, 3, 0],
    ]) {
      found.push({ name: `facility, others ${others}`, channel: facilityChannel(others, eps), level: eps });
    }
    for (const sums of [
      [0, 0],
      [2, 0],
      [1, 0, 0],
    ]) {
      const channel = essentialTypes(sums.length, 1).map((type) => vcgProbabilities(withReport(sums, type, 1), 1, eps));
      found.push({ name: `VCG, others' sums ${sums}`, channel, level: eps });
    }
  }
  for (const i of whole(1, 60)) {
    const channel = randomChannel(randomInteger(2, 4, stream), randomInteger(2, 5, stream), stream);
    found.push({ name: `random ${i}`, channel, level: Math.max(...logRatios(channel)) });
  }
  return found;
}

/** Every ordered pair of different reports of some settings. */
const pairsOf = (all: readonly Setting[]) =>
  all.flatMap(({ name, channel, level }) =>
    [...product({ a: [...channel.keys()], b: [...channel.keys()] })]
      .filter(({ a, b }) => a !== b)
      .map(({ a, b }) => ({ name, level, a, b, channelOf: () => channel })),
  );

/** A change of outcome by a misreport: the two outcomes' log ratios, the mechanism's level, and what it costs, in units. */
interface Change {
  readonly name: string;
  readonly honest: number;
  readonly other: number;
  readonly level: number;
  readonly units: number;
}

/**
 * All changes of outcome by player 0 of a random mechanism for two players, with her utilities as near to each other as
 * Condition 2 of Lemma 5.1 allows: tables drawn at random, kept as coins as long as some order of the outcomes, for each
 * of her types, makes every change of hers one for the worse.
 */
function randomChanges(name: string, stream: Stream): Change[] {
  const types = randomInteger(2, 3, stream);
  const outcomes = randomInteger(2, 3, stream);
  const orders: number[][] = [];
  forEachProfile(new Array<number>(outcomes).fill(outcomes), (order) => {
    if (new Set(order).size === outcomes) orders.push([...order]);
  });
  const sides = [...product({ own: whole(0, types - 1), report: whole(0, types - 1), peer: whole(0, types - 1) })];
  const at = (table: readonly number[], own: number, peer: number): number => table[own * types + peer];
  const fits = (tables: readonly (readonly number[])[], type: number, rank: readonly number[]): boolean =>
    tables.every((table) =>
      sides.every(({ own, report, peer }) => {
        const [honest, other] = [at(table, own, peer), at(table, report, peer)];
        return own !== type || honest === other || rank[honest] > rank[other];
      }),
    );
  // Every outcome is possible under every report, so that the mechanism is private at all.
  let tables = whole(0, outcomes - 1).map((o) => new Array<number>(types * types).fill(o));
  for (let tries = 0; tries < 40; tries++) {
    const more = [...tables, Array.from({ length: types * types }, () => randomInteger(0, outcomes - 1, stream))];
    if (whole(0, types - 1).every((type) => orders.some((rank) => fits(more, type, rank)))) tables = more;
  }
  const weights = randomLaw(tables.length, stream);
  const ratios = whole(0, types - 1).map((peer) =>
    logRatios(
      whole(0, types - 1).map((own) =>
        whole(0, outcomes - 1).map((o) =>
          tables.reduce((sum, table, c) => sum + (at(table, own, peer) === o ? weights[c] : 0), 0),
        ),
      ),
    ),
  );
  const level = Math.max(...ratios.map((y) => Math.max(...y)));
  return sides.flatMap(({ own, report, peer }) => {
    const rank = orders.find((order) => fits(tables, own, order))!;
    return tables
      .map((table) => [at(table, own, peer), at(table, report, peer)])
      .filter(([honest, other]) => honest !== other)
      .map(([honest, other]) => ({
        name,
        honest: ratios[peer][honest],
        other: ratios[peer][other],
        level,
        units: rank[honest] - rank[other],
      }));
  });
}

/** P(the outcomes of two adjacent reports differ) for facility location under common noise, by enumeration. */
function facilityCoupling(others: readonly number[], j: number, eps: number): number {
  const b = Math.exp(-eps / 2);
  const values = Math.ceil(76 / eps) + 1;
  let sum = 0;
  forEachProfile([values, values, values], ([r0, r1, r2]) => {
    const z = [others[0] + r0, others[1] + r1, others[2] + r2];
    z[j]++;
    const first = medianOf(z);
    z[j]--;
    z[j + 1]++;
    if (medianOf(z) !== first) sum += b ** (r0 + r1 + r2);
  });
  return sum * (1 - b) ** 3;
}

/** P(a change under common noise) and the statistical difference, in the three mechanisms. */
function couplings(): { name: string; change: number; difference: number; equal: boolean }[] {
  const elections = [...product({ eps: [0.5, 1, 2], d: [0, 3, 12] })].map(({ eps, d }) => {
    const [a, b] = electionChannel([d, 0], eps, "halved");
    const change = Math.exp(logPivot(d, eps, "halved"));
    return { name: `election, ε = ${eps}, d = ${d}`, change, difference: totalVariation(a, b), equal: true };
  });
  const facilities = [
    [1, 0, 1],
    [2, 1, 0],
  ].flatMap((others) => {
    const channel = facilityChannel(others, 3);
    return [0, 1].map((j) => ({
      name: `facility, others ${others}, ${j} to ${j + 1}`,
      change: facilityCoupling(others, j, 3),
      difference: totalVariation(channel[j], channel[j + 1]),
      equal: true,
    }));
  });
  const vcgs = [...product({ truth: essentialTypes(2, 2), report: essentialTypes(2, 2) })]
    .filter(({ truth, report }) => truth.join() !== report.join())
    .map(({ truth, report }) => {
      const { outcome, payment } = vcgCoupling([1, 0], truth, report, 2, 1);
      const difference = vcgDifference([1, 0], truth, report, 2, 1);
      return { name: `VCG, ${truth} to ${report}`, change: outcome + payment, difference, equal: false };
    });
  return [...elections, ...facilities, ...vcgs];
}

export const claims: readonly Claim[] = [
  claim({
    id: "ccmkv11/lem5.1",
    where: "Lemma 5.1",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says:
        "ε-privacy, and every change of outcome by a misreport costing at least 2F(e^ε), make a mechanism universally " +
        "truthful, for every F with F(x) → 0 as x → 1",
      value: { bounds: ANY_BOUNDS, multiple: 2 },
    },
    corrected: { says: "… for every nondecreasing F (Proposition 3.3)", value: { bounds: NONDECREASING, multiple: 2 } },
    twin: { says: "a cost of 1.9 F(e^ε) is enough", value: { bounds: NONDECREASING, multiple: 1.9 } },
    check: ({ bounds, multiple }: { bounds: Bounds; multiple: number }, stream) => {
      const changes = [
        // With the doubled noise both outcomes of a tie lie at the level itself, and the whole cost is used up.
        ...[...product({ noise: ["halved", "doubled"], eps: [0.1, 0.19, 1], d: [0, 5] })].map(({ noise, eps, d }) => {
          const [honest, other] = electionPrivacy(d, eps, noise);
          return { name: `election, ${noise}, d = ${d}`, honest, other, level: eps, units: 1 };
        }),
        ...whole(1, 150).flatMap((i) => randomChanges(`random ${i}`, stream)),
      ];
      return nowhereAbove(
        product({ F: Object.keys(bounds), change: changes }),
        ({ F, change: { honest, other, level, units } }) =>
          (bounds[F](honest) + bounds[F](other)) / (multiple * bounds[F](level) * units),
        1,
        "privacy that a lie can gain, over what it costs,",
        1e-12,
      );
    },
  }),

  claim({
    id: "ccmkv11/lem5.1.indiff",
    where: "After Lemma 5.1",
    method: "counterexample search",
    verdict: "holds",
    printed: {
      says: "Agents indifferent between outcomes can gain by a misreport that improves their privacy utility",
      value: 0,
    },
    twin: { says: "… also agents for whom the outcomes differ by 2F(e^ε)", value: 1 },
    check: (share) =>
      holdsFor(
        product({ F: Object.keys(NONDECREASING), eps: EPSILONS }),
        ({ F, eps }) =>
          bestElectionLie(3, share * 2 * NONDECREASING[F](eps), eps, NONDECREASING[F], "halved", ["vote"]).gain > 1e-12,
        "a lie gains in the halved election",
      ),
  }),

  claim({
    id: "ccmkv11/lem5.2",
    where: "Lemma 5.2",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says:
        "The expected privacy utilities of two reports differ by at most 2F(e^ε)·SD of their outcomes, for every F with " +
        "F(x) → 0 as x → 1",
      value: { bounds: ANY_BOUNDS, constant: 2 },
    },
    corrected: { says: "… for every nondecreasing F (Proposition 3.3)", value: { bounds: NONDECREASING, constant: 2 } },
    twin: { says: "… by at most 1.9 F(e^ε)·SD", value: { bounds: NONDECREASING, constant: 1.9 } },
    check: ({ bounds, constant }: { bounds: Bounds; constant: number }, stream) =>
      nowhereAbove(
        product({ F: Object.keys(bounds), of: pairsOf(settings(stream)) }),
        ({ F, of: { level, a, b, channelOf } }) => {
          const channel = channelOf();
          const difference = totalVariation(channel[a], channel[b]);
          if (difference === 0) return 0;
          return privacyDifference(channel, a, b, bounds[F]) / (constant * bounds[F](level) * difference);
        },
        1,
        "difference over the bound",
        1e-9,
      ),
  }),

  claim({
    id: "ccmkv11/sec5.fn3",
    where: "Footnote 3",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "SD(X, Y) = max over events S of |P(X ∈ S) − P(Y ∈ S)|, which is ½ Σ |P(X = o) − P(Y = o)|",
      value: 1,
    },
    twin: { says: "… which is Σ |P(X = o) − P(Y = o)|", value: 2 },
    check: (factor, stream) =>
      everywhere(
        pairsOf(settings(stream)).filter(({ channelOf }) => channelOf()[0].length <= 8),
        ({ a, b, channelOf }) => {
          const [p, q] = [channelOf()[a], channelOf()[b]];
          let most = 0;
          forEachProfile(new Array<number>(p.length).fill(2), (event) => {
            most = Math.max(most, Math.abs(event.reduce((sum, inside, o) => sum + inside * (p[o] - q[o]), 0)));
          });
          return factor * totalVariation(p, q) - most;
        },
        1e-14,
      ),
  }),

  claim({
    id: "ccmkv11/sec5.coupling",
    where: "After Lemma 5.2",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "P_r(M(θ; r) ≠ M(θ′; r)) ≥ SD(M(θ), M(θ′)); equal for the election and adjacent locations",
      value: 1,
    },
    twin: { says: "the probability of a change is at least 1.03 SD", value: 1.03 },
    check: (factor) =>
      all(
        nowhereAbove(couplings(), ({ change, difference }) => (factor * difference) / change, 1, "SD over P", 1e-10),
        everywhere(
          couplings().filter(({ equal }) => equal),
          ({ change, difference }) => change / difference - 1,
          1e-10,
        ),
      ),
  }),

  claim({
    id: "ccmkv11/sec5.sd",
    where: "After Lemma 5.2",
    method: "property test",
    verdict: "holds",
    printed: { says: "ε-privacy implies SD ≤ e^ε − 1", value: (eps: number): number => Math.expm1(eps) },
    twin: {
      says: "SD ≤ 0.97 tanh(ε/2) (sharp is tanh(ε/2), by randomised response)",
      value: (eps: number): number => 0.97 * Math.tanh(eps / 2),
    },
    check: (limit, stream) => {
      const channels = [
        ...whole(1, 500).map(() => randomChannel(2, randomInteger(2, 5, stream), stream)),
        ...EPSILONS.map(randomisedResponse),
      ].map((channel) => ({ level: Math.max(...logRatios(channel)), SD: totalVariation(channel[0], channel[1]) }));
      return all(
        nowhereAbove(channels, ({ level, SD }) => SD / limit(level), 1, "SD over the bound", 1e-12),
        nowhereAbove(channels, ({ level, SD }) => SD / Math.tanh(level / 2), 1, "SD over tanh(ε/2)", 1e-12),
      );
    },
  }),

  claim({
    id: "ccmkv11/sec5.eps2",
    where: "After Lemma 5.2",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "With F = ln the privacy loss is O(ε²): KL(P‖P′) + KL(P′‖P) ≤ 2ε·SD ≤ 2ε(e^ε − 1)",
      value: 2,
    },
    twin: { says: "KL(P‖P′) + KL(P′‖P) ≤ 1.9 ε·SD", value: 1.9 },
    check: (constant, stream) => {
      const pairs = pairsOf(settings(stream)).map(({ name, level, a, b, channelOf }) => {
        const [p, q] = [channelOf()[a], channelOf()[b]];
        return { name, level, loss: klDivergence(p, q) + klDivergence(q, p), SD: totalVariation(p, q) };
      });
      return all(
        nowhereAbove(pairs, ({ level, loss, SD }) => loss / (constant * level * SD), 1, "KL + KL over 2ε·SD", 1e-9),
        nowhereAbove(pairs, ({ level, SD }) => SD / Math.expm1(level), 1, "SD over e^ε − 1"),
      );
    },
  }),

  claim({
    id: "ccmkv11/sec5.skew",
    where: "End of §5",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "In a skewed election the expected gain and the expected privacy difference fall at the same exponential rate, " +
        "e^{−εd/2} with halved noise; their ratio stays below 2F(e^ε)",
      value: 0.5,
    },
    twin: { says: "… at the rate e^{−0.52 εd}", value: 0.52 },
    check: (rate) => {
      const eps = 0.5;
      const bound = logBound(0.3);
      const stakes = (d: number) => voteStakes(d, eps, bound, "halved");
      const deep = whole(31, 80).map((d) => ({ d }));
      return all(
        nowhereAbove(
          whole(0, 80).map((d) => ({ d })),
          ({ d }) => stakes(d).privacyDifference / stakes(d).pivot,
          2 * bound(electionLevel(eps, "halved")),
          "difference over gain",
        ),
        everywhere(deep, ({ d }) => Math.log(stakes(d).pivot / stakes(d - 1).pivot) + rate * eps, 1e-4, "rate off by"),
        everywhere(
          deep,
          ({ d }) => Math.log(stakes(d).privacyDifference / stakes(d - 1).privacyDifference) + rate * eps,
          1e-3,
          "rate off by",
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/sec1.faster",
    where: "§1.2",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "As ε falls, agents' ability to affect the outcome falls, but their expected privacy cost falls even faster: read, " +
        "as §5 has it, as the difference in expected privacy utility between two reports. (The expected cost " +
        "Σ P(o)F(x_o) itself does not for F = ln x: it stays of the order of the influence.)",
      value: { difference: true, cost: false },
    },
    twin: {
      says: "… also the expected cost Σ P(o)F(x_o), for F = ln x",
      value: { difference: true, cost: true },
    },
    check: (vanishes) => {
      const perInfluence = (what: "difference" | "cost", d: number, k: number): number => {
        const {
          privacyDifference: difference,
          expectedCost: cost,
          pivot,
        } = voteStakes(d, 2 ** -k, logBound(1), "halved");
        return { difference, cost }[what] / pivot;
      };
      return all(
        ...(["difference", "cost"] as const).map((what) =>
          holdsFor(
            product({ d: [0, 5] }),
            ({ d }) => {
              const falls = whole(1, 14).every((k) => perInfluence(what, d, k) < perInfluence(what, d, k - 1));
              return (falls && perInfluence(what, d, 14) < 1e-3) === vanishes[what];
            },
            `${what} per influence ${vanishes[what] ? "falls to 0" : "does not vanish"} from ε = 1 to 2^−14`,
          ),
        ),
      );
    },
  }),
];
