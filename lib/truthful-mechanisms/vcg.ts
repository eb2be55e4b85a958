/**
 * The noisy VCG mechanism with payment information (Mechanism 7.1). Outcomes are 0..K−1; a type is its vector of
 * values, whole numbers 0..M; staying away is the type of zeros. Values V_o and payments are multiples of 1/K and are
 * kept, times K, as whole numbers.
 */
import { checkArray, checkInteger, checkNumber, checkNumbers, checkObject } from "../arguments";
import { discreteLaplaceSampler } from "../probability/discrete-laplace";
import type { Stream } from "../probability/stream";
import { LARGEST_EPS } from "./election";

/** Values of the outcomes, whole numbers in 0..M. */
export type Valuation = ArrayLike<number>;

/** The most outcomes. */
const MOST_OUTCOMES = 64;

/** Checks the largest value M. */
export function checkMost(most: unknown): asserts most is number {
  checkInteger("most", most, { min: 1, max: 1e6 });
}

/** Checks a type: K whole numbers in 0..M. */
export function checkValuation(name: string, type: unknown, outcomes: number, most: number): asserts type is Valuation {
  checkNumbers(name, type, { min: 0, max: most }, { min: outcomes, max: outcomes });
  for (let o = 0; o < outcomes; o++) checkInteger(`${name}[${o}]`, type[o]);
}

/** Checks sums of values per outcome (any whole numbers: only their differences matter) and returns their number K. */
export function checkSums(name: string, sums: unknown): number {
  checkNumbers(name, sums, { min: -1e9, max: 1e9 }, { min: 1, max: MOST_OUTCOMES });
  for (let o = 0; o < sums.length; o++) checkInteger(`${name}[${o}]`, sums[o]);
  return sums.length;
}

/** The decay rate of the noise on each outcome, ε/(MK). */
export function vcgRate(outcomes: number, most: number, eps: number): number {
  checkInteger("outcomes", outcomes, { min: 1, max: MOST_OUTCOMES });
  checkMost(most);
  checkNumber("eps", eps, { above: 0, max: LARGEST_EPS });
  return eps / (most * outcomes);
}

/** What the mechanism publishes: the outcome o* and, for each outcome within M of it, K (V_{o*} − V_o). */
export interface VcgOutput {
  readonly outcome: number;
  /** Pairs [o, K (V_{o*} − V_o)], ascending in o; o* itself with 0. */
  readonly revealed: readonly (readonly [number, number])[];
}

/**
 * The outcome and the payment information (steps 2 to 5).
 * @param sums Σ_j U(θ_j, o) per outcome
 * @param noise λ_o per outcome, whole
 * @param most M, the largest value of a type
 */
export function vcgOutput(sums: ArrayLike<number>, noise: ArrayLike<number>, most: number): VcgOutput {
  const K = checkSums("sums", sums);
  checkNumbers("noise", noise, {}, { min: K, max: K });
  checkMost(most);
  // The fractions o/K make the values differ, so the largest is unique.
  const values = Array.from({ length: K }, (_, o) => {
    checkInteger(`noise[${o}]`, noise[o]);
    return K * (sums[o] + noise[o]) + o;
  });
  const outcome = values.indexOf(Math.max(...values));
  const revealed = values.map((value, o) => [o, values[outcome] - value] as const).filter(([, gap]) => gap <= K * most);
  return { outcome, revealed };
}

/**
 * The payment, times K, of a player who reported a type: max over the revealed o of U(o*) − U(o) − (V_{o*} − V_o). It
 * is what the others lose by the player's presence, noise included, and lies in 0..KM.
 * @param report the type reported
 * @param output what the mechanism published
 * @claims ccmkv11/lem7.3, ccmkv11/thm7.5.ir
 * @example
 * ```ts
 * vcgPayment([0, 2], { outcome: 1, revealed: [[0, 1]] }); // 3
 * ```
 */
export function vcgPayment(report: Valuation, output: VcgOutput): number {
  checkObject("output", output);
  const { outcome, revealed } = output;
  checkInteger("output.outcome", outcome, { min: 0 });
  checkArray("output.revealed", revealed);
  checkNumbers("report", report, { min: 0 }, { min: outcome + 1 });
  const K = report.length;
  let payment = 0;
  for (const [o, gap] of revealed) payment = Math.max(payment, K * (report[outcome] - report[o]) - gap);
  return payment;
}

/** Σ_j U(θ_j, o) per outcome. */
function vcgSums(types: readonly Valuation[], outcomes: number, most: number): number[] {
  checkArray("types", types);
  const sums = new Array<number>(outcomes).fill(0);
  types.forEach((type, j) => {
    checkValuation(`types[${j}]`, type, outcomes, most);
    for (let o = 0; o < outcomes; o++) sums[o] += type[o];
  });
  return sums;
}

/** A run of Mechanism 7.1: its output, and each player's payment times K. */
export interface VcgRun extends VcgOutput {
  readonly payments: readonly number[];
}

/**
 * Mechanism 7.1 for given noise.
 * @param types the reports; each K whole numbers in 0..M
 * @param noise λ_o for each of the K outcomes, whole
 * @param most M ≥ 1
 * @example
 * ```ts
 * runVcg([[0, 2], [1, 0], [0, 1]], [0, 0], 2); // { outcome: 1, revealed: [[1, 0]], payments: [0, 0, 0] }
 * ```
 */
export function runVcg(types: readonly Valuation[], noise: ArrayLike<number>, most: number): VcgRun {
  checkMost(most);
  checkArray("noise", noise, { min: 1, max: MOST_OUTCOMES });
  const output = vcgOutput(vcgSums(types, noise.length, most), noise, most);
  return { ...output, payments: types.map((type) => vcgPayment(type, output)) };
}

/**
 * Mechanism 7.1 to run: the noise is drawn exactly.
 * @param outcomes K ≥ 1
 * @param most M ≥ 1
 * @param eps privacy parameter ε in (0, 700], with ε/(MK) ≥ 1e-7
 * @returns a function from (types, stream) to a run
 * @claims ccmkv11/mech7.1.law
 * @example
 * ```ts
 * import { stream } from "privacy-markets/probability/stream";
 * vcg(2, 2, 1)([[0, 2], [1, 0], [0, 1]], stream(1)); // { outcome: 1, revealed: [[1, 0]], payments: [0, 0, 0] }
 * ```
 */
export function vcg(
  outcomes: number,
  most: number,
  eps: number,
): (types: readonly Valuation[], stream: Stream) => VcgRun {
  const { draw } = discreteLaplaceSampler(vcgRate(outcomes, most, eps));
  return (types, stream) =>
    runVcg(
      types,
      Array.from({ length: outcomes }, () => draw(stream)),
      most,
    );
}
