/** What is offered to whom, and what a lie is worth. */
import { axisOf, colour, curve, guide, markers, type Figure } from "../../lib/plot";
import { lawMoments } from "../../lib/pricing-samples/count-law";
import { reportUtility, type Offer, type Type } from "../../lib/pricing-samples/misreport";

/**
 * F7: the saving f(r)(C − r) that a threshold r brings, counted over everybody and without one seller.
 * @param reports r̂_i
 * @param baseline C
 * @param without sellers (0-based) whose leave-one-out objective is drawn too
 */
export function thresholdFigure(reports: ArrayLike<number>, baseline: number, without: readonly number[]): Figure {
  const sorted = Array.from(reports).sort((a, b) => a - b);
  const grid = Array.from({ length: 700 }, (_, i) => sorted[0] - 1 + ((baseline - sorted[0] + 1) * i) / 699);
  const saving = (r: number, leftOut: number): number =>
    Array.from(reports).filter((other, j) => j !== leftOut && other <= r).length * (baseline - r);
  const best = (leftOut: number): number => sorted.reduce((a, r) => (saving(r, leftOut) > saving(a, leftOut) ? r : a));
  const peaks = [-1, ...without].map((leftOut) => ({ leftOut, r: best(leftOut) }));
  return {
    data: peaks.flatMap(({ leftOut, r }, series) => {
      const name = `${leftOut < 0 ? "all sellers" : `without seller ${leftOut + 1}`}: best at ${r.toFixed(4)}`;
      return [
        curve(
          name,
          series,
          grid,
          grid.map((x) => saving(x, leftOut)),
        ),
        markers(name, series, [r], [saving(r, leftOut)], { showlegend: false }),
      ];
    }),
    layout: {
      title: { text: "Leaving one seller out can move his threshold" },
      xaxis: axisOf("threshold <i>r</i> ($ per seller)"),
      yaxis: axisOf("saving <i>f</i>(<i>r</i>)(<i>C</i> − <i>r</i>) ($)", { rangemode: "tozero" }),
      legend: { orientation: "h", x: 0.5, xanchor: "center", y: -0.2 },
    },
    text:
      peaks
        .map(
          ({ leftOut, r }) =>
            `${leftOut < 0 ? "All sellers" : `without seller ${leftOut + 1}`}: best threshold ${r.toFixed(6)}`,
        )
        .join("; ") + ".",
  };
}

/** A vertical guide with its label level, to the right of the line. */
const upright = (line: ReturnType<typeof guide>): typeof line => ({
  ...line,
  label: { ...line.label, textangle: 0, xanchor: "left" },
});

/** Payments against the count: the Baseline's line, and the contracts of sellers who accept a threshold. */
export function contractsFigure(
  cMax: number,
  w: number,
  threshold: number,
  costs: readonly number[],
  most: number,
): Figure {
  const k = [0, most];
  return {
    data: [
      curve(
        "Baseline, <i>c</i><sup>max</sup> <i>k</i>",
        0,
        k,
        k.map((x) => cMax * x),
      ),
      ...costs.map((c, i) =>
        curve(
          `<i>r̄</i> + <i>c</i>(<i>k</i> − <i>w</i>), <i>c</i> = ${c}`,
          i + 1,
          k,
          k.map((x) => threshold + c * (x - w)),
        ),
      ),
      ...costs.map((c, i) => {
        const crossing = (threshold - c * w) / (cMax - c);
        return markers("", i + 1, [crossing], [cMax * crossing], { showlegend: false });
      }),
    ],
    layout: {
      title: { text: "The sure contract pays more for few accesses, less for many" },
      xaxis: axisOf("times sampled <i>k</i>"),
      yaxis: axisOf("payment ($)"),
      shapes: [upright(guide({ x: w }, `w = ${w}`))],
      legend: { x: 0.02, y: 0.98 },
    },
    text: costs
      .map(
        (c) => `At cost ${c} the contract crosses the Baseline at k = ${((threshold - c * w) / (cMax - c)).toFixed(4)}`,
      )
      .join("; "),
  };
}

/** A seller whose expected utility is drawn over his reports. */
export interface Portrait {
  readonly name: string;
  readonly type: Type;
}

/**
 * F8: expected utility over the reports (ĉ, ê) of two sellers, light where it is high; a cross at the truth, a star at
 * the best report.
 * @param offer what both face
 * @param portraits two sellers
 * @param truths their true certainty equivalents
 */
export function reportHeatmap(
  offer: Offer,
  portraits: readonly [Portrait, Portrait],
  truths: readonly [number, number],
): Figure {
  const w = lawMoments(offer.law).mean;
  const costs = Array.from({ length: 49 }, (_, i) => i * 0.25);
  const equivalents = Array.from({ length: 41 }, (_, i) => i * 5);
  const panels = portraits.map(({ name, type }, p) => {
    const z = equivalents.map((e) =>
      costs.map((c) => reportUtility(offer, type, c, e + c * w <= offer.threshold ? "certain" : "baseline")),
    );
    const best = Math.max(...z.flat());
    const row = z.findIndex((line) => line.includes(best));
    const at = { x: p === 0 ? "x" : "x2", y: p === 0 ? "y" : "y2" } as const;
    return {
      name,
      best,
      traces: [
        {
          type: "heatmap" as const,
          x: costs,
          y: equivalents,
          z,
          xaxis: at.x,
          yaxis: at.y,
          colorscale: "Cividis" as const,
          colorbar: {
            title: { text: "expected<br>utility ($)" },
            x: p === 0 ? 0.4 : 0.96,
            len: 0.95,
            thickness: 12,
          },
          hovertemplate: "ĉ = %{x}, ê = %{y}: %{z:.3f}<extra></extra>",
        },
        markers("truth", p, [type.cost], [truths[p]], {
          xaxis: at.x,
          yaxis: at.y,
          showlegend: p === 0,
          marker: { symbol: "x", size: 11, color: "white", line: { color: "black", width: 1.5 } },
        }),
        ...(p === 0
          ? []
          : [
              markers("best report", p, [costs[z[row].indexOf(best)]], [equivalents[row]], {
                xaxis: at.x,
                yaxis: at.y,
                marker: { symbol: "star", size: 14, color: colour(1), line: { color: "white", width: 1 } },
              }),
            ]),
      ],
    };
  });
  const titleAt = (x: number, text: string) => ({
    x,
    y: 1.02,
    xref: "paper" as const,
    yref: "paper" as const,
    text,
    showarrow: false,
    xanchor: "center" as const,
    yanchor: "bottom" as const,
  });
  return {
    data: panels.flatMap(({ traces }) => traces),
    layout: {
      title: { text: "The truth is best for who dislikes risk, not for who seeks it", y: 0.97 },
      xaxis: axisOf("reported cost <i>ĉ</i> ($ per access)", { domain: [0, 0.38], range: [-0.125, 12.125] }),
      yaxis: axisOf("reported certainty equivalent <i>ê</i> ($)", { range: [-2.5, 202.5] }),
      xaxis2: axisOf("reported cost <i>ĉ</i> ($ per access)", { domain: [0.55, 0.94], range: [-0.125, 12.125] }),
      yaxis2: axisOf("", { anchor: "x2", range: [-2.5, 202.5] }),
      annotations: [titleAt(0.19, panels[0].name), titleAt(0.745, panels[1].name)],
      legend: { orientation: "h", x: 0.5, xanchor: "center", y: -0.2 },
      margin: { l: 70, r: 24, t: 90, b: 60 },
      height: 480,
    },
    text: panels.map(({ name, best }) => `${name}: best expected utility ${best.toFixed(3)}`).join("; ") + ".",
  };
}
