/** Questions to a mechanism of your own, answered exactly, each with the case that decides it. */
import { rejectValue } from "../arguments";
import { countProfiles, forEachProfile } from "../enumeration/profiles";
import { auditLaws, type PrivacyAudit } from "../privacy/audit";
import { forEachTypes, tabulate, utilities, type Mechanism, type Table } from "./mechanism";

/** The best lie found: a player of a type makes another report. */
export interface Lie {
  /** What it gains; ≤ 0 when honesty is best. */
  readonly gain: number;
  readonly player: number;
  readonly type: number;
  readonly report: number;
  /** The others' reports with the honest one in the player's place; null where the gain is an average over the others' types. */
  readonly profile: readonly number[] | null;
}

/** The worst case of taking part. */
export interface Participation {
  /** What honest taking part brings above staying away (above 0 where nobody can stay away); < 0 is a loss. */
  readonly surplus: number;
  readonly player: number;
  readonly type: number;
  readonly profile: readonly number[] | null;
}

/** Everything that the audit says. */
export interface MechanismAudit {
  /** The least ε for which the outcome is ε-differentially private, and where it is reached. */
  readonly privacy: PrivacyAudit;
  /** The best lie whatever the others report (dominant strategies): without and with the cost of privacy. */
  readonly lie: { readonly withoutPrivacy: Lie; readonly withPrivacy: Lie };
  /** The best lie on average over honest others (Bayesian): without and with the cost of privacy. */
  readonly averageLie: { readonly withoutPrivacy: Lie; readonly withPrivacy: Lie };
  /** Individual rationality with the cost of privacy: in the worst case, and on average over honest others. */
  readonly participation: { readonly worst: Participation; readonly average: Participation };
  /** Expected total payment when all are honest. */
  readonly expectedPayment: number;
}

/** Average utilities of a player of a type by her report, over honest others. */
function averageUtilities(table: Table, player: number): readonly { gross: Float64Array; net: Float64Array }[] {
  const { mechanism, types, sizes } = table;
  const sums = Array.from({ length: types }, () => ({
    gross: new Float64Array(sizes[player]),
    net: new Float64Array(sizes[player]),
  }));
  forEachTypes(table, (profile, index, probability) => {
    const type = profile[player];
    if (probability === 0) return;
    const { gross, net } = utilities(table, player, type, index);
    const weight = probability / mechanism.prior[type];
    for (let report = 0; report < gross.length; report++) {
      sums[type].gross[report] += weight * gross[report];
      sums[type].net[report] += weight * net[report];
    }
  });
  return sums;
}

const NO_LIE: Lie = { gain: -Infinity, player: 0, type: 0, report: 0, profile: null };
const NO_LOSS: Participation = { surplus: Infinity, player: 0, type: 0, profile: null };

/** The better of a lie and the best one at some utilities. */
function betterLie(best: Lie, utility: Float64Array, at: Omit<Lie, "gain" | "report">): Lie {
  let found = best;
  for (let report = 0; report < utility.length; report++) {
    if (report === at.type) continue;
    const gain = utility[report] === utility[at.type] ? 0 : utility[report] - utility[at.type];
    if (gain > found.gain) found = { ...at, gain, report };
  }
  return found;
}

/**
 * Audits a mechanism: privacy level, best lies, individual rationality, expected payment.
 * @param mechanism at most 5·10⁶ profiles of reports
 * @throws RangeError for more, for a law that does not sum to 1, a payment or cost that is no number; TypeError for
 *   what is no function
 * @example
 * ```ts
 * import type { Mechanism } from "privacy-markets/mechanism-design";
 * const poll: Mechanism = {
 *   players: 2,
 *   prior: [0.5, 0.5],
 *   law: ([a, b]) => (a + b > 1 ? [0.2, 0.8] : [0.8, 0.2]),
 *   privacyCost: (nats) => nats,
 * };
 * auditMechanism(poll).privacy.level; // 1.38629
 * ```
 */
export function auditMechanism(mechanism: Mechanism): MechanismAudit {
  const table = tabulate(mechanism);
  const { sizes, types, payments } = table;
  const { optOut } = mechanism;
  let [gross, net, averageGross, averageNet] = [NO_LIE, NO_LIE, NO_LIE, NO_LIE];
  let [worst, average] = [NO_LOSS, NO_LOSS];
  const lessWelcome = (so: Participation, utility: Float64Array, at: Omit<Participation, "surplus">): Participation => {
    const surplus = utility[at.type] - (optOut === undefined ? 0 : utility[optOut]);
    return surplus < so.surplus ? { ...at, surplus } : so;
  };
  forEachProfile(sizes, (profile, index) => {
    for (let player = 0; player < sizes.length; player++) {
      const type = profile[player];
      if (type >= types || mechanism.prior[type] === 0) continue;
      const row = utilities(table, player, type, index);
      const at = { player, type, profile: [...profile] };
      gross = betterLie(gross, row.gross, at);
      net = betterLie(net, row.net, at);
      worst = lessWelcome(worst, row.net, at);
    }
  });
  for (let player = 0; player < sizes.length; player++) {
    averageUtilities(table, player).forEach((row, type) => {
      if (mechanism.prior[type] === 0) return;
      const at = { player, type, profile: null };
      averageGross = betterLie(averageGross, row.gross, at);
      averageNet = betterLie(averageNet, row.net, at);
      average = lessWelcome(average, row.net, at);
    });
  }
  let expectedPayment = 0;
  forEachTypes(table, (_, index, probability) => {
    for (const paid of payments) expectedPayment += probability * paid[index];
  });
  return {
    privacy: auditLaws(sizes, table.laws),
    lie: { withoutPrivacy: gross, withPrivacy: net },
    averageLie: { withoutPrivacy: averageGross, withPrivacy: averageNet },
    participation: { worst, average },
    expectedPayment,
  };
}

/** A pure strategy: the report of each type. */
export type PureStrategy = readonly number[];

/**
 * All Bayesian Nash equilibria in pure strategies, the same for every player or not, with the cost of privacy: by
 * walking through every profile of strategies.
 * @param mechanism at most 20 000 profiles of strategies ((reports^types)^players)
 * @param tolerance a gain of up to this much does not break an equilibrium
 * @returns each equilibrium as one strategy per player
 */
export function pureStrategyEquilibria(mechanism: Mechanism, tolerance = 1e-9): (readonly PureStrategy[])[] {
  const table = tabulate(mechanism);
  const { types, sizes, steps } = table;
  const perPlayer = sizes[0] ** types;
  const choices = sizes.map(() => perPlayer);
  if (perPlayer ** sizes.length > 20_000) {
    rejectValue("the number of profiles of strategies", perPlayer ** sizes.length, "at most 20000");
  }
  countProfiles(choices);
  const strategyOf = (code: number): number[] =>
    Array.from({ length: types }, (_, type) => Math.floor(code / sizes[0] ** type) % sizes[0]);
  const strategies = Array.from({ length: perPlayer }, (_, code) => strategyOf(code));
  // net[player][type][profile index]: computed once, the player's own report moving along her stride.
  const net = sizes.map((size, player) =>
    Array.from({ length: types }, (_, type) => {
      const all = new Float64Array(table.laws.length);
      forEachProfile(sizes, (profile, index) => {
        if (profile[player] !== 0) return;
        const row = utilities(table, player, type, index).net;
        for (let report = 0; report < size; report++) all[index + report * steps[player]] = row[report];
      });
      return all;
    }),
  );
  const found: (readonly PureStrategy[])[] = [];
  forEachProfile(choices, (codes) => {
    const profile = codes.map((code) => strategies[code]);
    const stable = sizes.every((size, player) =>
      Array.from({ length: types }, (_, type) => {
        const expected = new Float64Array(size);
        forEachTypes(table, (drawn, _index, probability) => {
          if (drawn[player] !== type || probability === 0) return;
          const base = drawn.reduce((sum, t, i) => (i === player ? sum : sum + profile[i][t] * steps[i]), 0);
          for (let r = 0; r < size; r++) expected[r] += probability * net[player][type][base + r * steps[player]];
        });
        return Math.max(...expected) <= expected[profile[player][type]] + tolerance;
      }).every(Boolean),
    );
    if (stable) found.push(profile);
  });
  return found;
}
