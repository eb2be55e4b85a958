/** Shows tables. */
import { inspect, types } from "node:util";
import { checkInteger, rejectKind, rejectValue } from "../arguments";
import { numbersAsText, show } from "../format";
import { display } from "./display";
import { gridHtml, gridText, type Column } from "./grid";
import type { Bundle } from "./kernel";

/** What is used of a danfojs data frame or series. (danfojs's own types take the kernel 1.8 s to read.) */
export interface DataFrame {
  readonly columns: readonly string[];
  readonly index: readonly (string | number)[];
  readonly values: readonly unknown[] | readonly (readonly unknown[])[];
}

/** The cells of a table: rows with the same keys, or columns of the same length, or a danfojs data frame or series. */
export type TableData =
  readonly Readonly<Record<string, unknown>>[] | Readonly<Record<string, ArrayLike<unknown>>> | DataFrame;

/** A table opened: its height, and its columns as functions of the row. */
interface Sheet {
  readonly height: number;
  readonly columns: readonly { readonly header: string; readonly cell: (row: number) => unknown }[];
}

/** Whether it is a danfojs data frame or series: columns, index and values, none of them a column of that name. */
export const isFrame = (data: object): data is DataFrame =>
  ["columns", "index", "values"].every(
    (name) => !Object.hasOwn(data, name) && Array.isArray((data as Record<string, unknown>)[name]),
  );

export const isColumn = (cells: unknown): cells is ArrayLike<unknown> =>
  Array.isArray(cells) || (ArrayBuffer.isView(cells) && !(cells instanceof DataView));

const isRow = (row: unknown): row is Record<string, unknown> =>
  typeof row === "object" && row !== null && !isColumn(row);

function openFrame({ columns, index, values }: DataFrame): Sheet {
  const cells = columns.map((header, j) => ({
    header,
    cell: (i: number) => (Array.isArray(values[i]) ? (values[i] as unknown[])[j] : values[i]),
  }));
  const counted = index.every((label, i) => label === i);
  return { height: index.length, columns: counted ? cells : [{ header: "", cell: (i) => index[i] }, ...cells] };
}

function openRows(rows: readonly unknown[]): Sheet {
  const keysOf = (row: unknown): string =>
    Object.keys(row as object)
      .sort()
      .join();
  const keys = rows.length > 0 && isRow(rows[0]) ? Object.keys(rows[0]) : [];
  const sorted = [...keys].sort().join();
  rows.forEach((row, i) => {
    if (!isRow(row)) rejectKind(`data[${i}]`, row, "an object");
    if (keysOf(row) !== sorted) rejectValue(`data[${i}]`, row, `a row with the keys ${keys.join()}`);
  });
  return {
    height: rows.length,
    columns: keys.map((key) => ({ header: key, cell: (i) => (rows[i] as Record<string, unknown>)[key] })),
  };
}

function openColumns(columns: Readonly<Record<string, unknown>>): Sheet {
  const names = Object.keys(columns);
  if (names.length === 0) rejectValue("data", columns, "at least one column");
  const height = (columns[names[0]] as ArrayLike<unknown> | null)?.length ?? 0;
  return {
    height,
    columns: names.map((header) => {
      const cells = columns[header];
      if (!isColumn(cells)) rejectKind(`data.${header}`, cells, "an array");
      if (cells.length !== height) {
        rejectValue(`the length of data.${header}`, cells.length, `${height}, as of data.${names[0]}`);
      }
      return { header, cell: (i) => cells[i] };
    }),
  };
}

function open(data: unknown): Sheet {
  if (typeof data !== "object" || data === null) rejectKind("data", data, "rows, columns or a data frame");
  if (isFrame(data)) return openFrame(data);
  return Array.isArray(data) ? openRows(data) : openColumns(data as Record<string, unknown>);
}

const isMissing = (cell: unknown): boolean => cell === null || cell === undefined;

/** A number written as text, with a unit or an interval's sign perhaps; or a sign for none. */
const NUMBER = /^([<>≤≥≈±] ?)?[-+−]?(\d[\d ]*(\.\d*)?|\.\d+)(e[-+]?\d+)?( ?(%|± ?[\d.]+))?$|^[-+−]?∞$/i;
const NONE = ["", "-", "–", "—"];

const isNumeric = (cell: unknown): boolean =>
  typeof cell === "number" || typeof cell === "bigint" || (typeof cell === "string" && NUMBER.test(cell.trim()));

/** A day, or a moment, in universal time. */
const dateAsText = (date: Date): string =>
  Number.isNaN(date.getTime())
    ? String(date)
    : date
        .toISOString()
        .replace(/T00:00:00\.000Z$/, "")
        .replace("T", " ")
        .replace(/(\.000)?Z$/, "");

const asText = (cell: unknown): string => {
  if (isMissing(cell)) return "";
  if (typeof cell === "number") return show(cell);
  if (types.isDate(cell)) return dateAsText(cell);
  if (isColumn(cell)) return `[${Array.from(cell, asText).join(", ")}]`;
  return typeof cell === "object" ? inspect(cell, { depth: 2, breakLength: Infinity }) : String(cell);
};

/** A column as text: numbers, given as such or as text, on the right, missing ones among them. */
function columnOf(header: string, cells: readonly unknown[], digits: number): Column {
  const numeric =
    cells.some(isNumeric) && cells.every((cell) => isMissing(cell) || isNumeric(cell) || NONE.includes(cell as string));
  if (!numeric) return { header, numeric, cells: cells.map(asText) };
  const texts = numbersAsText(
    cells.filter((cell): cell is number => typeof cell === "number"),
    digits,
  )[Symbol.iterator]();
  return {
    header,
    numeric,
    cells: cells.map((cell) => (typeof cell === "number" ? (texts.next().value as string) : asText(cell))),
  };
}

/** How a table is shown; each may be left out. */
export interface TableOptions {
  readonly caption?: string;
  readonly digits?: number;
  readonly rows?: number;
}

/**
 * Shows a table; numbers aligned to the right, with one number of decimals for each column, what is missing left empty.
 * @param data rows (objects with the same keys), columns (arrays of the same length by name) or a danfojs data frame,
 *   whose index is shown where it says more than the row's number; the keys are the headers: give the unit there, as in
 *   "payment (€ per person)"
 * @param options `caption` stands above the table; `digits`: significant digits of a column's largest number, 1 to 15;
 *   `rows`: how many rows are shown at most, from 2; of a longer table its first and last ones, with the count
 * @throws TypeError or RangeError if the data have no such shape
 */
export function table(data: TableData, options: TableOptions = {}): void {
  display(tableBundle(data, options));
}

/** The table as an output. */
export function tableBundle(data: TableData, { caption = "", digits = 6, rows = 60 }: TableOptions = {}): Bundle {
  checkInteger("digits", digits, { min: 1, max: 15 });
  checkInteger("rows", rows, { min: 2 });
  const { height, columns } = open(data);
  const long = height > rows;
  const above = long ? Math.ceil(rows / 2) : height;
  const below = long ? rows - above : 0;
  const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
  const shown = [...range(0, above), ...range(height - below, height)];
  const count = long ? `${height} rows, the first ${above} and the last ${below} shown` : height === 0 && "no rows";
  const title = [caption, count].filter(Boolean).join("; ");
  const grid = columns.map(({ header, cell }) => {
    const column = columnOf(header, shown.map(cell), digits);
    const gap = long ? ["⋮"] : [];
    return { ...column, cells: [...column.cells.slice(0, above), ...gap, ...column.cells.slice(above)] };
  });
  return { "text/html": gridHtml(grid, title), "text/plain": gridText(grid, title) };
}
