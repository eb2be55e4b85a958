/** Figures of the election. */
import { axisOf, colour, curve, family, guide, markers, simulated, type Figure } from "../../lib/plot";
import type { Estimate } from "../../lib/probability/monte-carlo";
import {
  electionLoss,
  electionLaw,
  electionPrivacyLevel,
  ELECTION_NOISES,
  type ElectionNoise,
} from "../../lib/truthful-mechanisms/election";
import { voteStakes, type VoteStakes } from "../../lib/truthful-mechanisms/election-truthfulness";
import { logBound } from "../../lib/truthful-mechanisms/privacy-bound";
import { geometric, onRight, PANELS, range, whole } from "./grids";

/** Simulated values of a curve at some abscissae. */
export interface Simulated {
  readonly x: readonly number[];
  readonly estimates: readonly Estimate[];
}

const lossAt = (D: number, eps: number, noise: ElectionNoise): number =>
  electionLoss(Math.max(D, 0), Math.max(-D, 0), eps, noise);

/**
 * Figure 1: the price of noise. Left the expected loss against the margin, printed and halved noise; right P(wrong
 * winner) of the printed noise with the paper's bound e^{−ε|D|}.
 * @param levels the values of ε
 * @param losses for each ε the simulated losses with the printed noise
 */
export function priceOfNoise(levels: readonly number[], losses: readonly Simulated[]): Figure {
  const D = whole(-60, 60);
  const size = whole(1, 60);
  const data = levels.flatMap((eps, i) => {
    const line = { color: colour(i), width: 2 };
    return [
      curve(
        `<i>ε</i> = ${eps}, printed`,
        i,
        D,
        D.map((d) => lossAt(d, eps, "printed")),
        { line: { ...line, dash: "solid" } },
      ),
      curve(
        `<i>ε</i> = ${eps}, halved`,
        i,
        D,
        D.map((d) => lossAt(d, eps, "halved")),
        { line: { ...line, dash: "dot" } },
      ),
      simulated("printed, simulated", i, losses[i].x, losses[i].estimates, { showlegend: i === 0 }),
      curve(
        `wrong, ε = ${eps}`,
        i,
        size,
        size.map((d) => electionLaw(-d, eps, "printed")[0]),
        { ...onRight, line: { ...line, dash: "solid" }, showlegend: false },
      ),
      curve(
        `bound, ε = ${eps}`,
        i,
        size,
        size.map((d) => Math.exp(-eps * d)),
        { ...onRight, line: { ...line, dash: "dash" }, showlegend: false },
      ),
    ];
  });
  const sharp = levels.map((eps) => 1 / (Math.E * eps * (1 + Math.exp(-eps))));
  return {
    data,
    layout: {
      title: { text: "The price of noise in an election" },
      xaxis: axisOf("margin <i>D</i> = #A − #B (votes)", PANELS.left),
      yaxis: axisOf("expected loss (satisfied voters)", { range: [0, 4.4] }),
      xaxis2: axisOf("size of the margin |<i>D</i>|, B ahead (votes)", PANELS.right),
      yaxis2: axisOf("P(wrong winner)", { ...PANELS.rightY, type: "log", range: [-14, 0.2] }),
      legend: { orientation: "h", x: 0, y: -0.22, yanchor: "top" },
      height: 520,
      shapes: sharp.map((y, i) => ({
        type: "line",
        x0: -60,
        x1: 60,
        y0: y,
        y1: y,
        line: { color: colour(i), width: 1, dash: "dashdot" },
      })),
      annotations: [
        {
          xref: "x2",
          yref: "y2",
          x: 4,
          y: -12.4,
          xanchor: "left",
          showarrow: false,
          align: "left",
          font: { size: 11 },
          text: "solid: exact, printed noise<br>dashed: <i>e</i><sup>−<i>ε</i>|<i>D</i>|</sup>",
        },
        ...sharp.map((y, i) => ({
          x: 59,
          y,
          xanchor: "right" as const,
          yanchor: "bottom" as const,
          showarrow: false,
          font: { size: 10, color: colour(i) },
          text: "1/(<i>eε</i>(1+<i>e</i><sup>−<i>ε</i></sup>))",
        })),
      ],
    },
    text:
      `Expected number of satisfied voters lost against the margin D for ε = ${levels.join(", ")}: a peak on each side, ` +
      "higher and farther out for small ε, twice as high with halved noise, and none far from a tie; the peak of the " +
      "printed noise touches 1/(eε(1+e^−ε)), far below the paper's 1/ε.",
  };
}

/** The traces of {@link bothTiny} at one ε. */
function stakesAt(eps: number, worth: number, simulate: (eps: number) => Simulated): Figure["data"] {
  const d = whole(0, 60);
  const stakes = d.map((others) => voteStakes(others, eps, logBound(worth), "halved"));
  const of = (pick: (s: VoteStakes) => number): number[] => stakes.map(pick);
  const { x, estimates } = simulate(eps);
  return [
    curve(
      "vote decides: utility at stake",
      0,
      d,
      of((s) => s.pivot),
    ),
    curve(
      "privacy difference between the votes",
      1,
      d,
      of((s) => s.privacyDifference),
    ),
    curve(
      "expected privacy cost Σ <i>P F</i>",
      2,
      d,
      of((s) => s.expectedCost),
    ),
    curve(
      "bound per mechanism 2<i>F</i>(<i>e</i><sup><i>ε</i></sup>)",
      3,
      d,
      d.map(() => 2 * worth * eps),
    ),
    simulated("vote decides, simulated", 0, x, estimates),
  ];
}

/**
 * Figure 2: both effects are tiny. What a vote can decide, and what it can cost in privacy, against the others' margin;
 * halved noise, gap 1, F = worth · ln. A slider moves ε.
 * @param levels the slider's stops
 * @param worth c of F = c ln
 * @param simulate the simulated pivot probabilities at an ε
 */
export function bothTiny(levels: readonly number[], worth: number, simulate: (eps: number) => Simulated): Figure {
  return family({
    parameter: "ε",
    values: levels,
    start: Math.max(0, levels.indexOf(0.5)),
    at: (eps) => stakesAt(eps, worth, simulate),
    layout: {
      title: { text: "Influence and privacy fall together" },
      xaxis: axisOf("others' margin <i>d</i> (votes)", { range: [-1, 61] }),
      yaxis: axisOf("utility (units of the gap)", { type: "log", range: [-8, 1.2] }),
      legend: { x: 1.02, y: 1, font: { size: 11 } },
      height: 540,
    },
    text:
      "On a log scale the probability that a vote decides, the largest difference in expected privacy utility between " +
      "the two votes and the expected privacy cost all fall as e^(−εd/2) in the others' margin d, in parallel lines; the " +
      "bound that looks only at the mechanism stays flat.",
  });
}

/**
 * Figure 2, second panel: the privacy level of each variant, by formula and by audit over all profiles.
 * @param audited levels found by an audit, per variant
 */
export function electionLevels(
  audited: Readonly<Record<ElectionNoise, { readonly x: readonly number[]; readonly y: readonly number[] }>>,
): Figure {
  const eps = range(0.05, 3, 60);
  return {
    data: ELECTION_NOISES.flatMap((noise, i) => [
      curve(
        `${noise} noise`,
        i,
        eps,
        eps.map((e) => electionPrivacyLevel(1, e, noise)),
      ),
      markers(`${noise}, all profiles`, i, audited[noise].x, audited[noise].y),
    ]),
    layout: {
      title: { text: "What the election's noise really gives" },
      xaxis: axisOf("parameter <i>ε</i>"),
      yaxis: axisOf("privacy level (nats)", { range: [0, 6.3] }),
      legend: { x: 0.02, y: 0.98 },
    },
    text: "Privacy level against ε: the printed noise lies on the line 2ε, the halved and the doubled noise on the line ε.",
  };
}

/**
 * Strong individual rationality (X4): the worth of privacy up to which voting beats staying away at no privacy cost.
 * @param curves name and value of each curve at ε
 */
export function strongRationality(curves: readonly { name: string; at: (eps: number) => number }[]): Figure {
  const eps = geometric(0.01, 4, 50);
  return {
    data: curves.map(({ name, at }, i) => curve(name, i, eps, eps.map(at))),
    layout: {
      title: { text: "If abstaining cost no privacy" },
      xaxis: axisOf("parameter <i>ε</i>", { type: "log" }),
      yaxis: axisOf("largest <i>c</i> (gap 1)", { type: "log" }),
      legend: { x: 0.98, y: 0.98, xanchor: "right" },
      shapes: [guide({ y: 0.25 }, "1/4")],
    },
    text:
      "Largest worth of privacy with which voting honestly beats staying away free of privacy cost: for F = c ln it stays " +
      "below a quarter of the gap however small ε is; for F = c (x−1)^1.5 it grows without bound as ε falls.",
  };
}
