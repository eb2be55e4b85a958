/** Figure 5: exactly how private the outputs are. */
import { curve, family, guide, simulated, type Figure } from "../../lib/plot";
import { drawLaplace } from "../../lib/probability/laplace";
import { estimateProportion } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import { contractsFor, priceSpread } from "../../lib/correlated-costs/contract";
import { uniform } from "../../lib/correlated-costs/laws";
import { negativePayment } from "../../lib/correlated-costs/payments";
import { epsEstimate, estimateLogRatio } from "../../lib/correlated-costs/privacy";
import { grid, heading, LEGEND_BELOW, panel, within } from "./panels";

/**
 * Log density ratios of neighbouring databases over the output, with a slider over c: of the estimate (costs random), of the
 * estimate when the costs are known, and the range of estimate and payments together.
 * @param n1 target players of the larger database
 * @param cs the slider's stops
 */
export function logRatioFigure(n1: number, eps: number, cs: readonly number[], start: number): Figure {
  const y = grid(-4, n1 + 4, 240);
  return family({
    parameter: "acceptance probability c",
    values: cs,
    start,
    at: (c) => {
      const random = Array.from(estimateLogRatio(n1, c, eps, y));
      // With m acceptors known but for the one player: Laplace around m against m − 1.
      const m = Math.round(c * n1);
      const known = y.map((x) => eps * (Math.abs(x - (m - 1)) - Math.abs(x - m)));
      const band = (level: number): number[] => y.map(() => level);
      return [
        curve("estimate, costs random", 0, y, random),
        curve("estimate, costs known", 1, y, known),
        curve("range with the payments", 2, y, band(2 * eps)),
        curve("range with the payments", 2, y, band(-2 * eps), { showlegend: false }),
      ];
    },
    layout: {
      title: { text: "Random acceptance hides the estimate better than ε; payments undo it" },
      xaxis: { title: { text: "noisy count <i>y</i> = <i>c</i>·<i>s</i>" } },
      yaxis: { title: { text: "log density ratio (nats)" }, range: [-2.3 * eps, 2.5 * eps] },
      shapes: [guide({ y: eps }, "ε"), guide({ y: -eps }, "−ε")],
      legend: { orientation: "h", x: 0, y: 1.02, yanchor: "bottom" },
      margin: { t: 96 },
      height: 520,
    },
    text:
      `At c = ${cs[start]}, ε = ${eps}, n₁ = ${n1}: the log ratio of the estimate rises from ` +
      `${Math.log1p(cs[start] * Math.expm1(-eps)).toFixed(4)} to ${epsEstimate(cs[start], eps).toFixed(4)}; with known costs from ` +
      `${-eps} to ${eps}; together with the payments from ${-2 * eps} to ${2 * eps}.`,
  });
}

/**
 * The estimate's exact level against c, and how often an acceptor's payment is negative against ε, with simulated payments.
 * @param eps ε of the first panel
 * @param levels those of the second
 */
export function levelsFigure(
  eps: number,
  levels: readonly number[],
  simulatedAt: readonly number[],
  payments: number,
  stream: Stream,
): Figure {
  const cs = grid(0.005, 0.995, 99);
  const contracts = contractsFor([uniform(0, 2), uniform(0, 4)], 0.5);
  const [price, gamma] = [contracts[0].alphaPlus, priceSpread(contracts)];
  const estimates = simulatedAt.map((e) => {
    const from = stream.split(e);
    let negative = 0;
    for (let i = 0; i < payments; i++) if (price + drawLaplace(gamma / e, from) < 0) negative++;
    return estimateProportion(payments, negative);
  });
  return {
    data: [
      curve(
        "level of the estimate",
        0,
        cs,
        cs.map((c) => epsEstimate(c, eps)),
      ),
      curve(
        "acceptors with a negative payment",
        1,
        levels,
        levels.map((e) => negativePayment(e, contracts, 1)),
        within(1) as object,
      ),
      simulated(`${payments} payments, 95 % interval`, 1, simulatedAt, estimates, within(1) as object),
    ],
    layout: {
      title: { text: "The price of privacy: payments below zero" },
      ...panel(
        0,
        2,
        ["acceptance probability <i>c</i>", "privacy level (nats)"],
        [{ range: [0, 1] }, { range: [0, 1.1 * eps] }],
      ),
      ...panel(
        1,
        2,
        ["privacy parameter <i>ε</i>", "share of acceptors"],
        [{ type: "log", dtick: 1 }, { range: [0, 0.52] }],
      ),
      annotations: [
        heading(0, 2, `ln(1 + c(e<sup>ε</sup> − 1)), ε = ${eps}`),
        heading(1, 2, "U[0, 2] against U[0, 4], c = 0.5, type 1"),
      ],
      legend: LEGEND_BELOW,
      height: 440,
    },
    text:
      `The level of the estimate at c = 0.1, 0.5, 0.9 is ${[0.1, 0.5, 0.9].map((c) => epsEstimate(c, eps).toFixed(4)).join(", ")}; ` +
      `a payment is negative with probability ${[0.1, 1, 5].map((e) => negativePayment(e, contracts, 1).toFixed(4)).join(", ")} at ε = 0.1, 1, 5.`,
  };
}
