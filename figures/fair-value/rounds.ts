/** Rounds of federated estimation: what they estimate, and how wrong they are. */
import type { Estimate } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import { axisOf, COLOURS, curve, type Figure, markers, range, short, simulated } from "../../lib/plot";
import type { FederatedUsers, Spread } from "../../lib/fair-value/federated";
import { federatedRounds, normalUsers } from "../../lib/fair-value/simulation";
import { LEVEL_COLOURS, levelLabel } from "./levels";

/**
 * A round of federated estimation: every user's mean θ_i, her samples' mean θ̂_i, what the platform sees of the federation,
 * and what it estimates.
 * @param users levels and sample sizes
 * @param spread s² and t²
 * @param stream where the users come from
 */
export function populationFigure(users: FederatedUsers, spread: Spread, stream: Stream): Figure {
  const { means, local, federated, estimates } = federatedRounds(users, spread, normalUsers)(stream);
  const numbers = Array.from(means, (_, i) => i + 1);
  const of = (level: number): number[] => numbers.filter((i) => users.levels[i - 1] === level);
  const pooled = of(1);
  return {
    data: [
      markers("true mean θ", 6, numbers, Array.from(means, short), {
        marker: { symbol: "line-ew-open", size: 22, color: COLOURS[6], line: { width: 2, color: COLOURS[6] } },
      }),
      ...([0, 1, 2] as const)
        .filter((level) => of(level).length > 0)
        .map((level) =>
          markers(
            `own estimate, ${levelLabel(level)}`,
            level,
            of(level),
            of(level).map((i) => short(local[i - 1])),
            {
              marker: {
                color: level === 2 ? LEVEL_COLOURS[2] : "white",
                symbol: "circle",
                size: 9,
                line: { color: LEVEL_COLOURS[level], width: 2 },
              },
            },
          ),
        ),
      ...(pooled.length > 0
        ? [
            curve(
              "what the platform sees of the federation",
              1,
              [pooled[0] - 0.4, pooled[pooled.length - 1] + 0.4],
              [short(federated), short(federated)],
              { line: { color: LEVEL_COLOURS[1], dash: "dash", width: 2 } },
            ),
          ]
        : []),
      markers("platform's estimate", 2, numbers, Array.from(estimates, short), {
        marker: { symbol: "x-thin-open", size: 12, color: COLOURS[2], line: { color: COLOURS[2], width: 2.5 } },
      }),
    ],
    layout: {
      title: { text: `One round with ${numbers.length} users, s² = ${spread.between}, t² = ${spread.within}` },
      xaxis: axisOf("user", { dtick: 1, range: [0.4, numbers.length + 0.6] }),
      yaxis: axisOf("value"),
      legend: { orientation: "h", y: -0.22 },
      margin: { b: 120 },
    },
    text: "One simulated population: true means, local estimates by privacy level, the federated average, platform's estimates.",
  };
}

/**
 * Errors of the platform's estimates: formula and simulation, user by user.
 * @param labels of the users
 * @param exact expected squared errors
 * @param runs simulated ones under several laws
 */
export function errorsFigure(
  labels: readonly string[],
  exact: ArrayLike<number>,
  runs: Readonly<Record<string, readonly Estimate[]>>,
): Figure {
  const x = range(1, labels.length, labels.length);
  const names = Object.keys(runs);
  return {
    data: [
      { type: "bar", name: "Proposition 5", x, y: Array.from(exact, short), marker: { color: COLOURS[5] }, width: 0.7 },
      ...names.map((name, k) =>
        simulated(
          name,
          k,
          x.map((i) => i + 0.25 * (k - (names.length - 1) / 2)),
          runs[name],
        ),
      ),
    ] as Figure["data"],
    layout: {
      title: { text: "Squared error of the platform's estimate, user by user" },
      xaxis: axisOf("user: level, samples", { tickvals: x, ticktext: [...labels] }),
      yaxis: axisOf("expected squared error"),
      legend: { x: 0.02, y: 0.98 },
    },
    text: "Expected squared errors by Proposition 5 as bars, simulated ones with 95 % intervals beside them.",
  };
}
