/** Grids of numbers for axes. */

export const range = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

export const geometric = (from: number, to: number, count: number): number[] =>
  range(Math.log(from), Math.log(to), count).map(Math.exp);

export const whole = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + step * i);
