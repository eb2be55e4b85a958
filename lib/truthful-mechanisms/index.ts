/** Truthful mechanisms for agents that value privacy (Chen, Chong, Kash, Moran, Vadhan 2011). */
export { linearBound, logBound, powerBound, type PrivacyBound } from "./privacy-bound";
export {
  election,
  ELECTION_NOISES,
  electionLaw,
  electionLevel,
  electionLoss,
  electionPrivacy,
  electionPrivacyLevel,
  electionWinner,
  logisticElectionLoss,
  worstElectionLoss,
  type ElectionNoise,
} from "./election";
export {
  admissibleEps,
  bestElectionLie,
  requiredGap,
  strongRationalityWorth,
  voteStakes,
  type AdmissibleEps,
  type ElectionLie,
  type VoterLie,
  type VoteStakes,
} from "./election-truthfulness";
export {
  facility,
  facilityLaw,
  facilityLogLaw,
  facilityLoss,
  facilityLosses,
  facilityLossTail,
  medianIndex,
} from "./facility";
export { facilityCriticalWorth, facilityPrivacy, twoSidedLie, type TwoSidedLie } from "./facility-audit";
export { noisyMedian, xiaoNoise, type XiaoDelta } from "./noisy-median";
export { runVcg, vcg, vcgPayment, type Valuation, type VcgOutput, type VcgRun } from "./vcg";
export { vcgExpectedMax, vcgLoss, vcgMarginal, type Signature, type VcgLawRow } from "./vcg-law";
export { vcgCoupling, type VcgCoupling } from "./vcg-coupling";
export { essentialTypes, scanVcg, vcgPrivacy, type VcgScan } from "./vcg-scan";
export { EXTERNALITY_MODES, expectedExternality, type ExternalityMode, type TypePrior } from "./expected-externality";
export {
  criticalWorth,
  electionChannel,
  mutualInformation,
  posteriorAfter,
  sharpShift,
  type CriticalWorth,
  type Posterior,
  type Strategy,
} from "./beliefs";
export {
  auditAgents,
  auditEveryCoin,
  type AgentAudit,
  type AgentMechanism,
  type CoinLie,
  type Lie,
} from "./agent-audit";
export {
  estimateExpectation,
  estimateLogRatio,
  simulateElectionLoss,
  simulateFacility,
  simulatePivot,
  simulateVcg,
} from "./simulation";
