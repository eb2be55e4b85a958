/** The least that a mechanism's outcome law can cost: a linear program over its payments. */
import { solveLinearProgram } from "../numerics/linear-program";
import { addTerm, checkSolution, expectedPayments, honestyRows, type AddUtility, type Solution } from "./honesty";
import { indexOf, tabulate, utilities, type Mechanism, type Row, type Table } from "./mechanism";
import { orbitsOfLaw, type Orbits } from "./orbits";

/** The cheapest mechanism with the same outcome law, and so the same privacy level and accuracy. */
export interface CheapestPayments {
  /** Expected total payment when all are honest. */
  readonly expectedPayment: number;
  /** The mechanism with the payments that reach it: to be run, audited, plotted. */
  readonly mechanism: Mechanism;
}

/** What an outcome law costs. */
export interface Price {
  readonly expectedPayment: number;
  /** By how much the worst demand of honesty or taking part is missed; 0 without a penalty. */
  readonly violation: number;
  /** By the number of the others and her report. */
  readonly payments: Float64Array;
}

/**
 * The cheapest payments for a table's outcome law; those that it brings along are to be 0.
 * @param penalty the price of missing every demand by 1; ∞ for not at all
 * @throws RangeError when no payments will do
 */
export async function priceLaw(table: Table, orbits: Orbits, solution: Solution, penalty = Infinity): Promise<Price> {
  const { reports, optOut } = table.mechanism;
  const { sides } = orbits;
  const violation = sides.length * reports;
  const known = sides.map((): (Row | undefined)[] => []);
  const utility: AddUtility = (to, weight, type, report, side) => {
    const { player, index } = sides[side];
    const { net } = (known[side][type] ??= utilities(table, player, type, index));
    to.constant += weight * net[report];
    if (report !== optOut) addTerm(to, side * reports + report, weight);
  };
  const rows = honestyRows(table, orbits, solution, utility);
  const elastic = penalty < Infinity;
  if (elastic) for (const { coefficients } of rows) (coefficients as Map<number, number>).set(violation, 1);
  const objective = new Float64Array(violation + (elastic ? 1 : 0));
  expectedPayments(table, orbits, objective, 0);
  const total = Float64Array.from(objective);
  if (elastic) objective[violation] = penalty;
  const { x } = await solveLinearProgram({ sense: "min", objective, rows });
  return {
    expectedPayment: total.reduce((sum, weight, i) => sum + weight * x[i], 0),
    violation: elastic ? x[violation] : 0,
    payments: x.slice(0, violation),
  };
}

/** The payment function of a mechanism from its table. */
export const paymentOf =
  (table: Table, { sideOf }: Orbits, payments: Float64Array) =>
  (player: number, profile: readonly number[]): number =>
    payments[sideOf[player][indexOf(table, profile)] * table.mechanism.reports + profile[player]];

/**
 * The nonnegative payments of least expected total that make honest taking part an equilibrium, all costs of privacy
 * counted: a linear program in the payment to each player at each profile of reports. Payments that the mechanism
 * brings along are set aside. For the least over outcome laws too, see cheapestMechanism.
 * @param mechanism the outcome law, values and costs of privacy; costs must be finite
 * @param solution "dominant strategies": honesty is best whatever the others report; "Bayesian": on average over honest
 *   others. In both, taking part is at least as good as staying away (as nothing, where nobody can stay away)
 * @throws RangeError when no payments can do it, or the program has more than 3·10⁵ entries
 * @example
 * ```ts
 * import type { Mechanism } from "privacy-markets/mechanism-design";
 * const poll: Mechanism = {
 *   players: 2,
 *   prior: [0.5, 0.5],
 *   law: ([a, b]) => (a + b > 1 ? [0.2, 0.8] : [0.8, 0.2]),
 *   privacyCost: (nats) => nats,
 * };
 * cheapestPayments(poll, "Bayesian").then((best) => best.expectedPayment); // 1.38629
 * ```
 */
export async function cheapestPayments(mechanism: Mechanism, solution: Solution): Promise<CheapestPayments> {
  checkSolution(solution);
  const table = tabulate({ ...mechanism, payment: undefined });
  const orbits = orbitsOfLaw(table);
  const { expectedPayment, payments } = await priceLaw(table, orbits, solution);
  return { expectedPayment, mechanism: { ...mechanism, payment: paymentOf(table, orbits, payments) } };
}
