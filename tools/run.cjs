/**
 * npm's scripts: node tools/run.cjs COMMAND [ARGUMENT…]. Sets up what the command needs and runs it. Plain Node, in words
 * that old versions understand, so that they can be told that they are too old.
 */
"use strict";
var NODE = [20, 19];

var version = process.versions.node.split(".").map(Number);
if (version[0] < NODE[0] || (version[0] === NODE[0] && version[1] < NODE[1])) {
  console.error(
    "Node " +
      NODE.join(".") +
      " or later is needed; this is " +
      process.versions.node +
      ". Get it from https://nodejs.org",
  );
  process.exit(1);
}
require("./commands.cjs").run(process.argv[2], process.argv.slice(3));
