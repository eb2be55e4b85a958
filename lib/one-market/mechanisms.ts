/** The five mechanisms, in the order in which figures and tables show them. */
import { auction } from "./auction";
import { federated } from "./federated";
import { localReports } from "./local-reports";
import type { MarketMechanism } from "./mechanism";
import { postedPrices } from "./posted-prices";
import { rawSamples } from "./raw-samples";

export const mechanisms: readonly MarketMechanism[] = [localReports, postedPrices, auction, federated, rawSamples];
