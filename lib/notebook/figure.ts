/** Shows figures. */
import { TEMPLATE, type Figure } from "../plot";
import { checkArray, checkObject, rejectKind } from "../arguments";
import { display } from "./display";
import type { Bundle } from "./kernel";

/** Typed arrays as plain ones, so that JSON holds them as arrays. */
const asJson = (_key: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as unknown as ArrayLike<number>) : value;

/** Pixels, where the layout says nothing else; of the interactive figure and of its static picture. */
export const HEIGHT = 450;

/** Plotly's own "responsive" is left out: it makes a figure as high as its output, which is as high as the figure: 0. */
const CONFIG = { displaylogo: false, showSendToCloud: false, toImageButtonOptions: { scale: 2 } };

/** A figure that says itself what it shows, by its title at least. */
export type FigureToShow = Omit<Figure, "text"> & { readonly text?: string };

/** The words of a figure's title, without its markup. */
export const wordsOfTitle = ({ layout }: FigureToShow): string => {
  const title = layout.title as string | { text?: string } | undefined;
  return (typeof title === "string" ? title : (title?.text ?? "")).replace(/<[^>]*>/g, "") || "A figure";
};

/** Whether a value is a figure: traces and a layout, as plotly has them. */
export const isFigure = (value: unknown): value is FigureToShow => {
  const { data, layout } = (value ?? {}) as Partial<Figure>;
  return Array.isArray(data) && typeof layout === "object" && layout !== null && !Array.isArray(layout);
};

/** A figure as a plotly specification, in the house's template. */
export function specificationOf({ data, layout, frames }: FigureToShow): Readonly<Record<string, unknown>> {
  const spec = { data, frames, layout: { template: TEMPLATE, height: HEIGHT, ...layout }, config: CONFIG };
  return JSON.parse(JSON.stringify(spec, asJson)) as Record<string, unknown>;
}

/** A figure as an output: its specification, and its sentence for viewers that draw nothing. */
export const figureBundle = (fig: FigureToShow): Bundle => ({
  "application/vnd.plotly.v1+json": specificationOf(fig),
  "text/plain": fig.text ?? wordsOfTitle(fig),
});

/** @throws TypeError if `fig` is no figure */
export function checkFigure(fig: FigureToShow): void {
  checkObject("fig", fig);
  if (fig.text !== undefined && (typeof fig.text !== "string" || fig.text === ""))
    rejectKind("fig.text", fig.text, "a sentence");
  checkArray("fig.data", fig.data);
  checkObject("fig.layout", fig.layout);
}

/**
 * Shows a figure, drawn by JupyterLab's plotly renderer, in the house's template.
 * @param fig traces, layout, optional frames, and the sentence that stands in for the figure where nothing is drawn, and
 *   that screen readers say; the title stands in for a missing one
 * @throws TypeError if `fig` is no object or has no traces or layout
 */
export function figure(fig: FigureToShow): void {
  checkFigure(fig);
  display(figureBundle(fig));
}
