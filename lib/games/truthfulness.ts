/** Whether honesty is a dominant strategy of a direct mechanism, exactly: over every type, misreport and profile. */
import { checkFunction, checkInteger, checkNumber } from "../arguments";
import { forEachProfile } from "../enumeration/profiles";

/** A direct mechanism as its players see it. */
export interface DirectMechanism {
  /** How many types each player can have; reporting her type's number is the truth. */
  readonly types: readonly number[];
  /** How many reports each player can make: her types first, then any others (abstaining, say). By default the types. */
  readonly reports?: readonly number[];
  /** Expected utility of a player of a type when the reports are `profile`; −∞ is allowed, NaN is not. */
  readonly utility: (player: number, type: number, profile: readonly number[]) => number;
}

/** The best misreport found. */
export interface TruthfulnessAudit {
  /** The largest gain from a misreport; ≤ 0 when truth is a dominant strategy. */
  readonly gain: number;
  readonly player: number;
  readonly type: number;
  readonly misreport: number;
  /** The profile at which it is reached, with the truthful report in the player's place. */
  readonly profile: readonly number[];
}

/**
 * The largest gain from any misreport, over all players, types and reports of the others (the truthful report earning
 * at least as much in every case is dominant-strategy truthfulness).
 * @param mechanism at most 5·10⁶ profiles; at least one player with two reports
 * @throws RangeError for more profiles, or a utility that is NaN or +∞
 */
export function auditTruthfulness({ types, reports = types, utility }: DirectMechanism): TruthfulnessAudit {
  checkFunction("utility", utility);
  types.forEach((count, i) => checkInteger(`types[${i}]`, count, { min: 1, max: reports[i] }));
  let best: TruthfulnessAudit = { gain: -Infinity, player: 0, type: 0, misreport: 0, profile: [] };
  forEachProfile(reports, (profile) => {
    for (let player = 0; player < types.length; player++) {
      const type = profile[player];
      if (type >= types[player]) continue;
      const truth = utility(player, type, [...profile]);
      checkNumber("utility", truth, { min: -Infinity });
      for (let misreport = 0; misreport < reports[player]; misreport++) {
        if (misreport === type) continue;
        const other = [...profile];
        other[player] = misreport;
        const lie = utility(player, type, other);
        checkNumber("utility", lie, { min: -Infinity });
        const gain = lie === truth ? 0 : lie - truth;
        if (gain > best.gain) best = { gain, player, type, misreport, profile: [...profile] };
      }
    }
  });
  return best;
}
