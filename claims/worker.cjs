/** A worker thread of the ledger: reads TypeScript as it is, and checks the claims that it is sent. */
"use strict";
require("tsx/cjs/api").register();
module.exports = require("./task.ts").default;
