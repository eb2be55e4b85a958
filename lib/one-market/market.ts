/**
 * One market for all mechanisms: people with a private bit and a cost of privacy that may depend on it, and a buyer with a
 * question about their bits. Beyond the papers, which each have a market of their own.
 */
import { checkArray, checkInteger, checkNumber, checkObject, checkOneOf, rejectValue } from "../arguments";
import { openLaw, type CostLaw } from "../probability/cost-laws";

/** The world is in one of two states, equally likely; a person's bit tells it with probability θ, independently. */
export interface Market {
  /** n, people; whole, 2..10⁶. */
  readonly people: number;
  /** θ = P(bit = state), in (½, 1). */
  readonly theta: number;
  /** The laws of a person's cost, given her bit 0 and given her bit 1: money per nat of privacy that she loses. */
  readonly costs: readonly [CostLaw, CostLaw];
  /** The level at which a raw bit in the buyer's hands is counted, nats, > 0: it costs its owner cost × rawLevel. */
  readonly rawLevel: number;
  /** Constant absolute risk aversion of people who are paid by lot, per unit of money, ≥ 0. */
  readonly riskAversion: number;
}

/**
 * What the buyer asks: "share", the share of ones among the people (the error is the root mean square error), or "state",
 * which state the world is in (the error is the probability of being wrong).
 */
export type Question = "share" | "state";

const MOST_PEOPLE = 1e6;

/** Checks a market; costs must have densities on [0, ∞), so that no two people tie, and finite means. */
export function checkMarket(market: Market): void {
  checkObject("market", market);
  const { people, theta, costs, rawLevel, riskAversion } = market;
  checkInteger("people", people, { min: 2, max: MOST_PEOPLE });
  checkNumber("theta", theta, { above: 0.5, below: 1 });
  checkArray("costs", costs, { min: 2, max: 2 });
  costs.forEach((law, bit) => {
    const { lo, atoms, mean } = openLaw(`costs[${bit}]`, law);
    if (lo < 0 || atoms.length > 0 || law.kind === "oracle" || mean === Infinity) {
      rejectValue(`costs[${bit}]`, law, "a law on [0, ∞) without atoms, of finite mean");
    }
  });
  checkNumber("rawLevel", rawLevel, { above: 0 });
  checkNumber("riskAversion", riskAversion, { min: 0 });
}

export const checkQuestion: (question: unknown) => asserts question is Question = (question) =>
  checkOneOf("question", question, ["share", "state"]);

/** The law of a person's cost when nothing is known of her bit but that it is 1 with probability `ones`. */
export const costsWhen = ({ costs }: Market, ones: number): CostLaw =>
  costs[0] === costs[1] ? costs[0] : { kind: "mixture", weights: [1 - ones, ones], components: costs };

/** E over the state and the bits of (share − ½)²: the mean square error of buying nothing and answering ½. */
export const priorVariance = ({ people, theta }: Market): number => (theta - 0.5) ** 2 + (theta * (1 - theta)) / people;

/** The error of an answer that is given without buying anything: of ½ for the share, of a guess at the state. */
export const errorOfNothing = (market: Market, question: Question): number =>
  question === "share" ? Math.sqrt(priorVariance(market)) : 0.5;
