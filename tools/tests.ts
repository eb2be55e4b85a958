/** Which tests there are, and which of them a name means. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./notebook";

const TESTS = path.join(ROOT, "test");

/** The folders of test/. */
export const foldersOfTests = (): string[] =>
  readdirSync(TESTS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

/**
 * The files of the tests that are meant by names; of all where none is given. A folder's name means that folder, and the
 * file or folder of that name in figures/ and claims/; another name the paths that contain it.
 */
export function selectedTests(names: readonly string[]): string[] {
  const folders = foldersOfTests();
  const isMeant = (file: string, name: string): boolean => {
    if (!folders.includes(name)) return file.includes(name);
    const [first, second = ""] = file.split(path.sep);
    return first === name || (["figures", "claims"].includes(first) && second.replace(/\.test\.ts$/, "") === name);
  };
  return readdirSync(TESTS, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".test.ts") && (names.length === 0 || names.some((name) => isMeant(file, name))))
    .map((file) => path.join("test", file))
    .sort();
}
