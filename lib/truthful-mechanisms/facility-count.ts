/** Exhaustive counts behind Lemma 6.2 and Theorem 6.3, over all noise in a box. */
import { convolve } from "../numerics/convolution";
import { checkInteger, rejectValue } from "../arguments";
import { forEachProfile } from "../enumeration/profiles";
import { medianOf } from "./facility";

/** What a count found; a tuple is (others' histogram, noise, own type, misreport or abstention). */
export interface FacilityCount {
  readonly tuples: number;
  /** Tuples where the misreport or abstention moves the facility. */
  readonly changes: number;
  /** Of those, the ones that do not move it away from the own type. */
  readonly bad: number;
  /** Changes whose truthful outcome is the own type itself (E5: the printed condition leaves them out). */
  readonly fromOwn: number;
}

/**
 * How the median of z answers one more unit: at j it goes to j clamped to [lo, hi], without one to `none`. With S the
 * sum of z they are the least k at which twice the prefix sum reaches S − 1, S + 1 and S.
 */
interface Response {
  readonly lo: number;
  readonly hi: number;
  readonly none: number;
  readonly ways: number;
}

/**
 * All responses with the number of pairs (others' histogram h, noise r) that lead to them, z = h + r.
 *
 * With t = ⌊S/2⌋, lo and hi are the first k with prefix P_k ≥ t and ≥ t + 1. So lo ≤ i and hi ≥ j > i iff P_i = t and
 * nothing lies at i+1..j−1: a block of i + 1 entries with sum t beside one of q − j entries with the rest.
 */
function responses(q: number, others: number, reach: number): Response[] {
  const most = others + q * reach;
  const block = blockCounts(q, others, reach);
  const split = (left: number, sum: number, right: number, rest: number): number => {
    let ways = 0;
    for (let h = 0; h <= others; h++) ways += block(left, h, sum) * block(right, others - h, rest);
    return ways;
  };
  const found: Response[] = [];
  for (let total = others; total <= most; total++) {
    const t = Math.floor(total / 2);
    const between = (i: number, j: number): number => (i < 0 || j > q ? 0 : split(i + 1, t, q - j, total - t));
    let before = 0;
    for (let lo = 0; lo < q; lo++) {
      let reached = 0;
      for (let sum = t; sum <= total; sum++) reached += split(lo + 1, sum, q - lo - 1, total - sum);
      let rest = reached - before;
      before = reached;
      const add = (hi: number, ways: number): void => {
        // hi = q: z is all 0, and one more unit decides alone.
        const top = Math.min(hi, q - 1);
        if (ways > 0) found.push({ lo, hi: top, none: total % 2 === 0 ? lo : top, ways });
      };
      for (let hi = lo + 1; hi <= q; hi++) {
        const ways = between(lo, hi) - between(lo - 1, hi) - between(lo, hi + 1) + between(lo - 1, hi + 1);
        add(hi, ways);
        rest -= ways;
      }
      add(lo, rest);
    }
  }
  return found;
}

/** In how many ways m entries hold h reports and have the sum s in z: C(h+m−1, h) times noise vectors of sum s − h. */
function blockCounts(q: number, others: number, reach: number): (m: number, h: number, s: number) => number {
  const reports: Float64Array[] = [Float64Array.of(1)];
  const noise: Float64Array[] = [Float64Array.of(1)];
  for (let m = 1; m <= q; m++) {
    reports.push(convolve(reports[m - 1], new Float64Array(others + 1).fill(1)).slice(0, others + 1));
    noise.push(convolve(noise[m - 1], new Float64Array(reach + 1).fill(1)));
  }
  return (m, h, s) => (reports[m][h] ?? 0) * (noise[m][s - h] ?? 0);
}

/**
 * Counts, over all histograms of n − 1 other reports, all noise in {0..R}^q, all own types and all misreports and
 * abstention, where the facility moves and whether it moves away from the own type (Theorem 6.3).
 * @param q number of locations, 1..20
 * @param players n in 1..50
 * @param reach R in 0..100
 */
export function countFacility(q: number, players: number, reach: number): FacilityCount {
  checkInteger("q", q, { min: 1, max: 20 });
  checkInteger("players", players, { min: 1, max: 50 });
  checkInteger("reach", reach, { min: 0, max: 100 });
  const count = { tuples: 0, changes: 0, bad: 0, fromOwn: 0 };
  for (const { lo, none, hi, ways } of responses(q, players - 1, reach)) {
    const outcome = (report: number): number => (report === q ? none : Math.min(Math.max(report, lo), hi));
    for (let own = 0; own < q; own++) {
      const truth = outcome(own);
      for (let report = 0; report <= q; report++) {
        if (report === own) continue;
        count.tuples += ways;
        const moved = outcome(report);
        if (moved === truth) continue;
        count.changes += ways;
        if (!((own <= truth && truth < moved) || (moved < truth && truth <= own))) count.bad += ways;
        if (truth === own) count.fromOwn += ways;
      }
    }
  }
  if (count.tuples > Number.MAX_SAFE_INTEGER) rejectValue("q, players, reach", [q, players, reach], "smaller");
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
