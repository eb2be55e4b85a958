/** The least that a privacy level and an accuracy can cost, over outcome laws and payments. */
import { checkFunction, checkInteger, checkNumber, checkObject, rejectValue } from "../numerics/domain";
import { solveLinearProgram, type Row } from "../numerics/linear-program";
import { auditPrivacy } from "../privacy/audit";
import { logRatio } from "../privacy/channel";
import { paymentOf, priceLaw, type Price } from "./cheapest-payments";
import { costBounds, type CostBounds } from "./cost-planes";
import {
  addTerm,
  checkSize,
  checkSolution,
  expectedPayments,
  honestyRows,
  type AddUtility,
  type Solution,
} from "./honesty";
import { forEachTypes, indexOf, tabulate, type Mechanism, type Table } from "./mechanism";
import { isAnonymous, orbitsOf, orbitsOfLaw, type Orbits } from "./orbits";

/** What is asked of the design besides the mechanism's own privacy level. */
export interface Accuracy {
  /** The loss of an outcome when the players have these types; its mean over honest players is not to grow. */
  readonly loss: (types: readonly number[], outcome: number) => number;
  /** How many times a law found is improved at most; 40 by default. */
  readonly steps?: number;
}

/** A designed mechanism, and how far from the least possible it can be. */
export interface CheapestMechanism {
  /** No mechanism of this level and loss has a smaller expected total payment. */
  readonly atLeast: number;
  /** Expected total payment of the mechanism found, when all are honest. */
  readonly expectedPayment: number;
  /** It: to be run, audited, plotted. */
  readonly mechanism: Mechanism;
  /** The privacy level that it was to keep, in nats, and the expected loss. */
  readonly level: number;
  readonly loss: number;
}

/** The price of missing a demand of honesty by 1, while searching. */
const PENALTY = 1000;
/** Demands missed by less are met. */
const TOLERANCE = 1e-7;

/** A design's program: what is asked, and its columns. Laws are arrays by number of profile and outcome. */
interface Design {
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
function columnsOf({ table, orbits, outcomes }: Design) {
  const { reports } = table.mechanism;
  const pay = orbits.laws.length * outcomes;
  const most = pay + orbits.sides.length * reports;
  const least = most + orbits.sides.length * outcomes;
  return { pay, most, least, next: least + orbits.sides.length * outcomes };
}

/** The number of the profile in which a player makes a report. */
function lawAt({ table, orbits }: Design, side: number, report: number): number {
  const { player, index } = orbits.sides[side];
  return orbits.lawOf[index + report * table.steps[player]];
}

const row = (bounds: Omit<Row, "coefficients">, ...terms: readonly (readonly [column: number, by: number])[]): Row => ({
  ...bounds,
  coefficients: new Map(terms),
});

/** That laws are laws, private to the level, and of no larger loss. */
function lawRows(design: Design): Row[] {
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
function freeUtility(design: Design): AddUtility {
  const { table, outcomes } = design;
  const { mechanism } = table;
  const { pay } = columnsOf(design);
  return (to, weight, type, report, side) => {
    if (report !== mechanism.optOut) addTerm(to, pay + side * mechanism.reports + report, weight);
    const law = lawAt(design, side, report) * outcomes;
    for (let outcome = 0; outcome < outcomes; outcome++)
      addTerm(to, law + outcome, weight * mechanism.value(type, outcome));
  };
}

/** An objective of so many columns: the expected total payment. */
function objectiveOf(design: Design, columns: number): Float64Array {
  const objective = new Float64Array(columns);
  expectedPayments(design.table, design.orbits, objective, columnsOf(design).pay);
  return objective;
}

/** The law in a solution, without its rounding errors: they would be log ratios of any size. */
function lawIn({ orbits, outcomes, level }: Design, x: Float64Array): Float64Array {
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
const tableWith = ({ table, orbits, outcomes }: Design, law: Float64Array): Table => ({
  ...table,
  laws: Array.from(orbits.lawOf, (number) => law.subarray(number * outcomes, (number + 1) * outcomes)),
});

/**
 * The program with the cost of privacy relaxed: each product of a probability and its cost becomes a variable of its
 * own, of which only linear consequences are demanded, so that every mechanism of the level and loss satisfies them.
 */
async function relax(design: Design, costs: readonly CostBounds[]): Promise<{ value: number; law: Float64Array }> {
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

const SLOPE_STEP = 1e-6;

/** Steps from a law while they lower its price, shorter ones when they do not; the best that misses nothing, if any. */
async function improve(design: Design, from: Float64Array, steps: number): Promise<Found> {
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
function cheaper<A extends Price, B extends Price>(a: A, b: B): A | B {
  const [missed, other] = [a, b].map(({ violation }) => violation > TOLERANCE);
  if (missed !== other) return missed ? b : a;
  return a.expectedPayment + PENALTY * a.violation <= b.expectedPayment + PENALTY * b.violation ? a : b;
}

/** The outcomes that nobody tells apart: equal in loss at every profile of types, and in value to every type. */
function mergeOutcomes(table: Table, loss: Accuracy["loss"]): readonly (readonly number[])[] {
  const { mechanism, types, laws } = table;
  const kinds = Array.from(laws[0], (_, outcome) =>
    Array.from({ length: types }, (_t, type) => mechanism.value(type, outcome)),
  );
  forEachTypes(table, (profile) => {
    kinds.forEach((kind, outcome) => {
      const lost = loss([...profile], outcome);
      checkNumber(`loss([${profile}], ${outcome})`, lost);
      kind.push(lost);
    });
  });
  const groups = new Map<string, number[]>();
  kinds.forEach((kind, outcome) => groups.set(kind.join(), [...(groups.get(kind.join()) ?? []), outcome]));
  return [...groups.values()];
}

/**
 * How little a mechanism could cost: over all outcome laws and nonnegative payments with its players, types, reports,
 * outcomes, values and costs of privacy, which are differentially private at its own level in every player's report, of
 * no larger expected loss, and in which honest taking part is an equilibrium that leaves nobody worse off.
 *
 * The cost of privacy is not linear in the law (an outcome's cost is that of the log ratio of its probabilities), so the
 * least lies in an interval. Below: a linear program in which each product of probability and cost is a variable of its
 * own, held only by planes that every law satisfies; its value is a bound whatever the cost, as long as it does not
 * decrease. Above: a mechanism. Its law is the best of the given one and of those reached by steps of linear programs
 * from the given law and from the program's below, each law paid its cheapest payments at the true cost of privacy. When
 * the loss does not depend on who is who, laws that do not either are searched, and bound all others.
 * @param mechanism what is to be bettered; its payments are set aside. The costs of privacy are not to decrease in the
 *   log ratio, and to be finite at the mechanism's level
 * @param solution as for cheapestPayments
 * @returns the designed mechanism, to tolerances of 1e-6 in level, loss and equilibrium
 * @throws TypeError without a loss; RangeError for a cost that decreases or is infinite, when no payments do for any law
 *   found, or when a program has more than 3·10⁵ entries
 */
export async function cheapestMechanism(
  mechanism: Mechanism,
  solution: Solution,
  accuracy: Accuracy,
): Promise<CheapestMechanism> {
  checkSolution(solution);
  checkObject("accuracy", accuracy);
  const { loss, steps = 40 } = accuracy;
  checkFunction("loss", loss);
  checkInteger("steps", steps, { min: 0, max: 1000 });
  const full = tabulate({ ...mechanism, payment: undefined });
  const { level } = auditPrivacy({ reports: full.sizes, law: mechanism.law });
  const costs = Array.from({ length: full.types }, (_, type) =>
    costBounds((y) => full.mechanism.privacyCost(y, type), level, `privacyCost of type ${type}`),
  );
  // Outcomes that nobody tells apart are one to the search; the design draws one of them.
  const groups = mergeOutcomes(full, loss);
  const table: Table = {
    ...full,
    mechanism: { ...full.mechanism, value: (type, group) => full.mechanism.value(type, groups[group][0]) },
    laws: full.laws.map((law) => groups.map((group) => group.reduce((sum, outcome) => sum + law[outcome], 0))),
  };
  const outcomes = groups.length;
  const lossAt = (types: readonly number[], group: number): number => loss([...types], groups[group][0]);
  const anonymous = isAnonymous(
    table.sizes.map(() => table.types),
    (types) => groups.map((_, group) => lossAt(types, group)),
  );
  const orbits = orbitsOf(table, anonymous);
  const lossOf = new Float64Array(orbits.laws.length * outcomes);
  const own = new Float64Array(lossOf.length);
  const members = new Float64Array(orbits.laws.length);
  let mostLoss = 0;
  forEachTypes(table, (profile, index, probability) => {
    for (let outcome = 0; outcome < outcomes; outcome++) {
      const lost = probability * lossAt(profile, outcome);
      lossOf[orbits.lawOf[index] * outcomes + outcome] += lost;
      mostLoss += lost * table.laws[index][outcome];
    }
  });
  orbits.lawOf.forEach((number) => members[number]++);
  orbits.lawOf.forEach((number, index) => {
    for (let o = 0; o < outcomes; o++) own[number * outcomes + o] += table.laws[index][o] / members[number];
  });
  const design: Design = { table, orbits, solution, level, outcomes, lossOf, mostLoss };
  const bound = await relax(design, costs);
  const given = orbitsOfLaw(full);
  const asGiven = await priceLaw(full, given, solution, PENALTY);
  const best = cheaper(await improve(design, bound.law, steps), await improve(design, own, steps));
  const found = cheaper(asGiven, best);
  if (found.violation > TOLERANCE) {
    rejectValue("the demands of honesty", found.violation, "met by payments for some law that is found");
  }
  const common = {
    atLeast: Math.min(bound.value, found.expectedPayment),
    expectedPayment: found.expectedPayment,
    level,
  };
  if (found !== best) {
    const payment = paymentOf(full, given, asGiven.payments);
    return { ...common, mechanism: { ...mechanism, payment }, loss: mostLoss };
  }
  const groupOf = Array.from(full.laws[0], (_, outcome) => groups.findIndex((group) => group.includes(outcome)));
  const lawOf = (profile: readonly number[]): number[] => {
    const from = orbits.lawOf[indexOf(table, profile)] * outcomes;
    return groupOf.map((group) => best.law[from + group] / groups[group].length);
  };
  return {
    ...common,
    mechanism: { ...mechanism, law: lawOf, payment: paymentOf(table, orbits, best.payments) },
    loss: best.law.reduce((sum, p, i) => sum + p * lossOf[i], 0),
  };
}
