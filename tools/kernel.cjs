/**
 * The notebooks' TypeScript kernel: tslab's compiler, started at the project's root, wherever the notebook lies, so that
 * cells can `import { … } from "./lib/…"`. Usage: node tools/kernel.cjs CONNECTION_FILE
 */
"use strict";
const path = require("node:path");
const ts = require("@tslab/typescript-for-tslab");
const { failureOf, transpiler } = require("./kernel/places.cjs");

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

const OPTIONS = {
  // Node's types only: every other package's would be read too, used or not, each time a kernel starts.
  types: ["node"],
  // As Node 20 runs it.
  lib: ["lib.es2023.d.ts"],
  // Packages that say where their types are only under "exports" are found this way.
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  inlineSourceMap: true,
};

// Before tslab loads it.
require.cache[require.resolve("@tslab/typescript-for-tslab")].exports = {
  ...ts,
  createWatchCompilerHost: (files, options, ...rest) =>
    withTwoTimers(
      ts.createWatchCompilerHost(
        [...files, path.join(__dirname, "kernel", "es2023.d.ts")],
        { ...options, ...OPTIONS },
        ...rest,
      ),
    ),
  transpileModule: transpiler(ts),
};
const { kernel, fail } = require("./kernel/messages.cjs");
require("./kernel/comms.cjs");
require("./kernel/danfojs.cjs");
const { createExecutor, described } = require("./kernel/executor.cjs");
require("tslab/dist/executor").createExecutor = createExecutor;
require("tslab/dist/inspect").printQuickInfo = described;

const ROOT = path.dirname(__dirname);
process.chdir(ROOT);
require("tslab/dist/main").startKernel({ configPath: path.resolve(process.argv[2]), enableFindLocal: false });

// What goes wrong after its cell has ended is shown under the last one, instead of tslab's lines on stderr.
for (const event of ["uncaughtException", "unhandledRejection"]) {
  process.removeAllListeners(event);
  process.on(event, (error) => {
    if (error?.code !== "ERR_SCRIPT_EXECUTION_INTERRUPTED") fail(failureOf(error, ROOT));
  });
}
const { exit } = process;
process.exit = (code) => {
  if (kernel.request)
    throw new Error("process.exit() would end the kernel; to start anew, choose Kernel → Restart Kernel");
  exit(code);
};
