/** How a column of numbers is written: one number of decimals for all, so that they can be compared at a glance. */
import { show } from "./number";

const magnitude = (x: number): number => Math.floor(Math.log10(Math.abs(x)));

/** What a double holds. */
const MOST_DIGITS = 15;

/**
 * The numbers as text.
 * @param values any numbers, ∞ and NaN too
 * @param digits significant digits of the largest, whose whole part is written out in any case; the smallest keeps at
 *   least three
 */
export function numbersAsText(values: readonly number[], digits: number): string[] {
  const sizes = values.filter((x) => Number.isFinite(x) && x !== 0).map(magnitude);
  const top = sizes.reduce((a, b) => Math.max(a, b), -Infinity);
  const bottom = sizes.reduce((a, b) => Math.min(a, b), Infinity);
  const decimals = Math.max(digits - 1 - top, 2 - bottom, 0);
  const plain = sizes.length > 0 && bottom >= -4 && top + 1 + decimals <= MOST_DIGITS;
  const whole = values.every((x) => Number.isInteger(x) || !Number.isFinite(x));
  if (!plain || whole) return values.map((x) => alone(x, digits));
  const texts = values.map((x) => (Number.isFinite(x) ? x.toFixed(decimals) : show(x)));
  // Zeros that all end with say nothing.
  const decimal = /\.\d*?(0*)$/;
  const finite = texts.filter((_, i) => Number.isFinite(values[i]));
  const zeros = finite.map((text) => decimal.exec(text)?.[1].length ?? 0).reduce((a, b) => Math.min(a, b));
  const shorter = (text: string): string => (zeros > 0 ? text.slice(0, -zeros).replace(/\.$/, "") : text);
  return texts.map((text, i) => (Number.isFinite(values[i]) ? shorter(text) : text));
}

/** A number by itself: at least its whole part, where a double holds it. */
const alone = (x: number, digits: number): string => {
  const whole = magnitude(x) + 1;
  return show(x, whole <= MOST_DIGITS ? Math.max(digits, whole) : digits);
};
