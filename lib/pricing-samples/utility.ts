/** Attitudes to risk: utility functions of net money, increasing, u(0) = 0. */
import { checkFunction, checkNumber, checkObject, checkOneOf, rejectValue } from "../arguments";

/**
 * A utility function of net money x.
 * - `linear`: u = x, risk neutral;
 * - `cara`: u = (1 − e^{−ax})/a, constant absolute risk aversion a; a < 0 is risk seeking, 0 is linear;
 * - `crra`: u = ((W + x)^{1−γ} − W^{1−γ})/(1 − γ), constant relative risk aversion γ at wealth W > 0, ln(1 + x/W) for
 *   γ = 1; needs x > −W;
 * - `power`: u = x^ρ, 0 < ρ ≤ 1; needs x ≥ 0;
 * - `kink`: u = x for gains, λx for losses, λ ≥ 1;
 * - `pt`: x^α for gains, −λ(−x)^β for losses (prospect theory), α, β in (0, 1], λ > 0; not concave;
 * - `custom`: any strictly increasing u with u(0) = 0.
 */
export type Utility =
  | { readonly type: "linear" }
  | { readonly type: "cara"; readonly a: number }
  | { readonly type: "crra"; readonly gamma: number; readonly wealth: number }
  | { readonly type: "power"; readonly rho: number }
  | { readonly type: "kink"; readonly lambda: number }
  | { readonly type: "pt"; readonly alpha: number; readonly beta: number; readonly lambda: number }
  | { readonly type: "custom"; readonly u: (x: number) => number };

/** Checks a utility's parameters. */
export function checkUtility(name: string, utility: Utility): void {
  checkObject(name, utility);
  checkOneOf(`${name}.type`, utility.type, ["linear", "cara", "crra", "power", "kink", "pt", "custom"]);
  switch (utility.type) {
    case "cara":
      return checkNumber(`${name}.a`, utility.a);
    case "crra":
      checkNumber(`${name}.gamma`, utility.gamma);
      return checkNumber(`${name}.wealth`, utility.wealth, { above: 0 });
    case "power":
      return checkNumber(`${name}.rho`, utility.rho, { above: 0, max: 1 });
    case "kink":
      return checkNumber(`${name}.lambda`, utility.lambda, { min: 1 });
    case "pt":
      checkNumber(`${name}.alpha`, utility.alpha, { above: 0, max: 1 });
      checkNumber(`${name}.beta`, utility.beta, { above: 0, max: 1 });
      return checkNumber(`${name}.lambda`, utility.lambda, { above: 0 });
    case "custom":
      return checkFunction(`${name}.u`, utility.u);
  }
}

/** Refuses net money outside a utility's domain. */
export function checkMoney(utility: Utility, x: number): void {
  if (utility.type === "crra" && !(x > -utility.wealth)) {
    rejectValue("net money under CRRA utility", x, `above −wealth = ${-utility.wealth}`);
  }
  if (utility.type === "power" && !(x >= 0)) rejectValue("net money under power utility", x, "≥ 0");
}

/**
 * The utility of net money.
 * @param utility the attitude to risk
 * @param x net money, finite, in the utility's domain
 * @throws RangeError for money outside the domain (CRRA: x ≤ −W; power: x < 0)
 * @claims gah12/def.ce, gah12/sec5.1.truthful
 * @example
 * ```ts
 * utilityOf({ type: "cara", a: 0.1 }, 10); // 6.32121
 * ```
 */
export function utilityOf(utility: Utility, x: number): number {
  checkUtility("utility", utility);
  checkNumber("x", x);
  checkMoney(utility, x);
  return evaluate(utility, x);
}

/** ln(1 + x/W), where x/W may be beyond the largest number. */
export const logOfWealth = (x: number, wealth: number): number =>
  x / wealth < Infinity ? Math.log1p(x / wealth) : Math.log(x) - Math.log(wealth);

/** e^scale (e^growth − 1), in logarithms. */
const outOfRange = (scale: number, growth: number): number =>
  growth > 0
    ? Math.exp(scale + growth + Math.log(-Math.expm1(-growth)))
    : -Math.exp(scale + Math.log(-Math.expm1(growth)));

/** As {@link utilityOf}, unchecked. */
export function evaluate(utility: Utility, x: number): number {
  switch (utility.type) {
    case "linear":
      return x;
    case "cara":
      return utility.a === 0 ? x : -Math.expm1(-utility.a * x) / utility.a;
    case "crra": {
      const { gamma, wealth } = utility;
      const log = logOfWealth(x, wealth);
      if (gamma === 1 || log === 0) return log;
      const growth = (1 - gamma) * log;
      const direct = wealth ** (1 - gamma) * Math.expm1(growth);
      // Both factors may be out of range where their product is not.
      return (
        (direct !== 0 && Math.abs(direct) < Infinity ? direct : outOfRange((1 - gamma) * Math.log(wealth), growth)) /
        (1 - gamma)
      );
    }
    case "power":
      return x ** utility.rho;
    case "kink":
      return x >= 0 ? x : utility.lambda * x;
    case "pt":
      return x >= 0 ? x ** utility.alpha : -utility.lambda * (-x) ** utility.beta;
    case "custom":
      return utility.u(x);
  }
}
