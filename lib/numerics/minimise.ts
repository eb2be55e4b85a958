/** Minima of functions of one variable; no kept package brings Brent's method. */
import { checkNumber } from "../arguments";

/** The golden section. */
const GOLDEN = (3 - Math.sqrt(5)) / 2;

/**
 * The minimum of a unimodal function on an interval (Brent 1973), its ends included.
 * @param f unimodal; where it is not, a local minimum is found
 * @param lo left end
 * @param hi right end, ≥ lo
 * @param tolerance relative tolerance on x; below 1e-8 it buys nothing, since f is flat at its minimum
 */
export function minimise(
  f: (x: number) => number,
  lo: number,
  hi: number,
  tolerance = 1e-9,
): { readonly x: number; readonly value: number } {
  checkNumber("lo", lo);
  checkNumber("hi", hi, { min: lo });
  checkNumber("tolerance", tolerance, { above: 0 });
  let [a, b] = [lo, hi];
  let x = a + GOLDEN * (b - a);
  let [w, v] = [x, x];
  let fx = f(x);
  let [fw, fv] = [fx, fx];
  let step = 0;
  let previous = 0;
  for (;;) {
    const middle = (a + b) / 2;
    const least = tolerance * Math.abs(x) + 1e-15 * (1 + Math.abs(hi - lo));
    if (Math.abs(x - middle) <= 2 * least - (b - a) / 2) break;
    // A parabola through the three best points, where it falls inside and shrinks; else a golden section.
    const r = (x - w) * (fx - fv);
    const s = (x - v) * (fx - fw);
    const p = (x - v) * s - (x - w) * r;
    const q = 2 * (s - r);
    const parabolic =
      Math.abs(previous) > least &&
      q !== 0 &&
      Math.abs(p / q) < Math.abs(previous / 2) &&
      x - p / q > a &&
      x - p / q < b;
    previous = parabolic ? step : (x < middle ? b : a) - x;
    step = parabolic ? -p / q : GOLDEN * previous;
    const u = x + (Math.abs(step) >= least ? step : step > 0 ? least : -least);
    const fu = f(u);
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, w, x] = [w, x, u];
      [fv, fw, fx] = [fw, fx, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) {
        [v, w] = [w, u];
        [fv, fw] = [fw, fu];
      } else if (fu <= fv || v === x || v === w) {
        [v, fv] = [u, fu];
      }
    }
  }
  const ends = [lo, hi].map((end) => ({ x: end, value: f(end) }));
  return [...ends, { x, value: fx }].reduce((best, next) => (next.value <= best.value ? next : best));
}
