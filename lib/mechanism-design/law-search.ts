/** Cheaper outcome laws, step by step. */
import { solveLinearProgram } from "../numerics/linear-program";
import { logRatio } from "../privacy/channel";
import { priceLaw, type Price } from "./cheapest-payments";
import { columnsOf, freeUtility, lawAt, lawIn, lawRows, objectiveOf, tableWith, type Design } from "./free-law";
import { addTerm, honestyRows, type AddUtility } from "./honesty";

/** The price of missing a demand of honesty by 1, while searching. */
export const PENALTY = 1000;
/** Slopes of the cost are taken over twice this many nats. */
const SLOPE_STEP = 1e-6;
/** Demands missed by less are met. */
export const TOLERANCE = 1e-7;

/** A law with its price and what counts in the search: the price, and dearly what it misses. */
interface Found extends Price {
  readonly law: Float64Array;
  readonly merit: number;
}

async function priced(design: Design, law: Float64Array): Promise<Found> {
  const price = await priceLaw(tableWith(design, law), design.orbits, design.solution, PENALTY);
  return { ...price, law, merit: price.expectedPayment + PENALTY * price.violation };
}

/**
 * A step from a law: the program with the cost linear in the law near it, no probability changing by more than a factor.
 * None where the program is too badly scaled for the solver.
 */
async function step(design: Design, { law }: Found, radius: number): Promise<Float64Array | undefined> {
  const { table, orbits, solution, level, outcomes } = design;
  const { mechanism, types } = table;
  const { reports, optOut } = mechanism;
  const { most, least, next: violation } = columnsOf(design);
  const columns = violation + 1;
  const [lower, upper] = [new Float64Array(columns), new Float64Array(columns).fill(Infinity)];
  const bound = (column: number, near: number): void => {
    lower[column] = near * Math.exp(-radius);
    upper[column] = near * Math.exp(radius);
  };
  law.forEach((p, column) => bound(column, p));
  // At every side and outcome, for every type: the cost, and its slope in the level.
  const near = Array.from({ length: orbits.sides.length * outcomes }, (_, cell) => {
    const [side, outcome] = [Math.floor(cell / outcomes), cell % outcomes];
    const column = Array.from(
      { length: reports },
      (_r, report) => law[lawAt(design, side, report) * outcomes + outcome],
    );
    const [high, low] = [Math.max(...column), Math.min(...column)];
    bound(most + cell, high);
    bound(least + cell, low);
    const y = Math.min(logRatio(high, low), level);
    const [after, before] = [Math.min(y + SLOPE_STEP, level), Math.max(y - SLOPE_STEP, 0)];
    const costs = Array.from({ length: types }, (_t, type) => {
      const slope =
        after > before && after < Infinity
          ? (mechanism.privacyCost(after, type) - mechanism.privacyCost(before, type)) / (after - before)
          : 0;
      return { cost: mechanism.privacyCost(y, type), slope: low > 0 ? slope : 0 };
    });
    return { high, low, costs };
  });
  const free = freeUtility(design);
  const utility: AddUtility = (to, weight, type, report, side) => {
    free(to, weight, type, report, side);
    if (report === optOut) return;
    for (let outcome = 0; outcome < outcomes; outcome++) {
      const cell = side * outcomes + outcome;
      const { high, low, costs } = near[cell];
      const { cost, slope } = costs[type];
      const x = lawAt(design, side, report) * outcomes + outcome;
      addTerm(to, x, -weight * cost);
      if (slope === 0) continue;
      addTerm(to, most + cell, (-weight * law[x] * slope) / high);
      addTerm(to, least + cell, (weight * law[x] * slope) / low);
    }
  };
  const demands = honestyRows(table, orbits, solution, utility);
  for (const { coefficients } of demands) (coefficients as Map<number, number>).set(violation, 1);
  const objective = objectiveOf(design, columns);
  objective[violation] = PENALTY;
  const rows = [...lawRows(design), ...demands];
  try {
    return lawIn(design, (await solveLinearProgram({ sense: "min", objective, rows, lower, upper })).x);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Steps from a law while they lower its price, shorter ones when they do not; the best that misses nothing, if any. */
export async function improve(design: Design, from: Float64Array, steps: number): Promise<Found> {
  let best = await priced(design, from);
  let met = best;
  let radius = 0.5;
  for (let i = 0; i < steps && radius > 1e-5; i++) {
    const law = await step(design, best, radius);
    const next = law ? await priced(design, law) : best;
    const better = next.merit < best.merit - 1e-7 * Math.max(1, Math.abs(best.merit));
    if (better) best = next;
    met = cheaper(met, next);
    radius = better ? Math.min(1, radius * 1.5) : radius / 3;
  }
  return met;
}

/** The cheaper of two prices; one that misses no demand before one that does. */
export function cheaper<A extends Price, B extends Price>(a: A, b: B): A | B {
  const [missed, other] = [a, b].map(({ violation }) => violation > TOLERANCE);
  if (missed !== other) return missed ? b : a;
  return a.expectedPayment + PENALTY * a.violation <= b.expectedPayment + PENALTY * b.violation ? a : b;
}
