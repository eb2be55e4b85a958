/** The paper's figures and those beside it: from parameters to a plotly specification. */
export { allocationFigure, errorFigure, humpsFigure, populationFigure, ratioFigure } from "./accuracy";
export { strategyMap, utilityFamily, utilityFigure } from "./best-response";
export { boundsFigure, excessFigure, type SimulatedTotal } from "./bounds";
export { equilibriumFigure, pathFigure } from "./equilibria";
export { modelFigure } from "./model";
export { capFigure, gapFigure, paymentFamily, paymentFigure, scaledGapFigure } from "./price";
