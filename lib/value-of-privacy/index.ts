/**
 * The value of privacy: strategic data subjects, incentive mechanisms and fundamental limits
 * (Weina Wang, Lei Ying, Junshan Zhang, 2016).
 */
export {
  auditCost,
  exponentialCost,
  linearCost,
  linearQuadraticCost,
  powerCost,
  scaledCost,
  stepCost,
  type CostFlaw,
  type PrivacyCost,
} from "./cost";
export { chernoffInformation, paymentScale, reportAccuracy, type Design, type Market, type Signal } from "./market";
export { majorityLaw, type MajorityLaw } from "./majority";
export { privacyLevelOf, symmetricResponse, type Report, type Strategy } from "./strategy";
export { payment, paymentFactors, payments, type Offer, type PaymentFactors } from "./mechanism";
export {
  equilibriumUtility,
  explicitBound,
  gap,
  logGap,
  lowerBound,
  nonInformativeUtility,
  paymentDeviation,
  paymentLaw,
  totalPayment,
  unanimityPayments,
  upperBound,
  upperBoundAmongPeers,
} from "./price";
export {
  bestResponse,
  interimPayments,
  interimUtility,
  type BestResponse,
  type InterimPayments,
  type PayoffCoefficients,
} from "./best-response";
export { flipReports, geniePayments, replicate, reportLaw, type PaymentRule, type Replicated } from "./genie";
export {
  cheapestAmongInformedPeers,
  cheapestCappedMechanism,
  cheapestMechanism,
  type CheapestMechanism,
  type CountingMechanism,
} from "./cheapest-mechanism";
export {
  bestLevel,
  populationNeeded,
  ratioPeaks,
  totalBounds,
  type Peak,
  type Population,
  type TotalBounds,
} from "./accuracy";
export { errorProbability, errorProbabilityOf, logErrorProbability, peopleForError } from "./error-probability";
export { cheapestDesign, cheapestMajorityDesign, cheapestWithGenie, levelFor, type TotalDesign } from "./design-search";
export { bestResponsePath, symmetricEquilibria } from "./symmetric-equilibria";
export { allocateLevels, type Allocation } from "./allocation";
export { simulateErrors, simulatePlays, simulateUtility } from "./simulation";
