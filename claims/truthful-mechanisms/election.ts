/** Claims of §3 and §4: the model of privacy, and the two-candidate election. */
import { claim, type Claim } from "../claim";
import { show } from "../../lib/format";
import { forEachProfile } from "../../lib/enumeration/profiles";
import { auditPrivacy } from "../../lib/privacy/audit";
import { agrees, estimateProportion, zScore } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import {
  election,
  ELECTION_NOISES,
  electionLaw,
  electionLossTail,
  electionLoss,
  electionPrivacy,
  electionWinner,
  worstElectionLoss,
  type ElectionNoise,
} from "../../lib/truthful-mechanisms/election";
import {
  admissibleEps,
  bestElectionLie,
  requiredGap,
  type VoterLie,
} from "../../lib/truthful-mechanisms/election-truthfulness";
import { logBound, type PrivacyBound } from "../../lib/truthful-mechanisms/privacy-bound";
import {
  atMost,
  BOUNDS,
  columnRatios,
  EPSILONS,
  equals,
  randomChannel,
  randomInteger,
  worstOf,
  type Case,
} from "./common";

/** Margin of a profile of votes, 0 for A and 1 for B. */
const marginOf = (votes: readonly number[]): number => votes.reduce((sum, vote) => sum + (vote === 0 ? 1 : -1), 0);

/** F = 1 just above 1 and small later: allowed by the paper, and not monotone. */
const bump: PrivacyBound = (y) => (y === 0 ? 0 : y <= Math.log(1.2) ? 1 : 0.1);

/** A condition of Theorem 4.2: the gap that it asks for, for a noise. */
interface GapRule {
  readonly noise: ElectionNoise;
  readonly gap: (bound: PrivacyBound, eps: number) => number;
}

const BOUND_NAMES = ["ln x", "(x − 1)/2", "2 (x − 1)^1.5"];

/** The best lie when the gap is just what the rule asks for, over bounds, ε and numbers of voters. */
function* liesUnder(rules: readonly GapRule[], lies: readonly VoterLie[]): Iterable<Case> {
  for (const { noise, gap } of rules) {
    for (const [f, bound] of BOUNDS.entries()) {
      for (const eps of EPSILONS) {
        for (const voters of [1, 2, 3, 6]) {
          const needed = gap(bound, eps);
          const lie = bestElectionLie(voters, needed, eps, bound, noise, lies);
          yield {
            excess: lie.gain / needed - 1e-11,
            evidence:
              `${noise} noise, F = ${BOUND_NAMES[f]}, ε = ${eps}, n = ${voters}, gap ${show(needed)}: at others' margin ` +
              `${lie.others}, r = ${lie.r}, the voter of ${lie.own === 0 ? "A" : "B"} gains ${show(lie.gain)} by ` +
              (lie.lie === "vote" ? "voting for the other" : "abstaining"),
          };
        }
      }
    }
  }
}

const PRINTED_RULE: readonly GapRule[] = [{ noise: "printed", gap: (F, eps) => 2 * F(eps) }];
const REPAIRED_RULES: readonly GapRule[] = [
  { noise: "printed", gap: (F, eps) => 2 * F(2 * eps) },
  { noise: "halved", gap: (F, eps) => 2 * F(eps) },
  { noise: "doubled", gap: (F, eps) => 2 * F(eps) },
];
const TOO_SMALL: readonly GapRule[] = ELECTION_NOISES.map((noise) => ({
  noise,
  gap: (F, eps) => 0.98 * requiredGap(eps, F, noise),
}));

/** Simulated elections against the law, per variant. */
function* simulatedElections(
  law: (margin: number, eps: number, noise: ElectionNoise) => number,
  stream: Stream,
): Iterable<Case> {
  const runs = 100_000;
  for (const noise of ELECTION_NOISES) {
    const run = election(0.5, noise);
    const source = stream.split(noise);
    let wins = 0;
    for (let i = 0; i < runs; i++) wins += 1 - run(1, source);
    const estimate = estimateProportion(runs, wins);
    const exact = law(1, 0.5, noise);
    yield {
      excess: agrees(estimate, exact) ? -1 : 1,
      evidence:
        `${noise}, ${runs} runs: ${show(estimate.estimate, 4)} ± ${show(estimate.standardError, 2)}, ` +
        `exact ${show(exact)}, z = ${show(zScore(estimate, exact), 2)}`,
    };
  }
}

/** P(A wins) by adding up the noise. */
function winBySum(margin: number, eps: number, noise: ElectionNoise): number {
  const rate = noise === "halved" ? eps / 2 : eps;
  const reach = Math.ceil(50 / rate) + Math.abs(margin);
  let [wins, total] = [0, 0];
  for (let r = -reach; r <= reach; r++) {
    const weight = Math.exp(-rate * Math.abs(r));
    total += weight;
    if (electionWinner(margin, r, noise) === 0) wins += weight;
  }
  return wins / total;
}

export const claims: readonly Claim[] = [
  claim({
    id: "ccmkv11/asm3.1",
    where: "Assumption 3.1",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "A mechanism that ignores a player has x = 1 for every outcome, cost F(1) = 0; a deterministic one that reacts " +
        "to her has x = ∞",
      value: { ignoring: 0, reacting: Infinity },
    },
    twin: {
      says: "a deterministic mechanism that reacts has the x of a two-sided coin, 2",
      value: { ignoring: 0, reacting: Math.log(2) },
    },
    check: ({ ignoring, reacting }) => {
      const cases: Case[] = [];
      const constant = columnRatios([
        [1, 0],
        [1, 0],
      ]);
      for (const bound of BOUNDS) cases.push(equals("cost of the constant rule", bound(Math.max(...constant)), 0));
      cases.push(equals("ln x of the constant rule", Math.max(...constant), ignoring));
      // Majority without noise, the others tied.
      const majority = columnRatios([
        [1, 0],
        [0, 1],
      ]);
      for (const y of majority) cases.push(equals("ln x of the noiseless majority", y, reacting));
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/prop3.3",
    where: "Proposition 3.3",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "If M is ε-differentially private, then |U_priv| ≤ F(e^ε), for every F with F(x) → 0 as x → 1",
      value: { bounds: [bump], share: 1 },
    },
    corrected: {
      says: "… for every nondecreasing F with F(1) = 0 (any F can be replaced by the least such F above it)",
      value: { bounds: BOUNDS, share: 1 },
    },
    twin: { says: "|U_priv| ≤ F(e^{0.95 ε})", value: { bounds: BOUNDS, share: 0.95 } },
    check: ({ bounds, share }, stream) => {
      const cases: Case[] = [];
      for (let i = 0; i < 400; i++) {
        const ratios = columnRatios(randomChannel(randomInteger(2, 4, stream), randomInteger(2, 5, stream), stream));
        const level = Math.max(...ratios);
        for (const bound of bounds) {
          for (const y of ratios) {
            cases.push(atMost(`ln x = ${show(y)}, level ${show(level)}, cost allowed`, bound(y), bound(share * level)));
          }
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/mech4.1.law",
    where: "Mechanism 4.1, proof of Proposition 4.3",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "The losing candidate wins with probability a^{D+1}/(1+a) (A ahead or tied) or a^{|D|}/(1+a) (B ahead)",
      value: (margin: number, eps: number, noise: ElectionNoise): number => electionLaw(margin, eps, noise)[0],
    },
    twin: {
      says: "ties go to B: a^D/(1+a) and a^{|D|+1}/(1+a)",
      value: (margin: number, eps: number, noise: ElectionNoise): number => electionLaw(-margin, eps, noise)[1],
    },
    check: (law, stream) => {
      const cases: Case[] = [];
      for (const noise of ELECTION_NOISES) {
        for (const eps of EPSILONS) {
          for (let D = -9; D <= 9; D++) {
            cases.push(equals(`${noise}, ε = ${eps}, D = ${D}`, law(D, eps, noise), winBySum(D, eps, noise), 1e-13));
          }
        }
      }
      cases.push(...simulatedElections(law, stream));
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/mech4.1.dp",
    where: "Mechanism 4.1, Theorem 4.2",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says: "Mechanism 4.1 with noise ∝ e^{−ε|r|} is ε-differentially private",
      value: [{ noise: "printed", factor: 1 }] as readonly { noise: ElectionNoise; factor: number }[],
    },
    corrected: {
      says: "One vote moves the margin by 2: its level is 2ε; with noise ∝ e^{−ε|r|/2}, or the test D ≥ 2r, it is ε",
      value: [
        { noise: "printed", factor: 2 },
        { noise: "halved", factor: 1 },
        { noise: "doubled", factor: 1 },
      ],
    },
    twin: {
      says: "the levels are 1.96ε, 0.98ε, 0.98ε",
      value: [
        { noise: "printed", factor: 1.96 },
        { noise: "halved", factor: 0.98 },
        { noise: "doubled", factor: 0.98 },
      ],
    },
    check: (levels) => {
      const cases: Case[] = [];
      for (const { noise, factor } of levels) {
        for (const eps of EPSILONS) {
          for (const n of [1, 2, 3, 5, 8]) {
            const { level, profile, player } = auditPrivacy({
              reports: new Array<number>(n).fill(2),
              law: (votes) => electionLaw(marginOf(votes), eps, noise),
            });
            const where = `${noise} noise, ε = ${eps}, n = ${n}, votes ${profile.map((v) => "AB"[v]).join("")}, voter ${player}`;
            cases.push(atMost(`${where}: level`, level, factor * eps, 1e-10));
          }
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/thm4.2",
    where: "Theorem 4.2",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says: "Mechanism 4.1 is universally truthful for every privacy utility within F when the gap is at least 2F(e^ε)",
      value: PRINTED_RULE,
    },
    corrected: {
      says: "… when the gap is at least 2F(e^{2ε}); or 2F(e^ε) with halved noise or the test D ≥ 2r",
      value: REPAIRED_RULES,
    },
    twin: { says: "98 % of the exact gap F(x_A) + F(x_B) suffices", value: TOO_SMALL },
    check: (rules) => {
      const { stands, evidence } = worstOf(liesUnder(rules, ["vote"]));
      // The example that fits on a line: F = ln, ε = ½, one voter.
      const [{ noise, gap }] = rules;
      const needed = gap(logBound(1), 0.5);
      const { gain } = bestElectionLie(1, needed, 0.5, logBound(1), noise, ["vote"]);
      return {
        stands,
        evidence: `F = ln x, ε = 0.5, n = 1, ${noise} noise, gap ${show(needed)}: best lie gains ${show(gain)}; ${evidence}`,
      };
    },
  }),

  claim({
    id: "ccmkv11/thm4.2.case2",
    where: "Theorem 4.2, case 2 of the proof",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "If a voter's report changes the winner, the truthful winner is her own candidate",
      value: (own: number): number => own,
    },
    twin: { says: "… the truthful winner is the other candidate", value: (own: number): number => 1 - own },
    check: (expected) => {
      let [changes, exceptions] = [0, 0];
      for (let n = 1; n <= 7; n++) {
        forEachProfile(new Array<number>(n).fill(2), (votes) => {
          const D = marginOf(votes);
          for (let r = -12; r <= 12; r++) {
            const truth = electionWinner(D, r, "printed");
            for (const own of votes) {
              if (electionWinner(D + (own === 0 ? -2 : 2), r, "printed") === truth) continue;
              changes++;
              if (truth !== expected(own)) exceptions++;
            }
          }
        });
      }
      return {
        stands: exceptions === 0,
        evidence: `${exceptions} exceptions among ${changes} changes, n ≤ 7, |r| ≤ 12`,
      };
    },
  }),

  claim({
    id: "ccmkv11/thm4.2.n",
    where: "After Theorem 4.2",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "The ε needed does not depend on n: margins 0 and −1 of the others are the worst, and one of them is possible " +
        "for every n",
      value: [0, -1],
    },
    twin: { says: "margins 2 and −3 of the others are the worst", value: [2, -3] },
    check: (worst) => {
      const cases: Case[] = [];
      for (const noise of ["printed", "halved"] as const) {
        for (const bound of BOUNDS) {
          for (const eps of EPSILONS) {
            const need = (others: number): number =>
              electionPrivacy(others, eps, noise).reduce((sum, y) => sum + bound(y), 0);
            for (let n = 1; n <= 60; n++) {
              const at = worst.find((d) => (d - (n - 1)) % 2 === 0)!;
              for (let d = 1 - n; d < n; d += 2) {
                cases.push(atMost(`${noise}, ε = ${eps}, n = ${n}, margin ${d}: need`, need(d), need(at)));
              }
            }
          }
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/thm4.2.limit",
    where: "After Theorem 4.2",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "For every F with F(x) → 0 at 1 and every gap > 0, some ε > 0 makes Condition 2 hold",
      value: BOUNDS,
    },
    twin: {
      says: "… also for an F that jumps to 0.6 at once, with gap 1",
      value: [(y: number): number => (y === 0 ? 0 : 0.6)],
    },
    check: (bounds) => {
      const cases: Case[] = [];
      for (const bound of bounds) {
        for (const gap of [0.01, 0.1, 1]) {
          const eps = admissibleEps(bound, gap);
          for (const [rule, value] of Object.entries(eps)) {
            cases.push({
              excess: value > 0 ? -value : 1,
              evidence: `gap ${gap}, rule ${rule}: largest ε ${show(value)}`,
            });
          }
          if (eps.printed > 0) {
            const need = requiredGap(eps.printed, bound, "printed");
            cases.push(equals(`gap needed at ε = ${show(eps.printed)}`, need, gap, 1e-9));
          }
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/prop4.3.1",
    where: "Proposition 4.3 (1)",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "P(satisfied voters ≤ optimum − Δ) < e^{−εΔ}, for Δ ≥ 0",
      value: { from: 0, exponent: 1 },
    },
    corrected: { says: "… for Δ > 0 (at Δ = 0 both sides are 1)", value: { from: 1, exponent: 1 } },
    twin: { says: "… < e^{−1.05 εΔ} for Δ > 0", value: { from: 1, exponent: 1.05 } },
    check: ({ from, exponent }) => {
      const cases: Case[] = [];
      for (const eps of EPSILONS) {
        for (let D = -80; D <= 80; D++) {
          for (let delta = from; delta <= 80; delta++) {
            const tail = electionLossTail(Math.max(D, 0), Math.max(-D, 0), delta, eps, "printed");
            const limit = Math.exp(-exponent * eps * delta);
            cases.push({
              excess: tail < limit ? -1 : tail / limit,
              evidence: `ε = ${eps}, D = ${D}, Δ = ${delta}: P = ${show(tail)}, bound ${show(limit)}`,
            });
          }
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/prop4.3.2",
    where: "Proposition 4.3 (2)",
    method: "exact",
    verdict: "holds",
    printed: { says: "Expected satisfied voters > optimum − 1/ε", value: 1 },
    twin: { says: "… > optimum − 0.27/ε (the sharp constant is W(1/e) = 0.278465, at ε = 1.2785)", value: 0.27 },
    check: (constant) => {
      const cases: Case[] = [];
      for (const eps of [0.05, 0.1, 0.5, 1, 1.2785, 3]) {
        for (let D = -80; D <= 80; D++) {
          const loss = electionLoss(Math.max(D, 0), Math.max(-D, 0), eps, "printed");
          cases.push(atMost(`ε = ${eps}, D = ${D}: ε·loss`, eps * loss, constant));
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/sec4.asym",
    where: "After Proposition 4.3",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "The loss stays below 1/(eκ(1+e^{−κ})) for every n, so loss/n → 0 for constant ε and for ε = ω(1/n)",
      value: 1,
    },
    twin: { says: "… below 0.97/(eκ(1+e^{−κ}))", value: 0.97 },
    check: (share) => {
      const cases: Case[] = [];
      for (const noise of ["printed", "halved"] as const) {
        for (const law of ["constant", "root"] as const) {
          let previous = Infinity;
          for (let n = 100; n <= 1e6; n *= 10) {
            const eps = law === "constant" ? 0.5 : 1 / Math.sqrt(n);
            const rate = noise === "halved" ? eps / 2 : eps;
            const { loss, margin } = worstElectionLoss(eps, noise);
            cases.push(
              atMost(
                `${noise}, ε = ${show(eps)}: worst loss (D = ${margin})`,
                loss,
                share / (Math.E * rate * (1 + Math.exp(-rate))),
              ),
            );
            cases.push(atMost(`${noise}, n = ${n}: loss/n`, loss / n, previous / 3));
            previous = loss / n;
          }
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/sec4.privsum",
    where: "After Proposition 4.3",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: { says: "Privacy utilities change the social welfare by at most n F(e^ε)", value: 1 },
    corrected: {
      says: "… by at most n F(e^{2ε}) with the printed noise; a vanishing fraction of n for ε = 1/√n",
      value: 2,
    },
    twin: { says: "… by at most n F(e^{1.9ε})", value: 1.9 },
    check: (factor) => {
      const cases: Case[] = [];
      for (const bound of BOUNDS) {
        for (const eps of EPSILONS) {
          for (let n = 1; n <= 6; n++) {
            for (let a = 0; a <= n; a++) {
              const D = 2 * a - n;
              const [forA, forB] = [electionPrivacy(D - 1, eps, "printed"), electionPrivacy(D + 1, eps, "printed")];
              for (const o of [0, 1] as const) {
                const sum = a * (a > 0 ? bound(forA[o]) : 0) + (n - a) * (a < n ? bound(forB[o]) : 0);
                cases.push(
                  atMost(`ε = ${eps}, ${a} of ${n} for A, winner ${"AB"[o]}: Σ F`, sum, n * bound(factor * eps)),
                );
              }
            }
          }
        }
      }
      const fraction = logBound(1)(factor / Math.sqrt(1e6));
      cases.push(atMost("share of n at n = 10⁶, ε = 1/√n, F = ln", fraction, 0.01));
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/prop4.4",
    where: "Proposition 4.4",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says: "Under the assumptions of Theorem 4.2 (gap 2F(e^ε)) taking part is rational",
      value: PRINTED_RULE,
    },
    corrected: { says: "Under the corrected assumptions taking part is rational", value: REPAIRED_RULES },
    twin: { says: "98 % of the exact gap suffices", value: TOO_SMALL },
    check: (rules) => worstOf(liesUnder(rules, ["abstain"])),
  }),
];
