/** The majority's law in decimals: slow, and independent of the library. */
import type { BigNumber as Real } from "mathjs";
import { big, lnFactorial } from "../big";

export const one = big(1);

export const half = (x: Real): Real => x.div(2);
export const cosh = (x: Real): Real => half(x.exp().plus(x.neg().exp()));
export const sinh = (x: Real): Real => half(x.exp().minus(x.neg().exp()));

/** α = P(X = W), and 1 − α. */
export function signalOf(theta: number, eps: number): { alpha: Real; miss: Real } {
  const t = big(theta);
  const s = one.div(one.plus(big(eps).neg().exp()));
  const flip = one.minus(s);
  return { alpha: t.times(s).plus(one.minus(t).times(flip)), miss: one.minus(t).times(s).plus(t.times(flip)) };
}

/** C(2h, h)/4^h. */
function centralBinomial(h: number): Real {
  if (h >= 1000) {
    const log = lnFactorial(2 * h).minus(lnFactorial(h).times(2));
    return log.exp().div(big(4).pow(h));
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
  const tie = m % 2 === 0 ? term : big(0);
  let sum = big(0);
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
