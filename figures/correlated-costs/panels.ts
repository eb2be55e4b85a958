/** Panels side by side. */
import type { Layout } from "plotly.js";
import { axisOf } from "../../lib/plot";

/** The axes of a panel of several in a row: the i-th of n, with titles. */
export function panel(
  i: number,
  n: number,
  [x, y]: readonly [string, string],
  more: readonly [Partial<Layout["xaxis"]>, Partial<Layout["yaxis"]>] = [{}, {}],
): Partial<Layout> {
  const GAP = n > 2 ? 0.1 : 0.12;
  const width = (1 - GAP * (n - 1)) / n;
  const id = i === 0 ? "" : String(i + 1);
  const from = i * (width + GAP);
  const axes = {
    [`xaxis${id}`]: axisOf(x, { domain: [from, from + width], anchor: `y${id}` as "y", ...more[0] }),
    [`yaxis${id}`]: axisOf(y, { anchor: `x${id}` as "x", ...more[1] }),
  };
  return axes as Partial<Layout>;
}

/** The axes of a trace in the i-th panel. */
export const within = (i: number): { readonly xaxis: string; readonly yaxis: string } => {
  const id = i === 0 ? "" : String(i + 1);
  return { xaxis: `x${id}`, yaxis: `y${id}` };
};

/** A heading above the i-th of n panels. */
export const heading = (i: number, n: number, text: string): NonNullable<Layout["annotations"]>[number] => {
  const GAP = n > 2 ? 0.1 : 0.12;
  const width = (1 - GAP * (n - 1)) / n;
  return {
    text,
    showarrow: false,
    xref: "paper",
    yref: "paper",
    x: i * (width + GAP),
    y: 1.02,
    xanchor: "left",
    yanchor: "bottom",
    font: { size: 12 },
  } as NonNullable<Layout["annotations"]>[number];
};

/** The legend in a row below the plot. */
export const LEGEND_BELOW: Partial<Layout["legend"]> = { orientation: "h", x: 0, y: -0.22, yanchor: "top" };

/** n + 1 equally spaced numbers. */
export const grid = (from: number, to: number, n: number): number[] =>
  Array.from({ length: n + 1 }, (_, i) => from + ((to - from) * i) / n);
