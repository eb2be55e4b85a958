/** The quantities of the paper in decimal arithmetic of 60 digits, by their definitions: slow, and independent of the library. */
import { create, all, type BigNumber } from "mathjs";

const math = create(all, { number: "BigNumber", precision: 60 });

/** A decimal of 60 digits. */
const decimal = (x: number | string): BigNumber => math.bignumber(x) as BigNumber;

/** The decimal that a double is, not the one that it is printed as. */
export function big(x: number): BigNumber {
  if (Number.isSafeInteger(x)) return decimal(x);
  const exponent = Math.max(-1022, Math.floor(Math.log2(Math.abs(x)))) - 52;
  // In two factors, since 2^1074 overflows.
  const half = Math.trunc(exponent / 2);
  const whole = x / 2 ** half / 2 ** (exponent - half);
  return decimal(whole).times(decimal(2).pow(exponent));
}

const ONE = big(1);
const TWO = big(2);
const PI = decimal("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899");

const exp = (x: BigNumber): BigNumber => x.exp();
export const cosh = (x: BigNumber): BigNumber => exp(x).plus(exp(x.neg())).div(2);
export const sinh = (x: BigNumber): BigNumber => exp(x).minus(exp(x.neg())).div(2);

/** α = P(X = W), and 1 − α. */
export function qualityOf(theta: number, eps: number): { alpha: BigNumber; miss: BigNumber } {
  const t = big(theta);
  const s = ONE.div(ONE.plus(exp(big(eps).neg())));
  const flip = ONE.minus(s);
  return { alpha: t.times(s).plus(ONE.minus(t).times(flip)), miss: ONE.minus(t).times(s).plus(t.times(flip)) };
}

/** Numerators and denominators of B_{2k}/(2k(2k − 1)), Stirling's series for ln n!. */
const STIRLING = [
  [1, 12], [-1, 360], [1, 1260], [-1, 1680], [1, 1188], [-691, 360360], [1, 156], [-3617, 122400], [43867, 244188],
] as const; // prettier-ignore

/** ln n! for n ≥ 1000, to 50 digits. */
function logFactorial(n: number): BigNumber {
  const x = big(n);
  let sum = PI.times(2).times(x).ln().div(2).plus(x.times(x.ln())).minus(x);
  STIRLING.forEach(
    ([a, b], k) =>
      (sum = sum.plus(
        big(a)
          .div(b)
          .div(x.pow(2 * k + 1)),
      )),
  );
  return sum;
}

/** C(2h, h)/4^h. */
function centralBinomial(h: number): BigNumber {
  if (h >= 1000)
    return exp(
      logFactorial(2 * h)
        .minus(logFactorial(h).times(2))
        .minus(TWO.ln().times(2 * h)),
    );
  let product = ONE;
  for (let j = 1; j <= h; j++) product = product.times(2 * j - 1).div(2 * j);
  return product;
}

/** u = P(M = 0 | W = 1), c = P(M = 1 | W = 0) and P(tie) for N − 1 peers right with probability alpha, by summing terms. */
export function lawOf({ alpha, miss }: { alpha: BigNumber; miss: BigNumber }, N: number) {
  const m = N - 1;
  const h = Math.floor(m / 2);
  const odds = miss.div(alpha);
  // P(k peers are wrong), from the least majority of wrong ones on.
  const first = m % 2 === 0 ? h : h + 1;
  let term = centralBinomial(h).times(alpha.times(miss).times(4).pow(h));
  if (m % 2 === 1)
    term = term
      .times(miss)
      .times(2 * h + 1)
      .div(h + 1);
  const tie = m % 2 === 0 ? term : big(0);
  let sum = big(0);
  for (let k = first; k <= m; k++) {
    sum = sum.plus(term);
    term = term
      .times(odds)
      .times(m - k)
      .div(k + 1);
    if (term.lt(sum.times(1e-58))) break;
  }
  return { u: sum, c: sum.minus(tie), tie };
}
