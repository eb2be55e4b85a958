/** Figs. 2 and 4: the users' data, and what their privacy levels let the platform see of them. */
import { checkInteger, rejectValue } from "../../lib/arguments";
import { standardNormal } from "../../lib/probability/continuous";
import type { Stream } from "../../lib/probability/stream";
import { axisOf, COLOURS, curve, type Figure, markers, short } from "../../lib/plot";
import type { FederatedUsers, Spread } from "../../lib/fair-value/federated";
import { federatedRounds, normalTraits, normalUsers } from "../../lib/fair-value/simulation";
import { LEVEL_COLOURS, levelLabel } from "./levels";
import { axesOf, sideBySide } from "./panels";

/**
 * Fig. 2 from one simulated round: on the left every user's own model, the mean θ̂_i of her samples; on the right what
 * reaches the platform, where direct models arrive as they are, federated ones only as their average, and the rest not.
 * @param users levels and sample sizes, at least one level above 0
 * @param spread s² and t²
 * @param stream where the users come from
 */
export function figure2(users: FederatedUsers, spread: Spread, stream: Stream): Figure {
  const { local, federated } = federatedRounds(users, spread, normalUsers)(stream);
  const members = (level: number): number[] => Array.from(local, (_, i) => i).filter((i) => users.levels[i] === level);
  const arrows = (level: 0 | 1 | 2): Partial<Figure["data"][number]>[] => {
    const who = members(level);
    if (who.length === 0) return [];
    const [line, name] = [{ color: LEVEL_COLOURS[level], width: 1.5 }, levelLabel(level)];
    const own = who.map((i) => short(local[i]));
    const [end, seen] = [level === 0 ? 0.25 : 1, level === 1 ? own.map(() => short(federated)) : own];
    return [
      curve(
        `${name}: sent`,
        level,
        own.flatMap(() => [0, end, NaN]),
        own.flatMap((from, k) => [from, seen[k], NaN]),
        { line: level === 0 ? { ...line, dash: "dot" } : line, showlegend: false, hoverinfo: "skip" },
      ),
      markers(
        `${name}: own model`,
        level,
        own.map(() => 0),
        own,
        {
          marker: { color: "white", symbol: "circle", size: 10, line: { color: line.color, width: 2 } },
          showlegend: false,
        },
      ),
      level === 0
        ? markers(
            name,
            level,
            own.map(() => end),
            own,
            {
              marker: { color: line.color, symbol: "line-ns-open", size: 14, line: { color: line.color, width: 2 } },
            },
          )
        : markers(name, level, level === 1 ? [1] : own.map(() => 1), level === 1 ? [short(federated)] : own, {
            marker: { color: line.color, symbol: level === 1 ? "square" : "circle", size: level === 1 ? 14 : 10 },
          }),
    ];
  };
  return {
    data: ([2, 1, 0] as const).flatMap(arrows) as Figure["data"],
    layout: {
      title: { text: `Fig. 2: what the platform sees (s² = ${spread.between}, t² = ${spread.within})` },
      xaxis: axisOf("", {
        tickvals: [0, 1],
        ticktext: ["users' own models", "what the platform sees"],
        range: [-0.15, 1.15],
        showgrid: false,
      }),
      yaxis: axisOf("mean of the samples, θ̂<sub>i</sub>"),
      legend: { orientation: "h", y: -0.14 },
      margin: { b: 90 },
    },
    text:
      `Own models ${Array.from(local, short).join(", ")}; the platform sees those of ${members(2).length} direct users, ` +
      (members(1).length > 0 ? `the average ${short(federated)} of ${members(1).length} federated ones, ` : "") +
      `and nothing of ${members(0).length}.`,
  };
}

/**
 * Fig. 4 from simulated data: users' means θ_i, their deviations σ_i and their samples, in populations side by side.
 * @param spreads s² and t² of each population, 1 to 3
 * @param users how many in each, ≥ 2
 * @param samples how many of each user, ≥ 1
 * @param stream where the users come from
 */
export function figure4(spreads: readonly Spread[], users: number, samples: number, stream: Stream): Figure {
  checkInteger("users", users, { min: 2 });
  checkInteger("samples", samples, { min: 1 });
  if (spreads.length < 1 || spreads.length > 3) rejectValue("the number of spreads", spreads.length, "1 to 3");
  const numbers = Array.from({ length: users }, (_, i) => i + 1);
  const panels = spreads.map((spread, k) => {
    const traits = numbers.map(() => normalTraits(spread, stream));
    const drawn = traits.map(({ mean, variance }) =>
      Array.from({ length: samples }, () => mean + Math.sqrt(variance) * standardNormal(stream)),
    );
    const average = traits.reduce((sum, { mean }) => sum + mean / users, 0);
    const between = traits.reduce((sum, { mean }) => sum + (mean - average) ** 2 / (users - 1), 0);
    const within = traits.reduce((sum, { variance }) => sum + variance / users, 0);
    return { spread, traits, drawn, between, within, axes: axesOf(k) };
  });
  return {
    data: panels.flatMap(({ traits, drawn, axes }, k) => [
      markers(
        "samples",
        5,
        drawn.flatMap((own, i) => own.map(() => i + 1)),
        drawn.flatMap((own) => own.map(short)),
        { marker: { color: COLOURS[5], size: 5, opacity: 0.55, symbol: "circle" }, showlegend: k === 0, ...axes },
      ),
      markers(
        "mean θ<sub>i</sub> ± σ<sub>i</sub>",
        1,
        numbers,
        traits.map(({ mean }) => short(mean)),
        {
          error_y: {
            type: "data",
            array: traits.map(({ variance }) => short(Math.sqrt(variance))),
            color: COLOURS[1],
            thickness: 2,
            width: 5,
          },
          marker: { color: COLOURS[1], symbol: "diamond", size: 9 },
          showlegend: k === 0,
          ...axes,
        },
      ),
    ]),
    layout: {
      title: { text: "Fig. 4: users differ between each other and in themselves" },
      ...sideBySide(
        panels.map(({ spread, between, within }) => ({
          heading:
            `s² = ${spread.between}, t² = ${spread.within}<br>` +
            `drawn: Var θ<sub>i</sub> = ${between.toPrecision(3)}, mean σ<sub>i</sub>² = ${within.toPrecision(3)}`,
          x: ["user", { dtick: 1 }],
          y: ["value"],
        })),
        0.14,
      ),
      // The band of θ within one deviation s of the common mean.
      shapes: panels.map(({ spread: { between } }, k) => ({
        type: "rect" as const,
        xref: `x${k + 1} domain` as "paper",
        yref: `y${k + 1}` as "y",
        x0: 0,
        x1: 1,
        y0: -Math.sqrt(between),
        y1: Math.sqrt(between),
        fillcolor: COLOURS[4],
        opacity: 0.18,
        line: { width: 0 },
        layer: "below" as const,
      })),
      legend: { orientation: "h", y: -0.18 },
      margin: { t: 96, b: 90 },
    },
    text: panels
      .map(
        ({ spread, between, within }) =>
          `With s² = ${spread.between} and t² = ${spread.within}, ${users} users were drawn whose means vary by ` +
          `${short(between)} and whose samples vary by ${short(within)} on average.`,
      )
      .join(" "),
  };
}
