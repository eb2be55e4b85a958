/** Your own mechanism: audited exactly, set beside the cheapest possible, simulated where it is large. */
export {
  auditMechanism,
  pureStrategyEquilibria,
  type Lie,
  type MechanismAudit,
  type Participation,
  type PureStrategy,
} from "./audit";
export { cheapestPayments, type CheapestPayments, type Solution } from "./cheapest-payments";
export type { Mechanism } from "./mechanism";
export { simulateLie, simulatePayment, type Deviation } from "./simulate";
