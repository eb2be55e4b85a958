/** A cell's text as tslab understands it, with the way back to the places of what was written. */
"use strict";
const ts = require("@tslab/typescript-for-tslab");

/**
 * - `{ x }` is written out as `{ x: x }`: tslab does not find an earlier cell's x in the short form;
 * - `export` before a declaration, as in pasted code, becomes blank;
 * @returns the text; whether it awaits at its top level, which tslab does not see in `for await` and `await (…)`; and a
 * function from a place (line and column from 0) in the text to the place in the source
 */
function rewritten(source) {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest, true);
  const edits = [];
  let awaits = false;
  const visit = (node, inFunction) => {
    if (ts.isShorthandPropertyAssignment(node) && !node.objectAssignmentInitializer) {
      edits.push({ at: node.name.end, text: `: ${node.name.text}`, replaces: 0 });
    }
    const called = ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "await";
    if (!inFunction && (called || (ts.isForOfStatement(node) && node.awaitModifier))) awaits = true;
    ts.forEachChild(node, (child) => visit(child, inFunction || ts.isFunctionLike(node)));
  };
  visit(file, false);
  for (const statement of file.statements) {
    for (const modifier of ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []) {
      const { kind } = modifier;
      if (kind !== ts.SyntaxKind.ExportKeyword && kind !== ts.SyntaxKind.DefaultKeyword) continue;
      const at = modifier.getStart(file);
      edits.push({ at, text: " ".repeat(modifier.end - at), replaces: modifier.end - at });
    }
  }
  edits.sort((a, b) => a.at - b.at);
  const text = edits.reduceRight(
    (so, { at, text: put, replaces }) => so.slice(0, at) + put + so.slice(at + replaces),
    source,
  );
  const where = ({ line, column }) => {
    if (line >= file.getLineStarts().length) return { line, column };
    const begin = file.getLineStarts()[line];
    let back = column;
    for (const { at, text: put, replaces } of edits) {
      if (replaces > 0 || at < begin || file.getLineAndCharacterOfPosition(at).line !== line) continue;
      if (back > at - begin) back = Math.max(at - begin, back - put.length);
    }
    return { line, column: back };
  };
  return { text, awaits, where };
}

/** The texts of a cell's import declarations. */
function importsOf(source) {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest, true);
  return file.statements.filter(ts.isImportDeclaration).map((statement) => statement.getText(file));
}

/** The end of the name that is called where the cursor stands between its parentheses; undefined elsewhere. */
function calleeAt(source, position) {
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest, true);
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

const isLoop = (node) => ts.isIterationStatement(node, false);

/**
 * tslab copies a variable to `exports` at each assignment, which costs a loop several times its work: in a loop at the top
 * level it is copied once, when the loop has ended. (A function in the loop keeps its copies: it may run later.)
 * @param text a cell as it runs, compiled
 */
function withQuickLoops(text) {
  const file = ts.createSourceFile("cell.js", text, ts.ScriptTarget.Latest, true);
  const edits = [];
  const inLoop = (node, names) => {
    if (ts.isFunctionLike(node)) return;
    if (
      ts.isBinaryExpression(node) &&
      node.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(node.left) &&
      node.left.expression.getText(file) === "exports"
    ) {
      const name = node.left.name.text;
      const [from, to] = [node.getStart(file), node.right.getStart(file)];
      if (new RegExp(`^\\(?\\s*(\\+\\+|--)?${name.replace(/\$/g, "\\$")}\\b`).test(text.slice(to))) {
        names.add(name);
        edits.push({ at: from, text: " ".repeat(to - from), replaces: to - from });
      }
    }
    ts.forEachChild(node, (child) => inLoop(child, names));
  };
  const visit = (node) => {
    if (ts.isFunctionLike(node)) return;
    const statement = ts.isLabeledStatement(node) && isLoop(node.statement) ? node.statement : node;
    if (!isLoop(statement)) {
      ts.forEachChild(node, visit);
      return;
    }
    const names = new Set();
    inLoop(statement, names);
    if (names.size === 0) return;
    const copies = Array.from(names, (name) => `exports.${name} = ${name};`).join(" ");
    edits.push({ at: node.getStart(file), text: "try { ", replaces: 0 });
    edits.push({ at: node.end, text: ` } finally { ${copies} }`, replaces: 0 });
  };
  ts.forEachChild(file, visit);
  return edits
    .sort((a, b) => b.at - a.at)
    .reduce((so, { at, text: put, replaces }) => so.slice(0, at) + put + so.slice(at + replaces), text);
}

module.exports = { rewritten, importsOf, calleeAt, withQuickLoops };
