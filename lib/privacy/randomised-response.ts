/** Randomised response to a yes-or-no question (Warner 1965). */
import { checkNumber } from "../arguments";

/**
 * P(report = bit) at a signed level: e^ξ/(e^ξ + 1), computed without overflow. ξ = ∞ tells the bit.
 * @claims wyz16/model-iid, wyz16/thm2-ne
 * @example
 * ```ts
 * truthProbability(Math.log(3)); // 0.75
 * ```
 */
export function truthProbability(level: number): number {
  checkNumber("level", level, { min: -Infinity, max: Infinity });
  const odds = Math.exp(-Math.abs(level));
  return (level < 0 ? odds : 1) / (1 + odds);
}

/**
 * Symmetric randomised response as a channel from the bit to the report: row s is (P(report 0), P(report 1)).
 * @param level signed privacy level ξ in nats: |ξ|-differentially private; below 0 the report is the flipped bit more often
 * @example
 * ```ts
 * randomisedResponse(Math.log(3)); // [[0.75, 0.25], [0.25, 0.75]]
 * ```
 */
export function randomisedResponse(level: number): readonly [readonly [number, number], readonly [number, number]] {
  const truth = truthProbability(level);
  const lie = truthProbability(-level);
  return [
    [truth, lie],
    [lie, truth],
  ];
}
