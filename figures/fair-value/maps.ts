/** Maps over two users' or two levels' costs. */
import { axisOf, type Figure, short } from "../../lib/plot";

/** One panel of a map over both users' costs. */
export interface Panel {
  readonly title: string;
  readonly z: ArrayLike<number>;
  readonly scale?: string | readonly (readonly [number, string])[];
  /** Names of the values 0, 1, 2, … where they stand for kinds. */
  readonly names?: readonly string[];
}

/** Maps over (c₁, c₂) side by side; z runs row after row over c₁. */
export function maps(costs: readonly number[], panels: readonly Panel[], title: string, text: string): Figure {
  const n = costs.length;
  const width = (1 - 0.2 * (panels.length - 1) - 0.05) / panels.length;
  const at = (k: number): [number, number] => [k * (width + 0.2), k * (width + 0.2) + width];
  return {
    data: panels.map(({ title: name, z, scale = "Viridis", names }, k) => ({
      type: "heatmap",
      name,
      x: costs.map(short),
      y: costs.map(short),
      xaxis: `x${k + 1}`,
      yaxis: `y${k + 1}`,
      colorscale: scale,
      // plotly's rows are the vertical axis, c₂.
      z: costs.map((_, j) => costs.map((__, i) => Number(z[i * n + j].toFixed(4)))),
      colorbar: {
        x: at(k)[1] + 0.005,
        len: 0.95,
        thickness: 12,
        xanchor: "left",
        ...(names && { tickvals: names.map((_, i) => i), ticktext: [...names] }),
      },
      ...(names && { zmin: -0.5, zmax: names.length - 0.5 }),
      hovertemplate: `c₁ %{x}, c₂ %{y}: %{z}<extra>${name}</extra>`,
    })) as unknown as Figure["data"],
    layout: {
      title: { text: title },
      ...Object.fromEntries(
        panels.flatMap((_, k) => [
          [`xaxis${k + 1}`, { ...axisOf("cost of user 1, c₁"), domain: at(k), anchor: `y${k + 1}` }],
          [`yaxis${k + 1}`, { ...axisOf("cost of user 2, c₂"), anchor: `x${k + 1}` }],
        ]),
      ),
      annotations: panels.map(({ title: name }, k) => ({
        text: name,
        x: (at(k)[0] + at(k)[1]) / 2,
        xanchor: "center" as const,
        y: 1.02,
        xref: "paper" as const,
        yref: "paper" as const,
        yanchor: "bottom" as const,
        showarrow: false,
      })),
      margin: { t: 90 },
      height: 480,
    },
    text,
  };
}
