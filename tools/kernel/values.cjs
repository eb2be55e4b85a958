/**
 * The value that a cell ends with is shown as what it is: lib/notebook/values.ts says how. That is read when the first
 * object is to be shown, apart from what cells import.
 */
"use strict";
const path = require("node:path");
const { inspect } = require("node:util");
const jupyter = require("tslab/dist/jupyter");

const registry = (globalThis[Symbol.for("privacy-markets/kernel")] ??= {});
const VALUES = path.resolve(__dirname, "../../lib/notebook/values.ts");

const shownAs = (value) =>
  typeof value === "object" && value !== null
    ? require("tsx/cjs/api").require(VALUES, __filename).bundleOf(value)
    : undefined;

registry.bundleOf = (value) => shownAs(value) ?? { "text/plain": inspect(value, { depth: 4 }) };

let count = 0;
const { handleExecuteImpl } = jupyter.JupyterHandlerImpl.prototype;
jupyter.JupyterHandlerImpl.prototype.handleExecuteImpl = function (...args) {
  count = this.execCount + 1;
  return handleExecuteImpl.apply(this, args);
};

/** Where tslab's executor writes: its log receives exactly the last values of cells. */
module.exports.withValues = (console) => ({
  ...console,
  log(value) {
    const data = shownAs(value);
    if (data) registry.publish("execute_result", { data, metadata: {}, execution_count: count });
    else console.log(value);
  },
});
