/** Linear programs, solved by HiGHS (its WebAssembly build, loaded with the first program). */
import type { Highs } from "highs";
import {
  checkArray,
  checkInteger,
  checkNumber,
  checkNumbers,
  checkOneOf,
  rejectValue,
  type Interval,
} from "../arguments";

/** A constraint lower ≤ coefficients·x ≤ upper; a bound left out is none. A map holds the coefficients by column. */
export interface Row {
  readonly coefficients: ArrayLike<number> | ReadonlyMap<number, number>;
  readonly lower?: number;
  readonly upper?: number;
}

/** Minimise or maximise objective·x subject to rows and lower ≤ x ≤ upper (by default x ≥ 0). */
export interface LinearProgram {
  readonly sense: "min" | "max";
  readonly objective: ArrayLike<number>;
  readonly rows: readonly Row[];
  readonly lower?: ArrayLike<number>;
  readonly upper?: ArrayLike<number>;
}

/** An optimal solution. */
export interface Optimum {
  readonly value: number;
  readonly x: Float64Array;
  /** By how much the value grows as a row's binding bound does; 0 for a row that does not bind. */
  readonly duals: Float64Array;
}

/** HiGHS takes bounds and costs of 1e20 for infinite, and coefficients of 1e15 for mistakes. */
const MOST = { above: -1e15, below: 1e15 };

/** Bounds: so far inside that they are not taken for infinite, or infinite. */
function checkBounds(name: string, bounds: ArrayLike<number>, none: number, size: Interval): void {
  checkArray(name, bounds, size);
  for (let i = 0; i < bounds.length; i++) if (bounds[i] !== none) checkNumber(`${name}[${i}]`, bounds[i], MOST);
}

/** What is an answer about a program, rather than a failure to find one. */
const ANSWERS = ["optimal", "infeasible", "unbounded", "unboundedOrInfeasible"] as const;

let highs: Promise<Highs> | undefined;

const isSparse = (coefficients: Row["coefficients"]): coefficients is ReadonlyMap<number, number> =>
  coefficients instanceof Map;

/** The row-wise sparse matrix of the constraints. */
function sparse(rows: readonly Row[], columns: number) {
  const starts = new Int32Array(rows.length + 1);
  const indices: number[] = [];
  const values: number[] = [];
  const add = (value: number, column: number): void => {
    if (value === 0) return;
    indices.push(column);
    values.push(value);
  };
  rows.forEach(({ coefficients }, i) => {
    if (isSparse(coefficients)) coefficients.forEach(add);
    else for (let j = 0; j < columns; j++) add(coefficients[j], j);
    starts[i + 1] = indices.length;
  });
  return {
    format: "csr" as const,
    numRows: rows.length,
    numCols: columns,
    starts,
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
}

/**
 * Solves a linear program to feasibility and optimality tolerances of 1e-10. Scale its numbers to order one: coefficients
 * below 1e-12 in size count as zero.
 * @throws RangeError for a coefficient or finite bound of 1e15 or more in size; when the program is infeasible or unbounded
 * @example
 * ```ts
 * const rows = [
 *   { coefficients: [1, 2], upper: 4 },
 *   { coefficients: [3, 1], upper: 6 },
 * ];
 * solveLinearProgram({ sense: "max", objective: [1, 1], rows }).then(({ x }) => x); // [1.6, 1.2]
 * ```
 */
export async function solveLinearProgram({ sense, objective, rows, lower, upper }: LinearProgram): Promise<Optimum> {
  checkOneOf("sense", sense, ["min", "max"]);
  checkNumbers("objective", objective, MOST, { min: 1 });
  checkArray("rows", rows);
  const n = objective.length;
  const size = { min: n, max: n };
  rows.forEach(({ coefficients }, i) => {
    const name = `rows[${i}].coefficients`;
    if (!isSparse(coefficients)) return checkNumbers(name, coefficients, MOST, size);
    coefficients.forEach((value, column) => {
      checkInteger(`a column of ${name}`, column, { min: 0, max: n - 1 });
      checkNumber(`${name}[${column}]`, value, MOST);
    });
  });
  const rowLower = Float64Array.from(rows, (row) => row.lower ?? -Infinity);
  const rowUpper = Float64Array.from(rows, (row) => row.upper ?? Infinity);
  checkBounds("the lower bounds of rows", rowLower, -Infinity, {});
  checkBounds("the upper bounds of rows", rowUpper, Infinity, {});
  if (lower) checkBounds("lower", lower, -Infinity, size);
  if (upper) checkBounds("upper", upper, Infinity, size);
  highs ??= import("highs").then((module) => module.default());
  const { constants, withModel } = await highs;
  return withModel(
    {
      numCols: n,
      numRows: rows.length,
      sense: constants.objectiveSense[sense === "min" ? "minimize" : "maximize"],
      colCost: Float64Array.from(objective),
      colLower: lower ? Float64Array.from(lower) : new Float64Array(n),
      colUpper: upper ? Float64Array.from(upper) : new Float64Array(n).fill(Infinity),
      rowLower,
      rowUpper,
      matrix: sparse(rows, n),
    },
    (model) => {
      model.options.set({
        output_flag: false,
        primal_feasibility_tolerance: 1e-10,
        dual_feasibility_tolerance: 1e-10,
        small_matrix_value: 1e-12,
      });
      const settled: readonly number[] = ANSWERS.map((answer) => constants.modelStatus[answer]);
      const attempt = (): number => {
        try {
          model.run();
          return model.getModelStatus();
        } catch {
          return constants.modelStatus.unknown;
        }
      };
      let status = attempt();
      if (!settled.includes(status)) {
        // On some degenerate programs HiGHS gives up after its presolve, and not without it.
        model.options.set({ presolve: "off" });
        status = attempt();
      }
      if (status !== constants.modelStatus.optimal) {
        const names = Object.entries(constants.modelStatus);
        rejectValue("the linear program", names.find(([, code]) => code === status)?.[0], "feasible and bounded");
      }
      const { colValue, rowDual } = model.getSolution();
      return { value: model.getObjectiveValue(), x: Float64Array.from(colValue), duals: Float64Array.from(rowDual) };
    },
  );
}
