/** Figure 6: why direct mechanisms fail. */
import { curve, guide, simulated, type Figure } from "../../lib/plot";
import { costQuantile } from "../../lib/probability/cost-laws";
import { estimateMean } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import { leastDirectPayment, overbiddingGain } from "../../lib/correlated-costs/direct";
import { exponential } from "../../lib/correlated-costs/laws";
import { posteriorCost } from "../../lib/correlated-costs/posterior";
import { grid, heading, LEGEND_BELOW, panel, within } from "./panels";

/**
 * The gain from overbidding where bids are paid; the least truthful payment against the largest cost; what a cost report
 * tells about the type.
 * @param access probability of being accessed
 * @param cost the true cost of the first panel
 * @param c acceptance probability of Mechanism 1 in the second
 */
export function directFigure(
  {
    eps,
    access,
    cost,
    c,
    runs,
  }: {
    readonly eps: number;
    readonly access: number;
    readonly cost: number;
    readonly c: number;
    readonly runs: number;
  },
  stream: Stream,
): Figure {
  const reports = grid(0, 10, 20);
  const bounds = grid(1, 10, 18);
  const costs = grid(0, 4, 80);
  const simulatedAt = [2, 4, 6, 8, 10];
  const estimates = simulatedAt.map((report) =>
    estimateMean(runs, ({ uniform }) => (uniform() < access ? eps * (report - cost) : 0), stream.split(report)),
  );
  const posted = eps * costQuantile(exponential(1), c);
  return {
    data: [
      curve(
        "gain from reporting another cost",
        0,
        reports,
        reports.map((report) => overbiddingGain(eps, access, cost, report)),
      ),
      simulated(`${runs} runs, 95 % interval`, 0, simulatedAt, estimates),
      curve(
        "least payment of a truthful direct mechanism",
        1,
        bounds,
        bounds.map((v) => leastDirectPayment(eps, [v], access)),
        within(1) as object,
      ),
      curve(
        "price of Mechanism 1, Exp(1)",
        2,
        bounds,
        bounds.map(() => posted),
        within(1) as object,
      ),
      curve(
        "after a cost report",
        3,
        costs,
        costs.map((v) => posteriorCost([0.5, 0.5], [exponential(1), exponential(2)], v)[0]),
        within(2) as object,
      ),
      curve(
        "after a reply to Mechanism 1",
        4,
        costs,
        costs.map(() => 0.5),
        within(2) as object,
      ),
    ],
    layout: {
      title: { text: "Asking for costs: overbidding, unbounded payments, and leaks" },
      ...panel(0, 3, ["reported cost", "gain (cost units × ε)"]),
      ...panel(1, 3, ["largest possible cost <i>V</i>", "payment (cost units × ε)"], [{}, { rangemode: "tozero" }]),
      ...panel(2, 3, ["cost <i>v</i>", "P(type 1)"], [{}, { range: [0, 1] }]),
      annotations: [
        heading(0, 3, `true cost ${cost}`),
        heading(1, 3, "truth and rationality"),
        heading(2, 3, "Exp(1) or Exp(2); dashed: ln 2"),
      ],
      shapes: [{ ...guide({ x: Math.LN2 }, ""), xref: "x3" }] as NonNullable<Figure["layout"]["shapes"]>,
      legend: LEGEND_BELOW,
      height: 460,
    },
    text:
      `Reporting 10 for ${cost} gains ${overbiddingGain(eps, access, cost, 10).toFixed(3)}. A truthful direct mechanism pays at least ` +
      `${leastDirectPayment(eps, [10], access).toFixed(2)} if costs reach 10, Mechanism 1 offers ${posted.toFixed(3)} whatever they reach. ` +
      "A cost report moves the belief in type 1 from one half, except at ln 2.",
  };
}
