/**
 * Two reports of one player run on the same noise: how often they change the outcome, how often only the payment
 * information, and what honesty gains (Lemmas 7.3 and 7.4). All sums are of positive terms, so small answers are
 * accurate too, and any number of outcomes is allowed.
 */
import { totalVariation } from "../probability/total-variation";
import { checkSums, checkValuation, type Valuation } from "./vcg";
import { lawRate, noiseReach, noiseTables, vcgProbabilities, withReport, type NoiseTables } from "./vcg-law";

/** What a misreport changes under common noise. */
export interface VcgCoupling {
  /** P(o* differs), P₁. */
  readonly outcome: number;
  /** P(o* is the same and π differs), P₂. */
  readonly payment: number;
  /** E[U − payment, honest] − E[U − payment, misreport]; at least P₁/K. */
  readonly gain: number;
}

/**
 * Couples the honest report with a misreport through the noise.
 * @param othersSums Σ over the others' values per outcome
 * @param truth the player's true type
 * @param report the misreport
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 */
export function vcgCoupling(
  othersSums: ArrayLike<number>,
  truth: Valuation,
  report: Valuation,
  most: number,
  eps: number,
): VcgCoupling {
  const K = checkSums("othersSums", othersSums);
  const rate = lawRate(K, most, eps);
  checkValuation("truth", truth, K, most);
  checkValuation("report", report, K, most);
  const list = Array.from(othersSums);
  const spread = Math.max(...list) - Math.min(...list);
  return couple(list, Array.from(truth), Array.from(report), most, couplingTables(rate, most, spread));
}

/** Noise tables for others' sums that differ by up to `spread`. */
export function couplingTables(rate: number, most: number, spread: number): CouplingTables {
  const near = noiseReach(rate, most);
  return { near, ...noiseTables(rate, 2 * near + 3 * (spread + most) + 2 * most + 2) };
}

export interface CouplingTables extends NoiseTables {
  /** How far beyond the sums the noise is followed. */
  readonly near: number;
}

/** As {@link vcgCoupling}, unchecked, with the tables given. */
export function couple(
  others: readonly number[],
  truth: readonly number[],
  report: readonly number[],
  most: number,
  { near, reach, mass, upTo }: CouplingTables,
): VcgCoupling {
  const K = others.length;
  const honest = others.map((s, o) => s + truth[o]);
  const lying = others.map((s, o) => s + report[o]);
  const pad = near + Math.max(...honest, ...lying) - Math.min(...honest, ...lying);
  let outcome = 0;
  let payment = 0;
  let gain = 0;
  // i wins when the player is honest, j when not; y = λ_i, w = λ_j.
  for (let i = 0; i < K; i++) {
    for (let j = 0; j < K; j++) {
      if (i === j) continue;
      const span = truth[i] - truth[j] - (report[i] - report[j]);
      const offset = honest[i] - honest[j] - (j > i ? 1 : 0);
      for (let y = -pad; y <= pad; y++) {
        const p = mass[reach + y];
        for (let w = y + offset - span + 1; w <= y + offset; w++) {
          if (w < -reach || w > reach) continue;
          let both = p * mass[reach + w];
          for (let o = 0; o < K; o++) {
            if (o === i || o === j) continue;
            const bound = Math.min(
              y + honest[i] - honest[o] - (o > i ? 1 : 0),
              w + lying[j] - lying[o] - (o > j ? 1 : 0),
            );
            both *= upTo[reach + Math.max(-reach, Math.min(reach, bound))];
          }
          outcome += both;
          gain += both * (y + honest[i] - w - honest[j] + (i - j) / K);
        }
      }
    }
  }
  for (let o = 0; o < K; o++) payment += onlyPayment(o);
  return { outcome, payment, gain };

  /** P(o wins both times and some other outcome is seen differently). */
  function onlyPayment(o: number): number {
    const others: { bound: number; moved: boolean }[] = [];
    for (let p = 0; p < K; p++) {
      if (p === o) continue;
      const [a, b] = [honest[o] - honest[p], lying[o] - lying[p]];
      others.push({ bound: Math.min(a, b) - (p > o ? 1 : 0), moved: a !== b });
    }
    let sum = 0;
    for (let y = -pad; y <= pad; y++) {
      // Π over p of P(beaten) minus Π of P(beaten and seen the same), as a sum over the first p that is seen
      // differently.
      let same = mass[reach + y];
      for (let l = 0; l < others.length; l++) {
        const { bound, moved } = others[l];
        const top = y + bound;
        if (moved) {
          let differs = 0;
          for (let x = Math.max(-reach, top - most + 1); x <= Math.min(reach, top); x++) differs += mass[reach + x];
          let rest = same * differs;
          for (let r = l + 1; r < others.length; r++) rest *= upTo[reach + clampTo(y + others[r].bound)];
          sum += rest;
          same *= upTo[reach + clampTo(top - most)];
        } else {
          same *= upTo[reach + clampTo(top)];
        }
      }
    }
    return sum;
  }

  function clampTo(x: number): number {
    return Math.max(-reach, Math.min(reach, x));
  }
}

/**
 * The statistical difference of the outputs (o*, π) under two reports.
 * @param othersSums Σ over the others' values per outcome
 * @param truth one report
 * @param report the other
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 */
export function vcgDifference(
  othersSums: ArrayLike<number>,
  truth: Valuation,
  report: Valuation,
  most: number,
  eps: number,
): number {
  return totalVariation(
    vcgProbabilities(withReport(othersSums, truth, most), most, eps),
    vcgProbabilities(withReport(othersSums, report, most), most, eps),
  );
}
