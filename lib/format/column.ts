/** How a column of numbers is written: one number of decimals for all, so that they can be compared at a glance. */
import { show } from "./number";

const magnitude = (x: number): number => Math.floor(Math.log10(Math.abs(x)));

/**
 * The numbers as text.
 * @param values any numbers, ∞ and NaN too
 * @param digits significant digits of the largest; the smallest keeps at least three
 */
export function numbersAsText(values: readonly number[], digits: number): string[] {
  const sizes = values.filter((x) => Number.isFinite(x) && x !== 0).map(magnitude);
  const top = Math.max(...sizes);
  const bottom = Math.min(...sizes);
  const plain = sizes.length > 0 && top < 6 && bottom >= -4;
  const whole = values.every((x) => Number.isInteger(x) || !Number.isFinite(x));
  if (!plain || whole) return values.map((x) => show(x, digits));
  const decimals = Math.min(Math.max(digits - 1 - top, 2 - bottom, 0), 12);
  const texts = values.map((x) => (Number.isFinite(x) ? x.toFixed(decimals) : show(x)));
  // Zeros that all end with say nothing.
  const decimal = /\.\d*?(0*)$/;
  const finite = texts.filter((_, i) => Number.isFinite(values[i]));
  const zeros = Math.min(...finite.map((text) => decimal.exec(text)?.[1].length ?? 0));
  const shorter = (text: string): string => (zeros > 0 ? text.slice(0, -zeros).replace(/\.$/, "") : text);
  return texts.map((text, i) => (Number.isFinite(values[i]) ? shorter(text) : text));
}
