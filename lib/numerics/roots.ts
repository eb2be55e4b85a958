/** Roots of functions of one variable. No kept package brings a bracketing root finder, so Brent's stands here. */
import { checkNumber, rejectValue } from "../arguments";

/**
 * The root of a continuous function in a bracket (Brent 1973): never leaves the bracket, needs no derivative.
 * @param f continuous, of different signs at the ends (or zero at one)
 * @param lo left end
 * @param hi right end, ≥ lo
 * @param tolerance absolute tolerance on the root, beside 4 units in its last place
 * @throws RangeError when f has the same sign at both ends, or is NaN there
 */
export function findRoot(f: (x: number) => number, lo: number, hi: number, tolerance = 0): number {
  checkNumber("lo", lo);
  checkNumber("hi", hi, { min: lo });
  checkNumber("tolerance", tolerance, { min: 0 });
  let [a, b] = [lo, hi];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0 || fa > 0 !== fb > 0) || Number.isNaN(fa + fb)) {
    rejectValue("[f(lo), f(hi)]", [fa, fb], `of different signs on [${lo}, ${hi}]`);
  }
  let [c, fc] = [a, fa];
  let step = b - a;
  let previous = step;
  for (;;) {
    if (Math.abs(fc) < Math.abs(fb)) {
      [a, b, c] = [b, c, b];
      [fa, fb, fc] = [fb, fc, fb];
    }
    const least = 2 * Number.EPSILON * Math.abs(b) + tolerance / 2 + Number.MIN_VALUE;
    const half = (c - b) / 2;
    if (Math.abs(half) <= least || fb === 0) return b;
    if (Math.abs(previous) >= least && Math.abs(fa) > Math.abs(fb)) {
      // Secant step, or inverse quadratic interpolation once three points differ.
      const s = fb / fa;
      let p: number;
      let q: number;
      if (a === c) {
        p = 2 * half * s;
        q = 1 - s;
      } else {
        const r = fb / fc;
        const t = fa / fc;
        p = s * (2 * half * t * (t - r) - (b - a) * (r - 1));
        q = (t - 1) * (r - 1) * (s - 1);
      }
      if (p > 0) q = -q;
      else p = -p;
      const accept = 2 * p < Math.min(3 * half * q - Math.abs(least * q), Math.abs(previous * q));
      previous = accept ? step : half;
      step = accept ? p / q : half;
    } else {
      step = half;
      previous = half;
    }
    [a, fa] = [b, fb];
    b += Math.abs(step) > least ? step : Math.sign(half) * least;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      [c, fc] = [a, fa];
      step = b - a;
      previous = step;
    }
  }
}
