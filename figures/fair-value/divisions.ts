/** One utility, divided by several solution concepts. */
import { axisOf, COLOURS, type Figure, markers, short } from "../../lib/plot";

/**
 * Several divisions of the same utility side by side.
 * @param labels of the users
 * @param divisions by name, a number a user
 */
export function divisionsFigure(
  labels: readonly string[],
  divisions: Readonly<Record<string, ArrayLike<number>>>,
): Figure {
  return {
    data: Object.entries(divisions).map(([name, values], k) =>
      markers(
        name,
        k,
        labels.map((_, i) => i + 0.16 * (k - 1)),
        Array.from(values, short),
        {
          marker: { symbol: (["circle", "square", "diamond"] as const)[k], size: 10, color: COLOURS[k] },
        },
      ),
    ),
    layout: {
      title: { text: "One utility, divided in other ways" },
      xaxis: axisOf("user: level, samples", { tickvals: labels.map((_, i) => i), ticktext: [...labels] }),
      yaxis: axisOf("payment", { zeroline: true, zerolinecolor: "#444" }),
      legend: { x: 0.02, y: 0.98 },
    },
    text: `Divisions: ${Object.entries(divisions)
      .map(([name, values]) => `${name} ${Array.from(values, short).join(", ")}`)
      .join("; ")}.`,
  };
}
