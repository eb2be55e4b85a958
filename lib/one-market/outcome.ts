/** What a mechanism gives in a market: exactly, and when it is played. */
import { checkInteger, checkObject } from "../arguments";
import type { Stream } from "../probability/stream";
import { checkMarket, type Market } from "./market";
import type { MarketMechanism, Played } from "./mechanism";

/** A mechanism's expected outcome. */
export interface MarketOutcome {
  /** Expected total payment; money. */
  readonly payment: number;
  /** Root mean square error of the share of ones. */
  readonly shareError: number;
  /** Probability of taking the wrong state for the true one. */
  readonly stateError: number;
  /** What people are left with in all: expected payment less their expected cost of privacy; money. */
  readonly surplus: number;
  /** How many people's bits are used, on average. */
  readonly used: number;
  /** The privacy level of a typical person among them, nats. */
  readonly level: number;
}

function check<S>(mechanism: MarketMechanism<S>, market: Market, settings: S): void {
  checkMarket(market);
  checkObject("settings", settings);
  mechanism.check(market, settings);
}

/**
 * The expected outcome of a mechanism: exact, but for the payments of raw samples to risk-averse people (see rawSamples).
 * @throws RangeError, TypeError naming the entry of the market or of the settings
 */
export function marketOutcome<S>(mechanism: MarketMechanism<S>, market: Market, settings: S): MarketOutcome {
  check(mechanism, market, settings);
  return {
    payment: mechanism.payment(market, settings),
    shareError: mechanism.error(market, settings, "share"),
    stateError: mechanism.error(market, settings, "state"),
    surplus: mechanism.surplus(market, settings),
    used: mechanism.used(market, settings),
    level: mechanism.level(market, settings),
  };
}

/**
 * Plays a mechanism: state, bits, costs and all that the mechanism draws are drawn anew each time.
 * @param plays how often, ≥ 2
 * @throws RangeError, TypeError naming the entry of the market or of the settings
 */
export function playMechanism<S>(
  mechanism: MarketMechanism<S>,
  market: Market,
  settings: S,
  plays: number,
  stream: Stream,
): Played {
  check(mechanism, market, settings);
  checkInteger("plays", plays, { min: 2 });
  return mechanism.play(market, settings, plays, stream);
}
