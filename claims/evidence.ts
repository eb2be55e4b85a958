/**
 * The vocabulary of evidence: a check says over which cases, what, and how closely, and gets its finding. A case that
 * comes out NaN never stands, nor does a check of no case at all.
 */
import { show } from "../lib/format";
import { agrees, zScore, type Estimate } from "../lib/probability/monte-carlo";
import type { Finding } from "./claim";

const isPlain = (value: unknown): boolean =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);

/** A case in words, for evidence: its numbers and texts, those of a part among them; functions left out. */
function described(value: unknown): string {
  if (typeof value === "number") return show(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return `(${Array.from(value as ArrayLike<unknown>, described).join(", ")})`;
  }
  if (isPlain(value)) {
    return Object.entries(value as object)
      .filter(([, part]) => typeof part !== "function")
      .map(([name, part]) => (isPlain(part) ? described(part) : `${name} = ${described(part)}`))
      .filter((part) => part !== "")
      .join(", ");
  }
  return String(value);
}

/** Every combination of the values given for some names, the last name's moving fastest. */
export function* product<const T extends Readonly<Record<string, readonly unknown[]>>>(
  values: T,
): Generator<{ readonly [K in keyof T]: T[K][number] }> {
  const [[name, list], ...rest] = Object.entries(values);
  for (const value of list) {
    if (rest.length === 0) yield { [name]: value } as { readonly [K in keyof T]: T[K][number] };
    else for (const more of product(Object.fromEntries(rest))) yield { [name]: value, ...more } as never;
  }
}

/**
 * The case with the largest value; NaN counts as the largest of all. Of values that differ by rounding alone, which
 * machines do not share, the first names the case.
 */
function worstOf<C>(cases: Iterable<C>, value: (of: C) => number): { count: number; worst: number; at?: C } {
  let [count, worst] = [0, -Infinity];
  let at: C | undefined;
  for (const one of cases) {
    const found = value(one);
    if (count === 0 || found > worst || (Number.isNaN(found) && !Number.isNaN(worst))) {
      if (!(found <= worst + 1e-9 * Math.abs(worst))) at = one;
      worst = found;
    }
    count++;
  }
  return { count, worst, at };
}

/**
 * Stands if a residual vanishes in every case.
 * @param cases where it is looked at
 * @param residual how far the statement is off in a case; its absolute value counts
 * @param tolerance the largest that is rounding
 * @param words what the residual is
 */
export function everywhere<C>(
  cases: Iterable<C>,
  residual: (of: C) => number,
  tolerance: number,
  words = "off by",
): Finding {
  const { count, worst, at } = worstOf(cases, (one) => Math.abs(residual(one)));
  const stands = worst <= tolerance && count > 0;
  const size = stands && worst < 1e-9 ? "rounding only" : show(worst, 3);
  return { stands, evidence: `${count} cases: ${words} ${size}${stands ? " at most" : ` at ${described(at)}`}` };
}

/**
 * Stands if a number stays at most a bound in every case; says how near it comes, and where.
 * @param cases where it is looked at
 * @param value the number in a case
 * @param bound what it may not pass
 * @param words what it is
 * @param rounding how far it may pass it by rounding
 */
export function nowhereAbove<C>(
  cases: Iterable<C>,
  value: (of: C) => number,
  bound: number,
  words: string,
  rounding = 0,
): Finding {
  const { count, worst, at } = worstOf(cases, value);
  const shown = Math.abs(worst - bound) <= rounding ? bound : worst;
  return {
    stands: worst <= bound + rounding && count > 0,
    evidence: `${count} cases: ${words} ${show(shown)} at ${described(at)}, at most ${show(bound)}`,
  };
}

/**
 * Stands if a condition is met in every case; else names the first that breaks it.
 * @param cases where it is looked at
 * @param test the condition
 * @param words what is so in all of them
 */
export function holdsFor<C>(cases: Iterable<C>, test: (of: C) => boolean, words: string): Finding {
  let count = 0;
  for (const one of cases) {
    if (!test(one)) return { stands: false, evidence: `${words}: not at ${described(one)}` };
    count++;
  }
  return { stands: count > 0, evidence: `${words}: ${count} cases` };
}

/** Stands if a number is at most a bound, up to `rounding` of the bound's size (none by default). */
export const atMost = (words: string, value: number, bound: number, rounding = 0): Finding => ({
  stands: value <= bound + rounding * Math.abs(bound),
  evidence: `${words} ${show(value)}, at most ${show(bound)}`,
});

/** Stands if a number is at least a bound, up to `rounding` of the bound's size (none by default). */
export const atLeast = (words: string, value: number, bound: number, rounding = 0): Finding => ({
  stands: value >= bound - rounding * Math.abs(bound),
  evidence: `${words} ${show(value)}, at least ${show(bound)}`,
});

/**
 * Stands if numbers are the said ones, each to a tolerance relative to it (absolute where it is 0).
 * @param words what they are
 */
export const equals = (words: string, got: readonly number[], said: readonly number[], tolerance = 1e-9): Finding => ({
  stands:
    got.length === said.length &&
    got.every((x, i) => x === said[i] || Math.abs(x - said[i]) <= tolerance * (Math.abs(said[i]) || 1)),
  evidence: `${words} ${got.map((x) => show(x)).join(", ")}`,
});

/** Stands if a Monte Carlo estimate agrees with the exact value, to 4.5 standard errors. */
export const drawn = (words: string, estimate: Estimate, exact: number): Finding => ({
  stands: agrees(estimate, exact),
  evidence: `${words} ${show(estimate.estimate)} ± ${show(estimate.standardError, 2)} in ${estimate.runs} runs, exactly ${show(exact)} (z = ${show(zScore(estimate, exact), 2)})`,
});

/** Stands if all of several findings do; the evidence lists them. */
export const all = (...findings: readonly Finding[]): Finding => ({
  stands: findings.every(({ stands }) => stands),
  evidence: findings.map(({ evidence }) => evidence).join("; "),
});
