import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { bestResponses } from "../../lib/games/best-response";
import { mixedEquilibria, pureEquilibria } from "../../lib/games/equilibria";

const dilemma = [
  [3, 0],
  [5, 1],
];

test("prisoners defect, matching pennies mix, the battle of the sexes has three equilibria", async () => {
  const transpose = (m: number[][]): number[][] => m[0].map((_, j) => m.map((row) => row[j]));
  assert.deepEqual(await mixedEquilibria(dilemma, transpose(dilemma)), [
    [
      [0, 1],
      [0, 1],
    ],
  ]);
  const pennies = [
    [1, -1],
    [-1, 1],
  ];
  assert.deepEqual(
    await mixedEquilibria(
      pennies,
      pennies.map((row) => row.map((x) => -x)),
    ),
    [
      [
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    ],
  );
  assert.equal(
    (
      await mixedEquilibria(
        [
          [2, 0],
          [0, 1],
        ],
        [
          [1, 0],
          [0, 2],
        ],
      )
    ).length,
    3,
  );
});

test("in every random game each equilibrium found is one, and at least one is found", async () => {
  const matrix = fc.array(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 2,
  });
  await fc.assert(
    fc.asyncProperty(matrix, matrix, async (a, b) => {
      const found = await mixedEquilibria(a, b);
      for (const [x, y] of found) {
        const rows = a.map((row) => row.reduce((sum, v, j) => sum + v * y[j], 0));
        const columns = y.map((_, j) => b.reduce((sum, row, i) => sum + row[j] * x[i], 0));
        const value = (us: number[], law: readonly number[]): number => us.reduce((sum, u, i) => sum + u * law[i], 0);
        assert.ok(Math.max(...rows) - value(rows, x) < 1e-7);
        assert.ok(Math.max(...columns) - value(columns, y) < 1e-7);
      }
      fc.pre(new Set([...a.flat(), ...b.flat()]).size === 12);
      assert.ok(found.length >= 1);
    }),
    { seed: 3, numRuns: 200 },
  );
});

test("pure equilibria of a three-player coordination game are its two agreements", () => {
  const game = {
    actions: [2, 2, 2],
    utility: (player: number, p: readonly number[]) => p.filter((a) => a === p[player]).length,
  };
  assert.deepEqual(pureEquilibria(game), [
    [0, 0, 0],
    [1, 1, 1],
  ]);
  assert.deepEqual(bestResponses(game, 0, [0, 1, 1]), { actions: [1], utility: 3 });
  assert.deepEqual(bestResponses(game, 0, [0, 0, 1]).actions, [0, 1]);
});

test("wrong shapes are refused by name", async () => {
  await assert.rejects(() => mixedEquilibria([[1, 2]], [[1]]), { message: /b\[0\]/ });
  assert.throws(() => bestResponses({ actions: [2], utility: () => NaN }, 0, [0]), { message: /^utility must be/ });
  assert.throws(() => bestResponses({ actions: [2], utility: () => 0 }, 1, [0]), { message: /^player must be/ });
});
