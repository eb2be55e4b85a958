/** Prices that clear the market. */
import { axisOf, colour, curve, markers, type Figure } from "../../lib/plot";
import {
  clearingPrices,
  mechanismPrice,
  sizesAt,
  type Clones,
  type ElasticDemand,
} from "../../lib/pricing-samples/clearing";

/** F(d(P)) over a range of prices, on request with gaps at its jumps. */
function priceCurve(
  demand: ElasticDemand,
  clones: Clones,
  lo: number,
  hi: number,
  gaps: boolean,
): { x: number[]; y: number[] } {
  const [x, y]: [number[], number[]] = [[], []];
  let before = "";
  const points = 700;
  for (let i = 0; i <= points; i++) {
    const p = lo + ((hi - lo) * i) / points;
    const sizes = sizesAt(demand, clones, p);
    if (gaps && sizes.join() !== before && x.length > 0) {
      x.push(p);
      y.push(NaN);
    }
    before = sizes.join();
    x.push(p);
    y.push(
      mechanismPrice(
        sizes.map((size, g) => [size, demand.buyers[g]] as const),
        clones,
      ),
    );
  }
  return { x, y };
}

/**
 * The mechanism's price F(d(P)) against the price P that buyers expect, with the line where both are equal: over the
 * whole range, and near that line, where the steps of demand show.
 * @param demand groups of buyers, their elasticity left out
 * @param elasticities one curve each
 * @param clones the sellers
 * @param lo least price drawn, above 0
 * @param close the range of the close view
 */
export function clearingFigure(
  demand: Omit<ElasticDemand, "eta">,
  elasticities: readonly number[],
  clones: Clones,
  lo: number,
  close: readonly [number, number],
): Figure {
  const hi = clones.cMax;
  const found = elasticities.map((eta) => clearingPrices({ ...demand, eta }, clones, lo).map(({ price }) => price));
  const panel = (from: number, to: number, axes: { xaxis?: string; yaxis?: string; showlegend?: boolean }) => [
    ...elasticities.map((eta, i) => {
      const { x, y } = priceCurve({ ...demand, eta }, clones, from, to, from > lo);
      return curve(`elasticity ${eta}`, i, x, y, { ...axes, line: { color: colour(i), width: 2 } });
    }),
    curve("<i>F</i> = <i>P</i>", 6, [from, to], [from, to], {
      ...axes,
      line: { color: "#444", width: 1.2, dash: "dash" },
    }),
    ...elasticities
      .map((eta, i) => markers(`clears, elasticity ${eta}`, i, found[i], found[i], axes))
      .filter((_, i) => found[i].some((p) => p >= from && p <= to)),
  ];
  return {
    data: [...panel(lo, hi, {}), ...panel(close[0], close[1], { xaxis: "x2", yaxis: "y2", showlegend: false })],
    layout: {
      title: { text: "The market clears where the price that demand leads to is the one it was asked at" },
      xaxis: axisOf("expected price <i>P</i> ($ per record)", { domain: [0, 0.44], range: [lo, hi] }),
      yaxis: axisOf("price <i>F</i>(<i>d</i>(<i>P</i>)) ($ per record)", { range: [lo, 10.2] }),
      xaxis2: axisOf("expected price <i>P</i>, close view", { domain: [0.56, 1], range: [...close] }),
      yaxis2: axisOf("", { anchor: "x2", range: [...close] }),
      legend: { orientation: "h", x: 0.5, xanchor: "center", y: -0.22 },
    },
    text:
      elasticities
        .map(
          (eta, i) =>
            `Elasticity ${eta}: ` +
            (found[i].length === 0 ? "no clearing price" : `clears at ${found[i].map((p) => p.toFixed(6)).join(", ")}`),
        )
        .join("; ") + ".",
  };
}
