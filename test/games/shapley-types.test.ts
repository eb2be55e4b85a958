import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { worthTable } from "../../lib/games/coalitions";
import { shapleyValue } from "../../lib/games/shapley";
import { shapleyByTypes } from "../../lib/games/shapley-types";

test("types count as players one by one", () => {
  fc.assert(
    fc.property(
      fc
        .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 })
        .filter((m) => m.reduce((a, b) => a + b) <= 9),
      fc.array(fc.double({ min: 0.1, max: 3, noNaN: true }), { minLength: 4, maxLength: 4 }),
      (counts, x) => {
        const worth = (k: readonly number[]): number =>
          Math.sin(k.reduce((sum, n, t) => sum + n * x[t], 0)) + k[0] ** 2;
        const types = counts.flatMap((m, t) => new Array<number>(m).fill(t));
        const each = shapleyValue(
          types.length,
          worthTable(types.length, (set) =>
            worth(counts.map((_, t) => types.filter((type, i) => type === t && (set >> i) & 1).length)),
          ),
        );
        shapleyByTypes(counts, worth).forEach((value, t) =>
          assert.ok(Math.abs(value - each[types.indexOf(t)]) < 1e-12),
        );
      },
    ),
    { seed: 7, numRuns: 100, endOnFailure: true },
  );
});

test("thousands of players: values sum to the worth of all, and of additive games to the players' own worths", () => {
  const counts = [3000, 2000];
  const additive = shapleyByTypes(counts, ([a, b]) => 2 * a - 3 * b);
  assert.ok(Math.abs(additive[0] - 2) < 1e-9 && Math.abs(additive[1] + 3) < 1e-9);
  const root = shapleyByTypes(counts, ([a, b]) => Math.sqrt(a + 4 * b));
  assert.ok(Math.abs(root[0] * 3000 + root[1] * 2000 - Math.sqrt(11_000)) < 1e-9);
});

test("wrong counts are refused, by name", () => {
  assert.throws(() => shapleyByTypes([], () => 0), /counts/);
  assert.throws(() => shapleyByTypes([3, 0], () => 0), /counts\[1\]/);
  assert.throws(() => shapleyByTypes([3, 1.5], () => 0), /counts\[1\]/);
  assert.throws(() => shapleyByTypes([1000, 1000, 1000, 1000], () => 0), /counts.*shapleyByOrders/);
  assert.throws(() => shapleyByTypes([1], 3 as unknown as () => number), TypeError);
});
