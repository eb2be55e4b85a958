/** What a person earns by each of her strategies. */
import { axisOf, colour, curve, family, guide, markers, simulated, type Figure, range, short } from "../../lib/plot";
import { type Estimate } from "../../lib/probability/monte-carlo";
import { interimUtility } from "../../lib/value-of-privacy/best-response";
import { type Design } from "../../lib/value-of-privacy/market";
import { nonInformativeUtility } from "../../lib/value-of-privacy/price";
import { symmetricResponse } from "../../lib/value-of-privacy/strategy";

/** What a person earns at each level when the others play ε: best at ε, and better than saying nothing. */
export function utilityFigure(
  design: Design,
  simulations: readonly { readonly level: number; readonly utility: Estimate }[] = [],
): Figure {
  const levels = range(-3, 4, 281);
  const utility = (level: number): number => interimUtility(design, symmetricResponse(level));
  return {
    data: [
      curve("<i>ξ</i>-strategy", 0, levels, levels.map(utility)),
      ...(simulations.length > 0
        ? [
            simulated(
              "simulated (95 %)",
              0,
              simulations.map(({ level }) => level),
              simulations.map((s) => s.utility),
            ),
          ]
        : []),
      markers("best response", 1, [design.eps], [utility(design.eps)], {
        marker: { color: colour(1), size: 11, symbol: "diamond" },
      }),
    ],
    layout: {
      title: {
        text: `Utility of reporting at level <i>ξ</i> when the other ${design.N - 1} report at <i>ε</i> = ${design.eps}`,
      },
      xaxis: axisOf("level <i>ξ</i> (nats; below 0 the bit is flipped more often than not)"),
      yaxis: axisOf("utility (money)"),
      shapes: [guide({ y: nonInformativeUtility(design) }, "any report that says nothing")],
      legend: { x: 0.98, xanchor: "right", y: 0.04, yanchor: "bottom" },
    },
    text: `Utility against the level: its maximum ${utility(design.eps).toFixed(4)} lies at ε = ${design.eps}, above the ${nonInformativeUtility(design).toFixed(4)} of any report that says nothing.`,
  };
}

/** The utility at each level under a slider over the number of people: the curve keeps its shape, and sinks. */
export function utilityFamily(offer: Omit<Design, "N">, people: readonly number[], start: number): Figure {
  const levels = range(-3, 4, 141);
  return family({
    parameter: "N",
    values: people,
    start,
    at: (N) => {
      const design = { ...offer, N };
      const utility = levels.map((level) => interimUtility(design, symmetricResponse(level)));
      const silent = nonInformativeUtility(design);
      return [
        curve("<i>ξ</i>-strategy", 0, levels, utility),
        curve("any report that says nothing", 6, [-3, 4], [silent, silent], {
          line: { color: "#444", dash: "dash", width: 1 },
        }),
        markers("best response", 1, [design.eps], [interimUtility(design, symmetricResponse(design.eps))]),
      ];
    },
    layout: {
      title: { text: `Utility of reporting at level <i>ξ</i> as more people take part (<i>ε</i> = ${offer.eps})` },
      xaxis: axisOf("level <i>ξ</i> (nats)"),
      yaxis: axisOf("utility (money)", { range: [-8, 19] }),
      legend: { x: 0.98, xanchor: "right", y: 0.02, yanchor: "bottom" },
      height: 500,
    },
    text: `Utility against the level for N = ${people.join(", ")}: the maximum stays at ε = ${offer.eps} and the curve keeps its shape; only its height, what saying nothing earns, falls with N.`,
  });
}

/** What each strategy that always reports loses against the best, as a map over (p₁, p₀). */
export function strategyMap(design: Design): Figure {
  const grid = range(0.02, 0.98, 49);
  const utility = (p1: number, p0: number): number => interimUtility(design, { p1, p0, q1: 1 - p1, q0: 1 - p0 });
  const { p1, p0 } = symmetricResponse(design.eps);
  const best = utility(p1, p0);
  const ticks = [0.01, 0.03, 0.1, 0.3, 1, 3];
  return {
    data: [
      {
        type: "contour",
        x: grid,
        y: grid,
        // Most of the map lies within one unit of the best: in logarithms, so that the ridge and its top stand out.
        z: grid.map((y) => grid.map((x) => short(Math.log10(Math.max(best - utility(x, y), 1e-3))))),
        contours: { start: -2, end: 0.5, size: 0.5 },
        line: { width: 0.5 },
        colorscale: "Viridis",
        reversescale: true,
        colorbar: {
          title: { text: "loss against the best (money)", side: "right" },
          tickvals: ticks.map(Math.log10),
          ticktext: ticks.map(String),
        },
        hovertemplate: "p₁ = %{x:.3f}<br>p₀ = %{y:.3f}<br>loses 10<sup>%{z:.2f}</sup><extra></extra>",
      },
      curve("says nothing: <i>p</i><sub>1</sub> = <i>p</i><sub>0</sub>", 6, [0, 1], [0, 1], {
        line: { color: "#444", dash: "dot", width: 2 },
      }),
      markers("<i>ε</i>-strategy", 1, [p1], [p0], {
        marker: { color: "white", size: 13, symbol: "star", line: { color: "black", width: 1 } },
      }),
    ],
    layout: {
      title: {
        text: `What strategies that always report lose (<i>N</i> = ${design.N}, <i>ε</i> = ${design.eps})`,
      },
      xaxis: axisOf("<i>p</i><sub>1</sub> = P(report 1 | bit 1)", { range: [0, 1], constrain: "domain" }),
      yaxis: axisOf("<i>p</i><sub>0</sub> = P(report 1 | bit 0)", {
        range: [0, 1],
        scaleanchor: "x",
        constrain: "domain",
      }),
      legend: { x: 0.5, xanchor: "center", y: 1.02, yanchor: "bottom", orientation: "h" },
      margin: { t: 100 },
      height: 520,
    },
    text: `What each (p₁, p₀) loses against the ε-strategy (${p1.toFixed(3)}, ${p0.toFixed(3)}), which is best: least along the ridge p₁ = p₀, where nothing is said, at ${(best - nonInformativeUtility(design)).toFixed(4)}.`,
  };
}
