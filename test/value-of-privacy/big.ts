/** Decimal arithmetic of 60 digits, and the majority's law in it: slow, and independent of the library. */
import { create, all, type BigNumber } from "mathjs";

const math = create(all, { number: "BigNumber", precision: 60 });

/** A decimal of 60 digits. */
export type Real = BigNumber;

const decimal = (x: number | string): Real => math.bignumber(x) as Real;

/** The decimal that a double is, not the one that it is printed as. */
export function real(x: number): Real {
  if (Number.isSafeInteger(x) || !Number.isFinite(x)) return decimal(x);
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(x)))) - 52;
  // In two factors, since 2^1074 overflows.
  const half = Math.trunc(exponent / 2);
  const whole = x / 2 ** half / 2 ** (exponent - half);
  return decimal(whole).times(decimal(2).pow(exponent));
}

export const one = decimal(1);
const PI = decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899");

export const half = (x: Real): Real => x.div(2);
export const cosh = (x: Real): Real => half(x.exp().plus(x.neg().exp()));
export const sinh = (x: Real): Real => half(x.exp().minus(x.neg().exp()));

/** α = P(X = W), and 1 − α. */
export function signalOf(theta: number, eps: number): { alpha: Real; miss: Real } {
  const t = real(theta);
  const s = one.div(one.plus(real(eps).neg().exp()));
  const flip = one.minus(s);
  return { alpha: t.times(s).plus(one.minus(t).times(flip)), miss: one.minus(t).times(s).plus(t.times(flip)) };
}

/** Numerators and denominators of B_{2k}/(2k(2k − 1)), Stirling's series for ln n!. */
const STIRLING = [
  [1, 12],
  [-1, 360],
  [1, 1260],
  [-1, 1680],
  [1, 1188],
  [-691, 360360],
  [1, 156],
  [-3617, 122400],
  [43867, 244188],
] as const;

/** ln n! for n ≥ 1000, to 50 digits. */
function logFactorial(n: number): Real {
  const x = real(n);
  let sum = PI.times(2).times(x).ln().div(2).plus(x.times(x.ln())).minus(x);
  let power = x;
  for (const [a, b] of STIRLING) {
    sum = sum.plus(real(a).div(b).div(power));
    power = power.times(x).times(x);
  }
  return sum;
}

/** C(2h, h)/4^h. */
function centralBinomial(h: number): Real {
  if (h >= 1000) {
    const log = logFactorial(2 * h).minus(logFactorial(h).times(2));
    return log.exp().div(decimal(4).pow(h));
  }
  let product = one;
  for (let j = 1; j <= h; j++) product = product.times(2 * j - 1).div(2 * j);
  return product;
}

/** u = P(M = 0 | W = 1), c = P(M = 1 | W = 0) and P(tie) for N − 1 peers right with probability alpha, by summing terms. */
export function law({ alpha, miss }: { alpha: Real; miss: Real }, N: number) {
  const m = N - 1;
  const h = Math.floor(m / 2);
  const odds = miss.div(alpha);
  // P(k peers are wrong), from the least majority of wrong ones on.
  const first = m % 2 === 0 ? h : h + 1;
  let term = centralBinomial(h).times(alpha.times(miss).times(4).pow(h));
  if (m % 2 === 1) term = term.times(miss).times(m).div(first);
  const tie = m % 2 === 0 ? term : real(0);
  let sum = real(0);
  for (let k = first; k <= m; k++) {
    sum = sum.plus(term);
    const left = m - k;
    term = term
      .times(odds)
      .times(left)
      .div(k + 1);
    if (term.lt(sum.times(1e-58))) break;
  }
  return { u: sum, c: sum.minus(tie), tie };
}
