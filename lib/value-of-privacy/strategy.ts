/** A person's strategy: how she reports, or opts out, given her bit; and the privacy level that it costs her. */
import { checkNumber, checkObject, rejectValue } from "../arguments";
import { logRatio } from "../privacy/channel";
import { truthProbability } from "../privacy/randomised-response";
import { checkSignedLevel } from "./market";

/** A report: a bit, or `null` (⊥) for opting out. */
export type Report = 0 | 1 | null;

/** p_s = P(X = 1 | S = s), q_s = P(X = 0 | S = s); she opts out with what remains. */
export interface Strategy {
  readonly p1: number;
  readonly p0: number;
  readonly q1: number;
  readonly q0: number;
}

/**
 * Symmetric randomised response at a signed level ξ: reports her bit with probability e^ξ/(e^ξ + 1).
 * @claims wyz16/lem1, wyz16/lem1-optout, wyz16/lem2, wyz16/lem3, wyz16/thm2-ne
 * @example
 * ```ts
 * symmetricResponse(Math.log(3)); // { p1: 0.75, p0: 0.25, q1: 0.25, q0: 0.75 }
 * ```
 */
export function symmetricResponse(level: number): Strategy {
  checkSignedLevel("level", level);
  const truth = truthProbability(level);
  const lie = truthProbability(-level);
  return { p1: truth, p0: lie, q1: lie, q0: truth };
}

export function checkStrategy(strategy: unknown): asserts strategy is Strategy {
  checkObject("strategy", strategy);
  for (const name of ["p1", "p0", "q1", "q0"]) checkNumber(`strategy.${name}`, strategy[name], { min: 0, max: 1 });
  const { p1, p0, q1, q0 } = strategy as unknown as Strategy;
  if (p1 + q1 > 1 + 1e-12) rejectValue("strategy.p1 + strategy.q1", p1 + q1, "at most 1");
  if (p0 + q0 > 1 + 1e-12) rejectValue("strategy.p0 + strategy.q0", p0 + q0, "at most 1");
}

/** The probability of opting out, with the rounding of 1 − p − q taken away. */
const optOut = (p: number, q: number): number => {
  const rest = 1 - p - q;
  return rest > 1e-15 ? rest : 0;
};

/**
 * The privacy level ζ of a strategy (Definition 1): the largest absolute log ratio of the probabilities of a report,
 * opting out included, between the two bits; 0/0 counts as ratio 1.
 * @returns nats; 0 when the report says nothing, ∞ when some report reveals the bit
 * @claims wyz16/def1, wyz16/def1-convention, wyz16/eps-strategy, wyz16/nonconvex, wyz16/fig1
 * @example
 * ```ts
 * privacyLevelOf(symmetricResponse(0.5)); // 0.5
 * ```
 */
export function privacyLevelOf(strategy: Strategy): number {
  checkStrategy(strategy);
  const { p1, p0, q1, q0 } = strategy;
  return Math.max(
    Math.abs(logRatio(p1, p0)),
    Math.abs(logRatio(q1, q0)),
    Math.abs(logRatio(optOut(p1, q1), optOut(p0, q0))),
  );
}
