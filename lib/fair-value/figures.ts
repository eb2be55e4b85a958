/** The figures of the paper and of what goes beyond it, as functions from parameters to plotly specifications. */
import type { Data } from "plotly.js";
import { checkNumbers } from "../numerics/domain";
import type { Estimate } from "../probability/monte-carlo";
import type { Stream } from "../probability/stream";
import { axisOf, COLOURS, curve, family, guide, markers, simulated, type Figure } from "../figures";
import { figure5Bars, KINDS, labelOf, REGIMES, type Bars, type Composition } from "./composition";
import type { FederatedUsers, Spread } from "./federated";
import { federatedPayments } from "./federated-payments";
import { laplaceSharingGame } from "./laplace-games";
import { optimalLaplace, utilityByCount } from "./linear-laplace";
import { federatedRounds, normalUsers } from "./simulation";
import {
  expectedUtility,
  platformOptimum,
  relativePayoff,
  symmetricEquilibria,
  thresholds,
  type SymmetricGame,
} from "./symmetric-game";
import { robustShare, twoUserOptimum, type Phase, type TwoUserUtility } from "./two-user-game";
import { twoUserMaps } from "./two-user-maps";

const range = (from: number, to: number, steps: number): number[] =>
  Array.from({ length: steps + 1 }, (_, k) => from + ((to - from) * k) / steps);

/** Six significant digits: more than a screen shows, and a third of the file. */
const short = (x: number): number => Number(x.toPrecision(6));

/**
 * Example 1 for two users: the utility of one and of both users' data against ε′, and how utility is split fairly.
 * @param levels ε′ of the horizontal axis, each above 0, ascending
 */
export function laplaceFigure(levels: readonly number[]): Figure {
  checkNumbers("levels", levels, { above: 0 }, { min: 2 });
  const u = levels.map((level) => utilityByCount(2, level));
  const one = u.map((x) => short(x[1]));
  const both = u.map((x) => short(x[2]));
  return {
    data: [
      curve("both share: U(ε′, ε′)", 0, levels, both),
      curve("one shares: U(ε′, 0)", 1, levels, one),
      curve(
        "platform's fair share of U(ε′, ε′)",
        2,
        levels,
        u.map((x) => short((x[1] + x[2]) / 3)),
      ),
      curve(
        "each user's, with the platform in",
        3,
        levels,
        u.map((x) => short((x[2] - (x[1] + x[2]) / 3) / 2)),
      ),
    ],
    layout: {
      title: { text: "Two users' data, and their fair division" },
      xaxis: axisOf("privacy level ε′ (log scale)", { type: "log" }),
      yaxis: axisOf("utility", { range: [0, 1.02] }),
      shapes: [guide({ x: 2 * Math.sqrt(3) }, "")],
      annotations: [
        {
          text: "ε′ = 2√3; beyond it returns diminish",
          x: Math.log10(2 * Math.sqrt(3)),
          y: 0.02,
          xanchor: "left",
          yanchor: "bottom",
          showarrow: false,
        },
      ],
      legend: { x: 0.02, y: 0.98 },
    },
    text: "Utility of one and of both users' data against the privacy level, with the Theorem 1 shares of platform and users.",
  };
}

/**
 * Saturation: how much of a further user's privacy budget the optimal estimator uses, next to users at given levels.
 * @param others their levels, one curve each
 * @param levels budgets of the further user, ascending, finite
 */
export function saturationFigure(others: readonly number[], levels: readonly number[]): Figure {
  checkNumbers("others", others, { above: 0 }, { min: 1 });
  checkNumbers("levels", levels, { above: 0 }, { min: 2 });
  return {
    data: others.map((other, k) =>
      curve(
        `next to a user at ε = ${other}`,
        k,
        levels,
        levels.map((level) => {
          const { weights, scale } = optimalLaplace([other, level]);
          return short(weights[1] / scale);
        }),
      ),
    ),
    layout: {
      title: { text: "An optimal estimator leaves part of a large budget unused" },
      xaxis: axisOf("privacy budget ε₂ of the second user"),
      yaxis: axisOf("budget used, w₂/b", { rangemode: "tozero" }),
      legend: { x: 0.02, y: 0.98 },
    },
    text: "Budget used against budget given: the curves bend to a constant at ε₁ + 12/ε₁.",
  };
}

const LEVEL_NAMES = ["nothing", "federated", "direct"] as const;
const LEVEL_COLOURS = [COLOURS[6], COLOURS[1], COLOURS[0]] as const;

/**
 * Figs. 2 and 4 from simulated data: every user's mean θ_i, her samples' mean θ̂_i, and what the platform sees of it.
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
            `own estimate, level ${level} (${LEVEL_NAMES[level]})`,
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
      title: { text: `Ten users, s² = ${spread.between}, t² = ${spread.within}` },
      xaxis: axisOf("user", { dtick: 1, range: [0.4, numbers.length + 0.6] }),
      yaxis: axisOf("value"),
      legend: { orientation: "h", y: -0.22 },
      margin: { b: 120 },
    },
    text: "One simulated population: true means, local estimates by privacy level, the federated average, platform's estimates.",
  };
}

/**
 * Figs. 1 and 3 run once: data in, utility out, payments back. What every user is paid and what the platform keeps.
 * @param users levels, sample sizes and weights
 * @param spread s² and t²
 * @param alpha the fraction that is paid out
 */
export function marketFigure(users: FederatedUsers, spread: Spread, alpha: number): Figure {
  const { payments, utility } = federatedPayments(users, spread, { alpha });
  const kept = (1 - alpha) * utility;
  const bars = (name: string, series: string, x: readonly string[], y: readonly number[]): Partial<Data> => ({
    type: "bar",
    name,
    x: [...x],
    y: y.map(short),
    marker: { color: series },
  });
  const who = Array.from(users.levels, (_, i) => `user ${i + 1}`);
  return {
    data: [
      ...([2, 1, 0] as const).map((level) => {
        const members = who.map((_, i) => i).filter((i) => users.levels[i] === level);
        const name = `level ${level} (${LEVEL_NAMES[level]})`;
        return bars(
          name,
          LEVEL_COLOURS[level],
          members.map((i) => who[i]),
          members.map((i) => payments[i]),
        );
      }),
      bars("platform", COLOURS[3], ["platform"], [kept]),
    ],
    layout: {
      title: { text: `One round of the market: U = ${utility.toFixed(2)}, α = ${alpha}` },
      xaxis: axisOf("", { categoryorder: "array", categoryarray: [...who, "platform"], tickangle: -30 }),
      yaxis: axisOf("utility received"),
      barmode: "overlay",
      legend: { x: 0.02, y: 0.98 },
    },
    text: `Of U = ${short(utility)} the platform keeps ${short(kept)}; users are paid ${Array.from(payments, short).join(", ")}.`,
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
  const x = range(1, labels.length, labels.length - 1);
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

/** A group of bars of Fig. 5. */
export interface BarGroup {
  readonly label: string;
  readonly bars: Bars;
  /** Simulated payments, one for each bar, in the same order; drawn less the average. */
  readonly estimates?: readonly Estimate[];
}

const BAR_WIDTH = 0.16;
/** The place of a kind's bar in its group: the plain kinds, and the star where the group's other bars leave room. */
const placeOf = (kind: string, kinds: readonly string[]): number =>
  (kind.endsWith("*") ? kinds.length : kinds.indexOf(kind)) - (kinds.length - 0.5) / 2;

function barTraces(groups: readonly BarGroup[], few: number, relative: boolean): Partial<Data>[] {
  const kinds = KINDS.map((kind) => labelOf(kind, few));
  const unit = ({ bars }: BarGroup): number => (relative ? bars.utility / 10 : 1);
  const cells = groups
    .flatMap((group, g) =>
      group.bars.bars.map((bar, b) => ({
        ...bar,
        group: g,
        y: bar.difference / unit(group),
        x: g + BAR_WIDTH * placeOf(bar.kind, kinds),
        estimate: group.estimates?.[b],
        average: group.bars.utility / 10,
        unit: unit(group),
      })),
    )
    .filter(({ kind }) => kind !== "(0)");
  const trace = (name: string, series: number, of: typeof cells): Partial<Data> =>
    ({
      type: "bar",
      name,
      x: of.map(({ x }) => short(x)),
      y: of.map(({ y }) => short(y)),
      width: BAR_WIDTH * 0.9,
      marker: {
        color: COLOURS[series],
        line: { color: "#333", width: 0.8 },
        pattern: {
          shape: (["", "/", "x", ".", ""] as const)[series],
          fillmode: "overlay",
          fgcolor: "white",
          size: 6,
          solidity: 0.3,
        },
      },
      hovertemplate: `${name}: %{y:.4g}<extra></extra>`,
    }) as Partial<Data>;
  const stars = cells.filter(({ kind }) => kind.endsWith("*"));
  const checked = cells.filter(({ estimate }) => estimate !== undefined);
  const centred = checked.map(({ estimate, average, unit: by }) => {
    const { estimate: mean, standardError, interval, runs } = estimate as Estimate;
    const place = (y: number): number => short((y - average) / by);
    return { estimate: place(mean), standardError, runs, interval: [place(interval[0]), place(interval[1])] as const };
  });
  return [
    ...kinds.map((kind, k) =>
      trace(
        kind,
        k,
        cells.filter((cell) => cell.kind === kind),
      ),
    ),
    ...(stars.length > 0 ? [trace("★ the user with a = 100", 4, stars)] : []),
    ...(checked.length > 0
      ? [
          simulated(
            "simulated, 95 %",
            6,
            checked.map(({ x }) => short(x)),
            centred,
            {
              marker: { color: "white", symbol: "circle", size: 6, line: { color: COLOURS[6], width: 1.5 } },
            },
          ),
        ]
      : []),
  ];
}

/**
 * Fig. 5: what users of each kind, "(level, samples)", are paid above the average, in groups of bars.
 * @param groups the groups from left to right
 * @param few the number of few samples, as in the labels of the bars
 * @param options a title; whether bars are given as multiples of the average payment U/10
 */
export function figure5(
  groups: readonly BarGroup[],
  few: number,
  { title, relative = false }: { title: string; relative?: boolean },
): Figure {
  return {
    data: barTraces(groups, few, relative),
    layout: {
      title: { text: title },
      xaxis: axisOf("", {
        tickvals: groups.map((_, g) => g),
        ticktext: groups.map(({ label }) => label),
        range: [-0.5, groups.length - 0.5],
      }),
      yaxis: axisOf(relative ? "(payment − U/10) / (U/10)" : "payment above the average U/10", {
        zeroline: true,
        zerolinecolor: "#444",
      }),
      bargap: 0,
      barmode: "overlay",
      legend: { orientation: "h", y: -0.16 },
      margin: { b: 100 },
    },
    text: `${title}: ${groups
      .map(
        ({ label, bars }) =>
          `${label.replace(/<br>/g, ", ")}: ` +
          bars.bars.map(({ kind, difference }) => `${kind} ${short(difference)}`).join(", "),
      )
      .join("; ")}.`,
  };
}

/** The label of a regime. */
export const regimeLabel = ({ between, within }: Spread): string => `s² = ${between}, t² = ${within}`;

/**
 * Fig. 5(a) under a slider over compositions.
 * @param compositions the stops
 * @param start the stop shown first
 */
export function figure5Explorer(compositions: readonly Composition[], start: number): Figure {
  const few = compositions[start].fewSamples;
  const name = ({ federated, direct, fewSamples }: Composition): string =>
    `${federated.join("+")} | ${direct.join("+")} | ${fewSamples}`;
  return family({
    parameter: "federated few+100 | direct few+100 | few",
    values: compositions.map((_, k) => k),
    start,
    label: (k) => name(compositions[k]),
    at: (k) =>
      barTraces(
        REGIMES.map((spread) => ({ label: "", bars: figure5Bars(compositions[k], spread) })),
        compositions[k].fewSamples,
        false,
      ).map((trace, series) => ({ ...trace, name: labelOf(KINDS[series], few).replace(`,${few})`, ", few)") })),
    layout: {
      title: { text: "Fig. 5(a) for other compositions" },
      xaxis: axisOf("", { tickvals: [0, 1, 2], ticktext: REGIMES.map(regimeLabel), range: [-0.5, 2.5] }),
      yaxis: axisOf("payment above the average U/10", { range: [-8, 15], zeroline: true, zerolinecolor: "#444" }),
      bargap: 0,
      barmode: "overlay",
      legend: { x: 0.02, y: 0.98 },
      height: 520,
    },
    text: "Fig. 5(a) with other splits of the users and other numbers of few samples, under a slider.",
  });
}

/**
 * Several divisions of the same utility side by side.
 * @param labels of the users
 * @param divisions by name, a number a user
 */
export function divisionsFigure(
  labels: readonly string[],
  divisions: Readonly<Record<string, ArrayLike<number>>>,
): Figure {
  return {
    data: Object.entries(divisions).map(([name, values], k) =>
      markers(
        name,
        k,
        labels.map((_, i) => i + 0.16 * (k - 1)),
        Array.from(values, short),
        {
          marker: { symbol: (["circle", "square", "diamond"] as const)[k], size: 10, color: COLOURS[k] },
        },
      ),
    ),
    layout: {
      title: { text: "One utility, divided in other ways" },
      xaxis: axisOf("user: level, samples", { tickvals: labels.map((_, i) => i), ticktext: [...labels] }),
      yaxis: axisOf("payment", { zeroline: true, zerolinecolor: "#444" }),
      legend: { x: 0.02, y: 0.98 },
    },
    text: `Divisions: ${Object.entries(divisions)
      .map(([name, values]) => `${name} ${Array.from(values, short).join(", ")}`)
      .join("; ")}.`,
  };
}

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
  const alphas = range(0, 1, 400);
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
  const alphas = range(0, 1, 250);
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
  const p = range(0, 1, 80);
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
 * Fig. 6 for other numbers of users, under a slider.
 * @param users the stops
 * @param level ε′
 */
export function usersExplorer(users: readonly number[], level: number): Figure {
  const costs = range(0, 0.8, 160);
  return family({
    parameter: "users N",
    values: users,
    start: 0,
    at: (N) => {
      const game = laplaceSharingGame(N, level);
      const optima = costs.map((cost) => platformOptimum(game, cost));
      const { everybody, nobody } = thresholds(game);
      return [
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
        markers("thresholds", 3, [everybody, nobody].map(short), [0, 0], {
          marker: { color: COLOURS[3], symbol: "triangle-up", size: 11 },
        }),
      ];
    },
    layout: {
      title: { text: "The regimes for N users" },
      xaxis: axisOf("privacy cost c", { range: [0, 0.8] }),
      yaxis: axisOf("utility", { range: [-0.03, 1.05] }),
      legend: { x: 0.98, y: 0.98, xanchor: "right" },
    },
    text: "Total utility, platform's share and users' payments against the privacy cost for several numbers of users.",
  });
}

/** One panel of a map over both users' costs. */
interface Panel {
  readonly title: string;
  readonly z: ArrayLike<number>;
  readonly scale?: string;
  /** Names of the values 0, 1, 2, … where they stand for kinds. */
  readonly names?: readonly string[];
}

/** Maps over (c₁, c₂) side by side; z runs row after row over c₁. */
function maps(costs: readonly number[], panels: readonly Panel[], title: string, text: string): Figure {
  const n = costs.length;
  const width = (1 - 0.2 * (panels.length - 1) - 0.05) / panels.length;
  const at = (k: number): [number, number] => [k * (width + 0.2), k * (width + 0.2) + width];
  return {
    data: panels.map(({ title: name, z, scale = "Viridis", names }, k) => ({
      type: "heatmap",
      name,
      x: costs.map(short),
      y: costs.map(short),
      xaxis: `x${k + 1}`,
      yaxis: `y${k + 1}`,
      colorscale: scale,
      // plotly's rows are the vertical axis, c₂.
      z: costs.map((_, j) => costs.map((__, i) => Number(z[i * n + j].toFixed(4)))),
      colorbar: {
        x: at(k)[1] + 0.005,
        len: 0.95,
        thickness: 12,
        xanchor: "left",
        ...(names && { tickvals: names.map((_, i) => i), ticktext: [...names] }),
      },
      ...(names && { zmin: 0, zmax: names.length - 1 }),
      hovertemplate: `c₁ %{x}, c₂ %{y}: %{z}<extra>${name}</extra>`,
    })) as unknown as Figure["data"],
    layout: {
      title: { text: title },
      ...Object.fromEntries(
        panels.flatMap((_, k) => [
          [`xaxis${k + 1}`, { ...axisOf("cost of user 1, c₁"), domain: at(k), anchor: `y${k + 1}` }],
          [`yaxis${k + 1}`, { ...axisOf("cost of user 2, c₂"), anchor: `x${k + 1}` }],
        ]),
      ),
      annotations: panels.map(({ title: name }, k) => ({
        text: name,
        x: (at(k)[0] + at(k)[1]) / 2,
        y: 1.02,
        xref: "paper" as const,
        yref: "paper" as const,
        yanchor: "bottom" as const,
        showarrow: false,
      })),
      margin: { t: 90 },
      height: 480,
    },
    text,
  };
}

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
      xaxis: axisOf("number of users N (log scale)", { type: "log" }),
      yaxis: axisOf("privacy cost c (log scale)", { type: "log" }),
      legend: { x: 0.02, y: 0.02, yanchor: "bottom" },
    },
    text: "First and last marginal products of the utility against the number of users: the middle regime widens.",
  };
}
