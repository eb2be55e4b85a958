/** Figures of where honesty pays, and of what an outcome tells an observer. */
import { axisOf, curve, markers, type Figure } from "../../lib/plot";
import { electionChannel, mutualInformation, sharpShift } from "../../lib/truthful-mechanisms/beliefs";
import { electionPrivacy } from "../../lib/truthful-mechanisms/election";
import { requiredGap } from "../../lib/truthful-mechanisms/election-truthfulness";
import { logBound } from "../../lib/truthful-mechanisms/privacy-bound";
import type { VcgScan } from "../../lib/truthful-mechanisms/vcg-scan";
import { onRight, PANELS, range, whole } from "./grids";

/**
 * Figure 7: where honesty pays in the election, gap 1 and F = c ln x. Between the exact curve of the printed noise and
 * the paper's, Theorem 4.2 promises honesty where a misreport pays.
 * @param example a point of the wedge, [ε, c]
 */
export function whereHonestyPays(example: readonly [number, number]): Figure {
  const eps = range(0.1, 2, 96);
  const ln = logBound(1);
  const printed = eps.map((e) => 1 / requiredGap(e, ln, "printed"));
  const paper = eps.map((e) => 1 / (2 * ln(e)));
  return {
    data: [
      curve("exact, printed noise", 0, eps, printed),
      curve("theorem fails here", 1, eps, paper, {
        fill: "tonexty",
        fillcolor: "rgba(213,94,0,0.15)",
        line: { width: 0 },
        mode: "lines",
      }),
      curve("paper: 2<i>F</i>(<i>e</i><sup><i>ε</i></sup>) = gap (also doubled, exact)", 1, eps, paper),
      curve(
        "exact, halved noise",
        2,
        eps,
        eps.map((e) => 1 / requiredGap(e, ln, "halved")),
      ),
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
 * Figure 7, second panel: the worth of privacy that noisy VCG bears (K = 2, M = 1).
 * @param levels the values of ε
 * @param scans the scan at each ε
 */
export function vcgWorth(levels: readonly number[], scans: readonly VcgScan[]): Figure {
  const e = [...levels];
  return {
    data: [
      curve(
        "exact, scan",
        0,
        e,
        scans.map((s) => s.criticalWorth),
        { mode: "lines+markers" },
      ),
      curve(
        "proved here: 1/(4<i>ε e</i><sup><i>ε</i>/2</sup>)",
        1,
        e,
        e.map((x) => 1 / (4 * x * Math.exp(x / 2))),
      ),
      curve(
        "Theorem 7.5",
        2,
        e,
        e.map((x) => 1 / (4 * x * (1 + 2 * Math.exp(x / 2)))),
      ),
    ],
    layout: {
      title: { text: "Where honesty pays in noisy VCG (<i>K</i> = 2, <i>M</i> = 1)" },
      xaxis: axisOf("parameter <i>ε</i>", { type: "log", tickvals: e, ticktext: e.map(String) }),
      yaxis: axisOf("worth of privacy <i>c</i>", { type: "log" }),
      legend: { x: 0.98, y: 0.98, xanchor: "right" },
    },
    text:
      "Largest worth of privacy with truthfulness in expectation: the theorem allows about a sixth of what the scan " +
      "finds, the sharper bound about half.",
  };
}

/**
 * Figure 7, third panel: what an outcome tells. Left how far a posterior can be from the prior, against ln x; right
 * what the winner of an election tells about one vote, on average and at worst.
 * @param eps privacy parameter ε of the election (halved noise)
 */
export function whatOutcomesTell(eps: number): Figure {
  const y = range(0.01, 3, 80);
  const d = whole(0, 40);
  const information = d.map((margin) =>
    mutualInformation(electionChannel([margin, 0], eps, "halved"), [0.5, 0.5], [0, 1]),
  );
  const worst = d.map((margin) => Math.max(...electionPrivacy(margin, eps, "halved")));
  return {
    data: [
      curve(
        "sharp: tanh(ln <i>x</i>/4)",
        0,
        y,
        y.map((l) => sharpShift(Math.exp(l))),
      ),
      curve("paper: <i>x</i> − 1", 1, y, y.map(Math.expm1)),
      curve("mutual information <i>I</i>(<i>T</i>; <i>O</i>)", 2, d, information, onRight),
      curve("worst outcome, ln <i>x</i>", 3, d, worst, onRight),
    ],
    layout: {
      title: { text: "What an outcome tells" },
      xaxis: axisOf("ln <i>x</i> (nats)", PANELS.left),
      yaxis: axisOf("shift of beliefs (statistical difference)", { range: [0, 1] }),
      xaxis2: axisOf("others' margin <i>d</i> (votes)", PANELS.right),
      yaxis2: axisOf("information (nats)", { ...PANELS.rightY, type: "log", range: [-6.5, 0] }),
      legend: { orientation: "h", x: 0, y: -0.22, yanchor: "top" },
      height: 480,
    },
    text:
      "Left: beliefs can shift by at most tanh(ln x/4), far below x − 1, which passes 1 at ln x = 0.69. Right: the average " +
      "information in the winner falls as e^(−εd/2), while the worst outcome's ln x never falls.",
  };
}

/** X7: expected loss of three ε-private elections over the margin. @param losses name and loss at D */
export function electionRivals(losses: readonly { name: string; at: (margin: number) => number }[]): Figure {
  const D = whole(-41, 41, 2);
  return {
    data: losses.map(({ name, at }, i) => curve(name, i, D, D.map(at), { mode: "lines+markers" })),
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

/** X6: worst loss of noisy VCG and its bounds against K. */
export function vcgGrowth(
  outcomes: readonly number[],
  curves: readonly { name: string; at: (K: number) => number }[],
): Figure {
  return {
    data: curves.map(({ name, at }, i) => curve(name, i, outcomes, outcomes.map(at), { mode: "lines+markers" })),
    layout: {
      title: { text: "Loss of noisy VCG against the number of outcomes" },
      xaxis: axisOf("number of outcomes <i>K</i>"),
      yaxis: axisOf("expected loss (units of value)", { type: "log" }),
      legend: { x: 0.02, y: 0.98 },
    },
    text:
      "Worst expected loss, E max λ and the paper's K²M/ε against K: the paper's bound is too large by a factor that " +
      "grows with K.",
  };
}
