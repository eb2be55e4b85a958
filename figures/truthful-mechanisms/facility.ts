/** Figures of facility location. */
import { axisOf, curve, guide, markers, simulated, type Figure } from "../../lib/plot";
import { facilityLoss } from "../../lib/truthful-mechanisms/facility";
import { facilityPrivacy } from "../../lib/truthful-mechanisms/facility-audit";
import { medianDelta, xiaoDelta, xiaoNoise, xiaoPrintedNoise } from "../../lib/truthful-mechanisms/noisy-median";
import type { Simulated } from "./election";
import { geometric, onRight, PANELS, range, whole } from "./grids";

/**
 * Figure 3: the privacy of each outcome. Left the level of each of q outcomes, in units of ε; right the middle of three
 * locations against the number of players.
 * @param q number of locations
 * @param players n
 * @param checked simulated levels of one outcome, in units of ε, at some ε
 * @param location the outcome simulated, counted from 0
 */
export function privacyPerOutcome(q: number, players: number, checked: Simulated, location: number): Figure {
  const eps = range(0.05, 4, 80);
  const levels = eps.map((e) => facilityPrivacy(q, players, e).map((y) => y / e));
  const n = whole(1, 40);
  return {
    data: [
      ...whole(0, q - 1).map((k) =>
        curve(
          `ℓ<sub>${k + 1}</sub>`,
          k,
          eps,
          levels.map((row) => row[k]),
        ),
      ),
      simulated(`ℓ<sub>${location + 1}</sub>, simulated`, location, checked.x, checked.estimates),
      curve(
        "middle of three",
        1,
        n,
        n.map((count) => facilityPrivacy(3, count, 1)[1]),
        { ...onRight, showlegend: false },
      ),
    ],
    layout: {
      title: { text: "How private each outcome is" },
      xaxis: axisOf("parameter <i>ε</i>", PANELS.left),
      yaxis: axisOf("largest ln ratio / <i>ε</i>", { range: [0.6, 1.04] }),
      xaxis2: axisOf("number of players <i>n</i>", PANELS.right),
      yaxis2: axisOf("ln ratio, middle of three, <i>ε</i> = 1", { ...PANELS.rightY, range: [0.6, 1.04] }),
      legend: { x: 0.43, y: 0.02, xanchor: "right", yanchor: "bottom", font: { size: 11 } },
    },
    text:
      `The largest log ratio of each of ${q} outcomes, ${players} players: exactly ε at the first and last location, less ` +
      "at the inner ones, least in the middle; it rises with n towards ε.",
  };
}

/**
 * Figure 4: Xiao's noise. The δ that truncation costs, exact per coordinate, for the histogram, by the paper's qδ₁, for
 * the median, and with the sign that the paper prints.
 * @param eps privacy parameter ε
 * @param players n, large enough for the median's worst profile
 */
export function xiaoFigure(eps: number, players: number): Figure {
  const t = whole(1, 15);
  const deltas = t.map((at) => xiaoDelta(eps, at));
  return {
    data: [
      curve(
        "one coordinate, <i>δ</i>₁",
        0,
        t,
        deltas.map((d) => d.coordinate),
        { mode: "lines+markers" },
      ),
      curve(
        "histogram, exact",
        1,
        t,
        deltas.map((d) => d.histogram),
        { mode: "lines+markers" },
      ),
      curve(
        "histogram, paper <i>qδ</i>₁ (<i>q</i> = 3)",
        2,
        t,
        deltas.map((d) => 3 * d.coordinate),
      ),
      curve(
        "median, exact (<i>q</i> = 2)",
        3,
        t,
        t.map((at) => medianDelta(xiaoNoise(eps, at), 2, players, eps)),
        { mode: "lines+markers" },
      ),
      curve(
        "<i>δ</i>₁ with the printed sign",
        4,
        t,
        t.map((at) => xiaoPrintedNoise(eps, at)[0]),
      ),
    ],
    layout: {
      title: { text: "Xiao's truncated noise" },
      xaxis: axisOf("centre <i>t</i> of the noise"),
      yaxis: axisOf("<i>δ</i>", { type: "log", range: [-4.3, 0.2] }),
      legend: { x: 0.01, y: 0.02, yanchor: "bottom" },
    },
    text:
      `δ against the centre t of Xiao's noise at ε = ${eps}: with the minus sign it falls as e^(−εt/2), with the printed ` +
      "plus sign it stays near 0.2.",
  };
}

/** Equidistant locations. */
const spread = (q: number): number[] => whole(0, q - 1).map((k) => k / (q - 1));

/** One location at 0, the others crowded at 1. */
const crowded = (q: number): number[] => whole(0, q - 1).map((k) => (k === 0 ? 0 : 1 - 1e-9 * (q - 1 - k)));

/**
 * Figure 5a: the welfare loss of facility location against n, all players at the first location. Left five equidistant
 * locations, right the loss over its bound q/(e^{ε/2} − 1) when the others are crowded at the far end.
 * @param eps privacy parameter ε
 * @param losses simulated losses on the left
 */
export function facilityLossFigure(eps: number, losses: Simulated): Figure {
  const n = [...new Set(geometric(1, 1000, 60).map(Math.round))];
  const loss =
    (q: number, locations: number[]) =>
    (count: number): number =>
      facilityLoss([count, ...new Array<number>(q - 1).fill(0)], locations, eps);
  return {
    data: [
      curve("exact", 0, n, n.map(loss(5, spread(5)))),
      simulated("simulated", 0, losses.x, losses.estimates),
      ...[5, 10, 50, 200].map((q, i) => {
        const bound = q / Math.expm1(eps / 2);
        return curve(
          `<i>q</i> = ${q}`,
          i,
          n,
          n.map(loss(q, crowded(q))).map((y) => y / bound),
          onRight,
        );
      }),
    ],
    layout: {
      title: { text: `Welfare lost to noise, facility location, <i>ε</i> = ${eps}` },
      xaxis: axisOf("number of players <i>n</i>", { ...PANELS.left, type: "log" }),
      yaxis: axisOf("expected loss (distance)"),
      xaxis2: axisOf("number of players <i>n</i>", { ...PANELS.right, type: "log" }),
      yaxis2: axisOf("loss / (<i>q</i>/(<i>e</i><sup><i>ε</i>/2</sup> − 1))", { ...PANELS.rightY, range: [0, 1.03] }),
      legend: { x: 0.6, y: 0.98, xanchor: "left" },
    },
    text:
      "Expected social cost above the optimum against the number of players, all at the first location: it peaks near " +
      "n = 8 and vanishes for large n; with the other locations crowded at the far end the loss comes close to the bound " +
      "q/(e^(ε/2) − 1), the closer the more locations.",
  };
}

/**
 * Figure 5c: loss as a fraction of n at ε = n^{−1/2}.
 * @param curves name and the loss at (n, ε)
 */
export function vanishingLoss(
  curves: readonly { name: string; loss: (players: number, eps: number) => number }[],
  most = 1e6,
): Figure {
  const n = [...new Set(geometric(10, most, 25).map(Math.round))];
  return {
    data: curves.map(({ name, loss }, i) =>
      curve(
        name,
        i,
        n,
        n.map((count) => loss(count, 1 / Math.sqrt(count)) / count),
      ),
    ),
    layout: {
      title: { text: "Vanishing noise: <i>ε</i> = 1/√<i>n</i>" },
      xaxis: axisOf("number of players <i>n</i>", { type: "log" }),
      yaxis: axisOf("largest expected loss / <i>n</i>", { type: "log" }),
      legend: { x: 0.98, y: 0.98, xanchor: "right" },
    },
    text:
      "Largest expected loss per player when ε = 1/√n, over margins: straight lines falling as 1/√n for all three " +
      "mechanisms.",
  };
}

/**
 * The critical worth of privacy in facility location over the theorem's, against n.
 * @param settings name and critical c over the theorem's at n
 */
export function facilityTightness(settings: readonly { name: string; ratio: (players: number) => number }[]): Figure {
  const n = whole(1, 40);
  return {
    data: settings.map(({ name, ratio }, i) => markers(name, i, n, n.map(ratio), { mode: "lines+markers" })),
    layout: {
      title: { text: "How tight Theorem 6.3 is" },
      xaxis: axisOf("number of players <i>n</i>", { range: [0, 45] }),
      yaxis: axisOf("exact critical <i>c</i> / theorem's <i>c</i>", { range: [0.97, 1.32] }),
      legend: { x: 0.98, y: 0.98, xanchor: "right" },
      shapes: [guide({ y: 1 }, "theorem")],
    },
    text:
      "The exact largest worth of privacy over that of Theorem 6.3 against n: it falls to 1 for three or more " +
      "locations, and stays above for two.",
  };
}
