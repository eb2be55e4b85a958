/** The least that a privacy level and an accuracy can cost, over outcome laws and payments. */
import { checkFunction, checkInteger, checkNumber, checkObject, rejectValue } from "../arguments";
import { auditLaws } from "../privacy/audit";
import { paymentOf, priceLaw } from "./cheapest-payments";
import { costBounds } from "./cost-planes";
import type { Design } from "./free-law";
import { checkSolution, type Solution } from "./honesty";
import { cheaper, improve, PENALTY, TOLERANCE } from "./law-search";
import { forEachTypes, indexOf, tabulate, type Mechanism, type Table } from "./mechanism";
import { isAnonymous, orbitsOf, orbitsOfLaw, valuesAlike } from "./orbits";
import { relax } from "./relaxation";

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

/** The outcomes that nobody tells apart: equal in loss at every profile of types, and in value to every type. */
function mergeOutcomes(table: Table, loss: Accuracy["loss"]): readonly (readonly number[])[] {
  const { mechanism, types, laws } = table;
  const kinds = Array.from(laws[0], (_, outcome) =>
    table.sizes.flatMap((_s, player) =>
      Array.from({ length: types }, (_t, type) => mechanism.value(type, outcome, player)),
    ),
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
  const { level } = auditLaws(full.sizes, full.laws);
  const costs = Array.from({ length: full.types }, (_, type) =>
    costBounds((y) => full.mechanism.privacyCost(y, type), level, `privacyCost of type ${type}`),
  );
  // Outcomes that nobody tells apart are one to the search; the design draws one of them.
  const groups = mergeOutcomes(full, loss);
  const table: Table = {
    ...full,
    mechanism: {
      ...full.mechanism,
      value: (type, group, player) => full.mechanism.value(type, groups[group][0], player),
    },
    laws: full.laws.map((law) => groups.map((group) => group.reduce((sum, outcome) => sum + law[outcome], 0))),
  };
  const outcomes = groups.length;
  const lossAt = (types: readonly number[], group: number): number => loss([...types], groups[group][0]);
  const anonymous =
    valuesAlike(table) &&
    isAnonymous(
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
