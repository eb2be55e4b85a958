export { choice, logarithmic, number, play, range, slider, text, toggle, whole, type Control } from "./controls";
export { figure } from "./figure";
export { interact } from "./interact";
export { progress, type Progress } from "./progress";
export { save } from "./save";
export { table, type DataFrame, type TableData, type TableOptions } from "./table";
export { timeit, type Timing } from "./timeit";
