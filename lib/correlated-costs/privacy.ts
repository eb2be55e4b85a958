/** The privacy of what Mechanism 1 publishes, exactly: the estimate, a player's payment, and both together. */
import { checkArray, checkInteger, checkNumber } from "../arguments";
import { commonAcceptance, offersOf, priceSpread, type Contract, type Offer } from "./contract";
import { checkSampling } from "./estimate-error";

/**
 * The privacy level of the estimate: ln(1 + c(e^ε − 1)) < ε. A player's own random acceptance amplifies his privacy, which
 * Lemma 3.5's proof gives away by conditioning on the others' costs.
 * @param c acceptance probability, in (0, 1)
 * @param eps privacy parameter, > 0
 * @claims fl12/lem3.5, fl12/thm3.9
 * @example
 * ```ts
 * epsEstimate(0.5, 0.1); // 0.0512495
 * ```
 */
export function epsEstimate(c: number, eps: number): number {
  checkSampling(c, eps);
  const odds = Math.expm1(eps);
  // Where e^ε overflows, the same with ε taken out.
  return Number.isFinite(odds) ? Math.log1p(c * odds) : eps + Math.log(c + (1 - c) * Math.exp(-eps));
}

/** Beyond this ratios of densities are no numbers any more. */
const MOST_EPS = 700;

const checkRatios = (eps: number): void => checkNumber("eps", eps, { max: MOST_EPS });

/**
 * The mean of f over m = 0..n with weights ∝ exp(log weight), where the weights are log-concave: summed outwards from the
 * largest by ratios, so that nothing underflows.
 * @param ratio weight(m + 1)/weight(m), nonincreasing in m
 */
function logConcaveMean(n: number, ratio: (m: number) => number, f: (m: number) => number): number {
  let [peak, end] = [0, n];
  while (peak < end) {
    const middle = (peak + end) >> 1;
    if (ratio(middle) > 1) peak = middle + 1;
    else end = middle;
  }
  let weights = 1;
  let sum = f(peak);
  for (let m = peak, w = 1; m < n && w > 1e-18; m++) {
    w *= ratio(m);
    weights += w;
    sum += w * f(m + 1);
  }
  for (let m = peak, w = 1; m > 0 && w > 1e-18; m--) {
    w /= ratio(m - 1);
    weights += w;
    sum += w * f(m - 1);
  }
  return sum / weights;
}

/** ln P_{n₁}[ŝ = n] − ln P_{n₁−1}[ŝ = n]. */
function topAtom(n: number, n1: number, c: number, eps: number): number {
  const top = c * n;
  if (top >= n1) return epsEstimate(c, eps);
  checkRatios(eps);
  /** By how much P(m + Lap ≥ top) grows from m to m + 1, relative to m's. */
  const growth = (m: number): number => {
    if (m + 1 <= top) return Math.expm1(eps);
    const missed = (x: number): number => Math.expm1(-eps * Math.abs(x - top));
    if (m <= top) return -(missed(m) + missed(m + 1)) / Math.exp(-eps * (top - m));
    return (-0.5 * Math.exp(-eps * (m - top)) * Math.expm1(-eps)) / (0.5 - 0.5 * missed(m));
  };
  const n0 = n1 - 1;
  const odds = c / (1 - c);
  const ratio = (m: number): number => ((odds * (n0 - m)) / (m + 1)) * (1 + growth(m));
  // One more target player: with probability 1 − c the count stays, with c it is one higher.
  return Math.log1p(c * logConcaveMean(n0, ratio, growth));
}

/**
 * The privacy of the truncated estimate between databases with n₁ and n₁ − 1 target players. The output's log ratio is
 * monotone, so that the two truncation atoms are its extremes.
 * @param n players, ≥ 1
 * @param n1 target players of the larger database, 1..n
 * @param c acceptance probability, in (0, 1)
 * @param eps privacy parameter, > 0, and at most 700 where cn < n₁
 * @returns the size of the log ratio at ŝ = 0 (left) and at ŝ = n (right), and the larger
 */
export function epsEstimateTruncated(
  n: number,
  n1: number,
  c: number,
  eps: number,
): { readonly left: number; readonly right: number; readonly eps: number } {
  checkInteger("n", n, { min: 1 });
  checkInteger("n1", n1, { min: 1, max: n });
  checkSampling(c, eps);
  const left = -Math.log1p(c * Math.expm1(-eps));
  const right = topAtom(n, n1, c, eps);
  return { left, right, eps: Math.max(left, right) };
}

/**
 * The log ratio of the densities of the untruncated estimate with n₁ and n₁ − 1 target players.
 * @param n1 ≥ 1
 * @param eps privacy parameter, in (0, 700]
 * @param y outputs, on the scale of the count m + Lap(1/ε)
 * @returns the log ratio at each output, nondecreasing in y
 */
export function estimateLogRatio(n1: number, c: number, eps: number, y: ArrayLike<number>): Float64Array {
  checkInteger("n1", n1, { min: 1 });
  checkSampling(c, eps);
  checkArray("y", y);
  checkRatios(eps);
  const odds = c / (1 - c);
  return Float64Array.from(y, (at, i) => {
    checkNumber(`y[${i}]`, at);
    // Beyond all counts the ratio does not change any more.
    const x = Math.min(Math.max(at, 0), n1);
    /** By how much the density around a count m of the others falls short of that around m + 1, relative to it. */
    const nearer = (m: number): number => eps * (Math.abs(x - m) - Math.abs(x - m - 1));
    const ratio = (m: number): number => ((odds * (n1 - 1 - m)) / (m + 1)) * Math.exp(nearer(m));
    return Math.log1p(c * logConcaveMean(n1 - 1, ratio, (m) => Math.expm1(nearer(m))));
  });
}

function checkTypes(contracts: readonly Contract[], ...types: readonly (readonly [string, number])[]): void {
  commonAcceptance(contracts);
  for (const [name, type] of types) checkInteger(name, type, { min: 1, max: contracts.length });
}

/** Σ_i weight_i·f(−rate·(|x − price_i| − from)). */
const mixture = (offers: readonly Offer[], f: (t: number) => number, rate: number, x: number, from: number): number =>
  offers.reduce((sum, { price, weight }) => sum + weight * f(-rate * (Math.abs(x - price) - from)), 0);

/** The log ratio at x of two mixtures of equal weight of Laplace densities around the prices. */
function logRatioAt(one: readonly Offer[], other: readonly Offer[], rate: number, x: number): number {
  const [first, second] = [one, other].map((offers) => Math.min(...offers.map(({ price }) => Math.abs(x - price))));
  const quotient = mixture(one, Math.exp, rate, x, first) / mixture(other, Math.exp, rate, x, second);
  const ratio = Math.log(quotient) - rate * (first - second);
  // The weights take each other away: what differs is left, however little it is, seen from the likeliest price.
  const likeliest = other.reduce((most, offer) => (offer.weight > most.weight ? offer : most));
  const least = Math.abs(x - likeliest.price);
  if (Math.abs(ratio) > 0.5 || rate * (least - Math.min(first, second)) > 30) return ratio;
  const [here, there] = [one, other].map((offers) => mixture(offers, Math.expm1, rate, x, least));
  return Math.log1p((here - there) / mixture(other, Math.exp, rate, x, least));
}

/**
 * The privacy of a player's payment between types j and jp. Both laws have an atom 1 − c at 0; their continuous parts are
 * mixtures of Laplace densities, whose log ratio has its extremes at the prices.
 * @param eps privacy parameter, > 0
 * @param contracts one for each type
 * @param j a type, 1..h
 * @param jp another
 */
export function epsPayment(eps: number, contracts: readonly Contract[], j: number, jp: number): number {
  checkNumber("eps", eps, { above: 0 });
  checkTypes(contracts, ["j", j], ["jp", jp]);
  const gamma = priceSpread(contracts);
  if (gamma === 0 || j === jp) return 0;
  const [one, other] = [offersOf(contracts[j - 1]), offersOf(contracts[jp - 1])];
  const rate = eps / gamma;
  return Math.max(...[...one, ...other].map(({ price }) => Math.abs(logRatioAt(one, other, rate, price))));
}

/**
 * The privacy of estimate and payments published together. Payments reveal who accepted, and given that the estimate is
 * not amplified: the levels add up to {@link epsPayment} plus ε if exactly one of the two types is the target. With two
 * types this is 2ε.
 * @param target the type that is counted; 1 by default
 */
export function epsJoint(eps: number, contracts: readonly Contract[], j: number, jp: number, target = 1): number {
  checkTypes(contracts, ["target", target]);
  return epsPayment(eps, contracts, j, jp) + ((j === target) !== (jp === target) ? eps : 0);
}

/**
 * The worst pair of types for {@link epsJoint}.
 * @claims fl12/thm3.9
 * @example
 * ```ts
 * epsJointWorst(0.1, contractsFor([uniform(0, 1), uniform(0, 2)], 0.5)); // 0.2
 * ```
 */
export function epsJointWorst(eps: number, contracts: readonly Contract[], target = 1): number {
  let worst = 0;
  for (let j = 1; j <= contracts.length; j++) worst = Math.max(worst, epsJointOf(eps, contracts, j, target));
  return worst;
}

/** The worst {@link epsJoint} between a type and any other: the privacy loss that its players suffer. */
export function epsJointOf(eps: number, contracts: readonly Contract[], j: number, target = 1): number {
  checkTypes(contracts, ["j", j]);
  return Math.max(...contracts.map((_, i) => epsJoint(eps, contracts, j, i + 1, target)));
}
