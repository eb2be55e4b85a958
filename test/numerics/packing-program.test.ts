/** Small packing programs, beside HiGHS. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import { packingValue } from "../../lib/numerics/packing-program";
import { stream } from "../../lib/probability/stream";

test("max x + y subject to x + 2y ≤ 4, 3x + y ≤ 6 is 14/5", () => {
  assert.ok(
    Math.abs(
      packingValue(
        [1, 1],
        [
          [1, 2],
          [3, 1],
        ],
        [4, 6],
      ) -
        14 / 5,
    ) < 1e-12,
  );
});

test("nothing to gain has the value 0, no bound ∞", () => {
  assert.equal(packingValue([-1, 0], [[1, 1]], [1]), 0);
  assert.equal(packingValue([1, 1], [[1, -1]], [1]), Infinity);
});

test("random programs agree with HiGHS", async () => {
  const { uniform } = stream(2026, "packing");
  for (let run = 0; run < 40; run++) {
    const [rows, columns] = [1 + Math.floor(4 * uniform()), 1 + Math.floor(8 * uniform())];
    const objective = Array.from({ length: columns }, () => 2 * uniform() - 0.5);
    const entry = (): number => uniform() - 0.1 * (run % 3);
    const matrix = Array.from({ length: rows }, () => Array.from({ length: columns }, entry));
    const limits = Array.from({ length: rows }, () => 0.1 + uniform());
    const value = packingValue(objective, matrix, limits);
    const solved = await solveLinearProgram({
      sense: "max",
      objective,
      rows: matrix.map((coefficients, i) => ({ coefficients, upper: limits[i] })),
    }).then(
      (optimum) => optimum.value,
      () => Infinity,
    );
    if (value === Infinity || solved === Infinity) assert.equal(value, solved);
    else assert.ok(Math.abs(value - solved) < 1e-8 * Math.max(1, solved), `${value} against ${solved}`);
  }
});

test("a limit that is not positive is refused by name", () => {
  assert.throws(() => packingValue([1], [[1]], [0]), /limits\[0\]/);
  assert.throws(() => packingValue([1, 2], [[1]], [1]), /rows\[0\]/);
});
