/** Controls that recompute what a cell shows. */
import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { checkFunction, checkObject } from "../arguments";
import type { Control } from "./controls";
import { display, redirect } from "./display";
import { kernel, type Bundle, type Comm, type Json, type Kernel } from "./kernel";

type Controls = Readonly<Record<string, Control<unknown>>>;
type Values<C extends Controls> = { readonly [K in keyof C]: C[K] extends Control<infer T> ? T : never };

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown> | undefined)?.then === "function";

/** The outputs of a drawing, each in the place of the one before it: the cell's area never collapses. */
class Outputs {
  readonly #name = randomUUID();
  readonly #cell = kernel()?.request;
  #places = 0;
  #used = 0;
  #named = new Map<string, number>();
  #printed: { place: number; text: string } | undefined;

  /** Calls `draw` and shows what it shows, prints and returns. */
  readonly of = (draw: () => unknown): void | Promise<void> => {
    this.#used = 0;
    this.#named = new Map();
    this.#printed = undefined;
    const end = redirect(this.#show, this.#print);
    const finish = (value: unknown): void => {
      end();
      if (value !== undefined) this.#put(this.#used++, bundleOf(value), {});
      for (let place = this.#used; place < this.#places; place++)
        this.#put(place, { "text/html": "", "text/plain": "" });
    };
    try {
      const value = draw();
      if (!isPromise(value)) return finish(value);
      return value.then(finish, (error: unknown) => {
        end();
        throw error;
      });
    } catch (error) {
      end();
      throw error;
    }
  };

  readonly #show = (bundle: Bundle, metadata: Json, name?: string, replace = false): void => {
    this.#printed = undefined;
    const place = (replace && name !== undefined ? this.#named.get(name) : undefined) ?? this.#used++;
    if (name !== undefined) this.#named.set(name, place);
    this.#put(place, bundle, metadata);
  };

  readonly #print = (text: string): void => {
    this.#printed ??= { place: this.#used++, text: "" };
    this.#printed.text += text;
    this.#put(this.#printed.place, { "text/plain": this.#printed.text });
  };

  #put(place: number, bundle: Bundle, metadata: Json = {}): void {
    const here = kernel();
    if (!here) return display(bundle, metadata);
    const isNew = place >= this.#places;
    this.#places = Math.max(this.#places, place + 1);
    const content = { data: bundle, metadata, transient: { display_id: `${this.#name}-${place}` } };
    here.publish(isNew ? "display_data" : "update_display_data", content, { parent: this.#cell });
  }
}

const bundleOf = (value: unknown): Bundle => kernel()?.bundleOf(value) ?? { "text/plain": inspect(value) };

const CONTROLS = "@jupyter-widgets/controls";
const BASE = "@jupyter-widgets/base";
const VERSION = "2.0.0";

/** A widget's state, of a class of Jupyter's. */
const widget = (name: string, state: Json, from = CONTROLS): Json => ({
  _model_module: from,
  _model_module_version: VERSION,
  _model_name: `${name}Model`,
  _view_module: from,
  _view_module_version: VERSION,
  _view_name: `${name}View`,
  ...state,
});

const styleOf = (kind: string, description_width: string): Json => ({
  ...widget(/Slider$/.test(kind) ? "SliderStyle" : "DescriptionStyle", { description_width }),
  _view_module: BASE,
  _view_name: "StyleView",
});

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

interface Widget {
  readonly id: string;
  /** How other widgets name it. */
  readonly reference: string;
  readonly set: (changes: Json) => void;
}

/** Opens a widget in the front end; `onChange` is told of a state that the reader changed. */
function openWidget({ comms }: Kernel, initial: Json, onChange?: (state: Json) => unknown): Widget {
  let state = initial;
  const comm: Comm = comms.open(
    "jupyter.widget",
    { state, buffer_paths: [] },
    { version: "2.1.0" },
    (data) => {
      if (data.method === "request_state") return comm.send({ method: "update", state, buffer_paths: [] });
      if (data.method !== "update") return undefined;
      state = { ...state, ...(data.state as Json) };
      comm.send({ method: "echo_update", state: data.state, buffer_paths: [] });
      return onChange?.(state);
    },
    () => state,
  );
  return {
    id: comm.id,
    reference: `IPY_MODEL_${comm.id}`,
    set(changes) {
      state = { ...state, ...changes };
      comm.send({ method: "update", state: changes, buffer_paths: [] });
    },
  };
}

/** The controls in the front end, with a place for an error below them. Returns how to say an error there, "" for none. */
function openControls(
  here: Kernel,
  controls: Controls,
  inWords: string,
  onMove: (name: string, value: unknown) => unknown,
): (error: string) => void {
  const open = (state: Json, onChange?: (state: Json) => unknown): Widget => openWidget(here, state, onChange);
  const openLayout = (state: Json): Widget => open(widget("Layout", state, BASE));
  const labels = Object.entries(controls).map(([name, { label = name }]) => label);
  const width = Math.min(24, Math.max(...labels.map((label) => label.length)) + 1);

  const rows = Object.entries(controls).map(([name, control], i): Widget => {
    const { widget: kind, state, interval, valueOf } = control;
    const style = open(styleOf(kind, `${width}ch`)).reference;
    const layout = openLayout({ width: `calc(${width}ch + 20em)`, max_width: "100%" }).reference;
    const view = open(widget(kind, { description: labels[i], disabled: false, style, layout, ...state }), (now) =>
      onMove(name, valueOf(now)),
    );
    if (interval === undefined) return view;
    const { min, max, step, value } = state;
    const plain = openLayout({}).reference;
    const button = open(widget("Play", { min, max, step, value, interval, disabled: false, layout: plain }));
    // The front end moves the one with the other.
    const link = { source: [button.reference, "value"], target: [view.reference, "value"] };
    open(widget("Link", { ...link, _view_module: null, _view_name: null }));
    return open(widget("HBox", { children: [view.reference, button.reference], layout: plain }));
  });

  const place = openLayout({ display: "none", width: "100%" });
  const error = open(widget("HTML", { value: "", layout: place.reference }));
  const box = open(
    widget("Box", {
      children: [...rows, error].map(({ reference }) => reference),
      layout: openLayout({ display: "flex", flex_flow: "row wrap", align_items: "center" }).reference,
    }),
  );
  display({
    "application/vnd.jupyter.widget-view+json": { version_major: 2, version_minor: 0, model_id: box.id },
    "text/html": `<p>${escaped(inWords)} <small>(run the cell to move)</small></p>`,
    "text/plain": inWords,
  });

  let said = "";
  return (text) => {
    if (text === said) return;
    said = text;
    error.set({ value: `<pre style="color: var(--jp-error-color1, #b00020)">${escaped(text)}</pre>` });
    place.set({ display: text ? "block" : "none" });
  };
}

/**
 * Shows controls, and below them what `draw` shows, prints and returns for their values: at first for those that they
 * start at, and again whenever one is moved. What `draw` throws later is shown below the controls, and the outputs stay
 * as they were last; at the start it is the cell's error. Outside a kernel `draw` is called once.
 * @param controls by name: `slider`, `whole`, `logarithmic`, `range`, `choice`, `toggle`, `number`, `text`, `play`
 * @param draw from the controls' values, by the same names; may be async
 * @returns nothing, or for an async `draw` a promise of its first drawing: await it
 */
export function interact<C extends Controls, R>(
  controls: C,
  draw: (values: Values<C>) => R,
): R extends Promise<unknown> ? Promise<void> : void {
  checkObject("controls", controls);
  checkFunction("draw", draw);
  const entries = Object.entries(controls);
  const values = Object.fromEntries(entries.map(([name, { start }]) => [name, start]));
  const wordsOf = (): string =>
    entries.map(([name, { label = name, inWords }]) => `${label} = ${inWords(values[name])}`).join(", ");
  const outputs = new Outputs();
  const redraw = (): void | Promise<void> => outputs.of(() => draw({ ...values } as Values<C>));

  const here = kernel();
  if (here) {
    const say = openControls(here, controls, wordsOf(), async (name, value) => {
      if (Object.is(values[name], value)) return;
      values[name] = value;
      try {
        await redraw();
        say("");
      } catch (error) {
        say(`${wordsOf()}\n${error instanceof Error ? `${error.name}: ${error.message}` : inspect(error)}`);
      }
    });
  } else display({ "text/plain": wordsOf() });
  return redraw() as ReturnType<typeof interact<C, R>>;
}
