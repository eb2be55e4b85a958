/** Figures of facility location. */
import {
  axisOf,
  curves,
  geometric,
  guide,
  inPanel,
  LEGEND_BELOW,
  logAxisOf,
  panels,
  range,
  simulated,
  whole,
  type Figure,
} from "../../lib/plot";
import { facilityLoss } from "../../lib/truthful-mechanisms/facility";
import { facilityPrivacy } from "../../lib/truthful-mechanisms/facility-audit";
import { medianDelta, xiaoDelta, xiaoNoise, xiaoPrintedNoise } from "../../lib/truthful-mechanisms/noisy-median";
import type { Simulated } from "./election";

const WITH_MARKERS = { more: { mode: "lines+markers" } } as const;

/**
 * Figure 3: the privacy of each outcome. Left the level of each of q outcomes, in units of ε; right the middle of three
 * locations against the number of players.
 * @param q number of locations
 * @param players n
 * @param checked simulated levels of one outcome, in units of ε, at some ε
 * @param location the outcome simulated, counted from 0
 */
export function privacyPerOutcome(q: number, players: number, checked: Simulated, location: number): Figure {
  const known = new Map<number, Float64Array>();
  const levels = (eps: number): Float64Array => {
    const found = known.get(eps) ?? facilityPrivacy(q, players, eps);
    known.set(eps, found);
    return found;
  };
  const name = (k: number): string => (k === 0 ? `ℓ<sub>1</sub> and ℓ<sub>${q}</sub>` : `ℓ<sub>${k + 1}</sub>`);
  const outcomes = whole(0, q - 2).map((k) => [name(k), (eps: number) => levels(eps)[k] / eps] as const);
  return {
    data: [
      ...curves(range(0.05, 4, 80), Object.fromEntries(outcomes)),
      simulated(`${name(location)}, simulated`, location, checked.x, checked.estimates),
      ...curves(
        whole(1, 40),
        { "middle of three": (n) => facilityPrivacy(3, n, 1)[1] },
        { first: 6, more: { ...inPanel(1), mode: "lines+markers", showlegend: false } },
      ),
    ],
    layout: {
      ...panels([
        {
          heading: `${q} locations, ${players} players`,
          x: ["parameter <i>ε</i>"],
          y: ["largest ln ratio / <i>ε</i>", { range: [0.5, 1.04] }],
        },
        {
          heading: "the middle of three locations, <i>ε</i> = 1",
          x: ["number of players <i>n</i>"],
          y: ["largest ln ratio", { range: [0.5, 1.04] }],
        },
      ]),
      title: { text: "How private each outcome is" },
      legend: LEGEND_BELOW,
      height: 500,
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
  return {
    data: curves(
      whole(1, 15),
      {
        "one coordinate, <i>δ</i>₁": (t) => xiaoDelta(eps, t).coordinate,
        "histogram, exact": (t) => xiaoDelta(eps, t).histogram,
        "histogram, paper <i>qδ</i>₁ (<i>q</i> = 3)": (t) => 3 * xiaoDelta(eps, t).coordinate,
        "median, exact (<i>q</i> = 2)": (t) => medianDelta(xiaoNoise(eps, t), 2, players, eps),
        "<i>δ</i>₁ with the printed sign": (t) => xiaoPrintedNoise(eps, t)[0],
      },
      WITH_MARKERS,
    ),
    layout: {
      title: { text: "Xiao's truncated noise" },
      xaxis: axisOf("centre <i>t</i> of the noise"),
      yaxis: logAxisOf("<i>δ</i>", { range: [-4.3, 0.2] }),
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
  const n = [...new Set(geometric(1, 1000, 240).map(Math.round))];
  const loss = (q: number, locations: number[], count: number): number =>
    facilityLoss([count, ...new Array<number>(q - 1).fill(0)], locations, eps);
  const share = (q: number) => [
    `<i>q</i> = ${q}`,
    (count: number) => (loss(q, crowded(q), count) * Math.expm1(eps / 2)) / q,
  ];
  return {
    data: [
      ...curves(n, { "five equidistant, exact": (count) => loss(5, spread(5), count) }, { first: 6 }),
      simulated("simulated", 6, losses.x, losses.estimates),
      ...curves(n, Object.fromEntries([5, 10, 50, 200].map(share)), { more: inPanel(1) }),
    ],
    layout: {
      ...panels([
        {
          heading: "five equidistant locations",
          x: ["number of players <i>n</i>", logAxisOf("number of players <i>n</i>")],
          y: ["expected loss (distance)", { rangemode: "tozero" }],
        },
        {
          heading: "<i>q</i> locations, all but the first crowded at 1",
          x: ["number of players <i>n</i>", logAxisOf("number of players <i>n</i>")],
          y: ["loss / (<i>q</i>/(<i>e</i><sup><i>ε</i>/2</sup> − 1))", { range: [0, 1.03] }],
        },
      ]),
      title: { text: `Welfare lost to noise, facility location, <i>ε</i> = ${eps}` },
      legend: LEGEND_BELOW,
      height: 500,
    },
    text:
      "Expected social cost above the optimum against the number of players, all at the first location: it peaks near " +
      "n = 8 and vanishes for large n; with the other locations crowded at the far end the loss comes close to the bound " +
      "q/(e^(ε/2) − 1), the closer the more locations.",
  };
}

/**
 * Figure 5c: loss as a fraction of n at ε = n^{−1/2}.
 * @param losses the loss at (n, ε), by name
 */
export function vanishingLoss(
  losses: Readonly<Record<string, (players: number, eps: number) => number>>,
  most = 1e6,
): Figure {
  const n = [...new Set(geometric(10, most, 25).map(Math.round))];
  const shares = Object.entries(losses).map(([name, loss]) => [
    name,
    (count: number) => loss(count, 1 / Math.sqrt(count)) / count,
  ]);
  return {
    data: curves(n, Object.fromEntries(shares)),
    layout: {
      title: { text: "Vanishing noise: <i>ε</i> = 1/√<i>n</i>" },
      xaxis: logAxisOf("number of players <i>n</i>"),
      yaxis: logAxisOf("largest expected loss / <i>n</i>"),
      legend: { x: 0.98, y: 0.98, xanchor: "right" },
    },
    text:
      "Largest expected loss per player when ε = 1/√n, over margins: straight lines falling as 1/√n for all three " +
      "mechanisms.",
  };
}

/**
 * The critical worth of privacy in facility location over the theorem's, against n.
 * @param ratios critical c over the theorem's at n, by name
 */
export function facilityTightness(ratios: Readonly<Record<string, (players: number) => number>>): Figure {
  return {
    data: curves(whole(1, 40), ratios, WITH_MARKERS),
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
