/** The price of a level of privacy against the number of people. */
import {
  axisOf,
  logAxisOf,
  curve,
  family,
  guide,
  markers,
  simulated,
  type Figure,
  geometric,
  whole,
} from "../../lib/plot";
import { type Estimate } from "../../lib/probability/monte-carlo";
import {
  cheapestAmongInformedPeers,
  cheapestCappedMechanism,
  cheapestMechanism,
} from "../../lib/value-of-privacy/cheapest-mechanism";
import {
  chernoffInformation,
  paymentScale,
  quality,
  type Design,
  type Market,
} from "../../lib/value-of-privacy/market";
import { gap, logGap, lowerBound, unanimityPayments, upperBound } from "../../lib/value-of-privacy/price";

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
      yaxis: logAxisOf("<i>V</i><sub>UB</sub> − <i>V</i><sub>LB</sub> (money per person)"),
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
      xaxis: logAxisOf("people <i>N</i>"),
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
      "cheapest, no payment above the majority's largest",
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
      "cheapest, peers who report their bare bits",
      3,
      PAYMENT_N,
      at((design) => cheapestAmongInformedPeers(design).payment),
    ),
  ];
};

const paymentLayout = (title: string, market: Market & { readonly eps: number }) => ({
  title: { text: title },
  xaxis: axisOf("people <i>N</i>"),
  yaxis: axisOf("payment (money per person)", { range: [4, 20] }),
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
  const low = lowerBound(design);
  const top = Math.max(upperBound(design), ...costs.filter(Number.isFinite));
  return {
    data: [
      curve("cheapest under the cap", 1, caps, costs),
      markers("majority mechanism", 0, [majorityCap], [upperBound(design)]),
      markers("cheapest of all", 2, [freeCap], [payment]),
    ],
    layout: {
      title: { text: `What it costs to keep payments small (<i>N</i> = ${design.N}, <i>ε</i> = ${design.eps})` },
      // Less than two decades: a label at 1, 2 and 5 of each.
      xaxis: axisOf("largest payment allowed (money)", {
        type: "log",
        tickvals: whole(-2, 12).flatMap((power) => [1, 2, 5].map((digit) => digit * 10 ** power)),
      }),
      yaxis: axisOf("payment (money per person)", {
        range: [low - 0.12 * (top - low), top + 0.05 * (top - low)],
      }),
      shapes: [guide({ y: low }, "<i>V</i><sub>LB</sub>", "below")],
      legend: { x: 0.99, xanchor: "right", y: 0.99 },
    },
    text: `With the majority mechanism's largest payment ${majorityCap.toFixed(2)} the cheapest mechanism costs ${cheapestCappedMechanism(design, majorityCap).payment.toFixed(4)} in place of ${upperBound(design).toFixed(4)}; without a cap ${payment.toFixed(4)}, paying up to ${freeCap.toFixed(0)}.`,
  };
}
