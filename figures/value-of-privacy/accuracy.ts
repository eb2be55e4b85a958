/** Accuracy: what it costs, how many people it takes, whom to hire. */
import { axisOf, logAxisOf, curve, markers, simulated, staircase, type Figure, geometric, whole } from "../../lib/plot";
import { type Estimate } from "../../lib/probability/monte-carlo";
import { bestLevel, ratioPeaks } from "../../lib/value-of-privacy/accuracy";
import { allocateLevels } from "../../lib/value-of-privacy/allocation";
import { type PrivacyCost } from "../../lib/value-of-privacy/cost";
import { errorProbability, peopleForError } from "../../lib/value-of-privacy/error-probability";
import { chernoffInformation, type Market } from "../../lib/value-of-privacy/market";
import { lowerBound } from "../../lib/value-of-privacy/price";

/** Accuracy per money against the level, with ε̃ marked, for several signal qualities. */
export function ratioFigure(thetas: readonly number[], cost: PrivacyCost): Figure {
  const levels = geometric(0.05, 12, 160);
  const peaks = thetas.map((theta) => bestLevel({ theta, cost }));
  return {
    data: [
      ...thetas.map((theta, i) =>
        curve(
          `<i>θ</i> = ${theta}`,
          i,
          levels,
          levels.map((eps) => chernoffInformation({ theta, eps }) / lowerBound({ theta, eps, cost })),
        ),
      ),
      markers(
        "<i>ε̃</i>",
        6,
        peaks.map((peak) => peak?.eps ?? NaN),
        peaks.map((peak) => peak?.ratio ?? NaN),
      ),
    ],
    layout: {
      title: { text: "Accuracy bought per money: the level that buys it cheapest" },
      xaxis: logAxisOf("privacy level <i>ε</i> (nats)"),
      yaxis: axisOf("<i>D</i>(<i>ε</i>)/<i>V</i><sub>LB</sub>(<i>ε</i>) (nats per money)", {
        type: "log",
        range: [-6, -0.8],
      }),
    },
    text: `D(ε)/V_LB(ε) rises and falls; its maximum lies at ε̃ = ${peaks.map((peak) => peak?.eps.toFixed(3)).join(", ")} for θ = ${thetas.join(", ")}.`,
  };
}

/** The same ratio where it has two humps: the smallest global maximiser counts. */
export function humpsFigure(market: Pick<Market, "theta" | "cost">): Figure {
  const levels = geometric(0.2, 12, 300);
  const peaks = ratioPeaks(market) ?? [];
  return {
    data: [
      curve(
        "<i>D</i>/<i>V</i><sub>LB</sub>",
        0,
        levels,
        levels.map((eps) => chernoffInformation({ ...market, eps }) / lowerBound({ ...market, eps })),
      ),
      markers(
        "local maxima",
        1,
        peaks.map((peak) => peak.eps),
        peaks.map((peak) => peak.ratio),
      ),
    ],
    layout: {
      title: { text: "A marginal cost that jumps makes two humps" },
      xaxis: logAxisOf("privacy level <i>ε</i> (nats)"),
      yaxis: axisOf("<i>D</i>/<i>V</i><sub>LB</sub> (nats per money)"),
    },
    text: `Local maxima at ε = ${peaks.map((peak) => peak.eps.toFixed(4)).join(", ")}.`,
  };
}

/** The exact error of the best decision against N, with the bound and simulated decisions. */
export function errorFigure(
  market: Market & { readonly eps: number },
  simulations: readonly { readonly N: number; readonly error: Estimate }[] = [],
): Figure {
  const Ns = whole(1, 81, 2);
  const d = chernoffInformation(market);
  return {
    data: [
      curve(
        "bound e<sup>−ND</sup>",
        1,
        Ns,
        Ns.map((N) => Math.exp(-N * d)),
      ),
      curve(
        "exact error",
        0,
        Ns,
        Ns.map((N) => errorProbability({ ...market, N })),
      ),
      ...(simulations.length > 0
        ? [
            simulated(
              "simulated (95 %)",
              0,
              simulations.map(({ N }) => N),
              simulations.map(({ error }) => error),
            ),
          ]
        : []),
    ],
    layout: {
      title: { text: `Error of learning the state at level <i>ε</i> = ${market.eps.toPrecision(4)}` },
      xaxis: axisOf("reports <i>N</i>"),
      yaxis: logAxisOf("probability of a wrong decision"),
      legend: { x: 0.99, xanchor: "right", y: 0.99 },
    },
    text: `The exact error lies well below its bound: ${errorProbability({ ...market, N: 25 }).toPrecision(3)} against ${Math.exp(-25 * d).toPrecision(3)} at N = 25.`,
  };
}

/** People needed for a target by the bound and by the exact error. */
export function populationFigure(market: Market): Figure {
  const best = bestLevel(market);
  if (!best) throw new RangeError("cost must have a level ε̃ that buys accuracy cheapest");
  const taus = geometric(1e-6, 0.29, 120);
  const steps = { ...market, eps: best.eps };
  return {
    data: [
      staircase(
        "by the bound e<sup>−ND</sup> (Ñ)",
        1,
        taus,
        taus.map((tau) => Math.ceil(-Math.log(tau) / best.information)),
      ),
      staircase(
        "by the exact error",
        0,
        taus,
        taus.map((tau) => peopleForError({ ...steps, tau })),
      ),
    ],
    layout: {
      title: { text: "People needed for an accuracy target at level <i>ε̃</i>" },
      xaxis: logAxisOf("accuracy target <i>τ</i>"),
      yaxis: axisOf("people", { rangemode: "tozero" }),
      legend: { x: 0.99, xanchor: "right", y: 0.99 },
    },
    text: `For τ = .01 the bound asks for ${Math.ceil(-Math.log(0.01) / best.information)} people, the exact error for ${peopleForError({ ...steps, tau: 0.01 })}.`,
  };
}

/** Levels bought from people who differ in their cost, as the target gets harder. */
export function allocationFigure(theta: number, costs: readonly number[], taus: readonly number[]): Figure {
  const rows = taus.map((tau) => allocateLevels({ theta, costs, tau }));
  return {
    data: costs.map((c, i) =>
      curve(
        `<i>c</i> = ${c}`,
        i,
        taus,
        rows.map(({ levels }) => levels[i]),
      ),
    ),
    layout: {
      title: { text: "Who is hired, and at which level, when costs differ" },
      xaxis: axisOf("accuracy target <i>τ</i>", { autorange: "reversed" }),
      yaxis: axisOf("level bought <i>ε</i><sub>i</sub> (nats; 0: not hired)"),
      legend: { x: 0.02, y: 0.99 },
    },
    text: `Cheaper people are hired first and at higher levels; at τ = ${taus[taus.length - 1]} the levels are ${rows[rows.length - 1].levels.map((eps) => eps.toFixed(2)).join(", ")}.`,
  };
}
