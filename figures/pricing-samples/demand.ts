/** Figures 1 and 2: who meets whom, and what the ordering design makes of the demand. */
import { axisOf, colour, staircase, type Figure } from "../../lib/plot";
import { histogram, placesOf, staircaseOf, type Demand } from "../../lib/pricing-samples/demand";

/** One transaction, as drawn into Figure 1. */
export interface Transaction {
  /** The buyer's sample size, and the price of a record. */
  readonly records: number;
  readonly price: number;
  /** A seller: how often he was sampled, what he was paid. */
  readonly seller: number;
  readonly times: number;
  readonly paid: number;
}

const box = (x: number, name: string) => ({
  shape: {
    type: "rect" as const,
    x0: x - 0.95,
    x1: x + 0.95,
    y0: 1.2,
    y1: 2.8,
    line: { color: colour(0), width: 2 },
    fillcolor: "rgba(0,114,178,0.08)",
  },
  label: { x, y: 2, text: `<b>${name}</b>`, showarrow: false, font: { size: 16 } },
});

/** An arrow from one x to another at height y, with a text above it. */
const arrow = (from: number, to: number, y: number, text: string) => [
  {
    x: to,
    y,
    ax: from,
    ay: y,
    xref: "x" as const,
    yref: "y" as const,
    axref: "x" as const,
    ayref: "y" as const,
    showarrow: true,
    arrowhead: 2,
    arrowwidth: 1.6,
    arrowcolor: "#444",
    text: "",
  },
  { x: (from + to) / 2, y: y + 0.07, text, showarrow: false, yanchor: "bottom" as const, font: { size: 12 } },
];

/** Figure 1, the roles in the market, with the numbers of one transaction. */
export function marketDiagram({ records, price, seller, times, paid }: Transaction): Figure {
  const boxes = [box(1, "Buyers"), box(5, "Market-maker"), box(9, "Sellers")];
  const annotations = [
    ...boxes.map(({ label }) => label),
    ...arrow(1.95, 4.05, 2.45, `${records} records?`),
    ...arrow(4.05, 1.95, 2.05, `$${price.toFixed(2)} a record`),
    ...arrow(1.95, 4.05, 1.65, `$${(records * price).toFixed(2)}`),
    ...arrow(4.05, 1.95, 1.25, `${records} unbiased records`),
    ...arrow(8.05, 5.95, 2.15, "privacy and risk attitudes<br><i>ĉ<sub>i</sub></i>, <i>ê<sub>i</sub></i>"),
    ...arrow(5.95, 8.05, 1.4, `seller ${seller}: ${times} accesses<br>$${paid.toFixed(2)}`),
  ];
  const hidden = { visible: false, fixedrange: true };
  return {
    data: [],
    layout: {
      title: { text: "Figure 1: the market-maker between buyers and sellers" },
      height: 300,
      shapes: boxes.map(({ shape }) => shape),
      annotations,
      xaxis: { ...hidden, range: [-0.2, 10.2] },
      yaxis: { ...hidden, range: [1, 3] },
      margin: { l: 10, r: 10, t: 50, b: 10 },
    },
    text:
      `A buyer asks for ${records} records at $${price.toFixed(2)} each; sellers report costs and certainty ` +
      `equivalents; seller ${seller}, accessed ${times} times, is paid $${paid.toFixed(2)}.`,
  };
}

/**
 * Figure 2: the demand as a histogram, and how often the seller at each place of the order is sampled.
 * @param demand the buyers' demand
 * @param sellers n′
 * @param title the figure's title
 */
export function demandFigure(demand: Demand, sellers: number, title: string): Figure {
  const sizes = histogram(demand, sellers);
  const places = placesOf(sizes, sellers);
  const steps = staircaseOf(sizes);
  const starts = steps.map((_, l) => 1 + steps.slice(0, l).reduce((sum, step) => sum + step.places, 0));
  const reached = steps.reduce((sum, step) => sum + step.places, 0);
  return {
    data: [
      {
        type: "bar",
        name: "buyers",
        x: sizes.groups.map(([size]) => size),
        y: sizes.groups.map(([, buyers]) => buyers),
        width: sizes.groups.map(() => 40),
        marker: { color: colour(0) },
        showlegend: false,
        text: sizes.groups.map(([, buyers]) => String(buyers)),
        textposition: "outside",
        cliponaxis: false,
      },
      staircase("times sampled", 1, [...starts, reached + 1, sellers], [...steps.map(({ times }) => times), 0, 0], {
        xaxis: "x2",
        yaxis: "y2",
        showlegend: false,
        line: { color: colour(1), width: 2, shape: "hv" },
        fill: "tozeroy",
        fillcolor: "rgba(213,94,0,0.12)",
      }),
    ],
    layout: {
      title: { text: title },
      xaxis: axisOf("sample size <i>d<sub>b</sub></i> (records)", { domain: [0, 0.42], range: [0, reached + 60] }),
      yaxis: axisOf("number of buyers", { rangemode: "tozero" }),
      xaxis2: axisOf("place in the order, 1 … <i>n</i>′", { domain: [0.56, 1], range: [0, sellers] }),
      yaxis2: axisOf("times sampled", { anchor: "x2", range: [0, 1.08 * places[0]] }),
    },
    text:
      `${sizes.buyers} buyers ask for ${sizes.records} records. ` +
      steps.map(({ times }, l) => `${times} times from place ${starts[l]}`).join(", ") +
      `, never from ${reached + 1}.`,
  };
}
