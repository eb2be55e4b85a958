/** Figure 2 and what stands beside it: bounds and exact designs for an accuracy target. */
import { axisOf, curve, family, markers, simulated, staircase, type Figure } from "../../lib/plot";
import { type Estimate } from "../../lib/probability/monte-carlo";
import { bestLevel, totalBounds } from "../../lib/value-of-privacy/accuracy";
import { cheapestDesign, cheapestMajorityDesign, cheapestWithGenie } from "../../lib/value-of-privacy/design-search";
import { type Market } from "../../lib/value-of-privacy/market";
import { geometric } from "./grids";

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
  const rows = tau.map((t, i) => totalBounds(market, i === tau.length - 1 ? t : t * (1 + 1e-9)));
  return {
    eps: best.eps,
    tau,
    N: rows.map((row) => row?.N as number),
    lower: rows.map((row) => row?.lower as number),
    stronger: tau.map((t) => (-Math.log(t) * best.price) / best.information),
    upper: rows.map((row) => row?.upper as number),
  };
}

const TARGETS = [0.001, 0.01, 0.05, 0.1, 0.2, 0.3, 0.4] as const;

/** A simulated total at a target. */
export interface SimulatedTotal {
  readonly tau: number;
  readonly total: Estimate;
}

/** Figure 2: bounds on the total payment for an accuracy target, with the exact designs between them. */
export function boundsFigure(
  market: Market,
  { logTau, simulations = [] }: { readonly logTau: boolean; readonly simulations?: readonly SimulatedTotal[] },
): Figure {
  const steps = boundStaircases(market);
  const exact = (design: typeof cheapestDesign) => TARGETS.map((tau) => design(market, tau)?.total ?? NaN);
  const total = (name: string, series: number, y: readonly number[]) =>
    markers(name, series, TARGETS, y, { hovertemplate: "τ = %{x}<br>total %{y:.2f}" });
  return {
    data: [
      staircase("upper bound: majority mechanism at <i>ε̃</i>, Ñ", 0, steps.tau, steps.upper),
      staircase("lower bound (Ñ − 1)·<i>V</i><sub>LB</sub>(<i>ε̃</i>)", 1, steps.tau, steps.lower),
      curve("stronger lower bound", 2, steps.tau, steps.stronger),
      total("cheapest majority design", 3, exact(cheapestMajorityDesign)),
      total("cheapest design", 4, exact(cheapestDesign)),
      ...(simulations.length > 0
        ? [
            simulated(
              "upper bound, simulated (95 %)",
              0,
              simulations.map(({ tau }) => tau),
              simulations.map(({ total: t }) => t),
            ),
          ]
        : []),
    ],
    layout: {
      title: {
        text: `Bounds on the least total payment (<i>θ</i> = ${market.theta}, <i>P</i><sub>1</sub> = ${market.p1})`,
      },
      xaxis: axisOf(
        "accuracy target <i>τ</i> (bound on the error)",
        logTau ? { type: "log", dtick: 1, range: [-3.05, -0.35] } : { range: [0, 0.41] },
      ),
      yaxis: axisOf("total payment (money)", { rangemode: "tozero" }),
      legend: { x: 0.99, xanchor: "right", y: 0.99 },
      height: 480,
    },
    text: `Total payment against the accuracy target τ from .001 to .4: an upper staircase from ${steps.upper[0].toFixed(1)} down to ${steps.upper[steps.upper.length - 1].toFixed(1)} and a lower one from ${steps.lower[0].toFixed(1)} to ${steps.lower[steps.lower.length - 1].toFixed(1)}; the cheapest designs lie between, close to the stronger lower bound.`,
  };
}

/** Figure 2 under a slider over θ. */
export function boundsFamily(market: Omit<Market, "theta">, thetas: readonly number[], start: number): Figure {
  return family({
    parameter: "θ",
    values: thetas,
    start,
    label: (theta) => theta.toFixed(2),
    at: (theta) => {
      const steps = boundStaircases({ ...market, theta });
      return [
        staircase("upper bound", 0, steps.tau, steps.upper),
        staircase("lower bound", 1, steps.tau, steps.lower),
        curve("stronger lower bound", 2, steps.tau, steps.stronger),
      ];
    },
    layout: {
      title: { text: "The bounds as signals get better" },
      xaxis: axisOf("accuracy target <i>τ</i>", { type: "log", dtick: 1, range: [-3, Math.log10(0.4)] }),
      yaxis: axisOf("total payment (money)", { type: "log", dtick: 1, range: [0.8, 4.4] }),
      legend: { x: 0.99, xanchor: "right", y: 0.99 },
      height: 520,
    },
    text: "The staircases of Figure 2 for signal qualities from .6 to .95: better signals lower both bounds by orders of magnitude.",
  });
}

/** Total payments of all designs relative to the stronger lower bound, against the target. */
export function excessFigure(market: Market): Figure {
  const taus = geometric(0.001, 0.4, 40);
  const best = bestLevel(market);
  if (!best) throw new RangeError("cost must have a level ε̃ that buys accuracy cheapest");
  const least = (tau: number): number => (-Math.log(tau) * best.price) / best.information;
  const relative = (total: (tau: number) => number | undefined): number[] =>
    taus.map((tau) => 100 * ((total(tau) ?? NaN) / least(tau) - 1));
  return {
    data: [
      curve(
        "paper's design: majority at <i>ε̃</i>, Ñ",
        0,
        taus,
        relative((tau) => totalBounds(market, tau)?.upper),
      ),
      curve(
        "cheapest majority design",
        1,
        taus,
        relative((tau) => cheapestMajorityDesign(market, tau)?.total),
      ),
      curve(
        "cheapest design",
        2,
        taus,
        relative((tau) => cheapestDesign(market, tau)?.total),
      ),
      curve(
        "optimum with a genie (P1)",
        3,
        taus,
        relative((tau) => cheapestWithGenie(market, tau)?.total),
      ),
    ],
    layout: {
      title: { text: "How far each design is from the stronger lower bound" },
      xaxis: axisOf("accuracy target <i>τ</i>", { type: "log", dtick: 1 }),
      yaxis: axisOf("excess (%)"),
      legend: { x: 0.02, y: 0.99 },
    },
    text: "Excess over the stronger lower bound: a few per cent at τ = .001, up to a third at τ = .4 for the paper's design; the cheapest design stays within a per cent.",
  };
}
