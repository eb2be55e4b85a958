/** How rows of the ledger read. */
import type { LedgerRow } from "./check";

/** The verdicts, in the order of a summary. */
export const VERDICTS = ["holds", "holds as corrected", "fails", "not refuted", "not checkable"] as const;
const SIGNS = { holds: "✓", "holds as corrected": "≈", fails: "✗", "not refuted": "?", "not checkable": "–" } as const;

/** A row's verdict as read without colour; a row that is not as recorded says so. */
export function verdictOf({ verdict, expected, twinRejected, ok }: LedgerRow): string {
  const found = `${SIGNS[verdict]} ${verdict}`;
  if (ok) return found;
  if (verdict !== expected) return `${found} (RECORDED: ${expected})`;
  return twinRejected === false ? `${found} (FALSE TWIN PASSES)` : `${found} (CONTROL REJECTED)`;
}

/** One line: how many claims there are, by verdict, and whether all are as recorded. */
export function summary(rows: readonly LedgerRow[]): string {
  const wrong = rows.filter(({ ok }) => !ok).length;
  if (rows.length === 1) return `1 claim: ${rows[0].verdict}, ${wrong === 0 ? "as recorded" : "NOT AS RECORDED"}`;
  const counts = VERDICTS.map((verdict) => ({ verdict, count: rows.filter((row) => row.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${count === 1 ? verdict : verdict.replace(/^(hold|fail)s/, "$1")}`);
  return `${rows.length} claims: ${counts.join(", ")}; ${wrong === 0 ? "all as recorded" : `${wrong} NOT AS RECORDED`}`;
}
