/**
 * The value that a cell ends with is shown as what it is: lib/notebook/values.ts says how. That is read when the first
 * object is to be shown, apart from what cells import.
 */
"use strict";
const { existsSync } = require("node:fs");
const path = require("node:path");
const { inspect } = require("node:util");

const VALUES = path.resolve(__dirname, "../../lib/notebook/values.ts");
const NONE = { bundleOf: () => undefined };

/** A value as a bundle: output by MIME type. */
function bundleOf(value) {
  const own = value?.[Symbol.for("Jupyter.display")];
  if (typeof own === "function") return own.call(value);
  if (typeof value?.then === "function") {
    return { "text/plain": `${inspect(value)}: write await before it to see its value` };
  }
  const values =
    typeof value === "object" && existsSync(VALUES) ? require("tsx/cjs/api").require(VALUES, __filename) : NONE;
  const plain = { depth: 4, maxArrayLength: 20, maxStringLength: 2000, breakLength: 110 };
  return values.bundleOf(value) ?? { "text/plain": inspect(value, plain) };
}

module.exports = { bundleOf };
