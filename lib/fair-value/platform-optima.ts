/** The platform's problem (19) at many costs: the curves of Fig. 6. */
import { checkNumbers } from "../arguments";
import { binomials } from "../games/semivalue";
import { platformOptimum, type SymmetricGame } from "./symmetric-game";

/** The platform's optima, one entry a cost. */
export interface PlatformOptima {
  /** J = (1 − α) E U. */
  readonly shares: Float64Array;
  readonly alphas: Float64Array;
  /** The users' equilibrium: the probability of not sharing. */
  readonly probabilities: Float64Array;
  /** E U. */
  readonly utilities: Float64Array;
}

/** A step of Newton's method below this leaves an error of its square, times a ratio of derivatives. */
const SMALL_STEP = 1e-6;

/**
 * `platformOptimum` at many costs. Where users who do not share stay away and returns diminish, J = U(q) − cNq is concave
 * in the probability q of sharing, and its maximum is followed from cost to cost: extrapolated, then corrected by
 * Newton's method, one evaluation of U and its derivatives a cost. Other games are solved cost by cost.
 * @param game the game
 * @param costs c ≥ 0, best in ascending order
 */
export function platformOptima(game: SymmetricGame, costs: ArrayLike<number>): PlatformOptima {
  checkNumbers("costs", costs, { min: 0 });
  const { users: N, utility: u, optOut } = game;
  const n = costs.length;
  const shares = new Float64Array(n);
  const alphas = new Float64Array(n);
  const probabilities = new Float64Array(n);
  const utilities = new Float64Array(n);
  const gains = Float64Array.from({ length: N }, (_, k) => u[k + 1] - u[k]);
  if (!optOut || N < 2 || gains.some((gain, k) => gain < 0 || (k > 0 && gain > gains[k - 1]))) {
    for (let i = 0; i < n; i++) {
      const best = platformOptimum(game, costs[i]);
      shares[i] = best.share;
      alphas[i] = best.alpha;
      probabilities[i] = best.p;
      utilities[i] = best.utility;
    }
    return { shares, alphas, probabilities, utilities };
  }

  /** U, U′ and U″ where they were last evaluated. (Returned numbers would be boxed.) */
  const at = new Float64Array(3);
  const curve = derivativesOf(u, at);
  let q = 1;
  // The last three slopes dq/dc, for the formula of Adams and Bashforth.
  let slope1 = 0;
  let slope2 = 0;
  let slope3 = 0;
  let known = 0;
  for (let i = 0; i < n; i++) {
    const cost = costs[i];
    const target = N * cost;
    if (cost >= gains[0] || cost <= gains[N - 1]) {
      q = cost >= gains[0] ? 0 : 1;
      known = 0;
      utilities[i] = q * u[N];
    } else {
      if (known > 0) {
        const step = cost - costs[i - 1];
        const slope = known > 2 ? (23 * slope1 - 16 * slope2 + 5 * slope3) / 12 : slope1;
        q += step * slope;
      }
      let lo = 0;
      let hi = 1;
      for (;;) {
        q = Math.min(Math.max(q, lo), hi);
        curve(q);
        const excess = at[1] - target;
        if (excess > 0) lo = q;
        else hi = q;
        const move = -excess / at[2];
        const next = q + move;
        if (!(next >= lo && next <= hi)) {
          if (hi - lo < 1e-15) break;
          q = (lo + hi) / 2;
          continue;
        }
        q = next;
        if (Math.abs(move) <= SMALL_STEP) {
          utilities[i] = at[0] + move * (at[1] + (move / 2) * at[2]);
          break;
        }
      }
      slope3 = slope2;
      slope2 = slope1;
      slope1 = N / at[2];
      known++;
    }
    shares[i] = utilities[i] - target * q;
    alphas[i] = utilities[i] > 0 ? (target * q) / utilities[i] : 0;
    probabilities[i] = 1 - q;
  }
  return { shares, alphas, probabilities, utilities };
}

/** Evaluates E u(K), K ~ Bin(N, q), and its first two derivatives in q, by Horner's rule in the smaller odds. */
function derivativesOf(u: Float64Array, at: Float64Array): (q: number) => void {
  const N = u.length - 1;
  const ways = [binomials(N), binomials(N - 1), binomials(N - 2)];
  const zeroth = u.map((x, k) => x * ways[0][k]);
  const first = Float64Array.from({ length: N }, (_, k) => N * (u[k + 1] - u[k]) * ways[1][k]);
  const second = Float64Array.from(
    { length: N - 1 },
    (_, k) => N * (N - 1) * (u[k + 2] - 2 * u[k + 1] + u[k]) * ways[2][k],
  );
  return (q) => {
    const low = q <= 0.5;
    const base = low ? 1 - q : q;
    const odds = (1 - base) / base;
    let power = 1;
    for (let bit = N - 2, square = base; bit > 0; bit >>= 1, square *= square) if (bit & 1) power *= square;
    let s0: number;
    let s1: number;
    let s2 = 0;
    if (low) {
      s0 = zeroth[N] * odds + zeroth[N - 1];
      s1 = first[N - 1];
      for (let k = N - 2; k >= 0; k--) {
        s0 = s0 * odds + zeroth[k];
        s1 = s1 * odds + first[k];
        s2 = s2 * odds + second[k];
      }
    } else {
      s0 = zeroth[0] * odds + zeroth[1];
      s1 = first[0];
      for (let k = 0; k <= N - 2; k++) {
        s0 = s0 * odds + zeroth[k + 2];
        s1 = s1 * odds + first[k + 1];
        s2 = s2 * odds + second[k];
      }
    }
    at[0] = s0 * power * base * base;
    at[1] = s1 * power * base;
    at[2] = s2 * power;
  };
}
