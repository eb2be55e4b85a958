/** Fig. 6 and its relatives: the symmetric game, its regimes and its equilibria. */
import type { Estimate } from "../../lib/probability/monte-carlo";
import {
  axisOf,
  COLOURS,
  curve,
  type Figure,
  guide,
  logAxisOf,
  markers,
  range,
  short,
  simulated,
} from "../../lib/plot";
import { laplaceSharingGame } from "../../lib/fair-value/laplace-games";
import {
  expectedUtility,
  platformOptimum,
  type PlatformOptimum,
  relativePayoff,
  symmetricEquilibria,
  thresholds,
  type SymmetricGame,
} from "../../lib/fair-value/symmetric-game";

/** Total utility, the platform's share and the users' payments at the platform's optima. */
const divisionCurves = (costs: readonly number[], optima: readonly PlatformOptimum[]) => [
  curve(
    "total",
    0,
    costs,
    optima.map(({ utility }) => short(utility)),
  ),
  curve(
    "platform",
    1,
    costs,
    optima.map(({ share }) => short(share)),
  ),
  curve(
    "users together",
    2,
    costs,
    optima.map(({ alpha, utility }) => short(alpha * utility)),
  ),
];

/** The games of Fig. 6 and its relatives, with what is drawn of them. */
export function regimesFigure(
  game: SymmetricGame,
  costs: readonly number[],
  {
    title,
    numeric,
    plays,
  }: {
    readonly title: string;
    /** Shares of the platform found by brute force at some costs. */
    readonly numeric?: { readonly costs: readonly number[]; readonly share: readonly number[] };
    /** Simulated shares and totals at some costs. */
    readonly plays?: {
      readonly costs: readonly number[];
      readonly share: readonly Estimate[];
      readonly total: readonly Estimate[];
    };
  },
): Figure {
  const optima = costs.map((cost) => platformOptimum(game, cost));
  const { everybody, nobody } = thresholds(game);
  return {
    data: [
      ...divisionCurves(costs, optima),
      ...(numeric
        ? [
            markers("platform, by brute force", 1, numeric.costs, numeric.share, {
              marker: { color: COLOURS[1], symbol: "cross-thin-open", size: 10 },
            }),
          ]
        : []),
      ...(plays
        ? [
            simulated("total, simulated", 0, plays.costs, plays.total),
            simulated("platform, simulated", 1, plays.costs, plays.share),
          ]
        : []),
    ],
    layout: {
      title: { text: title },
      xaxis: axisOf("privacy cost c"),
      yaxis: axisOf("utility", { range: [-0.03, 1.08] }),
      shapes: [guide({ x: everybody }, ""), guide({ x: nobody }, "")],
      annotations: (
        [
          ["all share", 0, everybody],
          ["users mix", everybody, nobody],
          ["nothing is paid", nobody, costs[costs.length - 1]],
        ] as const
      )
        .filter(([, from, to]) => to - from > 0.02)
        .map(([says, from, to]) => ({
          text: says,
          x: (from + to) / 2,
          y: 1,
          yref: "paper",
          yanchor: "bottom",
          showarrow: false,
        })),
      legend: { x: 0.98, y: 0.98, xanchor: "right" },
    },
    text:
      `${title}: total utility, platform's share and users' payments against the privacy cost; all share up to c = ${short(everybody)}, ` +
      `nobody beyond ${short(nobody)}.`,
  };
}

/**
 * The platform's share against α at one cost, under the equilibrium that α brings about.
 * @param game the game
 * @param cost c
 */
export function shareAgainstAlpha(game: SymmetricGame, cost: number): Figure {
  const alphas = range(0, 1, 401);
  const share = alphas.map((alpha) =>
    Math.max(...symmetricEquilibria(game, alpha, cost).map((p) => (1 - alpha) * expectedUtility(game, p))),
  );
  const best = platformOptimum(game, cost);
  const printed = cost / thresholds(game).gammaMax;
  return {
    data: [
      curve("platform's share (1 − α) U(p*(α))", 0, alphas, share.map(short)),
      markers("optimum", 1, [best.alpha], [best.share], { marker: { color: COLOURS[1], symbol: "square", size: 10 } }),
      markers("Theorem 3, item 2, as printed", 3, [printed], [0], {
        marker: { color: COLOURS[3], symbol: "x", size: 11 },
      }),
    ],
    layout: {
      title: { text: `What the platform keeps at c = ${short(cost)}` },
      xaxis: axisOf("fraction paid out, α"),
      yaxis: axisOf("platform's share", { rangemode: "tozero" }),
      legend: { x: 0.02, y: 0.98 },
    },
    text: `The platform's share is ${short(best.share)} at α = ${short(best.alpha)}, and 0 at the printed α = ${short(printed)}.`,
  };
}

/**
 * All symmetric equilibria against α.
 * @param game the game
 * @param cost c
 */
export function equilibriaFigure(game: SymmetricGame, cost: number, title: string): Figure {
  const alphas = range(0, 1, 251);
  const points = alphas.flatMap((alpha) => symmetricEquilibria(game, alpha, cost).map((p) => [alpha, 1 - p] as const));
  return {
    data: [
      markers(
        "equilibrium",
        0,
        points.map(([alpha]) => short(alpha)),
        points.map(([, q]) => short(q)),
        {
          marker: { color: COLOURS[0], size: 4 },
        },
      ),
    ],
    layout: {
      title: { text: title },
      xaxis: axisOf("fraction paid out, α"),
      yaxis: axisOf("probability of sharing, 1 − p", { range: [-0.05, 1.05] }),
      showlegend: false,
    },
    text: `${title}: symmetric equilibria, up to ${Math.max(...alphas.map((a) => symmetricEquilibria(game, a, cost).length))} for one α.`,
  };
}

/**
 * γ(p) for several games.
 * @param games by name
 */
export function relativePayoffFigure(games: Readonly<Record<string, SymmetricGame>>): Figure {
  const p = range(0, 1, 81);
  return {
    data: Object.entries(games).map(([name, game], k) =>
      curve(
        name,
        k,
        p,
        p.map((x) => short(relativePayoff(game, x))),
      ),
    ),
    layout: {
      title: { text: "What sharing adds to a user's fair value" },
      xaxis: axisOf("probability p with which each of the others does not share"),
      yaxis: axisOf("expected relative payoff γ(p)", { range: [0, 0.95] }),
      legend: { x: 0.02, y: 0.98 },
    },
    text: "Expected relative payoffs: rising where returns diminish, falling where they increase.",
  };
}

/**
 * Fig. 6 with a hand on the privacy cost: the division of utility, and where the cost stands in it.
 * @param game the game
 * @param costs of the horizontal axis, ascending
 * @param cost c, one of interest
 */
export function figure6At(game: SymmetricGame, costs: readonly number[], cost: number): Figure {
  const { alpha, p, share, utility } = platformOptimum(game, cost);
  const regime =
    utility === 0 || alpha === 0
      ? "nothing is paid"
      : p === 0
        ? `all share, α* = ${alpha.toFixed(3)}`
        : `users mix, p* = ${p.toFixed(3)}, α* = ${alpha.toFixed(3)}`;
  return {
    data: [
      ...divisionCurves(
        costs,
        costs.map((c) => platformOptimum(game, c)),
      ),
      markers("at c", 3, [cost, cost, cost], [utility, share, alpha * utility].map(short), {
        marker: { color: COLOURS[3], symbol: "diamond", size: 10 },
      }),
    ],
    layout: {
      title: { text: `N = ${game.users}, c = ${short(cost)}: ${regime}` },
      xaxis: axisOf("privacy cost c"),
      yaxis: axisOf("utility", { range: [-0.03, 1.08] }),
      shapes: [guide({ x: cost }, "")],
      legend: { x: 0.98, y: 0.98, xanchor: "right" },
    },
    text:
      `At c = ${short(cost)} with ${game.users} users: ${regime}; total utility ${short(utility)}, platform ${short(share)}, ` +
      `users together ${short(alpha * utility)}.`,
  };
}

/**
 * Thresholds of the regimes against the number of users.
 * @param users N of the horizontal axis
 * @param levels ε′, a pair of curves each; all above 2√3
 */
export function thresholdsFigure(users: readonly number[], levels: readonly number[]): Figure {
  return {
    data: levels.flatMap((level, k) => {
      const found = users.map((N) => thresholds(laplaceSharingGame(N, level)));
      const name = level === Infinity ? "∞" : String(level);
      return [
        curve(
          `nobody shares beyond, ε′ = ${name}`,
          k,
          users,
          found.map(({ nobody }) => short(nobody)),
          { mode: "lines+markers" },
        ),
        curve(
          `all share up to, ε′ = ${name}`,
          k,
          users,
          found.map(({ everybody }) => short(everybody)),
          {
            mode: "lines+markers",
            line: { color: COLOURS[k], dash: "dot", width: 2 },
          },
        ),
      ];
    }),
    layout: {
      title: { text: "Where the regimes change" },
      xaxis: logAxisOf("number of users N (log scale)", { tickvals: [2, 5, 10, 20, 50, 100] }),
      yaxis: logAxisOf("privacy cost c (log scale)", { tickvals: [0.001, 0.01, 0.1, 1] }),
      legend: { x: 0.02, y: 0.02, yanchor: "bottom" },
    },
    text: "First and last marginal products of the utility against the number of users: the middle regime widens.",
  };
}
