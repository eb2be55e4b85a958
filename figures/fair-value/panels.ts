/** Panels side by side, each with axes of its own and a heading above it. */
import { axisOf, type Figure } from "../../lib/plot";

type Layout = Figure["layout"];
type Axis = Parameters<typeof axisOf>[1];

/** A panel: its heading and the titles of its axes, with anything more about them. */
export interface PanelAxes {
  readonly heading: string;
  readonly x: readonly [title: string, more?: Axis];
  readonly y: readonly [title: string, more?: Axis];
}

/** The axes that the traces of the k-th panel, from 0, name. */
export const axesOf = (k: number): { xaxis: string; yaxis: string } => ({ xaxis: `x${k + 1}`, yaxis: `y${k + 1}` });

/**
 * The part of a layout that places panels.
 * @param panels from left to right
 * @param gap between two of them, as a fraction of the width
 */
export function sideBySide(panels: readonly PanelAxes[], gap: number): Pick<Layout, "annotations"> {
  const width = (1 - gap * (panels.length - 1)) / panels.length;
  const from = (k: number): number => k * (width + gap);
  return {
    ...Object.fromEntries(
      panels.flatMap(({ x, y }, k) => [
        [`xaxis${k + 1}`, { ...axisOf(...x), domain: [from(k), from(k) + width], anchor: `y${k + 1}` }],
        [`yaxis${k + 1}`, { ...axisOf(...y), anchor: `x${k + 1}` }],
      ]),
    ),
    annotations: panels.map(({ heading }, k) => ({
      text: heading,
      x: from(k) + width / 2,
      xanchor: "center" as const,
      y: 1.01,
      xref: "paper" as const,
      yref: "paper" as const,
      yanchor: "bottom" as const,
      showarrow: false,
    })),
  };
}
