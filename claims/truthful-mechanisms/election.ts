/** Claims of §4, the two-candidate election. */
import { claim, type Claim } from "../claim";
import { all, atMost, drawn, equals, everywhere, holdsFor, nowhereAbove, product } from "../evidence";
import { geometric, whole } from "../../lib/plot/grid";
import { auditPrivacy } from "../../lib/privacy/audit";
import { estimateProportion } from "../../lib/probability/monte-carlo";
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
import type { PrivacyBound } from "../../lib/truthful-mechanisms/privacy-bound";
import { countElection, type ElectionCount } from "./counts";
import { ANY_BOUNDS, EPSILONS, NONDECREASING, type Bounds } from "./instances";
import { marginOf } from "./model";

/** A condition of Theorem 4.2: the gap that it asks for, for a noise. */
interface GapRule {
  readonly noise: ElectionNoise;
  readonly gap: (bound: PrivacyBound, eps: number) => number;
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

/** That no lie gains when the gap is just what the rules ask for. */
const noLieGains = (rules: readonly GapRule[], lie: VoterLie) =>
  nowhereAbove(
    // F = ln x, ε = ½ and a single voter come first: the example that fits on a line.
    product({ rule: rules, F: Object.keys(NONDECREASING), n: [1, 2, 3, 6], eps: [0.5, 0.1, 1, 3] }),
    ({ rule: { noise, gap }, F, n, eps }) => {
      const needed = gap(NONDECREASING[F], eps);
      return bestElectionLie(n, needed, eps, NONDECREASING[F], noise, [lie]).gain / needed;
    },
    0,
    `gain over the gap of a lie (${lie})`,
    1e-11,
  );

/** The tally with a margin and as few votes as can be. */
const tally = (margin: number): readonly [number, number] => [Math.max(margin, 0), Math.max(-margin, 0)];

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

/** That P(satisfied ≤ optimum − Δ) is below a bound in every election. */
const tailBelow = (
  noises: readonly ElectionNoise[],
  deltas: readonly number[],
  bound: (eps: number, delta: number) => number,
) =>
  nowhereAbove(
    product({ noise: noises, eps: EPSILONS, D: whole(-80, 80), delta: deltas }),
    ({ noise, eps, D, delta }) => electionLossTail(...tally(D), delta, eps, noise) / bound(eps, delta),
    1 - 1e-9,
    "P over the bound",
  );

export const claims: readonly Claim[] = [
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
    check: (law, stream) =>
      all(
        everywhere(
          product({ noise: ELECTION_NOISES, eps: EPSILONS, D: whole(-9, 9) }),
          ({ noise, eps, D }) => law(D, eps, noise) - winBySum(D, eps, noise),
          1e-13,
        ),
        ...ELECTION_NOISES.map((noise) => {
          const run = election(0.5, noise);
          const source = stream.split(noise);
          const wins = whole(1, 100_000).reduce((sum) => sum + 1 - run(1, source), 0);
          return drawn(
            `${noise} noise, P(A) at D = 1, ε = 0.5:`,
            estimateProportion(100_000, wins),
            law(1, 0.5, noise),
          );
        }),
      ),
  }),

  claim({
    id: "ccmkv11/mech4.1.dp",
    where: "Mechanism 4.1, Theorem 4.2",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says: "Mechanism 4.1 with noise ∝ e^{−ε|r|} is ε-differentially private",
      value: { noises: ["printed"] as readonly ElectionNoise[], factor: { printed: 1, halved: 1, doubled: 1 } },
    },
    corrected: {
      says: "One vote moves the margin by 2: its level is 2ε; with noise ∝ e^{−ε|r|/2}, or the test D ≥ 2r, it is ε",
      value: { noises: ELECTION_NOISES, factor: { printed: 2, halved: 1, doubled: 1 } },
    },
    twin: {
      says: "the levels are 1.96ε, 0.98ε, 0.98ε",
      value: { noises: ELECTION_NOISES, factor: { printed: 1.96, halved: 0.98, doubled: 0.98 } },
    },
    check: ({ noises, factor }) =>
      nowhereAbove(
        product({ noise: noises, eps: EPSILONS, n: [1, 2, 3, 5, 8] }),
        ({ noise, eps, n }) => {
          const law = (votes: readonly number[]) => electionLaw(marginOf(votes), eps, noise);
          return auditPrivacy({ reports: new Array<number>(n).fill(2), law }).level / (factor[noise] * eps);
        },
        1,
        "level over what is said",
        1e-10,
      ),
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
      says:
        "… when the gap is at least 2F(e^{2ε}); or 2F(e^ε) with halved noise or the test D ≥ 2r; F nondecreasing " +
        "(Proposition 3.3)",
      value: REPAIRED_RULES,
    },
    twin: { says: "98 % of the exact gap F(x_A) + F(x_B) suffices", value: TOO_SMALL },
    check: (rules) => noLieGains(rules, "vote"),
  }),

  claim({
    id: "ccmkv11/thm4.2.case2",
    where: "Theorem 4.2, case 2 of the proof",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "If a voter's report changes the winner, the truthful winner is her own candidate",
      value: ({ badFlips, badDropouts }: ElectionCount): number => badFlips + badDropouts,
    },
    twin: {
      says: "… the truthful winner is the other candidate",
      value: ({ flips, badFlips, dropouts, badDropouts }: ElectionCount): number =>
        flips - badFlips + dropouts - badDropouts,
    },
    check: (exceptions) =>
      everywhere(
        product({ n: whole(1, 12), noise: ELECTION_NOISES }),
        ({ n, noise }) => exceptions(countElection(n, 14, noise)),
        0,
        "exceptions, |r| ≤ 14:",
      ),
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
    check: (worst) =>
      nowhereAbove(
        product({ noise: ["printed", "halved"], F: Object.keys(NONDECREASING), eps: EPSILONS, n: whole(1, 60) }),
        ({ noise, F, eps, n }) => {
          const need = (others: number): number =>
            electionPrivacy(others, eps, noise).reduce((sum, y) => sum + NONDECREASING[F](y), 0);
          const at = worst.find((d) => (d - (n - 1)) % 2 === 0)!;
          return Math.max(...whole(1 - n, n - 1, 2).map(need)) / need(at);
        },
        1,
        "largest gap needed over that at the worst margin",
        1e-11,
      ),
  }),

  claim({
    id: "ccmkv11/thm4.2.limit",
    where: "After Theorem 4.2",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says: "For every F with F(x) → 0 at 1 and every gap > 0, all sufficiently small ε meet Condition 2",
      value: ANY_BOUNDS,
    },
    twin: {
      says: "… also for an F that jumps to 0.6 at once, with gap 1",
      value: { jump: (y: number): number => (y === 0 ? 0 : 0.6) } as Bounds,
    },
    check: (bounds) =>
      all(
        // Even 2F(e^{2ε}), which suffices for every noise.
        holdsFor(
          product({ F: Object.keys(bounds), gap: [0.01, 0.1, 1] }),
          ({ F, gap }) => whole(20, 60).every((k) => 2 * bounds[F](2 ** -k) <= gap),
          "2F(e^ε) within the gap from ε = 2^−20 down",
        ),
        everywhere(
          product({ F: Object.keys(NONDECREASING), gap: [0.01, 0.1, 1], noise: ["printed", "halved"] }),
          ({ F, gap, noise }) =>
            requiredGap(admissibleEps(NONDECREASING[F], gap)[noise], NONDECREASING[F], noise) / gap - 1,
          1e-9,
          "the largest ε uses up the gap:",
        ),
      ),
  }),

  claim({
    id: "ccmkv11/prop4.3.1",
    where: "Proposition 4.3 (1)",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "P(satisfied voters ≤ optimum − Δ) < e^{−εΔ} with the noise that Mechanism 4.1 prints, for every Δ > 0 (read with " +
        "Δ = 0, where both sides are 1, it would need ≤); with the halved and the doubled noise, < e^{−εΔ/2}",
      value: 1,
    },
    twin: { says: "… < e^{−1.05 εΔ} and e^{−1.05 εΔ/2}", value: 1.05 },
    check: (factor) => {
      const deltas = [0.5, ...whole(1, 80)];
      return all(
        tailBelow(["printed"], deltas, (eps, delta) => Math.exp(-factor * eps * delta)),
        tailBelow(["halved", "doubled"], deltas, (eps, delta) => Math.exp((-factor * eps * delta) / 2)),
        equals("Δ = 0: P", [electionLossTail(3, 0, 0, 1, "printed")], [1]),
      );
    },
  }),

  claim({
    id: "ccmkv11/sec4.both",
    where: "Theorem 4.2 and Proposition 4.3 (1) together",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says: "One election is universally truthful at a gap of 2F(e^ε) and has P(satisfied ≤ optimum − Δ) < e^{−εΔ}",
      value: 1,
    },
    corrected: {
      says:
        "… and has < e^{−εΔ/2}: the halved and the doubled noise do, while the printed noise has the proposition without " +
        "the theorem, and neither repair has the theorem with e^{−εΔ}",
      value: 0.5,
    },
    twin: { says: "… and has < e^{−0.55 εΔ}", value: 0.55 },
    check: (factor) => {
      const rule = (noise: ElectionNoise): GapRule => ({ noise, gap: (F, eps) => 2 * F(eps) });
      const findings = ELECTION_NOISES.map((noise) => {
        const { stands, evidence } = all(
          noLieGains([rule(noise)], "vote"),
          tailBelow([noise], whole(1, 80), (eps, delta) => Math.exp(-factor * eps * delta)),
        );
        return { noise, stands, evidence };
      });
      const serve = findings.filter(({ stands }) => stands);
      return {
        stands: serve.length > 0,
        evidence: `${serve.map(({ noise }) => noise).join(" and ") || "none"} of three noises; ${(serve[0] ?? findings[1]).evidence}`,
      };
    },
  }),

  claim({
    id: "ccmkv11/prop4.3.2",
    where: "Proposition 4.3 (2)",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "Expected satisfied voters > optimum − 1/ε, with the printed noise and with both repairs of Theorem 4.2",
      value: { printed: 1, halved: 1, doubled: 1 },
    },
    twin: {
      says:
        "… > optimum − 0.27/ε, with the repairs 0.54/ε (the sharp constants are W(1/e) = 0.278465, at ε = 1.2785, and " +
        "twice it)",
      value: { printed: 0.27, halved: 0.54, doubled: 0.54 },
    },
    check: (constant) =>
      nowhereAbove(
        product({ noise: ELECTION_NOISES, eps: [0.05, 0.1, 0.5, 1, 1.2785, 3], D: whole(-80, 80) }),
        ({ noise, eps, D }) => (eps * electionLoss(...tally(D), eps, noise)) / constant[noise],
        1,
        "ε times the loss, over what is said,",
      ),
  }),

  claim({
    id: "ccmkv11/prop4.3.max",
    where: "Proposition 4.3, proof",
    method: "numerical optimum",
    verdict: "holds as corrected",
    printed: { says: "x e^{−εx} is minimised at x = 1/ε", value: { sign: -1, at: 1 } },
    corrected: { says: "… is maximised there", value: { sign: 1, at: 1 } },
    twin: { says: "… is maximised at 1.05/ε", value: { sign: 1, at: 1.05 } },
    check: ({ sign, at }) => {
      const f = (x: number, eps: number): number => x * Math.exp(-eps * x);
      return nowhereAbove(
        product({ eps: EPSILONS, step: geometric(0.01, 20, 400) }),
        ({ eps, step }) => sign * (f(step / eps, eps) / f(at / eps, eps) - 1),
        0,
        "share gained by leaving x",
        1e-15,
      );
    },
  }),

  claim({
    id: "ccmkv11/sec4.asym",
    where: "After Proposition 4.3",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "The loss is at most 1/(eκ(1+e^{−κ})) for every n, so loss/n → 0 for constant ε and for ε = ω(1/n)",
      value: 1,
    },
    twin: { says: "… at most 0.97/(eκ(1+e^{−κ}))", value: 0.97 },
    check: (share) => {
      const rateOf = (noise: "printed" | "halved", eps: number): number => (noise === "halved" ? eps / 2 : eps);
      const epsOf = {
        constant: () => 0.5,
        "1/√n": (n: number) => 1 / Math.sqrt(n),
        "ln n/n": (n: number) => Math.log(n) / n,
      };
      const cases = product({
        noise: ["printed", "halved"],
        eps: Object.keys(epsOf) as (keyof typeof epsOf)[],
        n: [1e2, 1e3, 1e4, 1e5, 1e6],
      });
      const loss = (noise: ElectionNoise, eps: number): number => worstElectionLoss(eps, noise).loss;
      return all(
        nowhereAbove(
          cases,
          ({ noise, eps, n }) => {
            const rate = rateOf(noise, epsOf[eps](n));
            return (loss(noise, epsOf[eps](n)) * Math.E * rate * (1 + Math.exp(-rate))) / share;
          },
          1,
          "worst loss over its bound",
          1e-12,
        ),
        nowhereAbove(
          product({ noise: ["printed", "halved"], eps: Object.keys(epsOf) as (keyof typeof epsOf)[] }),
          ({ noise, eps }) => {
            const of = (n: number): number => loss(noise, epsOf[eps](n)) / n;
            return of(1e12) / of(1e2);
          },
          0.2,
          "loss/n at 10¹² over that at 100",
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/sec4.privsum",
    where: "After Proposition 4.3",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: { says: "Privacy utilities change the social welfare by at most n F(e^ε)", value: 1 },
    corrected: {
      says: "… by at most n F(e^{2ε}) with the printed noise, F nondecreasing; a vanishing fraction of n for ε = 1/√n",
      value: 2,
    },
    twin: { says: "… by at most n F(e^{1.9ε})", value: 1.9 },
    check: (factor) => {
      const cases = [...product({ F: Object.keys(NONDECREASING), eps: EPSILONS, n: whole(1, 6), winner: [0, 1] })];
      return all(
        nowhereAbove(
          cases.flatMap((one) => whole(0, one.n).map((forA) => ({ ...one, forA }))),
          ({ F, eps, n, winner, forA }) => {
            const D = 2 * forA - n;
            const cost = (others: number): number => NONDECREASING[F](electionPrivacy(others, eps, "printed")[winner]);
            const sum = (forA > 0 ? forA * cost(D - 1) : 0) + (forA < n ? (n - forA) * cost(D + 1) : 0);
            return sum / (n * NONDECREASING[F](factor * eps));
          },
          1,
          "Σ F over the bound",
          1e-12,
        ),
        atMost("share of n at n = 10⁶, ε = 1/√n, F = ln x:", NONDECREASING["ln x"](factor / 1e3), 0.01),
      );
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
    check: (rules) => noLieGains(rules, "abstain"),
  }),
];
