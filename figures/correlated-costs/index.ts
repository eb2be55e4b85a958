/** The figures of the room. */
export { benchmarkRatioFigure } from "./benchmark-ratio";
export { directFigure } from "./direct";
export { errorRadiusFigure } from "./error-radius";
export { accuracyCosts, frontierFigure, type AccuracyCost } from "./frontier";
export { ironingFigure, paymentsFigure } from "./ironing";
export { levelsFigure, logRatioFigure } from "./privacy";
