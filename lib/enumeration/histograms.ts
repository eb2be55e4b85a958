/** All histograms of n reports over q values. */
import { checkInteger, rejectValue } from "../arguments";
import { logChoose } from "../numerics/binomial";

/** The most histograms that a walk takes on. */
const MOST_HISTOGRAMS = 2_000_000;

/**
 * Visits every vector of q whole numbers ≥ 0 with sum n, in lexicographic order, last first; the array passed is
 * reused.
 * @param q length, ≥ 1
 * @param n sum, ≥ 0; at most two million vectors in all
 */
export function forEachHistogram(q: number, n: number, visit: (histogram: number[]) => void): void {
  checkInteger("q", q, { min: 1 });
  checkInteger("n", n, { min: 0 });
  const logCount = logChoose(n + q - 1, q - 1);
  if (logCount > Math.log(MOST_HISTOGRAMS)) rejectValue("q, n", [q, n], `at most ${MOST_HISTOGRAMS} histograms`);
  const histogram = new Array<number>(q).fill(0);
  const fill = (k: number, left: number): void => {
    if (k === q - 1) {
      histogram[k] = left;
      visit(histogram);
      return;
    }
    for (let count = left; count >= 0; count--) {
      histogram[k] = count;
      fill(k + 1, left - count);
    }
  };
  fill(0, n);
}
