/**
 * Tails of the difference of two sums of independent geometric numbers, N_u of u and N′_v of v of them, all with decay
 * rate κ (b = e^{−κ}). Both tails come out with small relative error at any depth: nothing is formed as 1 minus a
 * number near 1, and no two terms of a sum differ in sign.
 */

/** P(N_m ≥ N′_v) and P(N_m < N′_v) for m + v ≤ q, row after row of the triangle. */
export interface Race {
  readonly q: number;
  readonly rate: number;
  readonly wins: Float64Array;
  readonly loses: Float64Array;
  /** (1 − b)/(i + 1) at index i. */
  readonly steps: Float64Array;
}

/** Where row v of the triangle begins; its entries are m = 0..q−v. */
const rowStart = (q: number, v: number): number => v * (q + 1) - (v * (v - 1)) / 2;

/**
 * The race tables for up to q geometric numbers. Both sums are run level by level; at each level first B tries to
 * finish a number, then A; where both fail the race starts afresh, since the geometric law has no memory. That gives
 * G(m,v) = [G(m,v−1) + b H(m−1,v)]/(1+b), H(m,v) = [H(m−1,v) + b G(m,v−1)]/(1+b), with H the race in which A must win
 * outright, and the same for the complements L = 1 − G and K = 1 − H, which are carried along so that neither cancels.
 */
export function raceTables(q: number, rate: number): Race {
  const wins = new Float64Array(rowStart(q, q + 1));
  const loses = new Float64Array(wins.length);
  const steps = new Float64Array(q + 1);
  const b = Math.exp(-rate);
  const c = -Math.expm1(-rate);
  const stay = 1 / (1 + b);
  const cross = b / (1 + b);
  for (let i = 0; i <= q; i++) steps[i] = c / (i + 1);
  wins.fill(1, 0, q + 1);
  for (let v = 1; v <= q; v++) {
    const row = rowStart(q, v);
    const above = rowStart(q, v - 1);
    wins[row] = c ** v;
    loses[row] = -Math.expm1(v * Math.log1p(-b));
    let h = 0;
    let k = 1;
    for (let m = 1; m <= q - v; m++) {
      const g = wins[above + m];
      const l = loses[above + m];
      wins[row + m] = stay * g + cross * h;
      loses[row + m] = stay * l + cross * k;
      h = stay * h + cross * g;
      k = stay * k + cross * l;
    }
  }
  return { q, rate, wins, loses, steps };
}

/** Below this upper tail (in ln) the lower one is 1 minus it without loss. */
const SMALL = -0.6;

/** Terms below this share of the sum are left out; there are at most q of them. */
const NEGLIGIBLE = 1e-18;

/** Sums are rescaled before they overflow. */
const HUGE = 1e250;
const LN_HUGE = Math.log(HUGE);

/**
 * Writes ln P(N_u − N′_v > D) to out[0] and ln P(N_u − N′_v ≤ D) to out[1]; u, v ≥ 1, u + v ≤ q.
 *
 * For D ≥ −1, let w_i = C(D+i, i) (1−b)^i b^{D+1} be the chance that i of A's numbers are used up when it has counted to
 * D + 1; from there a plain race is left. For D < −1 the two sides change places.
 */
export function differenceTails(race: Race, u: number, v: number, D: number, out: Float64Array): void {
  const swap = D < -1;
  const upper = swap ? upperTail(race, v, u, -D - 1) : upperTail(race, u, v, D);
  const lower =
    upper < SMALL ? Math.log1p(-Math.exp(upper)) : swap ? lowerTail(race, v, u, -D - 1) : lowerTail(race, u, v, D);
  const other = upper < SMALL ? upper : Math.log1p(-Math.exp(lower));
  out[0] = swap ? lower : other;
  out[1] = swap ? other : lower;
}

/** ln P(N_u − N′_v > D) for D ≥ −1: ln Σ_{i<u} w_i P(N_{u−i} ≥ N′_v). */
function upperTail({ q, rate, wins, steps }: Race, u: number, v: number, D: number): number {
  const row = rowStart(q, v) + u;
  let shift = -rate * (D + 1);
  let next = D + 1;
  let w = 1;
  let sum = 0;
  for (let i = 0; i < u; i++) {
    sum += w * wins[row - i];
    w *= next * steps[i];
    next += 1;
    if (w > HUGE) {
      w /= HUGE;
      sum /= HUGE;
      shift += LN_HUGE;
    } else if (w < NEGLIGIBLE * sum && next * steps[i] < 1) {
      break;
    }
  }
  return Math.log(sum) + shift;
}

/** ln P(N_u − N′_v ≤ D) for D ≥ −1: A never counts past D, or it does and loses the race that is left. */
function lowerTail({ q, rate, loses, steps }: Race, u: number, v: number, D: number): number {
  const row = rowStart(q, v) + u;
  const c = steps[0];
  let shift = -rate * (D + 1);
  let w = 1;
  let total = 0;
  let sum = 0;
  for (let i = 0; i < u; i++) {
    sum += w * loses[row - i];
    total += w;
    w *= (D + i + 1) * steps[i];
    if (w > HUGE) {
      w /= HUGE;
      sum /= HUGE;
      total /= HUGE;
      shift += LN_HUGE;
    }
  }
  // P(N_u ≤ D) = P(Bin(D + u, 1 − b) ≥ u): 1 − Σ w where that is the larger part, else its own terms, the first w_u e^κ.
  if (D >= 0 && u < (D + u) * c) sum += Math.exp(-shift) - total;
  else if (D >= 0) {
    const b = Math.exp(-rate);
    w /= b;
    for (let i = u; w > NEGLIGIBLE * sum; i++) {
      sum += w;
      w *= ((D + u - i) * c) / ((i + 1) * b);
    }
  }
  return Math.log(sum) + shift;
}
