/** Times one work in a process of its own: measure.ts ROOM WORK; prints a line of JSON. */
import type { Work } from "./work";

/** What came of a work; times in seconds, memory in megabytes. */
export interface Measurement {
  readonly seconds: number;
  readonly result: readonly number[];
  readonly peakMegabytes: number;
  readonly growth: readonly (readonly [size: number, seconds: number])[];
}

const MIN_RUNS = 5;
const MIN_SECONDS = 0.5;

async function timed(run: () => unknown): Promise<number> {
  const begin = performance.now();
  await run();
  return (performance.now() - begin) / 1000;
}

/** The median of at least five runs and half a second, after runs that warm up. */
async function medianSeconds(run: () => unknown): Promise<number> {
  const repeat = async (): Promise<number[]> => {
    const times: number[] = [];
    for (let total = 0; times.length < MIN_RUNS || total < MIN_SECONDS; total += times[times.length - 1]) {
      times.push(await timed(run));
    }
    return times;
  };
  await repeat();
  const times = (await repeat()).sort((a, b) => a - b);
  return times[times.length >> 1];
}

async function main([room, name]: readonly string[]): Promise<void> {
  const { works } = (await import(`./${room}`)) as { works: readonly Work[] };
  const work = works.find((w) => w.work === name);
  if (!work) throw new RangeError(`work must be one of ${works.map((w) => w.work).join(", ")}; got ${name}`);
  const result = await work.run();
  const seconds = await medianSeconds(work.run);
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const growth: [number, number][] = [];
  for (const size of work.growth?.sizes ?? []) growth.push([size, await medianSeconds(() => work.growth?.run(size))]);
  const measurement: Measurement = { seconds, result: Array.from(result), peakMegabytes, growth };
  console.log(JSON.stringify(measurement));
}

void main(process.argv.slice(2));
