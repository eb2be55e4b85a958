export { numbersAsText } from "./column";
export { show } from "./number";
