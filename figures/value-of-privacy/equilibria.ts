/** The symmetric equilibria of the majority mechanism. */
import { axisOf, colour, curve, guide, markers, type Figure, whole } from "../../lib/plot";
import { type Design, type Market } from "../../lib/value-of-privacy/market";
import { bestResponsePath, symmetricEquilibria } from "../../lib/value-of-privacy/symmetric-equilibria";

/** All symmetric informative equilibria against N; filled where repeated best responses come back to them. */
export function equilibriumFigure(market: Market & { readonly eps: number }, most = 40): Figure {
  const found = whole(2, most).flatMap((N) =>
    symmetricEquilibria({ ...market, N }).map((eta) => {
      const design = { ...market, N };
      const returns = [-0.02, 0.02].every((push) => {
        const path = bestResponsePath(design, eta + push, 400);
        return Math.abs(path[path.length - 1] - eta) < 1e-3;
      });
      return { N, eta, returns };
    }),
  );
  const lastUnstable = Math.max(
    0,
    ...found.filter(({ eta, returns }) => !returns && Math.abs(eta - market.eps) < 1e-6).map(({ N }) => N),
  );
  const points = (name: string, series: number, returns: boolean, symbol: string) => {
    const rows = found.filter((row) => row.returns === returns);
    return markers(
      name,
      series,
      rows.map(({ N }) => N),
      rows.map(({ eta }) => eta),
      {
        marker: { color: colour(series), size: 8, symbol: symbol as "circle" },
      },
    );
  };
  return {
    data: [points("stable", 0, true, "circle"), points("unstable", 1, false, "circle-open")],
    layout: {
      title: {
        text: `Symmetric equilibria of the majority mechanism for <i>ε</i> = ${market.eps} (<i>P</i><sub>1</sub> = ${market.p1})`,
      },
      xaxis: axisOf("people <i>N</i>"),
      yaxis: axisOf("level <i>η</i> that all report at (nats)"),
      shapes: [guide({ y: market.eps }, "designed <i>ε</i>"), guide({ y: 0 }, "says nothing")],
      legend: { x: 0.99, xanchor: "right", y: 0.02, yanchor: "bottom" },
    },
    text: `Levels at which "all report at η" is an equilibrium, N = 2 to ${most}: the designed ε is one of them at every N, rarely the only one, and unstable up to N = ${lastUnstable}.`,
  };
}

/** Where repeated best responses lead from different starts. */
export function pathFigure(design: Design, starts: readonly number[]): Figure {
  const paths = starts.map((start) => bestResponsePath(design, start, 30));
  return {
    data: paths.map((path, i) =>
      curve(
        `start ${starts[i]}`,
        i,
        path.map((_, round) => round),
        path,
        { mode: "lines+markers" },
      ),
    ),
    layout: {
      title: { text: `Repeated best responses (<i>N</i> = ${design.N}, <i>ε</i> = ${design.eps})` },
      xaxis: axisOf("round"),
      yaxis: axisOf("level of everybody (nats)"),
      shapes: [guide({ y: design.eps }, "designed <i>ε</i>")],
    },
    text: `Starts ${starts.join(", ")} end at ${paths.map((path) => path[path.length - 1].toFixed(3)).join(", ")}.`,
  };
}
