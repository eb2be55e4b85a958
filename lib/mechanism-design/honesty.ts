/** Honest taking part as an equilibrium: the rows of a linear program in payments and, perhaps, the outcome law. */
import { checkOneOf, rejectValue } from "../arguments";
import type { Row } from "../numerics/linear-program";
import { forEachTypes, type Table } from "./mechanism";
import type { Orbits } from "./orbits";

/** Which honesty is asked for: whatever the others report, or on average over honest others. */
export type Solution = "dominant strategies" | "Bayesian";

export function checkSolution(solution: unknown): asserts solution is Solution {
  checkOneOf("solution", solution, ["dominant strategies", "Bayesian"]);
}

/** A linear function of the program's variables: coefficients by column, and a constant. */
export interface Expression {
  readonly terms: Map<number, number>;
  constant: number;
}

export const addTerm = ({ terms }: Expression, column: number, coefficient: number): void => {
  if (coefficient !== 0) terms.set(column, (terms.get(column) ?? 0) + coefficient);
};

/** Adds a player's utility, times a weight, to an expression: her type, her report, and the number of her others. */
export type AddUtility = (to: Expression, weight: number, type: number, report: number, side: number) => void;

/** A program beyond this many entries is refused. */
const MOST_ENTRIES = 300_000;

/** Refuses a program before it is built. */
export function checkSize(entries: number, otherwise: string): void {
  if (entries > MOST_ENTRIES) {
    rejectValue("the size of the linear program", entries, `at most ${MOST_ENTRIES} entries; ${otherwise}`);
  }
}

/**
 * That no lie beats honesty, and honesty not staying away (nothing, where nobody can stay away).
 * @param utility how a utility depends on the program's variables
 */
export function honestyRows(table: Table, orbits: Orbits, solution: Solution, utility: AddUtility): Row[] {
  const { mechanism, types } = table;
  const { prior, optOut, reports } = mechanism;
  const dominant = solution === "dominant strategies";
  const honestOthers = Math.min(types ** (table.sizes.length - 1), orbits.sides.length);
  checkSize(
    2 * types * reports * (dominant ? orbits.sides.length : orbits.players.length * honestOthers),
    "simulateLie and simulatePayment have no limit",
  );
  const rows: Row[] = [];
  const demand = (type: number, sides: readonly (readonly [side: number, weight: number])[]): void => {
    if (prior[type] === 0) return;
    for (let report = 0; report < reports; report++) {
      if (report === type && optOut !== undefined) continue;
      // At her own type the row is taking part itself.
      const gain: Expression = { terms: new Map(), constant: 0 };
      for (const [side, weight] of sides) {
        utility(gain, weight, type, type, side);
        if (report !== type) utility(gain, -weight, type, report, side);
      }
      if (!Number.isFinite(gain.constant)) {
        rejectValue("privacyCost", Infinity, "finite for reports that are to be bought");
      }
      rows.push({ coefficients: gain.terms, lower: -gain.constant });
    }
  };
  if (dominant) {
    orbits.sides.forEach((_, side) => {
      for (let type = 0; type < types; type++) demand(type, [[side, 1]]);
    });
    return rows;
  }
  for (const player of orbits.players) {
    const weights = new Map<number, number>();
    forEachTypes(table, (profile, index) => {
      if (profile[player] !== 0) return;
      const weight = profile.reduce((product, type, i) => (i === player ? product : product * prior[type]), 1);
      const side = orbits.sideOf[player][index];
      if (weight > 0) weights.set(side, (weights.get(side) ?? 0) + weight);
    });
    for (let type = 0; type < types; type++) demand(type, [...weights]);
  }
  return rows;
}

/** The payments' part of the objective: the expected payment by column, the first payment's column being `from`. */
export function expectedPayments(table: Table, { sideOf }: Orbits, to: Float64Array, from: number): void {
  const { reports } = table.mechanism;
  forEachTypes(table, (profile, index, probability) => {
    profile.forEach((report, player) => {
      to[from + sideOf[player][index] * reports + report] += probability;
    });
  });
}
