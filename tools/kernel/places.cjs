/** Errors in the words of cells and source files: the message first, true lines, without the kernel's own frames. */
"use strict";
const { SourceMap } = require("node:module");
const path = require("node:path");
const { inspect } = require("node:util");

const INLINE = /\n\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/;

/** By the name under which a text runs: the maps from it to the source, in order; where its first line really begins. */
const maps = new Map();
/** Maps of texts that have no name yet. */
const unnamed = new Map();

/** tslab compiles twice, to modules and then to CommonJS: TypeScript's second pass, keeping the maps of both. */
const transpiler = (ts) => (modules, options) => {
  const [, first] = INLINE.exec(modules) ?? [];
  const { outputText, sourceMapText } = ts.transpileModule(modules.replace(INLINE, "\n"), {
    ...options,
    compilerOptions: { ...options.compilerOptions, sourceMap: true },
  });
  const text = outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
  if (first) {
    const json = Buffer.from(first, "base64").toString();
    unnamed.set(
      text,
      [sourceMapText, json].map((map) => new SourceMap(JSON.parse(map))),
    );
  }
  return { outputText: text };
};

/** Gives a compiled text the name under which it runs; `where` maps a place in what was compiled to one in the source. */
function name(text, file, where = (place) => place) {
  const found = unnamed.get(text);
  unnamed.delete(text);
  if (found) maps.set(file, { found, where });
}

/** Where a place in what runs stands in the source; lines and columns from 1. */
function sourceOf(file, line, column) {
  const known = maps.get(file);
  if (!known) return undefined;
  let place = { line: line - 1, column: column - 1 };
  for (const map of known.found) {
    const { originalLine, originalColumn } = map.findEntry(place.line, place.column);
    if (originalLine === undefined) return undefined;
    place = { line: originalLine, column: originalColumn };
  }
  const { line: l, column: c } = known.where(place);
  return { line: l + 1, column: c + 1 };
}

const NOISE = /node_modules[\\/](tslab|@tslab)|node:|evalmachine|tools[\\/]kernel/;
const PLACE = /(?<file>Cell \[\d+\]|(?:[A-Z]:)?[\\/][^()]*?\.js):(?<line>\d+):(?<column>\d+)/;

function frame(line, root) {
  const { file, line: l, column } = PLACE.exec(line)?.groups ?? {};
  const place = file && sourceOf(file, Number(l), Number(column));
  const shown = line.replaceAll(root + path.sep, "");
  if (!place) return shown;
  if (file.startsWith("Cell")) return `    at ${file}, line ${place.line}, column ${place.column}`;
  const short = path.relative(root, file).replace(/\.js$/, ".ts");
  return line.replace(PLACE, `${short}:${place.line}:${place.column}`);
}

/** An error output: name, message, and the lines to show. */
function failureOf(error, root) {
  if (error?.code === "ERR_SCRIPT_EXECUTION_INTERRUPTED") {
    const evalue = "the cell was stopped; what earlier cells made is still there";
    return { ename: "Interrupted", evalue, traceback: [`Interrupted: ${evalue}`] };
  }
  if (typeof error?.stack !== "string") {
    const evalue = inspect(error, { depth: 2 });
    return { ename: "Thrown", evalue, traceback: [`Thrown: ${evalue}`] };
  }
  const lines = error.stack.split("\n");
  const begin = lines.findIndex((line) => /^\s+at /.test(line));
  // Node puts the place of a syntax error before its message.
  const head = [`${error.name}: ${error.message}`];
  const frames = (begin < 0 ? [] : lines.slice(begin)).filter((line) => /^\s+at /.test(line) && !NOISE.test(line));
  const cause = error.cause === undefined ? [] : [`Caused by ${failureOf(error.cause, root).traceback.join("\n")}`];
  return {
    ename: error.name,
    evalue: error.message,
    traceback: [...head, ...frames.map((line) => frame(line, root)), ...cause],
  };
}

module.exports = { transpiler, name, failureOf };
