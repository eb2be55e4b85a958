/** Shows tables. */
import { show } from "../format";
import { checkInteger, checkObject, rejectKind, rejectValue } from "../arguments";
import { display } from "./display";
import { gridHtml, gridText, type Column } from "./grid";
import { numbersAsText } from "../format";

/** What is used of a danfojs data frame. (danfojs's own types take tslab 1.8 s to read.) */
export interface DataFrame {
  readonly columns: readonly string[];
  readonly values: readonly unknown[] | readonly (readonly unknown[])[];
}

/** The cells of a table: rows with the same keys, or columns of the same length, or a danfojs data frame. */
export type TableData =
  readonly Readonly<Record<string, unknown>>[] | Readonly<Record<string, ArrayLike<unknown>>> | DataFrame;

const isFrame = (data: TableData): data is DataFrame =>
  Array.isArray((data as DataFrame).columns) && Array.isArray((data as DataFrame).values);

/** danfojs brings tensorflow.js with it (0.8 s to load), so it is loaded where the first table is shown. */
function frameOf(data: Exclude<TableData, DataFrame>): DataFrame {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded late, and without its types
  const danfo = require("danfojs") as { readonly DataFrame: new (data: unknown) => DataFrame };
  return new danfo.DataFrame(data);
}

const asText = (value: unknown): string => {
  if (typeof value === "number") return show(value);
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

function checkShape(data: unknown): asserts data is TableData {
  if (typeof data !== "object" || data === null) rejectKind("data", data, "rows, columns or a data frame");
  if (isFrame(data as TableData)) return;
  if (Array.isArray(data)) {
    if (data.length === 0) rejectValue("data", data, "at least one row");
    data.forEach((row, i) => checkObject(`data[${i}]`, row));
    const keys = Object.keys(data[0] as object).join();
    const odd = data.findIndex((row) => Object.keys(row as object).join() !== keys);
    if (odd > 0) rejectValue(`data[${odd}]`, data[odd], `a row with the keys ${keys}`);
    return;
  }
  const columns = Object.entries(data as Record<string, ArrayLike<unknown>>);
  if (columns.length === 0) rejectValue("data", data, "at least one column");
  for (const [name, cells] of columns) {
    if (!Array.isArray(cells) && !ArrayBuffer.isView(cells)) rejectKind(`data.${name}`, cells, "an array");
    if (cells.length !== columns[0][1].length) {
      rejectValue(`the length of data.${name}`, cells.length, `${columns[0][1].length}, as of data.${columns[0][0]}`);
    }
  }
}

/**
 * Shows a table; numbers aligned to the right, with one number of decimals for each column.
 * @param data rows (objects with the same keys), columns (arrays of the same length by name) or a danfojs data frame;
 *   the keys are the headers: give the unit there, as in "payment (€ per person)"
 * @param options `caption` stands above the table; `digits`: significant digits of a column's largest number, 1 to 15
 * @throws TypeError or RangeError if the data have no such shape
 */
export function table(data: TableData, { caption = "", digits = 6 }: { caption?: string; digits?: number } = {}): void {
  checkInteger("digits", digits, { min: 1, max: 15 });
  checkShape(data);
  const plain =
    isFrame(data) || Array.isArray(data)
      ? data
      : Object.fromEntries(
          Object.entries(data).map(([name, cells]) => [name, Array.from(cells as ArrayLike<unknown>)]),
        );
  const frame = isFrame(plain) ? plain : frameOf(plain as Exclude<TableData, DataFrame>);
  const columns = frame.columns.map((header, j): Column => {
    const cells = frame.values.map((row) => (Array.isArray(row) ? (row as unknown[])[j] : row));
    const numeric = cells.every((cell) => typeof cell === "number");
    return { header, numeric, cells: numeric ? numbersAsText(cells as number[], digits) : cells.map(asText) };
  });
  display({ "text/html": gridHtml(columns, caption), "text/plain": gridText(columns, caption) });
}
