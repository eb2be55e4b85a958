/** The claims of the paper, section by section. */
import type { Claim } from "../claim";
import { axiomClaims } from "./axioms";
import { estimationClaims } from "./estimation";
import { federatedClaims } from "./federated";
import { figure5Claims } from "./figure5";
import { mechanismClaims } from "./mechanism";
import { twoUserClaims } from "./two-users";

export const claims: readonly Claim[] = [
  ...axiomClaims,
  ...estimationClaims,
  ...federatedClaims,
  ...figure5Claims,
  ...mechanismClaims,
  ...twoUserClaims,
];
