/**
 * The notebooks' TypeScript kernel: tslab, started at the project's root, wherever the notebook lies, so that cells can
 * `import { … } from "./lib/…"`. Usage: node tools/kernel.cjs CONNECTION_FILE
 */
"use strict";
const path = require("path");
const ts = require("@tslab/typescript-for-tslab");

/**
 * TypeScript's watcher sets two timers: one to compile, one to look again for what it did not find, when files are added.
 * tslab takes over the first, and fails when there is a second: that one becomes an ordinary timer.
 */
function withTwoTimers(host) {
  const { setTimeout: setFirst, clearTimeout: clearFirst } = host;
  const ordinary = new Set();
  return Object.assign(host, {
    setTimeout(callback, milliseconds) {
      if (callback.name !== "invalidateResolutionsOfFailedLookup") return setFirst(callback, milliseconds);
      const timer = setTimeout(callback, milliseconds);
      ordinary.add(timer);
      return timer;
    },
    clearTimeout(timer) {
      if (ordinary.delete(timer)) clearTimeout(timer);
      else clearFirst(timer);
    },
  });
}

// Before tslab loads it.
require.cache[require.resolve("@tslab/typescript-for-tslab")].exports = {
  ...ts,
  // Node's types only: every other package's would be read too, used or not, each time a kernel starts.
  createWatchCompilerHost: (files, options, ...rest) =>
    withTwoTimers(ts.createWatchCompilerHost(files, { ...options, types: ["node"] }, ...rest)),
};
const executor = require("tslab/dist/executor");
require("./kernel/comms.cjs");
require("./kernel/danfojs.cjs");
const { withValues } = require("./kernel/values.cjs");

/** tslab does not find `x` of an earlier cell in `{ x }`, but does in `{ x: x }`: write out every such property. */
function writeOutShorthand(source) {
  const ends = [];
  const visit = (node) => {
    if (ts.isShorthandPropertyAssignment(node) && !node.objectAssignmentInitializer) ends.push(node.name);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest));
  return ends
    .reverse()
    .reduce((text, { text: name, end }) => `${text.slice(0, end)}: ${name}${text.slice(end)}`, source);
}

/**
 * tslab compiles local files on the fly but reloads only the one that changed, not those that import it, and does not
 * find a folder's index file. So: on any change all files are handed over again, each index under its folder's name too.
 */
function withFolders(converter) {
  const outputs = new Map();
  return {
    ...converter,
    convert(declarations, source) {
      const converted = converter.convert(declarations, writeOutShorthand(source));
      if (!converted.sideOutputs) return converted;
      for (const { path: file, data } of converted.sideOutputs) {
        outputs.set(file, data);
        const folder = path.posix.dirname(file);
        if (path.posix.basename(file) === "index.js") {
          outputs.set(`${folder}.js`, `module.exports = require("./${path.posix.basename(folder)}/index");`);
        }
      }
      return { ...converted, sideOutputs: Array.from(outputs, ([file, data]) => ({ path: file, data })) };
    },
  };
}

const create = executor.createExecutor;
executor.createExecutor = (root, converters, console) => {
  const node = withFolders(converters.node);
  return create(
    root,
    {
      node,
      get browser() {
        return converters.browser;
      },
      close: () => converters.close(),
    },
    withValues(console),
  );
};

process.chdir(path.dirname(__dirname));
require("tslab/dist/main").startKernel({ configPath: path.resolve(process.argv[2]), enableFindLocal: false });
