/** How far the ordering design can be from optimal: the pair of Theorem 5.1, and the worst cases of Theorem 5.2. */
import { axisOf, curve, guide, markers, type Figure } from "../../lib/plot";
import { orderingFactor, obliviousPair } from "../../lib/pricing-samples/ordering-factor";

/**
 * F5: Π_A/Π_A^OPT against Π_B/Π_B^OPT for the mixtures of the ordering and the balanced design, a segment for each n.
 */
export function tradeOffFigure(sizes: readonly number[]): Figure {
  const pairs = sizes.map((n) => obliviousPair(n));
  return {
    data: [
      ...pairs.map(({ sellers, optA, optB, ordB, sumAB }, i) =>
        curve(`<i>n</i> = ${sellers}`, i, [1, (sumAB - optB) / optA], [ordB / optB, 1]),
      ),
      markers(
        "at Π<sub>A</sub> = 2Π<sub>A</sub><sup>OPT</sup>",
        5,
        pairs.map(() => 2),
        pairs.map(({ boundB }) => boundB),
      ),
      markers(
        "best on both",
        6,
        pairs.map(({ minimax }) => minimax),
        pairs.map(({ minimax }) => minimax),
      ),
    ],
    layout: {
      title: { text: "No design that does not know the payments does well on both instances" },
      xaxis: axisOf("Π<sub>A</sub>/Π<sub>A</sub><sup>OPT</sup>", { range: [0.9, 5] }),
      yaxis: axisOf("Π<sub>B</sub>/Π<sub>B</sub><sup>OPT</sup>", { range: [0.9, 2.1] }),
      shapes: [
        { type: "line", x0: 0.9, x1: 2.1, y0: 0.9, y1: 2.1, line: { color: "#444", width: 1, dash: "dash" } },
        guide({ x: 2 }, ""),
      ],
      legend: { x: 1.02, y: 1 },
    },
    text:
      "Best factor on both instances: " +
      pairs.map(({ sellers, minimax }) => `${minimax.toFixed(6)} (n = ${sellers})`).join(", ") +
      ".",
  };
}

/** A ratio Π(ψ*)/Π^OPT found in a market with m buyers. */
export interface FoundRatio {
  readonly buyers: number;
  readonly ratio: number;
}

/** F6: ratios found by random search, below the tight curve R*(m). */
export function worstCaseFigure(found: readonly FoundRatio[], most: number): Figure {
  const m = Array.from({ length: most - 1 }, (_, i) => i + 2);
  return {
    data: [
      markers(
        "random markets",
        1,
        found.map(({ buyers }) => buyers),
        found.map(({ ratio }) => ratio),
        {
          marker: { color: "rgba(213,94,0,0.35)", size: 5, symbol: "square" },
        },
      ),
      curve("tight factor <i>R</i>*(<i>m</i>)", 0, m, m.map(orderingFactor), { mode: "lines+markers" }),
    ],
    layout: {
      title: { text: "The ordering design stays below the tight factor, and that below 2" },
      xaxis: axisOf("number of buyers <i>m</i>", { dtick: 1, range: [1.7, most + 0.3] }),
      yaxis: axisOf("Π(ψ*)/Π<sup>OPT</sup>", { range: [0.97, 2.07] }),
      shapes: [guide({ y: 2 }, "Theorem 5.2: 2")],
      legend: { x: 0.02, y: 0.86 },
    },
    text:
      `The largest of ${found.length} ratios is ${Math.max(...found.map(({ ratio }) => ratio)).toFixed(6)}; ` +
      `R*(${most}) = ${orderingFactor(most).toFixed(6)}.`,
  };
}
