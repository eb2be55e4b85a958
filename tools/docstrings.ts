/** The docstrings of lib/: their examples, and the claims that they name. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { ROOT } from "./notebook";

/** What the docstring of an exported function says in tags. */
export interface Docstring {
  /** The file, from the project's folder. */
  readonly file: string;
  readonly name: string;
  /** Ids after `@claims`: claims whose check calls the function. */
  readonly claims: readonly string[];
  /** The code after each `@example`. */
  readonly examples: readonly string[];
}

const textOf = (tag: ts.JSDocTag): string => ts.getTextOfJSDocComment(tag.comment) ?? "";

function docstringsIn(file: string): Docstring[] {
  const text = readFileSync(path.join(ROOT, file), "utf8");
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    const name = ts.isFunctionDeclaration(statement)
      ? statement.name
      : ts.isVariableStatement(statement)
        ? statement.declarationList.declarations[0].name
        : undefined;
    if (!name) return [];
    const tags = (called: string): string[] =>
      ts
        .getJSDocTags(ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : statement)
        .filter(({ tagName }) => tagName.text === called)
        .map(textOf);
    const claims = tags("claims").flatMap((ids) => ids.split(/[\s,]+/).filter(Boolean));
    const examples = tags("example").map((example) => example.replace(/^```ts\n|\n```$/g, ""));
    return claims.length + examples.length === 0 ? [] : [{ file, name: name.getText(source), claims, examples }];
  });
}

/** All docstrings of lib/ that have an example or name a claim. */
export const docstrings = (): Docstring[] =>
  readdirSync(path.join(ROOT, "lib"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => docstringsIn(`lib/${file.split(path.sep).join("/")}`));
