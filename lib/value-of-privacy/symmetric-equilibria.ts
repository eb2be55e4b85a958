/** All the equilibria of R^(N,ε) in which everybody reports at the same level: the intended one is rarely alone. */
import { checkInteger, rejectValue } from "../arguments";
import { findRoot } from "../numerics/roots";
import { truthProbability } from "../privacy/randomised-response";
import { bestResponseTo, coefficients, interimPaymentsOf, type InterimPayments } from "./best-response";
import { majority } from "./majority";
import { checkDesign, checkSignedLevel, quality, scale, type Design } from "./market";
import { factorsOf } from "./mechanism";

/** The scan's step in the level. */
const STEP = 0.002;

/** The interim payments of R^(N,ε) as a function of the level that the N − 1 others report at. */
export function paymentsAmong(design: Design): (eta: number) => InterimPayments {
  const { theta, p1, eps, cost, N } = design;
  const G = scale(eps, cost);
  const factors = factorsOf(majority(quality(theta, eps), N), theta, p1);
  return (eta) => {
    const { u, c } = lawAt(theta, eta, N);
    return interimPaymentsOf(G, factors, { u, c });
  };
}

/** P(M = 0 | W = 1) and P(M = 1 | W = 0) when the peers report at a signed level. */
function lawAt(theta: number, eta: number, N: number): { u: number; c: number } {
  if (eta === 0) {
    const tie = N % 2 === 0 ? 0 : Math.exp(majority({ alpha: 0.5, miss: 0.5, y: 0 }, N).logTie);
    return { u: (1 + tie) / 2, c: (1 - tie) / 2 };
  }
  const { u, c } = majority(quality(theta, Math.abs(eta)), N);
  // At −η everybody's report is flipped: M = 1 when at most m − ⌊m/2⌋ − 1 unflipped reports are 1.
  return eta > 0 ? { u, c } : { u: 1 - c, c: 1 - u };
}

/**
 * Every signed level η ≠ 0 such that "everybody reports at η" is a Nash equilibrium of R^(N,ε), ascending. (Besides
 * these, all reporting 1, all reporting 0 and all opting out always are.) Scans with step 0.002 up to the level beyond
 * which no payment is worth it, refines every change of sign, and keeps the roots that are best responses.
 * @example
 * ```ts
 * symmetricEquilibria({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, N: 10 }); // [1, 1.48095]
 * ```
 */
export function symmetricEquilibria(design: Design): number[] {
  checkDesign(design);
  const { theta, p1, cost } = design;
  const among = paymentsAmong(design);
  const respond = (eta: number) => coefficients(theta, p1, among(eta));
  const difference = (eta: number): number => {
    const { K1, K0, L1, L0 } = respond(eta);
    return K1 - L1 - (K0 - L0);
  };
  const condition = (eta: number): number =>
    difference(eta) * truthProbability(eta) * truthProbability(-eta) - Math.sign(eta) * cost.marginal(Math.abs(eta));
  // |Q| ≤ A₁₁G + A₀₀G whatever the peers do, and the condition needs |Q|/(4cosh²(η/2)) = g′(|η|).
  const { r11, r10, r01, r00 } = among(design.eps);
  const most = (2 * Math.max(r11 + r10 + r01 + r00, difference(design.eps))) / Math.min(1, 2 * theta - 1);
  let reach = 1;
  while (most * truthProbability(reach) * truthProbability(-reach) > cost.marginal(reach)) reach *= 2;
  if (reach > 2000) rejectValue("eps", design.eps, "small enough for the scan over levels to end");
  const found: number[] = [];
  for (const sign of [-1, 1]) {
    let before = condition(sign * STEP * 1e-3);
    let at = sign * STEP * 1e-3;
    for (let i = 1; i * STEP <= reach + STEP; i++) {
      const next = sign * i * STEP;
      const value = condition(next);
      if (before === 0) found.push(at);
      else if (before > 0 !== value > 0 && value !== 0) {
        found.push(findRoot(condition, Math.min(at, next), Math.max(at, next)));
      }
      [before, at] = [value, next];
    }
  }
  return found
    .filter((eta) => {
      const best = bestResponseTo(respond(eta), cost);
      return Math.abs(best.level - eta) <= 1e-6 * Math.max(1, Math.abs(eta));
    })
    .sort((a, b) => a - b);
}

/**
 * Where repeated best responses lead when everybody starts at a level: the levels visited, the first one included.
 * Stops at a fixed point (within 1e-9), at level 0, or after `rounds`.
 */
export function bestResponsePath(design: Design, start: number, rounds = 200): number[] {
  checkDesign(design);
  checkSignedLevel("start", start);
  checkInteger("rounds", rounds, { min: 0, max: 100_000 });
  const among = paymentsAmong(design);
  const path = [start];
  for (let i = 0; i < rounds; i++) {
    const at = path[path.length - 1];
    const next = bestResponseTo(coefficients(design.theta, design.p1, among(at)), design.cost).level;
    path.push(next);
    if (next === 0 || Math.abs(next - at) < 1e-9) break;
  }
  return path;
}
