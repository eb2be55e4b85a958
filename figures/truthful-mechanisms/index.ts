/** The figures of the paper's notebooks: from parameters to a plotly specification. */
export {
  bothTiny,
  electionLevels,
  electionRivals,
  priceOfNoise,
  SERIES,
  strongRationality,
  type Simulated,
} from "./election";
export { facilityLossFigure, facilityTightness, privacyPerOutcome, vanishingLoss, xiaoFigure } from "./facility";
export { whatOutcomesTell, whereHonestyPays } from "./honesty";
export { lemmaTightness, vcgGrowth, vcgLossFigure, vcgWorth } from "./vcg";
