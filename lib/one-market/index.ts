/** One market under every mechanism: what the same answer costs, and who must be trusted for it. */
export { type Auction } from "./auction";
export { federated, leastWorth, overstated, type Federated } from "./federated";
export { bestForBudget, leastPayment, type Offer } from "./frontier";
export { localReports, type LocalReports } from "./local-reports";
export { errorOfNothing, type Market, type Question } from "./market";
export type { MarketMechanism, Played } from "./mechanism";
export { mechanisms } from "./mechanisms";
export { postedPrices, type PostedPrices } from "./posted-prices";
export { rawSamples, type RawSamples } from "./raw-samples";
export { marketOutcome, type MarketOutcome } from "./outcome";
