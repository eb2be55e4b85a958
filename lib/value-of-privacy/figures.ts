/** The paper's figures and those beside it: from parameters to a plotly specification. */
import { axisOf, colour, curve, family, guide, markers, simulated, staircase, type Figure } from "../figures";
import type { Estimate } from "../probability/monte-carlo";
import { bestLevel, ratioPeaks, totalBounds } from "./accuracy";
import { interimUtility } from "./best-response";
import { cheapestAmongInformedPeers, cheapestCappedMechanism, cheapestMechanism } from "./cheapest-mechanism";
import type { PrivacyCost } from "./cost";
import { cheapestDesign, cheapestMajorityDesign, cheapestWithGenie } from "./design-search";
import { errorProbability, peopleForError } from "./error-probability";
import { chernoffInformation, paymentScale, quality, type Design, type Market } from "./market";
import { allocateLevels } from "./allocation";
import { gap, logGap, lowerBound, nonInformativeUtility, unanimityPayments, upperBound } from "./price";
import { symmetricResponse } from "./strategy";
import { bestResponsePath, symmetricEquilibria } from "./symmetric-equilibria";

const range = (from: number, to: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
const geometric = (from: number, to: number, count: number): number[] =>
  range(Math.log(from), Math.log(to), count).map(Math.exp);
const whole = (from: number, to: number, step = 1): number[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + step * i);

/** Figure 1: who knows what, and what flows where. */
export function modelFigure(): Figure {
  const people = [
    { y: 0.82, i: "1" },
    { y: 0.5, i: "2" },
    { y: 0.18, i: "N" },
  ];
  const box = (x: number, y: number, text: string, fill: string, wide = 0.052) => ({
    shape: {
      type: "rect" as const,
      x0: x - wide,
      x1: x + wide,
      y0: y - 0.075,
      y1: y + 0.075,
      line: { color: "#444", width: 1.2 },
      fillcolor: fill,
    },
    label: { x, y, text, showarrow: false, font: { size: 15 } },
  });
  const arrow = (x: number, y: number, ax: number, ay: number, text = "", dy = 0.05, dash = false) => [
    {
      x,
      y,
      ax,
      ay,
      xref: "x" as const,
      yref: "y" as const,
      axref: "x" as const,
      ayref: "y" as const,
      showarrow: true,
      arrowhead: 2,
      arrowwidth: 1.4,
      arrowcolor: dash ? colour(1) : "#444",
      text: "",
    },
    ...(text ? [{ x: (x + ax) / 2, y: (y + ay) / 2 + dy, text, showarrow: false, font: { size: 12 } }] : []),
  ];
  const boxes = [
    box(0.06, 0.5, "<i>W</i>", "#dbe9f6"),
    ...people.flatMap(({ y, i }) => [
      box(0.32, y, `<i>S</i><sub>${i}</sub>`, "#f2f2f2"),
      box(0.56, y, `<i>X</i><sub>${i}</sub>`, "#fdebd8"),
    ]),
    box(0.88, 0.5, "data<br>collector", "#dbe9f6", 0.08),
  ];
  const arrows = people.flatMap(({ y, i }) => [
    ...arrow(0.265, y, 0.115, 0.5 + (y - 0.5) * 0.2, i === "1" ? "equal w.p. <i>θ</i>" : "", 0.09),
    ...arrow(0.505, y, 0.375, y, `<i>σ</i><sub>${i}</sub>`),
    ...arrow(0.795, 0.5 + (y - 0.5) * 0.2, 0.615, y, i === "1" ? "report 0, 1 or ⊥" : "", 0.1),
  ]);
  const payments = [
    ...arrow(
      0.32,
      0.03,
      0.88,
      0.03,
      "payments <i>R</i><sub>1</sub>(<i>X</i>), …, <i>R</i><sub>N</sub>(<i>X</i>)",
      -0.05,
      true,
    ),
    ...arrow(0.88, 0.03, 0.88, 0.42, "", 0, true).map((a) => ({ ...a, arrowhead: 0 })),
    ...arrow(0.32, 0.1, 0.32, 0.03, "", 0, true),
  ];
  const hidden = { showgrid: false, showticklabels: false, ticks: "" as const, showline: false, zeroline: false };
  return {
    data: [],
    layout: {
      title: { text: "The model: state, signals, reports, payments" },
      xaxis: { ...hidden, range: [0, 1] },
      yaxis: { ...hidden, range: [-0.08, 1] },
      height: 360,
      margin: { l: 10, r: 10, t: 50, b: 10 },
      shapes: boxes.map(({ shape }) => shape),
      annotations: [
        ...boxes.map(({ label }) => label),
        ...arrows,
        ...payments,
        { x: 0.44, y: 0.34, text: "⋮", showarrow: false },
      ],
    },
    text: "The state W reaches each person as a signal that equals it with probability θ; each reports her signal, or not, by a strategy of her own; the collector sees the reports only, and pays for them.",
  };
}

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
      xaxis: axisOf("privacy level <i>ε</i> (nats)", { type: "log", dtick: "D2" }),
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
      xaxis: axisOf("privacy level <i>ε</i> (nats)", { type: "log", dtick: "D2" }),
      yaxis: axisOf("<i>D</i>/<i>V</i><sub>LB</sub> (nats per money)"),
    },
    text: `Local maxima at ε = ${peaks.map((peak) => peak.eps.toFixed(4)).join(", ")}.`,
  };
}

/** What a person earns at each level when the others play ε: best at ε, and better than saying nothing. */
export function utilityFigure(
  design: Design,
  simulations: readonly { readonly level: number; readonly utility: Estimate }[] = [],
): Figure {
  const levels = range(-3, 4, 281);
  const utility = (level: number): number => interimUtility(design, symmetricResponse(level));
  return {
    data: [
      curve("<i>ξ</i>-strategy", 0, levels, levels.map(utility)),
      ...(simulations.length > 0
        ? [
            simulated(
              "simulated (95 %)",
              0,
              simulations.map(({ level }) => level),
              simulations.map((s) => s.utility),
            ),
          ]
        : []),
      markers("best response", 1, [design.eps], [utility(design.eps)], {
        marker: { color: colour(1), size: 11, symbol: "diamond" },
      }),
    ],
    layout: {
      title: {
        text: `Utility of reporting at level <i>ξ</i> when the other ${design.N - 1} report at <i>ε</i> = ${design.eps}`,
      },
      xaxis: axisOf("level <i>ξ</i> (nats; below 0 the bit is flipped more often than not)"),
      yaxis: axisOf("utility (money)"),
      shapes: [guide({ y: nonInformativeUtility(design) }, "any report that says nothing")],
      legend: { x: 0.98, xanchor: "right", y: 0.04, yanchor: "bottom" },
    },
    text: `Utility against the level: its maximum ${utility(design.eps).toFixed(4)} lies at ε = ${design.eps}, above the ${nonInformativeUtility(design).toFixed(4)} of any report that says nothing.`,
  };
}

/** Utility over all strategies that always report, as a map over (p₁, p₀). */
export function strategyMap(design: Design): Figure {
  const grid = range(0.025, 0.975, 39);
  const utility = (p1: number, p0: number): number => interimUtility(design, { p1, p0, q1: 1 - p1, q0: 1 - p0 });
  const { p1, p0 } = symmetricResponse(design.eps);
  return {
    data: [
      {
        type: "heatmap",
        x: grid,
        y: grid,
        z: grid.map((y) => grid.map((x) => utility(x, y))),
        colorscale: "Viridis",
        colorbar: { title: { text: "utility (money)", side: "right" } },
        hovertemplate: "p₁ = %{x:.3f}<br>p₀ = %{y:.3f}<br>utility %{z:.3f}<extra></extra>",
      },
      curve("says nothing: <i>p</i><sub>1</sub> = <i>p</i><sub>0</sub>", 6, [0, 1], [0, 1], {
        line: { color: "white", dash: "dot", width: 2 },
      }),
      markers("<i>ε</i>-strategy", 1, [p1], [p0], {
        marker: { color: "white", size: 13, symbol: "star", line: { color: "black", width: 1 } },
      }),
    ],
    layout: {
      title: {
        text: `Utility over all strategies that always report (<i>N</i> = ${design.N}, <i>ε</i> = ${design.eps})`,
      },
      xaxis: axisOf("<i>p</i><sub>1</sub> = P(report 1 | bit 1)", { range: [0, 1], constrain: "domain" }),
      yaxis: axisOf("<i>p</i><sub>0</sub> = P(report 1 | bit 0)", { range: [0, 1], scaleanchor: "x" }),
      legend: { x: 0.5, xanchor: "center", y: 1.02, yanchor: "bottom", orientation: "h", bgcolor: "#999" },
      margin: { t: 100 },
      height: 520,
    },
    text: `Utility over (p₁, p₀): the maximum is at the ε-strategy (${p1.toFixed(3)}, ${p0.toFixed(3)}), with a ridge along p₁ = p₀, where nothing is said.`,
  };
}

/** The two constants of the gap's asymptote, for even and odd N: gap·e^{(N−1)d}√(N − 1) tends to them. */
function asymptotes(market: Market & { readonly eps: number }): readonly [even: number, odd: number] {
  const { theta, p1, eps } = market;
  const { alpha, miss, y } = quality(theta, eps);
  const r = p1 / (1 - p1);
  const unit = (paymentScale(market) / (2 * theta - 1)) * Math.sqrt(2 / Math.PI);
  return [(unit * (r + 1 / r) * Math.sqrt(alpha * miss)) / y, (unit * (r * alpha + miss / r)) / y];
}

/** How fast the two bounds meet: the gap against N, even and odd apart, with its asymptotes. */
export function gapFigure(market: Market & { readonly eps: number }): Figure {
  const d = chernoffInformation(market);
  const limits = asymptotes(market);
  const Ns = [whole(2, 80, 2), whole(3, 81, 2)];
  const names = ["even <i>N</i>", "odd <i>N</i>"];
  return {
    data: Ns.flatMap((numbers, odd) => [
      markers(
        names[odd],
        odd,
        numbers,
        numbers.map((N) => gap({ ...market, N })),
      ),
      curve(
        `asymptote, ${names[odd]}`,
        odd,
        numbers,
        numbers.map((N) => (limits[odd] * Math.exp(-(N - 1) * d)) / Math.sqrt(N - 1)),
      ),
    ]),
    layout: {
      title: { text: "The bounds meet like e<sup>−Nd</sup>/√N" },
      xaxis: axisOf("people <i>N</i>"),
      yaxis: axisOf("<i>V</i><sub>UB</sub> − <i>V</i><sub>LB</sub> (money per person)", { type: "log", dtick: 1 }),
      legend: { x: 0.99, xanchor: "right", y: 0.99 },
    },
    text: `The gap falls from ${gap({ ...market, N: 2 }).toFixed(3)} at N = 2 to ${gap({ ...market, N: 80 }).toFixed(4)} at N = 80, along asymptotes that differ by the parity of N.`,
  };
}

/** The same gap times e^{(N−1)d}√(N − 1), up to N = 10⁶: it settles at the two constants. */
export function scaledGapFigure(market: Market & { readonly eps: number }): Figure {
  const d = chernoffInformation(market);
  const limits = asymptotes(market);
  const numbers = geometric(2, 1e6, 60).map((N) => 2 * Math.round(N / 2));
  const scaled = (N: number): number => Math.exp(logGap({ ...market, N }) + (N - 1) * d) * Math.sqrt(N - 1);
  return {
    data: [
      curve("even <i>N</i>", 0, numbers, numbers.map(scaled)),
      curve(
        "odd <i>N</i>",
        1,
        numbers.map((N) => N + 1),
        numbers.map((N) => scaled(N + 1)),
      ),
    ],
    layout: {
      title: { text: "The gap, scaled: its true rate is e<sup>−Nd</sup>/√N" },
      xaxis: axisOf("people <i>N</i>", { type: "log", dtick: 1 }),
      yaxis: axisOf("gap × e<sup>(N−1)d</sup> × √(N − 1) (money)", { rangemode: "tozero" }),
      shapes: limits.map((limit, odd) => guide({ y: limit }, `limit, ${odd ? "odd" : "even"} <i>N</i>`)),
      legend: { x: 0.99, xanchor: "right", y: 0.05, yanchor: "bottom" },
    },
    text: `The scaled gap tends to ${limits[0].toFixed(4)} for even N and ${limits[1].toFixed(4)} for odd N.`,
  };
}

const PAYMENT_N = whole(2, 30);

const paymentCurves = (market: Market & { readonly eps: number }) => {
  const at = (price: (design: Design) => number): number[] => PAYMENT_N.map((N) => price({ ...market, N }));
  return [
    curve("majority mechanism (<i>V</i><sub>UB</sub>)", 0, PAYMENT_N, at(upperBound), { mode: "lines+markers" }),
    curve(
      "cheapest, payments capped alike",
      1,
      PAYMENT_N,
      at((design) => {
        const { ones, zeros } = unanimityPayments(design);
        return cheapestCappedMechanism(design, Math.max(ones, zeros)).payment;
      }),
    ),
    curve(
      "cheapest",
      2,
      PAYMENT_N,
      at((design) => cheapestMechanism(design).payment),
    ),
    curve(
      "cheapest, informed peers",
      3,
      PAYMENT_N,
      at((design) => cheapestAmongInformedPeers(design).payment),
    ),
  ];
};

const paymentLayout = (title: string, market: Market & { readonly eps: number }) => ({
  title: { text: title },
  xaxis: axisOf("people <i>N</i>"),
  yaxis: axisOf("expected payment (money per person)", { range: [4, 20] }),
  shapes: [guide({ y: lowerBound(market) }, "<i>V</i><sub>LB</sub>: needs a genie", "below")],
  legend: { x: 0.99, xanchor: "right", y: 0.99 } as const,
});

/** What a person is paid, by the number of people: the majority mechanism, the cheapest, and the bound. */
export function paymentFigure(
  market: Market & { readonly eps: number },
  simulations: readonly { readonly N: number; readonly payment: Estimate }[] = [],
): Figure {
  return {
    data: [
      ...paymentCurves(market),
      ...(simulations.length > 0
        ? [
            simulated(
              "majority, simulated (95 %)",
              0,
              simulations.map(({ N }) => N),
              simulations.map(({ payment }) => payment),
            ),
          ]
        : []),
    ],
    layout: paymentLayout(
      `Price of level <i>ε</i> = ${market.eps} (<i>θ</i> = ${market.theta}, <i>P</i><sub>1</sub> = ${market.p1})`,
      market,
    ),
    text: `Expected payment per person for N = 2 to 30: the majority mechanism falls from ${upperBound({ ...market, N: 2 }).toFixed(2)} to ${upperBound({ ...market, N: 30 }).toFixed(2)}, the cheapest mechanism reaches V_LB = ${lowerBound(market).toFixed(4)} far sooner.`,
  };
}

/** {@link paymentFigure} under a slider over the prior. */
export function paymentFamily(
  market: Omit<Market, "p1"> & { readonly eps: number },
  priors: readonly number[],
  start: number,
): Figure {
  return family({
    parameter: "P₁",
    values: priors,
    start,
    label: (p1) => p1.toFixed(2),
    at: (p1) => paymentCurves({ ...market, p1 }),
    layout: paymentLayout(`Price of level <i>ε</i> = ${market.eps} as the prior moves`, { ...market, p1: 0.5 }),
    text: "The price against N for priors from .1 to .9: far from one half the majority mechanism is dear, and dearer for odd N when 1 is likely, since ties go to 0.",
  });
}

/** Cheapest expected payment against the largest payment allowed. */
export function capFigure(design: Design): Figure {
  const { ones, zeros } = unanimityPayments(design);
  const majorityCap = Math.max(ones, zeros);
  const { logAllOnes, logAllZeros, payment } = cheapestMechanism(design);
  const freeCap = Math.exp(Math.max(logAllOnes, logAllZeros));
  const caps = geometric(majorityCap * 0.55, freeCap * 1.3, 160);
  const costs = caps.map((cap) => {
    try {
      return cheapestCappedMechanism(design, cap).payment;
    } catch (error) {
      if (error instanceof RangeError) return NaN; // too small a cap to buy the level at all
      throw error;
    }
  });
  return {
    data: [
      curve("cheapest under the cap", 0, caps, costs),
      markers("majority mechanism", 1, [majorityCap], [upperBound(design)]),
      markers("cheapest of all", 2, [freeCap], [payment]),
    ],
    layout: {
      title: { text: `What it costs to keep payments small (<i>N</i> = ${design.N}, <i>ε</i> = ${design.eps})` },
      xaxis: axisOf("largest payment allowed (money)", { type: "log" }),
      yaxis: axisOf("expected payment (money per person)"),
      shapes: [guide({ y: lowerBound(design) }, "<i>V</i><sub>LB</sub>", "below")],
      legend: { x: 0.99, xanchor: "right", y: 0.99 },
    },
    text: `With the majority mechanism's largest payment ${majorityCap.toFixed(2)} the cheapest mechanism costs ${cheapestCappedMechanism(design, majorityCap).payment.toFixed(4)} in place of ${upperBound(design).toFixed(4)}; without a cap ${payment.toFixed(4)}, paying up to ${freeCap.toFixed(0)}.`,
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
      yaxis: axisOf("probability of a wrong decision", { type: "log", dtick: 1 }),
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
      xaxis: axisOf("accuracy target <i>τ</i>", { type: "log", dtick: 1 }),
      yaxis: axisOf("people", { rangemode: "tozero" }),
      legend: { x: 0.99, xanchor: "right", y: 0.99 },
    },
    text: `For τ = .01 the bound asks for ${Math.ceil(-Math.log(0.01) / best.information)} people, the exact error for ${peopleForError({ ...steps, tau: 0.01 })}.`,
  };
}

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
    text: `Levels at which "all report at η" is an equilibrium, N = 2 to ${most}: the designed ε is one of them at every N, rarely the only one.`,
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
