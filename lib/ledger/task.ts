/** What a worker thread of the ledger does: lists the claims, or checks one. */
import { checkClaim, type LedgerRow } from "../claims";
import { claimsOf } from "./papers";

export type Task = { readonly list: string } | { readonly id: string; readonly seed?: number | string };

export default async function task(what: Task): Promise<readonly string[] | LedgerRow> {
  if ("list" in what) return claimsOf(what.list).map((claim) => claim.id);
  const claim = claimsOf(what.id).find(({ id }) => id === what.id);
  if (!claim) throw new RangeError(`id must be a claim's id; got ${what.id}`);
  return checkClaim(claim, what.seed);
}
