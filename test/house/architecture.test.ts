/** The house's plan: imports run downwards, and never in a circle. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { papers } from "../../lib/ledger/papers";

const LIB = path.resolve(__dirname, "../../lib");

/** The floors of lib/, the ground floor first; rooms of one floor do not import each other. */
const FLOORS = [
  ["numerics"],
  ["probability"],
  ["privacy", "games", "claims", "figures"],
  [...papers.map(({ room }) => room), "mechanism-design"],
  ["one-market"],
  ["ledger"],
  ["notebook"],
];

const files = readdirSync(LIB, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => path.join(LIB, file));

/** The names that a file imports, and of those the files of lib/. */
const importsOf = (file: string): string[] =>
  ts.preProcessFile(readFileSync(file, "utf8")).importedFiles.map(({ fileName }) => fileName);
const filesImportedBy = (file: string): string[] =>
  importsOf(file)
    .filter((name) => name.startsWith("."))
    .map((name) => path.resolve(path.dirname(file), name))
    .map(
      (target) =>
        [`${target}.ts`, path.join(target, "index.ts")].find((candidate) => files.includes(candidate)) ?? target,
    );

const roomOf = (file: string): string => path.relative(LIB, file).split(path.sep)[0];
const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));

test("every room of lib/ stands on a floor", () => {
  assert.deepEqual(
    [...new Set(files.map(roomOf))].filter((room) => floorOf(room) < 0),
    [],
  );
});

test("imports run downwards", () => {
  const upward = files.flatMap((file) =>
    filesImportedBy(file)
      .filter((target) => roomOf(target) !== roomOf(file) && floorOf(roomOf(target)) >= floorOf(roomOf(file)))
      .map((target) => `${path.relative(LIB, file)} imports ${path.relative(LIB, target)}`),
  );
  assert.deepEqual(upward, []);
});

test("no imports run in a circle", () => {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    assert.ok(!way.includes(file), `circle: ${[...way, file].map((f) => path.relative(LIB, f)).join(" → ")}`);
    if (done.has(file)) return;
    for (const target of filesImportedBy(file)) if (files.includes(target)) visit(target, [...way, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

test("no Node module is imported below the ledger", () => {
  const odd = files
    .filter((file) => floorOf(roomOf(file)) < floorOf("ledger"))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith("node:"))
        .map((name) => `${path.relative(LIB, file)}: ${name}`),
    );
  assert.deepEqual(odd, []);
});
