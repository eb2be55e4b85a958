/** Figs. 1 and 3: what goes between platform and users, and the game that payments make of it. */
import type { Data } from "plotly.js";
import { checkInteger, checkLaw, checkNumber } from "../../lib/arguments";
import type { Stream } from "../../lib/probability/stream";
import { axisOf, COLOURS, type Figure, markers, short } from "../../lib/plot";
import { errorOfNothing, type FederatedUsers, type Spread } from "../../lib/fair-value/federated";
import { federatedPayments } from "../../lib/fair-value/federated-payments";
import { normalUsers, simulateErrors } from "../../lib/fair-value/simulation";
import { LEVEL_COLOURS, LEVEL_NAMES, levelLabel } from "./levels";

const PLATFORM_COLOUR = COLOURS[3];

/** A plotly colour made light. */
const light = (hex: string): string =>
  `rgba(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(",")},0.35)`;

/**
 * Fig. 1 from simulated rounds: what the users' data are worth to the platform, and what becomes of it. On the left, for
 * each user, a_i ln((t² + 2s²)/error) at the squared error that the platform was measured to make about her mean; on the
 * right the fair payments and what the platform keeps. A negative payment flows from the user to the platform.
 * @param users levels, sample sizes and weights; at most 20 send something
 * @param spread s² and t²
 * @param alpha the fraction that is paid out
 * @param rounds how many rounds of federated estimation are simulated, ≥ 2
 */
export function figure1(
  users: FederatedUsers,
  spread: Spread,
  { alpha, rounds }: { readonly alpha: number; readonly rounds: number },
  stream: Stream,
): Figure {
  const { payments, utility } = federatedPayments(users, spread, { alpha });
  const top = errorOfNothing(spread);
  const worths = simulateErrors(users, spread, normalUsers, rounds, stream).map(
    ({ estimate }, i) => (users.importance?.[i] ?? 1) * Math.log(top / estimate),
  );
  const measured = worths.reduce((sum, worth) => sum + worth, 0);
  const N = worths.length;
  const kept = (1 - alpha) * utility;
  const colours = Array.from(users.levels, (level) => LEVEL_COLOURS[level as 0 | 1 | 2]);
  const flows = [
    ...worths.map((worth, i) =>
      worth >= 0 ? { from: i, to: N, value: worth, user: i } : { from: N, to: i, value: -worth, user: i },
    ),
    ...Array.from(payments, (paid, i) =>
      paid >= 0 ? { from: N, to: N + 1 + i, value: paid, user: i } : { from: i, to: N, value: -paid, user: i },
    ),
    { from: N, to: 2 * N + 1, value: kept, user: N },
  ].filter(({ value }) => value > 0);
  const lightColours = [...colours, PLATFORM_COLOUR].map(light);
  const sankey = {
    type: "sankey",
    arrangement: "snap",
    valueformat: ".3f",
    node: {
      label: [
        ...colours.map(
          (_, i) => `user ${i + 1}: ${LEVEL_NAMES[users.levels[i] as 0 | 1 | 2]}, n = ${users.samples[i]}`,
        ),
        "",
        ...Array.from(payments, (paid, i) => `user ${i + 1} is paid ${paid.toFixed(2)}`),
        `the platform keeps ${kept.toFixed(2)}`,
      ],
      color: [...colours, PLATFORM_COLOUR, ...colours, PLATFORM_COLOUR],
      pad: 12,
      thickness: 16,
    },
    link: {
      source: flows.map(({ from }) => from),
      target: flows.map(({ to }) => to),
      value: flows.map(({ value }) => short(value)),
      color: flows.map(({ user }) => lightColours[user]),
    },
  };
  return {
    data: [sankey as unknown as Partial<Data>],
    layout: {
      title: { text: `Fig. 1: data in, utility out, payments back (α = ${alpha})` },
      annotations: [
        { text: "what knowing each user's mean is worth", x: 0, xanchor: "left" as const },
        {
          text: `U = ${measured.toFixed(2)} measured,<br>${utility.toFixed(2)} by (17)`,
          x: 0.5,
          xanchor: "center" as const,
          y: 0.86,
        },
        { text: "what everybody gets", x: 1, xanchor: "right" as const },
      ].map((note) => ({
        y: 1.01,
        ...note,
        xref: "paper" as const,
        yref: "paper" as const,
        yanchor: "bottom" as const,
        showarrow: false,
      })),
      margin: { l: 24, r: 24, t: 84, b: 24 },
      height: 520,
    },
    text:
      `Users' data are worth ${short(measured)} in simulated rounds, ${short(utility)} by formula; of it the platform keeps ` +
      `${short(kept)} and users are paid ${Array.from(payments, short).join(", ")}.`,
  };
}

/** What is played in {@link figure3}. */
export interface PaymentPlays {
  /** n_i. */
  readonly samples: readonly number[];
  readonly spread: Spread;
  /** The fraction paid out. */
  readonly alpha: number;
  /** With which probabilities a user chooses level 0, 1 and 2. */
  readonly law: readonly [number, number, number];
  /** How many plays, ≥ 1. */
  readonly plays: number;
}

/**
 * Fig. 3 from simulated plays: every user draws her level ε_i, and the platform pays t_i(ε_i; ε_{−i}), fairly. Left: what
 * user 1 is paid, by her level, whatever the others chose. Right: how every play's utility U(ε) falls to direct users, to
 * federated ones and to the platform, which keeps U(ε) − 1ᵀt(ε).
 */
export function figure3({ samples, spread, alpha, law, plays }: PaymentPlays, stream: Stream): Figure {
  checkLaw("law", law);
  checkNumber("alpha", alpha, { min: 0, max: 1 });
  checkInteger("plays", plays, { min: 1 });
  const draw = (): number => {
    const u = stream.uniform();
    return u < law[0] ? 0 : u < law[0] + law[1] ? 1 : 2;
  };
  const played = Array.from({ length: plays }, () => {
    const levels = samples.map(draw);
    const { payments, utility } = federatedPayments({ levels, samples }, spread, { alpha });
    const to = (level: number): number => payments.reduce((sum, t, i) => sum + (levels[i] === level ? t : 0), 0);
    return { own: levels[0], paid: payments[0], utility, direct: to(2), federated: to(1), place: stream.uniform() };
  });
  const sorted = [...played].sort((a, b) => a.utility - b.utility);
  const number = sorted.map((_, k) => k + 1);
  const bars = (name: string, color: string, of: (play: (typeof played)[number]) => number): Partial<Data> =>
    ({
      type: "bar",
      name,
      x: number,
      y: sorted.map((play) => short(of(play))),
      marker: { color },
      xaxis: "x2",
      yaxis: "y2",
    }) as Partial<Data>;
  const levels = [0, 1, 2] as const;
  const means = levels.map((level) => {
    const paid = played.filter(({ own }) => own === level).map((play) => play.paid);
    return paid.length === 0 ? NaN : paid.reduce((sum, x) => sum + x, 0) / paid.length;
  });
  const seen = levels.filter((level) => Number.isFinite(means[level]));
  return {
    data: [
      ...seen.map((level) => {
        const own = played.filter((play) => play.own === level);
        return markers(
          `user 1 at ${levelLabel(level)}`,
          level,
          own.map(({ place }) => short(level + 0.5 * (place - 0.5))),
          own.map(({ paid }) => short(paid)),
          { marker: { color: LEVEL_COLOURS[level], size: 6, opacity: 0.6 }, showlegend: false },
        );
      }),
      markers(
        "mean payment",
        3,
        seen,
        seen.map((level) => short(means[level])),
        {
          marker: { symbol: "line-ew-open", size: 46, color: "#222", line: { width: 2.5, color: "#222" } },
          showlegend: false,
        },
      ),
      bars("paid to direct users", LEVEL_COLOURS[2], ({ direct }) => direct),
      bars("paid to federated users", LEVEL_COLOURS[1], ({ federated }) => federated),
      bars("kept by the platform", PLATFORM_COLOUR, ({ utility }) => (1 - alpha) * utility),
    ],
    layout: {
      title: { text: `Fig. 3: ${plays} plays of the game that payments make (α = ${alpha})` },
      xaxis: axisOf("level ε₁ that user 1 chose", {
        domain: [0, 0.42],
        tickvals: [0, 1, 2],
        ticktext: [...LEVEL_NAMES],
        range: [-0.5, 2.5],
      }),
      yaxis: axisOf("payment to user 1, t₁(ε₁; ε₋₁)"),
      xaxis2: axisOf("plays, in the order of their utility", { domain: [0.55, 1], anchor: "y2" }),
      yaxis2: { ...axisOf("utility U(ε) and who gets it"), anchor: "x2" },
      barmode: "relative",
      bargap: 0,
      legend: { orientation: "h", x: 0.5, y: -0.2 },
      margin: { b: 100 },
    },
    text:
      `Over ${plays} plays user 1 was paid ${seen.map((level) => `${short(means[level])} at ${levelLabel(level)}`).join(", ")} ` +
      `on average; the platform kept ${short((1 - alpha) * 100)} % of each play's utility.`,
  };
}
