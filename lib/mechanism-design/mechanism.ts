/** A mechanism of your own: reports, outcome law, payments, and what privacy is worth to those who report. */
import { checkFunction, checkInteger, checkLaw, checkNumber, checkObject } from "../arguments";
import { countProfiles, forEachProfile, strides } from "../enumeration/profiles";
import { outcomeLaws } from "../privacy/audit";
import { logRatio } from "../privacy/channel";

/** A finite mechanism and the population that it meets. Types, reports, outcomes and players are numbered from 0. */
export interface Mechanism {
  readonly players: number;
  /** The law of a player's type; types are independent. Reporting her type's number is a player's honest report. */
  readonly prior: readonly number[];
  /** How many reports a player can make: her types first, then any others. By default the types. */
  readonly reports?: number;
  /** The report that means staying away, if there is one: unpaid, and without loss of privacy. */
  readonly optOut?: number;
  /** The law of the outcome at a profile of reports; everything that is published belongs to the outcome. */
  readonly law: (reports: readonly number[]) => ArrayLike<number>;
  /** Expected payment to a player at a profile of reports, in money; 0 by default. Nothing is paid for staying away. */
  readonly payment?: (player: number, reports: readonly number[]) => number;
  /** What an outcome is worth to a type, in money, of this player where it is hers alone; 0 by default. */
  readonly value?: (type: number, outcome: number, player: number) => number;
  /**
   * What an outcome costs a type through what it reveals, in money, given the largest log ratio of its probability over
   * her reports (nats, ∞ allowed); 0 by default.
   */
  readonly privacyCost?: (logRatio: number, type: number) => number;
}

/** A mechanism with its defaults filled in and everything about its profiles computed once. */
export interface Table {
  readonly mechanism: Required<Omit<Mechanism, "optOut">> & Pick<Mechanism, "optOut">;
  readonly types: number;
  /** Reports of each player. */
  readonly sizes: readonly number[];
  readonly steps: readonly number[];
  /** Outcome law by profile index. */
  readonly laws: readonly ArrayLike<number>[];
  /** payment[player][profile index]. */
  readonly payments: readonly Float64Array[];
}

/** The table of a mechanism, checked: at most 5·10⁶ profiles. */
export function tabulate(given: Mechanism): Table {
  checkObject("mechanism", given);
  checkInteger("players", given.players, { min: 1 });
  checkLaw("prior", given.prior);
  const types = given.prior.length;
  const reports = given.reports ?? types;
  checkInteger("reports", reports, { min: types });
  if (given.optOut !== undefined) checkInteger("optOut", given.optOut, { min: types, max: reports - 1 });
  const zero = (): number => 0;
  const { payment = zero, value = zero, privacyCost = zero } = given;
  const mechanism = { ...given, reports, payment, value, privacyCost };
  checkFunction("payment", mechanism.payment);
  checkFunction("value", mechanism.value);
  checkFunction("privacyCost", mechanism.privacyCost);
  const sizes = new Array<number>(given.players).fill(reports);
  const count = countProfiles(sizes);
  const payments = sizes.map(() => new Float64Array(count));
  forEachProfile(sizes, (profile, index) => {
    for (let player = 0; player < sizes.length; player++) {
      if (profile[player] === given.optOut) continue;
      const paid = mechanism.payment(player, [...profile]);
      checkNumber(`payment(${player}, [${profile}])`, paid);
      payments[player][index] = paid;
    }
  });
  const laws = outcomeLaws({ reports: sizes, law: given.law });
  for (let player = 0; player < sizes.length; player++) {
    for (let type = 0; type < types; type++) {
      for (let o = 0; o < laws[0].length; o++) checkNumber(`value(${type}, ${o}, ${player})`, value(type, o, player));
    }
  }
  return { mechanism, types, sizes, steps: strides(sizes), laws, payments };
}

/** The index of a profile. */
export const indexOf = ({ steps }: Pick<Table, "steps">, profile: readonly number[]): number =>
  profile.reduce((sum, report, i) => sum + report * steps[i], 0);

/** Utilities of one player by her report, the others' reports fixed. */
export interface Row {
  /** Value of the outcome and payment. */
  readonly gross: Float64Array;
  /** The same less the cost of privacy. */
  readonly net: Float64Array;
}

/**
 * What each report brings a player of a type at a profile.
 * @param index the profile's index; the player's own report in it does not matter
 */
export function utilities(
  { mechanism, laws, payments, steps, sizes }: Table,
  player: number,
  type: number,
  index: number,
): Row {
  const own = Math.floor(index / steps[player]) % sizes[player];
  const at = (report: number): number => index + (report - own) * steps[player];
  const reports = Array.from({ length: sizes[player] }, (_, report) => laws[at(report)]);
  const costs = Array.from({ length: reports[0].length }, (_, o) => {
    const column = reports.map((law) => law[o]);
    const cost = mechanism.privacyCost(logRatio(Math.max(...column), Math.min(...column)), type);
    checkNumber(`privacyCost(type ${type})`, cost, { min: 0, max: Infinity });
    return cost;
  });
  const gross = new Float64Array(reports.length);
  const net = new Float64Array(reports.length);
  reports.forEach((law, report) => {
    let [value, cost] = [payments[player][at(report)], 0];
    for (let o = 0; o < law.length; o++) {
      if (law[o] === 0) continue;
      value += law[o] * mechanism.value(type, o, player);
      if (report !== mechanism.optOut) cost += law[o] * costs[o];
    }
    gross[report] = value;
    net[report] = value - cost;
  });
  return { gross, net };
}

/** Visits every profile of types with its probability; report indices of honest players. */
export function forEachTypes(
  table: Table,
  visit: (profile: readonly number[], index: number, probability: number) => void,
): void {
  const { mechanism, types, sizes } = table;
  forEachProfile(
    sizes.map(() => types),
    (profile) => {
      const probability = profile.reduce((product, type) => product * mechanism.prior[type], 1);
      visit(profile, indexOf(table, profile), probability);
    },
  );
}
