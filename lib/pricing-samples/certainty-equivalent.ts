/** Certainty equivalents: the sure amount that is worth as much as a lottery (Section 3). */
import { checkLaw, checkNumbers, checkObject, rejectValue } from "../arguments";
import { findRoot } from "../numerics/roots";
import { checkMoney, checkUtility, evaluate, type Utility } from "./utility";

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

/** Σ p_k u(x_k). */
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
      return (
        wealth *
        Math.expm1(
          exponentialMean(
            gamma - 1,
            x.map((v) => Math.log1p(v / wealth)),
            p,
          ),
        )
      );
    }
    case "power":
      return powerMean(utility.rho, x, p);
    case "kink": {
      const value = expected(utility, x, p);
      return value >= 0 ? value : value / utility.lambda;
    }
    case "pt": {
      const value = expected(utility, x, p);
      return value >= 0 ? value ** (1 / utility.alpha) : -((-value / utility.lambda) ** (1 / utility.beta));
    }
    case "custom":
      return byRootFinding(utility, x, p);
  }
}

/** (Σ p x^ρ)^{1/ρ} for x ≥ 0: the logarithm of money is judged with constant absolute risk aversion −ρ. */
function powerMean(rho: number, x: Float64Array, p: Float64Array): number {
  return x.every((v) => v === 0) ? 0 : Math.exp(exponentialMean(-rho, x.map(Math.log), p));
}

/** −ln(Σ p e^{−ax})/a, the mean for a = 0; accurate relative to itself for every a and every law. */
export function exponentialMean(a: number, x: Float64Array, p: Float64Array): number {
  if (a === 0) {
    let mean = 0;
    for (let k = 0; k < x.length; k++) mean += p[k] * x[k];
    return mean;
  }
  let highest = -Infinity;
  let largest = 0;
  for (let k = 0; k < x.length; k++) {
    const exponent = -a * x[k];
    if (exponent > highest) highest = exponent;
    if (Math.abs(exponent) > largest) largest = Math.abs(exponent);
  }
  // Small exponents are taken as they are, others relative to the highest, so that nothing overflows.
  const shift = largest < 0.5 ? 0 : highest;
  let excess = 0;
  for (let k = 0; k < x.length; k++) excess += p[k] * Math.expm1(-a * x[k] - shift);
  if (excess > -0.5) return -(shift + Math.log1p(excess)) / a;
  let sum = 0;
  for (let k = 0; k < x.length; k++) sum += p[k] * Math.exp(-a * x[k] - shift);
  return -(shift + Math.log(sum)) / a;
}

function byRootFinding(utility: Utility, x: Float64Array, p: Float64Array): number {
  const [lo, hi] = [x.reduce((a, b) => Math.min(a, b)), x.reduce((a, b) => Math.max(a, b))];
  const [least, most] = [evaluate(utility, lo), evaluate(utility, hi)];
  if (!(lo === hi || least < most)) rejectValue("utility.u", [least, most], `increasing from ${lo} to ${hi}`);
  const value = Math.min(most, Math.max(least, expected(utility, x, p)));
  if (Number.isNaN(value)) rejectValue("utility.u", value, "a number at every amount of the lottery");
  return findRoot((e) => evaluate(utility, e) - value, lo, hi);
}
