/** The best population and level for an accuracy target, searched exactly instead of bounded (beyond Theorem 3). */
import { checkInteger, rejectValue } from "../arguments";
import { minimise } from "../numerics/minimise";
import { findRoot } from "../numerics/roots";
import { ratioPeaks, type Peak } from "./accuracy";
import { cheapestMechanism } from "./cheapest-mechanism";
import { checkMarket, checkTau, checkTheta, type Design, type Market } from "./market";
import { lowerBound, upperBoundOf } from "./price";

/** A population, the level that it reports at, and the total expected payment. */
export interface TotalDesign {
  readonly N: number;
  readonly eps: number;
  readonly total: number;
}

/** {@link levelFor} without checks. */
function levelOf(theta: number, tau: number, N: number): number | undefined {
  const tanh = Math.sqrt(-Math.expm1((2 * Math.log(tau)) / N)) / (2 * theta - 1);
  return tanh < 1 ? 2 * Math.atanh(tanh) : undefined;
}

/**
 * The level at which N people just meet the target, N·D(ε) = ln(1/τ).
 * @param theta P(S = W), in (½, 1)
 * @param tau accuracy target, in (0, 1)
 * @param N people, ≥ 1
 * @returns undefined when even their bare signals would not
 */
export function levelFor(theta: number, tau: number, N: number): number | undefined {
  checkTheta(theta);
  checkTau(tau);
  checkInteger("N", N, { min: 1 });
  return levelOf(theta, tau, N);
}

/** Where the search over N may begin and must not yet end: the fewest people who can, and past the last peak. */
function window(peaks: readonly Peak[], theta: number, tau: number): { first: number; last: number } {
  const L = -Math.log(tau);
  let first = Math.max(1, Math.ceil(L / (-0.5 * Math.log(4 * theta * (1 - theta)))));
  while (levelOf(theta, tau, first) === undefined) first++;
  return { first, last: Math.ceil(L / Math.min(...peaks.map((peak) => peak.information))) };
}

/**
 * The exact optimum of problem (P1) of Section 5.2 among equal levels: genie payments N·V_LB(ε_N), over whole N ≥ 1.
 * (At costs that jump, unequal levels may be cheaper still.)
 *
 * Between its peaks D/V_LB is monotone, so the whole numbers beside each peak suffice.
 * @param market market
 * @param tau accuracy target, in (0, 1)
 * @returns undefined when there is no optimum (ever more people are ever cheaper)
 */
export function cheapestWithGenie(market: Market, tau: number): TotalDesign | undefined {
  checkMarket(market);
  checkTau(tau);
  const { theta, cost } = market;
  const peaks = ratioPeaks(market);
  if (!peaks) return undefined;
  const { first } = window(peaks, theta, tau);
  const beside = peaks.flatMap(({ information }) => {
    const N = Math.floor(-Math.log(tau) / information);
    return [N, N + 1];
  });
  return [first, ...beside]
    .filter((N) => N >= first)
    .map((N) => {
      const eps = levelOf(theta, tau, N) as number;
      return { N, eps, total: N * lowerBound({ theta, eps, cost }) };
    })
    .reduce((best, next) => (next.total < best.total ? next : best));
}

/** The largest population that the search over designs takes on. */
const MOST_PEOPLE = 20_000;

/** The least of f on [lo, hi]: a coarse scan, each of its local minima refined. */
function scanMinimum(f: (x: number) => number, lo: number, hi: number): { x: number; value: number } {
  const points = Array.from({ length: 25 }, (_, i) => lo * (hi / lo) ** (i / 24));
  const values = points.map(f);
  let best = { x: lo, value: values[0] };
  values.forEach((value, i) => {
    const [left, right] = [Math.max(i - 1, 0), Math.min(i + 1, 24)];
    if (value > values[left] || value > values[right]) return;
    const local = minimise(f, points[left], points[right]);
    if (local.value < best.value) best = local;
  });
  return best;
}

/**
 * Minimises N·price(N, ε) over N ≥ 2 and ε ≥ ε_N. A price is at least V_LB, which rises with ε, so N·V_LB(ε_N) above the
 * best total so far rules N out, and bounds the levels worth trying.
 */
function search(market: Market, tau: number, price: (design: Design) => number): TotalDesign | undefined {
  checkMarket(market);
  checkTau(tau);
  const { theta, cost } = market;
  const peaks = ratioPeaks(market);
  if (!peaks) return undefined;
  const { first, last } = window(peaks, theta, tau);
  if (last > MOST_PEOPLE)
    rejectValue("tau", tau, `such that at most ${MOST_PEOPLE} people meet it (this takes ${last})`);
  const least = (eps: number): number => lowerBound({ theta, eps, cost });
  let best: TotalDesign = { N: 0, eps: 0, total: Infinity };
  const consider = (N: number): boolean => {
    const eps = levelOf(theta, tau, N);
    if (eps === undefined || N < 2) return true;
    if (N * least(eps) >= best.total) return false;
    const total = (level: number): number => N * price({ ...market, eps: level, N });
    let hi = eps * 2;
    const bound = Math.min(best.total, total(eps));
    while (N * least(hi) < bound) hi *= 2;
    hi = findRoot((level) => N * least(level) - bound, eps, hi, 1e-9 * eps);
    const found = hi > eps ? scanMinimum(total, eps, hi) : { x: eps, value: total(eps) };
    if (found.value < best.total) best = { N, eps: found.x, total: found.value };
    return true;
  };
  for (const { information } of peaks) consider(Math.max(2, first, Math.ceil(-Math.log(tau) / information)));
  for (let N = Math.max(2, first); ; N++) {
    const open = consider(N);
    if (!open && N > last + 3) return best;
  }
}

/**
 * The cheapest design of the majority mechanism: the least N·V_UB(N, ε) whose error bound e^{−ND(ε)} meets τ.
 * @param market market
 * @param tau accuracy target, in (0, 1); at most 20 000 people
 * @returns undefined when there is no optimum
 */
export const cheapestMajorityDesign = (market: Market, tau: number): TotalDesign | undefined =>
  search(market, tau, upperBoundOf);

/** The same with the cheapest mechanism of all at each N and ε, see {@link cheapestMechanism}. */
export const cheapestDesign = (market: Market, tau: number): TotalDesign | undefined =>
  search(market, tau, (design) => cheapestMechanism(design).payment);
