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
  stepCost,
  type PrivacyCost,
} from "./cost";
export { chernoffInformation, paymentScale, reportAccuracy, type Design, type Market } from "./market";
export { majorityLaw, type MajorityLaw } from "./majority";
export { privacyLevelOf, symmetricResponse, type Report, type Strategy } from "./strategy";
export { paymentFactors, payments, type Offer } from "./mechanism";
export {
  equilibriumUtility,
  explicitBound,
  gap,
  logGap,
  lowerBound,
  nonInformativeUtility,
  paymentDeviation,
  totalPayment,
  unanimityPayments,
  upperBound,
  upperBoundAmongPeers,
} from "./price";
export { bestResponse, interimUtility, type InterimPayments } from "./best-response";
export { geniePayments, reportLaw, type PaymentRule } from "./genie";
export { cheapestAmongInformedPeers, cheapestCappedMechanism, cheapestMechanism } from "./cheapest-mechanism";
export { bestLevel, populationNeeded, ratioPeaks, totalBounds } from "./accuracy";
export { errorProbability, errorProbabilityOf, logErrorProbability, peopleForError } from "./error-probability";
export { cheapestDesign, cheapestMajorityDesign, cheapestWithGenie, levelFor } from "./design-search";
export { bestResponsePath, symmetricEquilibria } from "./symmetric-equilibria";
export { allocateLevels } from "./allocation";
export { simulateErrors, simulatePlays, simulateUtility } from "./simulation";
