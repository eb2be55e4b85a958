/** Plays of a market: the state and the bits are drawn, a mechanism answers, its answers are set beside the truth. */
import { estimateFromSums, estimateProportion } from "../probability/monte-carlo";
import type { Stream } from "../probability/stream";
import type { Market } from "./market";
import type { Played } from "./mechanism";

/** What a mechanism does in one play. */
export interface Answer {
  readonly payment: number;
  /** Its estimate of the share of ones. */
  readonly share: number;
  /** The state that it takes to be the true one. */
  readonly state: 0 | 1;
}

/**
 * Plays a mechanism.
 * @param plays how often, ≥ 2; state, bits and all that the mechanism draws are drawn anew each time
 * @param answer what the mechanism does, given everybody's bits
 */
export function playMarket(
  market: Market,
  plays: number,
  stream: Stream,
  answer: (bits: Uint8Array, stream: Stream) => Answer,
): Played {
  const { people, theta } = market;
  const bits = new Uint8Array(people);
  let [paid, paid2, off, off2, wrong, shift] = [0, 0, 0, 0, 0, 0];
  for (let play = 0; play < plays; play++) {
    const state = stream.uniform() < 0.5 ? 1 : 0;
    let ones = 0;
    for (let i = 0; i < people; i++) ones += bits[i] = stream.uniform() < theta ? state : 1 - state;
    const given = answer(bits, stream);
    if (play === 0) shift = given.payment;
    paid += given.payment - shift;
    paid2 += (given.payment - shift) ** 2;
    const square = (given.share - ones / people) ** 2;
    off += square;
    off2 += square * square;
    if (given.state !== state) wrong++;
  }
  return {
    payment: estimateFromSums(plays, paid, paid2, shift),
    squaredError: estimateFromSums(plays, off, off2),
    wrong: estimateProportion(plays, wrong),
  };
}
