import assert from "node:assert/strict";
import { test } from "node:test";
import { minimise } from "../../lib/numerics/minimise";

test("minima inside and at either end", () => {
  const inside = minimise((x) => (x - 2) ** 2 + 1, 0, 10);
  assert.ok(Math.abs(inside.x - 2) < 1e-8);
  assert.equal(inside.value, 1);
  assert.deepEqual(
    minimise((x) => x, 1, 3),
    { x: 1, value: 1 },
  );
  assert.deepEqual(
    minimise((x) => -x, 1, 3),
    { x: 3, value: -3 },
  );
});

test("a kink and a flat top do not mislead it", () => {
  assert.ok(Math.abs(minimise((x) => Math.abs(x - Math.E), 0, 10).x - Math.E) < 1e-8);
  assert.ok(Math.abs(minimise((x) => (x - 1) ** 4, -3, 4).x - 1) < 1e-2);
});

test("bad brackets are refused", () => {
  assert.throws(() => minimise((x) => x, 3, 1), { message: /^hi must be/ });
  assert.throws(() => minimise((x) => x, 0, 1, 0), { message: /^tolerance must be/ });
});
