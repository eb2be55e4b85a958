import assert from "node:assert/strict";
import { test } from "node:test";
import { solveLinearSystem } from "../../lib/numerics/linear-system";

test("a system that needs its rows exchanged", async () => {
  const x = await solveLinearSystem(
    [
      [0, 2, 1],
      [1, -1, 0],
      [3, 0, -2],
    ],
    [7, -1, -3],
  );
  [1, 2, 3].forEach((exact, i) => assert.ok(Math.abs(x[i] - exact) < 1e-14, String(x)));
});

test("a singular matrix, and shapes that do not fit", async () => {
  await assert.rejects(
    () =>
      solveLinearSystem(
        [
          [1, 2],
          [2, 4],
        ],
        [1, 1],
      ),
    /singular/,
  );
  for (const unit of [1, 0.1, 1e-200, 1e150]) {
    const dependent = [
      [unit, 2 * unit],
      [2 * unit, 4 * unit],
    ];
    await assert.rejects(() => solveLinearSystem(dependent, [1, 2]), { name: "RangeError", message: /singular/ });
  }
  const [x, y] = await solveLinearSystem(
    [
      [1e-12, 0],
      [1, 1e12],
    ],
    [1e-12, 2],
  );
  assert.ok(Math.abs(x - 1) < 1e-12 && Math.abs(y * 1e12 - 1) < 1e-9);
  await assert.rejects(() => solveLinearSystem([[1, 2]], [1]), /matrix\[0\]/);
  await assert.rejects(() => solveLinearSystem([[1]], [1, 2]), /right/);
  await assert.rejects(() => solveLinearSystem([], []), /matrix/);
  await assert.rejects(() => solveLinearSystem([[NaN]], [1]), /matrix\[0\]/);
});
