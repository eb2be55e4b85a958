/** The figures of the paper's notebook: from parameters to a plotly specification. */
export * from "./election";
export * from "./facility";
export * from "./honesty";
export * from "./vcg";
