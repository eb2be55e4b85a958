/**
 * How often the majority of N − 1 peers, each reporting W with probability α, says 1 (Theorem 2): tails of a binomial
 * law at its half, stable for N up to 10⁶ and more, and far below the least positive double.
 */
import { log1mexp } from "../numerics/log-space";
import { checkLevel, checkPeople, checkTheta, chernoffOf, quality, type ReportQuality, type Signal } from "./market";

/** The law of the peers' majority M given the state, a tie counting as 0. */
export interface MajorityLaw {
  /** u = P(M = 0 | W = 1) = 1 − β and its logarithm. */
  readonly u: number;
  readonly logU: number;
  /** c = P(M = 1 | W = 0) = γ − β and its logarithm. */
  readonly c: number;
  readonly logC: number;
  /** b − c = P(M = 1 | W = 1) − P(M = 1 | W = 0) > 0, free of cancellation. */
  readonly bMinusC: number;
  /** ln P(tie); −∞ for an odd number of peers. */
  readonly logTie: number;
}

/** ln [C(2h, h) / 4^h]. */
export function logCentralBinomial(h: number): number {
  if (h < 200) {
    let product = 1;
    for (let j = 1; j <= h; j++) product *= 1 - 0.5 / j;
    return Math.log(product);
  }
  const s = 1 / (h * h);
  return -0.5 * Math.log(Math.PI * h) - (1 / 8 - s * (1 / 192 - s / 640)) / h;
}

/** Σ_{j ≥ 1} Π_{l < j} ratio·(h − l)/(h + shift + l), stopped once terms no longer count. */
function tailSeries(h: number, ratio: number, shift: number): number {
  let sum = 0;
  let term = 1;
  for (let l = 0; l < h; l++) {
    term *= (ratio * (h - l)) / (h + shift + l);
    sum += term;
    if (term < 1e-18 * sum) break;
  }
  return sum;
}

/**
 * b − c, a distribution function of a negative binomial law, the same for N = 2h and N = 2h + 1: the regularised beta
 * function I_x(½, h) at x = y², by its series of positive terms, about fifteen of them where b − c ≤ ½.
 */
function differenceSeries(y: number, h: number): number {
  const x = y * y;
  let sum = 0;
  let term = 1;
  for (let n = 0; term > 1e-18 * sum; n++) {
    sum += term;
    term *= (x * (h + 0.5 + n)) / (1.5 + n);
  }
  return 2 * h * y * Math.exp(logCentralBinomial(h) + h * Math.log1p(-x)) * sum;
}

/** The law of the majority without checks, for α > ½. */
export function majority(report: ReportQuality, N: number): MajorityLaw {
  const { alpha, miss, y } = report;
  const D = chernoffOf(report);
  const h = Math.floor((N - 1) / 2);
  const ratio = miss / alpha;
  let logTie = -Infinity;
  let logC: number;
  let logU: number;
  if (N % 2 === 0) {
    logC = logCentralBinomial(h + 1) - 2 * h * D + Math.log(2 * miss) + Math.log1p(tailSeries(h, ratio, 2));
    logU = logC;
  } else {
    logTie = logCentralBinomial(h) - 2 * h * D;
    const excess = tailSeries(h, ratio, 1);
    logC = logTie + Math.log(excess);
    logU = logTie + Math.log1p(excess);
  }
  const u = Math.exp(logU);
  const c = Math.exp(logC);
  const bMinusC = u + c < 0.5 ? 1 - u - c : differenceSeries(y, Math.floor(N / 2));
  return { u, logU, c, logC, bMinusC, logTie };
}

/**
 * The law of the majority of N − 1 peers at level ε (Theorem 2; β = 1 − u, γ = 1 − P(tie)).
 * @param theta P(S = W), in (½, 1)
 * @param eps the peers' level, > 0
 * @param N people, ≥ 2: the N − 1 peers of one of them vote
 * @claims wyz16/beta-gamma, wyz16/A-nonneg, wyz16/majority-consistency
 * @example
 * ```ts
 * majorityLaw({ theta: 0.8, eps: 1, N: 3 }).u; // 0.592145
 * ```
 */
export function majorityLaw({ theta, eps, N }: Signal & { readonly eps: number; readonly N: number }): MajorityLaw {
  checkTheta(theta);
  checkLevel(eps);
  checkPeople(N);
  return majority(quality(theta, eps), N);
}

/** γ of Theorem 2: the probability that the peers do not tie. */
export const noTie = ({ logTie }: MajorityLaw): number => (logTie === -Infinity ? 1 : Math.exp(log1mexp(-logTie)));
