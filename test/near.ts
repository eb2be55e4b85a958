/** When a number counts as another: tolerances by what the number went through, none of them without a reason. */
import assert from "node:assert/strict";

/** A number, or several of them. */
export type Numbers = number | ArrayLike<number>;

/** The error allowed: relative to the right number, or absolute, whichever is larger. */
export interface Tolerance {
  readonly relative?: number;
  readonly absolute?: number;
}

/** A few operations, each rounded. */
export const ROUNDED: Tolerance = { relative: 1e-14 };
/** Sums of many terms, exponentials of large logarithms, iterations to the last digits. */
export const SUMMED: Tolerance = { relative: 1e-12 };
/** Sums of terms of order one that may cancel. */
export const CANCELLED: Tolerance = { absolute: 1e-12 };
/** What HiGHS finds to its own tolerances, in programs whose numbers are of order one. */
export const PROGRAMMED: Tolerance = { relative: 1e-8, absolute: 1e-8 };

/** Units of the least positive number: what is left where a result is too small to have digits. */
const NO_DIGITS = 2 ** -1070;

/** By how much x is off, in units of the error allowed: at most 1 if it is near. */
export function missOf(x: number, right: number, { relative = 0, absolute = 0 }: Tolerance): number {
  if (Object.is(x, right) || x === right) return 0;
  const miss = Math.abs(x - right) / Math.max(relative * Math.abs(right), absolute, NO_DIGITS);
  return Number.isNaN(miss) ? Infinity : miss;
}

/** As {@link missOf}, the worst of all. */
export function worstMiss(x: Numbers, right: Numbers, tolerance: Tolerance): number {
  if (typeof x === "number" && typeof right === "number") return missOf(x, right, tolerance);
  if (typeof x === "number" || typeof right === "number" || x.length !== right.length) return Infinity;
  return Array.from(x).reduce((worst, value, i) => Math.max(worst, missOf(value, right[i], tolerance)), 0);
}

const show = (x: Numbers): string => (typeof x === "number" ? String(x) : `[${Array.from(x).join(", ")}]`);

/** Asserts that numbers are near the right ones. */
export function near(x: Numbers, right: Numbers, tolerance: Tolerance = SUMMED, where = ""): void {
  const worst = worstMiss(x, right, tolerance);
  assert.ok(worst <= 1, `${where && `${where}: `}${show(x)} for ${show(right)}, ${worst} times the error allowed`);
}
