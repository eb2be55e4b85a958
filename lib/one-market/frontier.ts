/** Each mechanism at its best: the least error for a budget, and the least payment for an error. */
import { checkNumber, rejectValue } from "../arguments";
import { checkMarket, checkQuestion, errorOfNothing, type Market, type Question } from "./market";
import type { MarketMechanism } from "./mechanism";

/** A mechanism at its best settings for a budget. */
export interface Offer<Settings> {
  readonly settings: Settings;
  /** Expected payment, at most the budget (short of it only where bits are sold whole); money. */
  readonly payment: number;
  /** Root mean square error of the share, or probability of the wrong state. */
  readonly error: number;
}

/** The offer with the smaller error. */
const better = <S>(one: Offer<S> | undefined, other: Offer<S> | undefined): Offer<S> | undefined =>
  !one || (other && other.error < one.error) ? other : one;

function bestOf<S>(
  mechanism: MarketMechanism<S>,
  market: Market,
  question: Question,
  budget: number,
): Offer<S> | undefined {
  const choices = mechanism.choices(market);
  const at = (choice: number): Offer<S> | undefined => {
    const settings = mechanism.spend(market, budget, choice);
    return settings === undefined
      ? undefined
      : { settings, payment: budget, error: mechanism.error(market, settings, question) };
  };
  const tried = choices.map(at);
  let top = -1;
  tried.forEach((offer, i) => {
    if (offer && (top < 0 || offer.error < (tried[top] as Offer<S>).error)) top = i;
  });
  if (top < 0) return undefined;
  let best = tried[top] as Offer<S>;
  let [lo, hi] = [choices[Math.max(0, top - 1)], choices[Math.min(choices.length - 1, top + 1)]];
  // Between its neighbours the best choice is narrowed down by thirds.
  const narrow = mechanism.whole ? 2 : 1e-4 * hi;
  while (hi - lo > narrow) {
    const third = (hi - lo) / 3;
    const [left, right] = mechanism.whole ? [Math.floor(lo + third), Math.ceil(hi - third)] : [lo + third, hi - third];
    const [one, other] = [at(left), at(right)];
    best = better(best, better(one, other)) as Offer<S>;
    if ((one?.error ?? Infinity) <= (other?.error ?? Infinity)) hi = right;
    else lo = left;
  }
  return { ...best, payment: mechanism.payment(market, best.settings) };
}

/**
 * The settings of a mechanism with the least error among those whose expected payment is a budget (for whole raw samples:
 * at most the budget).
 * @param budget expected total payment, > 0
 * @returns undefined where the mechanism can buy nothing for it
 */
export function bestForBudget<S>(
  mechanism: MarketMechanism<S>,
  market: Market,
  question: Question,
  budget: number,
): Offer<S> | undefined {
  checkMarket(market);
  checkQuestion(question);
  checkNumber("budget", budget, { above: 0 });
  return bestOf(mechanism, market, question, budget);
}

/**
 * The least expected payment for which a mechanism's best error is at most a target, to 0.1 %, and its settings.
 * @param target error, > 0 and below that of buying nothing: of answering ½ for the share, or ½ for the state
 * @returns undefined where no payment up to 10¹² is enough
 */
export function leastPayment<S>(
  mechanism: MarketMechanism<S>,
  market: Market,
  question: Question,
  target: number,
): Offer<S> | undefined {
  checkMarket(market);
  checkQuestion(question);
  checkNumber("target", target, { above: 0 });
  const nothing = errorOfNothing(market, question);
  if (target >= nothing) rejectValue("target", target, `below ${nothing}, the error of buying nothing`);
  const meets = (budget: number): Offer<S> | undefined => {
    const offer = bestOf(mechanism, market, question, budget);
    return offer && offer.error <= target ? offer : undefined;
  };
  let [lo, hi] = [1 / 4, 1];
  let found = meets(hi);
  while (found && lo > 1e-12) {
    const lower = meets(lo);
    if (!lower) break;
    [found, lo, hi] = [lower, lo / 4, lo];
  }
  while (!found) {
    [lo, hi] = [hi, 4 * hi];
    if (hi > 1e12) return undefined;
    found = meets(hi);
  }
  while (hi / lo > 1.001) {
    const middle = Math.sqrt(lo * hi);
    const offer = meets(middle);
    if (offer) [found, hi] = [offer, middle];
    else lo = middle;
  }
  return found;
}
