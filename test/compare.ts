/**
 * Compares a function with a slow form that shares nothing with it, on random inputs over its whole domain: a few hundred
 * of them, always the same, in the tests; as many others as are asked for by `npm run compare`.
 */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { worstMiss, type Numbers, type Tolerance } from "./near";

const { COMPARE_RUNS, COMPARE_SEED } = process.env;
/** How many inputs in the tests. */
const FEW = 200;

const STEPS = 2 ** 30;

/** Numbers in [least, most], 0 < least, uniform in their logarithms; the ends are among them. */
export const logarithmic = (least: number, most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: STEPS }).map((step) => {
    const [a, b] = [Math.log(least), Math.log(most)];
    return Math.min(most, Math.max(least, Math.exp(a + ((b - a) * step) / STEPS)));
  });

/** Whole numbers in [least, most], 0 ≤ least, uniform in the logarithm of their distance from just below the least. */
export const wholeLogarithmic = (least: number, most: number): fc.Arbitrary<number> =>
  logarithmic(1, most - least + 1).map((x) => least + Math.round(x) - 1);

/** Numbers between two others, not nearer to them than `closest`: anywhere, or logarithmically near to one of them. */
export const between = (lo: number, hi: number, closest: number): fc.Arbitrary<number> =>
  fc
    .oneof(
      fc.integer({ min: 0, max: STEPS }).map((step) => lo + closest + ((hi - lo - 2 * closest) * step) / STEPS),
      logarithmic(closest, (hi - lo) / 2).map((gap) => lo + gap),
      logarithmic(closest, (hi - lo) / 2).map((gap) => hi - gap),
    )
    .filter((x) => x > lo && x < hi);

/** Laws on `least` to `most` outcomes: some impossible, some rare, some alike. */
export const laws = (least: number, most: number): fc.Arbitrary<number[]> =>
  fc
    .array(fc.oneof(logarithmic(1e-12, 1), fc.constantFrom(0, 1)), { minLength: least, maxLength: most })
    .filter((weights) => weights.some((weight) => weight > 0))
    .map((weights) => {
      const sum = weights.reduce((total, weight) => total + weight, 0);
      return weights.map((weight) => weight / sum);
    });

/** A comparison. */
export interface Comparison<T> {
  /** The function's whole documented domain. */
  readonly inputs: fc.Arbitrary<T>;
  readonly ours: (input: T) => Numbers | Promise<Numbers>;
  /** What is right: by enumeration, by quadrature of a higher order, or in 50 digits. */
  readonly slow: (input: T) => Numbers | Promise<Numbers>;
  readonly within: Tolerance;
  /** How many inputs in the tests, where a few hundred take too long. */
  readonly few?: number;
}

/** A test that a function agrees with its slow form; it says how near it came to the error allowed. */
export function compare<T>(title: string, { inputs, ours, slow, within, few = FEW }: Comparison<T>): void {
  test(title, async (t) => {
    const runs = Number(COMPARE_RUNS ?? few);
    const seed = Number(COMPARE_SEED ?? 1);
    let worst = 0;
    const agrees = async (input: T): Promise<void> => {
      const [found, right] = [await ours(input), await slow(input)];
      const miss = worstMiss(found, right, within);
      worst = Math.max(worst, miss);
      assert.ok(miss <= 1, `${found} for ${right}: ${miss} times the error allowed`);
    };
    await fc.assert(fc.asyncProperty(inputs, agrees), { numRuns: runs, seed, includeErrorInReport: true });
    t.diagnostic(`${runs} inputs, seed ${seed}: at most ${worst.toPrecision(2)} of the error allowed`);
  });
}
