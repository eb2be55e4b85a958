/** Errors in the words of cells and source files: the message first, true lines, without the kernel's own frames. */
"use strict";
const { SourceMap } = require("node:module");
const path = require("node:path");
const { inspect } = require("node:util");
const { INTERRUPTED } = require("./runs.cjs");
const { prepared } = require("./source.cjs");

const INLINE = /\n\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/;

const BEGINNINGS = /^(exports\.[\w$]+ = )+void 0;$/m;

/** By the name under which a text runs: the steps from a place in it to one in the source. */
const steps = new Map();
/** Of texts that have no name yet: the steps, and the names that a cell declares. */
const unnamed = new Map();

const throughMap = (json) => {
  const map = new SourceMap(JSON.parse(json));
  return ({ line, column }) => {
    const { originalLine, originalColumn } = map.findEntry(line, column);
    return originalLine === undefined ? undefined : { line: originalLine, column: originalColumn };
  };
};

/** tslab compiles twice, to modules and then to CommonJS: the second pass, which keeps the way back through both. */
const transpiler = (ts) => (modules, options) => {
  const json = Buffer.from(INLINE.exec(modules)?.[1] ?? "", "base64").toString();
  const plain = modules.replace(INLINE, "\n");
  const isCell = json.includes('/__tslab__.ts"') || json.includes('"__tslab__.ts"');
  const { text, back, declares } = isCell ? prepared(plain) : { text: plain, back: (place) => place };
  const { outputText, sourceMapText } = ts.transpileModule(text, {
    ...options,
    compilerOptions: { ...options.compilerOptions, sourceMap: true },
  });
  // An export that begins as undefined holds numbers in a slow form for ever.
  const compiled = outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n").replace(isCell ? BEGINNINGS : "", "");
  if (json) unnamed.set(compiled, { steps: [throughMap(sourceMapText), back, throughMap(json)], declares });
  return { outputText: compiled };
};

/** Gives a compiled text the name under which it runs; `back` leads from a place in what was compiled to the source. */
function named(text, file, back = (place) => place) {
  const found = unnamed.get(text);
  unnamed.delete(text);
  if (found) steps.set(file, [...found.steps, back]);
  return { declares: found?.declares ?? [] };
}

/** Where a place in what runs stands in the source; lines and columns from 1. */
function sourceOf(file, line, column) {
  const place = steps.get(file)?.reduce((at, step) => at && step(at), { line: line - 1, column: column - 1 });
  return place && { line: place.line + 1, column: place.column + 1 };
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
  if (error?.code === INTERRUPTED) {
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

/** What TypeScript has against a cell, or a file that it imports, as an error output. */
function typeFailureOf(diagnostics, label, back) {
  const lines = diagnostics.map(({ fileName, start: { line, character: column }, messageText }) => {
    const place = fileName ? { line, column } : back({ line, column });
    const where = fileName
      ? `${fileName}:${place.line + 1}:${place.column + 1}`
      : `${label}, line ${place.line + 1}, column ${place.column + 1}`;
    return `TypeScript: ${messageText}\n    at ${where}`;
  });
  return { ename: "TypeScript", evalue: diagnostics[0].messageText, traceback: lines };
}

module.exports = { transpiler, named, failureOf, typeFailureOf };
