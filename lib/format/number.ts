/** Short numbers for evidence and figures. */

/** A number in at most `digits` significant digits, plain where that is short, else in powers of ten. */
export function show(x: number, digits = 6): string {
  if (!Number.isFinite(x)) return x === Infinity ? "∞" : x === -Infinity ? "-∞" : "NaN";
  if (Number.isInteger(x) && Math.abs(x) < 1e15) return String(x);
  return String(Number(x.toPrecision(digits)));
}
