export { checkClaim, SEED, type LedgerRow } from "./check";
export {
  claim,
  notCheckable,
  type CheckableClaim,
  type Claim,
  type Finding,
  type Method,
  type Statement,
  type UncheckableClaim,
  type Verdict,
} from "./claim";
export { show } from "./evidence";
