/** Your own mechanism: audited exactly, set beside the cheapest possible, simulated where it is large. */
export {
  auditMechanism,
  pureStrategyEquilibria,
  type Lie,
  type MechanismAudit,
  type Participation,
  type PureStrategy,
} from "./audit";
export { cheapestMechanism, type Accuracy, type CheapestMechanism } from "./cheapest-mechanism";
export { cheapestPayments, type CheapestPayments } from "./cheapest-payments";
export type { Solution } from "./honesty";
export type { Mechanism } from "./mechanism";
export { simulateLie, simulatePayment, type Deviation } from "./simulate";
