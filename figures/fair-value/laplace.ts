/** Example 1: utilities under differential privacy, and budgets that are not used up. */
import { checkNumbers } from "../../lib/arguments";
import { axisOf, curve, type Figure, guide, short } from "../../lib/plot";
import { optimalLaplace, utilityByCount } from "../../lib/fair-value/linear-laplace";

/**
 * Example 1 for two users: the utility of one and of both users' data against ε′, and how utility is split fairly.
 * @param levels ε′ of the horizontal axis, each above 0, ascending
 */
export function laplaceFigure(levels: readonly number[]): Figure {
  checkNumbers("levels", levels, { above: 0 }, { min: 2 });
  const u = levels.map((level) => utilityByCount(2, level));
  const one = u.map((x) => short(x[1]));
  const both = u.map((x) => short(x[2]));
  return {
    data: [
      curve("both share: U(ε′, ε′)", 0, levels, both),
      curve("one shares: U(ε′, 0)", 1, levels, one),
      curve(
        "platform's fair share of U(ε′, ε′)",
        2,
        levels,
        u.map((x) => short((x[1] + x[2]) / 3)),
      ),
      curve(
        "each user's, with the platform in",
        3,
        levels,
        u.map((x) => short((x[2] - (x[1] + x[2]) / 3) / 2)),
      ),
    ],
    layout: {
      title: { text: "Two users' data, and their fair division" },
      xaxis: axisOf("privacy level ε′ (log scale)", { type: "log" }),
      yaxis: axisOf("utility", { range: [0, 1.02] }),
      shapes: [guide({ x: 2 * Math.sqrt(3) }, "")],
      annotations: [
        {
          text: "ε′ = 2√3; beyond it returns diminish",
          x: Math.log10(2 * Math.sqrt(3)),
          y: 0.02,
          xanchor: "left",
          yanchor: "bottom",
          showarrow: false,
        },
      ],
      legend: { x: 0.02, y: 0.98 },
    },
    text: "Utility of one and of both users' data against the privacy level, with the Theorem 1 shares of platform and users.",
  };
}

/**
 * Saturation: how much of a further user's privacy budget the optimal estimator uses, next to users at given levels.
 * @param others their levels, one curve each
 * @param levels budgets of the further user, ascending, finite
 */
export function saturationFigure(others: readonly number[], levels: readonly number[]): Figure {
  checkNumbers("others", others, { above: 0 }, { min: 1 });
  checkNumbers("levels", levels, { above: 0 }, { min: 2 });
  return {
    data: others.map((other, k) =>
      curve(
        `next to a user at ε = ${other}`,
        k,
        levels,
        levels.map((level) => {
          const { weights, scale } = optimalLaplace([other, level]);
          return short(weights[1] / scale);
        }),
      ),
    ),
    layout: {
      title: { text: "An optimal estimator leaves part of a large budget unused" },
      xaxis: axisOf("privacy budget ε₂ of the second user"),
      yaxis: axisOf("budget used, w₂/b", { rangemode: "tozero" }),
      legend: { x: 0.02, y: 0.98 },
    },
    text: "Budget used against budget given: the curves bend to a constant at ε₁ + 12/ε₁.",
  };
}
