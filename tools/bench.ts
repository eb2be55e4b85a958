/**
 * npm run bench [-- NAME…] [--json]: times our code and what a Python user would pick instead on the same work, one after
 * the other, one thread each, warm, medians. NAME is a room (value-of-privacy) or a work.
 */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import type { Measurement } from "../bench/measure";
import { ROOMS } from "../bench/rooms";
import { allClose, type Work } from "../bench/work";
import { show } from "../lib/format";
import { gridText, type Column } from "../lib/notebook/grid";
import { choose } from "./choose";
import { fail } from "./fail";
import { ROOT } from "./notebook";
import { SetupError, setUpPython } from "./setup.cjs";

const run = promisify(execFile);

/** One thread for every numerical library. (What tunes OpenBLAS for another machine is left out.) */
const { OPENBLAS_CORETYPE: _type, OPENBLAS_L2_SIZE: _size, ...ENVIRONMENT } = process.env;
const LIBRARIES = ["OMP", "OPENBLAS", "MKL", "NUMBA", "VECLIB"];
const ONE_THREAD = Object.fromEntries(LIBRARIES.map((name) => [`${name}_NUM_THREADS`, "1"]));

/** What the peers' pinned packages run on. */
const PEERS_PYTHON = { from: [3, 11], to: [3, 12] } as const;

interface Row {
  readonly work: string;
  readonly seconds: number;
  readonly peer: string;
  readonly peerSeconds: number;
  readonly ratio: number;
  readonly agree: boolean;
  readonly results: readonly [ours: readonly number[], theirs: readonly number[]];
  readonly peakMegabytes: number;
  readonly note: string;
  readonly growth: Measurement["growth"];
}

const lastLine = <T>(stdout: string): T => JSON.parse(stdout.trim().split("\n").pop() ?? "") as T;

async function measureOurs(room: string, work: string): Promise<Measurement> {
  const { stdout } = await run(
    process.execPath,
    ["--import", "tsx", path.join(ROOT, "bench", "measure.ts"), room, work],
    { cwd: ROOT },
  );
  return lastLine(stdout);
}

async function measurePeer(python: string, peer: string, work: string): Promise<{ seconds: number; result: number[] }> {
  const file = path.join(ROOT, "bench", "peers", `${peer}.py`);
  const { stdout } = await run(python, [file, work], { env: { ...ENVIRONMENT, ...ONE_THREAD } });
  const { seconds, result } = lastLine<{ seconds: number; result: number | number[] }>(stdout);
  // A work with a single number prints it bare.
  return { seconds, result: [result].flat() };
}

async function compare(python: string, room: string, peer: string, work: Work): Promise<Row> {
  const ours = await measureOurs(room, work.work);
  let best: { seconds: number; result: number[]; variant: string } | undefined;
  for (const variant of [work.work, ...(work.peerVariants ?? [])]) {
    const theirs = await measurePeer(python, peer, variant);
    if (!best || theirs.seconds < best.seconds) best = { ...theirs, variant };
  }
  const { seconds: peerSeconds, result, variant } = best!;
  return {
    work: work.work,
    seconds: ours.seconds,
    peer: variant === work.work ? peer : `${peer} ${variant}`,
    peerSeconds,
    ratio: peerSeconds / ours.seconds,
    agree: (work.agree ?? allClose)([...ours.result], result),
    results: [ours.result, result],
    peakMegabytes: ours.peakMegabytes,
    note: work.note ?? "",
    growth: ours.growth,
  };
}

function print(rows: readonly Row[]): void {
  const column = (header: string, numeric: boolean, of: (row: Row) => string): Column => ({
    header,
    numeric,
    cells: rows.map(of),
  });
  console.log(
    gridText([
      column("work", false, ({ work }) => work),
      column("seconds", true, ({ seconds }) => show(seconds, 3)),
      column("peer", false, ({ peer }) => peer),
      column("peer seconds", true, ({ peerSeconds }) => show(peerSeconds, 3)),
      column("ratio", true, ({ ratio }) => show(ratio, 3)),
      column("agree", false, ({ agree }) => (agree ? "yes" : "NO")),
      column("peak MB", true, ({ peakMegabytes }) => peakMegabytes.toFixed(0)),
      column("note", false, ({ note }) => note),
    ]),
  );
  const shown = (result: readonly number[]): string => result.map((x) => show(x)).join(", ");
  for (const {
    work,
    results: [ours, theirs],
  } of rows) {
    console.log(`\n${work}\n  ours:  ${shown(ours)}\n  peer:  ${shown(theirs)}`);
  }
  for (const { work, growth } of rows.filter((row) => row.growth.length > 0)) {
    console.log(`\n${work}, as it grows`);
    console.log(
      gridText([
        { header: "size", numeric: true, cells: growth.map(([size]) => show(size)) },
        { header: "seconds", numeric: true, cells: growth.map(([, seconds]) => show(seconds, 3)) },
      ]),
    );
  }
}

function options(): { names: readonly string[]; json: boolean } {
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    return { names: positionals, json: values.json };
  } catch (error) {
    return fail((error as Error).message.split("\n")[0]);
  }
}

async function main(): Promise<void> {
  const { names, json } = options();
  const rooms = ROOMS.filter(({ room }) => existsSync(path.join(ROOT, "bench", `${room}.ts`)));
  const all: { room: string; peer: string; work: Work }[] = [];
  for (const { room, peer } of rooms) {
    const { works } = (await import(`../bench/${room}`)) as { works: readonly Work[] };
    all.push(...works.map((work) => ({ room, peer, work })));
  }
  const known = [...rooms.map(({ room }) => room), ...all.map(({ work }) => work.work)];
  const meant = names.map((name) => choose("room or work", name, known));
  const chosen = all.filter(
    ({ room, work }) => meant.length === 0 || meant.includes(room) || meant.includes(work.work),
  );

  let python = "";
  try {
    python = await setUpPython(
      ".venv-bench",
      "bench/peers/requirements.txt",
      "the peers' Python packages, once; two minutes or so",
      PEERS_PYTHON,
    );
  } catch (error) {
    if (error instanceof SetupError) fail(error.message);
    throw error;
  }
  const rows: Row[] = [];
  for (const { room, peer, work } of chosen) {
    if (!json) console.error(`${work.work} …`);
    rows.push(await compare(python, room, peer, work));
  }
  if (json) {
    console.log(
      JSON.stringify(
        rows.map(({ work, seconds, peer, peerSeconds, ratio, agree }) => ({
          work,
          seconds,
          peer,
          peerSeconds,
          ratio,
          agree,
        })),
        null,
        1,
      ),
    );
  } else {
    print(rows);
  }
  process.exitCode = rows.every(({ agree }) => agree) ? 0 : 1;
}

void main();
