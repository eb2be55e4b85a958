export type { Figure } from "./figure";
export { geometric, range, short, whole } from "./grid";
export { inPanel, LEGEND_BELOW, panels, type Panel } from "./panels";
export {
  axisOf,
  COLOURS,
  colour,
  curve,
  curves,
  family,
  guide,
  logAxisOf,
  markers,
  simulated,
  staircase,
  TEMPLATE,
} from "./style";
