/** The library as a package: installed elsewhere, it runs in each way that programs import, with its types. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { buildPackage, NAME, packageReadme, packPackage, weights } from "../../tools/library";

const ROOT = path.resolve(__dirname, "../..");
const { dependencies } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
};
/** README's programs, and what they print. */
const PROGRAMS = [...packageReadme().matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => ({
  code,
  prints: [...code.matchAll(/console\.log\(.*\/\/ (\S+)/g)].map(([, value]) => value.replace(/:$/, "")),
}));

let packed: string;
let folder: string;

before(() => {
  buildPackage();
  packed = packPackage();
  // As npm installs it, but from here: unpacked, with the dependencies that it declares beside it, and no other.
  folder = mkdtempSync(path.join(tmpdir(), "elsewhere-"));
  const installed = path.join(folder, "node_modules", NAME);
  mkdirSync(installed, { recursive: true });
  execFileSync("tar", ["-xzf", packed, "-C", installed, "--strip-components=1"]);
  for (const name of Object.keys(dependencies)) {
    const link = path.join(folder, "node_modules", name);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.join(ROOT, "node_modules", name), link, "junction");
  }
  PROGRAMS.forEach(({ code }, i) => {
    for (const ending of ["mts", "cts"]) writeFileSync(path.join(folder, `program-${i}.${ending}`), code);
  });
});

after(() => rmSync(folder, { recursive: true, force: true }));

const programs = (ending: string): string[] => PROGRAMS.map((_, i) => `program-${i}.${ending}`);

/** What a TypeScript compiler says of files. */
function compile(compiler: string, files: readonly string[], ...options: string[]): string {
  const tsc = path.join(ROOT, "node_modules", compiler, "lib", "tsc.js");
  const strict = ["--strict", "--target", "es2022", "--lib", "es2022,dom"];
  const { stdout } = spawnSync(process.execPath, [tsc, ...strict, ...options, ...files], {
    cwd: folder,
    encoding: "utf8",
  });
  return stdout;
}

const printed = (file: string): string[] =>
  execFileSync(process.execPath, [file], { cwd: folder, encoding: "utf8" }).trim().split("\n");

for (const [system, ending, compiled] of [
  ["ES modules", "mts", "mjs"],
  ["CommonJS", "cts", "cjs"],
] as const) {
  test(`${system} in Node find the rooms and their types, and README's programs print what they say`, () => {
    assert.equal(compile("typescript", programs(ending), "--module", "node16"), "");
    PROGRAMS.forEach(({ prints }, i) => assert.deepEqual(printed(`program-${i}.${compiled}`), prints));
  });
}

test("a bundler finds the rooms and their types, and what it makes prints the same", async () => {
  assert.equal(
    compile("typescript", programs("mts"), "--module", "esnext", "--moduleResolution", "bundler", "--noEmit"),
    "",
  );
  for (const [i, { prints }] of PROGRAMS.entries()) {
    await build({
      entryPoints: [path.join(folder, `program-${i}.mts`)],
      outfile: path.join(folder, `bundle-${i}.mjs`),
      bundle: true,
      minify: true,
      format: "esm",
      external: ["node:*", "highs"],
    });
    assert.deepEqual(printed(`bundle-${i}.mjs`), prints);
  }
});

test("the notebooks' older TypeScript finds the types", () => {
  const compiler = "@tslab/typescript-for-tslab";
  assert.equal(
    compile(compiler, programs("cts"), "--module", "commonjs", "--moduleResolution", "node10", "--noEmit"),
    "",
  );
});

test("types are checked, and a room for notebooks only is no part of it", () => {
  const wrong = [
    `import { upperBound } from "${NAME}/value-of-privacy";`,
    'upperBound("no design");',
    `import {} from "${NAME}/notebook";`,
  ];
  writeFileSync(path.join(folder, "wrong.mts"), wrong.join("\n"));
  const said = compile("typescript", ["wrong.mts"], "--module", "node16", "--noEmit");
  assert.deepEqual(said.match(/wrong.*error TS\d+/g), [
    "wrong.mts(2,12): error TS2345",
    "wrong.mts(3,16): error TS2307",
  ]);
});

test("publint and Are The Types Wrong find nothing", async () => {
  const { publint } = await import("publint");
  const { messages } = await publint({ pkgDir: path.join(folder, "node_modules", NAME), pack: false, strict: true });
  assert.deepEqual(messages, []);
  const { checkPackage, createPackageFromTarballData } = await import("@arethetypeswrong/core");
  const result = await checkPackage(createPackageFromTarballData(readFileSync(packed)));
  assert.ok(result.types);
  assert.deepEqual(result.problems, []);
});

/** Minified bytes that a program starts with, at most. */
const LIMITS: Record<string, number> = {
  "README's first example": 10_000,
  arguments: 2_500,
  "correlated-costs": 50_000,
  "fair-value": 80_000,
  format: 1_500,
  "mechanism-design": 25_000,
  "one-market": 55_000,
  "pricing-samples": 50_000,
  "truthful-mechanisms": 40_000,
  "value-of-privacy": 36_000,
};

test("no room weighs more than its limit, and HiGHS and mathjs come later", async (t) => {
  const found = await weights();
  assert.deepEqual(Object.keys(found).sort(), Object.keys(LIMITS).sort());
  for (const [name, { minified, gzipped, later }] of Object.entries(found)) {
    t.diagnostic(`${name}: ${minified} bytes minified of at most ${LIMITS[name]}, ${gzipped} gzipped, ${later} later`);
    assert.ok(minified <= LIMITS[name], name);
  }
  assert.ok(found["mechanism-design"].later > 50_000);
});
