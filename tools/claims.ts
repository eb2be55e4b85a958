/** npm run claims [-- FILTER] [--json] [--seed N]: checks the ledger, or the part of it whose ids begin with FILTER. */
import { parseArgs } from "node:util";
import { runLedger, summary, verdictOf } from "../claims";
import type { LedgerRow } from "../claims/check";
import { gridText, type Column } from "../lib/notebook/grid";
import { fail } from "./fail";

function options(): { filter: string; json: boolean; seed: string | undefined } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: "boolean", default: false }, seed: { type: "string" } },
      allowPositionals: true,
    });
    if (positionals.length > 1) fail(`one filter at a time; got ${positionals.join(" ")}`);
    return { filter: positionals[0] ?? "", json: values.json, seed: values.seed };
  } catch (error) {
    return fail((error as Error).message.split("\n")[0]);
  }
}

/** Prints the table; statements and evidence, too long for a terminal's columns, stand below the row's short cells. */
function print(rows: readonly LedgerRow[]): void {
  const column = (header: string, numeric: boolean, of: (row: LedgerRow) => string): Column => ({
    header,
    numeric,
    cells: rows.map(of),
  });
  const [header, rule, ...lines] = gridText([
    column("id", false, ({ id }) => id),
    column("where", false, ({ where }) => where),
    column("how", false, ({ method }) => method),
    column("verdict", false, verdictOf),
    column("seconds", true, ({ seconds }) => seconds.toFixed(2)),
  ]).split("\n");
  console.log(`${header}\n    statement; evidence\n${rule}`);
  rows.forEach(({ statement, correction, evidence, twin, ok }, i) => {
    console.log(lines[i]);
    console.log(`    ${statement}`);
    if (correction) console.log(`    corrected: ${correction}`);
    console.log(`    evidence: ${evidence}`);
    if (!ok && twin) console.log(`    false twin: ${twin}`);
  });
  console.log(summary(rows));
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
    console.log(
      JSON.stringify(
        rows.map(({ id, verdict, expected, twinRejected, evidence, seconds }) => ({
          id,
          verdict,
          expected,
          twinRejected,
          evidence,
          seconds,
        })),
        null,
        1,
      ),
    );
  } else {
    print(rows);
  }
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
}

void main();
