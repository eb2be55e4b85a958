/** Figure 2 and what stands beside it: bounds and exact designs for an accuracy target. */
import {
  axisOf,
  colour,
  curve,
  inPanel,
  LEGEND_BELOW,
  logAxisOf,
  markers,
  panels,
  type Panel,
  simulated,
  staircase,
  type Figure,
  geometric,
} from "../../lib/plot";
import { type Estimate } from "../../lib/probability/monte-carlo";
import { bestLevel, boundsFrom, totalBounds } from "../../lib/value-of-privacy/accuracy";
import { cheapestDesign, cheapestMajorityDesign, cheapestWithGenie } from "../../lib/value-of-privacy/design-search";
import { type Market } from "../../lib/value-of-privacy/market";

/** Where Ñ changes for τ in [from, to], with both ends: ascending. */
function breakpoints(information: number, from: number, to: number): number[] {
  const inner: number[] = [];
  for (let j = Math.ceil(-Math.log(from) / information) - 1; Math.exp(-j * information) < to; j--)
    inner.push(Math.exp(-j * information));
  return [from, ...inner, to];
}

/** The two staircases of Figure 2 at their exact breakpoints: y[i] holds from tau[i] on. */
export function boundStaircases(market: Market, from = 0.001, to = 0.4) {
  const best = bestLevel(market);
  if (!best) throw new RangeError("cost must have a level ε̃ that buys accuracy cheapest");
  const tau = breakpoints(best.information, from, to);
  // At a breakpoint the population below counts; look a hair to its right, so that rounding does not decide.
  const rows = tau.map((t, i) => boundsFrom(market, best, i === tau.length - 1 ? t : t * (1 + 1e-9)));
  return {
    eps: best.eps,
    price: best.price,
    tau,
    N: rows.map((row) => row.N),
    lower: rows.map((row) => row.lower),
    stronger: tau.map((t) => (-Math.log(t) * best.price) / best.information),
    // One person cannot run the majority mechanism.
    upper: rows.map((row) => row.upper ?? NaN),
  };
}

const TARGETS = [0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4] as const;

/** A simulated total at a target. */
export interface SimulatedTotal {
  readonly tau: number;
  readonly total: Estimate;
}

/** An estimate on another scale. */
const moved = ({ estimate, standardError, interval, runs }: Estimate, shift: number, unit: number): Estimate => ({
  estimate: (estimate - shift) / unit,
  standardError: standardError / unit,
  interval: [(interval[0] - shift) / unit, (interval[1] - shift) / unit],
  runs,
});

/**
 * Figure 2: bounds on the total payment for an accuracy target, and beside them how many payments V_LB(ε̃) each is from
 * the stronger lower bound, on which the others all but lie.
 * @param designs whether to search for the cheapest designs too: not quick enough to follow a hand
 */
export function boundsFigure(
  market: Market,
  {
    logTau = true,
    designs = false,
    simulations = [],
  }: {
    readonly logTau?: boolean;
    readonly designs?: boolean;
    readonly simulations?: readonly SimulatedTotal[];
  } = {},
): Figure {
  const { eps, price, tau, N, lower, stronger, upper } = boundStaircases(market);
  const ends = tau.slice(0, -1).flatMap((t, i) => [t, tau[i + 1]]);
  // Within a step a bound stays and the stronger one moves: both ends of each.
  const distance = (bound: readonly number[]): number[] =>
    ends.map((_, i) => (bound[i >> 1] - stronger[(i + 1) >> 1]) / price);
  const strongerAt = (t: number): number => (-Math.log(t) * stronger[0]) / -Math.log(tau[0]);
  const beside = { ...inPanel(1), showlegend: false };
  const thin = (series: number) => ({ ...beside, line: { color: colour(series), width: 1.5 } });
  // Dashes would hide the steps.
  const stepped = { color: colour(1), width: 2, shape: "hv" } as const;
  const found = (name: string, series: number, design: typeof cheapestDesign): Figure["data"] => {
    const totals = TARGETS.map((t) => design(market, t)?.total ?? NaN);
    const hover = { hovertemplate: "τ = %{x}<br>%{y:.2f}" };
    return [
      markers(name, series, TARGETS, totals, { ...inPanel(0), ...hover }),
      markers(
        name,
        series,
        TARGETS,
        totals.map((total, i) => (total - strongerAt(TARGETS[i])) / price),
        { ...beside, ...hover },
      ),
    ];
  };
  const drawn = simulations.map(({ tau: t }) => t);
  const target = "accuracy target <i>τ</i>";
  const x: Panel["x"] = [target, logTau ? logAxisOf(target) : {}];
  return {
    data: [
      staircase("upper bound: majority mechanism", 0, tau, upper, inPanel(0)),
      staircase("lower bound (Ñ − 1)·<i>V</i><sub>LB</sub>", 1, tau, lower, { ...inPanel(0), line: stepped }),
      curve("stronger lower bound", 2, tau, stronger, inPanel(0)),
      curve("upper bound", 0, ends, distance(upper), thin(0)),
      curve("lower bound", 1, ends, distance(lower), thin(1)),
      curve("stronger lower bound", 2, [tau[0], tau[tau.length - 1]], [0, 0], beside),
      ...(designs ? found("cheapest majority design", 3, cheapestMajorityDesign) : []),
      ...(designs ? found("cheapest design", 4, cheapestDesign) : []),
      ...(simulations.length > 0
        ? [
            simulated(
              "majority mechanism, simulated (95 %)",
              0,
              drawn,
              simulations.map(({ total }) => total),
              inPanel(0),
            ),
            simulated(
              "majority mechanism, simulated (95 %)",
              0,
              drawn,
              simulations.map(({ tau: t, total }) => moved(total, strongerAt(t), price)),
              beside,
            ),
          ]
        : []),
    ],
    layout: {
      title: {
        text: `Bounds on the least total payment (<i>θ</i> = ${market.theta}, <i>P</i><sub>1</sub> = ${market.p1})`,
      },
      ...panels([
        { heading: "total", x, y: ["total payment (money)", { rangemode: "tozero" }] },
        { heading: "distance from the stronger lower bound", x, y: ["payments <i>V</i><sub>LB</sub>(<i>ε̃</i>)"] },
      ]),
      legend: LEGEND_BELOW,
      height: 500,
    },
    text: `At θ = ${market.theta}: ε̃ = ${eps.toPrecision(4)}, ${N[0]} people at τ = .001 for between ${lower[0].toFixed(1)} and ${upper[0].toFixed(1)}, ${N[N.length - 1]} at τ = .4 for between ${lower[lower.length - 1].toFixed(1)} and ${upper[upper.length - 1].toFixed(1)}. Beside: the lower bound is at most one payment below the stronger one, the upper bound at most one above it and what ties and doubt cost, ${Math.max(...distance(upper)).toFixed(2)} in all at most${designs ? "; the cheapest designs all but lie on it" : ""}.`,
  };
}

/** Total payments of all designs relative to the stronger lower bound, against the target. */
export function excessFigure(market: Market): Figure {
  const taus = geometric(0.001, 0.4, 40);
  const best = bestLevel(market);
  if (!best) throw new RangeError("cost must have a level ε̃ that buys accuracy cheapest");
  const least = (tau: number): number => (-Math.log(tau) * best.price) / best.information;
  const relative = (total: (tau: number) => number | undefined): number[] =>
    taus.map((tau) => 100 * ((total(tau) ?? NaN) / least(tau) - 1));
  const paper = relative((tau) => totalBounds(market, tau)?.upper);
  const majority = relative((tau) => cheapestMajorityDesign(market, tau)?.total);
  const cheapest = relative((tau) => cheapestDesign(market, tau)?.total);
  // The paper's design steps up and down with Ñ; what the search over designs saves of it.
  const saved = Math.max(...paper.map((x, i) => 100 * (1 - (100 + majority[i]) / (100 + x))));
  return {
    data: [
      curve("paper's design: majority at <i>ε̃</i>, Ñ", 0, taus, paper),
      curve("cheapest majority design", 3, taus, majority),
      curve("cheapest design", 4, taus, cheapest),
      curve(
        "optimum with a genie (P1)",
        5,
        taus,
        relative((tau) => cheapestWithGenie(market, tau)?.total),
      ),
    ],
    layout: {
      title: { text: "How far each design is from the stronger lower bound" },
      xaxis: logAxisOf("accuracy target <i>τ</i>"),
      yaxis: axisOf("excess (%)"),
      legend: { x: 0.02, y: 0.99 },
    },
    text: `Excess over the stronger lower bound: the paper's design ${Math.min(...paper).toFixed(2)} to ${Math.max(...paper).toFixed(1)} %, the cheapest majority design up to ${saved.toFixed(1)} % cheaper than it, the cheapest design at most ${Math.max(...cheapest).toFixed(2)} %.`,
  };
}
