/** Grids on which curves are drawn, and panels. */
import type { Layout } from "plotly.js";

export const whole = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + step * i);

export const range = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

export const geometric = (from: number, to: number, count: number): number[] =>
  range(Math.log(from), Math.log(to), count).map(Math.exp);

/** Two panels side by side: the parts of the layout that place their axes. */
export const PANELS: Readonly<Record<"left" | "right" | "rightY", Partial<Layout["xaxis"]>>> = {
  left: { domain: [0, 0.44] },
  right: { domain: [0.58, 1], anchor: "y2" },
  rightY: { anchor: "x2" },
};

/** Traces of the right panel. */
export const onRight = { xaxis: "x2", yaxis: "y2" } as const;
