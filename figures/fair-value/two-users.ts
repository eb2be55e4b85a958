/** Fig. 7 and its relatives: two users with different costs. */
import { type Figure } from "../../lib/plot";
import { robustShare, twoUserOptimum, type Phase, type TwoUserUtility } from "../../lib/fair-value/two-user-game";
import { twoUserMaps } from "../../lib/fair-value/two-user-maps";
import { maps } from "./maps";

/**
 * Fig. 7: the payment to user 2 and the platform's share over both users' costs.
 * @param utility u and v
 * @param costs of both axes, ascending
 */
export function figure7(utility: TwoUserUtility, costs: readonly number[]): Figure {
  const { share, payment2 } = twoUserMaps(utility, costs, costs);
  return maps(
    costs,
    [
      { title: "payment to user 2", z: payment2 },
      { title: "platform's share of utility", z: share },
    ],
    "Fig. 7: two users with different costs",
    "Left: the payment to user 2, positive in a lens around the diagonal up to 1/3 and in the wedge below it. Right: the platform's share, symmetric in the two costs, 0 where both exceed 2/3.",
  );
}

/**
 * The phases of the two-user game, and what the platform would lose if the worst equilibrium were played.
 * @param utility u and v
 * @param costs of both axes, ascending
 */
export function phasesFigure(utility: TwoUserUtility, costs: readonly number[]): Figure {
  const phases: readonly Phase[] = ["none", "one", "mixed", "both"];
  const optima = costs.flatMap((c1) => costs.map((c2) => twoUserOptimum(utility, c1, c2)));
  const lost = costs.flatMap((c1, i) =>
    costs.map((c2, j) => optima[i * costs.length + j].share - robustShare(utility, c1, c2)),
  );
  return maps(
    costs,
    [
      { title: "who shares", z: optima.map(({ phase }) => phases.indexOf(phase)), names: phases },
      { title: "loss in the worst equilibrium", z: lost, scale: "Reds" },
    ],
    "Which equilibrium the platform aims at, and what it risks",
    "Left: the phases; a thin mixed sliver lies between 1/4 and 1/3 next to the diagonal. Right: the worst equilibrium costs the platform something only in the sliver and on the diagonal.",
  );
}
