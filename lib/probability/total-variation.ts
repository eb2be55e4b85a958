/** Distances between two laws on the same finite set. */
import { checkArray, checkLaw, checkNumber } from "../arguments";
import { deviance } from "../numerics/binomial";

function checkPair(p: ArrayLike<number>, q: ArrayLike<number>): void {
  checkLaw("p", p);
  checkLaw("q", q);
  checkArray("q", q, { min: p.length, max: p.length });
}

/**
 * The statistical difference (total variation distance) ½ Σ |p − q|. The difference at the likeliest outcome is taken
 * as minus the sum of the others, so that a distance far below 1e-16 between two nearly certain laws is still accurate.
 * @param p a law
 * @param q a law on as many outcomes
 * @example
 * ```ts
 * totalVariation([0.5, 0.5], [0.25, 0.75]); // 0.25
 * ```
 */
export function totalVariation(p: ArrayLike<number>, q: ArrayLike<number>): number {
  checkPair(p, q);
  let mode = 0;
  for (let o = 1; o < p.length; o++) if (p[o] + q[o] > p[mode] + q[mode]) mode = o;
  let gained = 0;
  let lost = 0;
  for (let o = 0; o < p.length; o++) {
    if (o === mode) continue;
    if (p[o] > q[o]) gained += p[o] - q[o];
    else lost += q[o] - p[o];
  }
  return Math.max(gained, lost);
}

/**
 * The Kullback–Leibler divergence Σ p ln(p/q) in nats; ∞ where p has an outcome that q excludes.
 * @param p a law
 * @param q a law on as many outcomes
 * @example
 * ```ts
 * klDivergence([0.5, 0.5], [0.25, 0.75]); // 0.143841
 * ```
 */
export function klDivergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  checkPair(p, q);
  // Σ p ln(p/q) − p + q has no negative term, so nearly equal laws lose nothing to cancellation between outcomes.
  let sum = 0;
  for (let o = 0; o < p.length; o++) sum += deviance(p[o], q[o]);
  return sum;
}

/**
 * The hockey-stick divergence Σ max(0, p − e^ε q): the least δ with which p and q are (ε, δ)-close in this direction.
 * @param p a law
 * @param q a law on as many outcomes
 * @param level ε ≥ 0
 * @example
 * ```ts
 * hockeyStick([0.5, 0.5], [0.25, 0.75], 0); // 0.25
 * ```
 */
export function hockeyStick(p: ArrayLike<number>, q: ArrayLike<number>, level: number): number {
  checkPair(p, q);
  checkNumber("level", level, { min: 0 });
  const factor = Math.exp(level);
  let sum = 0;
  for (let o = 0; o < p.length; o++) sum += q[o] === 0 ? p[o] : Math.max(0, p[o] - factor * q[o]);
  return sum;
}
