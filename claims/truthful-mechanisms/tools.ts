/** Claims of §5, the tools for proving truthfulness, and of the introduction. */
import { claim, type Claim } from "../claim";
import { show } from "../../lib/format";
import type { Channel } from "../../lib/privacy/channel";
import { randomisedResponse } from "../../lib/privacy/randomised-response";
import { totalVariation, klDivergence } from "../../lib/probability/total-variation";
import type { Stream } from "../../lib/probability/stream";
import { auditEveryCoin, type AgentMechanism } from "../../lib/truthful-mechanisms/agent-audit";
import { facilityChannel, electionChannel } from "../../lib/truthful-mechanisms/beliefs";
import { electionLevel, logPivot } from "../../lib/truthful-mechanisms/election";
import { bestElectionLie, voteStakes, type VoteStakes } from "../../lib/truthful-mechanisms/election-truthfulness";
import { medianOf } from "../../lib/truthful-mechanisms/facility";
import { logBound, type PrivacyBound } from "../../lib/truthful-mechanisms/privacy-bound";
import { vcgCoupling, vcgDifference } from "../../lib/truthful-mechanisms/vcg-coupling";
import { vcgProbabilities, withReport } from "../../lib/truthful-mechanisms/vcg-law";
import { essentialTypes } from "../../lib/truthful-mechanisms/vcg-scan";
import {
  atMost,
  BOUNDS,
  columnRatios,
  EPSILONS,
  equals,
  randomChannel,
  randomInteger,
  randomLaw,
  worstOf,
  type Case,
} from "./common";

/** The most that two rows can differ in expected privacy utility: Σ |P − P′| F(x_o). */
function privacyDifference(channel: Channel, a: number, b: number, bound: PrivacyBound): number {
  return columnRatios(channel).reduce((sum, y, o) => sum + Math.abs(channel[a][o] - channel[b][o]) * bound(y), 0);
}

/**
 * The three mechanisms as channels from one agent's report, with their privacy level, for a few reports of the others.
 */
function* mechanismChannels(eps: number): Iterable<{ name: string; channel: Channel; level: number }> {
  for (const d of [0, 1, 4, 20]) {
    yield { name: `election, others' margin ${d}`, channel: electionChannel([d, 0], eps, "halved"), level: eps };
  }
  for (const others of [
    [0, 0, 0],
    [2, 0, 1],
    [5, 3, 0],
  ]) {
    yield { name: `facility, others ${others}`, channel: facilityChannel(others, eps), level: eps };
  }
  for (const sums of [
    [0, 0],
    [2, 0],
    [6, 0],
  ]) {
    const channel = essentialTypes(2, 1).map((type) => vcgProbabilities(withReport(sums, type, 1), 1, eps));
    yield { name: `VCG, others' sums ${sums}`, channel, level: eps };
  }
}

/**
 * A random mechanism that moves the outcome only away from the truth: each coin clamps the report to a random interval;
 * constant coins make every outcome possible under every report.
 */
function randomClampMechanism(stream: Stream): {
  types: number;
  coins: readonly (readonly [number, number])[];
  law: (profile: readonly number[]) => number[];
} {
  const types = randomInteger(2, 4, stream);
  const coins: [number, number][] = Array.from({ length: types }, (_, k) => [k, k]);
  for (let i = 0; i < 4; i++) {
    const lo = randomInteger(0, types - 1, stream);
    coins.push([lo, randomInteger(lo, types - 1, stream)]);
  }
  coins.push([0, types - 1]);
  const weights = randomLaw(coins.length, stream);
  const law = ([report]: readonly number[]): number[] => {
    const p = new Array<number>(types).fill(0);
    coins.forEach(([lo, hi], c) => (p[Math.min(Math.max(report, lo), hi)] += weights[c]));
    const sum = p.reduce((a, b) => a + b, 0);
    return p.map((x) => x / sum);
  };
  return { types, coins, law };
}

/** P(the outcomes of two adjacent reports differ) for facility location under common noise, by enumeration. */
function facilityCoupling(others: readonly number[], j: number, eps: number): number {
  const b = Math.exp(-eps / 2);
  const reach = Math.ceil(76 / eps);
  let sum = 0;
  const z = [0, 0, 0];
  for (let r0 = 0; r0 <= reach; r0++) {
    for (let r1 = 0; r1 <= reach; r1++) {
      for (let r2 = 0; r2 <= reach; r2++) {
        z[0] = others[0] + r0;
        z[1] = others[1] + r1;
        z[2] = others[2] + r2;
        z[j]++;
        const first = medianOf(z);
        z[j]--;
        z[j + 1]++;
        if (medianOf(z) !== first) sum += b ** (r0 + r1 + r2);
      }
    }
  }
  return sum * (1 - b) ** 3;
}

export const claims: readonly Claim[] = [
  claim({
    id: "ccmkv11/lem5.1",
    where: "Lemma 5.1",
    method: "property test",
    verdict: "holds",
    printed: {
      says:
        "ε-privacy, and every change of outcome by a misreport costing at least 2F(e^ε), make a mechanism universally " +
        "truthful",
      value: 2,
    },
    twin: { says: "a cost of F(e^ε) is enough", value: 1 },
    check: (multiple, stream) => {
      const cases: Case[] = [];
      for (let i = 0; i < 150; i++) {
        const { types, coins, law } = randomClampMechanism(stream);
        const level = Math.max(...columnRatios(Array.from({ length: types }, (_, report) => law([report]))));
        for (const bound of BOUNDS) {
          const cost = multiple * bound(level);
          const mechanism: AgentMechanism = {
            players: 1,
            types,
            law,
            bound,
            value: (type, outcome) => -cost * Math.abs(type - outcome),
          };
          const { gain } = auditEveryCoin(mechanism, ([report], [lo, hi]) => Math.min(Math.max(report, lo), hi), coins);
          cases.push({
            excess: gain / (1 + cost),
            evidence: `${types} types, level ${show(level)}, cost of a change ${show(cost)}: best lie gains ${show(gain)}`,
          });
        }
      }
      return worstOf(cases, 1e-10);
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
    check: (share) => {
      const cases: Case[] = [];
      for (const bound of BOUNDS) {
        for (const eps of EPSILONS) {
          const gap = share * 2 * bound(eps);
          const { gain, r, others } = bestElectionLie(3, gap, eps, bound, "halved", ["vote"]);
          cases.push({
            excess: -gain,
            evidence: `ε = ${eps}, gap ${show(gap)}: at others' margin ${others}, r = ${r}, a misreport gains ${show(gain)}`,
          });
        }
      }
      return worstOf(cases, -1e-12);
    },
  }),

  claim({
    id: "ccmkv11/lem5.2",
    where: "Lemma 5.2",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "The expected privacy utilities of two reports differ by at most 2F(e^ε)·SD of their outcomes",
      value: 2,
    },
    twin: { says: "… by at most 1.9 F(e^ε)·SD", value: 1.9 },
    check: (constant) => {
      const cases: Case[] = [];
      for (const bound of BOUNDS) {
        for (const eps of [0.01, 0.1, 0.5, 1, 3]) {
          for (const { name, channel, level } of mechanismChannels(eps)) {
            for (let a = 0; a < channel.length; a++) {
              for (let b = 0; b < channel.length; b++) {
                const limit = constant * bound(level) * totalVariation(channel[a], channel[b]);
                const value = privacyDifference(channel, a, b, bound);
                cases.push({
                  excess: value === 0 ? -1 : value / limit - 1,
                  evidence: `${name}, ε = ${eps}: difference ${show(value)}, bound ${show(limit)}`,
                });
              }
            }
          }
        }
      }
      return worstOf(cases, 1e-9);
    },
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
    check: (factor) => {
      const cases: Case[] = [];
      for (const eps of [0.5, 1, 2]) {
        for (const d of [0, 3, 12]) {
          const [a, b] = electionChannel([d, 0], eps, "halved");
          const change = Math.exp(logPivot(d, eps, "halved"));
          cases.push(atMost(`election, ε = ${eps}, d = ${d}: SD`, factor * totalVariation(a, b), change));
        }
      }
      for (const others of [
        [1, 0, 1],
        [2, 1, 0],
      ]) {
        const channel = facilityChannel(others, 3);
        for (const j of [0, 1]) {
          const change = facilityCoupling(others, j, 3);
          const difference = totalVariation(channel[j], channel[j + 1]);
          cases.push(atMost(`facility, others ${others}, ${j} to ${j + 1}: SD`, factor * difference, change, 1e-10));
          cases.push(equals(`facility, others ${others}, ${j} to ${j + 1}: coupling`, change, difference, 1e-10));
        }
      }
      for (const [truth, report] of [
        [
          [0, 0],
          [0, 1],
        ],
        [
          [2, 0],
          [0, 1],
        ],
        [
          [0, 1],
          [2, 0],
        ],
      ]) {
        const { outcome, payment } = vcgCoupling([1, 0], truth, report, 2, 1);
        const difference = vcgDifference([1, 0], truth, report, 2, 1);
        cases.push(atMost(`VCG, ${truth} to ${report}: SD`, factor * difference, outcome + payment));
      }
      return worstOf(cases);
    },
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
      const cases: Case[] = [];
      const channels: Channel[] = Array.from({ length: 500 }, () =>
        randomChannel(2, randomInteger(2, 5, stream), stream),
      );
      channels.push(...EPSILONS.map(randomisedResponse));
      for (const channel of channels) {
        const level = Math.max(...columnRatios(channel));
        const difference = totalVariation(channel[0], channel[1]);
        cases.push(atMost(`level ${show(level)}, sharp ${show(Math.tanh(level / 2))}: SD`, difference, limit(level)));
        cases.push(atMost(`level ${show(level)}: SD against tanh(ε/2)`, difference, Math.tanh(level / 2)));
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/sec5.eps2",
    where: "After Lemma 5.2",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "With F = ln the privacy loss is O(ε²): KL(P‖P′) + KL(P′‖P) ≤ 2ε·SD ≤ 2ε(e^ε − 1)",
      value: 2,
    },
    twin: { says: "KL(P‖P′) + KL(P′‖P) ≤ 1.9 ε·SD", value: 1.9 },
    check: (constant) => {
      const cases: Case[] = [];
      for (const eps of [0.1, 0.5, 1]) {
        for (const d of [0, 2, 10]) {
          const [a, b] = electionChannel([d, 0], eps, "halved");
          const loss = klDivergence(a, b) + klDivergence(b, a);
          const limit = constant * eps * totalVariation(a, b);
          cases.push(atMost(`ε = ${eps}, d = ${d}: KL + KL`, loss / limit, 1, 1e-9));
          cases.push(atMost(`ε = ${eps}, d = ${d}: the bound`, limit, 2 * eps * Math.expm1(eps)));
        }
      }
      return worstOf(cases);
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
      const cases: Case[] = [];
      let previous: VoteStakes | undefined;
      for (let d = 0; d <= 80; d++) {
        const stakes = voteStakes(d, eps, bound, "halved");
        const ratio = stakes.privacyDifference / stakes.pivot;
        cases.push(atMost(`d = ${d}: difference/gain`, ratio, 2 * bound(electionLevel(eps, "halved"))));
        if (previous && d > 30) {
          cases.push(equals(`d = ${d}: step of ln gain`, Math.log(stakes.pivot / previous.pivot), -rate * eps, 1e-4));
          const step = Math.log(stakes.privacyDifference / previous.privacyDifference);
          cases.push(equals(`d = ${d}: step of ln difference`, step, -rate * eps, 1e-3));
        }
        previous = stakes;
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/sec1.faster",
    where: "§1.2",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "As ε falls the privacy at stake falls faster than the influence on the outcome: the difference in expected " +
        "privacy utility between two reports",
      value: (stakes: VoteStakes): number => stakes.privacyDifference,
    },
    twin: {
      says: "… also the expected absolute cost Σ P(o) F(x_o), for F = ln",
      value: (stakes: VoteStakes): number => stakes.expectedCost,
    },
    check: (cost) => {
      const cases: Case[] = [];
      for (const d of [0, 5]) {
        let previous = Infinity;
        for (let k = 0; k <= 14; k++) {
          const stakes = voteStakes(d, 2 ** -k, logBound(1), "halved");
          const ratio = cost(stakes) / stakes.pivot;
          cases.push(atMost(`d = ${d}, ε = 2^−${k}: cost per influence`, ratio, previous));
          previous = ratio;
        }
        cases.push(atMost(`d = ${d}, ε = 2^−14: cost per influence`, previous, 1e-3));
      }
      return worstOf(cases);
    },
  }),
];
