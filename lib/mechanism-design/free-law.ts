/** The linear programs in which the outcome law is free: their columns, and the rows that make it a law that is allowed. */
import type { Row } from "../numerics/linear-program";
import { addTerm, expectedPayments, type AddUtility, type Solution } from "./honesty";
import type { Table } from "./mechanism";
import type { Orbits } from "./orbits";

/** A design's program: what is asked, and its columns. Laws are arrays by number of profile and outcome. */
export interface Design {
  readonly table: Table;
  readonly orbits: Orbits;
  readonly solution: Solution;
  readonly level: number;
  readonly outcomes: number;
  /** The coefficients of the expected loss of a law. */
  readonly lossOf: Float64Array;
  readonly mostLoss: number;
}

/** The first columns: the law, the payments, then for each player's others the most and least of an outcome over reports. */
export function columnsOf({ table, orbits, outcomes }: Design) {
  const { reports } = table.mechanism;
  const pay = orbits.laws.length * outcomes;
  const most = pay + orbits.sides.length * reports;
  const least = most + orbits.sides.length * outcomes;
  return { pay, most, least, next: least + orbits.sides.length * outcomes };
}

/** The number of the profile in which a player makes a report. */
export function lawAt({ table, orbits }: Design, side: number, report: number): number {
  const { player, index } = orbits.sides[side];
  return orbits.lawOf[index + report * table.steps[player]];
}

export const row = (
  bounds: Omit<Row, "coefficients">,
  ...terms: readonly (readonly [column: number, by: number])[]
): Row => ({
  ...bounds,
  coefficients: new Map(terms),
});

/** That laws are laws, private to the level, and of no larger loss. */
export function lawRows(design: Design): Row[] {
  const { table, orbits, level, outcomes, lossOf, mostLoss } = design;
  const { most, least } = columnsOf(design);
  const rows = orbits.laws.map((_, law) =>
    row(
      { lower: 1, upper: 1 },
      ...Array.from({ length: outcomes }, (_o, outcome) => [law * outcomes + outcome, 1] as const),
    ),
  );
  const shrink = Math.exp(-level);
  for (let column = 0; column < orbits.sides.length * outcomes; column++) {
    const [side, outcome] = [Math.floor(column / outcomes), column % outcomes];
    for (let report = 0; report < table.mechanism.reports; report++) {
      const x = lawAt(design, side, report) * outcomes + outcome;
      rows.push(row({ lower: 0 }, [most + column, 1], [x, -1]), row({ lower: 0 }, [x, 1], [least + column, -1]));
    }
    rows.push(row({ lower: 0 }, [least + column, 1], [most + column, -shrink]));
  }
  rows.push({ coefficients: new Map(lossOf.entries()), upper: mostLoss });
  return rows;
}

/** Utilities with a law that is free, but for the cost of privacy. */
export function freeUtility(design: Design): AddUtility {
  const { table, orbits, outcomes } = design;
  const { mechanism } = table;
  const { pay } = columnsOf(design);
  return (to, weight, type, report, side) => {
    if (report !== mechanism.optOut) addTerm(to, pay + side * mechanism.reports + report, weight);
    const law = lawAt(design, side, report) * outcomes;
    for (let outcome = 0; outcome < outcomes; outcome++)
      addTerm(to, law + outcome, weight * mechanism.value(type, outcome, orbits.sides[side].player));
  };
}

/** An objective of so many columns: the expected total payment. */
export function objectiveOf(design: Design, columns: number): Float64Array {
  const objective = new Float64Array(columns);
  expectedPayments(design.table, design.orbits, objective, columnsOf(design).pay);
  return objective;
}

/** The law in a solution, without its rounding errors: they would be log ratios of any size. */
export function lawIn({ orbits, outcomes, level }: Design, x: Float64Array): Float64Array {
  const law = x.slice(0, orbits.laws.length * outcomes).map((p) => (p < 1e-10 ? 0 : p));
  const means = new Float64Array(outcomes);
  for (let from = 0; from < law.length; from += outcomes) {
    const sum = law.subarray(from, from + outcomes).reduce((total, p) => total + p, 0);
    for (let o = 0; o < outcomes; o++) means[o] += (law[from + o] /= sum) / orbits.laws.length;
  }
  const mixed = level === Infinity ? 0 : 1e-8;
  return law.map((p, i) => (1 - mixed) * p + mixed * means[i % outcomes]);
}

/** The table with another law. */
export const tableWith = ({ table, orbits, outcomes }: Design, law: Float64Array): Table => ({
  ...table,
  laws: Array.from(orbits.lawOf, (number) => law.subarray(number * outcomes, (number + 1) * outcomes)),
});
