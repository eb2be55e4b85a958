/** The privacy level of noisy VCG, over all others' sums in a window (Lemma 7.2). */
import { checkInteger, rejectValue } from "../arguments";
import { forEachProfile } from "../enumeration/profiles";
import { lawRate, sumOfProducts } from "./vcg-law";

/** The most cells of a table. */
const MOST_CELLS = 4_000_000;

/**
 * The largest log ratio of the probability of an output of Mechanism 7.1, over all others' sums in [−W, W]^{K−1} × {0}
 * and all pairs of reports (Lemma 7.2: at most ε; for odd K at most ε(K−1)/K).
 *
 * Up to shifts of the sums an output is known by the set of hidden outcomes, so there are 2^K − 1 tables over the sums,
 * not K (M+1)^{K−1}; and hiding one more outcome is adding up: a table is the running sum of another along an axis.
 * @param outcomes K in 1..6
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 * @param window W ≥ 0
 */
export function vcgPrivacy(outcomes: number, most: number, eps: number, window: number): number {
  checkInteger("outcomes", outcomes, { min: 1, max: 6 });
  const rate = lawRate(outcomes, most, eps);
  checkInteger("window", window, { min: 0, max: 100_000 });
  if (outcomes === 1) return 0;
  const grid = gridOf(outcomes, most, window);
  // Tables by the set of hidden outcomes, a bit mask; 0: all are revealed.
  const tables: Float64Array[] = [];
  let worst = 1;
  for (let hidden = 0; hidden < 2 ** outcomes - 1; hidden++) {
    const axis = 31 - Math.clz32(hidden);
    const table =
      hidden === 0 ? massTable(grid, rate) : runningSum(grid, tables[hidden & ~(1 << axis)], axis, hidden, rate);
    tables.push(table);
    worst = Math.max(worst, largestRatio(grid, table, hidden));
  }
  return Math.log(worst);
}

/** Sums s_0..s_{d−1} in −reach..reach; s_d = 0. */
interface Grid {
  readonly outcomes: number;
  readonly most: number;
  readonly window: number;
  readonly reach: number;
  readonly side: number;
  readonly cells: number;
  /** How the index of a cell moves when s_p grows by 1 relative to the others; for the last one all others fall. */
  readonly steps: readonly number[];
}

function gridOf(outcomes: number, most: number, window: number): Grid {
  const d = outcomes - 1;
  // Outputs shift the sums by up to M + 1 either way, reports by up to M.
  const reach = window + 2 * most + 1;
  const side = 2 * reach + 1;
  const cells = side ** d;
  if (cells > MOST_CELLS) rejectValue("window", window, `small enough for ${MOST_CELLS} cells; here ${cells}`);
  const steps = Array.from({ length: d }, (_, p) => side ** (d - 1 - p));
  return { outcomes, most, window, reach, side, cells, steps: [...steps, -steps.reduce((a, b) => a + b, 0)] };
}

/** Whether moving a cell by one along an axis stays in the grid; the cell's coordinates from 0. */
const canMove = ({ side, outcomes }: Grid, cell: readonly number[], axis: number): boolean =>
  axis < outcomes - 1 ? cell[axis] < side - 1 : cell.every((x) => x > 0);

const sizes = ({ outcomes, side }: Grid): number[] => new Array<number>(outcomes - 1).fill(side);

/** Σ_y Π_p P(λ_p = y − s_p), from powers of a alone. */
function massTable(grid: Grid, rate: number): Float64Array {
  const { outcomes: K, reach, cells } = grid;
  const powers = Float64Array.from({ length: 2 * K * (2 * reach + 1) + 1 }, (_, j) => Math.exp(-rate * j));
  // 1/(1 − a^m): of a geometric sum with ratio a^m.
  const sums = Float64Array.from({ length: K + 1 }, (_, m) => (m === 0 ? 0 : -1 / Math.expm1(-rate * m)));
  const peak = Math.tanh(rate / 2) ** K;
  const table = new Float64Array(cells);
  const centres = new Float64Array(K);
  forEachProfile(sizes(grid), (cell, index) => {
    for (let p = 0; p < K - 1; p++) insert(centres, p, cell[p] - reach);
    insert(centres, K - 1, 0);
    // Outside the centres all factors fall together; between the i-th and the next one i of K rise back.
    let exponent = 0;
    for (let p = 1; p < K; p++) exponent += centres[p] - centres[0];
    let sum = powers[exponent + K] * sums[K];
    for (let i = 1; i < K; i++) {
      const length = centres[i] - centres[i - 1];
      if (length === 0) continue;
      const slope = 2 * i - K;
      if (slope === 0) sum += length * powers[exponent];
      else if (slope > 0) sum += powers[exponent] * sums[slope] * (1 - powers[slope * length]);
      else sum += powers[exponent + slope * (length - 1)] * sums[-slope] * (1 - powers[-slope * length]);
      exponent += slope * length;
    }
    table[index] = peak * (sum + powers[exponent] * sums[K]);
  });
  return table;
}

/** Insertion into the sorted first `count` entries. */
function insert(sorted: Float64Array, count: number, value: number): void {
  let i = count;
  for (; i > 0 && sorted[i - 1] > value; i--) sorted[i] = sorted[i - 1];
  sorted[i] = value;
}

/** The table with one more outcome hidden: P(λ ≤ x) = Σ_{m≥0} P(λ = x − m), a sum over s_axis + m. */
function runningSum(grid: Grid, table: Float64Array, axis: number, hidden: number, rate: number): Float64Array {
  const { outcomes, side, cells, steps, reach } = grid;
  const sum = new Float64Array(cells);
  const step = steps[axis];
  const last = axis === outcomes - 1;
  const from = last ? 0 : cells - 1;
  const cell = new Array<number>(outcomes - 1).fill(last ? 0 : side - 1);
  // In the order in which the neighbour along the axis comes first.
  for (let count = 0, index = from; count < cells; count++, index += last ? 1 : -1) {
    sum[index] = canMove(grid, cell, axis)
      ? sum[index + step] + table[index]
      : sumOfProducts(
          [...cell.map((x) => x - reach), 0].map((centre, p) => ({ centre, hidden: (hidden & (1 << p)) !== 0 })),
          rate,
        );
    for (let p = outcomes - 2; p >= 0; p--) {
      cell[p] += last ? 1 : -1;
      if (cell[p] >= 0 && cell[p] < side) break;
      cell[p] = last ? 0 : side - 1;
    }
  }
  return sum;
}

/** The largest ratio that a change of report can make of a table's entries, over the cells that outputs read. */
function largestRatio(grid: Grid, table: Float64Array, hidden: number): number {
  const { steps } = grid;
  let high = table;
  let low = table;
  // A report adds u_p to s_p: boxes, axis by axis, then along the diagonal for the last outcome.
  for (const step of steps) {
    high = highest(high, step, grid.most);
    low = lowest(low, step, grid.most);
  }
  const read = cellsRead(grid, hidden);
  let worst = 1;
  for (let index = 0; index < read.length; index++) {
    if (read[index] === 1 && high[index] > worst * low[index]) worst = high[index] / low[index];
  }
  return worst;
}

/** The largest of an entry and the M next along a step; entries whose neighbours leave the grid are not read. */
function highest(table: Float64Array, step: number, most: number): Float64Array {
  const result = new Float64Array(table);
  const [begin, end] = inside(table.length, step * most);
  for (let i = begin; i < end; i++) {
    let best = table[i];
    for (let u = 1, j = i + step; u <= most; u++, j += step) best = table[j] > best ? table[j] : best;
    result[i] = best;
  }
  return result;
}

/** The smallest of an entry and the M next along a step, likewise. */
function lowest(table: Float64Array, step: number, most: number): Float64Array {
  const result = new Float64Array(table);
  const [begin, end] = inside(table.length, step * most);
  for (let i = begin; i < end; i++) {
    let best = table[i];
    for (let u = 1, j = i + step; u <= most; u++, j += step) best = table[j] < best ? table[j] : best;
    result[i] = best;
  }
  return result;
}

/** Where an index can move by an offset and stay in a table. */
const inside = (length: number, offset: number): readonly [number, number] => [
  Math.max(0, -offset),
  Math.min(length, length - offset),
];

/** Marks the cells that some output with these outcomes hidden reads, for others' sums in the window. */
function cellsRead(grid: Grid, hidden: number): Uint8Array {
  const { outcomes: K, most, window, reach, cells, steps } = grid;
  const read = new Uint8Array(cells);
  const seen = new Set<number>();
  for (let outcome = 0; outcome < K; outcome++) {
    if (hidden & (1 << outcome)) continue;
    const choices = Array.from({ length: K }, (_, p) => (p === outcome || hidden & (1 << p) ? 1 : most));
    forEachProfile(choices, (choice) => {
      let shift = 0;
      choice.forEach((k, p) => {
        const later = p > outcome ? 1 : 0;
        if (p !== outcome) shift += steps[p] * (hidden & (1 << p) ? most + later : k + later);
      });
      seen.add(shift);
    });
  }
  const width = 2 * window + 1;
  const corner = steps.slice(0, -1).reduce((sum, step) => sum + step * (reach - window), 0);
  for (const shift of seen) {
    forEachProfile(new Array<number>(K - 2).fill(width), (row) => {
      const start = row.reduce((sum, x, p) => sum + x * steps[p], corner + shift);
      read.fill(1, start, start + width);
    });
  }
  return read;
}
