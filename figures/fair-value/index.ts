/** The figures of the paper and of what goes beyond it, as functions from parameters to plotly specifications. */
export { divisionsFigure } from "./divisions";
export { figure5, figure5Explorer, regimeLabel, type BarGroup } from "./figure5";
export { laplaceFigure, saturationFigure } from "./laplace";
export { figure1, figure3 } from "./market";
export { figure2, figure4 } from "./population";
export {
  equilibriaFigure,
  regimesFigure,
  relativePayoffFigure,
  shareAgainstAlpha,
  thresholdsFigure,
  usersExplorer,
} from "./regimes";
export { errorsFigure, populationFigure } from "./rounds";
export { levelsFigure } from "./three-levels";
export { figure7, phasesFigure } from "./two-users";
