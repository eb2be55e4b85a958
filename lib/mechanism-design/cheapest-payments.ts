/** The least that a mechanism's outcome law can cost: a linear program over its payments. */
import { checkOneOf, rejectValue } from "../numerics/domain";
import { solveLinearProgram, type Row as Constraint } from "../numerics/linear-program";
import { forEachProfile } from "../numerics/profiles";
import { averageUtilities } from "./audit";
import { forEachTypes, tabulate, utilities, type Mechanism } from "./mechanism";

/** Which honesty is asked for: whatever the others report, or on average over honest others. */
export type Solution = "dominant strategies" | "Bayesian";

/** The cheapest mechanism with the same outcome law, and so the same privacy level and accuracy. */
export interface CheapestPayments {
  /** Expected total payment when all are honest. */
  readonly expectedPayment: number;
  /** The mechanism with the payments that reach it: to be run, audited, plotted. */
  readonly mechanism: Mechanism;
}

/** The largest program taken on: variables times constraints, both dense. */
const MOST_ENTRIES = 20_000_000;

/**
 * The nonnegative payments of least expected total that make honest taking part an equilibrium, all costs of privacy
 * counted: a linear program in the payment to each player at each profile of reports. Payments that the mechanism
 * brings along are set aside.
 * @param mechanism the outcome law, values and costs of privacy; costs must be finite
 * @param solution "dominant strategies": honesty is best whatever the others report; "Bayesian": on average over honest
 *   others. In both, taking part is at least as good as staying away (as nothing, where nobody can stay away)
 * @throws RangeError when no payments can do it, or the program is larger than 2·10⁷ entries
 */
export async function cheapestPayments(mechanism: Mechanism, solution: Solution): Promise<CheapestPayments> {
  checkOneOf("solution", solution, ["dominant strategies", "Bayesian"]);
  const table = tabulate({ ...mechanism, payment: undefined });
  const { sizes, types, steps, laws } = table;
  const { optOut, prior } = mechanism;
  const columns = sizes.length * laws.length;
  const variable = (player: number, index: number): number => player * laws.length + index;
  const objective = new Float64Array(columns);
  forEachTypes(table, (_, index, probability) => {
    for (let player = 0; player < sizes.length; player++) objective[variable(player, index)] += probability;
  });
  const rows: Constraint[] = [];
  const add = (coefficients: Float64Array, lower: number): void => {
    if (!Number.isFinite(lower)) rejectValue("privacyCost", lower, "finite for reports that are to be bought");
    if ((rows.length + 1) * columns > MOST_ENTRIES) {
      rejectValue("the size of the linear program", (rows.length + 1) * columns, `at most ${MOST_ENTRIES} entries`);
    }
    rows.push({ coefficients, lower });
  };
  if (solution === "dominant strategies") {
    forEachProfile(sizes, (profile, index) => {
      for (let player = 0; player < sizes.length; player++) {
        const type = profile[player];
        if (type >= types || prior[type] === 0) continue;
        const { net } = utilities(table, player, type, index);
        for (let report = 0; report < sizes[player]; report++) {
          if (report === type) continue;
          const row = new Float64Array(columns);
          row[variable(player, index)] = 1;
          if (report !== optOut) row[variable(player, index + (report - type) * steps[player])] = -1;
          add(row, net[report] - net[type]);
        }
        if (optOut === undefined) {
          const row = new Float64Array(columns);
          row[variable(player, index)] = 1;
          add(row, -net[type]);
        }
      }
    });
  } else {
    for (let player = 0; player < sizes.length; player++) {
      const average = averageUtilities(table, player);
      // The coefficients of the expected payment for each report, over honest others.
      const expected = Array.from({ length: sizes[player] }, () => new Float64Array(columns));
      forEachTypes(table, (profile, index) => {
        if (profile[player] !== 0) return;
        const others = profile.reduce((product, type, i) => (i === player ? product : product * prior[type]), 1);
        for (let report = 0; report < sizes[player]; report++) {
          if (report !== optOut) expected[report][variable(player, index + report * steps[player])] += others;
        }
      });
      average.forEach(({ net }, type) => {
        if (prior[type] === 0) return;
        for (let report = 0; report < sizes[player]; report++) {
          if (report !== type)
            add(
              expected[type].map((x, i) => x - expected[report][i]),
              net[report] - net[type],
            );
        }
        if (optOut === undefined) add(expected[type], -net[type]);
      });
    }
  }
  const { value, x } = await solveLinearProgram({ sense: "min", objective, rows });
  const payments = sizes.map((_, player) => x.slice(player * laws.length, (player + 1) * laws.length));
  return {
    expectedPayment: value,
    mechanism: {
      ...mechanism,
      payment: (player, reports) => payments[player][reports.reduce((sum, report, i) => sum + report * steps[i], 0)],
    },
  };
}
