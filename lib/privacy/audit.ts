/** The privacy level of a mechanism, exactly: from its outcome laws over all neighbouring profiles. */
import { countProfiles, forEachProfile, strides } from "../enumeration/profiles";
import { checkArray, checkFunction, checkLaw } from "../arguments";
import { isAlike, logRatio } from "./channel";

/** A mechanism with finitely many reports and outcomes. */
export interface FiniteMechanism {
  /** How many reports each player can make; reports are numbered from 0. */
  readonly reports: readonly number[];
  /** The law of the outcome at a profile of reports; of the same length at every profile. */
  readonly law: (profile: readonly number[]) => ArrayLike<number>;
}

/** The privacy level found and where it is reached. */
export interface PrivacyAudit {
  /** The least ε for which the mechanism is ε-differentially private, in nats; ∞ if there is none. */
  readonly level: number;
  /** The outcome whose probability changes most, … */
  readonly outcome: number;
  /** … the profile under which it is more likely, … */
  readonly profile: readonly number[];
  /** … and the player and other report that make it least likely. */
  readonly player: number;
  readonly report: number;
}

/** The outcome laws at all profiles, in the order of {@link forEachProfile}. */
export function outcomeLaws({ reports, law }: FiniteMechanism): readonly ArrayLike<number>[] {
  checkFunction("law", law);
  const laws: ArrayLike<number>[] = new Array(countProfiles(reports));
  forEachProfile(reports, (profile, index) => {
    const outcome = law([...profile]);
    const name = `law([${profile}])`;
    checkLaw(name, outcome);
    if (index > 0) checkArray(name, outcome, { min: laws[0].length, max: laws[0].length });
    laws[index] = Array.from(outcome);
  });
  return laws;
}

/**
 * The privacy level of a finite mechanism over all pairs of profiles that differ in one player's report.
 * @param mechanism reports and outcome law; at most 5·10⁶ profiles
 * @throws RangeError for more profiles, a law that does not sum to 1, or laws of different lengths
 */
export const auditPrivacy = (mechanism: FiniteMechanism): PrivacyAudit =>
  auditLaws(mechanism.reports, outcomeLaws(mechanism));

/** As {@link auditPrivacy}, from the laws at all profiles. */
export function auditLaws(reports: readonly number[], laws: readonly ArrayLike<number>[]): PrivacyAudit {
  const steps = strides(reports);
  let best: PrivacyAudit = { level: 0, outcome: 0, profile: reports.map(() => 0), player: 0, report: 0 };
  forEachProfile(reports, (profile, index) => {
    const here = laws[index];
    for (let player = 0; player < reports.length; player++) {
      for (let report = 0; report < reports[player]; report++) {
        if (report === profile[player]) continue;
        const there = laws[index + (report - profile[player]) * steps[player]];
        for (let outcome = 0; outcome < here.length; outcome++) {
          const level = logRatio(here[outcome], there[outcome]);
          if (level <= best.level) continue;
          best = isAlike(level, best.level)
            ? { ...best, level }
            : { level, outcome, profile: [...profile], player, report };
        }
      }
    }
  });
  return best;
}
