/** The claims of Pricing Private Data; see the ledger. */
import type { Claim } from "../claim";
import { clearingClaims } from "./clearing";
import { generalCostClaims } from "./general-costs";
import { linearCostClaims } from "./linear-costs";
import { marketClaims } from "./market";
import { orderingClaims } from "./ordering-design";
import { proofClaims } from "./proofs";

export const claims: readonly Claim[] = [
  ...marketClaims,
  ...linearCostClaims,
  ...orderingClaims,
  ...generalCostClaims,
  ...clearingClaims,
  ...proofClaims,
];
