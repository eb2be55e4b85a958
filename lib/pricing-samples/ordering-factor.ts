/** How far from optimal the ordering design can be (Theorems 5.1 and 5.2), exactly. */
import { checkInteger } from "../arguments";
import type { PaymentMarket } from "./optimal-design";

/** (2m − k − m/k)/(m − 1): the factor of the worst case whose payment is max{k, ·}. */
const factorAt = (m: number, k: number): number => (2 * m - k - m / k) / (m - 1);

/** The k that makes the factor largest: next to √m. */
function worstLevel(m: number): number {
  const root = Math.floor(Math.sqrt(m));
  return root < m && factorAt(m, root + 1) > factorAt(m, root) ? root + 1 : root;
}

/**
 * R*(m), the largest Π(ψ*)/Π^OPT over all markets with m buyers whose costs have c(k)/k non-increasing (all concave
 * costs among them): max over k of (2m − k − m/k)/(m − 1) ≤ 2√m/(1 + √m) < 2, sharpening Theorem 5.2; 1 for m ≤ 2.
 * @param buyers m, whole, ≥ 1
 * @claims gah12/thm5.2
 */
export function orderingFactor(buyers: number): number {
  checkInteger("buyers", buyers, { min: 1 });
  return buyers <= 2 ? 1 : factorAt(buyers, worstLevel(buyers));
}

/**
 * A market that attains R*(m): m − 1 sellers, one buyer of all records and m − 1 buyers of k − 1 records each, π =
 * max{k, ·}.
 * @param buyers m, whole, ≥ 3
 */
export function worstMarket(buyers: number): PaymentMarket {
  checkInteger("buyers", buyers, { min: 3, max: 10_000 });
  const k = worstLevel(buyers);
  return {
    demand: [
      [buyers - 1, 1],
      [k - 1, buyers - 1],
    ],
    sellers: buyers - 1,
    payment: Float64Array.from({ length: buyers + 1 }, (_, j) => (j === 0 ? 0 : Math.max(k, j))),
  };
}

/** Two markets that differ in the payments only, on which no design that does not know them does well on both. */
export interface ObliviousPair {
  readonly demand: PaymentMarket["demand"];
  readonly sellers: number;
  /** Π_A^OPT, π_A = min{k, level}; the ordering design attains it. */
  readonly optA: number;
  /** Π_B^OPT, π_B = max{k, level}; the balanced design attains it. */
  readonly optB: number;
  /** Π_B(ψ*). */
  readonly ordB: number;
  /** Π_A(ψ) + Π_B(ψ), the same for every design. */
  readonly sumAB: number;
  /** The least Π_B/Π_B^OPT of a design with Π_A ≤ 2 Π_A^OPT. */
  readonly boundB: number;
  /** The least factor that one design can keep on both. */
  readonly minimax: number;
}

/** The pair with one buyer of all `sellers` records and `singles` buyers of one, split at `level`. */
function pair(sellers: number, singles: number, level: number): ObliviousPair {
  const buyers = singles + 1;
  const w = (sellers + singles) / sellers;
  const ordering = (payment: (k: number) => number): number => (payment(buyers) + (sellers - 1) * payment(1)) / sellers;
  const optA = ordering((k) => Math.min(k, level));
  const optB = Math.max(w, level);
  // min{k, l} + max{k, l} = k + l, and the mean count is w for every design.
  const sumAB = w + level;
  return {
    demand: [
      [sellers, 1],
      [1, singles],
    ],
    sellers,
    optA,
    optB,
    ordB: ordering((k) => Math.max(k, level)),
    sumAB,
    boundB: Math.max(1, (sumAB - 2 * optA) / optB),
    minimax: sumAB / (optA + optB),
  };
}

/**
 * The pair of Theorem 5.1: n sellers, one buyer of n records and n² + n of one, π_A = min{k, n}, π_B = max{k, n}.
 * Π_B^OPT = n + 2, not n as the proof has it; the theorem stands.
 * @param n number of sellers, whole, 1..1000
 * @claims gah12/thm5.1, gah12/thm5.1.opt
 */
export function obliviousPair(n: number): ObliviousPair {
  checkInteger("n", n, { min: 1, max: 1e6 });
  return pair(n, n * n + n, n);
}
