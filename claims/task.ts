/** What a worker thread of the ledger does: lists the claims, or checks one. */
import { type Claim } from "./claim";
import { checkClaim, type LedgerRow } from "./check";
import { claimsOf } from "./all";

export type Task = { readonly list: string } | { readonly id: string; readonly seed?: number | string };

/** The row of a claim whose check ends in an error. */
function broken(claim: Claim, error: unknown): LedgerRow {
  const uncheckable = claim.verdict === "not checkable";
  return {
    id: claim.id,
    where: claim.where,
    statement: uncheckable ? claim.says : claim.printed.says,
    method: uncheckable ? "none" : claim.method,
    verdict: "fails",
    expected: claim.verdict,
    twinRejected: false,
    evidence: `the check ends in an error: ${error instanceof Error ? error.message : String(error)}`,
    seconds: 0,
    ok: false,
  };
}

export default async function task(what: Task): Promise<readonly string[] | LedgerRow> {
  if ("list" in what) return claimsOf(what.list).map((claim) => claim.id);
  const claim = claimsOf(what.id).find(({ id }) => id === what.id);
  if (!claim) throw new RangeError(`id must be a claim's id; got ${what.id}`);
  try {
    return await checkClaim(claim, what.seed);
  } catch (error) {
    return broken(claim, error);
  }
}
