/** Figures of where honesty pays, and of what an outcome tells an observer. */
import {
  axisOf,
  curve,
  curves,
  inPanel,
  LEGEND_BELOW,
  logAxisOf,
  markers,
  panels,
  range,
  whole,
  type Figure,
} from "../../lib/plot";
import { electionChannel, mutualInformation, sharpShift } from "../../lib/truthful-mechanisms/beliefs";
import { electionPrivacy } from "../../lib/truthful-mechanisms/election";
import { requiredGap } from "../../lib/truthful-mechanisms/election-truthfulness";
import { logBound } from "../../lib/truthful-mechanisms/privacy-bound";
import { SERIES } from "./election";

/**
 * Figure 7: where honesty pays in the election, gap 1 and F = c ln x. Between the exact curve of the printed noise and
 * the paper's, Theorem 4.2 promises honesty where a misreport pays.
 * @param example a point of the wedge, [ε, c]
 */
export function whereHonestyPays(example: readonly [number, number]): Figure {
  const eps = range(0.1, 2, 96);
  const ln = logBound(1);
  const exact = (noise: "printed" | "halved") => eps.map((e) => 1 / requiredGap(e, ln, noise));
  const paper = eps.map((e) => 1 / (2 * ln(e)));
  return {
    data: [
      curve("exact, printed noise", SERIES.printed, eps, exact("printed")),
      curve("theorem fails here", SERIES.printed, eps, paper, {
        fill: "tonexty",
        fillcolor: "rgba(0,114,178,0.15)",
        line: { width: 0 },
        mode: "lines",
      }),
      curve("paper: 2<i>F</i>(<i>e</i><sup><i>ε</i></sup>) = gap (also doubled, exact)", SERIES.doubled, eps, paper),
      curve("exact, halved noise", SERIES.halved, eps, exact("halved")),
      markers("example below", 3, [example[0]], [example[1]], { marker: { size: 12, symbol: "star", color: "#000" } }),
    ],
    layout: {
      title: { text: "Where honesty pays in the election" },
      xaxis: axisOf("parameter <i>ε</i>"),
      yaxis: axisOf("worth of privacy <i>c</i> (gap 1)", { range: [0, 3] }),
      legend: { x: 0.98, y: 0.98, xanchor: "right" },
    },
    text:
      "The largest worth c of privacy with which honesty is optimal falls with ε: the exact curve of the printed noise " +
      "lies below the paper's 1/(2ε), and in the wedge between the theorem promises honesty while a misreport pays; the " +
      "halved noise lies above.",
  };
}

/**
 * Figure 7, last panel: what an outcome tells. Left how far a posterior can be from the prior, against ln x; right
 * what the winner of an election tells about one vote, on average and at worst.
 * @param eps privacy parameter ε of the election (halved noise)
 */
export function whatOutcomesTell(eps: number): Figure {
  const right = { more: inPanel(1) };
  return {
    data: [
      ...curves(range(0.01, 3, 80), {
        "sharp: tanh(ln <i>x</i>/4)": (y) => sharpShift(Math.exp(y)),
        "paper: <i>x</i> − 1": Math.expm1,
      }),
      ...curves(
        whole(0, 40),
        {
          "mutual information <i>I</i>(<i>T</i>; <i>O</i>)": (d) =>
            mutualInformation(electionChannel([d, 0], eps, "halved"), [0.5, 0.5], [0, 1]),
          "worst outcome, ln <i>x</i>": (d) => Math.max(...electionPrivacy(d, eps, "halved")),
        },
        { first: 2, ...right },
      ),
    ],
    layout: {
      ...panels([
        {
          heading: "how far beliefs can move",
          x: ["ln <i>x</i> (nats)"],
          y: ["shift (statistical difference)", { range: [0, 1] }],
        },
        {
          heading: `election, <i>ε</i> = ${eps}`,
          x: ["others' margin <i>d</i> (votes)"],
          y: ["information (nats)", { ...logAxisOf("information (nats)"), range: [-6.5, 0] }],
        },
      ]),
      title: { text: "What an outcome tells" },
      legend: LEGEND_BELOW,
      height: 500,
    },
    text:
      "Left: beliefs can shift by at most tanh(ln x/4), far below x − 1, which passes 1 at ln x = 0.69. Right: the average " +
      "information in the winner falls as e^(−εd/2), while the worst outcome's ln x never falls.",
  };
}
