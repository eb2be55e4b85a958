/** The contract for a law that is known only by queries to its distribution function (section 3.1). */
import { checkFunction, checkNumber, rejectValue } from "../arguments";
import { lotteryContract, TOLERANCE, type Contract } from "./contract";

/** A contract found by queries: a lottery over the ends of a short bracket of F⁻¹(c). */
export interface OracleContract extends Contract {
  /** How many queries it took. */
  readonly calls: number;
}

/**
 * The contract by doubling and bisection: from [0, 1] the upper end doubles until F reaches c, then the bracket is
 * halved until it is shorter than delta. An exact hit (to 1e-12) gives a single price; otherwise the lottery over both
 * ends, whose expected payment per acceptor exceeds F⁻¹(c) by less than delta.
 * @param cdf F on [0, ∞), nondecreasing, with F(0) < c
 * @param c acceptance probability, in (0, 1)
 * @param delta > 0, the length of the bracket; the paper takes delta < 1/n
 * @throws RangeError when F(0) ≥ c, F never reaches c, or delta is below the spacing of floating-point numbers there
 */
export function oracleContract(cdf: (v: number) => number, c: number, delta: number): OracleContract {
  checkFunction("cdf", cdf);
  checkNumber("c", c, { above: 0, below: 1 });
  checkNumber("delta", delta, { above: 0 });
  let calls = 0;
  const query = (v: number): number => {
    calls++;
    const p: unknown = cdf(v);
    checkNumber(`cdf(${v})`, p, { min: 0, max: 1 });
    return p;
  };
  const single = (price: number): OracleContract => ({
    acceptance: c,
    alphaMinus: price,
    alphaPlus: price,
    cMinus: c,
    cPlus: c,
    beta: 1,
    payPerPlayer: c * price,
    calls,
  });
  let [lo, hi] = [0, 1];
  let [cMinus, cPlus] = [0, query(hi)];
  while (cPlus < c) {
    if (hi > Number.MAX_VALUE / 2) rejectValue("cdf(∞)", cPlus, `at least c = ${c}`);
    [lo, cMinus] = [hi, cPlus];
    hi *= 2;
    cPlus = query(hi);
  }
  if (Math.abs(cPlus - c) <= TOLERANCE) return single(hi);
  if (lo === 0) {
    cMinus = query(0);
    if (cMinus >= c) rejectValue("cdf(0)", cMinus, `below c = ${c}`);
  }
  while (hi - lo >= delta) {
    const middle = (lo + hi) / 2;
    if (middle === lo || middle === hi)
      rejectValue("delta", delta, `above ${hi - lo}, the spacing of numbers near ${lo}`);
    const p = query(middle);
    if (Math.abs(p - c) <= TOLERANCE) return single(middle);
    if (p > c) [hi, cPlus] = [middle, p];
    else [lo, cMinus] = [middle, p];
  }
  return { ...lotteryContract(c, [lo, cMinus], [hi, cPlus]), calls };
}
