/** Fig. 7: the two-user game over a grid of costs. */
import { checkNumbers } from "../arguments";
import { checkGame, optimumOf, type TwoUserUtility } from "./two-user-game";

/** Maps over a grid of costs, row after row: entry i·cost2.length + j belongs to (cost1[i], cost2[j]). */
export interface TwoUserMaps {
  /** J. */
  readonly share: Float64Array;
  readonly payment2: Float64Array;
}

/**
 * The platform's best share and the payment to user 2 over a grid of costs, as `twoUserOptimum`.
 * @param utility u and v
 * @param costs1 c₁ of the rows, each ≥ 0
 * @param costs2 c₂ of the columns, each ≥ 0
 */
export function twoUserMaps(
  utility: TwoUserUtility,
  costs1: ArrayLike<number>,
  costs2: ArrayLike<number>,
): TwoUserMaps {
  checkGame(utility, 0, 0);
  checkNumbers("costs1", costs1, { min: 0 }, { min: 1 });
  checkNumbers("costs2", costs2, { min: 0 }, { min: 1 });
  const size = costs1.length * costs2.length;
  const [share, payment2] = [new Float64Array(size), new Float64Array(size)];
  for (let at = 0; at < size; at++) {
    const best = optimumOf(utility, costs1[Math.floor(at / costs2.length)], costs2[at % costs2.length]);
    share[at] = best.share;
    payment2[at] = best.payment2;
  }
  return { share, payment2 };
}
