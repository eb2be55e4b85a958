/** Shows a part of the ledger. */
import type { LedgerRow } from "./check";
import { runLedger } from "./run";
import { summary, verdictOf } from "./summary";
import { rejectKind } from "../lib/arguments";
import { display } from "../lib/notebook/display";
import { gridHtml, gridText, type Column } from "../lib/notebook/grid";
import { progress, type Progress } from "../lib/notebook/progress";

/**
 * Checks claims anew, on all cores, and shows them: where the paper makes them, what they say, how they are checked, the
 * verdict and its evidence.
 * @param filter how the ids begin: a paper's prefix such as "wyz16", or more, such as "wyz16/thm"
 * @param seed seed of the Monte Carlo checks; the recorded one by default
 * @throws RangeError if no claim's id begins so
 */
export async function claims(filter: string, seed?: number | string): Promise<void> {
  if (typeof filter !== "string") rejectKind("filter", filter, "a string");
  let bar: Progress | undefined;
  const rows = await runLedger(filter, {
    seed,
    onStart: (total) => {
      bar = progress(total, "claims");
    },
    onRow: () => bar?.advance(),
  });
  const column = (header: string, of: (row: LedgerRow) => string, width?: string): Column => ({
    header,
    numeric: false,
    cells: rows.map(of),
    width,
  });
  const columns = [
    column("id", ({ id }) => id),
    column("where", ({ where }) => where),
    column(
      "statement",
      ({ statement, correction }) => (correction ? `${statement} Corrected: ${correction}` : statement),
      "30%",
    ),
    column("how", ({ method }) => method),
    column("verdict", verdictOf),
    column("evidence", ({ evidence }) => evidence, "30%"),
  ];
  const ok = rows.filter((row) => row.ok).length;
  display(
    { "text/html": gridHtml(columns, summary(rows)), "text/plain": gridText(columns, summary(rows)) },
    { claims: { total: rows.length, asRecorded: ok } },
  );
}
