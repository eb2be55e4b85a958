/** The market's figures: every mechanism on one axis. */
import { axisOf, curve, guide, simulated, type Figure } from "../figures";
import { checkArray, checkNumbers } from "../numerics/domain";
import type { Stream } from "../probability/stream";
import { bestForBudget, leastPayment } from "./frontier";
import { localReports } from "./local-reports";
import type { Market, Question } from "./market";
import type { MarketMechanism } from "./mechanism";
import { mechanisms } from "./mechanisms";
import { playMechanism } from "./outcome";
import { postedPrices } from "./posted-prices";
import { rawSamples } from "./raw-samples";

const ERRORS: Readonly<Record<Question, string>> = {
  share: "root mean square error of the share of ones",
  state: "probability of the wrong state",
};

/** Dots of simulated plays beside a curve. */
export interface Plays {
  readonly budgets: readonly number[];
  readonly plays: number;
  readonly stream: Stream;
}

/** Payment against error, each mechanism at its best settings, with simulated plays as dots. */
export function marketFrontierFigure(
  market: Market,
  question: Question,
  budgets: readonly number[],
  plays?: Plays,
): Figure {
  checkNumbers("budgets", budgets, { above: 0 }, { min: 2 });
  const curves = mechanisms.map((mechanism, i) => {
    const offers = budgets.map((budget) => bestForBudget(mechanism, market, question, budget));
    return curve(
      mechanism.name,
      i,
      offers.map((offer) => offer?.payment ?? NaN),
      offers.map((offer) => offer?.error ?? NaN),
    );
  });
  const dots =
    plays === undefined ? [] : mechanisms.flatMap((mechanism, i) => dotsOf(mechanism, i, market, question, plays));
  return {
    data: [...curves, ...dots],
    layout: {
      title: { text: `What an answer costs: ${market.people} people, <i>θ</i> = ${market.theta}` },
      xaxis: axisOf("expected total payment (money)", { type: "log", dtick: 1 }),
      yaxis: axisOf(ERRORS[question], { type: "log", dtick: 1, ...(question === "state" ? { range: [-6, 0] } : {}) }),
      legend: { x: 0, y: -0.2, yanchor: "top", orientation: "h" },
      height: 560,
    },
    text: `For each mechanism the least ${ERRORS[question]} against the expected total payment.`,
  };
}

function dotsOf(
  mechanism: MarketMechanism,
  series: number,
  market: Market,
  question: Question,
  plays: Plays,
): Figure["data"] {
  const found = plays.budgets.flatMap((budget) => {
    const offer = bestForBudget(mechanism, market, question, budget);
    if (!offer) return [];
    const played = playMechanism(
      mechanism,
      market,
      offer.settings,
      plays.plays,
      plays.stream.split(`${series}/${budget}`),
    );
    return [{ x: played.payment.estimate, error: question === "state" ? played.wrong : rootOf(played.squaredError) }];
  });
  return [
    simulated(
      "simulated (95 %)",
      series,
      found.map(({ x }) => x),
      found.map(({ error }) => error),
      { showlegend: series === 0, legendgroup: "simulated" },
    ),
  ];
}

/** The root of an estimated mean square, with the ends of its interval. */
const rootOf = ({ estimate, standardError, interval, runs }: ReturnType<typeof playMechanism>["squaredError"]) => ({
  estimate: Math.sqrt(estimate),
  standardError: standardError / (2 * Math.sqrt(estimate)),
  interval: [Math.sqrt(Math.max(0, interval[0])), Math.sqrt(interval[1])] as const,
  runs,
});

/** How many times as much as under a curator the same error costs without one, and with raw bits sold. */
export function distrustFigure(markets: readonly Market[], errors: readonly number[]): Figure {
  checkArray("markets", markets, { min: 1 });
  checkNumbers("errors", errors, { above: 0 }, { min: 2 });
  const price = (mechanism: MarketMechanism, market: Market, error: number): number =>
    leastPayment(mechanism, market, "share", error)?.payment ?? NaN;
  const data = markets.flatMap((market, i) => {
    const curated = errors.map((error) => price(postedPrices, market, error));
    return [localReports, rawSamples].map((mechanism, j) =>
      curve(
        `${mechanism.name}, ${market.people} people`,
        2 * i + j,
        errors,
        errors.map((error, k) => price(mechanism, market, error) / curated[k]),
      ),
    );
  });
  return {
    data,
    layout: {
      title: { text: "What it costs not to trust a curator" },
      xaxis: axisOf("root mean square error of the share of ones", { type: "log", dtick: "D2" }),
      yaxis: axisOf("payment, in multiples of posted prices and a curator", { type: "log", dtick: 1 }),
      shapes: [guide({ y: 1 }, "a trusted curator", "above")],
      legend: { x: 0, y: -0.2, yanchor: "top", orientation: "h" },
      height: 520,
    },
    text: `The payment that reaches an error without a curator, over the payment with one.`,
  };
}

/** The least error for a budget as the costs of people with bit 1 rise above those of the others. */
export function correlationFigure(
  marketOf: (ratio: number) => Market,
  ratios: readonly number[],
  question: Question,
  budget: number,
): Figure {
  checkNumbers("ratios", ratios, { above: 0 }, { min: 2 });
  const markets = ratios.map(marketOf);
  return {
    data: mechanisms.map((mechanism, i) =>
      curve(
        mechanism.name,
        i,
        ratios,
        markets.map((market) => bestForBudget(mechanism, market, question, budget)?.error ?? NaN),
        { mode: "lines+markers" },
      ),
    ),
    layout: {
      title: { text: `Costs that depend on the bit, at a budget of ${budget}` },
      xaxis: axisOf("cost of a bit 1, in multiples of that of a bit 0"),
      yaxis: axisOf(ERRORS[question], { type: "log", dtick: question === "share" ? "D2" : 1 }),
      legend: { x: 0, y: -0.2, yanchor: "top", orientation: "h" },
      height: 520,
    },
    text: `The least ${ERRORS[question]} for a budget of ${budget} against the ratio of the costs.`,
  };
}

/** The least payment for an error of the share, from small markets to large ones. */
export function scalingFigure(marketOf: (people: number) => Market, people: readonly number[], error: number): Figure {
  checkNumbers("people", people, { min: 2 }, { min: 2 });
  const markets = people.map(marketOf);
  return {
    data: mechanisms.map((mechanism, i) =>
      curve(
        mechanism.name,
        i,
        people,
        markets.map((market) => leastPayment(mechanism, market, "share", error)?.payment ?? NaN),
        { mode: "lines+markers" },
      ),
    ),
    layout: {
      title: { text: `What a root mean square error of ${error} costs in larger and larger markets` },
      xaxis: axisOf("people", { type: "log", dtick: 1 }),
      yaxis: axisOf("least expected total payment (money)", { type: "log", dtick: 1 }),
      legend: { x: 0, y: -0.2, yanchor: "top", orientation: "h" },
      height: 520,
    },
    text: `The least payment for an error of ${error} against the number of people.`,
  };
}
