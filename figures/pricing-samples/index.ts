export * from "./clearing";
export * from "./demand";
export * from "./factors";
export * from "./incentives";
export * from "./prices";
