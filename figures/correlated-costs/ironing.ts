/** Figure 4: virtual costs, the hull, and what the optimal auction pays. */
import { curve, guide, simulated, type Figure } from "../../lib/plot";
import { costSampler, type CostLaw } from "../../lib/probability/cost-laws";
import { estimateMean } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import { hullAt, iron, ironedVirtualCost, virtualCost } from "../../lib/correlated-costs/ironing";
import { paymentSummary } from "../../lib/correlated-costs/optimal-auction";
import { procure } from "../../lib/correlated-costs/procurement";
import { grid, heading, LEGEND_BELOW, panel, within } from "./panels";

/** φ and φ̄ over costs, H and G over acceptance probabilities. For laws of bounded support. */
export function ironingFigure(law: CostLaw, name: string): Figure {
  const ironed = iron(law);
  const { lo, hi, breaks } = ironed.open;
  const step = (hi - lo) / 300;
  // Kinks are approached from both sides, so that jumps are drawn upright.
  const kinks = breaks.filter((z) => z > lo && z < hi).flatMap((z) => [z - 1e-9 * step, z]);
  const costs = [...grid(lo, hi, 300), ...kinks].sort((a, b) => a - b);
  const probabilities = grid(0, 1, 200);
  const points = probabilities.map((q) => hullAt(ironed, q));
  return {
    data: [
      curve(
        "virtual cost <i>φ</i>",
        0,
        costs,
        costs.map((z) => virtualCost(law, z)),
      ),
      curve(
        "ironed <i>φ̄</i>",
        1,
        costs,
        costs.map((z) => ironedVirtualCost(ironed, z)),
      ),
      curve(
        "<i>H</i>(<i>q</i>): a posted price",
        2,
        probabilities,
        points.map(({ H }) => H),
        within(1) as object,
      ),
      curve(
        "<i>G</i>(<i>q</i>): its convex hull",
        3,
        probabilities,
        points.map(({ G }) => G),
        within(1) as object,
      ),
    ],
    layout: {
      title: { text: `Ironing: ${name}` },
      ...panel(0, 2, ["cost <i>z</i>", "virtual cost (cost units)"]),
      ...panel(1, 2, ["acceptance probability <i>q</i>", "payment per player (cost units)"]),
      annotations: [heading(0, 2, "virtual cost"), heading(1, 2, "payment at acceptance probability q")],
      legend: LEGEND_BELOW,
      height: 440,
    },
    text: `Ironed intervals of costs: ${ironed.intervals
      .map(({ a, b, phi }) => `[${a.toFixed(3)}, ${b.toFixed(3)}) at virtual cost ${phi.toFixed(3)}`)
      .join(", ")}.`,
  };
}

/**
 * Expected payments per unit bought against the number of players, at w = n/2, with simulated optimal auctions.
 * @param sizes even numbers of players
 * @param simulatedAt those at which auctions are run
 */
export function paymentsFigure(
  law: CostLaw,
  sizes: readonly number[],
  simulatedAt: readonly number[],
  auctions: number,
  stream: Stream,
): Figure {
  const ironed = iron(law);
  const draw = costSampler(law);
  const summaries = sizes.map((n) => paymentSummary(ironed, n, n / 2));
  const perUnit = (key: "mechanism1" | "ironedPosted" | "optimal" | "uniformPrice"): number[] =>
    summaries.map((summary, i) => summary[key] / (sizes[i] / 2));
  const estimates = simulatedAt.map((n) =>
    estimateMean(
      auctions,
      (s) =>
        procure(
          ironed,
          Array.from({ length: n }, () => draw(s)),
          n / 2,
        ).total /
        (n / 2),
      stream.split(n),
    ),
  );
  const last = summaries[sizes.length - 1];
  return {
    data: [
      curve("Mechanism 1", 0, sizes, perUnit("mechanism1")),
      curve("uniform (<i>w</i> + 1)-st price", 1, sizes, perUnit("uniformPrice")),
      curve("optimal auction", 2, sizes, perUnit("optimal")),
      simulated(`${auctions} optimal auctions, 95 % interval`, 2, simulatedAt, estimates),
      curve("posted two-price lottery", 3, sizes, perUnit("ironedPosted")),
    ],
    layout: {
      title: { text: "A two-price lottery pays no more than the optimal auction" },
      xaxis: { title: { text: "players <i>n</i>" }, type: "log", dtick: 1 },
      yaxis: { title: { text: "expected payment / unit" } },
      shapes: [guide({ y: perUnit("ironedPosted")[sizes.length - 1] }, "limit of the optimum")],
      legend: LEGEND_BELOW,
      height: 480,
    },
    text:
      `For n = ${sizes[sizes.length - 1]}, w = n/2: Mechanism 1 pays ${last.mechanism1.toFixed(2)}, the uniform price auction ` +
      `${last.uniformPrice.toFixed(2)}, the optimal auction ${last.optimal.toFixed(2)}, the posted two-price lottery ` +
      `${last.ironedPosted.toFixed(2)}.`,
  };
}
