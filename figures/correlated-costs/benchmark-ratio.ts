/** Figure 3: Mechanism 1 against the envy-free benchmark. */
import { curve, guide, markers, type Figure } from "../../lib/plot";
import type { CostLaw } from "../../lib/probability/cost-laws";
import { approximationRatio, tightRatio, worstTightRatio } from "../../lib/correlated-costs/benchmark";
import { exponential, nearTight, uniform, VALLEY } from "../../lib/correlated-costs/laws";
import { heading, LEGEND_BELOW, panel, within } from "./panels";

/** Laws of the figure by name; the last depends on w. */
export const RATIO_LAWS: readonly (readonly [string, (n: number, w: number) => CostLaw])[] = [
  ["U[0, 1]", () => uniform(0, 1)],
  ["Exp(1)", () => exponential(1)],
  ["<i>x</i><sup>3</sup>", () => ({ kind: "power", shape: 3, scale: 1 })],
  ["√<i>x</i>", () => ({ kind: "power", shape: 0.5, scale: 1 })],
  ["three steps", () => VALLEY],
  ["near-tight law", (n, w) => nearTight(w, n, 1e-4)],
];

/**
 * The ratio of payments for every w, with the exact bound R(w, n); and how the largest R grows with n.
 * @param n players of the first panel
 * @param sizes numbers of players of the second
 */
export function benchmarkRatioFigure(n: number, sizes: readonly number[]): Figure {
  const units = Array.from({ length: n - 1 }, (_, i) => i + 1);
  const shares = units.map((w) => w / n);
  const worst = sizes.map((size) => worstTightRatio(size).ratio);
  const middle = Math.floor(n / 2);
  return {
    data: [
      ...RATIO_LAWS.map(([name, law], i) => {
        const ratios = units.map((w) => approximationRatio(law(n, w), n, w).ratio);
        // The near-tight law lies on its bound: markers on a line.
        return i < 5 ? curve(name, i, shares, ratios) : markers(name, i, shares, ratios);
      }),
      curve(
        "<i>R</i>(<i>w</i>, <i>n</i>)",
        6,
        shares,
        units.map((w) => tightRatio(n, w)),
      ),
      markers("largest <i>R</i>", 6, sizes, worst, within(1) as object),
      curve(
        "2/(1 + 0.7523/√<i>n</i>)",
        1,
        sizes,
        sizes.map((size) => 2 / (1 + 0.7523 / Math.sqrt(size))),
        within(1) as object,
      ),
    ],
    layout: {
      title: { text: "Theorem 4.3's factor 2 is <i>R</i>(<i>w</i>, <i>n</i>), and ordinary laws stay near 1" },
      ...panel(
        0,
        2,
        ["share bought <i>w</i>/<i>n</i>", "payment / benchmark"],
        [{ range: [0, 1] }, { range: [0.5, 2.1] }],
      ),
      ...panel(
        1,
        2,
        ["players <i>n</i>", "largest factor over <i>w</i>"],
        [{ type: "log", dtick: 1 }, { range: [1.2, 2.1] }],
      ),
      annotations: [heading(0, 2, `n = ${n}`), heading(1, 2, "the worst share bought tends to 2/3")],
      // Each within its panel: a line over both would run through the second one's title.
      shapes: [
        { ...guide({ y: 2 }, "the paper's factor, 2"), xref: "x domain" },
        { ...guide({ y: 1 }, ""), xref: "x domain" },
        { ...guide({ y: 2 }, ""), xref: "x2 domain", yref: "y2" },
      ],
      legend: LEGEND_BELOW,
      height: 500,
    },
    text:
      `At w = ${middle} of ${n} the ratio is ${RATIO_LAWS.map(
        ([name, law]) =>
          `${approximationRatio(law(n, middle), n, middle).ratio.toFixed(3)} (${name.replace(/<[^>]*>/g, "")})`,
      ).join(", ")}; R = ` +
      `${tightRatio(n, middle).toFixed(3)}. The largest R is ${worst[0].toFixed(3)} for n = ${sizes[0]} and ` +
      `${worst[worst.length - 1].toFixed(3)} for n = ${sizes[sizes.length - 1]}.`,
  };
}
