/** npm run claims [-- FILTER] [--json] [--seed N]: checks the ledger, or the part of it whose ids begin with FILTER. */
import { parseArgs } from "node:util";
import { runLedger, summary, verdictOf } from "../lib/ledger";
import type { LedgerRow } from "../lib/claims";
import { fail } from "./fail";

function options(): { filter: string; json: boolean; seed: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: "boolean", default: false }, seed: { type: "string" } }, allowPositionals: true,
    });
    if (positionals.length > 1) fail(`one filter at a time; got ${positionals.join(" ")}`);
    return { filter: positionals[0] ?? "", json: values.json, seed: values.seed };
  } catch (error) {
    return fail((error as Error).message.split("\n")[0]);
  }
}

/** A row as a paragraph: ids, statements and evidence are too long for the columns of a terminal. */
function print(row: LedgerRow): void {
  console.log(`${row.id}  [${row.where}]  ${verdictOf(row)}  (${row.method}, ${row.seconds.toFixed(2)} s)`);
  console.log(`    ${row.statement}`);
  if (row.correction) console.log(`    corrected: ${row.correction}`);
  console.log(`    evidence: ${row.evidence}`);
  if (row.twin && (!row.ok || row.twinRejected === false)) console.log(`    false twin: ${row.twin}`);
}

async function main(): Promise<void> {
  const { filter, json, seed } = options();
  let rows: LedgerRow[] = [];
  try {
    rows = await runLedger(filter, { seed });
  } catch (error) {
    if (error instanceof RangeError) fail(error.message);
    throw error;
  }
  if (json) {
    console.log(JSON.stringify(rows.map(({ id, verdict, expected, twinRejected, evidence, seconds }) =>
      ({ id, verdict, expected, twinRejected, evidence, seconds })), null, 1));
  } else {
    rows.forEach(print);
    console.log(summary(rows));
  }
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
}

void main();
