/** Controls that a reader moves, as widgets of Jupyter's (@jupyter-widgets/controls), which every front end draws. */
import { checkArray, checkInteger, checkNumber, rejectKind, rejectValue } from "../arguments";
import type { Json } from "./kernel";

/** A control of values of a type. */
export interface Control<T> {
  /** What stands beside it; by default the name that it has in `interact`. */
  readonly label?: string;
  readonly start: T;
  /** The value in words, for viewers without controls. */
  readonly inWords: (value: unknown) => string;
  /** The widget's class and its state at the start. */
  readonly widget: string;
  readonly state: Json;
  /** The value that a widget's state means. */
  readonly valueOf: (state: Json) => T;
  /** A play button runs the widget through its values, this many milliseconds each. */
  readonly interval?: number;
}

export interface Labelled {
  /** What stands beside the control; by default the name that it has in `interact`. */
  readonly label?: string;
}

/** Digits after the point that a step needs. */
const digitsOf = (step: number): number => {
  for (let digits = 0; digits < 12; digits++)
    if (Math.abs(step - Number(step.toFixed(digits))) <= 1e-9 * step) return digits;
  return 12;
};

/** The nearest of min, min + step, …, max, free of what binary arithmetic adds. */
const onStep = (value: number, min: number, max: number, step: number): number => {
  const stop = min + Math.round((value - min) / step) * step;
  return Math.min(max, Math.max(min, Number(stop.toFixed(Math.max(digitsOf(step), digitsOf(Math.abs(min)))))));
};

/** About a hundredth of a length: 1, 2 or 5 times a power of ten. */
function niceStep(length: number): number {
  const power = 10 ** Math.floor(Math.log10(length / 100));
  const times = [5, 2, 1].find((n) => n * power <= (length / 100) * (1 + 1e-9)) ?? 1;
  return Number((times * power).toPrecision(1));
}

function checkEnds(min: number, max: number): void {
  checkNumber("min", min);
  checkNumber("max", max, { above: min });
}

interface Steps<T> extends Labelled {
  readonly step?: number;
  readonly start?: T;
}

const sliderState = (min: number, max: number, step: number, value: unknown): Json => ({
  min,
  max,
  step,
  value,
  continuous_update: true,
  orientation: "horizontal",
  readout: true,
  readout_format: `.${digitsOf(step)}f`,
  behavior: "drag-tap",
});

/**
 * A slider of numbers.
 * @param min its left end
 * @param max its right end, above min
 * @param options `step`: about a hundredth of the length by default; `start`: the middle by default
 * @throws RangeError if an option lies outside the slider
 */
export function slider(min: number, max: number, { step, start, label }: Steps<number> = {}): Control<number> {
  checkEnds(min, max);
  const by = step ?? niceStep(max - min);
  checkNumber("step", by, { above: 0, max: max - min });
  const first = start ?? onStep((min + max) / 2, min, max, by);
  checkNumber("start", first, { min, max });
  return {
    label,
    start: first,
    inWords: String,
    widget: "FloatSlider",
    state: sliderState(min, max, by, first),
    valueOf: ({ value }) => (value === first ? first : onStep(value as number, min, max, by)),
  };
}

/**
 * A slider of whole numbers.
 * @param options `step`: 1 by default; `start`: the middle by default
 * @throws RangeError if an end, the step or the start is not whole, or lies outside the slider
 */
export function whole(min: number, max: number, { step = 1, start, label }: Steps<number> = {}): Control<number> {
  checkInteger("min", min);
  checkInteger("max", max);
  checkInteger("step", step, { min: 1 });
  if (start !== undefined) checkInteger("start", start);
  return { ...slider(min, max, { step, start, label }), widget: "IntSlider" };
}

/** Digits of a value on a logarithmic slider: neighbouring stops differ in the third. */
const LOGARITHMIC_DIGITS = 3;

/**
 * A slider of positive numbers that multiplies where another adds.
 * @param options `stops` a decade, 20 by default; `start`: the geometric middle by default
 * @throws RangeError if min is not positive or the start lies outside the slider
 */
export function logarithmic(
  min: number,
  max: number,
  { stops = 20, start, label }: Labelled & { readonly stops?: number; readonly start?: number } = {},
): Control<number> {
  checkNumber("min", min, { above: 0 });
  checkNumber("max", max, { above: min });
  checkInteger("stops", stops, { min: 1, max: 100 });
  const rounded = (value: number): number =>
    Math.min(max, Math.max(min, Number(value.toPrecision(LOGARITHMIC_DIGITS))));
  const first = start ?? rounded(Math.sqrt(min) * Math.sqrt(max));
  checkNumber("start", first, { min, max });
  const [from, to] = [Math.log10(min), Math.log10(max)];
  return {
    label,
    start: first,
    inWords: String,
    widget: "FloatLogSlider",
    state: { ...sliderState(from, to, 1 / stops, first), base: 10, readout_format: `.${LOGARITHMIC_DIGITS}g` },
    valueOf: ({ value }) => (value === first ? first : rounded(value as number)),
  };
}

/**
 * A slider with two handles.
 * @param options `step`: about a hundredth of the length by default; `start`: the whole range by default
 * @throws RangeError if an option lies outside the slider
 */
export function range(
  min: number,
  max: number,
  { step, start = [min, max], label }: Steps<readonly [number, number]> = {},
): Control<readonly [number, number]> {
  checkEnds(min, max);
  const by = step ?? niceStep(max - min);
  checkNumber("step", by, { above: 0, max: max - min });
  checkArray("start", start);
  checkNumber("start[0]", start[0], { min, max });
  checkNumber("start[1]", start[1], { min: start[0], max });
  return {
    label,
    start,
    inWords: (value) => (value as readonly number[]).join(" to "),
    widget: "FloatRangeSlider",
    state: sliderState(min, max, by, start),
    valueOf: ({ value }) => {
      const [from, to] = value as [number, number];
      return [onStep(from, min, max, by), onStep(to, min, max, by)];
    },
  };
}

/**
 * A list to choose from.
 * @param options the values by their names, or names that are values themselves: { linear, quadratic }, ["one", "two"]
 * @param more `start`: the name of the first choice, by default the first
 * @throws RangeError if there is no option, or none named `start`
 */
export function choice<const O extends readonly string[]>(
  options: O,
  more?: Labelled & { readonly start?: O[number] },
): Control<O[number]>;
export function choice<O extends Readonly<Record<string, unknown>>>(
  options: O,
  more?: Labelled & { readonly start?: keyof O },
): Control<O[keyof O]>;
export function choice(
  options: readonly string[] | Readonly<Record<string, unknown>>,
  { start, label }: Labelled & { readonly start?: unknown } = {},
): Control<unknown> {
  if (typeof options !== "object" || options === null) rejectKind("options", options, "an object or an array");
  const names: readonly string[] = Array.isArray(options) ? options : Object.keys(options);
  const values: readonly unknown[] = Array.isArray(options) ? options : Object.values(options);
  names.forEach((name: unknown, i) => typeof name === "string" || rejectKind(`options[${i}]`, name, "a string"));
  if (names.length === 0) rejectValue("options", options, "at least one option");
  const index = start === undefined ? 0 : names.indexOf(start as string);
  if (index < 0) rejectValue("start", start, `one of ${names.join(", ")}`);
  return {
    label,
    start: values[index],
    inWords: (value) => names[values.indexOf(value)],
    widget: "Dropdown",
    state: { _options_labels: names, index },
    valueOf: (state) => values[state.index as number],
  };
}

/** A switch; off at the start, by default. */
export function toggle({ start = false, label }: Labelled & { readonly start?: boolean } = {}): Control<boolean> {
  if (typeof start !== "boolean") rejectKind("start", start, "a boolean");
  return {
    label,
    start,
    inWords: (on) => (on ? "on" : "off"),
    widget: "Checkbox",
    state: { value: start, indent: false },
    valueOf: ({ value }) => value as boolean,
  };
}

/**
 * A field for a number, taken when it is left or Enter is pressed.
 * @param options `start`: 0 by default, or the end nearest to it; `min`, `max`: its range, without end by default
 * @throws RangeError if the start lies outside the range
 */
export function number({
  start,
  min = -Number.MAX_VALUE,
  max = Number.MAX_VALUE,
  label,
}: Labelled & { readonly start?: number; readonly min?: number; readonly max?: number } = {}): Control<number> {
  checkEnds(min, max);
  const first = start ?? Math.min(max, Math.max(min, 0));
  checkNumber("start", first, { min, max });
  return {
    label,
    start: first,
    inWords: String,
    widget: "BoundedFloatText",
    state: { _view_name: "FloatTextView", value: first, min, max, step: null, continuous_update: false },
    valueOf: ({ value }) => value as number,
  };
}

/** A field for a line of text, taken when it is left or Enter is pressed; empty at the start, by default. */
export function text({ start = "", label }: Labelled & { readonly start?: string } = {}): Control<string> {
  if (typeof start !== "string") rejectKind("start", start, "a string");
  return {
    label,
    start,
    inWords: (words) => JSON.stringify(words),
    widget: "Text",
    state: { value: start, continuous_update: false, placeholder: "" },
    valueOf: ({ value }) => value as string,
  };
}

/**
 * A slider of whole numbers with a button that plays them one after the other.
 * @param options `step`: 1 by default; `start`: min by default; `interval`: milliseconds a value, 100 by default
 * @throws RangeError if an end, the step or the start is not whole, or lies outside the slider
 */
export function play(
  min: number,
  max: number,
  { step, start = min, label, interval = 100 }: Steps<number> & { readonly interval?: number } = {},
): Control<number> {
  checkInteger("interval", interval, { min: 10 });
  return { ...whole(min, max, { step, start, label }), interval };
}
