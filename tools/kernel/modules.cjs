/**
 * The project's files as cells import them: compiled by tslab, each loaded once, and again, with all that import it, when
 * it has changed. A folder stands for its index file.
 */
"use strict";
const { createRequire, Module } = require("node:module");
const path = require("node:path");

const slashed = (file) => file.split(path.sep).join("/");

function openModules(root) {
  /** Compiled texts, and what was made of them, by file. */
  const texts = new Map();
  const modules = new Map();
  /** By file, the files that import it. */
  const importers = new Map();

  const find = (folder, id) => {
    if (!/^\.{0,2}\//.test(id)) return undefined;
    const file = slashed(path.resolve(folder, id));
    return [file, `${file}.js`, file.replace(/\.tsx?$/, ".js"), `${file}/index.js`].find((name) => texts.has(name));
  };

  function drop(file) {
    if (!modules.delete(file)) return;
    for (const importer of importers.get(file) ?? []) drop(importer);
  }

  const requireFrom = (folder, importer, outside) => (id) => {
    const file = find(folder, id);
    if (file === undefined) return outside(id);
    if (importer !== undefined) {
      if (!importers.has(file)) importers.set(file, new Set());
      importers.get(file).add(importer);
    }
    return load(file);
  };

  function load(file) {
    const known = modules.get(file);
    if (known) return known.exports;
    const module = new Module(file);
    module.filename = file;
    module.paths = Module._nodeModulePaths(path.dirname(file));
    module.require = requireFrom(path.dirname(file), file, module.require.bind(module));
    // Known before it has run: two files may import each other.
    modules.set(file, module);
    try {
      module._compile(texts.get(file), file);
    } catch (error) {
      modules.delete(file);
      throw error;
    }
    return module.exports;
  }

  return {
    /** Takes over what was compiled anew. */
    update(outputs) {
      for (const { path: file, data } of outputs) {
        texts.set(file, data);
        drop(file);
      }
    },
    /** `require` for cells. */
    require: requireFrom(root, undefined, createRequire(path.join(root, "cell.js"))),
  };
}

module.exports = { openModules };
