/** Numbers at which curves are drawn. */

/** `count` numbers, equally spaced, both ends included. */
export const range = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** `count` numbers, each a fixed multiple of the one before, both ends (> 0) included. */
export const geometric = (from: number, to: number, count: number): number[] =>
  range(Math.log(from), Math.log(to), count).map(Math.exp);

/** Whole numbers from one to another, in steps. */
export const whole = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + step * i);

/** Six significant digits: more than a screen shows, and a third of the file. */
export const short = (x: number): number => Number(x.toPrecision(6));
