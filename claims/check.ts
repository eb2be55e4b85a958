/** Runs a claim: decides its statement and guards the check by its twin and control. */
import { stream } from "../lib/probability/stream";
import type { Claim, Method, Verdict } from "./claim";

/** A row of the ledger. `verdict` is what was found, `expected` what is recorded; `ok` says that all is as it should be. */
export interface LedgerRow {
  readonly id: string;
  readonly where: string;
  readonly statement: string;
  /** What is true instead, for a claim that holds as corrected. */
  readonly correction?: string;
  readonly method: Method | "none";
  readonly verdict: Verdict;
  readonly expected: Verdict;
  /** Whether the deliberately wrong statement was rejected; null where there is nothing to check. */
  readonly twinRejected: boolean | null;
  readonly twin?: string;
  readonly evidence: string;
  readonly seconds: number;
  readonly ok: boolean;
}

/** The seed of the recorded ledger. */
export const SEED = 2026;

/**
 * Checks one claim.
 * @param claim the claim
 * @param seed seed of its stream, which is named by the claim's id; another seed repeats Monte Carlo checks on fresh draws
 */
export async function checkClaim(claim: Claim, seed: number | string = SEED): Promise<LedgerRow> {
  const { id, where } = claim;
  if (claim.verdict === "not checkable") {
    return {
      id,
      where,
      statement: claim.says,
      method: "none",
      verdict: claim.verdict,
      expected: claim.verdict,
      twinRejected: null,
      evidence: claim.reason,
      seconds: 0,
      ok: true,
    };
  }
  const { printed, corrected, control, twin, method, verdict: expected } = claim;
  const begin = performance.now();
  const decide = (statement: { value: unknown }) => claim.check(statement.value, stream(seed, id));
  const first = await decide(printed);
  const repaired = first.stands || !corrected ? undefined : await decide(corrected);
  const stands: Verdict = expected === "not refuted" ? "not refuted" : "holds";
  const verdict: Verdict = first.stands ? stands : repaired?.stands ? "holds as corrected" : "fails";
  const wrong = await decide(twin);
  const guard = control ? await decide(control) : undefined;
  const guarded = guard?.stands ?? true;
  const evidence = [
    first.evidence,
    repaired && `corrected: ${repaired.evidence}`,
    guard && `${guarded ? "control" : "CONTROL REJECTED"}: ${guard.evidence}`,
  ]
    .filter(Boolean)
    .join("; ");
  return {
    id,
    where,
    statement: printed.says,
    correction: corrected?.says,
    method,
    verdict,
    expected,
    twinRejected: !wrong.stands,
    twin: `${twin.says}: ${wrong.evidence}`,
    evidence,
    seconds: (performance.now() - begin) / 1000,
    ok: verdict === expected && !wrong.stands && guarded,
  };
}
