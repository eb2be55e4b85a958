/** How a value is shown where a cell ends with it: as what it is. */
import { types } from "node:util";
import { show } from "../format";
import { figureBundle, isFigure } from "./figure";
import type { Bundle } from "./kernel";
import { isColumn, isFrame, tableBundle, type TableData } from "./table";

/** Of a long array: how many numbers are shown at its begin and at its end. */
const ENDS = 5;

/** How many fields an object may have to be shown as a table of them. */
const MOST_FIELDS = 60;

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== "object" || value === null || types.isProxy(value)) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  // A cell's Object is another than this file's.
  return (
    prototype === null || (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "hasOwnProperty"))
  );
};

const isFlat = (value: unknown): boolean =>
  value === null || value === undefined || /^(number|string|boolean|bigint)$/.test(typeof value) || types.isDate(value);

/** Rows: plain objects with the same keys and no objects inside. */
const isRows = (value: unknown): value is Readonly<Record<string, unknown>>[] => {
  if (!Array.isArray(value) || value.length === 0 || !value.every(isPlain)) return false;
  const keysOf = (row: object): string => Object.keys(row).sort().join();
  const keys = keysOf(value[0] as object);
  return keys !== "" && value.every((row) => keysOf(row) === keys && Object.values(row).every(isFlat));
};

/** Columns: arrays of one length, longer than 1, with no objects inside. */
const isColumns = (value: unknown): value is Readonly<Record<string, ArrayLike<unknown>>> => {
  if (!isPlain(value)) return false;
  const columns = Object.values(value);
  if (columns.length === 0 || !columns.every(isColumn)) return false;
  const { length } = columns[0];
  return length > 1 && columns.every((cells) => cells.length === length && Array.from(cells).every(isFlat));
};

/** A long array of numbers: how many there are, the first and the last. */
function numbersBundle(values: ArrayLike<number>, kind: string): Bundle {
  const shown = (from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, i) => show(Number(values[from + i])));
  const all = values.length <= 2 * ENDS;
  const parts = all ? shown(0, values.length) : [...shown(0, ENDS), "…", ...shown(values.length - ENDS, values.length)];
  return { "text/plain": `${kind}(${values.length}) [${parts.join(", ")}]` };
}

/** The words of a name in code: "stateError" is "state error". */
const words = (name: string): string =>
  name.replace(/([a-z\d])([A-Z])(?![A-Z])/g, (_, a, b) => `${a} ${b.toLowerCase()}`);

/** An object's fields, those of objects inside it too, with the way to each. */
function fieldsOf(value: Readonly<Record<string, unknown>>, way = "", depth = 0): { field: string; value: unknown }[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const field = way ? `${way}, ${words(name)}` : words(name);
    if (isPlain(inner) && depth < 3) return fieldsOf(inner, field, depth + 1);
    return [{ field, value: typeof inner === "function" ? "function" : inner }];
  });
}

/**
 * A value as an output; undefined where it reads best as code shows it.
 * @param value a figure; a danfojs frame or series; rows or columns; numbers, in short; an object with numbers among its
 *   fields, as an audit or a market's outcome, as a table of them
 */
export function bundleOf(value: unknown): Bundle | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (isFigure(value)) return figureBundle(value);
  if (isFrame(value)) return tableBundle(value);
  if (ArrayBuffer.isView(value) && !types.isDataView(value)) {
    return numbersBundle(value as unknown as ArrayLike<number>, value.constructor.name);
  }
  if (Array.isArray(value) && value.length > 2 * ENDS && value.every((x) => typeof x === "number")) {
    return numbersBundle(value, "Array");
  }
  if (isRows(value) || isColumns(value)) return tableBundle(value as TableData);
  if (!isPlain(value)) return undefined;
  const fields = fieldsOf(value);
  const hasNumbers = fields.some((field) => typeof field.value === "number");
  if (!hasNumbers || fields.length > MOST_FIELDS) return undefined;
  // Each number with its own digits: what is beside each other differs in kind and unit.
  return tableBundle(
    fields.map((one) => ({ field: one.field, value: typeof one.value === "number" ? show(one.value) : one.value })),
  );
}
