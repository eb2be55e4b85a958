/** The claims of all papers: apart from the papers' list, for reading them takes a notebook seconds. */
import type { Claim } from "./claim";
import { claims as correlatedCosts } from "./correlated-costs";
import { claims as fairValue } from "./fair-value";
import { claims as pricingSamples } from "./pricing-samples";
import { claims as truthfulMechanisms } from "./truthful-mechanisms";
import { claims as valueOfPrivacy } from "./value-of-privacy";

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
