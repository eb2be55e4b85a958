/** Exhaustive counts behind the proofs of Theorem 4.2, Lemma 6.2 and Theorem 6.3. */
import { checkInteger, checkOneOf, rejectValue } from "../../lib/arguments";
import { forEachHistogram } from "../../lib/enumeration/histograms";
import { forEachProfile } from "../../lib/enumeration/profiles";
import { logChoose } from "../../lib/numerics/binomial";
import { ELECTION_NOISES, winnerAt, type ElectionNoise } from "../../lib/truthful-mechanisms/election";
import { medianOf } from "../../lib/truthful-mechanisms/facility";

/** What an exhaustive count of an election found; a triple is (profile, voter, noise). */
export interface ElectionCount {
  readonly triples: number;
  /** Triples where the opposite vote changes the winner. */
  readonly flips: number;
  /** Of those, the ones whose truthful winner is not the voter's candidate. */
  readonly badFlips: number;
  /** Triples where abstaining changes the winner. */
  readonly dropouts: number;
  /** Of those, the ones whose truthful winner is not the voter's candidate. */
  readonly badDropouts: number;
}

/** The most voters for whom the triples are still counted exactly. */
const MOST_VOTERS = 40;

/**
 * Counts, over all 2^n profiles, all voters and all r in [−R, R], where a vote or an abstention changes the winner of
 * Mechanism 4.1 (proof of Theorem 4.2, case 2). Profiles with equal tallies are counted together.
 * @param voters n in 1..40
 * @param reach R in 0..1e6
 */
export function countElection(voters: number, reach: number, noise: ElectionNoise = "printed"): ElectionCount {
  checkInteger("voters", voters, { min: 1, max: MOST_VOTERS });
  checkInteger("reach", reach, { min: 0, max: 1e6 });
  checkOneOf("noise", noise, ELECTION_NOISES);
  const count = { triples: 0, flips: 0, badFlips: 0, dropouts: 0, badDropouts: 0 };
  let ways = voters;
  for (let a = 0; a < voters; a++) {
    const others = 2 * a - (voters - 1);
    for (const own of [0, 1] as const) {
      const vote = own === 0 ? 1 : -1;
      for (let r = -reach; r <= reach; r++) {
        const truth = winnerAt(others + vote, r, noise);
        const bad = truth === own ? 0 : ways;
        count.triples += ways;
        if (winnerAt(others - vote, r, noise) !== truth) {
          count.flips += ways;
          count.badFlips += bad;
        }
        if (winnerAt(others, r, noise) !== truth) {
          count.dropouts += ways;
          count.badDropouts += bad;
        }
      }
    }
    ways = (ways * (voters - 1 - a)) / (a + 1);
  }
  if (count.triples > Number.MAX_SAFE_INTEGER) rejectValue("voters", voters, "small enough for an exact count");
  return count;
}

/** What a count found; a tuple is (others' histogram, noise, own type, misreport or abstention). */
export interface FacilityCount {
  readonly tuples: number;
  /** Tuples where the misreport or abstention moves the facility. */
  readonly changes: number;
  /** Of those, the ones that do not move it away from the own type. */
  readonly bad: number;
  /** Changes whose truthful outcome is the own type itself (the condition that Theorem 6.3 prints leaves them out). */
  readonly fromOwn: number;
}

/** The most medians that a count takes: some four seconds. */
const MOST_MEDIANS = 200_000_000;

/**
 * Counts, over all histograms of n − 1 other reports, all noise in {0..R}^q, all own types and all misreports and
 * abstention, where the facility moves and whether it moves away from the own type (Theorem 6.3).
 * @param q number of locations, 1..20
 * @param players n in 1..50
 * @param reach R in 0..100; at most two hundred million medians in all
 */
export function countFacility(q: number, players: number, reach: number): FacilityCount {
  checkInteger("q", q, { min: 1, max: 20 });
  checkInteger("players", players, { min: 1, max: 50 });
  checkInteger("reach", reach, { min: 0, max: 100 });
  const medians = Math.exp(logChoose(players + q - 2, q - 1)) * (reach + 1) ** q * (q + 1);
  if (medians > MOST_MEDIANS) rejectValue("q, players, reach", [q, players, reach], "smaller");
  const noises: number[][] = [];
  forEachProfile(new Array<number>(q).fill(reach + 1), (noise) => noises.push([...noise]));
  const count = { tuples: 0, changes: 0, bad: 0, fromOwn: 0 };
  // The outcome of each report, then that of abstaining.
  const outcomes = new Array<number>(q + 1);
  const z = new Array<number>(q);
  forEachHistogram(q, players - 1, (others) => {
    for (const noise of noises) {
      for (let k = 0; k < q; k++) z[k] = others[k] + noise[k];
      for (let report = 0; report < q; report++) {
        z[report]++;
        outcomes[report] = medianOf(z);
        z[report]--;
      }
      outcomes[q] = medianOf(z);
      for (let own = 0; own < q; own++) {
        const truth = outcomes[own];
        for (let report = 0; report <= q; report++) {
          if (report === own) continue;
          count.tuples++;
          const moved = outcomes[report];
          if (moved === truth) continue;
          count.changes++;
          if (!((own <= truth && truth < moved) || (moved < truth && truth <= own))) count.bad++;
          if (truth === own) count.fromOwn++;
        }
      }
    }
  });
  return count;
}

/**
 * Checks the injection in the proof of Lemma 6.2 over all z in {0..Z}^q: if the median of z is j, it stays j when a
 * unit is added to or (where there is one) taken from any entry and one is added at j.
 * @param q number of locations, 1..20
 * @param most Z ≥ 0; at most five million vectors in all
 * @param added what is added at j; 1 in the proof
 * @returns how many cases there are, and in how many the median moves
 */
export function countInjection(
  q: number,
  most: number,
  added = 1,
): { readonly cases: number; readonly failures: number } {
  checkInteger("q", q, { min: 1, max: 20 });
  checkInteger("most", most, { min: 0 });
  let cases = 0;
  let failures = 0;
  forEachProfile(new Array<number>(q).fill(most + 1), (z) => {
    const j = medianOf(z);
    z[j] += added;
    for (let m = 0; m < q; m++) {
      for (const change of [1, -1]) {
        // Whether there was a unit to take before any was added at j.
        if (change === -1 && z[m] - (m === j ? added : 0) === 0) continue;
        z[m] += change;
        cases++;
        if (medianOf(z) !== j) failures++;
        z[m] -= change;
      }
    }
    z[j] -= added;
  });
  return { cases, failures };
}
