/** What a cell shows: bundles of one output in several formats, of which the front end takes the richest it can draw. */
import { kernel, type Bundle, type Json } from "./kernel";

/** Takes what would be shown under the running cell. */
type Show = (bundle: Bundle, metadata: Json, name?: string, replace?: boolean) => void;

const underTheCell: Show = (data, metadata, name, replace = false) => {
  const here = kernel();
  if (here) {
    const transient = name === undefined ? {} : { display_id: name };
    here.publish(replace ? "update_display_data" : "display_data", { data, metadata, transient });
  } else if (data["text/plain"] !== "") console.log(data["text/plain"]);
};

/** Work that is shown elsewhere, such as a control's, and cells take turns: one current place is enough. */
let show = underTheCell;

/**
 * Shows an output under the running cell; outside a kernel, prints its plain text.
 * @param bundle the output
 * @param metadata of the output, saved with the notebook
 * @param name gives the output a name, so that it can be replaced
 * @param replace replaces the output of that name, instead of adding one
 */
export function display(bundle: Bundle, metadata: Json = {}, name?: string, replace = false): void {
  show(bundle, metadata, name, replace);
}

/** Sends what is shown and printed from now on elsewhere. Returns what ends that. */
export function redirect(elsewhere: Show, print: (text: string) => void): () => void {
  const before = { show, out: process.stdout.write, err: process.stderr.write };
  const write = ((chunk: string | Uint8Array) => {
    print(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString());
    return true;
  }) as typeof process.stdout.write;
  // What `elsewhere` itself shows goes under the cell.
  show = (...output) => {
    const inside = show;
    show = before.show;
    try {
      elsewhere(...output);
    } finally {
      show = inside;
    }
  };
  process.stdout.write = write;
  process.stderr.write = write;
  return () => {
    show = before.show;
    process.stdout.write = before.out;
    process.stderr.write = before.err;
  };
}
