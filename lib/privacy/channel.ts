/** How much the outcome of a randomised report reveals about its input. */
import { checkArray, checkLaw } from "../arguments";

/** A channel: row s is the law of the outcome given input s. */
export type Channel = readonly ArrayLike<number>[];

/** The privacy level of a channel and where it is reached: the outcome, and the two inputs whose ratio is largest. */
export interface PrivacyLevel {
  /** In nats; 0 when the outcome says nothing, ∞ when some outcome excludes an input. */
  readonly level: number;
  readonly outcome: number;
  /** [more likely input, less likely input]. */
  readonly inputs: readonly [number, number];
}

/** ln(p/q) of masses, also nearly equal or tiny ones; 0/0 is read as ratio 1: 0 when both are 0, ±∞ when one is. */
export function logRatio(p: number, q: number): number {
  if (p === q) return 0;
  // The difference of numbers within a factor of 2 is exact.
  if (p < 2 * q && q < 2 * p) return Math.log1p((p - q) / q);
  const ratio = p / q;
  return ratio > 1e-300 && ratio < 1e300 ? Math.log(ratio) : Math.log(p) - Math.log(q);
}

/** Whether levels differ by rounding alone, which machines do not share: then the first names where it is reached. */
export const isAlike = (level: number, other: number): boolean => level <= other * (1 + 1e-12);

/** The log ratio of each outcome's largest probability over all inputs to its smallest. */
export const logRatios = (channel: Channel): Float64Array =>
  Float64Array.from({ length: channel[0].length }, (_, outcome) => {
    const column = channel.map((row) => row[outcome]);
    return logRatio(Math.max(...column), Math.min(...column));
  });

/**
 * The privacy level of a channel: the largest log ratio of the probabilities of an outcome under two inputs. Single
 * outcomes suffice, since the ratio of a union lies between those of its members.
 * @param channel at least one row; rows are laws of equal length
 * @claims fl12/lem3.3
 * @example
 * ```ts
 * privacyLevel([[0.75, 0.25], [0.25, 0.75]]).level; // 1.09861
 * ```
 */
export function privacyLevel(channel: Channel): PrivacyLevel {
  checkArray("channel", channel, { min: 1 });
  channel.forEach((row, s) => {
    checkLaw(`channel[${s}]`, row);
    checkArray(`channel[${s}]`, row, { min: channel[0].length, max: channel[0].length });
  });
  let best: PrivacyLevel = { level: 0, outcome: 0, inputs: [0, 0] };
  for (let outcome = 0; outcome < channel[0].length; outcome++) {
    for (let a = 0; a < channel.length; a++) {
      for (let b = 0; b < channel.length; b++) {
        const level = logRatio(channel[a][outcome], channel[b][outcome]);
        if (level > best.level)
          best = isAlike(level, best.level) ? { ...best, level } : { level, outcome, inputs: [a, b] };
      }
    }
  }
  return best;
}
