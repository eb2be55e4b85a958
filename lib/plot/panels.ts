/** Panels side by side, each with axes of its own and a heading above it. */
import type { Layout } from "plotly.js";
import { axisOf } from "./style";

type Axis = Partial<Layout["xaxis"]>;

/** A panel: the titles of its axes, with anything more about them, and its heading. */
export interface Panel {
  readonly heading?: string;
  readonly x: readonly [title: string, more?: Axis];
  readonly y: readonly [title: string, more?: Axis];
}

/** The axes that the traces of the k-th panel, from 0, name. */
export const inPanel = (k: number): { readonly xaxis: string; readonly yaxis: string } => ({
  xaxis: `x${k === 0 ? "" : k + 1}`,
  yaxis: `y${k === 0 ? "" : k + 1}`,
});

/**
 * The part of a layout that places panels, to be spread into it.
 * @param panels from left to right
 * @param gap between two of them, as a fraction of the width
 */
export function panels(panels: readonly Panel[], gap = 0.12): Partial<Layout> {
  const width = (1 - gap * (panels.length - 1)) / panels.length;
  const from = (k: number): number => k * (width + gap);
  return {
    ...Object.fromEntries(
      panels.flatMap(({ x, y }, k) => {
        const { xaxis, yaxis } = inPanel(k);
        return [
          [
            xaxis.replace("x", "xaxis"),
            axisOf(x[0], { domain: [from(k), from(k) + width], anchor: yaxis, ...x[1] } as Axis),
          ],
          [yaxis.replace("y", "yaxis"), axisOf(y[0], { anchor: xaxis, ...y[1] } as Axis)],
        ];
      }),
    ),
    annotations: panels.flatMap(({ heading }, k) =>
      heading === undefined
        ? []
        : [
            {
              text: heading,
              x: from(k),
              xanchor: "left" as const,
              xref: "paper" as const,
              y: 1.02,
              yanchor: "bottom" as const,
              yref: "paper" as const,
              showarrow: false,
              font: { size: 12 },
            },
          ],
    ) as Layout["annotations"],
  };
}

/** The legend in a row below the plot, clear of the axis titles. */
export const LEGEND_BELOW: Partial<Layout["legend"]> = { orientation: "h", x: 0, y: -0.2, yanchor: "top" };
