/** The house's plan: imports run downwards, and never in a circle. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { papers } from "../../claims";

const ROOT = path.resolve(__dirname, "../..");

/**
 * The floors, the ground floor first; rooms of one floor do not import each other. lib/'s rooms go by their own names,
 * figures/ and claims/ stand over all of them.
 */
const FLOORS = [
  ["arguments", "format"],
  ["numerics"],
  ["enumeration"],
  ["probability"],
  ["privacy", "games", "plot"],
  [...papers.map(({ room }) => room), "mechanism-design", "notebook"],
  ["one-market"],
  ["figures"],
  ["claims"],
];

const files = ["lib", "figures", "claims"].flatMap((folder) =>
  readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join(ROOT, folder, file)),
);

/** The names that a file imports, and of those the files here. */
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

const nameOf = (file: string): string => path.relative(ROOT, file);
const roomOf = (file: string): string => {
  const [folder, room] = nameOf(file).split(path.sep);
  return folder === "lib" ? room : folder;
};
const floorOf = (room: string): number => FLOORS.findIndex((rooms) => rooms.includes(room));

test("every room stands on a floor", () => {
  assert.deepEqual(
    [...new Set(files.map(roomOf))].filter((room) => floorOf(room) < 0),
    [],
  );
});

test("imports run downwards", () => {
  const upward = files.flatMap((file) =>
    filesImportedBy(file)
      .filter((target) => roomOf(target) !== roomOf(file) && floorOf(roomOf(target)) >= floorOf(roomOf(file)))
      .map((target) => `${nameOf(file)} imports ${nameOf(target)}`),
  );
  assert.deepEqual(upward, []);
});

test("no imports run in a circle", () => {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    assert.ok(!way.includes(file), `circle: ${[...way, file].map(nameOf).join(" → ")}`);
    if (done.has(file)) return;
    for (const target of filesImportedBy(file)) if (files.includes(target)) visit(target, [...way, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
});

test("the mathematics and the figures import no Node module", () => {
  const odd = files
    .filter((file) => !["notebook", "claims"].includes(roomOf(file)))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith("node:"))
        .map((name) => `${nameOf(file)}: ${name}`),
    );
  assert.deepEqual(odd, []);
});
