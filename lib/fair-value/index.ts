/** The mechanisms of The Fair Value of Data. */
export { BASELINE, REGIMES, usersOf, figure5Bars, barOf, type Composition, type Kind } from "./composition";
export { fairPayments, fairShares, type FairShares } from "./fair-payments";
export {
  expectedErrors,
  estimatorWeights,
  errorAtWeights,
  federatedUtility,
  type Spread,
  type FederatedUsers,
} from "./federated";
export { type UserType } from "./federated-make-ups";
export {
  federatedUtilities,
  federatedPayments,
  federatedPaymentsByType,
  type FederatedPayments,
} from "./federated-payments";
export { STATEMENTS, statements } from "./figure5-statements";
export { laplaceSharingGame, laplaceTwoLevelGame } from "./laplace-games";
export {
  bayesRisk,
  riskAt,
  optimalLaplace,
  utilityByCount,
  saturationLevel,
  laplaceUtilities,
  laplaceValues,
} from "./linear-laplace";
export { cheapestShare } from "./many-costs";
export { normalUsers, skewedUsers, federatedRounds, simulateErrors, simulateRisk, simulatePlay } from "./simulation";
export {
  sharingGame,
  relativePayoff,
  expectedUtility,
  equilibriumObjective,
  symmetricEquilibria,
  platformOptimum,
  thresholds,
  type PlatformOptimum,
} from "./symmetric-game";
export {
  threeLevelGame,
  levelRegret,
  levelEquilibria,
  levelOptimum,
  type LevelLaw,
  type LevelCosts,
} from "./three-level-game";
export {
  twoUserUtility,
  twoUserEquilibria,
  utilityOfPlay,
  twoUserOptimum,
  robustShare,
  phaseAreas,
  type TwoUserUtility,
} from "./two-user-game";
