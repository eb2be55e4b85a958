/** Fig. 5: payments above the average, in groups of bars. */
import type { Data } from "plotly.js";
import type { Estimate } from "../../lib/probability/monte-carlo";
import { axisOf, COLOURS, type Figure, short, simulated } from "../../lib/plot";
import { KINDS, labelOf, type Bars } from "../../lib/fair-value/composition";
import type { Spread } from "../../lib/fair-value/federated";

/** A group of bars of Fig. 5. */
export interface BarGroup {
  readonly label: string;
  readonly bars: Bars;
  /** Simulated payments, one for each bar, in the same order; drawn less the average. */
  readonly estimates?: readonly Estimate[];
}

const BAR_WIDTH = 0.16;
/** The place of a kind's bar in its group: the plain kinds, and the star where the group's other bars leave room. */
const placeOf = (kind: string, kinds: readonly string[]): number =>
  (kind.endsWith("*") ? kinds.length : kinds.indexOf(kind)) - (kinds.length - 0.5) / 2;

function barTraces(groups: readonly BarGroup[], few: number, relative: boolean): Partial<Data>[] {
  const kinds = KINDS.map((kind) => labelOf(kind, few));
  const unit = ({ bars }: BarGroup): number => (relative ? bars.utility / 10 : 1);
  const cells = groups
    .flatMap((group, g) =>
      group.bars.bars.map((bar, b) => ({
        ...bar,
        group: g,
        y: bar.difference / unit(group),
        x: g + BAR_WIDTH * placeOf(bar.kind, kinds),
        estimate: group.estimates?.[b],
        average: group.bars.utility / 10,
        unit: unit(group),
      })),
    )
    .filter(({ kind }) => kind !== "(0)");
  const trace = (name: string, series: number, of: typeof cells): Partial<Data> =>
    ({
      type: "bar",
      name,
      x: of.map(({ x }) => short(x)),
      y: of.map(({ y }) => short(y)),
      width: BAR_WIDTH * 0.9,
      marker: {
        color: COLOURS[series],
        line: { color: "#333", width: 0.8 },
        pattern: {
          shape: (["", "/", "x", ".", ""] as const)[series],
          fillmode: "overlay",
          fgcolor: "white",
          size: 6,
          solidity: 0.3,
        },
      },
      hovertemplate: `${name}: %{y:.4g}<extra></extra>`,
    }) as Partial<Data>;
  const stars = cells.filter(({ kind }) => kind.endsWith("*"));
  const checked = cells.filter(({ estimate }) => estimate !== undefined);
  const centred = checked.map(({ estimate, average, unit: by }) => {
    const { estimate: mean, standardError, interval, runs } = estimate as Estimate;
    const place = (y: number): number => short((y - average) / by);
    return { estimate: place(mean), standardError, runs, interval: [place(interval[0]), place(interval[1])] as const };
  });
  return [
    ...kinds.map((kind, k) =>
      trace(
        kind,
        k,
        cells.filter((cell) => cell.kind === kind),
      ),
    ),
    ...(stars.length > 0 ? [trace("★ the user with a = 100", 4, stars)] : []),
    ...(checked.length > 0
      ? [
          simulated(
            "simulated, 95 %",
            6,
            checked.map(({ x }) => short(x)),
            centred,
            {
              marker: { color: "white", symbol: "circle", size: 6, line: { color: COLOURS[6], width: 1.5 } },
            },
          ),
        ]
      : []),
  ];
}

/**
 * Fig. 5: what users of each kind, "(level, samples)", are paid above the average, in groups of bars.
 * @param groups the groups from left to right
 * @param few the number of few samples, as in the labels of the bars
 * @param options a title; whether bars are given as multiples of the average payment U/10
 */
export function figure5(
  groups: readonly BarGroup[],
  few: number,
  { title, relative = false }: { title: string; relative?: boolean },
): Figure {
  return {
    data: barTraces(groups, few, relative),
    layout: {
      title: { text: title },
      xaxis: axisOf("", {
        tickvals: groups.map((_, g) => g),
        ticktext: groups.map(({ label }) => label),
        range: [-0.5, groups.length - 0.5],
      }),
      yaxis: axisOf(relative ? "(payment − U/10) / (U/10)" : "payment above the average U/10", {
        zeroline: true,
        zerolinecolor: "#444",
      }),
      bargap: 0,
      barmode: "overlay",
      legend: { orientation: "h", y: -0.16 },
      margin: { b: 100 },
    },
    text: `${title}: ${groups
      .map(
        ({ label, bars }) =>
          `${label.replace(/<br>/g, ", ")}: ` +
          bars.bars
            .map(({ kind, difference }) => `${kind} ${short(difference / (relative ? bars.utility / 10 : 1))}`)
            .join(", "),
      )
      .join("; ")}.`,
  };
}

/** The label of a regime. */
export const regimeLabel = ({ between, within }: Spread): string => `s² = ${between}, t² = ${within}`;
