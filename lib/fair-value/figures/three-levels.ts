/** The game with three levels: who federates. */
import type { Data } from "plotly.js";
import { checkNumber, checkNumbers } from "../../numerics/domain";
import { axisOf, type Figure } from "../../figures";
import { levelOptimum, type ThreeLevelGame } from "../three-level-game";
import { short } from "./grids";
import { LEVEL_COLOURS, levelLabel } from "./levels";

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
  const width = (1 - 0.08 * (panels.length - 1)) / panels.length;
  const domain = (k: number): [number, number] => [k * (width + 0.08), k * (width + 0.08) + width];
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
        xaxis: `x${k + 1}`,
        yaxis: `y${k + 1}`,
      })),
    ),
    layout: {
      title: { text: `Who federates under fair payments? (c₂ = ${direct})` },
      ...Object.fromEntries(
        panels.flatMap((_, k) => [
          [`xaxis${k + 1}`, { ...axisOf("cost ratio c₁/c₂"), domain: domain(k), anchor: `y${k + 1}` }],
          [`yaxis${k + 1}`, { ...axisOf(k === 0 ? "probability of a level" : ""), range: [0, 1], anchor: `x${k + 1}` }],
        ]),
      ),
      annotations: panels.map(({ name }, k) => ({
        text: name,
        x: (domain(k)[0] + domain(k)[1]) / 2,
        xanchor: "center" as const,
        y: 1.01,
        xref: "paper" as const,
        yref: "paper" as const,
        yanchor: "bottom" as const,
        showarrow: false,
      })),
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
