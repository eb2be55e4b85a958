/** A grid of cells as HTML and as aligned text. */

/** A column: its header, its cells as text, and whether they are numbers (aligned to the right). */
export interface Column {
  readonly header: string;
  readonly cells: readonly string[];
  readonly numeric: boolean;
}

export const escape = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");

/** The grid as an HTML table; `caption` stands above it. */
export function gridHtml(columns: readonly Column[], caption = ""): string {
  const cell = (tag: "th" | "td", { numeric }: Column, text: string): string => {
    const style = `text-align: ${numeric ? "right" : "left"}; vertical-align: top`;
    return `<${tag} style="${style}">${escape(text)}</${tag}>`;
  };
  const row = (cells: readonly string[]): string => `<tr>${cells.join("")}</tr>`;
  const rows = columns.length === 0 ? 0 : columns[0].cells.length;
  return [
    "<table>",
    caption && `<caption style="text-align: left">${escape(caption)}</caption>`,
    `<thead>${row(columns.map((c) => cell("th", c, c.header)))}</thead>`,
    "<tbody>",
    ...Array.from({ length: rows }, (_, i) => row(columns.map((c) => cell("td", c, c.cells[i])))),
    "</tbody>",
    "</table>",
  ]
    .filter(Boolean)
    .join("\n");
}

const lengthOf = (text: string): number => Array.from(text).length;

/** The grid as lines of text with aligned columns. */
export function gridText(columns: readonly Column[], caption = ""): string {
  const padded = columns.map(({ header, cells, numeric }) => {
    const widest = cells.map(lengthOf).reduce((a, b) => Math.max(a, b), lengthOf(header));
    return [header, "-".repeat(widest), ...cells].map((text) => {
      const space = " ".repeat(widest - lengthOf(text));
      return numeric ? space + text : text + space;
    });
  });
  const lines = (padded[0] ?? []).map((_, i) =>
    padded
      .map((column) => column[i])
      .join("  ")
      .trimEnd(),
  );
  return [...(caption ? [caption] : []), ...lines].join("\n");
}
