/** Truthful mechanisms for agents that value privacy (Chen, Chong, Kash, Moran, Vadhan 2011). */
export * from "./agent-audit";
export * from "./beliefs";
export {
  countElection,
  election,
  ELECTION_NOISES,
  electionLaw,
  electionLevel,
  electionLogLaw,
  electionLoss,
  electionLossTail,
  electionPrivacy,
  electionPrivacyLevel,
  electionWinner,
  logisticElectionLoss,
  logPivot,
  worstElectionLoss,
  type ElectionCount,
  type ElectionNoise,
} from "./election";
export * from "./election-truthfulness";
export * from "./expected-externality";
export {
  facility,
  facilityLaw,
  facilityLogLaw,
  facilityLogLaws,
  facilityLogProbabilities,
  facilityLoss,
  facilityLosses,
  facilityLossTail,
  logBeyondFirst,
  medianIndex,
} from "./facility";
export * from "./facility-audit";
export * from "./facility-count";
export * from "./noisy-median";
export * from "./privacy-bound";
export * from "./simulation";
export { runVcg, vcg, vcgOutput, vcgPayment, type Valuation, type VcgOutput, type VcgRun } from "./vcg";
export { vcgCoupling, vcgDifference, type VcgCoupling } from "./vcg-coupling";
export {
  vcgExpectedMax,
  vcgExpectedPayment,
  vcgExpectedUtility,
  vcgLaw,
  vcgLoss,
  vcgLossTail,
  vcgMarginal,
  vcgOutputs,
  vcgProbabilities,
  type Signature,
  type VcgLawRow,
} from "./vcg-law";
export { essentialTypes, scanVcg, vcgPrivacy, type VcgScan } from "./vcg-scan";
