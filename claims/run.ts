/** Runs the ledger on all cores. Every claim draws from its own stream, so that how they are divided changes nothing. */
import { readdirSync, statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import Piscina from "piscina";
import type { LedgerRow } from "./check";
import { papers } from "./papers";

/** How the ledger is run. */
export interface LedgerOptions {
  /** Seed of every Monte Carlo check; the recorded one by default. */
  readonly seed?: number | string;
  /** Called once, with how many claims there are. */
  readonly onStart?: (claims: number) => void;
  /** Called as each claim is decided, in any order. */
  readonly onRow?: (row: LedgerRow) => void;
}

/** When the newest file that the workers read was written, in ms. */
const newest = (): number =>
  [__dirname, join(__dirname, "../lib")]
    .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)))
    .filter((file) => file.endsWith(".ts"))
    .reduce((latest, file) => Math.max(latest, statSync(file).mtimeMs), 0);

let kept: { readonly pool: Piscina; readonly read: number } | undefined;

/** The workers: kept from call to call, since each takes a second to read the ledger; anew once a file has changed. */
function workers(): Piscina {
  const read = newest();
  if (kept?.read !== read) {
    void kept?.pool.close();
    const pool = new Piscina({
      filename: join(__dirname, "worker.cjs"),
      execArgv: [],
      minThreads: 1,
      maxThreads: availableParallelism(),
      idleTimeout: Infinity,
    });
    kept = { pool, read };
  }
  return kept.pool;
}

/**
 * Checks claims.
 * @param filter how their ids begin, as in "wyz16" or "wyz16/thm"; "" for all
 * @returns their rows, in the ledger's order
 * @throws RangeError if no id begins so
 */
export async function runLedger(filter: string, { seed, onStart, onRow }: LedgerOptions = {}): Promise<LedgerRow[]> {
  const pool = workers();
  const ids = (await pool.run({ list: filter })) as string[];
  if (ids.length === 0) {
    const prefixes = papers.map(({ prefix }) => prefix).join(", ");
    throw new RangeError(`filter must be how the id of a claim begins (${prefixes}); got "${filter}"`);
  }
  onStart?.(ids.length);
  return Promise.all(
    ids.map(async (id) => {
      const row = (await pool.run({ id, seed })) as LedgerRow;
      onRow?.(row);
      return row;
    }),
  );
}
