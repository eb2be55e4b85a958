/** Auctions for privacy when costs are correlated with data (Fleischer, Lyu 2012). */
export { encode, decode, codeStatistics, type CodeStatistics } from "./attributes";
export { baselineAuction, tuneForDatabase, type BaselineOutcome, type TunedMechanism } from "./baseline";
export { approximationRatio, tightRatio, worstTightRatio, type Comparison } from "./benchmark";
export { contract, contractsFor, priceSpread, type Contract, type Offer } from "./contract";
export { leastDirectPayment, overbiddingGain } from "./direct";
export { envyFreeGrid, type EnvyFreeGrid } from "./envy-free";
export { chebyshevAccuracy, errorQuantile, errorTail, worstErrorQuantile, type WorstDatabase } from "./estimate-error";
export { estimateBias, estimateMse, commonDrawVariance } from "./estimate-moments";
export { cheapestAccurate } from "./frontier";
export { ironedVirtualCost, virtualCost, type HullPoint, type IronedInterval, type IronedLaw } from "./ironing";
export { splitLevel, type SplitLevel } from "./joint-accounting";
export { exponential, uniform, histogram, VALLEY, WAVES, ATOMS, nearTight } from "./laws";
export { priceLottery, type PriceLottery } from "./lottery";
export {
  runMechanism,
  simulateMechanism,
  type MechanismInput,
  type MechanismOutcome,
  type Population,
} from "./mechanism";
export {
  optimalPayment,
  paymentSummary,
  signIdentity,
  type PaymentSummary,
  type SignIdentity,
} from "./optimal-auction";
export { oracleContract, type OracleContract } from "./oracle-contract";
export { orderStatistic } from "./order-statistics";
export {
  recommendedC,
  fixedAccuracy,
  budgetSolve,
  optimalBudget,
  type Parameters,
  type BudgetPlan,
} from "./parameters";
export { twoPointPayment, type TwoPointPayment } from "./payment-noise";
export { totalPayment, negativePayment, exPostViolation, jointIrViolation, type TotalPayment } from "./payments";
export { posteriorReply, posteriorCost } from "./posterior";
export { epsEstimate, epsPayment, epsJoint, epsJointWorst } from "./privacy";
export { procure, type Procurement } from "./procurement";
export { simulateRuns, sampleQuantile, type Runs } from "./simulate";
