/** Auctions for privacy when costs are correlated with data (Fleischer, Lyu 2012). */
export * from "./attributes";
export * from "./baseline";
export { approximationRatio, tightRatio, worstTightRatio, type Comparison } from "./benchmark";
export { contract, contractsFor, offersOf, priceSpread, type Contract, type Offer } from "./contract";
export * from "./direct";
export * from "./envy-free";
export { chebyshevAccuracy, errorQuantile, errorTail, worstErrorQuantile, type WorstDatabase } from "./estimate-error";
export * from "./estimate-moments";
export * from "./frontier";
export {
  hullAt,
  iron,
  ironedIntervals,
  ironedVirtualCost,
  virtualCost,
  type HullPoint,
  type IronedInterval,
  type IronedLaw,
} from "./ironing";
export * from "./joint-accounting";
export * from "./laws";
export * from "./lottery";
export * from "./mechanism";
export * from "./optimal-auction";
export * from "./oracle-contract";
export { orderStatistic } from "./order-statistics";
export * from "./parameters";
export * from "./payment-noise";
export * from "./payments";
export * from "./posterior";
export * from "./privacy";
export * from "./procurement";
export * from "./simulate";
