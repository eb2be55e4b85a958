/** Payment against accuracy (Section 5): the most accuracy per money, the population it takes, the bounds on the total. */
import { checkNumber, rejectValue } from "../arguments";
import { findRoot } from "../numerics/roots";
import { checkCost, type PrivacyCost } from "./cost";
import { checkMarket, checkTau, checkTheta, type Market, type Signal } from "./market";
import { gapOf } from "./price";

/** A level at which D(ε)/V_LB(ε) is locally largest, with D and V_LB there. */
export interface Peak {
  readonly eps: number;
  /** D(ε), nats. */
  readonly information: number;
  /** V_LB(ε), money. */
  readonly price: number;
  /** D/V_LB, nats per money. */
  readonly ratio: number;
}

/**
 * From 2·10⁻¹² to 2, 200 levels a decade. No maximum lies above: for g = ε the only one is below 2 at every θ, and a
 * marginal cost that does not fall moves it down.
 */
const LEVELS = Float64Array.from({ length: 2401 }, (_, i) => 2 * 10 ** ((i - 2400) / 200));
/** Most levels looked at between those. */
const MOST_LEVELS = 100_000;

/** A level with g′ and g″/g′ there. */
interface Point {
  readonly eps: number;
  readonly marginal: number;
  readonly bend: number;
}

/**
 * Levels that follow a cost: halved wherever ln g′ rises by another amount than g″/g′ at both ends tells, to 10⁻⁶, so
 * that no jump of the marginal cost stays unseen between two of them.
 */
function pointsOf({ marginal, curvature }: PrivacyCost): readonly Point[] {
  const pointAt = (eps: number): Point => {
    const slope = marginal(eps);
    return { eps, marginal: slope, bend: curvature(eps) / slope };
  };
  const points: Point[] = [];
  const addUpTo = (a: Point, b: Point): void => {
    const width = b.eps - a.eps;
    const unseen = Math.log(b.marginal / a.marginal) - (width * (a.bend + b.bend)) / 2;
    if (Math.abs(unseen) > 1e-6 && width > 1e-14 * b.eps) {
      if (points.length > MOST_LEVELS) rejectValue("cost.curvature", curvature, "the derivative of cost.marginal");
      const middle = pointAt(a.eps + width / 2);
      addUpTo(a, middle);
      addUpTo(middle, b);
    } else points.push(b);
  };
  let last: Point | undefined;
  for (const eps of LEVELS) {
    const next = pointAt(eps);
    // Where g′ underflows or overflows, nothing can be said, and nothing is bought.
    if (!(next.marginal > 0 && Math.abs(next.bend) < Infinity)) continue;
    if (last) addUpTo(last, next);
    else points.push(next);
    last = next;
  }
  return points;
}

/** The rise and the fall of ln(D/V_LB) with ε: d ln D/dε, and d ln V_LB/dε for a given g″/g′. */
function slopes(eps: number, k: number, bend: number): { rise: number; fall: number } {
  const T = Math.tanh(eps / 2);
  const z = (k * T) ** 2;
  const [s, c] = [Math.sinh(eps), Math.cosh(eps)];
  return {
    rise: (-k * k * T * (1 - T * T)) / ((1 - z) * Math.log1p(-z)),
    fall: bend + (s + k * c) / (1 + c + k * s),
  };
}

/** V_LB(ε) from k = 2θ − 1; infinite where a double ends. */
export const priceAt = (eps: number, k: number, { marginal }: PrivacyCost): number =>
  marginal(eps) * ((1 + Math.cosh(eps)) / k + Math.sinh(eps));

function peakAt(eps: number, k: number, cost: PrivacyCost): Peak {
  const information = -0.5 * Math.log1p(-((k * Math.tanh(eps / 2)) ** 2));
  const price = priceAt(eps, k, cost);
  return { eps, information, price, ratio: information / price };
}

/**
 * Every local maximum of D(ε)/V_LB(ε) for ε in (2·10⁻¹², 2): where its slope changes sign on levels that follow the cost
 * (see {@link pointsOf}), refined by the zero of the slope (comparing values instead would leave half the digits).
 * @returns ascending in ε; undefined when the ratio is largest as ε → 0, so that no maximum exists
 * @throws RangeError when the maximum lies below, or `curvature` is not the derivative of `marginal`
 */
export function ratioPeaks({ theta, cost }: Signal & { readonly cost: PrivacyCost }): readonly Peak[] | undefined {
  checkTheta(theta);
  checkCost(cost);
  const k = 2 * theta - 1;
  const points = pointsOf(cost);
  const peaks: Peak[] = [];
  let rose: boolean | undefined;
  points.forEach(({ eps, bend }, i) => {
    const { rise, fall } = slopes(eps, k, bend);
    // A difference that is rounding tells nothing.
    if (Math.abs(rise - fall) <= 1e-14 * rise) return;
    if (rose === true && rise < fall) {
      const at = (level: number): number => {
        const { rise: up, fall: down } = slopes(level, k, cost.curvature(level) / cost.marginal(level));
        return up - down;
      };
      const lo = points[i - 1].eps;
      // Rounding may blur the sign at an end that is the peak itself.
      peaks.push(peakAt(at(lo) > 0 ? findRoot(at, lo, eps) : lo, k, cost));
    }
    rose = rise > fall;
  });
  const largest = Math.max(...peaks.map(({ ratio }) => ratio));
  if (peaks.length > 0 && largest > peakAt(points[0].eps, k, cost).ratio) return peaks;
  // A marginal cost that starts above 0 has a maximum.
  if (cost.marginal(0) > 0) rejectValue("cost", cost, `one whose best level is above ${LEVELS[0]}`);
  return undefined;
}

/**
 * ε̃, the level that buys accuracy cheapest: the smallest global maximiser of D(ε)/V_LB(ε) (Section 5.2). Does not depend
 * on the accuracy wanted.
 * @returns undefined when there is none: ever more, ever noisier people are ever cheaper (never where g′(ε)/ε² → ∞ as
 *   ε → 0)
 * @claims wyz16/eps-tilde, wyz16/lem4, wyz16/ntilde-fewest, wyz16/lem5-total
 * @example
 * ```ts
 * bestLevel({ theta: 0.8, cost: linearCost(1) })?.eps; // 1.73078
 * ```
 */
export function bestLevel(market: Signal & { readonly cost: PrivacyCost }): Peak | undefined {
  return ratioPeaks(market)?.reduce((best, next) => (next.ratio > best.ratio * (1 + 1e-13) ? next : best));
}

/** The designed population. */
export interface Population {
  /** Ñ = ⌈ln(1/τ)/D(ε̃)⌉. */
  readonly N: number;
  /** ln(1/τ)/D(ε̃) lies within 1e-9 (relative) of a whole number, so that rounding decides N. */
  readonly closeCall: boolean;
}

const populationFor = (tau: number, information: number): Population => {
  const quotient = -Math.log(tau) / information;
  checkNumber(`people for tau = ${tau}`, quotient, { max: Number.MAX_SAFE_INTEGER });
  const nearest = Math.round(quotient);
  return { N: Math.ceil(quotient), closeCall: Math.abs(quotient - nearest) <= 1e-9 * quotient };
};

/**
 * Ñ, the fewest people at level ε̃ whose error bound e^{−ND(ε̃)} meets the target (Section 5.2).
 * @param tau accuracy target, in (0, 1)
 * @returns undefined where ε̃ is
 * @claims wyz16/ntilde-fewest
 * @example
 * ```ts
 * populationNeeded({ theta: 0.8, cost: linearCost(1), tau: 0.01 }); // { N: 48, closeCall: false }
 * ```
 */
export function populationNeeded(
  market: Signal & { readonly cost: PrivacyCost; readonly tau: number },
): Population | undefined {
  checkTau(market.tau);
  const best = bestLevel(market);
  return best && populationFor(market.tau, best.information);
}

/** The bounds on F(τ), the least total payment at which the error bound meets τ (Theorem 3); money. */
export interface TotalBounds {
  readonly eps: number;
  readonly N: number;
  /** (Ñ − 1)V_LB(ε̃), the paper's lower bound. */
  readonly lower: number;
  /** ln(1/τ)V_LB(ε̃)/D(ε̃), a larger one, from inside the proof of Lemma 4. */
  readonly lowerContinuous: number;
  /** Ñ·V_UB(Ñ, ε̃), what the majority mechanism pays; undefined for Ñ = 1, where it does not exist. */
  readonly upper: number | undefined;
  /** Ñ·(V_UB(Ñ, ε̃) − V_LB(ε̃)). */
  readonly excess: number | undefined;
}

/** The bounds at a target, from the best level. */
export function boundsFrom(market: Market, best: Peak, tau: number): TotalBounds {
  const { N } = populationFor(tau, best.information);
  const design = { ...market, eps: best.eps, N };
  const excess = N < 2 ? undefined : N * gapOf(design);
  return {
    eps: best.eps,
    N,
    lower: (N - 1) * best.price,
    lowerContinuous: (-Math.log(tau) * best.price) / best.information,
    upper: excess === undefined ? undefined : N * best.price + excess,
    excess,
  };
}

/**
 * Lower and upper bounds on the least total payment for an accuracy target (Theorem 3, Lemmas 4 and 5).
 * @param market market
 * @param tau accuracy target, in (0, 1)
 * @returns undefined where ε̃ is
 * @claims wyz16/lem5-accuracy, wyz16/lem5-total, wyz16/thm3, wyz16/pe-choice, wyz16/fig2
 * @example
 * ```ts
 * totalBounds({ theta: 0.8, p1: 0.7, cost: linearCost(1) }, 0.01)?.lower; // 434.865
 * ```
 */
export function totalBounds(market: Market, tau: number): TotalBounds | undefined {
  checkMarket(market);
  checkTau(tau);
  const best = bestLevel(market);
  return best && boundsFrom(market, best, tau);
}
