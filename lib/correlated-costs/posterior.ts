/** What the analyst learns about a player's type, by Bayes' rule. */
import { checkArray, checkLaw, checkNumber, checkOneOf, rejectValue } from "../arguments";
import { openLaw, type CostLaw } from "../probability/cost-laws";
import type { Contract } from "./contract";

/** The posterior from a prior and likelihoods; the event must be possible. */
function bayes(prior: ArrayLike<number>, likelihoods: readonly number[], name: string, event: unknown): Float64Array {
  const joint = Float64Array.from(likelihoods, (likelihood, j) => (prior[j] === 0 ? 0 : prior[j] * likelihood));
  const total = joint.reduce((sum, x) => sum + x, 0);
  if (!(total > 0)) rejectValue(name, event, "an event of positive probability under the prior");
  return joint.map((x) => x / total);
}

/**
 * The posterior over a player's type after his reply to the contract. With the lottery's coin hidden every type accepts
 * with probability c, and the posterior is the prior; if the mechanism sees the draws it learns from the reply.
 * @param prior probability of each type
 * @param contracts one for each type
 * @param draws "hidden", or the offer drawn for each type: "+" (high price) or "-" (low price or no offer)
 * @param reply "accept" or "reject"
 * @throws RangeError for a reply of probability 0
 */
export function posteriorReply(
  prior: ArrayLike<number>,
  contracts: readonly Contract[],
  draws: "hidden" | readonly ("+" | "-")[],
  reply: "accept" | "reject",
): Float64Array {
  checkLaw("prior", prior);
  checkArray("contracts", contracts, { min: prior.length, max: prior.length });
  checkOneOf("reply", reply, ["accept", "reject"]);
  if (draws !== "hidden") {
    checkArray("draws", draws, { min: prior.length, max: prior.length });
    draws.forEach((draw, j) => checkOneOf(`draws[${j}]`, draw, ["+", "-"]));
  }
  const accept = contracts.map(({ acceptance, cMinus, cPlus }, j) =>
    draws === "hidden" ? acceptance : draws[j] === "+" ? cPlus : cMinus,
  );
  return bayes(prior, reply === "accept" ? accept : accept.map((p) => 1 - p), "reply", reply);
}

/**
 * The posterior over a player's type after an exact report of his cost: densities decide, or masses where some type has
 * an atom there. (The paper compares distribution functions instead, which is wrong.)
 * @param prior probability of each type
 * @param laws the types' laws of costs
 * @param v the reported cost
 * @throws RangeError for a cost that no type can have
 * @example
 * ```ts
 * posteriorCost([0.5, 0.5], [uniform(0, 1), uniform(0, 2)], 0.5); // [0.666667, 0.333333]
 * ```
 */
export function posteriorCost(prior: ArrayLike<number>, laws: readonly CostLaw[], v: number): Float64Array {
  checkLaw("prior", prior);
  checkArray("laws", laws, { min: prior.length, max: prior.length });
  checkNumber("v", v);
  const opened = laws.map((law, j) => openLaw(`laws[${j}]`, law));
  const masses = opened.map(({ atoms, cdf, below }) => (atoms.includes(v) ? cdf(v) - below(v) : 0));
  const atom = masses.some((mass, j) => mass > 0 && prior[j] > 0);
  return bayes(prior, atom ? masses : opened.map(({ density }) => density(v)), "v", v);
}
