export type { Figure } from "./figure";
export { axisOf, COLOURS, colour, curve, family, guide, markers, simulated, staircase, TEMPLATE } from "./style";
