/** A cell's text: as tslab understands it, and as it runs, with the way back to the places of what was written. */
"use strict";
const ts = require("@tslab/typescript-for-tslab");

const parsed = (source) => ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest, true);

const lineStarts = (text) => Array.from(text.matchAll(/^/gm), ({ index }) => index);

/** A text with edits ({ at, replaces, text }), and the way from a place (line and column from 0) in it to one before. */
function edited(before, edits) {
  const sorted = [...edits].sort((a, b) => a.at - b.at);
  let after = "";
  let taken = 0;
  for (const { at, replaces, text } of sorted) {
    after += before.slice(taken, at) + text;
    taken = at + replaces;
  }
  after += before.slice(taken);
  const [oldLines, newLines] = [before, after].map(lineStarts);
  const back = ({ line, column }) => {
    if (line >= newLines.length) return { line, column };
    const offset = newLines[line] + column;
    let shift = 0;
    for (const { at, replaces, text } of sorted) {
      if (offset <= at + shift) break;
      shift += Math.min(text.length - replaces, offset - at - shift);
    }
    const from = Math.min(offset - shift, before.length);
    const there = oldLines.findLastIndex((start) => start <= from);
    return { line: there, column: from - oldLines[there] };
  };
  return { text: after, back };
}

const blank = (text) => text.replace(/[^\n]/g, " ");

/**
 * - `{ x }` is written out as `{ x: x }`: tslab does not find an earlier cell's x in the short form;
 * - `export`, as in pasted code, becomes blank;
 * @returns the text; the way `back` from a place in it; whether it `awaits` at its top level, which tslab does not see in
 * `for await` and `await (…)`
 */
function rewritten(source) {
  const file = parsed(source);
  const edits = [];
  const erase = (from, to) => edits.push({ at: from, replaces: to - from, text: blank(source.slice(from, to)) });
  let awaits = false;
  const visit = (node, inFunction) => {
    if (ts.isShorthandPropertyAssignment(node)) {
      edits.push({ at: node.name.end, replaces: 0, text: `: ${node.name.text}` });
    }
    const called = ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "await";
    if (!inFunction && (called || (ts.isForOfStatement(node) && node.awaitModifier))) awaits = true;
    ts.forEachChild(node, (child) => visit(child, inFunction || ts.isFunctionLike(node)));
  };
  visit(file, false);
  for (const statement of file.statements) {
    if (ts.isExportAssignment(statement)) erase(statement.getStart(file), statement.expression.getStart(file));
    if (ts.isExportDeclaration(statement) && !statement.moduleSpecifier) erase(statement.getStart(file), statement.end);
    for (const modifier of ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []) {
      if (modifier.kind !== ts.SyntaxKind.ExportKeyword && modifier.kind !== ts.SyntaxKind.DefaultKeyword) continue;
      erase(modifier.getStart(file), modifier.end);
    }
  }
  return { ...edited(source, edits), awaits };
}

const namesIn = (binding) =>
  ts.isIdentifier(binding)
    ? [binding.text]
    : binding.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesIn(element.name)));

/**
 * A cell that tslab has compiled to a module, before that becomes a function:
 * - its variables are properties of its exports and nothing else: read and written by later cells and by its own functions
 *   alike, at the speed of a variable (tslab keeps a variable and copies it to the exports at each assignment);
 * - names of earlier cells are properties of `__names`;
 * - what follows an `await` can be interrupted.
 * @returns the text, the way `back`, and the names that the cell `declares`
 */
function prepared(modules) {
  const file = parsed(modules);
  const edits = [];
  const put = (at, text, replaces = 0) => edits.push({ at, replaces, text });
  const around = ({ expression }, before) => {
    put(expression.getStart(file), before);
    put(expression.end, ")");
  };
  const visit = (node) => {
    if (ts.isAwaitExpression(node)) around(node, "__wait(");
    if (ts.isForOfStatement(node) && node.awaitModifier) around(node, "__each(");
    if (ts.isPropertyAccessExpression(node) && node.expression.getText(file) === "exports") {
      put(node.expression.getStart(file), "__names", "exports".length);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const variables = new Set();
  for (const statement of file.statements.filter(ts.isVariableStatement)) {
    const { flags, declarations } = statement.declarationList;
    if (statement.modifiers || flags & ts.NodeFlags.Const) continue;
    put(statement.getStart(file), "export ");
    for (const name of declarations.flatMap((declaration) => namesIn(declaration.name))) variables.add(name);
  }
  const declares = [];
  for (const statement of file.statements.filter(ts.isExportDeclaration)) {
    const names = statement.exportClause.elements.map(({ name }) => name.text);
    declares.push(...names);
    const others = names.filter((name) => !variables.has(name));
    put(statement.getStart(file), `export { ${others.join(", ")} };`, statement.end - statement.getStart(file));
  }
  return { ...edited(modules, edits), declares };
}

/** A cell's import declarations, each of which may compile where the cell does not; and again name by name. */
function importsOf(source) {
  const file = parsed(source);
  return file.statements.filter(ts.isImportDeclaration).map((statement) => {
    const named = statement.importClause?.namedBindings;
    const elements = named && ts.isNamedImports(named) ? named.elements : [];
    return {
      whole: statement.getText(file),
      parts: elements.map(
        (element) => `import { ${element.getText(file)} } from ${statement.moduleSpecifier.getText()};`,
      ),
    };
  });
}

/** The end of the name that is called where the cursor stands between its parentheses; undefined elsewhere. */
function calleeAt(source, position) {
  const file = parsed(source);
  let found;
  const visit = (node) => {
    const inside = position > node.getStart(file) && position <= node.end;
    if (inside && (ts.isCallExpression(node) || ts.isNewExpression(node)) && position > node.expression.end) {
      found = node.expression.end;
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

module.exports = { rewritten, prepared, importsOf, calleeAt };
