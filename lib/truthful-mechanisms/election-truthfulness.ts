/** Whether honesty pays in the election, for agents whose privacy utility may be any that a bound F allows. */
import { checkArray, checkInteger, checkNumber, checkOneOf } from "../arguments";
import { findRoot } from "../numerics/roots";
import {
  electionLaw,
  electionLevel,
  electionLogLaw,
  electionPrivacy,
  electionRate,
  logBetween,
  logPivot,
  scaledMargin,
  winnerAt,
  type ElectionNoise,
} from "./election";
import { checkPrivacyBound, type PrivacyBound } from "./privacy-bound";

/**
 * The least utility gap between an agent's two candidates with which the election is universally truthful, and
 * individually rational, for every privacy utility that Assumption 3.1 allows: max over the others' margin of
 * F(x_A) + F(x_B). It is reached by margins −1 and 0, hence by a single voter, and does not depend on n. The paper's
 * Theorem 4.2 says 2F(e^ε), which is too small for the printed noise and too large for `halved`.
 * @param eps privacy parameter ε in (0, 700]
 * @param bound privacy bound F
 * @param noise the variant
 * @claims ccmkv11/thm4.2, ccmkv11/prop4.4
 * @example
 * ```ts
 * requiredGap(0.5, linearBound(1), "halved"); // 1.15395
 * ```
 */
export function requiredGap(eps: number, bound: PrivacyBound, noise: ElectionNoise): number {
  electionRate(eps, noise);
  checkPrivacyBound("bound", bound);
  return gapNeeded(eps, bound, noise);
}

/** F(x_A) + F(x_B) at the worst margin, in closed form, so that it serves for any ε > 0. */
function gapNeeded(eps: number, bound: PrivacyBound, noise: ElectionNoise): number {
  if (noise === "doubled") return 2 * bound(eps);
  const rate = noise === "halved" ? eps / 2 : eps;
  // x_A = e^κ (1 + a − a²) and x_B = e^{2κ}.
  return bound(rate + Math.log1p(-Math.exp(-rate) * Math.expm1(-rate))) + bound(2 * rate);
}

/** Largest ε by four rules; 0 where none is small enough, ∞ where every ε serves. */
export interface AdmissibleEps {
  /** 2F(e^ε) ≤ gap, Theorem 4.2 as printed; wrong for the printed noise. */
  readonly printedRule: number;
  /** 2F(e^{2ε}) ≤ gap, the theorem with the printed noise's true level. */
  readonly safeRule: number;
  /** The exact condition for the printed noise. */
  readonly printed: number;
  /** The exact condition for the halved noise. */
  readonly halved: number;
}

/**
 * The largest ε at which the election is universally truthful, by the paper's rules and exactly.
 * @param bound privacy bound F
 * @param gap utility difference between the agent's two candidates, > 0
 */
export function admissibleEps(bound: PrivacyBound, gap: number): AdmissibleEps {
  checkPrivacyBound("bound", bound);
  checkNumber("gap", gap, { above: 0 });
  const largest = (needed: (eps: number) => number): number => largestBelow(needed, gap);
  return {
    printedRule: largest((eps) => 2 * bound(eps)),
    safeRule: largest((eps) => 2 * bound(2 * eps)),
    printed: largest((eps) => gapNeeded(eps, bound, "printed")),
    halved: largest((eps) => gapNeeded(eps, bound, "halved")),
  };
}

/** The largest ε at which a nondecreasing need stays within the gap. */
function largestBelow(needed: (eps: number) => number, gap: number): number {
  const short = (eps: number): number => Math.min(needed(eps), Number.MAX_VALUE) - gap;
  let [low, high] = [1, 1];
  for (; short(high) <= 0; high *= 2) if (high > 1e300) return Infinity;
  for (; short(low) > 0; low /= 2) if (low < 1e-300) return 0;
  // In ln ε, so that tiny ε come out with the same relative accuracy.
  return Math.exp(findRoot((logEps) => short(Math.exp(logEps)), Math.log(low), Math.log(high)));
}

/** What voting honestly means for a voter, given the others' margin. */
export interface VoteStakes {
  /** Probability that the vote decides: the outcome utility at stake per unit of the gap. */
  readonly pivot: number;
  /** Largest expected difference in privacy utility between the two votes: pivot · (F(x_A) + F(x_B)). */
  readonly privacyDifference: number;
  /** The most that voting A can cost in privacy in expectation, P(A) F(x_A) + P(B) F(x_B). */
  readonly expectedCost: number;
  /** Lemma 5.2's bound on the difference, 2F(e^level) · pivot, with the noise's true privacy level. */
  readonly lemmaBound: number;
}

/**
 * The stakes of a vote (Lemma 5.2).
 * @param others margin of the other voters, whole
 * @param eps privacy parameter ε in (0, 700]
 * @param bound privacy bound F
 * @param noise the variant
 */
export function voteStakes(others: number, eps: number, bound: PrivacyBound, noise: ElectionNoise): VoteStakes {
  const pivot = Math.exp(logPivot(others, eps, noise));
  checkPrivacyBound("bound", bound);
  const [a, b] = electionPrivacy(others, eps, noise);
  const [pA, pB] = electionLaw(others + 1, eps, noise);
  return {
    pivot,
    privacyDifference: pivot * (bound(a) + bound(b)),
    expectedCost: pA * bound(a) + pB * bound(b),
    lemmaBound: 2 * bound(electionLevel(eps, noise)) * pivot,
  };
}

/**
 * Beyond the paper: the c up to which voting honestly beats staying away when a voter who stays away bears no privacy
 * cost at all, gap 1 and F = c·bound: min over the others' margin of the gain over the expected cost Σ P(o) F(x_o).
 * @param eps privacy parameter ε in (0, 700]
 * @param noise the variant
 * @param bound F for c = 1
 * @param reach the margins −reach..reach are looked at
 */
export function strongRationalityWorth(eps: number, noise: ElectionNoise, bound: PrivacyBound, reach = 60): number {
  const rate = electionRate(eps, noise);
  checkPrivacyBound("bound", bound);
  checkInteger("reach", reach, { min: 0, max: 1e6 });
  let least = Infinity;
  for (let others = -reach; others <= reach; others++) {
    const [forA, forB] = electionPrivacy(others, eps, noise).map((y) => Math.log(bound(y)));
    const without = scaledMargin(others, noise);
    for (const vote of [1, -1]) {
      const [winA, winB] = electionLogLaw(others + vote, eps, noise);
      const cost = logSum(winA + forA, winB + forB);
      // Where both vanish, no margin is left at which they could be compared.
      if (cost === -Infinity) continue;
      const at = scaledMargin(others + vote, noise);
      least = Math.min(least, logBetween(Math.min(at, without), Math.max(at, without), rate) - cost);
    }
  }
  return Math.exp(least);
}

/** ln(e^a + e^b). */
const logSum = (a: number, b: number): number =>
  a === b ? a + Math.LN2 : Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));

/** To vote for the other candidate, or to stay at home. */
export type VoterLie = "vote" | "abstain";

/** The most profitable misreport: what a voter gains by it, at which coins. */
export interface ElectionLie {
  /** Utility gained by the lie for the worst privacy utility that F allows; ≤ 0 when honesty is optimal. */
  readonly gain: number;
  /** Margin of the others. */
  readonly others: number;
  /** Own candidate. */
  readonly own: 0 | 1;
  /** The noise at which the lie changes the winner. */
  readonly r: number;
  readonly lie: VoterLie;
}

/**
 * Looks for a profitable lie over every profile of n voters, every voter, every r that matters and both lies, with the
 * worst privacy utility that F allows (−F(x_o) on the honest outcome, +F(x_o′) on the other). Where the winner stays, a
 * lie gains exactly nothing.
 * @param voters n in 1..1000
 * @param gap utility difference between the voter's candidates, ≥ 0
 * @param eps privacy parameter ε in (0, 700]
 * @param bound privacy bound F
 * @param noise the variant
 * @param lies which lies are looked at
 * @returns the most profitable lie among those that change the winner
 */
export function bestElectionLie(
  voters: number,
  gap: number,
  eps: number,
  bound: PrivacyBound,
  noise: ElectionNoise,
  lies: readonly VoterLie[] = ["vote", "abstain"],
): ElectionLie {
  electionRate(eps, noise);
  checkInteger("voters", voters, { min: 1, max: 1000 });
  checkNumber("gap", gap, { min: 0 });
  checkPrivacyBound("bound", bound);
  checkArray("lies", lies, { min: 1 });
  lies.forEach((lie, i) => checkOneOf(`lies[${i}]`, lie, ["vote", "abstain"]));
  let best: ElectionLie = { gain: -Infinity, others: 0, own: 0, r: 0, lie: "vote" };
  for (let others = 1 - voters; others < voters; others += 2) {
    const [a, b] = electionPrivacy(others, eps, noise);
    const privacy = bound(a) + bound(b);
    for (const own of [0, 1] as const) {
      const vote = own === 0 ? 1 : -1;
      for (let r = -voters - 2; r <= voters + 2; r++) {
        const truth = winnerAt(others + vote, r, noise);
        const outcome = truth === own ? gap : -gap;
        for (const lie of lies) {
          if (winnerAt(lie === "vote" ? others - vote : others, r, noise) === truth) continue;
          const gain = privacy - outcome;
          if (gain > best.gain) best = { gain, others, own, r, lie };
        }
      }
    }
  }
  return best;
}
