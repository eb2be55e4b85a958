/** Notebooks as data: reading, the form in which they are saved, and whether two are the same. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

export const ROOT = path.resolve(__dirname, "..");
export const NOTEBOOKS = path.join(ROOT, "notebooks");
export const PLOTLY = "application/vnd.plotly.v1+json";
export const PICTURE = "image/png";
const WIDGET = "application/vnd.jupyter.widget-view+json";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface Output {
  readonly output_type: "stream" | "display_data" | "execute_result" | "error";
  readonly name?: string;
  readonly text?: string | readonly string[];
  readonly traceback?: readonly string[];
  readonly data?: { readonly [mime: string]: Json };
  readonly metadata?: { readonly [key: string]: Json };
}

export interface Cell {
  readonly id: string;
  readonly cell_type: "code" | "markdown" | "raw";
  readonly source: string | readonly string[];
  readonly metadata: { readonly [key: string]: Json };
  readonly execution_count?: number | null;
  readonly outputs?: readonly Output[];
}

export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: { readonly [key: string]: Json };
  readonly nbformat: number;
  readonly nbformat_minor: number;
}

/** The names of all notebooks, in order. */
export const notebookNames = (): string[] =>
  readdirSync(NOTEBOOKS)
    .filter((file) => file.endsWith(".ipynb"))
    .map((file) => file.slice(0, -".ipynb".length))
    .sort();

export const fileOf = (name: string): string => path.join(NOTEBOOKS, `${name}.ipynb`);

export const readNotebook = (name: string): Notebook => JSON.parse(readFileSync(fileOf(name), "utf8")) as Notebook;

export const textOf = (text: string | readonly string[]): string => (typeof text === "string" ? text : text.join(""));

export const outputsOf = (notebook: Notebook): Output[] => notebook.cells.flatMap((cell) => cell.outputs ?? []);

const MULTILINE = (mime: string): boolean => mime.startsWith("text/") || mime === "image/svg+xml";

/** The notebook without what differs from run to run: times, vanished progress bars, controls that need their kernel. */
export function normalised(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) => {
    const { execution: _, ...metadata } = cell.metadata;
    const outputs = cell.outputs
      ?.filter((output) => output.data?.["text/plain"] !== "")
      .map((output) => ({
        ...output,
        ...(output.text !== undefined && { text: textOf(output.text) }),
        ...(output.data && {
          data: Object.fromEntries(
            Object.entries(output.data)
              .filter(([mime]) => mime !== WIDGET)
              .map(([mime, value]) => [mime, MULTILINE(mime) ? textOf(value as string | string[]) : value]),
          ),
        }),
      }));
    return { ...cell, source: textOf(cell.source), metadata, ...(outputs && { outputs }) };
  });
  return { ...notebook, cells };
}

const isObject = (value: unknown): value is { readonly [key: string]: Json } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** JSON with sorted keys; numbers of an array on one line. */
export function stringify(value: Json, indent = "\n"): string {
  const inner = `${indent} `;
  if (Array.isArray(value)) {
    if (value.every((item) => (typeof item !== "object" && typeof item !== "string") || item === null))
      return JSON.stringify(value);
    return `[${value.map((item: Json) => inner + stringify(item, inner)).join(",")}${indent}]`;
  }
  if (!isObject(value)) return JSON.stringify(value);
  const keys = Object.keys(value).sort();
  if (keys.length === 0) return "{}";
  return `{${keys.map((key) => `${inner}${JSON.stringify(key)}: ${stringify(value[key], inner)}`).join(",")}${indent}}`;
}

const lines = (text: string): string[] => (text === "" ? [] : text.split(/(?<=\n)/));

/** A normalised notebook as it is saved: as nbformat does, text split into lines. */
export function saved(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: lines(textOf(cell.source)),
    ...(cell.outputs && {
      outputs: cell.outputs.map((output) => ({
        ...output,
        ...(output.text !== undefined && { text: lines(textOf(output.text)) }),
        ...(output.data && {
          data: Object.fromEntries(
            Object.entries(output.data).map(([mime, value]) => [
              mime,
              MULTILINE(mime) ? lines(value as string) : value,
            ]),
          ),
        }),
      })),
    }),
  }));
  return `${stringify({ ...notebook, cells } as unknown as Json)}\n`;
}

const TOLERANCE = 1e-12;
const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/g;

const sameNumber = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));

/** Equal but for numbers in it, which may differ by 1e-12 of their size. */
function sameText(a: string, b: string): boolean {
  if (a === b) return true;
  if (a.replace(NUMBER, "#") !== b.replace(NUMBER, "#")) return false;
  const numbers = b.match(NUMBER) ?? [];
  return (a.match(NUMBER) ?? []).every((number, i) => sameNumber(Number(number), Number(numbers[i])));
}

const brief = (value: Json | undefined): string => {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 160 ? `${text.slice(0, 157)}...` : text;
};

/** Where two values differ, as "place: a, was b". */
function differences(now: Json | undefined, was: Json | undefined, place: string): string[] {
  if (typeof now === "number" && typeof was === "number")
    return sameNumber(now, was) ? [] : [`${place}: ${now}, was ${was}`];
  if (typeof now === "string" && typeof was === "string") {
    if (sameText(now, was)) return [];
    const [a, b] = [now.split("\n"), was.split("\n")];
    const at = Math.max(
      0,
      a.findIndex((line, i) => !sameText(line, b[i] ?? "")),
    );
    return [`${place}${a.length > 1 ? `, line ${at + 1}` : ""}: ${brief(a[at])}, was ${brief(b[at])}`];
  }
  if (Array.isArray(now) && Array.isArray(was) && now.length === was.length) {
    return now.flatMap((item, i) => differences(item, was[i], `${place}[${i}]`));
  }
  if (isObject(now) && isObject(was)) {
    const keys = [...new Set([...Object.keys(now), ...Object.keys(was)])].sort();
    return keys.flatMap((key) => differences(now[key], was[key], `${place}.${key}`));
  }
  return now === was ? [] : [`${place}: ${brief(now)}, was ${brief(was)}`];
}

/** What a reader sees of an output, without its static picture. */
function seen(output: Output): Json {
  const { [PICTURE]: _, ...data } = output.data ?? {};
  const { [PICTURE]: _size, ...metadata } = output.metadata ?? {};
  return {
    type: output.output_type,
    name: output.name ?? "",
    text: textOf(output.text ?? ""),
    data,
    metadata,
  };
}

/** Where the outputs of a notebook differ from what they were; both normalised. */
export function changes(now: Notebook, was: Notebook): string[] {
  return now.cells.flatMap((cell, i) => {
    const before = was.cells[i];
    const place = `cell ${cell.id}`;
    if (cell.cell_type !== "code") return [];
    if (cell.execution_count !== before.execution_count) {
      return [`${place}: execution count ${cell.execution_count}, was ${before.execution_count}`];
    }
    return differences((cell.outputs ?? []).map(seen), (before.outputs ?? []).map(seen), place);
  });
}
