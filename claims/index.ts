/** The ledger: what the papers claim, checked. */
export { ledgerFigure } from "./figure";
export { papers, type Paper } from "./papers";
export { runLedger, type LedgerOptions } from "./run";
export { claims, showClaims } from "./show";
export { summary, verdictOf, VERDICTS } from "./summary";
