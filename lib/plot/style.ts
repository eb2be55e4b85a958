/** One look for every figure: fonts, axes, and a colour, dash and marker per series (told apart without colour too). */
import type { Layout, ScatterData } from "plotly.js";
import type { Estimate } from "../probability/monte-carlo";
import type { Figure } from "./figure";

/** Okabe and Ito's colours, safe for colour-blind readers, darkest contrast first. */
export const COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"] as const;
const DASHES = ["solid", "dash", "dot", "dashdot", "longdash", "longdashdot", "solid"] as const;
const SYMBOLS = ["circle", "square", "diamond", "triangle-up", "cross", "x", "star"] as const;

export const colour = (series: number): string => COLOURS[series % COLOURS.length];

type Numbers = ArrayLike<number>;

const axis = {
  showline: true,
  linecolor: "#444",
  tickcolor: "#444",
  ticks: "outside",
  gridcolor: "#e6e6e6",
  zeroline: false,
  automargin: true,
  exponentformat: "power",
  title: { standoff: 10 },
} as const;

/** The template laid under every figure's layout. It says all greys: JupyterLab's renderer turns them on a dark page. */
export const TEMPLATE = {
  layout: {
    font: { family: "Open Sans, Helvetica, Arial, sans-serif", size: 13, color: "#222" },
    title: { font: { size: 16 }, x: 0.02, xanchor: "left" },
    paper_bgcolor: "white",
    plot_bgcolor: "white",
    colorway: [...COLOURS],
    xaxis: axis,
    yaxis: axis,
    legend: { bgcolor: "rgba(255,255,255,0.85)", bordercolor: "#ccc", borderwidth: 1 },
    margin: { l: 70, r: 24, t: 56, b: 60 },
    hovermode: "closest",
    coloraxis: { colorbar: { outlinecolor: "#444" } },
    annotationdefaults: { arrowcolor: "#444" },
    sliderdefaults: { bgcolor: "#f4f4f4", activebgcolor: "#ddd", bordercolor: "#bbb", tickcolor: "#444" },
    modebar: { bgcolor: "rgba(255,255,255,0.7)", color: "#aaa", activecolor: "#666" },
  },
} as const;

/** A trace: its name in the legend, its series (from 0: colour, dash and marker), its points, anything more of plotly's. */
type Trace<Y = Numbers> = (
  name: string,
  series: number,
  x: Numbers,
  y: Y,
  more?: Partial<ScatterData>,
) => Partial<ScatterData>;

const lineOf = (series: number) => ({ color: colour(series), dash: DASHES[series % DASHES.length], width: 2 });
const symbolOf = (series: number) => SYMBOLS[series % SYMBOLS.length];

/** A curve. */
export const curve: Trace = (name, series, x, y, more) => ({
  type: "scatter",
  mode: "lines",
  name,
  x: Array.from(x),
  y: Array.from(y),
  line: lineOf(series),
  ...more,
});

/** Curves of functions on one grid, by name, in the order of the series from `first` on. */
export const curves = (
  x: readonly number[],
  functions: Readonly<Record<string, (x: number) => number>>,
  { first = 0, more }: { readonly first?: number; readonly more?: Partial<ScatterData> } = {},
): Partial<ScatterData>[] => Object.entries(functions).map(([name, f], i) => curve(name, first + i, x, x.map(f), more));

/** A staircase: y[i] holds from x[i] up to x[i+1]. */
export const staircase: Trace = (name, series, x, y, more) =>
  curve(name, series, x, y, { line: { ...lineOf(series), shape: "hv" }, ...more });

/** Markers without a line. */
export const markers: Trace = (name, series, x, y, more) => ({
  type: "scatter",
  mode: "markers",
  name,
  x: Array.from(x),
  y: Array.from(y),
  marker: { color: colour(series), symbol: symbolOf(series), size: 8 },
  ...more,
});

/** Monte Carlo estimates as open markers with their 95 % intervals, in the colour of the curve that they check. */
export const simulated: Trace<readonly Estimate[]> = (name, series, x, estimates, more) => ({
  type: "scatter",
  mode: "markers",
  name,
  x: Array.from(x),
  y: estimates.map((e) => e.estimate),
  error_y: {
    type: "data",
    symmetric: false,
    array: estimates.map((e) => e.interval[1] - e.estimate),
    arrayminus: estimates.map((e) => e.estimate - e.interval[0]),
    color: colour(series),
    thickness: 1.2,
    width: 4,
  },
  marker: { color: "white", symbol: symbolOf(series), size: 8, line: { color: colour(series), width: 1.8 } },
  ...more,
});

/** An axis with its title; give the unit in the title. */
export const axisOf = (title: string, more: Partial<Layout["xaxis"]> = {}): Partial<Layout["xaxis"]> => ({
  title: { text: title },
  ...more,
});

/** A logarithmic axis with its title: decades labelled in one size, as powers of ten, with small ticks between. */
export const logAxisOf = (title: string, more: Partial<Layout["xaxis"]> = {}): Partial<Layout["xaxis"]> =>
  axisOf(title, { type: "log", dtick: 1, minor: { ticks: "outside", dtick: "D1" }, ...more } as Partial<
    Layout["xaxis"]
  >);

/** A dashed guide line across the plot at x or y, with a label at its end, above the line or below it. */
export const guide = (
  at: { x: number } | { y: number },
  label: string,
  side: "above" | "below" = "above",
): NonNullable<Layout["shapes"]>[number] =>
  ({
    type: "line",
    line: { color: "#444", width: 1, dash: "dash" },
    label: {
      text: label,
      textposition: "end",
      yanchor: side === "above" ? "bottom" : "top",
      font: { size: 11, color: "#444" },
    },
    ...("x" in at
      ? { x0: at.x, x1: at.x, y0: 0, y1: 1, yref: "paper" }
      : { x0: 0, x1: 1, xref: "paper", y0: at.y, y1: at.y }),
  }) as NonNullable<Layout["shapes"]>[number];

/**
 * A family of figures under a slider, which moves in the front end without a kernel.
 * @param parameter its name as shown, e.g. "θ"
 * @param values the slider's stops, in order
 * @param start index of the stop shown first
 * @param at the traces at a stop: the same number of traces, in the same order, at every stop
 * @param layout the layout; fix the axes' ranges in it, so that stops can be compared
 */
export function family({
  parameter,
  values,
  start,
  at,
  layout,
  text,
  label = String,
}: {
  readonly parameter: string;
  readonly values: readonly number[];
  readonly start: number;
  readonly at: (value: number) => Figure["data"];
  readonly layout: Partial<Layout>;
  readonly text: string;
  readonly label?: (value: number) => string;
}): Figure {
  const frames = values.map((value) => ({ name: label(value), data: [...at(value)] }));
  const steps = frames.map(({ name }) => ({
    label: name,
    method: "animate" as const,
    args: [[name], { mode: "immediate", frame: { duration: 0, redraw: true }, transition: { duration: 0 } }],
  }));
  const slider = {
    active: start,
    steps,
    currentvalue: { prefix: `${parameter} = `, xanchor: "left" as const },
    pad: { t: 48, b: 8 },
  };
  return {
    data: frames[start].data as Figure["data"],
    layout: { ...layout, sliders: [slider] as Layout["sliders"] },
    frames: frames as unknown as Figure["frames"],
    text,
  };
}
