/** Fig. 7 and its relatives: two users with different costs. */
import { markers, type Figure } from "../../lib/plot";
import { robustShare, twoUserOptimum, type Phase, type TwoUserUtility } from "../../lib/fair-value/two-user-game";
import { twoUserMaps } from "../../lib/fair-value/two-user-maps";
import { maps } from "./maps";

/**
 * Fig. 7: the payment to user 2 and the platform's share over both users' costs.
 * @param utility u and v
 * @param costs of both axes, ascending
 * @param at costs of interest, which are marked, and for which the title says what happens
 */
export function figure7(utility: TwoUserUtility, costs: readonly number[], at?: readonly [number, number]): Figure {
  const { share, payment2 } = twoUserMaps(utility, costs, costs);
  const figure = maps(
    costs,
    [
      { title: "payment to user 2", z: payment2 },
      { title: "platform's share of utility", z: share },
    ],
    "Fig. 7: two users with different costs",
    "Left: the payment to user 2, positive in a lens around the diagonal up to 1/3 and in the wedge below it. Right: the platform's share, symmetric in the two costs, 0 where both exceed 2/3.",
  );
  if (!at) return figure;
  const { phase, alpha, q1, q2, share: kept, payment2: paid } = twoUserOptimum(utility, at[0], at[1]);
  const told = {
    both: "both users share",
    one: `only user ${q1 > 0 ? 1 : 2} shares`,
    mixed: `user 1 shares with probability ${q1.toFixed(3)}, user 2 with ${q2.toFixed(3)}`,
    none: "nobody shares",
  }[phase];
  const title = `c₁ = ${at[0]}, c₂ = ${at[1]}: ${told}, α* = ${alpha.toFixed(3)}`;
  return {
    data: [
      ...figure.data,
      ...[1, 2].map((k) =>
        markers("", 3, [at[0]], [at[1]], {
          xaxis: `x${k}`,
          yaxis: `y${k}`,
          showlegend: false,
          hoverinfo: "skip",
          marker: { symbol: "circle-open", size: 14, color: "#fff", line: { color: "#d00", width: 3 } },
        }),
      ),
    ],
    layout: { ...figure.layout, title: { text: title } },
    text: `${title}; the platform keeps ${kept.toFixed(4)}, user 2 is paid ${paid.toFixed(4)}.`,
  };
}

/** Four colours in four steps: phases are kinds, not amounts. */
const PHASE_SCALE = ["#e8e8e8", "#56b4e9", "#d55e00", "#009e73"].flatMap((colour, k): [number, string][] => [
  [k / 4, colour],
  [(k + 1) / 4, colour],
]);

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
      { title: "who shares", z: optima.map(({ phase }) => phases.indexOf(phase)), names: phases, scale: PHASE_SCALE },
      { title: "loss in the worst equilibrium", z: lost, scale: "Reds" },
    ],
    "Which equilibrium the platform aims at, and what it risks",
    "Left: the phases; a thin mixed sliver lies between 1/4 and 1/3 next to the diagonal. Right: the worst equilibrium costs the platform something only in the sliver and on the diagonal.",
  );
}
