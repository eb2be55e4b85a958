/**
 * Any finite mechanism, audited for agents who value privacy (§3): how private it is, what the best misreport gains in
 * expectation and for every value of the coins, and whether taking part pays. All privacy utilities that a bound F
 * allows are decided at once, by the worst of them: −F(x_o) on what honesty makes likelier, +F(x_o) on the rest.
 */
import { checkArray, checkFunction, checkInteger, checkObject, rejectValue } from "../arguments";
import { countProfiles, forEachProfile, strides } from "../enumeration/profiles";
import { auditLaws, outcomeLaws, type PrivacyAudit } from "../privacy/audit";
import { logRatios } from "../privacy/channel";
import { checkPrivacyBound, type PrivacyBound } from "./privacy-bound";

/** A mechanism for n players with the same types; a player reports a type or, where allowed, abstains. */
export interface AgentMechanism {
  readonly players: number;
  /** Types are 0..types−1. */
  readonly types: number;
  /** Whether a player may stay away: the report `types`. It then counts among the reports for privacy too. */
  readonly abstain?: boolean;
  /** The law of the outcome at a profile of reports. */
  readonly law: (profile: readonly number[]) => ArrayLike<number>;
  /** U_out: the value of an outcome to a type. */
  readonly value: (type: number, outcome: number) => number;
  /** F: what an outcome's information can be worth, by the log ratio of its probability (see privacy-bound). */
  readonly bound: PrivacyBound;
}

/** A misreport: what it gains and where. */
export interface Lie {
  /** The largest gain under the worst privacy utility allowed; ≤ 0 when honesty is optimal for all of them. */
  readonly gain: number;
  readonly player: number;
  /** The reports, the player's being her true type. */
  readonly profile: readonly number[];
  readonly report: number;
}

/** What an audit found. */
export interface AgentAudit {
  readonly privacy: PrivacyAudit;
  /** The best misreport among the types, in expectation. */
  readonly lie: Lie;
  /** The best abstention; null where nobody may abstain. Its gain is ≤ 0 when taking part is rational. */
  readonly abstention: Lie | null;
}

const NO_LIE: Lie = { gain: -Infinity, player: 0, profile: [], report: 0 };

function reportsOf(mechanism: AgentMechanism): number[] {
  checkObject("mechanism", mechanism);
  const { players, types, abstain, value, bound } = mechanism;
  checkInteger("players", players, { min: 1 });
  checkInteger("types", types, { min: 1 });
  checkFunction("value", value);
  checkPrivacyBound("bound", bound);
  const reports = new Array<number>(players).fill(types + (abstain ? 1 : 0));
  countProfiles(reports);
  return reports;
}

/** Visits every player at every profile: her honest report, the laws and the log ratios her reports lead to. */
function forEachPlayer(
  mechanism: AgentMechanism,
  reports: readonly number[],
  laws: readonly ArrayLike<number>[],
  visit: (player: number, profile: readonly number[], laws: readonly ArrayLike<number>[], y: Float64Array) => void,
): void {
  const steps = strides(reports);
  forEachProfile(reports, (profile, index) => {
    for (let player = 0; player < reports.length; player++) {
      if (profile[player] >= mechanism.types) continue;
      const own = Array.from(
        { length: reports[player] },
        (_, report) => laws[index + (report - profile[player]) * steps[player]],
      );
      visit(player, profile, own, logRatios(own));
    }
  });
}

/**
 * Audits a mechanism in expectation, exactly, over all profiles.
 * @param mechanism at most 5·10⁶ profiles
 * @returns its privacy level and where it is reached, the best misreport, the best abstention
 * @throws RangeError for a law that does not sum to 1, too many profiles, or a bound that is not 0 at 1 or decreases
 */
export function auditAgents(mechanism: AgentMechanism): AgentAudit {
  const reports = reportsOf(mechanism);
  const { types, value, bound } = mechanism;
  let lie = NO_LIE;
  let abstention = NO_LIE;
  const laws = outcomeLaws({ reports, law: mechanism.law });
  forEachPlayer(mechanism, reports, laws, (player, profile, own, y) => {
    const type = profile[player];
    for (let report = 0; report < own.length; report++) {
      if (report === type) continue;
      let gain = 0;
      for (let o = 0; o < y.length; o++) {
        const change = own[report][o] - own[type][o];
        if (change !== 0) gain += change * value(type, o) + Math.abs(change) * bound(y[o]);
      }
      if (report < types && gain > lie.gain) lie = { gain, player, profile: [...profile], report };
      if (report === types && gain > abstention.gain) abstention = { gain, player, profile: [...profile], report };
    }
  });
  return {
    privacy: auditLaws(reports, laws),
    lie,
    abstention: mechanism.abstain ? abstention : null,
  };
}

/** A misreport at given coins. */
export interface CoinLie<C> extends Lie {
  readonly coins: C;
  readonly honestOutcome: number;
  readonly otherOutcome: number;
}

/**
 * The best misreport or abstention when the player knows the coins (universal truthfulness): over all profiles and all
 * coins given. The privacy of an outcome remains that of the randomised mechanism; where the outcome does not change,
 * nothing is gained.
 * @param mechanism at most 5·10⁶ profiles
 * @param outcome the outcome at a profile for given coins
 * @param coins all coins to look at
 * @returns the most profitable change of the outcome; gain −∞ where no report ever changes it
 */
export function auditEveryCoin<C>(
  mechanism: AgentMechanism,
  outcome: (profile: readonly number[], coins: C) => number,
  coins: readonly C[],
): CoinLie<C> | Lie {
  const reports = reportsOf(mechanism);
  const { value, bound } = mechanism;
  checkFunction("outcome", outcome);
  checkArray("coins", coins, { min: 1 });
  let best: CoinLie<C> | Lie = NO_LIE;
  forEachPlayer(mechanism, reports, outcomeLaws({ reports, law: mechanism.law }), (player, profile, laws, y) => {
    const type = profile[player];
    for (const coin of coins) {
      const honest = outcome(profile, coin);
      if (!(honest in y)) rejectValue("outcome", honest, `an outcome of the law, 0..${y.length - 1}`);
      for (let report = 0; report < laws.length; report++) {
        if (report === type) continue;
        const other = outcome(
          profile.map((own, i) => (i === player ? report : own)),
          coin,
        );
        if (other === honest) continue;
        const gain = value(type, other) - value(type, honest) + bound(y[honest]) + bound(y[other]);
        if (gain > best.gain) {
          best = {
            gain,
            player,
            profile: [...profile],
            report,
            coins: coin,
            honestOutcome: honest,
            otherOutcome: other,
          };
        }
      }
    }
  });
  return best;
}
