/** The Baseline lottery of Sections 4.1 and 4.2, and what it is worth to sellers of one attitude and many costs. */
import { checkLaw, checkNumber, checkNumbers, checkObject } from "../arguments";
import { certaintyEquivalent, type Lottery } from "./certainty-equivalent";
import { atomsOf, type Counts } from "./counts";
import { checkUtility, type Utility } from "./utility";

/** The Baseline lottery (p, π^max) of a seller, net of his cost: (c^max − c) h(k) with probability p(k). */
export const baselineLottery = (
  law: ArrayLike<number>,
  cMax: number,
  cost: number,
  h: (k: number) => number = (k) => k,
): Lottery => ({
  money: Float64Array.from({ length: law.length }, (_, k) => (cMax - cost) * h(k)),
  probabilities: law,
});

/**
 * The certainty equivalents of the Baseline lottery for sellers of one attitude to risk.
 * @param utility their attitude
 * @param counts how often a seller is sampled, from {@link countsOfDesign}
 * @param cMax c^max, money per access
 * @param costs theirs, ≥ 0; above c^max the lottery loses money
 * @param h h(0..m) for separable costs c h(k); k if left out
 */
export function certaintyEquivalents(
  utility: Utility,
  counts: Counts,
  cMax: number,
  costs: ArrayLike<number>,
  h?: ArrayLike<number>,
): Float64Array {
  checkUtility("utility", utility);
  checkObject("counts", counts);
  checkLaw("counts.law", counts.law);
  checkObject("counts.atoms", counts.atoms);
  checkNumber("cMax", cMax, { min: 0 });
  checkNumbers("costs", costs, { min: 0 });
  const { scale, probabilities } = h ? atomsOf(counts.law, h) : counts.atoms;
  const worth = (margin: number): number =>
    utility.type === "cara" && !h
      ? counts.cara(utility.a, margin)
      : certaintyEquivalent(utility, { money: scale.map((k) => margin * k), probabilities });
  return Float64Array.from(costs, (cost) => worth(cMax - cost));
}
