/** Which functions of the library each claim's check calls, read from the code of the claims. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { papers } from "../claims/papers";
import { ROOT } from "./notebook";

/** A function of lib/: its file, from the project's folder, and its name. */
export interface Called {
  readonly file: string;
  readonly name: string;
}

/** A module's declarations by name, and what it imports: the file and the name there. */
interface Module {
  readonly source: ts.SourceFile;
  readonly declared: ReadonlyMap<string, ts.Node>;
  readonly imported: ReadonlyMap<string, Called>;
}

/** Rooms beside the paper's own that claims are about. */
const SHARED = ["games", "privacy"];

const fileOf = (from: string, name: string): string => {
  const target = path.posix.join(path.posix.dirname(from), name);
  return existsSync(path.join(ROOT, `${target}.ts`)) ? `${target}.ts` : `${target}/index.ts`;
};

function readModule(file: string): Module {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const declared = new Map<string, ts.Node>();
  const imported = new Map<string, Called>();
  for (const statement of source.statements) {
    if (ts.isFunctionDeclaration(statement) && statement.name) declared.set(statement.name.text, statement);
    if (ts.isVariableStatement(statement))
      for (const one of statement.declarationList.declarations)
        if (ts.isIdentifier(one.name)) declared.set(one.name.text, one);
    if (!ts.isImportDeclaration(statement)) continue;
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    const names = statement.importClause?.namedBindings;
    if (!from.startsWith(".") || !names || !ts.isNamedImports(names)) continue;
    for (const { name, propertyName } of names.elements)
      imported.set(name.text, { file: fileOf(file, from), name: (propertyName ?? name).text });
  }
  return { source, declared, imported };
}

/** The names that a piece of code uses, but for those of fields. */
function namesIn(node: ts.Node): Set<string> {
  const found = new Set<string>();
  const visit = (one: ts.Node): void => {
    if (ts.isIdentifier(one)) found.add(one.text);
    if (ts.isPropertyAccessExpression(one)) visit(one.expression);
    else if (ts.isPropertyAssignment(one)) visit(one.initializer);
    else if (!ts.isTypeNode(one)) ts.forEachChild(one, visit);
  };
  visit(node);
  return found;
}

/** The objects of a file that state claims: how their ids begin, and the whole id where it is written out. */
function statementsIn(source: ts.SourceFile, prefix: string): { id: string; whole: boolean; node: ts.Node }[] {
  const found: { id: string; whole: boolean; node: ts.Node }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText(source) === "id") {
      const id = ts.isTemplateExpression(node.initializer)
        ? node.initializer.head.text
        : ts.isStringLiteralLike(node.initializer)
          ? node.initializer.text
          : "";
      if (id.startsWith(`${prefix}/`))
        found.push({ id, whole: ts.isStringLiteralLike(node.initializer), node: node.parent });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The functions that the check of each claim calls, itself or by what it calls in claims/. */
export function callsOfClaims(ids: readonly string[]): ReadonlyMap<string, readonly Called[]> {
  const modules = new Map<string, Module>();
  const moduleAt = (file: string): Module => {
    if (!modules.has(file)) modules.set(file, readModule(file));
    return modules.get(file)!;
  };
  const collect = (file: string, node: ts.Node, room: string, done: Set<ts.Node>, found: Map<string, Called>): void => {
    if (done.has(node)) return;
    done.add(node);
    const { declared, imported } = moduleAt(file);
    for (const name of namesIn(node)) {
      const here = declared.get(name);
      const there = imported.get(name);
      if (here) collect(file, here, room, done, found);
      else if (there && /^[a-z]/.test(name) && [room, ...SHARED].some((one) => there.file.startsWith(`lib/${one}/`)))
        found.set(`${there.file} ${there.name}`, there);
      else if (there?.file.startsWith(`claims/${room}/`)) {
        const target = moduleAt(there.file).declared.get(there.name);
        if (target) collect(there.file, target, room, done, found);
      }
    }
  };
  const calls = new Map<string, Called[]>();
  for (const { prefix, room } of papers) {
    const files = readdirSync(path.join(ROOT, "claims", room)).filter((name) => name.endsWith(".ts"));
    for (const file of files.map((name) => `claims/${room}/${name}`)) {
      for (const { id, whole, node } of statementsIn(moduleAt(file).source, prefix)) {
        const found = new Map<string, Called>();
        collect(file, node, room, new Set(), found);
        for (const one of ids.filter((full) => (whole ? full === id : full.startsWith(id))))
          if (!calls.has(one) || whole) calls.set(one, [...found.values()]);
      }
    }
  }
  return calls;
}
