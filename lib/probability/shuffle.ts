/** Random orders. */
import type { Stream } from "./stream";

/** The most choices that one word of 32 bits decides; of so many at most one word in 2¹⁶ is drawn again. */
const MOST_CHOICES = 2 ** 16;

/**
 * Brings an array into a uniformly random order, in place (Fisher, Yates). One word serves several choices, as a number
 * whose digits in their mixed base are the choices; words beyond the last full cycle are drawn again, so that every order
 * is exactly as likely as any other.
 */
export function shuffle(order: Int32Array | number[], { bits }: Stream): void {
  for (let left = order.length; left > 1;) {
    let choices = left;
    let next = left - 1;
    for (; next > 1 && choices * next <= MOST_CHOICES; next--) choices *= next;
    const cycle = Math.floor(2 ** 32 / choices);
    let number = ((bits() >>> 0) / cycle) | 0;
    while (number >= choices) number = ((bits() >>> 0) / cycle) | 0;
    // The number's leading digits first; the half keeps products of whole numbers clear of rounding.
    let digits = (number + 0.5) / choices;
    for (; left > next; left--) {
      digits *= left;
      const pick = digits | 0;
      digits -= pick;
      const swap = order[left - 1];
      order[left - 1] = order[pick];
      order[pick] = swap;
    }
  }
}
