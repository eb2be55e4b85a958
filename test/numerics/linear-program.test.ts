import assert from "node:assert/strict";
import { test } from "node:test";
import { solveLinearProgram } from "../../lib/numerics/linear-program";

test("a textbook program, its optimum and its solution", async () => {
  const { value, x } = await solveLinearProgram({
    sense: "max",
    objective: [30, 50],
    rows: [
      { coefficients: [1, 2], upper: 40 },
      { coefficients: [2, 1], upper: 50 },
    ],
  });
  assert.equal(value, 1100);
  assert.deepEqual([...x], [20, 10]);
});

test("equalities, bounds below zero and minimisation", async () => {
  const { value } = await solveLinearProgram({
    sense: "min",
    objective: [1, 1],
    rows: [{ coefficients: [1, -1], lower: 3, upper: 3 }],
    lower: [-Infinity, -5],
  });
  assert.equal(value, -7);
});

test("infeasible and unbounded programs are refused, as are wrong shapes", async () => {
  const unbounded = { sense: "max", objective: [1], rows: [{ coefficients: [-1], upper: 1 }] } as const;
  await assert.rejects(solveLinearProgram(unbounded), { name: "RangeError", message: /unbounded/ });
  const infeasible = { sense: "max", objective: [1], rows: [{ coefficients: [1], upper: -1 }] } as const;
  await assert.rejects(solveLinearProgram(infeasible), { name: "RangeError", message: /infeasible/ });
  await assert.rejects(solveLinearProgram({ ...unbounded, rows: [{ coefficients: [1, 2] }] }), {
    message: /rows\[0\]/,
  });
});

test("rows written as maps from column to coefficient are the same rows, and checked like them", async () => {
  const program = (coefficients: readonly (readonly number[] | ReadonlyMap<number, number>)[]) =>
    solveLinearProgram({
      sense: "max",
      objective: [30, 50, 0],
      rows: coefficients.map((row, i) => ({ coefficients: row, upper: [40, 50][i] })),
    });
  const dense = await program([
    [1, 2, 0],
    [2, 1, 0],
  ]);
  const sparse = await program([new Map([[1, 2], [0, 1]]), new Map([[0, 2], [1, 1], [2, 0]])]); // prettier-ignore
  assert.equal(sparse.value, 1100);
  assert.deepEqual(sparse.x.slice(0, 2), dense.x.slice(0, 2));
  await assert.rejects(program([new Map([[3, 1]])]), { name: "RangeError", message: /column of rows\[0\]/ });
  await assert.rejects(program([new Map([[0, NaN]])]), { name: "RangeError", message: /rows\[0\].coefficients\[0\]/ });
});

test("numbers that HiGHS takes for infinite, or drops, are refused by name", async () => {
  const one = { sense: "max", objective: [1], rows: [{ coefficients: [1], upper: 1 }] } as const;
  const refused = (change: object, message: RegExp): Promise<void> =>
    assert.rejects(solveLinearProgram({ ...one, ...change }), { name: "RangeError", message });
  await refused({ rows: [], upper: [1e20] }, /^upper\[0\] must be .*1000000000000000\); got 100000000000000000000/);
  await refused({ lower: [-1e20] }, /^lower\[0\]/);
  await refused({ lower: [Infinity] }, /^lower\[0\]/);
  await refused({ objective: [1e20] }, /^objective\[0\]/);
  await refused({ rows: [{ coefficients: [1e15] }] }, /^rows\[0\].coefficients\[0\]/);
  await refused({ rows: [{ coefficients: new Map([[0, 1e15]]) }] }, /^rows\[0\].coefficients\[0\]/);
  await refused({ rows: [{ coefficients: [1], upper: 1e20 }] }, /^the upper bounds of rows\[0\]/);
  await refused({ rows: [{ coefficients: [1], lower: NaN }] }, /^the lower bounds of rows\[0\]/);
});

test("duals are what the value gains with a row's bound", async () => {
  const program = (bound: number) =>
    solveLinearProgram({
      sense: "max",
      objective: [3, 2],
      rows: [
        { coefficients: [1, 1], upper: bound },
        { coefficients: [1, 0], upper: 2 },
        { coefficients: [0, 1], upper: 9 },
      ],
    });
  const { value, duals } = await program(4);
  assert.deepEqual([...duals], [2, 1, 0]);
  assert.ok(Math.abs((await program(4.5)).value - value - 0.5 * duals[0]) < 1e-12);
});
