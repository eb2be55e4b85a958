/** The contract offered to a type: the price, or the lottery over two prices, that he accepts with probability c. */
import { checkArray, checkNumber, rejectValue } from "../arguments";
import { openLaw, type CostLaw } from "../probability/cost-laws";

/** Cumulative probabilities count as equal when they differ by less (sums such as .1 + .2 + .3 must hit .6). */
export const TOLERANCE = 1e-12;

/** A contract for one type; prices are per unit of privacy loss. */
export interface Contract {
  /** c: the probability that a player accepts. */
  readonly acceptance: number;
  /** The low price, offered with probability 1 − beta; null where no price is low enough: then no offer is made. */
  readonly alphaMinus: number | null;
  /** The high price, offered with probability beta. */
  readonly alphaPlus: number;
  /** Acceptance probability of the low offer. Where both prices are equal the low offer is "accept only below it". */
  readonly cMinus: number;
  /** Acceptance probability of the high offer. */
  readonly cPlus: number;
  readonly beta: number;
  /** Expected payment per player and unit of privacy loss, whether he accepts or not. */
  readonly payPerPlayer: number;
}

/** One side of a contract: a price that is offered and can be accepted. */
export interface Offer {
  readonly price: number;
  /** Probability that the player gets this offer and accepts it. */
  readonly weight: number;
  /** Probability that he accepts it once offered. */
  readonly acceptance: number;
  /** Whether only costs below the price accept (not the price itself). */
  readonly strict: boolean;
}

const singlePrice = (c: number, price: number): Contract => ({
  acceptance: c,
  alphaMinus: price,
  alphaPlus: price,
  cMinus: c,
  cPlus: c,
  beta: 1,
  payPerPlayer: c * price,
});

/** The contract over two prices with the given acceptance probabilities cMinus ≤ c < cPlus. */
export function lotteryContract(
  c: number,
  [alphaMinus, cMinus]: readonly [number | null, number],
  [alphaPlus, cPlus]: readonly [number, number],
): Contract {
  const beta = Math.min(1, Math.max(0, (c - cMinus) / (cPlus - cMinus)));
  const low = alphaMinus === null ? 0 : cMinus * (1 - beta) * alphaMinus;
  return { acceptance: c, alphaMinus, alphaPlus, cMinus, cPlus, beta, payPerPlayer: low + cPlus * beta * alphaPlus };
}

/**
 * The contract for a law of costs (Mechanism 1, step 2, and its extension to atoms, section 3.1): a single price α with
 * F(α) = c where there is one (the cheapest, where F is flat), else a lottery over the prices at the two ends of F's
 * jump across c.
 * @param law the type's law of costs; for an oracle see oracleContract
 * @param c acceptance probability, in (0, 1)
 * @throws RangeError for c outside (0, 1) or a law whose support is unknown
 * @claims fl12/lem4.2-1, fl12/lem4.2-2
 * @example
 * ```ts
 * contract(uniform(0, 1), 0.5).payPerPlayer; // 0.25
 * ```
 */
export function contract(law: CostLaw, c: number): Contract {
  checkNumber("c", c, { above: 0, below: 1 });
  const { quantile, cdf, below, supportBelow } = openLaw("law", law);
  if (law.kind === "oracle") rejectValue("law", law, "a law whose support is known (for an oracle: oracleContract)");
  const price = quantile(c);
  const [cPlus, cMinus] = [cdf(price), below(price)];
  // The quantile of a law without an atom there hits c up to rounding, which can exceed the tolerance for steep laws.
  if (cPlus - c <= TOLERANCE || cPlus === cMinus) return singlePrice(c, price);
  const lower = supportBelow(price);
  if (c - cMinus <= TOLERANCE && lower !== price && lower !== -Infinity) return singlePrice(c, lower);
  return lotteryContract(c, [cMinus === 0 ? null : lower, cMinus], [price, cPlus]);
}

/** The contracts of all types at a common acceptance probability. */
export function contractsFor(laws: readonly CostLaw[], c: number): readonly Contract[] {
  checkArray("laws", laws, { min: 1 });
  return laws.map((law) => contract(law, c));
}

/** The offers of a contract that can be accepted, low price first; a single price is one offer. */
export function offersOf({ alphaMinus, alphaPlus, cMinus, cPlus, beta }: Contract): readonly Offer[] {
  const offers: Offer[] = [];
  if (alphaMinus !== null && beta < 1 && cMinus > 0) {
    offers.push({
      price: alphaMinus,
      weight: cMinus * (1 - beta),
      acceptance: cMinus,
      strict: alphaMinus === alphaPlus,
    });
  }
  if (beta > 0) offers.push({ price: alphaPlus, weight: cPlus * beta, acceptance: cPlus, strict: false });
  return offers;
}

/** Whether the contract is a single price. */
export const isSinglePrice = ({ cMinus, cPlus }: Contract): boolean => cMinus === cPlus;

/** Checks a list of contracts: at least one, all with the same acceptance probability, which is returned. */
export function commonAcceptance(contracts: readonly Contract[]): number {
  checkArray("contracts", contracts, { min: 1 });
  const c = contracts[0].acceptance;
  checkNumber("contracts[0].acceptance", c, { above: 0, below: 1 });
  contracts.forEach((other, j) => {
    if (other.acceptance !== c) rejectValue(`contracts[${j}].acceptance`, other.acceptance, `${c}, as of contracts[0]`);
  });
  return c;
}

/**
 * γ, the spread of all prices that can be accepted, over types and lotteries: the scale of the payment noise.
 * @param contracts one for each type, of the same acceptance probability
 * @returns γ ≥ 0, in the units of the prices
 */
export function priceSpread(contracts: readonly Contract[]): number {
  commonAcceptance(contracts);
  let [least, most] = [Infinity, -Infinity];
  for (const { price } of contracts.flatMap(offersOf)) {
    least = Math.min(least, price);
    most = Math.max(most, price);
  }
  return most - least;
}

/** max_j of the high prices: the bound on every accepted cost. */
export const highestPrice = (contracts: readonly Contract[]): number =>
  contracts.reduce((most, { alphaPlus }) => Math.max(most, alphaPlus), -Infinity);
