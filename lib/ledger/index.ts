export { ledgerFigure } from "./figures";
export { papers, type Paper } from "./papers";
export { runLedger, type LedgerOptions } from "./run";
export { summary, verdictOf, VERDICTS } from "./summary";
