/** Costs of privacy: what a level of privacy loss is worth to the person who bears it. */
import { checkFunction, checkNumber, checkObject, rejectValue } from "../arguments";

/**
 * The cost of privacy g and its first two derivatives, as functions of the privacy level ε ≥ 0 (in nats); money.
 * Proper and convex: g(0) = 0, g ≥ 0 and non-decreasing, g′ continuous, non-decreasing, positive for ε > 0.
 * (Section 3.)
 */
export interface PrivacyCost {
  /** g(ε). */
  readonly cost: (eps: number) => number;
  /** g′(ε). */
  readonly marginal: (eps: number) => number;
  /** g″(ε). */
  readonly curvature: (eps: number) => number;
}

/** g(ε) = cε, c > 0. */
export function linearCost(c: number): PrivacyCost {
  checkNumber("c", c, { above: 0 });
  return { cost: (eps) => c * eps, marginal: () => c, curvature: () => 0 };
}

/**
 * g(ε) = cε^p, c > 0, p ≥ 1.
 * @example
 * ```ts
 * powerCost(1, 2).cost(3); // 9
 * ```
 */
export function powerCost(c: number, p: number): PrivacyCost {
  checkNumber("c", c, { above: 0 });
  checkNumber("p", p, { min: 1 });
  return {
    cost: (eps) => c * eps ** p,
    marginal: (eps) => c * p * eps ** (p - 1),
    curvature: (eps) => (p === 1 ? 0 : c * p * (p - 1) * eps ** (p - 2)),
  };
}

/** g(ε) = c(e^{kε} − 1), c, k > 0. */
export function exponentialCost(c: number, k: number): PrivacyCost {
  checkNumber("c", c, { above: 0 });
  checkNumber("k", k, { above: 0 });
  return {
    cost: (eps) => c * Math.expm1(k * eps),
    marginal: (eps) => c * k * Math.exp(k * eps),
    curvature: (eps) => c * k * k * Math.exp(k * eps),
  };
}

/**
 * g(ε) = aε + bε², a, b ≥ 0, not both 0.
 * @example
 * ```ts
 * linearQuadraticCost(1, 2).cost(3); // 21
 * ```
 */
export function linearQuadraticCost(a: number, b: number): PrivacyCost {
  checkNumber("a", a, { min: 0 });
  checkNumber("b", b, { min: 0 });
  if (a + b === 0) rejectValue("a + b", 0, "positive");
  return { cost: (eps) => a * eps + b * eps * eps, marginal: (eps) => a + 2 * b * eps, curvature: () => 2 * b };
}

/**
 * g(ε) = c[ε + κw(sp((ε − e₀)/w) − sp(−e₀/w))], sp(z) = ln(1 + e^z): a marginal cost that rises smoothly from c to
 * c(1 + κ) around e₀, over a width w.
 * @param c > 0
 * @param kappa ≥ 0
 * @param e0 ≥ 0
 * @param w > 0
 */
export function stepCost(c: number, kappa: number, e0: number, w: number): PrivacyCost {
  checkNumber("c", c, { above: 0 });
  checkNumber("kappa", kappa, { min: 0 });
  checkNumber("e0", e0, { min: 0 });
  checkNumber("w", w, { above: 0 });
  const softplus = (z: number): number => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  const logistic = (z: number): number => 1 / (1 + Math.exp(-z));
  // sp(z + rise) − sp(z), by the ratio of the two while that is finite.
  const risen = (z: number, rise: number): number =>
    rise < 700 ? Math.log1p(logistic(z) * Math.expm1(rise)) : softplus(z + rise) - softplus(z);
  return {
    cost: (eps) => c * (eps + kappa * w * risen(-e0 / w, eps / w)),
    marginal: (eps) => c * (1 + kappa * logistic((eps - e0) / w)),
    curvature: (eps) => ((c * kappa) / w) * logistic((eps - e0) / w) * logistic((e0 - eps) / w),
  };
}

/** Checks the kind of a cost, that g(0) = 0, and, given a level, that g ≥ 0 and 0 < g′ < ∞ there. */
export function checkCost(cost: unknown, eps?: number): asserts cost is PrivacyCost {
  checkObject("cost", cost);
  checkFunction("cost.cost", cost.cost);
  checkFunction("cost.marginal", cost.marginal);
  checkFunction("cost.curvature", cost.curvature);
  const g = cost as unknown as PrivacyCost;
  const atZero = g.cost(0);
  if (!(Math.abs(atZero) <= 1e-12)) rejectValue("cost.cost(0)", atZero, "0");
  if (eps === undefined) return;
  checkNumber(`cost.cost(${eps})`, g.cost(eps), { min: 0 });
  checkNumber(`cost.marginal(${eps})`, g.marginal(eps), { above: 0 });
}

/** A condition on a cost of privacy that a grid of levels shows to be broken. */
export interface CostFlaw {
  readonly condition: string;
  readonly eps: number;
}

/**
 * Looks for breaches of the paper's assumptions on a grid of levels: g(0) = 0, g ≥ 0, g non-decreasing, convex, zero
 * only at 0, and `marginal`, `curvature` its derivatives.
 * @param cost the cost
 * @param levels ascending levels > 0; by default 200 up to 8
 * @returns the first breach of each condition; none for a proper convex cost
 * @example
 * ```ts
 * auditCost(linearQuadraticCost(1, 2)); // []
 * ```
 */
export function auditCost(
  cost: PrivacyCost,
  levels: readonly number[] = Array.from({ length: 200 }, (_, i) => (i + 1) / 25),
): readonly CostFlaw[] {
  const { cost: g, marginal, curvature } = cost;
  // To 10⁻⁴, and to what rounding of f leaves of a difference quotient: in any unit of money.
  const isSlope = (f: (eps: number) => number, eps: number, said: number): boolean => {
    const h = 1e-5 * Math.max(1, eps);
    const slope = (f(eps + h) - f(Math.max(0, eps - h))) / (eps + h - Math.max(0, eps - h));
    return Math.abs(slope - said) <= 1e-4 * (Math.abs(slope) + Math.abs(said)) + 1e-9 * Math.abs(f(eps));
  };
  const tests: readonly (readonly [string, (eps: number, before: number) => boolean])[] = [
    ["g(0) = 0", () => Math.abs(g(0)) <= 1e-12],
    ["g ≥ 0", (eps) => g(eps) >= 0],
    ["g zero only at 0", (eps) => g(eps) !== 0],
    ["g non-decreasing", (eps, before) => g(eps) >= g(before)],
    ["g convex", (eps, before) => g((eps + before) / 2) <= (g(eps) + g(before)) / 2 + 1e-12 * Math.abs(g(eps))],
    ["marginal is g′", (eps) => isSlope(g, eps, marginal(eps))],
    ["curvature is g″", (eps) => isSlope(marginal, eps, curvature(eps))],
  ];
  // A cost that outgrows a double says nothing there.
  const outgrows = (eps: number): boolean => [g, marginal, curvature].some((f) => f(eps * (1 + 1e-4)) === Infinity);
  const finite = levels.filter((eps) => !outgrows(eps));
  return tests.flatMap(([condition, passes]) => {
    const eps = finite.find((level, i) => !passes(level, i === 0 ? 0 : finite[i - 1]));
    return eps === undefined ? [] : [{ condition, eps }];
  });
}
