/** Decimals of 60 digits: slow, and they share nothing with the library. */
import { all, create, type BigNumber } from "mathjs";

const { bignumber } = create(all, { number: "BigNumber", precision: 60 });

/** The fraction that a double is, exactly, to 60 digits. */
export function big(x: number): BigNumber {
  if (!Number.isFinite(x)) return bignumber(x);
  let [whole, halvings] = [x, 0];
  for (; !Number.isInteger(whole); halvings++) whole *= 2;
  return bignumber(BigInt(whole).toString()).div(bignumber(2).pow(halvings));
}

/** Their sum. */
export const sum = (terms: readonly BigNumber[]): BigNumber => terms.reduce((total, term) => total.plus(term), big(0));

/** e^x − 1, to some 40 digits near 0 too. */
export function bigExpm1(x: BigNumber): BigNumber {
  if (x.abs().greaterThan(1e-10)) return x.exp().minus(1);
  const factorials = [1, 2, 6, 24, 120, 720];
  return factorials.reduce((sum, factorial, k) => sum.plus(x.pow(k + 1).div(factorial)), big(0));
}

/** ln(1 + x), to some 40 digits near 0 too. */
export function bigLn1p(x: BigNumber): BigNumber {
  if (x.abs().greaterThan(1e-10)) return x.plus(1).ln();
  return [1, 2, 3, 4, 5, 6].reduce((sum, k) => sum.plus(x.pow(k).div(k % 2 === 0 ? -k : k)), big(0));
}

/** ln n!, to 60 digits: the product itself, or Stirling's series from where its terms fall below 10⁻⁶⁰. */
export function lnFactorial(n: number): BigNumber {
  let product = big(1);
  if (n < 400) {
    for (let k = 2; k <= n; k++) product = product.times(k);
    return product.ln();
  }
  const x = big(n);
  const bernoulli: [number, number][] = [
    [1, 6],
    [-1, 30],
    [1, 42],
    [-1, 30],
    [5, 66],
    [-691, 2730],
    [7, 6],
    [-3617, 510],
    [43867, 798],
    [-174611, 330],
    [854513, 138],
    [-236364091, 2730],
  ];
  const series = bernoulli.map(([p, q], i) => {
    const k = 2 * (i + 1);
    return big(p)
      .div(q)
      .div(k * (k - 1))
      .div(x.pow(k - 1));
  });
  const pi = big(-1).acos();
  return x.plus(0.5).times(x.ln()).minus(x).plus(pi.times(2).ln().div(2)).plus(sum(series));
}
