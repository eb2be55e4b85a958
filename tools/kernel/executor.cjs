/** Runs cells: compiled by tslab, as functions whose top-level names are properties of one object for all cells. */
"use strict";
const vm = require("node:vm");
const { failureOf, name } = require("./places.cjs");
const { kernel, fail } = require("./messages.cjs");
const { openModules } = require("./modules.cjs");
const { calleeAt, importsOf, rewritten, withQuickLoops } = require("./source.cjs");

const DECLARATIONS = "declare function help(what: unknown): void;\n";

const textOf = (parts) => (parts ?? []).map(({ text }) => text).join("");

/** A tooltip: the signature, what it is, and each tag under its name. */
function described({ displayParts, documentation, tags }) {
  const lines = (tags ?? []).map((tag) => `@${tag.name} ${textOf(tag.text)}`.trim());
  return [textOf(displayParts), textOf(documentation), lines.join("\n")].filter(Boolean).join("\n\n");
}

class Interrupted extends Error {
  code = "ERR_SCRIPT_EXECUTION_INTERRUPTED";
}

function createExecutor(root, { node: converter, close }) {
  const modules = openModules(root);
  const names = {};
  let declared = DECLARATIONS;
  let running = "";
  let interrupt = () => {};
  let cells = 0;
  globalThis.__tslab__ = {
    exports: names,
    require: modules.require,
    // TypeScript defines what a cell imports as getters; a later cell may give the name another value.
    define(_exports, key, { get, value }) {
      if (key !== "__esModule") names[key] = get ? get() : value;
    },
  };

  /** Compiles a text and takes over what it changes of the project's files. */
  function compile(source) {
    const { text, awaits, where } = rewritten(source);
    const converted = converter.convert(declared, text);
    for (const { path: file, data } of converted.sideOutputs ?? []) name(data, file);
    if (converted.sideOutputs) modules.update(converted.sideOutputs);
    return { ...converted, hasToplevelAwait: converted.hasToplevelAwait || awaits, where };
  }

  function start({ output, hasToplevelAwait, where }, label) {
    // Its console prints under its own cell, whenever that is, and stops it after an interrupt.
    const text = withQuickLoops(output).replaceAll("Object.defineProperty(exports,", "__tslab__.define(exports,");
    // tslab puts a line of its own before a cell.
    name(output, label, ({ line, column }) => where({ line: line - 1, column }));
    const script = `(${hasToplevelAwait ? "async " : ""}function(exports, require, console) {\n${text}\n})`;
    const cell = vm.runInThisContext(script, { filename: label, lineOffset: -1 });
    const { request } = kernel;
    let stopped = false;
    const own = new Proxy(console, {
      get: (target, key) => {
        const method = target[key];
        if (typeof method !== "function") return method;
        return (...args) => {
          if (stopped) throw new Interrupted("Interrupted");
          const now = kernel.request;
          kernel.request = request;
          try {
            return method.apply(target, args);
          } finally {
            kernel.request = now;
          }
        };
      },
    });
    const stop = new Promise((_resolve, reject) => {
      interrupt = () => {
        stopped = true;
        reject(new Interrupted("Interrupted"));
      };
    });
    stop.catch(() => {});
    __tslab__.run = () => cell(names, modules.require, own);
    // In a script of its own, since only what is run as one can be interrupted.
    const result = vm.runInThisContext("__tslab__.run()", { breakOnSigint: true });
    return hasToplevelAwait ? Promise.race([result, stop]) : undefined;
  }

  /** Where a cell does not compile, its imports that do are there for the next ones all the same. */
  async function importWhatCompiles(source, label) {
    for (const statement of importsOf(source)) {
      const compiled = compile(statement);
      if (compiled.diagnostics.length > 0 || !compiled.output) continue;
      try {
        await start(compiled, label);
        declared = compiled.declOutput;
      } catch {
        // A file that fails as it loads: said when a cell imports nothing else wrong.
      }
    }
  }

  function complain(diagnostics, where) {
    const lines = diagnostics.map(({ fileName, start: { line, character }, messageText }) => {
      const place = fileName ? { line, column: character } : where({ line, column: character });
      return `${fileName ? `${fileName} ` : ""}${place.line + 1}:${place.column + 1} - ${messageText}`;
    });
    fail({ ename: "TypeScript", evalue: lines[0], traceback: lines.map((line) => `TypeScript: ${line}`) });
  }

  function formatted(value) {
    if (typeof value === "function") {
      const told = tell(value);
      if (told) return { "text/plain": told.split("\n\n")[0] };
    }
    return kernel.bundleOf(value);
  }

  async function execute(source) {
    running = source;
    const label = `Cell [${++cells}]`;
    const compiled = compile(source);
    const { diagnostics, output, declOutput, lastExpressionVar, where } = compiled;
    if (diagnostics.length > 0) {
      complain(diagnostics, where);
      await importWhatCompiles(source, label);
      return false;
    }
    if (!output) {
      declared = declOutput || DECLARATIONS;
      return true;
    }
    if (lastExpressionVar) names[lastExpressionVar] = undefined;
    try {
      await start(compiled, label);
      const value = lastExpressionVar && names[lastExpressionVar];
      if (lastExpressionVar) names[lastExpressionVar] = undefined;
      if (value !== undefined && value !== null) {
        kernel.publish("execute_result", { execution_count: cells, data: formatted(value), metadata: {} });
      }
      return true;
    } catch (error) {
      fail(failureOf(error, root));
      return false;
    } finally {
      // What a cell declared and imported before it failed stays.
      declared = declOutput || DECLARATIONS;
      interrupt = () => {};
    }
  }

  const inspect = (source, position) => {
    const callee = calleeAt(source, position);
    const info = converter.inspect(declared, source, position);
    return info ?? (callee === undefined ? undefined : converter.inspect(declared, source, callee));
  };

  /** The name under which cells know a value: a name, or one of a room imported as a whole. */
  function nameOf(value) {
    for (const [key, known] of Object.entries(names)) {
      if (known === value) return key;
      if (typeof known !== "object" || known === null) continue;
      const inner = Object.keys(known).find((part) => known[part] === value);
      if (inner !== undefined) return `${key}.${inner}`;
    }
    return undefined;
  }

  function tell(value) {
    const key = nameOf(value);
    if (key === undefined) return undefined;
    const source = `${running}\n;${key}`;
    const info = converter.inspect(declared, source, source.length - 1);
    return info && described(info);
  }

  names.help = (what) => {
    const text = tell(what) ?? "help(f) tells of a function or value that a cell has imported or declared.";
    kernel.publish("display_data", { data: { "text/plain": text }, metadata: {}, transient: {} });
  };

  return {
    execute,
    inspect,
    complete: (source, position) => converter.complete(declared, source, position),
    locals: names,
    reset() {
      declared = DECLARATIONS;
      for (const key of Object.keys(names)) delete names[key];
    },
    interrupt: () => interrupt(),
    close,
  };
}

module.exports = { createExecutor, described };
