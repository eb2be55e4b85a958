/** Figures of noisy VCG. */
import {
  axisOf,
  curve,
  curves,
  guide,
  inPanel,
  LEGEND_BELOW,
  logAxisOf,
  panels,
  simulated,
  whole,
  type Figure,
} from "../../lib/plot";
import { vcgExpectedMax, vcgLoss } from "../../lib/truthful-mechanisms/vcg-law";
import type { VcgScan } from "../../lib/truthful-mechanisms/vcg-scan";
import type { Simulated } from "./election";

/**
 * Figure 5b: the welfare loss of noisy VCG against the lead of the best outcome.
 * @param K number of outcomes
 * @param most M
 * @param eps privacy parameter ε
 * @param losses simulated losses
 */
export function vcgLossFigure(K: number, most: number, eps: number, losses: Simulated): Figure {
  const rest = new Array<number>(K - 1).fill(0);
  return {
    data: [
      ...curves(whole(0, 60), { exact: (lead) => vcgLoss([lead, ...rest], most, eps) }),
      simulated("simulated", 0, losses.x, losses.estimates),
    ],
    layout: {
      title: { text: `Welfare lost to noise, VCG, <i>K</i> = ${K}, <i>M</i> = ${most}, <i>ε</i> = ${eps}` },
      xaxis: axisOf("lead of the best outcome (units of value)"),
      yaxis: axisOf("expected loss (units of value)", { range: [0, 1.06 * ((K * K * most) / eps)] }),
      legend: { x: 0.98, y: 0.7, xanchor: "right" },
      shapes: [
        guide({ y: vcgExpectedMax(K, most, eps) }, "E max λ"),
        guide({ y: K / Math.sinh(eps / (most * K)) }, "K/sinh(ε/MK)", "below"),
        guide({ y: (K * K * most) / eps }, "paper K²M/ε"),
      ],
    },
    text:
      "Expected welfare loss against the lead of the best outcome: a peak near lead 5, vanishing beyond 40, well below " +
      "E max λ and the paper's K²M/ε.",
  };
}

/**
 * Figure 6: how tight Lemmas 7.3 and 7.4 are, for two outcomes with M = 1: the share of each bound that a scan reaches.
 * @param levels the values of ε
 * @param scans the scan at each ε
 */
export function lemmaTightness(levels: readonly number[], scans: readonly VcgScan[]): Figure {
  const e = [...levels];
  const half = (eps: number): number => Math.exp(eps / 2);
  const share = (name: string, series: number, k: number, found: keyof VcgScan, bound: (eps: number) => number) =>
    curve(
      name,
      series,
      e,
      e.map((eps, i) => scans[i][found] / bound(eps)),
      { ...inPanel(k), mode: "lines+markers" },
    );
  return {
    data: [
      share("of the limit 2 cosh(<i>ε</i>/2)", 0, 0, "paymentRatio", (eps) => 2 * Math.cosh(eps / 2)),
      share("of Lemma 7.4: 2<i>e</i><sup><i>ε</i>/2</sup>", 1, 0, "paymentRatio", (eps) => 2 * half(eps)),
      share("of ours: 2<i>e</i><sup><i>ε</i>/2</sup>", 2, 1, "differenceRatio", (eps) => 2 * half(eps)),
      share(
        "of the paper's 2(1+2<i>e</i><sup><i>ε</i>/2</sup>)",
        3,
        1,
        "differenceRatio",
        (eps) => 2 * (1 + 2 * half(eps)),
      ),
    ],
    layout: {
      ...panels([
        {
          heading: "largest <i>P</i>₂/<i>P</i>₁ (Lemma 7.4)",
          x: ["parameter <i>ε</i>"],
          y: ["share of the bound", { range: [0, 1.05] }],
        },
        {
          heading: "largest SD per expected gain (Lemmas 7.3 and 7.4)",
          x: ["parameter <i>ε</i>"],
          y: ["share of the bound", { range: [0, 1.05] }],
        },
      ]),
      title: { text: "How tight Lemmas 7.3 and 7.4 are (<i>K</i> = 2, <i>M</i> = 1)" },
      legend: LEGEND_BELOW,
      height: 500,
    },
    text:
      "Left: the largest ratio P₂/P₁ found is nearly all of 2 cosh(ε/2), and from 0.9 down to a half of Lemma 7.4's " +
      "2e^(ε/2) as ε grows. Right: the largest statistical difference per expected gain is nearly all of our 2e^(ε/2), " +
      "and a third to a half of the paper's 2(1 + 2e^(ε/2)).",
  };
}

/**
 * Figure 7, third panel: the worth of privacy that noisy VCG bears (K = 2, M = 1).
 * @param levels the values of ε
 * @param scans the scan at each ε
 */
export function vcgWorth(levels: readonly number[], scans: readonly VcgScan[]): Figure {
  const e = [...levels];
  return {
    data: [
      ...curves(
        e,
        { "exact, scan": (eps) => scans[e.indexOf(eps)].criticalWorth },
        { more: { mode: "lines+markers" } },
      ),
      ...curves(
        e,
        {
          "ours: 1/(4<i>ε e</i><sup><i>ε</i>/2</sup>)": (eps) => 1 / (4 * eps * Math.exp(eps / 2)),
          "Theorem 7.5": (eps) => 1 / (4 * eps * (1 + 2 * Math.exp(eps / 2))),
        },
        { first: 1 },
      ),
    ],
    layout: {
      title: { text: "Where honesty pays in noisy VCG (<i>K</i> = 2, <i>M</i> = 1)" },
      xaxis: axisOf("parameter <i>ε</i>", { type: "log", tickvals: e, ticktext: e.map(String) }),
      yaxis: logAxisOf("worth of privacy <i>c</i>"),
      legend: { x: 0.98, y: 0.98, xanchor: "right" },
    },
    text:
      "Largest worth of privacy with truthfulness in expectation: the theorem allows about a sixth of what the scan " +
      "finds, the sharper bound about half.",
  };
}

/**
 * X6: worst loss of noisy VCG and its bounds against K, in units of (MK/ε) ln K.
 * @param losses the loss at K over that unit, by name
 */
export function vcgGrowth(
  outcomes: readonly number[],
  losses: Readonly<Record<string, (K: number) => number>>,
): Figure {
  return {
    data: curves(outcomes, losses, { more: { mode: "lines+markers" } }),
    layout: {
      title: { text: "Loss of noisy VCG against the number of outcomes" },
      xaxis: axisOf("number of outcomes <i>K</i>"),
      yaxis: axisOf("expected loss / ((<i>MK</i>/<i>ε</i>) ln <i>K</i>)", { rangemode: "tozero" }),
      legend: { x: 0.02, y: 0.98 },
    },
    text:
      "Worst expected loss, E max λ and the paper's K²M/ε against K, in units of (MK/ε) ln K: the first two level off at " +
      "a half and one, the paper's bound grows on.",
  };
}
