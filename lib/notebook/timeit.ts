/** How long something takes. */
import { inspect } from "node:util";
import { rejectKind } from "../arguments";

/** Seconds that a timing takes, and of them for getting warm; of one sample at least, for the clock's sake. */
const SECONDS = 1;
const WARM_UP = 0.2;
const SAMPLE = 0.005;
const FEWEST_SAMPLES = 5;

const seconds = (s: number): string => {
  const [unit, name] = (
    [
      [1, "s"],
      [1e-3, "ms"],
      [1e-6, "µs"],
      [0, "ns"],
    ] as const
  ).find(([from]) => s >= from)!;
  return `${(s / (unit || 1e-9)).toPrecision(3)} ${name}`;
};

/** A timing, in seconds a call; shown in one line. */
export class Timing {
  /**
   * @param median of the samples
   * @param low their first quartile
   * @param high their third quartile
   * @param calls how many calls were timed
   */
  constructor(
    readonly median: number,
    readonly low: number,
    readonly high: number,
    readonly calls: number,
  ) {}

  toString(): string {
    return `${seconds(this.median)} a call (middle half ${seconds(this.low)} to ${seconds(this.high)}, ${this.calls} calls)`;
  }

  [inspect.custom](): string {
    return this.toString();
  }
}

/**
 * Times a function once it is warm, for about a second: median and spread, shown in one line where a cell ends with it.
 * @param work what is timed; it is not awaited
 * @throws TypeError if `work` is no function, or returns a promise
 */
export function timeit(work: () => unknown): Timing {
  if (typeof work !== "function") rejectKind("work", work, "a function");
  if (work() instanceof Promise) rejectKind("work", work, "a function that returns no promise");
  const time = (calls: number): number => {
    const begin = performance.now();
    for (let i = 0; i < calls; i++) work();
    return (performance.now() - begin) / 1000;
  };
  let calls = 1;
  for (const begin = performance.now(); performance.now() - begin < 1000 * WARM_UP;) {
    if (time(calls) < SAMPLE) calls *= 2;
  }
  const samples: number[] = [];
  const begin = performance.now();
  while (samples.length < FEWEST_SAMPLES || performance.now() - begin < 1000 * SECONDS)
    samples.push(time(calls) / calls);
  const sorted = samples.sort((a, b) => a - b);
  const quantile = (share: number): number => sorted[Math.round(share * (sorted.length - 1))];
  return new Timing(quantile(0.5), quantile(0.25), quantile(0.75), calls * samples.length);
}
