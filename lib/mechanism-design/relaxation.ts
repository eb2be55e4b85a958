/** A bound below what any outcome law can cost: the cost of privacy relaxed to linear rows. */
import { solveLinearProgram } from "../numerics/linear-program";
import type { CostBounds } from "./cost-planes";
import { columnsOf, freeUtility, lawAt, lawIn, lawRows, objectiveOf, row, type Design } from "./free-law";
import { addTerm, checkSize, honestyRows, type AddUtility } from "./honesty";

/**
 * The program with the cost of privacy relaxed: each product of a probability and its cost becomes a variable of its
 * own, of which only linear consequences are demanded, so that every mechanism of the level and loss satisfies them.
 */
export async function relax(
  design: Design,
  costs: readonly CostBounds[],
): Promise<{ value: number; law: Float64Array }> {
  const { table, orbits, solution, level, outcomes } = design;
  const { reports, optOut } = table.mechanism;
  const { most, least, next } = columnsOf(design);
  // Types of the same cost share their variables: for each kind, side and outcome, the cost times the probability at
  // each report, and times the most and the least over reports.
  const kinds = costs.filter((cost, i) => costs.findIndex((other) => sameCost(cost, other)) === i);
  const kindOf = costs.map((cost) => kinds.findIndex((kind) => sameCost(kind, cost)));
  const cells = orbits.sides.length * outcomes;
  const charge = (kind: number, cell: number, report: number): number =>
    next + (kind * cells + cell) * (reports + 2) + report;
  const planes = kinds.reduce((sum, kind) => sum + kind.planes.length, 0);
  checkSize(
    cells * (reports * (12 * kinds.length + 3 * planes) + 6 * kinds.length),
    "cheapestPayments, which keeps the law, takes on more",
  );
  const rows = lawRows(design);
  kinds.forEach(({ planes, top }, kind) => {
    for (let cell = 0; cell < cells; cell++) {
      const [side, outcome] = [Math.floor(cell / outcomes), cell % outcomes];
      const [high, low] = [charge(kind, cell, reports), charge(kind, cell, reports + 1)];
      const [highest, lowest] = [most + cell, least + cell];
      const shrink = Math.exp(-level);
      for (let report = 0; report < reports; report++) {
        const w = charge(kind, cell, report);
        const x = lawAt(design, side, report) * outcomes + outcome;
        // cost·least ≤ cost·x ≤ cost·most, and the same for what the cost falls short of the top
        rows.push(
          row({ lower: 0 }, [w, 1], [low, -1]),
          row({ lower: 0 }, [high, 1], [w, -1]),
          row({ lower: 0 }, [x, top], [w, -1], [lowest, -top], [low, 1]),
          row({ lower: 0 }, [highest, top], [high, -1], [x, -top], [w, 1]),
        );
        for (const { own, most: m, least: l } of planes) {
          rows.push(row({ lower: 0 }, [w, 1], [x, -own], [highest, -m], [lowest, -l]));
        }
      }
      rows.push(
        row({ lower: 0 }, [low, 1], [high, -shrink]),
        row({ lower: 0 }, [lowest, top], [low, -1], [highest, -top * shrink], [high, shrink]),
      );
    }
  });
  const free = freeUtility(design);
  const utility: AddUtility = (to, weight, type, report, side) => {
    free(to, weight, type, report, side);
    if (report === optOut) return;
    for (let outcome = 0; outcome < outcomes; outcome++) {
      addTerm(to, charge(kindOf[type], side * outcomes + outcome, report), -weight);
    }
  };
  rows.push(...honestyRows(table, orbits, solution, utility));
  const objective = objectiveOf(design, next + kinds.length * cells * (reports + 2));
  const { value, x } = await solveLinearProgram({ sense: "min", objective, rows });
  return { value, law: lawIn(design, x) };
}

const sameCost = (a: CostBounds, b: CostBounds): boolean => a.values.every((value, i) => value === b.values[i]);
