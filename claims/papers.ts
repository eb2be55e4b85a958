/** The papers, in the order of the notebooks. */

/** A paper: the prefix of its claims' ids, its room under lib/, its title and its citation. */
export interface Paper {
  readonly prefix: string;
  readonly room: string;
  readonly title: string;
  readonly citation: string;
}

export const papers: readonly Paper[] = [
  {
    prefix: "wyz16",
    room: "value-of-privacy",
    title: "The value of privacy: strategic data subjects, incentive mechanisms and fundamental limits",
    citation: "Weina Wang, Lei Ying, Junshan Zhang, 2016",
  },
  {
    prefix: "fl12",
    room: "correlated-costs",
    title: "Approximately optimal auctions for selling privacy when costs are correlated with data",
    citation: "Lisa Fleischer, Yu-Han Lyu, 2012",
  },
  {
    prefix: "ccmkv11",
    room: "truthful-mechanisms",
    title: "Truthful mechanisms for agents that value privacy",
    citation: "Yiling Chen, Stephen Chong, Ian A. Kash, Tal Moran, Salil Vadhan, 2011",
  },
  {
    prefix: "kang23",
    room: "fair-value",
    title: "The fair value of data under heterogeneous privacy constraints in federated learning",
    citation: "Justin Kang, Ramtin Pedarsani, Kannan Ramchandran, 2023",
  },
  {
    prefix: "gah12",
    room: "pricing-samples",
    title: "Pricing private data",
    citation: "Vasilis Gkatzelis, Christina Aperjis, Bernardo A. Huberman, 2012",
  },
];
