/** Shows figures. */
import { TEMPLATE, type Figure } from "../plot";
import { checkArray, checkObject, rejectKind } from "../arguments";
import { display } from "./display";

/** Typed arrays as plain ones, so that JSON holds them as arrays. */
const asJson = (_key: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as unknown as ArrayLike<number>) : value;

/** Pixels, where the layout says nothing else; of the interactive figure and of its static picture. */
const HEIGHT = 450;

/**
 * Shows a figure, drawn by JupyterLab's plotly renderer, in the house's template.
 * @param fig traces, layout, optional frames, and the sentence that stands in for the figure where nothing is drawn
 * @throws TypeError if `fig` is no object or its `text` is missing
 */
export function figure(fig: Figure): void {
  checkObject("fig", fig);
  if (typeof fig.text !== "string" || fig.text === "") rejectKind("fig.text", fig.text, "a sentence");
  checkArray("fig.data", fig.data);
  checkObject("fig.layout", fig.layout);
  const { data, layout, frames } = fig;
  const spec = {
    data,
    frames,
    layout: { template: TEMPLATE, height: HEIGHT, ...layout },
    config: { displaylogo: false, responsive: true },
  };
  display({
    "application/vnd.plotly.v1+json": JSON.parse(JSON.stringify(spec, asJson)),
    "text/plain": fig.text,
  });
}
