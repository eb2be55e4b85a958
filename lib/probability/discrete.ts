/** Laws on 0, 1, …, n − 1 given by their probabilities. */
import { checkLaw } from "../arguments";
import type { Stream } from "./stream";

/**
 * A sampler of a finite law in constant time a draw (Walker's alias method, tables by Vose 1991).
 * @param law probabilities, summing to 1
 * @returns given a stream, an index drawn by the law
 */
export function sampler(law: ArrayLike<number>): (stream: Stream) => number {
  checkLaw("law", law);
  const n = law.length;
  const keep = new Float64Array(n);
  const alias = new Int32Array(n);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += law[i];
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < n; i++) {
    keep[i] = (law[i] / sum) * n;
    alias[i] = i;
    (keep[i] < 1 ? small : large).push(i);
  }
  while (small.length > 0 && large.length > 0) {
    const s = small.pop() as number;
    const l = large[large.length - 1];
    alias[s] = l;
    keep[l] = keep[l] + keep[s] - 1;
    if (keep[l] < 1) small.push(large.pop() as number);
  }
  // What is left is 1 but for rounding; an impossible outcome left over passes its share on.
  for (const i of [...small, ...large]) keep[i] = 1;
  return ({ uniform }) => {
    const u = uniform() * n;
    const i = Math.floor(u);
    return u - i < keep[i] ? i : alias[i];
  };
}
