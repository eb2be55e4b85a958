/** All the equilibria of R^(N,ε) in which everybody reports at the same level: the intended one is rarely alone. */
import { checkInteger, rejectValue } from "../arguments";
import { findRoot } from "../numerics/roots";
import { truthProbability } from "../privacy/randomised-response";
import { bestLevelTo, type Lead } from "./best-response";
import { majority } from "./majority";
import { affordable, checkDesign, checkSignedLevel, chernoffOf, quality, scale, type Design } from "./market";

/** The scan's step in the level; near 0 its steps are {@link NEAR} of the level. */
const STEP = 0.002;
const NEAR = 0.01;

/**
 * What decides a person's best response in R^(N,ε) as a function of the level that the others report at. With b′, c′ of
 * the peers and b, c of the design, everything follows from d = b − c and the probability of a tie, b + c = 1 − tie,
 * without the cancellation of b′ − P(M = 1) near θ = ½.
 */
function leadAmong({ theta, p1, eps, cost, N }: Design): (eta: number) => Lead {
  const designed = quality(theta, eps);
  const { bMinusC: d, logTie } = majority(designed, N);
  const tie = Math.exp(logTie);
  const bias = p1 - (1 - p1);
  const unit = affordable(scale(eps, cost) / (2 * d * p1 * (1 - p1)), eps);
  const k = 2 * theta - 1;
  const even = 2 * Math.floor((N - 1) / 2);
  return (eta) => {
    const report = quality(theta, Math.abs(eta));
    const law = majority(report, N);
    const among = Math.sign(eta) * law.bMinusC;
    const rise = even * (chernoffOf(designed) - chernoffOf(report)); // of ln P(tie)
    const lessTies = Math.abs(rise) < 1 ? -tie * Math.expm1(rise) : tie - Math.exp(law.logTie);
    return { S: (unit / k) * (bias * (among - d) + lessTies), Q: unit * (among + bias * (lessTies - bias * d)) };
  };
}

/**
 * Every signed level η ≠ 0 such that "everybody reports at η" is a Nash equilibrium of R^(N,ε), ascending. (Besides
 * these, all reporting 1, all reporting 0 and all opting out always are.) Scans in steps of 0.002, near 0 of a hundredth,
 * up to the level beyond which no payment is worth it, refines every change of sign, and keeps the roots that are best
 * responses.
 * @example
 * ```ts
 * symmetricEquilibria({ theta: 0.8, p1: 0.7, cost: linearCost(1), eps: 1, N: 10 }); // [1, 1.48095]
 * ```
 */
export function symmetricEquilibria(design: Design): number[] {
  checkDesign(design);
  const { eps, cost } = design;
  const among = leadAmong(design);
  const condition = (eta: number): number =>
    among(eta).Q * truthProbability(eta) * truthProbability(-eta) - Math.sign(eta) * cost.marginal(Math.abs(eta));
  // Whatever the peers do, |Q| is at most so much, and the condition needs |Q|/(4cosh²(η/2)) = g′(|η|).
  const most =
    (2 * scale(eps, cost)) / (majority(quality(design.theta, eps), design.N).bMinusC * design.p1 * (1 - design.p1));
  let reach = 1;
  while (most * truthProbability(reach) * truthProbability(-reach) > cost.marginal(reach)) reach *= 2;
  if (reach > 2000) rejectValue("eps", eps, "small enough for the scan over levels to end");
  const found: number[] = [];
  for (const sign of [-1, 1]) {
    let [before, at] = [condition(sign * 1e-9), sign * 1e-9];
    while (Math.abs(at) < reach) {
      const next = at + sign * Math.min(STEP, NEAR * Math.abs(at));
      const value = condition(next);
      if (before > 0 !== value > 0) found.push(findRoot(condition, Math.min(at, next), Math.max(at, next)));
      [before, at] = [value, next];
    }
  }
  return found
    .map((eta) => (Math.abs(eta - eps) <= 1e-6 * eps ? eps : eta)) // by Theorem 2 it is one itself
    .filter((eta) => Math.abs(bestLevelTo(among(eta), cost).level - eta) <= 1e-6 * Math.max(1, Math.abs(eta)))
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
  const among = leadAmong(design);
  const path = [start];
  for (let i = 0; i < rounds; i++) {
    const at = path[path.length - 1];
    const next = bestLevelTo(among(at), design.cost).level;
    path.push(next);
    if (next === 0 || Math.abs(next - at) < 1e-9) break;
  }
  return path;
}
