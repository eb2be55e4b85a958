/** Shows a part of the ledger. */
import type { LedgerRow } from "./check";
import { runLedger } from "./run";
import { summary, verdictOf } from "./summary";
import { ledgerHtml } from "./table";
import { rejectKind } from "../lib/arguments";
import { display } from "../lib/notebook/display";
import { gridText, type Column } from "../lib/notebook/grid";
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
  showClaims(rows);
}

/**
 * Shows rows of the ledger.
 * @param rows as `runLedger` gives them
 * @param options `excerpt`: the notebook shows the rows elsewhere, too, and they count there
 */
export function showClaims(rows: readonly LedgerRow[], { excerpt = false }: { excerpt?: boolean } = {}): void {
  const column = (header: string, of: (row: LedgerRow) => string): Column => ({
    header,
    numeric: false,
    cells: rows.map(of),
  });
  const columns = [
    column("id", ({ id }) => id),
    column("where", ({ where }) => where),
    column("verdict", verdictOf),
    column("statement", ({ statement, correction }) =>
      correction ? `${statement} Corrected: ${correction}` : statement,
    ),
    column("how", ({ method }) => method),
    column("evidence", ({ evidence }) => evidence),
  ];
  const ok = rows.filter((row) => row.ok).length;
  display(
    { "text/html": ledgerHtml(rows), "text/plain": gridText(columns, summary(rows)) },
    excerpt ? {} : { claims: { total: rows.length, asRecorded: ok } },
  );
}
