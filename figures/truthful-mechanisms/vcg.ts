/** Figures of noisy VCG. */
import { axisOf, curve, guide, simulated, type Figure } from "../../lib/plot";
import { vcgExpectedMax, vcgLoss } from "../../lib/truthful-mechanisms/vcg-law";
import type { VcgScan } from "../../lib/truthful-mechanisms/vcg-scan";
import type { Simulated } from "./election";
import { onRight, PANELS, whole } from "./grids";

/**
 * Figure 5b: the welfare loss of noisy VCG against the lead of the best outcome.
 * @param K number of outcomes
 * @param most M
 * @param eps privacy parameter ε
 * @param losses simulated losses
 */
export function vcgLossFigure(K: number, most: number, eps: number, losses: Simulated): Figure {
  const lead = whole(0, 60);
  const rest = new Array<number>(K - 1).fill(0);
  const sinh = K / Math.sinh(eps / (most * K));
  return {
    data: [
      curve(
        "exact",
        0,
        lead,
        lead.map((g) => vcgLoss([g, ...rest], most, eps)),
      ),
      simulated("simulated", 0, losses.x, losses.estimates),
    ],
    layout: {
      title: { text: `Welfare lost to noise, VCG, <i>K</i> = ${K}, <i>M</i> = ${most}, <i>ε</i> = ${eps}` },
      xaxis: axisOf("lead of the best outcome (units of value)"),
      yaxis: axisOf("expected loss (units of value)", { range: [0, 1.06 * ((K * K * most) / eps)] }),
      legend: { x: 0.98, y: 0.7, xanchor: "right" },
      shapes: [
        guide({ y: vcgExpectedMax(K, most, eps) }, "E max λ"),
        // These two nearly coincide; their labels stand at opposite ends.
        {
          ...guide({ y: sinh }, ""),
          label: { text: "K/sinh(ε/MK)", textposition: "start", yanchor: "top", font: { size: 11 } },
        },
        guide({ y: (K * K * most) / eps }, "paper K²M/ε"),
      ],
    },
    text:
      "Expected welfare loss against the lead of the best outcome: a peak near lead 5, vanishing beyond 40, well below " +
      "E max λ and the paper's K²M/ε.",
  };
}

/**
 * Figure 6: how tight Lemmas 7.3 and 7.4 are, for two outcomes with M = 1.
 * @param levels the values of ε
 * @param scans the scan at each ε
 */
export function lemmaTightness(levels: readonly number[], scans: readonly VcgScan[]): Figure {
  const e = [...levels];
  return {
    data: [
      curve(
        "sup <i>P</i>₂/<i>P</i>₁, scan",
        0,
        e,
        scans.map((s) => s.paymentRatio),
        { mode: "lines+markers" },
      ),
      curve(
        "exact limit 2 cosh(<i>ε</i>/2)",
        1,
        e,
        e.map((x) => 2 * Math.cosh(x / 2)),
      ),
      curve(
        "Lemma 7.4: 2<i>e</i><sup><i>ε</i>/2</sup>",
        2,
        e,
        e.map((x) => 2 * Math.exp(x / 2)),
      ),
      curve(
        "sup SD/gain, scan",
        3,
        e,
        scans.map((s) => s.differenceRatio),
        { ...onRight, mode: "lines+markers" },
      ),
      curve(
        "proved here: 2<i>e</i><sup><i>ε</i>/2</sup>",
        4,
        e,
        e.map((x) => 2 * Math.exp(x / 2)),
        onRight,
      ),
      curve(
        "paper: 2(1+2<i>e</i><sup><i>ε</i>/2</sup>)",
        5,
        e,
        e.map((x) => 2 * (1 + 2 * Math.exp(x / 2))),
        onRight,
      ),
    ],
    layout: {
      title: { text: "How tight Lemmas 7.3 and 7.4 are (<i>K</i> = 2, <i>M</i> = 1)" },
      xaxis: axisOf("parameter <i>ε</i>", PANELS.left),
      yaxis: axisOf("<i>P</i>₂/<i>P</i>₁", { type: "log", dtick: "D2" }),
      xaxis2: axisOf("parameter <i>ε</i>", PANELS.right),
      yaxis2: axisOf("SD / expected gain", { ...PANELS.rightY, type: "log", dtick: "D2" }),
      legend: { orientation: "h", x: 0, y: -0.22, yanchor: "top" },
      height: 500,
    },
    text:
      "Left: the largest ratio P₂/P₁ follows 2 cosh(ε/2), below the lemma's 2e^(ε/2). Right: statistical difference per " +
      "expected gain stays below 2e^(ε/2), far below the paper's 2(1 + 2e^(ε/2)).",
  };
}
