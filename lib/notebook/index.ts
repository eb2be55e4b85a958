export { figure } from "./figure";
export { progress, type Progress } from "./progress";
export { table, type DataFrame, type TableData } from "./table";
