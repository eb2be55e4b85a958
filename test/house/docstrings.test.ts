/** What docstrings say in tags is true: an example's answers, and the claims that rest on a function. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { claimsOf } from "../../claims/all";
import { docstrings } from "../../tools/docstrings";
import { callsOfClaims } from "../../tools/evidence";
import { entryPoints, fileOfEntry, NAME } from "../../tools/library";

const ROOT = path.resolve(__dirname, "../..");
const DOCSTRINGS = docstrings();
const EXAMPLES = DOCSTRINGS.flatMap(({ file, name, examples }) => examples.map((code) => ({ file, name, code })));

/** A line with an expression and its answer. */
const ANSWERED = /^(?!import |const |\s)(.*?);? \/\/ (.*)$/gm;

/** Where what a file exports is imported from: the room, or the file itself. */
const entryOf = (file: string): string =>
  entryPoints().find((one) => fileOfEntry(one) === path.join(ROOT, file) || one === file.split("/")[1])!;

/** An example as a program: of its room it knows every name, and it prints what stands before a comment, a line each. */
async function programOf(file: string, code: string): Promise<string> {
  const room = Object.keys((await import(fileOfEntry(entryOf(file)))) as object);
  const names = new Set(code.match(/(?<![.\w])[a-z_]\w*/gi));
  const own = `import { ${room.filter((name) => names.has(name)).join(", ")} } from "${NAME}/${entryOf(file)}";`;
  const isImport = (line: string): boolean => line.startsWith("import ");
  const lines = code.split("\n");
  const printing = lines
    .filter((line) => !isImport(line))
    .join("\n")
    .replace(
      ANSWERED,
      "console.log(inspect(await ($1), { depth: null, breakLength: Infinity, maxArrayLength: null }));",
    );
  return [
    'import { inspect } from "node:util";',
    ...[own, ...lines.filter(isImport)].map((line) =>
      line.replace(RegExp(`"${NAME}/(.*?)"`), (_, entry: string) =>
        JSON.stringify(fileOfEntry(entry).slice(0, -".ts".length)),
      ),
    ),
    `async function main(): Promise<void> {\n${printing}\n}`,
    "export const done = main();",
  ].join("\n");
}

/** Answers of an example as they are written. */
const answersOf = (code: string): string[] => [...code.matchAll(ANSWERED)].map(([, , answer]) => answer);

/** Whether a value is printed as it is written: numbers to the last digit written, all else letter for letter. */
function isPrinted(value: string, written: string): boolean {
  const pieces = (text: string): string[] =>
    text
      .replace(/\w*Array\(\d+\) /g, "")
      .match(/-?\d+(\.\d+)?(e[+-]?\d+)?|[A-Za-z]\w*|'[^']*'|"[^"]*"|\S/g)!
      .map((piece) => piece.replaceAll("'", '"'));
  const agree = (got: string, said: string): boolean => {
    if (Number.isNaN(Number(said))) return got === said;
    const [mantissa, exponent = "0"] = said.split("e");
    const [, decimals] = mantissa.split(".");
    // A number without decimals is exact but for rounding.
    const unit = decimals
      ? 0.5001 * 10 ** (Number(exponent) - decimals.length)
      : 1e-12 * Math.max(1, Math.abs(Number(said)));
    return Math.abs(Number(got) - Number(said)) <= unit;
  };
  const [got, said] = [pieces(value), pieces(written)];
  return got.length === said.length && said.every((piece, i) => agree(got[i], piece));
}

/** What the type checker says of files, by the project's rules. */
function typeErrors(files: readonly string[]): string {
  const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const program = ts.createProgram(files, { ...options, typeRoots: [path.join(ROOT, "node_modules", "@types")] });
  const wrong = files.flatMap((file) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file)));
  return ts.formatDiagnostics(wrong, ts.createCompilerHost({}));
}

test("each example compiles, and gives the answers that stand beside it", async () => {
  assert.ok(EXAMPLES.length > 0);
  const folder = mkdtempSync(path.join(tmpdir(), "examples-"));
  try {
    const files = EXAMPLES.map((_, i) => path.join(folder, `example-${i}.ts`));
    for (const [i, { file, code }] of EXAMPLES.entries()) writeFileSync(files[i], await programOf(file, code));
    assert.equal(typeErrors(files), "");
    const runs = files.map(
      (file, i) => `console.log("example ${i}");\nawait (await import(${JSON.stringify(file)})).done;`,
    );
    const all = path.join(folder, "all.ts");
    writeFileSync(all, `async function main() {\n${runs.join("\n")}\n}\nvoid main();`);
    const printed = execFileSync(process.execPath, ["--import", "tsx", all], { cwd: ROOT, encoding: "utf8" });
    const values = printed.split(/^example \d+\n/m).slice(1);
    EXAMPLES.forEach(({ file, name, code }, i) => {
      const [got, said] = [values[i].trim().split("\n"), answersOf(code)];
      assert.equal(got.length, said.length, `${file} ${name}: ${values[i]}`);
      said.forEach((answer, k) => assert.ok(isPrinted(got[k], answer), `${file} ${name}: ${got[k]} is not ${answer}`));
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the claims that a docstring names are in the ledger, and their checks call the function", () => {
  const ids = claimsOf("").map(({ id }) => id);
  const calls = callsOfClaims(ids);
  for (const { file, name, claims } of DOCSTRINGS) {
    for (const id of claims) {
      assert.ok(ids.includes(id), `${file} ${name}: there is no claim ${id}`);
      const called = (calls.get(id) ?? []).some((one) => one.file === file && one.name === name);
      assert.ok(called, `${file} ${name}: the check of ${id} does not call it`);
    }
  }
});

test("every theorem that a check decides is named by the docstring of a function", () => {
  const claims = claimsOf("").filter(({ verdict }) => verdict !== "not checkable");
  const named = new Set(DOCSTRINGS.flatMap((one) => one.claims));
  const theoremOf = ({ id, where }: { id: string; where: string }): string | undefined => {
    const theorem = /^Theorem \d+(\.\d+)?/.exec(where)?.[0];
    return theorem && `${id.split("/")[0]} ${theorem}`;
  };
  const theorems = (of: typeof claims): Set<string> => new Set(of.flatMap((claim) => theoremOf(claim) ?? []));
  const reached = theorems(claims.filter(({ id }) => named.has(id)));
  assert.deepEqual(
    [...theorems(claims)].filter((theorem) => !reached.has(theorem)),
    [],
  );
});
