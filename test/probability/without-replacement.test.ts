/** Samples without replacement. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  identity,
  isPermutation,
  prefixOf,
  sampleWithoutReplacement,
  shufflePrefix,
} from "../../lib/probability/without-replacement";
import { stream } from "../../lib/probability/stream";

/** Σ (observed − expected)²/expected. */
const chiSquare = (counts: readonly number[], expected: number): number =>
  counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);

test("a shuffled array stays a permutation, whatever its length and prefix", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const items = identity(n);
      shufflePrefix(items, prefixOf(n, Math.floor(share * n)), stream(n, "permutation"));
      return isPermutation(items, n);
    }),
    { seed: 1, numRuns: 60 },
  );
});

for (const [n, size] of [
  [5, 3],
  [7, 7],
  [6, 2],
] as const) {
  test(`all ordered samples of ${size} of ${n} are equally likely`, () => {
    let outcomes = 1;
    for (let j = 0; j < size; j++) outcomes *= n - j;
    const counts = new Map<string, number>();
    const items = identity(n);
    const prefix = prefixOf(n, size);
    const source = stream(2026, `${n}/${size}`);
    const runs = 40 * outcomes;
    for (let run = 0; run < runs; run++) {
      shufflePrefix(items, prefix, source);
      const key = items.subarray(0, size).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    assert.equal(counts.size, outcomes);
    const x = chiSquare([...counts.values()], 40);
    assert.ok(Math.abs(x - (outcomes - 1)) < 5 * Math.sqrt(2 * outcomes), `χ² = ${x} at ${outcomes - 1} degrees`);
  });
}

for (const n of [1290, 1291, 46341, 46342]) {
  test(`the places of an order of ${n} are drawn evenly (three, two or one from a word)`, () => {
    const prefix = prefixOf(n, 6);
    assert.equal(prefix.width, n <= 1290 ? 3 : n <= 46341 ? 2 : 1);
    const items = identity(n);
    const source = stream(2026, n);
    const cells = [0, 1, 2, 3, 4, 5].map(() => Array<number>(10).fill(0));
    const runs = 5000;
    for (let run = 0; run < runs; run++) {
      shufflePrefix(items, prefix, source);
      cells.forEach((row, place) => row[Math.floor((items[place] * 10) / n)]++);
    }
    for (const row of cells)
      assert.ok(chiSquare(row, runs / 10) < 40, `χ² = ${chiSquare(row, runs / 10)} at 9 degrees`);
  });
}

test("a word is rejected where its products would favour some places", () => {
  // The words 0 and 2³² − 1 in turn: with range 5·4·3 = 60, 2³² mod 60 = 16, and the word 0 has last product 0 < 16.
  const words = [0, -1];
  let drawn = 0;
  const items = identity(5);
  shufflePrefix(items, prefixOf(5, 3), { ...stream(1), bits: () => words[drawn++] });
  assert.equal(drawn, 2);
  assert.deepEqual(Array.from(items.subarray(0, 3)), [4, 0, 1]);
});

test("a set drawn by Floyd's algorithm has different members, each equally often", () => {
  const counts = Array<number>(9).fill(0);
  const source = stream(2026, "floyd");
  for (let run = 0; run < 9000; run++) {
    const sample = sampleWithoutReplacement(9, 4, source);
    assert.equal(new Set(sample).size, 4);
    for (const i of sample) counts[i]++;
  }
  assert.ok(chiSquare(counts, 4000) < 30);
  assert.equal(sampleWithoutReplacement(1e9, 3, source).length, 3);
});

test("what is no sample is refused by name", () => {
  assert.throws(() => prefixOf(5, 6), /size/);
  assert.throws(() => prefixOf(-1, 0), /entries/);
  assert.throws(() => shufflePrefix(identity(4), prefixOf(5, 2), stream(1)), /length of items/);
  assert.throws(() => sampleWithoutReplacement(3, 4, stream(1)), /size/);
  assert.throws(() => identity(1.5), /n must be a whole number/);
});

test("a list with a repeated or foreign entry is no permutation", () => {
  assert.equal(isPermutation([0, 2, 1], 3), true);
  for (const wrong of [
    [0, 0, 1],
    [0, 1, 3],
    [0, 1],
    [0, 1, 1.5],
  ])
    assert.equal(isPermutation(wrong, 3), false);
});
