/** The market's figures: every mechanism on one axis. */
import { axisOf, colour, curve, guide, LEGEND_BELOW, logAxisOf, markers, simulated, type Figure } from "../../lib/plot";
import { checkArray, checkNumbers } from "../../lib/arguments";
import type { Estimate } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import { bestForBudget, leastPayment } from "../../lib/one-market/frontier";
import { localReports } from "../../lib/one-market/local-reports";
import { errorOfNothing, type Market, type Question } from "../../lib/one-market/market";
import type { MarketMechanism, Played } from "../../lib/one-market/mechanism";
import { mechanisms } from "../../lib/one-market/mechanisms";
import { playMechanism } from "../../lib/one-market/outcome";
import { postedPrices } from "../../lib/one-market/posted-prices";
import { rawSamples } from "../../lib/one-market/raw-samples";

const ERRORS: Readonly<Record<Question, string>> = {
  share: "root mean square error of the share of ones",
  state: "probability of the wrong state",
};

const ANSWERS: Readonly<Record<Question, string>> = { share: "the share of ones", state: "the state" };

const CAPITALS: Readonly<Record<Question, string>> = { share: "The share of ones", state: "The state" };

/** Plays beside the curves: where on the axis, how many each, drawn from which stream. */
export interface Plays {
  readonly at: readonly number[];
  readonly plays: number;
  readonly stream: Stream;
}

/** The root of an estimated mean square, with the ends of its interval. */
const rootOf = ({ estimate, standardError, interval, runs }: Estimate): Estimate => ({
  estimate: Math.sqrt(estimate),
  standardError: standardError / (2 * Math.sqrt(estimate)),
  interval: [Math.sqrt(Math.max(0, interval[0])), Math.sqrt(interval[1])],
  runs,
});

const errorOf = (played: Played, question: Question): Estimate =>
  question === "state" ? played.wrong : rootOf(played.squaredError);

/** A quotient of independent estimates. */
function quotient(one: Estimate, other: Estimate): Estimate {
  const estimate = one.estimate / other.estimate;
  const relative = Math.hypot(one.standardError / one.estimate, other.standardError / other.estimate);
  const half = 1.959963984540054 * relative * estimate;
  return { estimate, standardError: relative * estimate, interval: [estimate - half, estimate + half], runs: one.runs };
}

/** A function of one number that remembers its answers: what a curve needed, its dots need again. */
function remembered<T>(f: (at: number) => T): (at: number) => T {
  const known = new Map<number, T>();
  return (at) => {
    if (!known.has(at)) known.set(at, f(at));
    return known.get(at) as T;
  };
}

/** A mechanism's dots: what plays say at each place where it can be played. */
function dots(
  series: number,
  { at, stream }: Plays,
  play: (place: number, stream: Stream) => { readonly x: number; readonly y: Estimate } | undefined,
): Figure["data"] {
  const found = at.flatMap((place) => play(place, stream.split(`${series}/${place}`)) ?? []);
  const [x, y] = [found.map((dot) => dot.x), found.map((dot) => dot.y)];
  return [simulated("simulated (95 %)", series, x, y, { showlegend: false })];
}

/** The legend's entry for all dots, whichever mechanism can be played. */
const DOTS = markers("simulated (95 %)", 0, [NaN], [NaN], {
  marker: { color: "white", symbol: "circle", size: 8, line: { color: "#444", width: 1.8 } },
});

const inLegend = (mechanism: MarketMechanism, errors: readonly number[]): { name: string; showlegend: boolean } => ({
  name: mechanism.name,
  showlegend: errors.some((error) => !Number.isNaN(error)),
});

/** Where the error of answering without data lies. */
const nothingBought = (market: Market, question: Question) =>
  guide({ y: errorOfNothing(market, question) }, "nothing bought");

/** Payment against error, each mechanism at its best settings, with plays at some of the budgets. */
export function marketFrontierFigure(
  market: Market,
  question: Question,
  budgets: readonly number[],
  plays: Plays,
): Figure {
  checkNumbers("budgets", budgets, { above: 0 }, { min: 2 });
  const data = mechanisms.flatMap((mechanism, i) => {
    const offerAt = remembered((budget) => bestForBudget(mechanism, market, question, budget));
    const offers = budgets.map(offerAt);
    const errors = offers.map((offer) => offer?.error ?? NaN);
    return [
      curve(
        mechanism.name,
        i,
        offers.map((offer) => offer?.payment ?? NaN),
        errors,
        inLegend(mechanism, errors),
      ),
      ...dots(i, plays, (budget, stream) => {
        const offer = offerAt(budget);
        if (!offer) return undefined;
        const result = playMechanism(mechanism, market, offer.settings, plays.plays, stream);
        return { x: offer.payment, y: errorOf(result, question) };
      }),
    ];
  });
  return {
    data: [...data, DOTS],
    layout: {
      title: { text: `What ${ANSWERS[question]} costs: ${market.people} people, <i>θ</i> = ${market.theta}` },
      xaxis: logAxisOf("expected total payment (money)"),
      yaxis: logAxisOf(ERRORS[question], { range: question === "state" ? [-6, 0] : [-3, -0.4] }),
      shapes: [nothingBought(market, question)],
      legend: LEGEND_BELOW,
      height: 560,
    },
    text: `For each mechanism the least ${ERRORS[question]} against the expected total payment.`,
  };
}

/** How many times as much as under a curator the same error costs without one, and with raw bits sold. */
export function distrustFigure(markets: readonly Market[], errors: readonly number[], plays: Plays): Figure {
  checkArray("markets", markets, { min: 1 });
  checkNumbers("errors", errors, { above: 0 }, { min: 2 });
  const data = markets.flatMap((market, i) => {
    const [curated, ...others] = [postedPrices, localReports, rawSamples].map((mechanism: MarketMechanism) => {
      const series = mechanisms.indexOf(mechanism);
      const offerAt = remembered((error) => leastPayment(mechanism, market, "share", error));
      const paid = (error: number, stream: Stream): Estimate | undefined => {
        const offer = offerAt(error);
        return offer && playMechanism(mechanism, market, offer.settings, plays.plays, stream).payment;
      };
      return { name: mechanism.name, series, price: (error: number) => offerAt(error)?.payment ?? NaN, paid };
    });
    return others.flatMap(({ name, series, price, paid }) => [
      curve(
        `${name}, ${market.people} people`,
        series,
        errors,
        errors.map((error) => price(error) / curated.price(error)),
        { line: { color: colour(series), width: 2, dash: i === 0 ? "solid" : "dash" } },
      ),
      ...dots(series, { ...plays, stream: plays.stream.split(`${market.people}`) }, (error, stream) => {
        const [one, other] = [paid(error, stream.split("without")), curated.paid(error, stream.split("with"))];
        return one && other && { x: error, y: quotient(one, other) };
      }),
    ]);
  });
  return {
    data: [...data, DOTS],
    layout: {
      title: { text: "What it costs not to trust a curator" },
      xaxis: axisOf("root mean square error of the share of ones"),
      yaxis: logAxisOf("payment, in multiples of a curator's", { range: [-0.2, 2.8] }),
      shapes: [guide({ y: 1 }, "posted prices and a curator", "below")],
      legend: LEGEND_BELOW,
      height: 520,
    },
    text: "The payment that reaches an error without a curator, over the payment with one.",
  };
}

/** The least error for a budget as the costs of people with bit 1 rise above those of the others. */
export function correlationFigure(
  marketOf: (ratio: number) => Market,
  ratios: readonly number[],
  question: Question,
  budget: number,
  plays: Plays,
): Figure {
  checkNumbers("ratios", ratios, { above: 0 }, { min: 2 });
  const marketAt = remembered(marketOf);
  const data = mechanisms.flatMap((mechanism, i) => {
    const offerAt = remembered((ratio) => bestForBudget(mechanism, marketAt(ratio), question, budget));
    const errors = ratios.map((ratio) => offerAt(ratio)?.error ?? NaN);
    return [
      curve(mechanism.name, i, ratios, errors, inLegend(mechanism, errors)),
      ...dots(i, plays, (ratio, stream) => {
        const offer = offerAt(ratio);
        if (!offer) return undefined;
        const played = playMechanism(mechanism, marketAt(ratio), offer.settings, plays.plays, stream);
        return { x: ratio, y: errorOf(played, question) };
      }),
    ];
  });
  return {
    data: [...data, DOTS],
    layout: {
      title: { text: `${CAPITALS[question]} at a budget of ${budget} when costs depend on the bit` },
      xaxis: axisOf("cost of a bit 1, in multiples of that of a bit 0"),
      yaxis: logAxisOf(ERRORS[question], { range: question === "share" ? [-3, -0.4] : [-5, 0] }),
      shapes: [nothingBought(marketAt(ratios[0]), question)],
      legend: LEGEND_BELOW,
      height: 520,
    },
    text: `The least ${ERRORS[question]} for a budget of ${budget} against the ratio of the costs.`,
  };
}

/** The least payment for an error of the share, from small markets to large ones, with plays in some of them. */
export function scalingFigure(
  marketOf: (people: number) => Market,
  people: readonly number[],
  error: number,
  plays: Plays,
): Figure {
  checkNumbers("people", people, { min: 2 }, { min: 2 });
  const marketAt = remembered(marketOf);
  const data = mechanisms.flatMap((mechanism, i) => {
    const offerAt = remembered((size) => leastPayment(mechanism, marketAt(size), "share", error));
    return [
      curve(
        mechanism.name,
        i,
        people,
        people.map((size) => offerAt(size)?.payment ?? NaN),
      ),
      ...dots(i, plays, (size, stream) => {
        const offer = offerAt(size);
        return (
          offer && { x: size, y: playMechanism(mechanism, marketAt(size), offer.settings, plays.plays, stream).payment }
        );
      }),
    ];
  });
  return {
    data: [...data, DOTS],
    layout: {
      title: { text: `What a root mean square error of ${error} costs in larger and larger markets` },
      xaxis: logAxisOf("people"),
      yaxis: logAxisOf("least expected total payment (money)"),
      legend: LEGEND_BELOW,
      height: 520,
    },
    text: `The least payment for an error of ${error} against the number of people.`,
  };
}
