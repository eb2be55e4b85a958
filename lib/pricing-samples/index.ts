/** The mechanisms of Pricing Private Data. */
export { baselinePrice, dropDearest } from "./baseline";
export { baselineLottery } from "./baseline-lottery";
export {
  budgetDeviation,
  ceMechanism,
  clonePrices,
  sellerIndifference,
  type Market,
  type Outcome,
} from "./ce-mechanism";
export { certaintyEquivalent, expectedUtility, type Lottery } from "./certainty-equivalent";
export { clearingPrices, clearingStates, mechanismPrice, sizesAt, type Clones, type ElasticDemand } from "./clearing";
export { largestCosts, type CostTable } from "./cost-tables";
export { countLaw, lawMoments } from "./count-law";
export { timesSampled, type Demand } from "./demand";
export { type Design, type Sampling } from "./design";
export { drawSamples } from "./draw-samples";
export {
  C_MAX,
  clonesOf,
  DESIGNS,
  equalBlocks,
  FIGURE_2A,
  FIGURE_2B,
  SELLERS,
  VARIED,
  VARIED_DEMAND,
} from "./examples";
export {
  bestGeneralReport,
  generalCeMechanism,
  generalOffer,
  type GeneralOffer,
  type GeneralSeller,
  type Reading,
} from "./general-ce";
export { bestReport, menu, type Offer, type Type } from "./misreport";
export { designValues, type PaymentMarket } from "./optimal-design";
export { obliviousPair, orderingFactor, worstMarket } from "./ordering-factor";
export { prospectCertaintyEquivalent } from "./prospect";
export { feasibleCounts } from "./random-market";
export { removalInclusion, removalLaw, removalOrder } from "./removal-ordering";
export type { Seller } from "./seller";
export { simulateTotal } from "./simulate";
export { targetValues, type TargetValues } from "./target-groups";
export { thresholds, type Offers, type Rule, type Tie } from "./thresholds";
export { type SetLaw } from "./uncrossing";
export { utilityOf, type Utility } from "./utility";
export { searchWorstCases } from "./worst-case-search";
