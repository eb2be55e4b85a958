/** The claims of all papers: apart from the papers' list, for reading them takes a notebook seconds. */
import type { Claim } from "../claims";
import { claims as correlatedCosts } from "../correlated-costs/claims";
import { claims as fairValue } from "../fair-value/claims";
import { claims as pricingSamples } from "../pricing-samples/claims";
import { claims as truthfulMechanisms } from "../truthful-mechanisms/claims";
import { claims as valueOfPrivacy } from "../value-of-privacy/claims";

/** In the papers' order. */
const all: readonly Claim[] = [
  ...valueOfPrivacy,
  ...correlatedCosts,
  ...truthfulMechanisms,
  ...fairValue,
  ...pricingSamples,
];

/** The claims whose id starts with the filter ("" for all). */
export const claimsOf = (filter: string): readonly Claim[] => all.filter((claim) => claim.id.startsWith(filter));
