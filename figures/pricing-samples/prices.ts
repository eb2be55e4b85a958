/** Prices: against risk aversion, against the degree of bundling, against the budget's risk. */
import { show } from "../../lib/format";
import {
  axisOf,
  colour,
  curve,
  family,
  guide,
  LEGEND_BELOW,
  markers,
  range,
  simulated,
  type Figure,
} from "../../lib/plot";
import type { Estimate } from "../../lib/probability/monte-carlo";
import { clonePrices } from "../../lib/pricing-samples/ce-mechanism";
import { countLaw, lawMoments } from "../../lib/pricing-samples/count-law";
import type { Demand } from "../../lib/pricing-samples/demand";
import type { Design, Sampling } from "../../lib/pricing-samples/design";
import { C_MAX, DESIGNS, equalBlocks, FIGURE_2A, SELLERS } from "../../lib/pricing-samples/examples";

const market = (design: Design): Sampling => ({ demand: FIGURE_2A, sellers: SELLERS, design });

const PRICE = "price <i>F</i> ($ per record)";

/** A guide with its label at the left end. */
const fromLeft = (line: ReturnType<typeof guide>): typeof line => ({
  ...line,
  label: { ...line.label, textposition: "start" },
});

/**
 * F3: Section 4.3's price against the coefficient of absolute risk aversion, by design.
 * @param coefficients where the curves are drawn
 * @param options the buyers' demand (Figure 2(a)'s if left out), and a coefficient whose prices are marked
 */
export function riskAversionFigure(
  coefficients: readonly number[],
  { demand = FIGURE_2A, at }: { demand?: Demand; at?: number } = {},
): Figure {
  const pricesAt = (as: readonly number[]) =>
    DESIGNS.map(({ design }) => clonePrices({ demand, sellers: SELLERS, design }, C_MAX, as, 0.5));
  const prices = pricesAt(coefficients);
  const marked = at === undefined ? [] : pricesAt([at]).map(([price]) => price);
  return {
    data: [
      ...DESIGNS.map(({ name }, i) => curve(name, i, coefficients, prices[i])),
      ...marked.map((price, i) => markers(DESIGNS[i].name, i, [at as number], [price], { showlegend: false })),
    ],
    layout: {
      title: { text: "The price falls with risk aversion, soonest where the samples are bundled" },
      xaxis: axisOf("absolute risk aversion <i>a</i> (per $) of half the sellers", { type: "log", dtick: 1 }),
      yaxis: axisOf(PRICE, { range: [4.5, 10.6] }),
      shapes: [guide({ y: 10 }, "Baseline, 10"), fromLeft(guide({ y: 5 }, "half the sellers paid nothing, 5"))],
      legend: { x: 0.02, y: 0.16, yanchor: "bottom" },
    },
    text:
      at === undefined
        ? `At a = ${show(coefficients[0])} to ${show(coefficients[coefficients.length - 1])} the price falls from ` +
          DESIGNS.map(
            ({ name }, i) => `${prices[i][0].toFixed(3)} to ${prices[i][coefficients.length - 1].toFixed(3)} (${name})`,
          ).join(", ") +
          "."
        : `${demand.map(([size, buyers]) => `${buyers} buyers of ${size}`).join(", ")}; at a = ${show(at)} the price is ` +
          DESIGNS.map(({ name }, i) => `${marked[i].toFixed(3)} (${name})`).join(", ") +
          ".",
  };
}

/** The numbers of equal blocks that Figure 2(a)'s buyers can be cut into. */
export const BLOCKS: readonly number[] = [1, 2, 5, 10, 25, 50];

/** A mixture of the ordering design, with weight λ, and independent samples. */
export const mixture = (weight: number): Design => ({
  type: "mixture",
  parts: [
    [weight, { type: "ordering" }],
    [1 - weight, { type: "independent" }],
  ],
});

/** F4: the price against the spread of the counts, for two ways to bundle less than the ordering design does. */
export function bundlingFigure(a: number): Figure {
  const weights = range(0, 1, 21);
  const price = (design: Design): number => clonePrices(market(design), C_MAX, [a], 0.5)[0];
  const deviation = (design: Design): number => Math.sqrt(lawMoments(countLaw(market(design))).variance);
  const blocks = BLOCKS.map(equalBlocks);
  const mixtures = weights.map(mixture);
  return {
    data: [
      curve("<i>G</i> equal blocks, independent of each other", 0, blocks.map(deviation), blocks.map(price), {
        mode: "text+lines+markers",
        text: BLOCKS.map((G) => (G === 1 ? "<i>G</i> = 1" : String(G))),
        textposition: "bottom left",
        cliponaxis: false,
      }),
      curve("ordering design with chance <i>λ</i>, else independent", 1, mixtures.map(deviation), mixtures.map(price), {
        mode: "text+lines",
        text: weights.map((weight) => ([0.25, 0.5, 0.75].includes(weight) ? `<i>λ</i> = ${weight}` : "")),
        textposition: "top right",
      }),
    ],
    layout: {
      title: { text: `The more bundled the samples, the riskier the lottery, the lower the price (<i>a</i> = ${a})` },
      xaxis: axisOf("standard deviation of how often a seller is sampled", { range: [0, 80] }),
      yaxis: axisOf(PRICE, { range: [6, 10.4] }),
      legend: LEGEND_BELOW,
    },
    text:
      `From one block to fifty the price rises from ${price(equalBlocks(1)).toFixed(3)} to ` +
      `${price(equalBlocks(50)).toFixed(3)}; mixing in the ordering design brings it down from ` +
      `${price(mixture(0)).toFixed(3)}. At equal deviations blocks are cheaper than a mixture.`,
  };
}

/** The price against the number of blocks, under a slider over the coefficient of risk aversion. */
export function blocksSlider(coefficients: readonly number[], start: number): Figure {
  const prices = (a: number) => BLOCKS.map((G) => clonePrices(market(equalBlocks(G)), C_MAX, [a], 0.5)[0]);
  return family({
    parameter: "a",
    values: coefficients,
    start,
    at: (a) => [curve("G equal blocks", 0, BLOCKS, prices(a), { mode: "lines+markers", showlegend: false })],
    layout: {
      title: { text: "<i>G</i> blocks at risk aversion <i>a</i> cost what one block costs at <i>a</i>/<i>G</i>" },
      xaxis: axisOf("equal independent blocks <i>G</i>", { type: "log", tickvals: [...BLOCKS], range: [-0.05, 1.75] }),
      yaxis: axisOf(PRICE, { range: [4.8, 10.2] }),
      height: 480,
    },
    text:
      `Move the slider over a from ${coefficients[0]} to ${coefficients[coefficients.length - 1]}; at a = 0.002 ` +
      `the price ` +
      `rises from ${prices(0.002)[0].toFixed(3)} at one block to ${prices(0.002)[5].toFixed(3)} at fifty.`,
  });
}

/** A design's price and the standard deviation of the total payment. */
export interface BudgetPoint {
  readonly name: string;
  readonly price: number;
  readonly deviation: number;
}

/** F9: the risk of the total payment against the price, a point a design. */
export const budgetFigure = (points: readonly BudgetPoint[]): Figure => ({
  data: points.map(({ name, price, deviation }, i) =>
    markers(name, i, [price], [deviation], { mode: "text+markers", text: [name], textposition: "top center" }),
  ),
  layout: {
    title: { text: "Cheapest in the mean is riskiest for the market-maker" },
    xaxis: axisOf(PRICE, { range: [9.25, 10.1] }),
    yaxis: axisOf("standard deviation of the total payment ($)", { range: [0, 70] }),
    showlegend: false,
  },
  text: points
    .map((p) => `${p.name}: price ${p.price.toFixed(4)}, standard deviation ${p.deviation.toFixed(3)}`)
    .join("; "),
});

/** Exact totals beside Monte Carlo estimates, relative to the exact value, in exact standard errors. */
export const agreementFigure = (
  names: readonly string[],
  exact: readonly number[],
  deviations: readonly number[],
  estimates: readonly Estimate[],
): Figure => {
  const scaled = estimates.map((e, i): Estimate => {
    const unit = deviations[i] > 0 ? deviations[i] / Math.sqrt(e.runs) : 1;
    const z = (x: number): number => (x - exact[i]) / unit;
    return {
      estimate: z(e.estimate),
      standardError: e.standardError / unit,
      interval: [z(e.interval[0]), z(e.interval[1])],
      runs: e.runs,
    };
  });
  return {
    data: [
      simulated(
        "simulated total",
        1,
        names.map((_, i) => i),
        scaled,
      ),
    ],
    layout: {
      title: { text: "Simulated totals against exact ones" },
      xaxis: axisOf("design", {
        tickvals: names.map((_, i) => i),
        ticktext: [...names],
        range: [-0.5, names.length - 0.5],
      }),
      yaxis: axisOf("deviation (standard errors)", { range: [-4.8, 4.8] }),
      shapes: [{ type: "line", x0: 0, x1: 1, xref: "paper", y0: 0, y1: 0, line: { color: colour(0), width: 1.5 } }],
      height: 360,
    },
    text: names.map((name, i) => `${name}: off by ${scaled[i].estimate.toFixed(2)} exact standard errors`).join("; "),
  };
};
