/** How a column of numbers is written: one number of decimals for all, so that they can be compared at a glance. */
import { show } from "../claims/evidence";

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
  if (!plain || values.every((x) => Number.isInteger(x) || !Number.isFinite(x))) return values.map((x) => show(x, digits));
  const decimals = Math.min(Math.max(digits - 1 - top, 2 - bottom, 0), 12);
  const texts = values.map((x) => (Number.isFinite(x) ? x.toFixed(decimals) : show(x)));
  const zeros = Math.min(...values.map((x, i) => (Number.isFinite(x) ? /\.\d*?(0*)$/.exec(texts[i])?.[1].length ?? 0 : decimals)));
  return texts.map((text, i) => (zeros && Number.isFinite(values[i]) ? text.slice(0, -zeros).replace(/\.$/, "") : text));
}
