/** One market under every mechanism: what the same answer costs, and who must be trusted for it. */
export { type Auction } from "./auction";
export { leastWorth, overstated, type Federated } from "./federated";
export { bestForBudget, leastPayment, type Offer } from "./frontier";
export { type LocalReports } from "./local-reports";
export type { Market, Question } from "./market";
export type { MarketMechanism, Played } from "./mechanism";
export { mechanisms } from "./mechanisms";
export { type PostedPrices } from "./posted-prices";
export { type RawSamples } from "./raw-samples";
export { marketOutcome, type MarketOutcome } from "./outcome";
