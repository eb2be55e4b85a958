/** The figures of the paper and of what goes beyond it, as functions from parameters to plotly specifications. */
export { divisionsFigure } from "./divisions";
export { figure5, regimeLabel, type BarGroup } from "./figure5";
export { laplaceFigure, saturationFigure } from "./laplace";
export { figure1, figure3 } from "./market";
export { figure2, figure4 } from "./population";
export {
  equilibriaFigure,
  figure6At,
  regimesFigure,
  relativePayoffFigure,
  shareAgainstAlpha,
  thresholdsFigure,
} from "./regimes";
export { errorsFigure, populationFigure } from "./rounds";
export { levelsFigure } from "./three-levels";
export { figure7, phasesFigure } from "./two-users";
