/** The ledger at a glance. */
import { colour, type Figure } from "../lib/plot";
import type { LedgerRow } from "./check";
import { summary, VERDICTS } from "./summary";

const SIGNS = ["circle", "diamond", "x", "circle-open", "line-ew"] as const;

/** Every claim as a sign in its paper's row, in the paper's order; a sign tells the verdict without colour. */
export function ledgerFigure(rows: readonly LedgerRow[], perLine = 35): Figure {
  const papers = [...new Set(rows.map(({ id }) => id.split("/")[0]))];
  const ticks: { at: number; name: string }[] = [];
  let line = 0;
  const places = papers.flatMap((paper) => {
    const own = rows.filter(({ id }) => id.startsWith(`${paper}/`));
    const first = line;
    line += Math.ceil(own.length / perLine) + 0.7;
    ticks.push({ at: first + (Math.ceil(own.length / perLine) - 1) / 2, name: paper });
    return own.map((row, i) => ({ row, x: i % perLine, y: first + Math.floor(i / perLine) }));
  });
  return {
    data: VERDICTS.flatMap((verdict, series): Figure["data"] => {
      const own = places.filter(({ row }) => row.verdict === verdict);
      if (own.length === 0) return [];
      const open = verdict === "not checkable";
      return [
        {
          type: "scatter",
          mode: "markers",
          name: `${verdict} (${own.length})`,
          x: own.map(({ x }) => x),
          y: own.map(({ y }) => y),
          text: own.map(({ row }) => `${row.id}<br>${row.where}`),
          hovertemplate: "%{text}<extra></extra>",
          marker: {
            symbol: SIGNS[series],
            size: open ? 9 : 11,
            color: [colour(2), colour(4), colour(1), colour(0), "#777"][series],
            line: { width: open ? 2 : 0.8, color: open ? "#777" : "#333" },
          },
        },
      ];
    }),
    layout: {
      title: { text: `${rows.length} claims of ${papers.length} papers` },
      xaxis: { visible: false, range: [-1, perLine] },
      yaxis: {
        autorange: "reversed",
        tickvals: ticks.map(({ at }) => at),
        ticktext: ticks.map(({ name }) => name),
        showgrid: false,
        ticks: "",
        showline: false,
      },
      legend: { orientation: "h", y: -0.05 },
      height: 110 + 30 * line,
    },
    text: `${summary(rows)}.`,
  };
}
