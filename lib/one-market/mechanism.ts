/** What the mechanisms of the market have in common: settings, payment, error, and what people keep. */
import type { Estimate } from "../probability/monte-carlo";
import type { Stream } from "../probability/stream";
import type { Market, Question } from "./market";

/** What a mechanism gave when it was played again and again, population and all drawn anew each time. */
export interface Played {
  /** Total payment; money. */
  readonly payment: Estimate;
  /** Squared error of the share. */
  readonly squaredError: Estimate;
  /** Share of plays with the wrong state. */
  readonly wrong: Estimate;
}

/** A mechanism in the market. Its functions take a checked market and checked settings; see outcome.ts for the public ones. */
export interface MarketMechanism<Settings = unknown> {
  readonly name: string;
  /** Where it comes from. */
  readonly source: string;
  /** Who sees raw bits. */
  readonly trusted: string;
  /** Throws a RangeError or TypeError that names what is wrong with settings. */
  check(market: Market, settings: Settings): void;
  /** Expected total payment; money. */
  payment(market: Market, settings: Settings): number;
  /** Root mean square error of the share, or probability of the wrong state; exact. */
  error(market: Market, settings: Settings, question: Question): number;
  /** What people are left with in all: expected payment less their expected cost of privacy; money. */
  surplus(market: Market, settings: Settings): number;
  /** How many people's bits are used, on average. */
  used(market: Market, settings: Settings): number;
  /** The privacy level of a typical person among them, nats. */
  level(market: Market, settings: Settings): number;
  /** Values of the parameter that is free once the budget is given, ascending. */
  choices(market: Market): readonly number[];
  /** Whether the free parameter counts people. */
  readonly whole: boolean;
  /** The settings with a value of the free parameter that spend a budget; undefined where there are none. */
  spend(market: Market, budget: number, choice: number): Settings | undefined;
  play(market: Market, settings: Settings, plays: number, stream: Stream): Played;
}
