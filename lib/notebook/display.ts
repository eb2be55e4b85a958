/** What a cell shows: bundles of one output in several formats, of which the front end takes the richest it can draw. */
import * as jupyter from "tslab/dist/jupyter";

/** One output in several formats, by MIME type; "text/plain" is what a viewer without any other shows. */
export interface Bundle {
  readonly "text/plain": string;
  readonly [mime: string]: unknown;
}

/**
 * Shows an output under the running cell; outside a kernel, prints its plain text.
 * @param bundle the output
 * @param metadata of the output, saved with the notebook
 * @param name gives the output a name, so that it can be replaced
 * @param replace replaces the output of that name, instead of adding one
 */
export function display(
  bundle: Bundle,
  metadata: Readonly<Record<string, unknown>> = {},
  name?: string,
  replace = false,
): void {
  if (!jupyter.lastWriteDisplayData) {
    if (bundle["text/plain"] !== "") console.log(bundle["text/plain"]);
    return;
  }
  const transient = name === undefined ? {} : { display_id: name };
  // tslab's type knows text only, its protocol any JSON.
  const output = { data: bundle, metadata, transient } as Parameters<typeof jupyter.lastWriteDisplayData>[0];
  jupyter.lastWriteDisplayData(output, replace);
}
