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

test("where the worth is smooth, Gauss rules give what counting every make-up gives", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 110 }), { minLength: 1, maxLength: 3 }),
      fc.array(fc.double({ min: 0.05, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }),
      fc.boolean(),
      (few, x, root) => {
        const counts = [...few, 200];
        const total = (k: readonly number[]): number =>
          k.reduce((sum, n, t) => sum + n * (t < few.length ? x[t] : 1), 0);
        const worth = (k: readonly number[]): number =>
          (root ? Math.sqrt(total(k)) : Math.log1p(total(k))) + (0.1 * k[0]) / (1 + total(k));
        const weight = (t: number): number => (t < few.length ? x[t] : 1);
        const smooth = shapleyByTypes(counts, worth, (t, k) => total(k) / weight(t));
        shapleyByTypes(counts, worth).forEach((value, t) =>
          assert.ok(Math.abs(smooth[t] - value) < 1e-9 * Math.max(Math.abs(value), 1e-4)),
        );
      },
    ),
    { seed: 11, numRuns: 25, endOnFailure: true },
  );
});

test("a worth that jumps where its reach says so is counted there, and ten thousand players are no limit", () => {
  // Nothing is earned by fewer than three players of the first type.
  const worth = ([a, b, c]: readonly number[]): number => (a < 3 ? 0 : 1) + Math.log1p(2 * b + c);
  const reach = (t: number, [a, b, c]: readonly number[]): number =>
    t === 0 ? a - 3 : t === 1 ? (1 + 2 * b + c) / 2 : 1 + 2 * b + c;
  const counts = [200, 30, 40];
  const exact = shapleyByTypes(counts, worth);
  shapleyByTypes(counts, worth, reach).forEach((value, t) => assert.ok(Math.abs(value / exact[t] - 1) < 1e-9));
  const many = shapleyByTypes([3000, 3000, 4000], worth, reach);
  assert.ok(Math.abs(many[0] * 3000 + many[1] * 3000 + many[2] * 4000 - 1 - Math.log1p(10_000)) < 1e-9);
  assert.ok(Math.abs(many[0] * 3000 - 1) < 1e-9, "the first type alone earns the jump");
});

test("wrong counts are refused, by name", () => {
  assert.throws(() => shapleyByTypes([], () => 0), /counts/);
  assert.throws(() => shapleyByTypes([3, 0], () => 0), /counts\[1\]/);
  assert.throws(() => shapleyByTypes([3, 1.5], () => 0), /counts\[1\]/);
  assert.throws(() => shapleyByTypes([1000, 1000, 1000, 1000], () => 0), /counts.*shapleyByOrders/);
  assert.throws(() => shapleyByTypes([1], 3 as unknown as () => number), TypeError);
  assert.throws(() => shapleyByTypes([1], () => 0, 3 as unknown as () => number), /reach/);
});
