/** Grids and numbers for axes. */

export const range = (from: number, to: number, steps: number): number[] =>
  Array.from({ length: steps + 1 }, (_, k) => from + ((to - from) * k) / steps);

/** Six significant digits: more than a screen shows, and a third of the file. */
export const short = (x: number): number => Number(x.toPrecision(6));
