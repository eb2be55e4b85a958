import assert from "node:assert/strict";
import { test } from "node:test";
import { solveLinearSystem } from "../../lib/numerics/linear-system";

test("a system that needs its rows exchanged", () => {
  const x = solveLinearSystem(
    [
      [0, 2, 1],
      [1, -1, 0],
      [3, 0, -2],
    ],
    [7, -1, -3],
  );
  [1, 2, 3].forEach((exact, i) => assert.ok(Math.abs(x[i] - exact) < 1e-14, String(x)));
});

test("a singular matrix, and shapes that do not fit", () => {
  assert.throws(
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
  assert.throws(() => solveLinearSystem([[1, 2]], [1]), /matrix\[0\]/);
  assert.throws(() => solveLinearSystem([[1]], [1, 2]), /right/);
  assert.throws(() => solveLinearSystem([], []), /matrix/);
  assert.throws(() => solveLinearSystem([[NaN]], [1]), /matrix\[0\]/);
});
