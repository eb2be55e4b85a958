/** The claims of the paper; see the ledger. */
import type { Claim } from "../claims";

export const claims: readonly Claim[] = [];
