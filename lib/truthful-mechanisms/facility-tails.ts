/**
 * Tails of the difference of two sums of independent geometric numbers, N_u of u and N′_v of v of them, all with decay
 * rate κ (b = e^{−κ}). Both tails come out with small relative error at any depth: nothing is formed as 1 minus a
 * number near 1, and no two terms of a sum differ in sign.
 */

/** P(N_m ≥ N′_v) and P(N_m < N′_v) for m ≥ 0, v ≥ 1, m + v ≤ q, at index v (q + 1) + m. */
export interface Race {
  readonly q: number;
  readonly rate: number;
  readonly wins: Float64Array;
  readonly loses: Float64Array;
  /** (1 − b)/(i + 1) at index i. */
  readonly steps: Float64Array;
}

/**
 * The race tables for up to q geometric numbers. Both sums are run level by level; at each level first B tries to
 * finish a number, then A; where both fail the race starts afresh, since the geometric law has no memory. That gives
 * G(m,v) = [G(m,v−1) + b H(m−1,v)]/(1+b), H(m,v) = [H(m−1,v) + b G(m,v−1)]/(1+b), with H the race in which A must win
 * outright, and the same for the complements L = 1 − G and K = 1 − H, which are carried along so that neither cancels.
 */
export function raceTables(q: number, rate: number): Race {
  const stride = q + 1;
  const wins = new Float64Array(stride * stride);
  const loses = new Float64Array(stride * stride);
  const steps = new Float64Array(stride);
  const b = Math.exp(-rate);
  const c = -Math.expm1(-rate);
  const stay = 1 / (1 + b);
  const cross = b / (1 + b);
  for (let i = 0; i <= q; i++) steps[i] = c / (i + 1);
  wins.fill(1, 0, stride);
  for (let v = 1; v <= q; v++) {
    const row = v * stride;
    wins[row] = c ** v;
    loses[row] = -Math.expm1(v * Math.log1p(-b));
    let h = 0;
    let k = 1;
    for (let m = 1; m <= q - v; m++) {
      const g = wins[row - stride + m];
      const l = loses[row - stride + m];
      wins[row + m] = stay * g + cross * h;
      loses[row + m] = stay * l + cross * k;
      h = stay * h + cross * g;
      k = stay * k + cross * l;
    }
  }
  return { q, rate, wins, loses, steps };
}

/** Terms are rescaled by this before they overflow. */
const HUGE = 1e250;
const LN_HUGE = Math.log(HUGE);

/** Below this upper tail (in ln) the lower one is 1 minus it without loss. */
const SMALL = -0.6;

/**
 * Writes ln P(N_u − N′_v > D) to out[0] and ln P(N_u − N′_v ≤ D) to out[1]; u, v ≥ 1, u + v ≤ q.
 *
 * For D ≥ −1, let w_i = C(D+i, i) (1−b)^i b^{D+1} be the chance that i of A's numbers are used up when it has counted
 * to D + 1; from there a plain race is left. For D < −1 the two sides change places.
 */
export function differenceTails(race: Race, u: number, v: number, D: number, out: Float64Array): void {
  if (D >= -1) return upperTails(race, u, v, D, out);
  upperTails(race, v, u, -D - 1, out);
  [out[0], out[1]] = [out[1], out[0]];
}

function upperTails({ q, rate, wins, loses, steps }: Race, u: number, v: number, D: number, out: Float64Array): void {
  const row = v * (q + 1) + u;
  let shift = -rate * (D + 1);
  let w = 1;
  let up = 0;
  for (let i = 0; i < u; i++) {
    up += w * wins[row - i];
    w *= (D + i + 1) * steps[i];
    if (w > HUGE) {
      w /= HUGE;
      up /= HUGE;
      shift += LN_HUGE;
    }
  }
  const upper = Math.log(up) + shift;
  if (upper < SMALL) {
    out[0] = upper;
    out[1] = Math.log1p(-Math.exp(upper));
    return;
  }
  out[1] = lowerTail(loses, row, rate, steps, u, D);
  out[0] = Math.log1p(-Math.exp(out[1]));
}

/** ln P(N_u − N′_v ≤ D) for D ≥ −1: A never counts past D, or it does and loses the race that is left. */
function lowerTail(
  loses: Float64Array, row: number, rate: number, steps: Float64Array, u: number, D: number,
): number {
  let shift = -rate * (D + 1);
  let w = 1;
  let down = 0;
  let total = 0;
  for (let i = 0; i < u; i++) {
    down += w * loses[row - i];
    total += w;
    w *= (D + i + 1) * steps[i];
    if (w > HUGE) {
      w /= HUGE;
      down /= HUGE;
      total /= HUGE;
      shift += LN_HUGE;
    }
  }
  // P(N_u ≤ D) = P(Bin(D + u, 1 − b) ≥ u): its complement is the sum of the w where the tail is the larger part.
  const c = steps[0];
  if (D >= 0 && u < (D + u) * c) down += Math.exp(-shift) - total;
  else if (D >= 0) {
    const odds = c / Math.exp(-rate);
    // From w = C(D+u, u) u/(D+u) … of the loop, the first term of the binomial tail is w e^κ.
    w *= Math.exp(rate);
    for (let i = u; w > 1e-18 * down && w > 0; i++) {
      down += w;
      w *= ((D + u - i) * odds) / (i + 1);
    }
  }
  return Math.log(down) + shift;
}
