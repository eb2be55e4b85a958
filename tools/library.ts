/** The library as a package for other code: what it exports, its files as ES modules and as CommonJS, and its weight. */
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";
import ts from "typescript";
import { ROOT } from "./notebook";
import { npm } from "./setup.cjs";

export const PACKAGE = path.join(ROOT, "dist", "package");
export const NAME = "privacy-markets";
const LIB = path.join(ROOT, "lib");
/** Rooms that only notebooks have a use for. */
const LEFT_OUT = ["notebook", "plot"];

/** What can be imported: a room by its index, or, of a room without one, each file; by names under the package's. */
export function entryPoints(folder = ""): string[] {
  return readdirSync(path.join(LIB, folder), { withFileTypes: true })
    .filter(({ name }) => !LEFT_OUT.includes(name))
    .flatMap((entry) => {
      const name = path.posix.join(folder, entry.name.replace(/\.ts$/, ""));
      return entry.isDirectory() && !existsSync(path.join(LIB, name, "index.ts")) ? entryPoints(name) : [name];
    })
    .sort();
}

/** A module of lib/, or its folder's index, as a path under lib/ without its ending. */
const moduleOf = (name: string): string => (existsSync(path.join(LIB, `${name}.ts`)) ? name : `${name}/index`);

/** The source of an entry point. */
export const fileOfEntry = (entry: string): string => path.join(LIB, `${moduleOf(entry)}.ts`);

/** An emitted module whose relative imports name their files, as Node wants them. */
function withFileNames(module: string, text: string): string {
  const fileOf = (name: string): string => {
    const target = moduleOf(path.posix.join(path.posix.dirname(module), name));
    const relative = path.posix.relative(path.posix.dirname(module), target);
    return `${relative.startsWith(".") ? "" : "./"}${relative}.js`;
  };
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.filter(({ fileName }) => fileName.startsWith("."))
    .sort((a, b) => b.pos - a.pos)
    .reduce(
      (whole, { fileName, pos }) =>
        `${whole.slice(0, pos + 1)}${fileOf(fileName)}${whole.slice(pos + 1 + fileName.length)}`,
      text,
    );
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** An ES module as CommonJS. */
const asCommonJs = (text: string): string =>
  ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  }).outputText;

function emit(): void {
  const { config } = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), ts.sys.readFile) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(
    { ...config.compilerOptions, noEmit: false, declaration: true, rootDir: LIB, outDir: PACKAGE, module: "es2022" },
    ROOT,
  );
  const program = ts.createProgram(entryPoints().map(fileOfEntry), options);
  const { diagnostics } = program.emit(undefined, (file, emitted) => {
    const name = path.relative(PACKAGE, file);
    const text = withFileNames(name.split(path.sep).join("/"), emitted);
    write(path.join(PACKAGE, "esm", name), text);
    write(path.join(PACKAGE, "cjs", name), name.endsWith(".js") ? asCommonJs(text) : text);
  });
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost({})));
  write(path.join(PACKAGE, "cjs", "package.json"), json({ type: "commonjs", sideEffects: false }));
}

/** The package's own description: of the project's, what others need. */
function manifest(): object {
  const { version, description, license, engines, dependencies } = JSON.parse(
    readFileSync(path.join(ROOT, "package.json"), "utf8"),
  ) as Record<string, unknown>;
  const files = (format: string, module: string): object => ({
    types: `./${format}/${module}.d.ts`,
    default: `./${format}/${module}.js`,
  });
  return {
    name: NAME,
    version,
    description,
    license,
    engines,
    type: "module",
    sideEffects: false,
    exports: Object.fromEntries(
      entryPoints().map((entry) => [
        `./${entry}`,
        { import: files("esm", moduleOf(entry)), require: files("cjs", moduleOf(entry)) },
      ]),
    ),
    // For compilers that do not read "exports", as the notebooks' own.
    typesVersions: {
      "*": Object.fromEntries(entryPoints().map((entry) => [entry, [`./cjs/${moduleOf(entry)}.d.ts`]])),
    },
    files: ["esm", "cjs"],
    dependencies,
  };
}

/** The README's words on the library, with the package's name in its programs. */
export function packageReadme(): string {
  const [, head, section] = /^(# .*?\n\n.*?\n\n).*?(## From your own code\n.*?)\n## /s.exec(
    readFileSync(path.join(ROOT, "README.md"), "utf8"),
  )!;
  return head + section.replaceAll('"./lib/', `"${NAME}/`);
}

/** The first program of the README, as one with the package writes it. */
export const firstExample = (): string => /```ts\n(.*?)```/s.exec(packageReadme())![1];

/** Builds the package anew in dist/package/. */
export function buildPackage(): void {
  rmSync(PACKAGE, { recursive: true, force: true });
  emit();
  write(path.join(PACKAGE, "package.json"), json(manifest()));
  write(path.join(PACKAGE, "README.md"), packageReadme());
  cpSync(path.join(ROOT, "LICENSE"), path.join(PACKAGE, "LICENSE"));
}

/** Bytes of a program minified by a bundler, with what it imports of npm; `later` what it loads when it is called. */
export interface Weight {
  readonly minified: number;
  readonly gzipped: number;
  readonly later: number;
}

/** The outputs that are there when a program starts. */
function startsWith(outputs: Metafile["outputs"], file: string, found = new Set<string>()): Set<string> {
  found.add(file);
  for (const { path: next, kind } of outputs[file].imports)
    if (kind === "import-statement" && !found.has(next) && next in outputs) startsWith(outputs, next, found);
  return found;
}

/** The weight of a TypeScript program that imports the package by its name. */
export async function weightOf(program: string): Promise<Weight> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: program, resolveDir: PACKAGE, sourcefile: "program.ts", loader: "ts" },
    absWorkingDir: PACKAGE,
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    outdir: "weighed",
    external: ["node:*"],
    write: false,
    metafile: true,
    logLevel: "error",
  });
  const first = startsWith(
    metafile.outputs,
    Object.keys(metafile.outputs).find((file) => metafile.outputs[file].entryPoint)!,
  );
  const sizes = outputFiles.map(({ path: file, contents }) => ({
    first: first.has(path.relative(PACKAGE, file).split(path.sep).join("/")),
    bytes: contents.length,
    gzipped: gzipSync(contents).length,
  }));
  const sum = (which: boolean, of: "bytes" | "gzipped"): number =>
    sizes.filter((size) => size.first === which).reduce((total, size) => total + size[of], 0);
  return { minified: sum(true, "bytes"), gzipped: sum(true, "gzipped"), later: sum(false, "bytes") };
}

/** The weight of README's first example, and of whole rooms. */
export async function weights(): Promise<Record<string, Weight>> {
  const programs = {
    "README's first example": firstExample(),
    ...Object.fromEntries(
      entryPoints()
        .filter((entry) => !entry.includes("/"))
        .map((room) => [room, `export * from "${NAME}/${room}";`]),
    ),
  };
  const weighed = await Promise.all(Object.entries(programs).map(async ([name, of]) => [name, await weightOf(of)]));
  return Object.fromEntries(weighed) as Record<string, Weight>;
}

/** Packs what has been built, as npm does for its registry; the packed file. */
export function packPackage(): string {
  const [command, args, options] = npm(["pack", "--pack-destination", path.dirname(PACKAGE), "--loglevel=error"]);
  const said = execFileSync(command, args, { cwd: PACKAGE, encoding: "utf8", ...options });
  return path.join(path.dirname(PACKAGE), said.trim().split("\n").pop()!);
}
