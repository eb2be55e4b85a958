/**
 * danfojs as its documentation says, under Node too, where its build for the browser would want to download: readCSV and
 * streamCSV read files of the project and web addresses, toCSV writes files (`filePath`, or what its types know,
 * `download` with `fileName`), with the quotation marks that cells need; describe leaves out what is missing. Nothing is
 * loaded before a cell asks.
 */
"use strict";
const { writeFileSync } = require("node:fs");
const { readFile } = require("node:fs/promises");
const { createRequire, Module } = require("node:module");
const path = require("node:path");

const ENTRY = require.resolve("danfojs");

async function textOf(source) {
  if (source instanceof Blob) return source.text();
  if (!/^https?:/.test(source)) return readFile(source, "utf8");
  const response = await fetch(source);
  if (!response.ok) throw new Error(`${source}: ${response.status} ${response.statusText}`);
  return response.text();
}

function amend(danfojs) {
  const papa = createRequire(ENTRY)("papaparse");
  const csv = require.cache[path.resolve(ENTRY, "../../../danfojs-base/io/browser/io.csv.js")].exports;
  const frame = Object.getPrototypeOf(danfojs.DataFrame.prototype);
  const { parse } = papa;

  papa.parse = (source, options) => {
    if (!options?.download) return parse(source, options);
    textOf(source)
      .then((text) => parse(text, { ...options, download: false }))
      .catch(options.error);
  };

  csv.$toCSV = (data, { sep = ",", header = true, filePath, download = false, fileName = "output.csv" } = {}) => {
    const cell = (value) => (Number.isNaN(value) ? null : value);
    const rows = data.$isSeries ? data.values.map((value) => [cell(value)]) : data.values.map((row) => row.map(cell));
    const lines = papa.unparse({ fields: data.columns, data: rows }, { delimiter: sep, header, newline: "\n" });
    const file = filePath ?? (download ? fileName : undefined);
    if (file === undefined) return `${lines}\n`;
    writeFileSync(file, `${lines}\n`);
  };
  danfojs.NDframe.prototype.toCSV = function (options) {
    return csv.$toCSV(this, options);
  };

  frame.describe = function () {
    const names = this.columns.filter((_, i) => this.dtypes[i] !== "string");
    const columns = names.map((name) => this.column(name).describe());
    return new danfojs.DataFrame(Object.fromEntries(names.map((name, i) => [name, columns[i].values])), {
      index: columns[0].index,
    });
  };
}

const load = Module._extensions[".js"];
Module._extensions[".js"] = (module, file) => {
  load(module, file);
  if (file === ENTRY) amend(module.exports);
};
