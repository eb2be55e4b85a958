import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { mixedEquilibria } from "../../lib/games/equilibria";
import { near, ROUNDED, SUMMED } from "../near";

type Matrix = readonly (readonly number[])[];
const negative = (a: Matrix): number[][] => a.map((row) => row.map((x) => 0 - x));
const transposed = (a: Matrix): number[][] => a[0].map((_, j) => a.map((row) => row[j]));

/** That the equilibria are these, in any order. */
function assertEquilibria(a: Matrix, b: Matrix, right: readonly (readonly [number[], number[]])[]): void {
  const found = mixedEquilibria(a, b);
  assert.equal(found.length, right.length, JSON.stringify(found));
  const firstOf = (laws: readonly (readonly number[])[]): string =>
    laws
      .flat()
      .map((x) => x.toFixed(6))
      .join();
  const sort = (list: readonly (readonly (readonly number[])[])[]) =>
    [...list].sort((x, y) => (firstOf(x) < firstOf(y) ? -1 : 1));
  near(sort(found).flat(2), sort(right).flat(2), { ...ROUNDED, absolute: 1e-14 });
}

const dilemma = [
  [3, 0],
  [5, 1],
];
const pennies = [
  [1, -1],
  [-1, 1],
];
const rockPaperScissors = [
  [0, -1, 1],
  [1, 0, -1],
  [-1, 1, 0],
];
const third = 1 / 3;

test("prisoners defect, matching pennies mix, the battle of the sexes has three equilibria", () => {
  assertEquilibria(dilemma, transposed(dilemma), [[[0, 1], [0, 1]]]); // prettier-ignore
  assertEquilibria(pennies, negative(pennies), [[[0.5, 0.5], [0.5, 0.5]]]); // prettier-ignore
  const sexes = [[[2, 0], [0, 1]], [[1, 0], [0, 2]]]; // prettier-ignore
  assertEquilibria(sexes[0], sexes[1], [
    [[1, 0], [1, 0]], // prettier-ignore
    [[0, 1], [0, 1]], // prettier-ignore
    [[2 * third, third], [third, 2 * third]], // prettier-ignore
  ]);
});

test("degenerate games: supports of unequal sizes, and whole segments by their ends", () => {
  const a = [
    [1, 0, 2],
    [0, 1, 2],
    [2, 1, 0],
  ];
  assertEquilibria(a, negative(a), [
    [[0, 0.5, 0.5], [0, 1, 0]], // prettier-ignore
    [[0, 0.5, 0.5], [third, third, third]], // prettier-ignore
  ]);
  // Von Stengel's threat: the column player does not mind once the row player chose her second action.
  assertEquilibria(
    [
      [2, 2],
      [1, 3],
    ],
    [
      [1, 1],
      [0, 2],
    ],
    [
      // prettier-ignore
      [[1, 0], [1, 0]], // prettier-ignore
      [[1, 0], [0.5, 0.5]], // prettier-ignore
      [[0, 1], [0, 1]], // prettier-ignore
    ],
  );
  assert.equal(mixedEquilibria([[0, 0], [0, 0]], [[0, 0], [0, 0]]).length, 4); // prettier-ignore
});

test("a game in other units, or with constants added, has the same equilibria; differences that are rounding do not count", () => {
  for (const unit of [1e-300, 1e-10, 1, 1e9, 1e300]) {
    const a = rockPaperScissors.map((row) => row.map((x) => unit * x));
    assertEquilibria(a, negative(rockPaperScissors), [
      [
        [third, third, third],
        [third, third, third],
      ],
    ]);
  }
  const shifted = rockPaperScissors.map((row) => row.map((x) => x + 1e6));
  assert.equal(mixedEquilibria(shifted, negative(shifted)).length, 1);
  const alike = [
    [0.1 * 3, 0],
    [0.3, 0],
  ];
  const same = [
    [0.3, 0],
    [0.3, 0],
  ];
  assert.equal(mixedEquilibria(alike, pennies).length, mixedEquilibria(same, pennies).length);
});

test("in every random game each equilibrium found is one, and at least one is found", () => {
  const matrix = fc.array(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 3, maxLength: 3 }), {
    minLength: 2,
    maxLength: 2,
  });
  fc.assert(
    fc.property(matrix, matrix, (a, b) => {
      const found = mixedEquilibria(a, b);
      assert.ok(found.length >= 1);
      for (const [x, y] of found) {
        const rows = a.map((row) => row.reduce((sum, v, j) => sum + v * y[j], 0));
        const columns = y.map((_, j) => b.reduce((sum, row, i) => sum + row[j] * x[i], 0));
        const value = (us: number[], law: readonly number[]): number => us.reduce((sum, u, i) => sum + u * law[i], 0);
        assert.ok(Math.max(...rows) - value(rows, x) < 1e-7);
        assert.ok(Math.max(...columns) - value(columns, y) < 1e-7);
        near(
          [...x, ...y].reduce((sum, share) => sum + share, 0),
          2,
          SUMMED,
        );
      }
    }),
    { seed: 3, numRuns: 200 },
  );
});

test("wrong shapes, and games too large, are refused by name", () => {
  assert.throws(() => mixedEquilibria([[1, 2]], [[1]]), { message: /b\[0\]/ });
  assert.throws(() => mixedEquilibria([[]], [[]]), { message: /a\[0\]/ });
  assert.throws(() => mixedEquilibria([[1e308]], [[1]]), { message: /^a\[0\]\[0\] must be/ });
  assert.throws(() => mixedEquilibria([[1]], [[1]], 0), { message: /^tolerance must be/ });
  const large = Array.from({ length: 9 }, () => new Array<number>(9).fill(0));
  assert.throws(() => mixedEquilibria(large, large), {
    name: "RangeError",
    message: /^the numbers of actions must be/,
  });
});
