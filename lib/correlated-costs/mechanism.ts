/** Mechanism 1: posted-price contracts, the estimate from those who accept, and their payments. */
import { checkArray, checkInteger, checkNumber, checkNumbers, checkOneOf, rejectValue } from "../arguments";
import { costSampler, type CostLaw } from "../probability/cost-laws";
import { drawLaplace } from "../probability/laplace";
import type { Stream } from "../probability/stream";
import { commonAcceptance, isSinglePrice, priceSpread, type Contract } from "./contract";

/** One run of the mechanism: everything that is random is given. */
export interface MechanismInput {
  /** Privacy parameter ε > 0. */
  readonly eps: number;
  /** The contract of each type 1..h, of one acceptance probability. */
  readonly contracts: readonly Contract[];
  /** The players' types, in 1..h. */
  readonly data: ArrayLike<number>;
  /** The players' costs per unit of privacy loss. */
  readonly costs: ArrayLike<number>;
  /** A draw of Lap(1/ε), added to the number of acceptors of the target type. */
  readonly estimateNoise: number;
  /** Draws of Lap(γ/ε), one for each player. */
  readonly paymentNoise: ArrayLike<number>;
  /** The offer drawn for each player, "+" or "-"; needed only where a contract is a lottery. */
  readonly offers?: readonly ("+" | "-")[];
  /** The type that is counted; 1 by default. */
  readonly target?: number;
}

/** What a run gives. Players are numbered from 1; money is in units of cost × ε. */
export interface MechanismOutcome {
  /** The price offered to each player; null where none was. */
  readonly offered: readonly (number | null)[];
  readonly gamma: number;
  /** W: who accepted. */
  readonly accepted: readonly number[];
  /** Acceptors of the target type. */
  readonly m: number;
  /** (m + noise)/c. */
  readonly s: number;
  /** s truncated to [0, n]. */
  readonly sHat: number;
  readonly payments: Float64Array;
  /** ε·(price − cost) for acceptors, 0 for the others. */
  readonly expectedUtilities: Float64Array;
}

/**
 * Mechanism 1 on given costs and noise. A player accepts when his cost is at most the price offered to his type.
 * @throws TypeError or RangeError: ε ≤ 0, a type outside 1..h, lists of different lengths, a cost that is NaN
 * @claims fl12/lem3.2-bic, fl12/thm3.9
 * @example
 * ```ts
 * const contracts = contractsFor([uniform(0, 1), uniform(0, 2)], 0.5);
 * const people = { data: [1, 2], costs: [0.2, 0.4] };
 * runMechanism({ eps: 1, contracts, ...people, estimateNoise: 0, paymentNoise: [0, 0] }).sHat; // 2
 * ```
 */
export function runMechanism({
  eps,
  contracts,
  data,
  costs,
  estimateNoise,
  paymentNoise,
  offers,
  target = 1,
}: MechanismInput): MechanismOutcome {
  checkNumber("eps", eps, { above: 0 });
  const c = commonAcceptance(contracts);
  checkInteger("target", target, { min: 1, max: contracts.length });
  checkArray("data", data, { min: 1 });
  const n = data.length;
  const size = { min: n, max: n };
  checkNumbers("costs", costs, {}, size);
  checkNumber("estimateNoise", estimateNoise);
  checkNumbers("paymentNoise", paymentNoise, {}, size);
  if (offers) {
    checkArray("offers", offers, size);
    offers.forEach((offer, i) => checkOneOf(`offers[${i}]`, offer, ["+", "-"]));
  } else if (!contracts.every(isSinglePrice)) {
    rejectValue("offers", offers, "a list of draws, since a contract is a lottery");
  }
  const gamma = priceSpread(contracts);
  const offered: (number | null)[] = [];
  const accepted: number[] = [];
  const payments = new Float64Array(n);
  const expectedUtilities = new Float64Array(n);
  let m = 0;
  for (let i = 0; i < n; i++) {
    checkInteger(`data[${i}]`, data[i], { min: 1, max: contracts.length });
    const { alphaMinus, alphaPlus, cMinus, cPlus } = contracts[data[i] - 1];
    const low = cMinus !== cPlus && offers?.[i] === "-";
    const price = low ? alphaMinus : alphaPlus;
    offered.push(price);
    // A low offer at the price of the high one is meant for costs strictly below it.
    if (price === null || (low && alphaMinus === alphaPlus ? costs[i] >= price : costs[i] > price)) continue;
    accepted.push(i + 1);
    if (data[i] === target) m++;
    payments[i] = eps * (price + paymentNoise[i]);
    expectedUtilities[i] = eps * (price - costs[i]);
  }
  const s = (m + estimateNoise) / c;
  return { offered, gamma, accepted, m, s, sHat: Math.min(Math.max(s, 0), n), payments, expectedUtilities };
}

/** A population and what is asked of it. */
export interface Population {
  readonly eps: number;
  /** The types' laws of costs, … */
  readonly laws: readonly CostLaw[];
  /** … their contracts, of one acceptance probability, … */
  readonly contracts: readonly Contract[];
  /** … and the players' types. */
  readonly data: ArrayLike<number>;
  readonly target?: number;
}

/**
 * One run of Mechanism 1 with costs, lottery coins (one for each player, independent) and noise drawn from the stream.
 */
export function simulateMechanism(
  population: Population,
  stream: Stream,
): MechanismOutcome & { readonly costs: Float64Array } {
  const { eps, laws, contracts, data } = population;
  checkNumber("eps", eps, { above: 0 });
  checkArray("laws", laws, { min: contracts.length, max: contracts.length });
  checkArray("data", data, { min: 1 });
  const samplers = laws.map((law) => costSampler(law));
  const scale = priceSpread(contracts) / eps;
  const draw = <T>(f: (type: number) => T): T[] =>
    Array.from(data as ArrayLike<number>, (type, i) => {
      checkInteger(`data[${i}]`, type, { min: 1, max: contracts.length });
      return f(type - 1);
    });
  const costs = Float64Array.from(draw((j) => samplers[j](stream)));
  const offers = draw((j): "+" | "-" => (stream.uniform() < contracts[j].beta ? "+" : "-"));
  const paymentNoise = draw(() => drawLaplace(scale, stream));
  const estimateNoise = drawLaplace(1 / eps, stream);
  return { costs, ...runMechanism({ ...population, costs, offers, paymentNoise, estimateNoise }) };
}
