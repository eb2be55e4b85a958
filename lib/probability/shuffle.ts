/** Random orders. */
import type { Stream } from "./stream";

/** Bits of a uniform number that choices may use up; the other 21 keep every choice uniform to one part in 10⁶. */
const MOST_CHOICES = 2 ** 32;

/**
 * Brings an array into a uniformly random order, in place (Fisher, Yates). One uniform number serves several choices: its
 * leading digits in the mixed base of the choices left.
 */
export function shuffle(order: Int32Array | number[], { uniform }: Stream): void {
  let digits = 0;
  let choices = Infinity;
  for (let left = order.length; left > 1; left--) {
    if (choices * left > MOST_CHOICES) {
      digits = uniform();
      choices = 1;
    }
    choices *= left;
    digits *= left;
    const pick = Math.floor(digits);
    digits -= pick;
    const swap = order[left - 1];
    order[left - 1] = order[pick];
    order[pick] = swap;
  }
}
