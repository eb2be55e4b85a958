/** The papers, in the order of the notebooks, each with its claims. */
import type { Claim } from "../claims";
import { claims as correlatedCosts } from "../correlated-costs/claims";
import { claims as fairValue } from "../fair-value/claims";
import { claims as pricingSamples } from "../pricing-samples/claims";
import { claims as truthfulMechanisms } from "../truthful-mechanisms/claims";
import { claims as valueOfPrivacy } from "../value-of-privacy/claims";

/** A paper: the prefix of its claims' ids, its room under lib/, its citation and its claims. */
export interface Paper {
  readonly prefix: string;
  readonly room: string;
  readonly title: string;
  readonly citation: string;
  readonly claims: readonly Claim[];
}

export const papers: readonly Paper[] = [
  {
    prefix: "wyz16",
    room: "value-of-privacy",
    title: "The value of privacy: strategic data subjects, incentive mechanisms and fundamental limits",
    citation: "Weina Wang, Lei Ying, Junshan Zhang, 2016",
    claims: valueOfPrivacy,
  },
  {
    prefix: "fl12",
    room: "correlated-costs",
    title: "Approximately optimal auctions for selling privacy when costs are correlated with data",
    citation: "Lisa Fleischer, Yu-Han Lyu, 2012",
    claims: correlatedCosts,
  },
  {
    prefix: "ccmkv11",
    room: "truthful-mechanisms",
    title: "Truthful mechanisms for agents that value privacy",
    citation: "Yiling Chen, Stephen Chong, Ian A. Kash, Tal Moran, Salil Vadhan, 2011",
    claims: truthfulMechanisms,
  },
  {
    prefix: "kang23",
    room: "fair-value",
    title: "The fair value of data under heterogeneous privacy constraints in federated learning",
    citation: "Justin Kang, Ramtin Pedarsani, Kannan Ramchandran, 2023",
    claims: fairValue,
  },
  {
    prefix: "gah12",
    room: "pricing-samples",
    title: "Pricing private data",
    citation: "Vasilis Gkatzelis, Christina Aperjis, Bernardo A. Huberman, 2012",
    claims: pricingSamples,
  },
];

/** The claims whose id starts with the filter ("" for all). */
export const claimsOf = (filter: string): readonly Claim[] =>
  papers.flatMap((paper) => paper.claims).filter((claim) => claim.id.startsWith(filter));
