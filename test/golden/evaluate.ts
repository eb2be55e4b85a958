/** Reads reference values and compares them with what the library computes. */
import { readFileSync } from "node:fs";
import { quantities } from ".";

/** One reference value: a quantity at some inputs, and what it must be. */
export interface Case {
  readonly id: string;
  readonly quantity: string;
  readonly inputs: unknown;
  readonly value: unknown;
  readonly tolerance?: { readonly abs?: number; readonly rel?: number };
}

/** A file of reference values. */
export interface ReferenceFile {
  readonly format: 1;
  readonly paper: string;
  readonly cases: readonly Case[];
}

/** What came of a case; `got` is the value, or the error as text. */
export interface Outcome {
  readonly passed: boolean;
  readonly got: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * Reads a file of reference values.
 * @throws Error with one line that says what is wrong with it
 */
export function readReferences(file: string): ReferenceFile {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file}: not JSON (${(error as Error).message.split("\n")[0]})`);
  }
  if (!isObject(content) || content.format !== 1)
    throw new Error(`${file}: not a file of reference values ("format" must be 1)`);
  if (typeof content.paper !== "string") throw new Error(`${file}: "paper" must be a paper's prefix`);
  if (!Array.isArray(content.cases)) throw new Error(`${file}: "cases" must be an array`);
  content.cases.forEach((c: unknown, i) => {
    const whole =
      isObject(c) && typeof c.id === "string" && typeof c.quantity === "string" && isObject(c.inputs) && "value" in c;
    if (!whole) throw new Error(`${file}: cases[${i}] must have an id, a quantity, inputs and a value`);
  });
  return content as unknown as ReferenceFile;
}

/** JSON has no ∞: the files write "Infinity" and "-Infinity". */
function decoded(value: unknown): unknown {
  if (value === "Infinity") return Infinity;
  if (value === "-Infinity") return -Infinity;
  if (Array.isArray(value)) return value.map(decoded);
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decoded(inner)]));
  return value;
}

/** A result as JSON holds it, for printing: ∞ in words, typed arrays as arrays. */
export const encoded = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner === "number" && !Number.isFinite(inner)) return String(inner);
    return ArrayBuffer.isView(inner) ? Array.from(inner as unknown as ArrayLike<number>) : inner;
  }) ?? String(value);

/** Whether a result equals a reference value, leaf by leaf: |x − v| ≤ max(abs, rel·|v|) for numbers, equality for the rest. */
export function matches(
  got: unknown,
  expected: unknown,
  { abs = 0, rel = 0 }: NonNullable<Case["tolerance"]> = {},
): boolean {
  if (typeof expected === "number") {
    if (typeof got !== "number") return false;
    if (!Number.isFinite(expected)) return got === expected;
    return Math.abs(got - expected) <= Math.max(abs, rel * Math.abs(expected));
  }
  if (Array.isArray(expected)) {
    const list = ArrayBuffer.isView(got) ? Array.from(got as unknown as ArrayLike<number>) : got;
    return (
      Array.isArray(list) &&
      list.length === expected.length &&
      expected.every((value, i) => matches(list[i], value, { abs, rel }))
    );
  }
  if (isObject(expected)) {
    if (!isObject(got) || ArrayBuffer.isView(got)) return false;
    const keys = Object.keys(expected);
    return (
      Object.keys(got).length === keys.length &&
      keys.every((key) => key in got && matches(got[key], expected[key], { abs, rel }))
    );
  }
  return got === expected;
}

/** Whether an error is one of the library's own, which name the parameter: "… must be …; got …". */
const isOurs = (error: unknown): boolean =>
  (error instanceof RangeError || error instanceof TypeError) && / must .*got /s.test(error.message);

/** Evaluates a case of a paper. */
export async function evaluate(
  paper: string,
  { quantity, inputs, value, tolerance }: Case,
  known = quantities,
): Promise<Outcome> {
  const compute = known[paper]?.[quantity];
  if (!compute) return { passed: false, got: `unknown quantity ${paper}/${quantity}` };
  const mustThrow = isObject(value) && value.throws === true;
  try {
    const got = await compute(decoded(inputs));
    return { passed: !mustThrow && matches(got, decoded(value), tolerance), got };
  } catch (error) {
    return { passed: mustThrow && isOurs(error), got: String(error) };
  }
}
