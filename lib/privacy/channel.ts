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

/** ln p − ln q with 0/0 read as ratio 1: 0 when both are 0, ±∞ when one is. No cancellation where they are near. */
export const logRatio = (p: number, q: number): number =>
  p === q ? 0 : Math.abs(p - q) < q / 2 ? Math.log1p((p - q) / q) : Math.log(p) - Math.log(q);

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
        if (level > best.level) best = { level, outcome, inputs: [a, b] };
      }
    }
  }
  return best;
}
