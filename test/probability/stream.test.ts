import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../../lib/probability/stream";

const first = (n: number, draw: () => number): number[] => Array.from({ length: n }, draw);

test("the same seed and name give the same numbers, recorded here once for every machine", () => {
  assert.deepEqual(first(3, stream(2026, "test").uniform), first(3, stream(2026, "test").uniform));
  assert.deepEqual(
    first(3, stream(2026, "test").uniform),
    [0.8049047390336742, 0.8065304742528536, 0.08566063656351319],
  );
});

test("a part's stream does not depend on how far its parent was drawn", () => {
  const [fresh, drawn] = [stream(1, "a"), stream(1, "a")];
  first(100, drawn.uniform);
  assert.deepEqual(first(5, fresh.split("part").uniform), first(5, drawn.split("part").uniform));
});

test("other seeds, names and parts give other numbers", () => {
  const heads = [
    stream(1),
    stream(2),
    stream(1, "a"),
    stream(1, "b"),
    stream(1).split("a").split("b"),
    stream(1, "ab"),
  ];
  assert.equal(new Set(heads.map(({ uniform }) => uniform())).size, heads.length);
});

test("uniform numbers lie in [0, 1), with the right mean and 32 fair bits", () => {
  const { uniform, bits } = stream(3, "fair");
  const draws = first(100_000, uniform);
  assert.ok(draws.every((u) => u >= 0 && u < 1));
  assert.ok(Math.abs(draws.reduce((sum, u) => sum + u, 0) / 100_000 - 0.5) < 4.5 / Math.sqrt(12 * 100_000));
  const ones = new Array<number>(32).fill(0);
  for (let i = 0; i < 40_000; i++) {
    const word = bits();
    for (let j = 0; j < 32; j++) ones[j] += (word >>> j) & 1;
  }
  for (const count of ones) assert.ok(Math.abs(count - 20_000) < 4.5 * 100, String(count));
});

test("a seed or name of another kind is refused", () => {
  assert.throws(() => stream({} as never), RangeError);
  assert.throws(() => stream(1, null as never), RangeError);
});
