/** What a claim of a paper is, and how it is checked. */
import type { Stream } from "../lib/probability/stream";

/**
 * - `holds`: the printed statement passes its check;
 * - `holds as corrected`: the printed statement is rejected, the corrected one passes;
 * - `fails`: the printed statement is rejected, and what is true instead is no version of it;
 * - `not refuted`: a search for a counterexample found none, and no proof or exhaustive check stands behind it;
 * - `not checkable`: nothing to compute (a definition, a proof step, a remark on other work).
 */
export type Verdict = "holds" | "holds as corrected" | "fails" | "not refuted" | "not checkable";

/** How a claim is checked. */
export type Method =
  "exact" | "numerical optimum" | "exhaustive" | "Monte Carlo" | "property test" | "counterexample search";

/** What a check found: whether the statement stands, and the numbers that show it (for `fails`: the counterexample). */
export interface Finding {
  readonly stands: boolean;
  readonly evidence: string;
}

/** A statement in words, with what the check needs of it: a constant, a bound, a formula as a function. */
export interface Statement<S> {
  readonly says: string;
  readonly value: S;
}

interface Row {
  /** `paper/name`, as in the paper's table of claims. */
  readonly id: string;
  /** Theorem, equation, section or figure of the paper. */
  readonly where: string;
}

/**
 * A claim that a computation can decide. One `check` serves every statement: the printed one, the corrected one where
 * the paper errs, and two guards on the check itself: the `twin` (a negative control), a deliberately wrong statement
 * that must be rejected, and, where the verdict is `fails`, the `control`, a true neighbour that must stand.
 */
export interface CheckableClaim<S> extends Row {
  readonly method: Method;
  readonly verdict: Exclude<Verdict, "not checkable">;
  readonly printed: Statement<S>;
  readonly corrected?: Statement<S>;
  readonly control?: Statement<S>;
  readonly twin: Statement<S>;
  /** Decides a statement. The stream is the claim's own; every statement is checked on the same random numbers. */
  readonly check: (value: S, stream: Stream) => Finding | Promise<Finding>;
}

/** A row of the paper's table that no computation decides, with the reason. */
export interface UncheckableClaim extends Row {
  readonly verdict: "not checkable";
  readonly says: string;
  readonly reason: string;
}

/** A claim with the type of its statements forgotten, as the ledger holds it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the only way to say "for some S" of a function's argument
export type Claim = CheckableClaim<any> | UncheckableClaim;

/** A checkable claim; infers S and requires what its verdict calls for. */
export function claim<S>(c: CheckableClaim<S>): Claim {
  if (c.verdict === "holds as corrected" && !c.corrected)
    throw new TypeError(`${c.id}: a corrected claim needs "corrected"`);
  if (c.verdict === "fails" && !c.control)
    throw new TypeError(`${c.id}: a failing claim needs a "control" that stands`);
  return c;
}

/** A row that no computation decides. */
export const notCheckable = (id: string, where: string, says: string, reason: string): Claim => ({
  id,
  where,
  says,
  reason,
  verdict: "not checkable",
});
