/** Figure 1: how far the estimate can be off, against the acceptance probability. */
import { axisOf, curve, guide, simulated, type Figure } from "../../lib/plot";
import type { Stream } from "../../lib/probability/stream";
import { contractsFor } from "../../lib/correlated-costs/contract";
import { chebyshevAccuracy, errorQuantile, worstErrorQuantile } from "../../lib/correlated-costs/estimate-error";
import { exponential } from "../../lib/correlated-costs/laws";
import { recommendedC } from "../../lib/correlated-costs/parameters";
import { sampleQuantile, simulateRuns } from "../../lib/correlated-costs/simulate";
import { LEGEND_BELOW } from "./panels";

/**
 * The radius that the error stays below with probability 2/3: Chebyshev's, the exact one, and that of simulated runs.
 * @param cs acceptance probabilities of the curves
 * @param simulatedAt those at which the mechanism is run
 */
export function errorRadiusFigure(
  {
    n,
    n1,
    eps,
    cs,
    simulatedAt,
    runs,
  }: {
    readonly n: number;
    readonly n1: number;
    readonly eps: number;
    readonly cs: readonly number[];
    readonly simulatedAt: readonly number[];
    readonly runs: number;
  },
  stream: Stream,
): Figure {
  const laws = [exponential(1), exponential(0.5)];
  const estimates = simulatedAt.map((c) => {
    const { errors } = simulateRuns(
      { eps, contracts: contractsFor(laws, c), counts: [n1, n - n1], runs },
      stream.split(c),
    );
    return sampleQuantile(errors, 2 / 3);
  });
  const best = recommendedC(n, eps);
  const exact = cs.map((c) => errorQuantile(n, n1, c, eps));
  return {
    data: [
      curve(
        `Lemma 3.7, n₁ = ${n1}`,
        0,
        cs,
        cs.map((c) => chebyshevAccuracy(n1, c, eps)),
      ),
      curve(`exact, n₁ = ${n1}`, 1, cs, exact),
      simulated(`${runs} runs, 95 % interval`, 1, simulatedAt, estimates),
      curve(
        "Lemma 3.7, worst database",
        2,
        cs,
        cs.map((c) => chebyshevAccuracy(n, c, eps)),
      ),
      curve(
        "exact, worst database",
        3,
        cs,
        cs.map((c) => worstErrorQuantile(n, c, eps).k),
      ),
    ],
    layout: {
      title: { text: "The estimate is nearly twice as accurate as Chebyshev's inequality says" },
      xaxis: axisOf("acceptance probability <i>c</i>", { range: [0, 1.02] }),
      yaxis: axisOf("radius <i>k</i> (players), P(error ≥ <i>k</i>) = ⅓", {
        type: "log",
        tickvals: [2, 5, 10, 20, 50, 100, 200],
      }),
      shapes: [guide({ x: best }, "")],
      annotations: [
        {
          text: `recommended <i>c</i> = ${best.toFixed(4)}`,
          xref: "x",
          yref: "paper",
          x: best - 0.005,
          y: 0.99,
          xanchor: "right",
          yanchor: "top",
          showarrow: false,
        },
      ],
      legend: LEGEND_BELOW,
      height: 520,
    },
    text:
      `At c from ${cs[0]} to ${cs[cs.length - 1]} the exact radius falls from ${exact[0].toFixed(2)} to ` +
      `${exact[exact.length - 1].toFixed(2)}, Lemma 3.7's from ${chebyshevAccuracy(n1, cs[0], eps).toFixed(2)} to ` +
      `${chebyshevAccuracy(n1, cs[cs.length - 1], eps).toFixed(2)}.`,
  };
}
