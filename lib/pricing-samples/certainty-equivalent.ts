/** Certainty equivalents: the sure amount that is worth as much as a lottery (Section 3). */
import { checkLaw, checkNumbers, checkObject, rejectValue } from "../arguments";
import { findRoot } from "../numerics/roots";
import { checkMoney, checkUtility, evaluate, logOfWealth, type Utility } from "./utility";

/** A lottery: amounts of net money and their probabilities. */
export interface Lottery {
  readonly money: ArrayLike<number>;
  readonly probabilities: ArrayLike<number>;
}

/** Checks a lottery for a utility and drops what has no probability. */
function supportOf(lottery: Lottery, utility: Utility): { x: Float64Array; p: Float64Array } {
  checkUtility("utility", utility);
  checkObject("lottery", lottery);
  const { money, probabilities } = lottery;
  checkLaw("lottery.probabilities", probabilities);
  checkNumbers("lottery.money", money, {}, { min: probabilities.length, max: probabilities.length });
  let size = 0;
  for (let k = 0; k < probabilities.length; k++) if (probabilities[k] > 0) size++;
  const x = new Float64Array(size);
  const p = new Float64Array(size);
  for (let k = 0, at = 0; k < probabilities.length; k++) {
    if (probabilities[k] === 0) continue;
    checkMoney(utility, money[k]);
    x[at] = money[k];
    p[at++] = probabilities[k];
  }
  return { x, p };
}

/**
 * Σ p_k u(x_k).
 * @claims gah12/def.ce, gah12/sec4.1.min-price, gah12/thm4.3a, gah12/sec5.separable.truthful
 * @example
 * ```ts
 * expectedUtility({ type: "linear" }, { money: [0, 100], probabilities: [0.5, 0.5] }); // 50
 * ```
 */
export function expectedUtility(utility: Utility, lottery: Lottery): number {
  const { x, p } = supportOf(lottery, utility);
  return expected(utility, x, p);
}

function expected(utility: Utility, x: Float64Array, p: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += p[k] * evaluate(utility, x[k]);
  return sum;
}

/**
 * The certainty equivalent e of a lottery, u(e) = Σ p_k u(x_k) (definition in Section 3), in closed form, or by root
 * finding for a custom utility. Neither large coefficients overflow nor small ones cancel.
 * @param utility attitude to risk
 * @param lottery net money and its law
 * @returns e, between the least and the largest amount of positive probability
 * @throws RangeError for amounts outside the utility's domain
 * @claims gah12/def.ce, gah12/sec3.indifference, gah12/thm4.1, gah12/thm4.3a, gah12/thm4.3b
 * @example
 * ```ts
 * const lottery = { money: [0, 100], probabilities: [0.5, 0.5] };
 * certaintyEquivalent({ type: "cara", a: 0.002 }, lottery); // 47.5042
 * ```
 */
export function certaintyEquivalent(utility: Utility, lottery: Lottery): number {
  const { x, p } = supportOf(lottery, utility);
  switch (utility.type) {
    case "linear":
      return exponentialMean(0, x, p);
    case "cara":
      return exponentialMean(utility.a, x, p);
    case "crra": {
      // The logarithm of wealth is judged with constant absolute risk aversion γ − 1.
      const { gamma, wealth } = utility;
      const log = exponentialMean(
        gamma - 1,
        x.map((v) => logOfWealth(v, wealth)),
        p,
      );
      return log < 700 ? wealth * Math.expm1(log) : Math.exp(log + Math.log(wealth)) - wealth;
    }
    case "power":
      return powerMean(utility.rho, x, p);
    case "kink": {
      const value = expected(utility, x, p);
      return value >= 0 ? value : value / utility.lambda;
    }
    case "pt": {
      // One-sided lotteries need no difference of gains and losses.
      if (x.every((v) => v >= 0)) return powerMean(utility.alpha, x, p);
      if (x.every((v) => v <= 0)) return -powerMean(utility.beta, x.map(Math.abs), p);
      const value = expected(utility, x, p);
      return value >= 0 ? value ** (1 / utility.alpha) : -((-value / utility.lambda) ** (1 / utility.beta));
    }
    case "custom":
      return byRootFinding(utility, x, p);
  }
}

/** (Σ p x^ρ)^{1/ρ} for x ≥ 0: the logarithm of money is judged with constant absolute risk aversion −ρ. */
export function powerMean(rho: number, x: Float64Array, p: Float64Array): number {
  const largest = x.reduce((a, b) => Math.max(a, b), 0);
  // Relative to the largest, so that a sure amount is its own mean to the last digit.
  return largest === 0
    ? 0
    : largest *
        Math.exp(
          exponentialMean(
            -rho,
            x.map((v) => Math.log(v / largest)),
            p,
          ),
        );
}

/** Exponents so small that risk, of their square, is beyond the last digit. */
const NO_RISK = 1e-17;

/** −ln(Σ p e^{−ax})/a, the mean for a = 0; accurate relative to itself for every a and every law. */
export function exponentialMean(a: number, x: Float64Array, p: Float64Array): number {
  let [least, most] = [Infinity, -Infinity];
  for (let k = 0; k < x.length; k++) {
    if (x[k] < least) least = x[k];
    if (x[k] > most) most = x[k];
  }
  const largest = Math.abs(a) * Math.max(Math.abs(least), Math.abs(most));
  if (largest < NO_RISK) {
    let mean = 0;
    for (let k = 0; k < x.length; k++) mean += p[k] * x[k];
    return mean;
  }
  // Small exponents are taken as they are; others relative to the amount that weighs most, so that nothing overflows.
  const anchor = largest < 0.5 ? 0 : a > 0 ? least : most;
  let excess = 0;
  for (let k = 0; k < x.length; k++) excess += p[k] * Math.expm1(-a * (x[k] - anchor));
  if (excess > -0.5) return anchor - Math.log1p(excess) / a;
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += p[k] * Math.exp(-a * (x[k] - anchor));
  return anchor - Math.log(sum) / a;
}

function byRootFinding(utility: Utility, x: Float64Array, p: Float64Array): number {
  const [lo, hi] = [x.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b))];
  const [least, most] = [evaluate(utility, lo), evaluate(utility, hi)];
  if (!(lo === hi || least < most)) rejectValue("utility.u", [least, most], `increasing from ${lo} to ${hi}`);
  const value = Math.min(most, Math.max(least, expected(utility, x, p)));
  if (Number.isNaN(value)) rejectValue("utility.u", value, "a number at every amount of the lottery");
  return findRoot((e) => evaluate(utility, e) - value, lo, hi);
}
