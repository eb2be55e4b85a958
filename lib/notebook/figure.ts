/** Shows figures. */
import { TEMPLATE, type Figure } from "../figures";
import { checkObject } from "../numerics/domain";
import { display } from "./display";

/** Typed arrays as plain ones, so that JSON holds them as arrays. */
const asJson = (_key: string, value: unknown): unknown =>
  ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as unknown as ArrayLike<number>) : value;

/**
 * Shows a figure, drawn by JupyterLab's plotly renderer, in the house's template.
 * @param fig traces, layout, optional frames, and the sentence that stands in for the figure where nothing is drawn
 * @throws TypeError if `fig` is no object or its `text` is missing
 */
export function figure(fig: Figure): void {
  checkObject("fig", fig);
  if (typeof fig.text !== "string" || fig.text === "") throw new TypeError(`fig.text must be a sentence; got ${fig.text}`);
  if (!Array.isArray(fig.data)) throw new TypeError("fig.data must be an array of traces");
  const { data, layout, frames } = fig;
  const spec = { data, layout: { template: TEMPLATE, ...layout }, frames, config: { displaylogo: false, responsive: true } };
  display({
    "application/vnd.plotly.v1+json": JSON.parse(JSON.stringify(spec, asJson)),
    "text/plain": fig.text,
  });
}
