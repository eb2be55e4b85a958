/** The best population and level for an accuracy target, searched exactly instead of bounded (beyond Theorem 3). */
import { checkInteger, checkNumber, rejectValue } from "../arguments";
import { minimise } from "../numerics/minimise";
import { priceAt, ratioPeaks } from "./accuracy";
import { cheapestMechanism } from "./cheapest-mechanism";
import { checkMarket, checkTau, checkTheta, chernoffOf, quality, scale, type Design, type Market } from "./market";
import { gapOf } from "./price";

/** A population, the level that it reports at, and the total expected payment. */
export interface TotalDesign {
  readonly N: number;
  readonly eps: number;
  readonly total: number;
}

/**
 * The level at which N people just meet the target, N·D(ε) = ln(1/τ).
 * @param theta P(S = W), in (½, 1)
 * @param tau accuracy target, in (0, 1)
 * @param N people, ≥ 1
 * @returns undefined when even their bare signals would not
 * @example
 * ```ts
 * levelFor(0.8, 0.01, 100); // 1.08369
 * ```
 */
export function levelFor(theta: number, tau: number, N: number): number | undefined {
  checkTheta(theta);
  checkTau(tau);
  checkInteger("N", N, { min: 1 });
  const tanh = Math.sqrt(-Math.expm1((2 * Math.log(tau)) / N)) / (2 * theta - 1);
  return tanh < 1 ? 2 * Math.atanh(tanh) : undefined;
}

/** The fewest people whose bare signals would meet the target. */
function fewest(theta: number, tau: number): number {
  const quotient = -Math.log(tau) / chernoffOf(quality(theta, Infinity));
  checkNumber(`people for tau = ${tau}`, quotient, { max: Number.MAX_SAFE_INTEGER });
  let N = Math.max(1, Math.ceil(quotient));
  while (levelFor(theta, tau, N) === undefined) N++;
  return N;
}

/**
 * The exact optimum of problem (P1) of Section 5.2 among equal levels: genie payments N·V_LB(ε_N), over whole N ≥ 1.
 * (At costs that jump, unequal levels may be cheaper still.)
 *
 * Between its peaks D/V_LB is monotone, so the whole numbers beside each peak suffice.
 * @param market market
 * @param tau accuracy target, in (0, 1)
 * @returns undefined when there is no optimum (ever more people are ever cheaper)
 * @claims wyz16/lem4
 * @example
 * ```ts
 * cheapestWithGenie({ theta: 0.8, p1: 0.7, cost: linearCost(1) }, 0.01)?.N; // 48
 * ```
 */
export function cheapestWithGenie(market: Market, tau: number): TotalDesign | undefined {
  checkMarket(market);
  checkTau(tau);
  const { theta, cost } = market;
  const peaks = ratioPeaks(market);
  if (!peaks) return undefined;
  const first = fewest(theta, tau);
  const beside = peaks.flatMap(({ information }) => {
    const N = Math.floor(-Math.log(tau) / information);
    return [N, N + 1];
  });
  return [first, ...beside]
    .filter((N) => N >= first)
    .map((N) => {
      const eps = levelFor(theta, tau, N) as number;
      return { N, eps, total: N * priceAt(eps, 2 * theta - 1, cost) };
    })
    .reduce((best, next) => (next.total < best.total ? next : best));
}

/** The largest population that the search over designs takes on. */
const MOST_PEOPLE = 20_000;
/** Intervals of levels are halved down to this relative width; inside, the total has one minimum. */
const NARROW = 0.01;

/**
 * Minimises N·(V_LB(ε) + gap(N, ε)) over N ≥ 2 and ε ≥ ε_N. V_LB and G rise with the level, gap/G falls, so that an
 * interval of levels has a lower bound from its ends, and one above the best total so far is ruled out, whatever jumps of
 * the cost it hides. Past the last peak of accuracy per money the bound rises with N: the search ends where it rules out an
 * even and an odd N.
 */
function search(market: Market, tau: number, gapAt: (design: Design) => number): TotalDesign | undefined {
  checkMarket(market);
  checkTau(tau);
  const { theta, cost } = market;
  const peaks = ratioPeaks(market);
  if (!peaks) return undefined;
  const first = Math.max(2, fewest(theta, tau));
  const L = -Math.log(tau);
  const checkPeople = (N: number, most: number): void => {
    if (N > most) rejectValue("tau", tau, `such that the search over N ends by ${most} people`);
  };
  let best: TotalDesign = { N: 0, eps: 0, total: Infinity };
  /** Whether some level of N people may beat the best total so far. */
  const consider = (N: number): boolean => {
    const lowest = levelFor(theta, tau, N);
    if (lowest === undefined) return true;
    const least = (eps: number): number => N * priceAt(eps, 2 * theta - 1, cost);
    const total = (eps: number): number => least(eps) + N * gapAt({ ...market, eps, N });
    const offer = (eps: number, sum: number): void => {
      if (sum < best.total) best = { N, eps, total: sum };
    };
    if (least(lowest) >= best.total) return false;
    offer(lowest, total(lowest));
    let [inside, highest] = [lowest, 2 * lowest];
    while (least(highest) < best.total) [inside, highest] = [highest, 2 * highest];
    while (highest > inside * (1 + NARROW)) {
      const middle = (inside + highest) / 2;
      if (least(middle) < best.total) inside = middle;
      else highest = middle;
    }
    let open = false;
    const look = (lo: number, hi: number): void => {
      const share = scale(lo, cost) / scale(hi, cost);
      if (least(lo) + N * gapAt({ ...market, eps: hi, N }) * share >= best.total) return;
      open = true;
      if (hi > lo * (1 + NARROW)) {
        const middle = Math.sqrt(lo * hi);
        offer(middle, total(middle));
        look(lo, middle);
        look(middle, hi);
      } else {
        const { x, value } = minimise(total, lo, hi);
        offer(x, value);
      }
    };
    look(lowest, highest);
    return open;
  };
  let last = first;
  for (const { information, ratio } of [...peaks].sort((a, b) => b.ratio - a.ratio)) {
    if (L / ratio >= best.total) break; // even a genie would pay more there
    const N = Math.max(first, Math.ceil(L / information));
    checkPeople(N, MOST_PEOPLE);
    consider(N);
    last = Math.max(last, N);
  }
  let ruledOut = 0;
  for (let N = first; N <= last + 3 || ruledOut < 2; N++) {
    checkPeople(N, Math.max(2 * last, 3000));
    ruledOut = consider(N) ? 0 : ruledOut + 1;
  }
  return best;
}

/**
 * The cheapest design of the majority mechanism: the least N·V_UB(N, ε) whose error bound e^{−ND(ε)} meets τ.
 * @param market market
 * @param tau accuracy target, in (0, 1)
 * @returns undefined when there is no optimum
 * @throws RangeError when the search takes too many people (20 000 at the best level)
 */
export const cheapestMajorityDesign = (market: Market, tau: number): TotalDesign | undefined =>
  search(market, tau, gapOf);

/** The same with the cheapest mechanism of all at each N and ε, see {@link cheapestMechanism}. */
export const cheapestDesign = (market: Market, tau: number): TotalDesign | undefined =>
  search(market, tau, (design) => cheapestMechanism(design).gap);
