/** Runs cells: compiled by tslab, each as a function. */
"use strict";
const vm = require("node:vm");
const { markdownOf, signatureOf } = require("./help.cjs");
const { kernel } = require("./messages.cjs");
const { openModules } = require("./modules.cjs");
const { openNames } = require("./names.cjs");
const { failureOf, named, typeFailureOf } = require("./places.cjs");
const { each, interrupt, perform, wait } = require("./runs.cjs");
const { calleeAt, importsOf, rewritten } = require("./source.cjs");

const DECLARATIONS = "declare function help(what: unknown): void;\n";

function createExecutor(root, { node: converter, close }) {
  const modules = openModules(root);
  const { names, begin, end } = openNames();
  let declared = DECLARATIONS;
  let running = "";

  /** Compiles a text and takes over what it changes of the project's files. */
  function compile(source) {
    const { text, awaits, back } = rewritten(source);
    const converted = converter.convert(declared, text);
    for (const { path: file, data } of converted.sideOutputs ?? []) named(data, file);
    if (converted.sideOutputs) modules.update(converted.sideOutputs);
    return { ...converted, hasToplevelAwait: converted.hasToplevelAwait || awaits, back };
  }

  /** Runs what has compiled; what it declared and imported stays, also where it fails. Its `last` value. */
  async function run({ output, declOutput, hasToplevelAwait, lastExpressionVar, back }, label) {
    // tslab puts a line of its own before a cell.
    const { declares } = named(output, label, ({ line, column }) => back({ line: line - 1, column }));
    const script = `(${hasToplevelAwait ? "async " : ""}function(exports, require, __names, __wait, __each) {\n${output}\n})`;
    const cell = vm.runInThisContext(script, { filename: label, lineOffset: -1 });
    const own = {};
    let failed = true;
    begin(declares, own);
    try {
      await perform(() => cell(own, modules.require, names, wait, each));
      failed = false;
    } finally {
      end(declares, own, failed);
      declared = declOutput || DECLARATIONS;
    }
    return { last: lastExpressionVar && own[lastExpressionVar] };
  }

  /** Where a cell does not compile, its imports that do are there for the next ones all the same. */
  async function importWhatCompiles(source, label) {
    const imported = async (statement) => {
      const compiled = compile(statement);
      if (compiled.diagnostics.length > 0) return false;
      // A file that fails as it loads is not what was asked about.
      if (compiled.output) await run(compiled, label).catch(() => {});
      return true;
    };
    for (const { whole, parts } of importsOf(source)) {
      if (await imported(whole)) continue;
      for (const part of parts) await imported(part);
    }
  }

  function formatted(value) {
    const told = typeof value === "function" ? tell(value) : undefined;
    return told ? { "text/plain": signatureOf(told) } : kernel.bundleOf(value);
  }

  /** Runs a cell; what went wrong, if anything did. */
  async function execute(source, count, silent) {
    running = source;
    const label = `Cell [${count}]`;
    try {
      const compiled = compile(source);
      if (compiled.diagnostics.length > 0) {
        const failure = typeFailureOf(compiled.diagnostics, label, compiled.back);
        await importWhatCompiles(source, label);
        return failure;
      }
      if (!compiled.output) {
        declared = compiled.declOutput || DECLARATIONS;
        return undefined;
      }
      const { last } = await run(compiled, label);
      if (last !== undefined && last !== null && !silent) {
        kernel.publish("execute_result", { execution_count: count, data: formatted(last), metadata: {} });
      }
      return undefined;
    } catch (error) {
      return failureOf(error, root);
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

  /** What TypeScript knows of a value that has a name. */
  function tell(value) {
    const key = nameOf(value);
    if (key === undefined) return undefined;
    const source = `${running}\n;${key}`;
    return converter.inspect(declared, source, source.length - 1);
  }

  const own = {
    help(what) {
      const info = tell(what);
      const none = "help(f) tells of a function or value that a cell has imported or declared.";
      const data = info ? markdownOf(info) : { "text/plain": none };
      kernel.publish("display_data", { data, metadata: {}, transient: {} });
    },
  };
  begin(["help"], own);
  end(["help"], own, false);

  return {
    execute,
    inspect,
    complete: (source, position) => converter.complete(declared, source, position),
    locals: names,
    reset() {
      declared = DECLARATIONS;
    },
    interrupt,
    close,
  };
}

module.exports = { createExecutor };
