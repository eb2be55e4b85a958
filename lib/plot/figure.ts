/** Figures as plain data: a plotly specification with the sentence that stands in for it where nothing is drawn. */
import type { Data, Frame, Layout } from "plotly.js";

/** A figure. `text` says in words what it shows: the stand-in for viewers that draw nothing, and for screen readers. */
export interface Figure {
  readonly data: readonly Partial<Data>[];
  readonly layout: Partial<Layout>;
  readonly frames?: readonly Partial<Frame>[];
  readonly text: string;
}
