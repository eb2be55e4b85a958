/** The game with three levels: who federates. */
import type { Data } from "plotly.js";
import { checkNumber, checkNumbers } from "../../lib/arguments";
import type { Figure } from "../../lib/plot";
import { levelOptimum, type ThreeLevelGame } from "../../lib/fair-value/three-level-game";
import { LEVEL_COLOURS, levelLabel } from "./levels";
import { axesOf, sideBySide } from "./panels";
import { short } from "../../lib/plot";

/**
 * What users choose at the platform's best α, against what federating costs: the probabilities of the three levels, one
 * panel a game.
 * @param games by name
 * @param direct c₂, above 0, the same in every panel
 * @param ratios c₁/c₂ of the horizontal axis, ascending
 */
export function levelsFigure(
  games: Readonly<Record<string, ThreeLevelGame>>,
  direct: number,
  ratios: readonly number[],
): Figure {
  checkNumber("direct", direct, { above: 0 });
  checkNumbers("ratios", ratios, { min: 0 }, { min: 2 });
  const panels = Object.entries(games).map(([name, game]) => ({
    name,
    optima: ratios.map((ratio) => levelOptimum(game, { federated: ratio * direct, direct })),
  }));
  return {
    data: panels.flatMap(({ optima }, k) =>
      ([2, 1, 0] as const).map((level): Partial<Data> => ({
        type: "scatter",
        mode: "lines",
        name: levelLabel(level),
        stackgroup: `panel ${k}`,
        x: ratios.map(short),
        y: optima.map(({ law }) => short(law[level])),
        line: { color: LEVEL_COLOURS[level], width: 0.5 },
        fillcolor: level === 0 ? "#dddddd" : LEVEL_COLOURS[level],
        showlegend: k === 0,
        ...axesOf(k),
      })),
    ),
    layout: {
      title: { text: `Who federates under fair payments? (c₂ = ${direct})` },
      ...sideBySide(
        panels.map(({ name }, k) => ({
          heading: name,
          x: ["cost ratio c₁/c₂"],
          y: [k === 0 ? "probability of a level" : "", { range: [0, 1] }],
        })),
        0.08,
      ),
      legend: { orientation: "h", y: -0.2 },
      margin: { t: 84, b: 100 },
    },
    text: panels
      .map(({ name, optima }) => {
        const federating = ratios.filter((_, k) => optima[k].law[1] > 0.5);
        const most = optima.reduce((top, { law }) => Math.max(top, law[1]), 0);
        return (
          `${name}: users federate with probability up to ${short(most)}` +
          (federating.length > 0
            ? `, above one half for c₁/c₂ up to ${short(federating[federating.length - 1])}.`
            : ".")
        );
      })
      .join(" "),
  };
}
