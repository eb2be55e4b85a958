/** Payment against accuracy (Section 5): the most accuracy per money, the population it takes, the bounds on the total. */
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

const GRID = 3001;
const LEVELS = Float64Array.from({ length: GRID }, (_, i) => 10 ** (-6 + (8 * i) / (GRID - 1)));
const TANH = LEVELS.map((eps) => Math.tanh(eps / 2));
const COSH = LEVELS.map(Math.cosh);
const SINH = LEVELS.map(Math.sinh);

/** g″/g′ on the grid, kept per cost: a family over θ asks for it again and again. */
const known = new WeakMap<PrivacyCost, Float64Array>();

function curvatures(cost: PrivacyCost): Float64Array {
  const found = known.get(cost) ?? LEVELS.map((eps) => cost.curvature(eps) / cost.marginal(eps));
  known.set(cost, found);
  return found;
}

/** d ln(D/V_LB)/dε. */
function slope(eps: number, k: number, cost: PrivacyCost): number {
  const T = Math.tanh(eps / 2);
  const z = (k * T) ** 2;
  const [s, c] = [Math.sinh(eps), Math.cosh(eps)];
  return (
    (-k * k * T * (1 - T * T)) / ((1 - z) * Math.log1p(-z)) -
    cost.curvature(eps) / cost.marginal(eps) -
    (s / k + c) / ((1 + c) / k + s)
  );
}

function peakAt(eps: number, k: number, cost: PrivacyCost): Peak {
  const information = -0.5 * Math.log1p(-((k * Math.tanh(eps / 2)) ** 2));
  const price = cost.marginal(eps) * ((1 + Math.cosh(eps)) / k + Math.sinh(eps));
  return { eps, information, price, ratio: information / price };
}

/**
 * Whether D/V_LB rises at a point of the grid. Its slope needs D, a logarithm; −ln(1 − z) lies between z and
 * z(2 − z)/(2(1 − z)), and nearly everywhere these bounds decide the sign.
 */
function rises(i: number, k: number, bend: number): boolean {
  const T = TANH[i];
  const z = (k * T) ** 2;
  const fall = bend + (SINH[i] + k * COSH[i]) / (1 + COSH[i] + k * SINH[i]);
  const gain = (1 - T * T) / T;
  if (gain <= fall * (1 - z)) return false;
  if (2 * gain > fall * (2 - z)) return true;
  return (-k * k * T * (1 - T * T)) / ((1 - z) * Math.log1p(-z)) > fall;
}

/**
 * Every local maximum of D(ε)/V_LB(ε) for ε in (10⁻⁶, 10²): where its slope changes sign on a grid of 3001 levels, refined
 * by the zero of the slope (comparing values instead would leave half the digits).
 * @returns ascending in ε; undefined when the ratio is largest as ε → 0, so that no maximum exists
 */
export function ratioPeaks({ theta, cost }: Signal & { readonly cost: PrivacyCost }): readonly Peak[] | undefined {
  checkTheta(theta);
  checkCost(cost);
  const k = 2 * theta - 1;
  const bends = curvatures(cost);
  const peaks: Peak[] = [];
  let before = rises(0, k, bends[0]);
  for (let i = 1; i < GRID; i++) {
    const here = rises(i, k, bends[i]);
    if (before && !here) {
      const at = (eps: number): number => slope(eps, k, cost);
      const [lo, hi] = [LEVELS[i - 1], LEVELS[i]];
      // Rounding may blur the sign at an end that is the peak itself.
      peaks.push(peakAt(at(lo) > 0 && at(hi) < 0 ? findRoot(at, lo, hi) : lo, k, cost));
    }
    before = here;
  }
  const largest = Math.max(...peaks.map(({ ratio }) => ratio));
  return peaks.length === 0 || peakAt(LEVELS[0], k, cost).ratio > largest ? undefined : peaks;
}

/**
 * ε̃, the level that buys accuracy cheapest: the smallest global maximiser of D(ε)/V_LB(ε) (Section 5.1). Does not depend
 * on the accuracy wanted.
 * @returns undefined when there is none (g′(ε)/ε² does not grow without bound as ε → 0: ever more, ever noisier people
 *   are ever cheaper)
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
  const nearest = Math.round(quotient);
  return { N: Math.ceil(quotient), closeCall: Math.abs(quotient - nearest) <= 1e-9 * quotient };
};

/**
 * Ñ, the fewest people at level ε̃ whose error bound e^{−ND(ε̃)} meets the target (Section 5.1).
 * @param tau accuracy target, in (0, 1)
 * @returns undefined where ε̃ is
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
 */
export function totalBounds(market: Market, tau: number): TotalBounds | undefined {
  checkMarket(market);
  checkTau(tau);
  const best = bestLevel(market);
  return best && boundsFrom(market, best, tau);
}
