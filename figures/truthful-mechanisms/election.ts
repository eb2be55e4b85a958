/** Figures of the election. */
import {
  colour,
  curve,
  curves,
  guide,
  inPanel,
  LEGEND_BELOW,
  logAxisOf,
  markers,
  panels,
  range,
  axisOf,
  geometric,
  simulated,
  whole,
  type Figure,
} from "../../lib/plot";
import type { Estimate } from "../../lib/probability/monte-carlo";
import {
  electionLoss,
  electionLaw,
  electionPrivacyLevel,
  ELECTION_NOISES,
  type ElectionNoise,
} from "../../lib/truthful-mechanisms/election";
import { voteStakes } from "../../lib/truthful-mechanisms/election-truthfulness";
import { logBound } from "../../lib/truthful-mechanisms/privacy-bound";

/** Simulated values of a curve at some abscissae. */
export interface Simulated {
  readonly x: readonly number[];
  readonly estimates: readonly Estimate[];
}

/** The series of each noise, in every figure that shows several. */
export const SERIES: Readonly<Record<ElectionNoise, number>> = { printed: 0, halved: 1, doubled: 2 };

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
  const right = { ...inPanel(1), showlegend: false };
  const data = levels.flatMap((eps, i) => {
    const style = (dash: "solid" | "dot" | "dash" | "dashdot", width = 2) => ({
      line: { color: colour(i), width, dash },
    });
    const sharp = 1 / (Math.E * eps * (1 + Math.exp(-eps)));
    return [
      ...curves(D, { [`<i>ε</i> = ${eps}, printed`]: (d) => lossAt(d, eps, "printed") }, { more: style("solid") }),
      ...curves(D, { [`<i>ε</i> = ${eps}, halved`]: (d) => lossAt(d, eps, "halved") }, { more: style("dot") }),
      simulated("printed, simulated", i, losses[i].x, losses[i].estimates, { showlegend: i === 0 }),
      curve("1/(<i>eε</i>(1+<i>e</i><sup>−<i>ε</i></sup>))", i, [-60, 60], [sharp, sharp], {
        ...style("dashdot", 1),
        showlegend: i === 0,
      }),
      ...curves(
        size,
        { [`wrong, ε = ${eps}`]: (d) => electionLaw(-d, eps, "printed")[0] },
        { more: { ...right, ...style("solid") } },
      ),
      ...curves(size, { [`bound, ε = ${eps}`]: (d) => Math.exp(-eps * d) }, { more: { ...right, ...style("dash") } }),
    ];
  });
  return {
    data,
    layout: {
      ...panels([
        {
          heading: "both noises",
          x: ["margin <i>D</i> = #A − #B (votes)"],
          y: ["expected loss (satisfied voters)", { range: [0, 4.4] }],
        },
        {
          heading: "printed noise; dashed: <i>e</i><sup>−<i>ε</i>|<i>D</i>|</sup>",
          x: ["size of the margin |<i>D</i>|, B ahead (votes)"],
          y: [
            "P(wrong winner)",
            { ...logAxisOf("P(wrong winner)", { dtick: 2, minor: { dtick: 1 } }), range: [-14, 0.2] },
          ],
        },
      ]),
      title: { text: "The price of noise in an election" },
      legend: LEGEND_BELOW,
      height: 540,
    },
    text:
      `Expected number of satisfied voters lost against the margin D for ε = ${levels.join(", ")}: a peak on each side, ` +
      "higher and farther out for small ε, twice as high with halved noise (which at ε is the printed noise at ε/2), and " +
      "none far from a tie; the peak of the printed noise stays below 1/(eε(1+e^−ε)), far below the paper's 1/ε.",
  };
}

/**
 * Figure 2: both effects are tiny. What a vote can decide, and what it can cost in privacy, against the others' margin;
 * halved noise, gap 1, F = worth · ln.
 * @param eps privacy parameter ε
 * @param worth c of F = c ln
 * @param pivots simulated pivot probabilities
 */
export function bothTiny(eps: number, worth: number, pivots: Simulated): Figure {
  const at = (d: number) => voteStakes(d, eps, logBound(worth), "halved");
  return {
    data: [
      ...curves(whole(0, 60), {
        "vote decides: utility at stake": (d) => at(d).pivot,
        "privacy difference between the votes": (d) => at(d).privacyDifference,
        "expected privacy cost Σ <i>P F</i>": (d) => at(d).expectedCost,
        "bound per mechanism 2<i>F</i>(<i>e</i><sup><i>ε</i></sup>)": () => 2 * worth * eps,
      }),
      simulated("vote decides, simulated", 0, pivots.x, pivots.estimates),
    ],
    layout: {
      title: { text: "Influence and privacy fall together" },
      xaxis: axisOf("others' margin <i>d</i> (votes)", { range: [-1, 61] }),
      yaxis: logAxisOf("utility (units of the gap)", { range: [-8, 1.2] }),
      legend: LEGEND_BELOW,
      height: 540,
    },
    text:
      `At ε = ${eps}, F = ${worth} ln x, on a log scale: the probability that a vote decides, the largest difference in ` +
      "expected privacy utility between the two votes and the expected privacy cost all fall as e^(−εd/2) in the others' " +
      "margin d, in parallel lines; the bound that looks only at the mechanism stays flat.",
  };
}

/**
 * Figure 2, second panel: the privacy level of each variant, by formula and by audit over all profiles.
 * @param audited levels found by an audit, per variant
 */
export function electionLevels(
  audited: Readonly<Record<ElectionNoise, { readonly x: readonly number[]; readonly y: readonly number[] }>>,
): Figure {
  const level = (noise: ElectionNoise) => (eps: number) => electionPrivacyLevel(1, eps, noise);
  return {
    data: [
      ...curves(range(0.05, 3, 60), { "printed noise": level("printed"), "halved, and doubled": level("halved") }),
      ...ELECTION_NOISES.map((noise) =>
        markers(`${noise}, all profiles`, SERIES[noise], audited[noise].x, audited[noise].y),
      ),
    ],
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
 * @param worths the worth at ε, by name
 */
export function strongRationality(worths: Readonly<Record<string, (eps: number) => number>>): Figure {
  return {
    data: curves(geometric(0.01, 4, 50), worths),
    layout: {
      title: { text: "If abstaining cost no privacy" },
      xaxis: logAxisOf("parameter <i>ε</i>"),
      yaxis: logAxisOf("largest <i>c</i> (gap 1)"),
      legend: { x: 0.98, y: 0.98, xanchor: "right" },
      shapes: [guide({ y: 0.25 }, "1/4")],
    },
    text:
      "Largest worth of privacy with which voting honestly beats staying away free of privacy cost: for F = c ln it stays " +
      "below a quarter of the gap however small ε is; for F = c (x−1)^1.5 it grows without bound as ε falls.",
  };
}

/** X7: expected loss of ε-private elections over the margin. @param losses the series and the loss at D, by name */
export function electionRivals(
  losses: readonly { readonly name: string; readonly series: number; readonly at: (margin: number) => number }[],
): Figure {
  const D = whole(-41, 41, 2);
  return {
    data: losses.flatMap(({ name, series, at }) =>
      curves(D, { [name]: at }, { first: series, more: { mode: "lines+markers" } }),
    ),
    layout: {
      title: { text: "Three private elections, odd <i>n</i>" },
      xaxis: axisOf("margin <i>D</i> (votes)"),
      yaxis: axisOf("expected loss (satisfied voters)", { rangemode: "tozero" }),
      legend: { x: 0.98, y: 0.98, xanchor: "right" },
    },
    text:
      "Expected loss against odd margins at the same privacy level: the doubled test loses least among the laws that " +
      "treat the candidates alike; the halved noise favours A, so it loses a little less where A leads, a little more " +
      "where B does; the logistic law loses half as much again.",
  };
}
