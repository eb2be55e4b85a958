/**
 * The top-level names of all cells. Each cell keeps its own in an object of its own; here a name leads to the latest
 * cell's, from the moment when that has given it a value.
 */
"use strict";
const vm = require("node:vm");

/** Compiled for each name: as fast as a variable, which an accessor that looks its name up is not. */
const accessor = (name) =>
  vm.runInThisContext(
    `(link, settle) => ({
      enumerable: true,
      configurable: true,
      get() {
        if (link.next !== undefined) settle(link);
        return link.cell.${name};
      },
      set(value) {
        if (link.next !== undefined) settle(link);
        link.cell.${name} = value;
      },
    })`,
    { filename: "node:names" },
  );

function openNames() {
  const names = {};
  const links = new Map();

  function link(name) {
    if (!links.has(name)) {
      const made = { name, cell: {}, next: undefined };
      links.set(name, made);
      Object.defineProperty(names, name, accessor(name)(made, settle));
    }
    return links.get(name);
  }
  function settle(made) {
    if (made.next[made.name] === undefined) return;
    made.cell = made.next;
    made.next = undefined;
  }

  return {
    /** The names as properties, for cells to read and write those of earlier ones. */
    names,
    /** A cell that declares names begins. */
    begin(declared, cell) {
      for (const name of declared) link(name).next = cell;
    },
    /** It has ended: what a cell that failed did not come to keeps its earlier value. */
    end(declared, cell, failed) {
      for (const name of declared) {
        const made = link(name);
        if (made.next !== cell) continue;
        settle(made);
        if (!failed || made.cell[name] === undefined) made.cell = cell;
        made.next = undefined;
      }
    },
  };
}

module.exports = { openNames };
