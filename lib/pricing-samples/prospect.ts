/** Cumulative prospect theory (Tversky and Kahneman 1992) for lotteries of gains. */
import { checkLaw, checkNumber, checkNumbers, checkObject } from "../arguments";
import { powerMean, type Lottery } from "./certainty-equivalent";

/** How gains are valued, x^α, and probabilities weighted, W(q) = q^γ/(q^γ + (1−q)^γ)^{1/γ}. */
export interface Prospect {
  readonly alpha: number;
  readonly gamma: number;
}

/** The weight of a probability q, with its complement 1 − q: near 0 the weight hangs on q, near 1 on the complement. */
const weightOf = (q: number, complement: number, gamma: number): number =>
  q ** gamma / (q ** gamma + complement ** gamma) ** (1 / gamma);

/**
 * The certainty equivalent of a lottery of gains, with rank-dependent weights from the best outcome down.
 * @param prospect α in (0, 1]; γ in (0.28, 1] (below, W is not increasing)
 * @param lottery amounts ≥ 0 and their law
 */
export function prospectCertaintyEquivalent(prospect: Prospect, lottery: Lottery): number {
  checkObject("prospect", prospect);
  checkObject("lottery", lottery);
  const { alpha, gamma } = prospect;
  const { money, probabilities } = lottery;
  checkNumber("alpha", alpha, { above: 0, max: 1 });
  checkNumber("gamma", gamma, { min: 0.28, max: 1 });
  checkLaw("lottery.probabilities", probabilities);
  checkNumbers("lottery.money", money, { min: 0 }, { min: probabilities.length, max: probabilities.length });
  const best = Array.from(money, (_, k) => k).sort((i, j) => money[j] - money[i]);
  // The probability of what is worse than the outcome of each rank, summed from the worst up.
  const worse = new Float64Array(best.length);
  for (let rank = best.length - 1; rank > 0; rank--) worse[rank - 1] = worse[rank] + probabilities[best[rank]];
  let atLeast = 0;
  let weight = 0;
  const amounts = Float64Array.from(best, (k) => money[k]);
  const decision = Float64Array.from(best, (k, rank) => {
    atLeast += probabilities[k];
    const before = weight;
    weight = weightOf(atLeast, worse[rank], gamma);
    return weight - before;
  });
  return powerMean(alpha, amounts, decision);
}
