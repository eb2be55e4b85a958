/** Exhaustive counts behind Lemma 6.2 and Theorem 6.3, over all noise in a box. */
import { checkInteger, rejectValue } from "../arguments";
import { forEachHistogram } from "../enumeration/histograms";
import { forEachProfile } from "../enumeration/profiles";
import { logChoose } from "../numerics/binomial";
import { medianOf } from "./facility";

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
 * @returns how many cases there are, and in how many the median moves
 */
export function countInjection(q: number, most: number): { readonly cases: number; readonly failures: number } {
  checkInteger("q", q, { min: 1, max: 20 });
  checkInteger("most", most, { min: 0 });
  let cases = 0;
  let failures = 0;
  forEachProfile(new Array<number>(q).fill(most + 1), (z) => {
    const j = medianOf(z);
    z[j]++;
    for (let m = 0; m < q; m++) {
      for (const change of [1, -1]) {
        // Whether there was a unit to take before the one at j was added.
        if (change === -1 && z[m] - (m === j ? 1 : 0) === 0) continue;
        z[m] += change;
        cases++;
        if (medianOf(z) !== j) failures++;
        z[m] -= change;
      }
    }
    z[j]--;
  });
  return { cases, failures };
}
