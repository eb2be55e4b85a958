/**
 * The exact law of the noisy VCG mechanism's output. Only the sums of the values matter. With y = s_{o*} + λ_{o*} the
 * noise factorises: P(output) = Σ_y P(λ_{o*} = y − s_{o*}) Π P(λ_p = …) Π P(λ_p ≤ …), revealed and hidden outcomes p.
 */
import { checkInteger, checkNumber, rejectValue } from "../arguments";
import { LARGEST_EPS } from "./election";
import { checkMost, checkSums, checkValuation, type Valuation } from "./vcg";

/** Exact laws cost of the order of MK/ε; the sampler has no such limit. */
const SMALLEST_EPS = 1e-4;

/** The most outputs K (M+1)^{K−1} of an exact law. */
const MOST_OUTPUTS = 200_000;

/** Checks the parameters of an exact law and returns the decay rate ε/(MK). */
export function lawRate(outcomes: number, most: number, eps: number): number {
  checkMost(most);
  checkNumber("eps", eps, { min: SMALLEST_EPS, max: LARGEST_EPS });
  return eps / (most * outcomes);
}

/**
 * What is seen of the outcomes: at p the whole number k_p = (s_{o*} + λ_{o*}) − (s_p + λ_p) where p is revealed (0 at
 * o*), null where it is hidden. V_{o*} − V_p = k_p + (o* − p)/K.
 */
export type Signature = readonly (number | null)[];

/** An output of Mechanism 7.1 with its probability. */
export interface VcgLawRow {
  readonly outcome: number;
  readonly signature: Signature;
  readonly probability: number;
}

/**
 * All outputs, by o*, then by signature with hidden before revealed; the same list for every profile.
 * @param outcomes K ≥ 1
 * @param most M ≥ 1
 */
export function vcgOutputs(
  outcomes: number,
  most: number,
): { readonly outcome: number; readonly signature: Signature }[] {
  const count = outcomes * (most + 1) ** (outcomes - 1);
  if (count > MOST_OUTPUTS) {
    rejectValue("outcomes, most", [outcomes, most], `at most ${MOST_OUTPUTS} outputs; here ${count}`);
  }
  const rows: { outcome: number; signature: Signature }[] = [];
  for (let outcome = 0; outcome < outcomes; outcome++) {
    let partial: (number | null)[][] = [[]];
    for (let p = 0; p < outcomes; p++) {
      const first = p > outcome ? 1 : 0;
      const seen = p === outcome ? [0] : [null, ...Array.from({ length: most }, (_, i) => first + i)];
      partial = partial.flatMap((signature) => seen.map((k) => [...signature, k]));
    }
    rows.push(...partial.map((signature) => ({ outcome, signature })));
  }
  return rows;
}

/** A factor of the product: a probability mass (revealed) or distribution function (hidden) centred at `centre`. */
interface Factor {
  readonly centre: number;
  readonly hidden: boolean;
}

/** ln P(output): the noise of each outcome is at its own value of y, or at most there. */
function logOutputProbability(
  sums: ArrayLike<number>,
  outcome: number,
  signature: Signature,
  most: number,
  rate: number,
): number {
  return logSumOfProducts(
    signature.map((k, p) =>
      k === null
        ? { centre: sums[p] + most + (p > outcome ? 1 : 0), hidden: true }
        : { centre: sums[p] + k, hidden: false },
    ),
    rate,
  );
}

/**
 * ln Σ_y of a product of discrete Laplace masses and distribution functions at y − centre, at least one of them a mass,
 * in closed form. Between two centres every factor is a^{±(y−c)} or 1 − a^{y−c+1}/(1+a), so the product is a short
 * polynomial in a^y and its sum over y a few geometric sums. All powers of a are taken relative to the product's largest
 * one, which is at a centre: nothing underflows however large ε is.
 */
function logSumOfProducts(unsorted: readonly Factor[], rate: number): number {
  const factors = [...unsorted].sort((a, b) => a.centre - b.centre);
  const K = factors.length;
  const F = 1 / (1 + Math.exp(-rate));
  const masses = factors.filter((f) => !f.hidden).length;
  const exponentAt = (y: number): number =>
    factors.reduce((sum, { centre, hidden }) => sum + (hidden ? Math.max(0, centre - y) : Math.abs(centre - y)), 0);
  const least = Math.min(...factors.map(({ centre }) => exponentAt(centre)));
  // Left of all centres every factor falls by a per step.
  let sum =
    (F ** (K - masses) * Math.exp(-rate * (exponentAt(factors[0].centre) + K - least))) / -Math.expm1(-rate * K);
  let pastMasses = 0;
  let futureHidden = K - masses;
  // Coefficients, in powers of a^{y−start}, of the product of the distribution functions left behind.
  const coefficients = new Float64Array(K - masses + 1);
  coefficients[0] = 1;
  let degree = 0;
  for (let i = 0; i < K; i++) {
    const start = factors[i].centre;
    const step = i > 0 ? start - factors[i - 1].centre : 0;
    for (let j = 1; j <= degree; j++) coefficients[j] *= Math.exp(-rate * step * j);
    if (factors[i].hidden) {
      const alpha = F * Math.exp(-rate);
      futureHidden--;
      degree++;
      for (let j = degree; j > 0; j--) coefficients[j] -= alpha * coefficients[j - 1];
    } else {
      pastMasses++;
    }
    const length = i + 1 < K ? factors[i + 1].centre - start : Infinity;
    if (length === 0) continue;
    const base = exponentAt(start) - least;
    const slope = pastMasses - (K - 1 - i);
    let here = 0;
    for (let j = 0; j <= degree; j++) here += coefficients[j] * geometricRun(rate, base, slope + j, length);
    sum += F ** futureHidden * here;
  }
  return Math.min(0, masses * Math.log(Math.tanh(rate / 2)) + Math.log(sum) - rate * least);
}

/** Σ_{t=0}^{length−1} a^{base + slope t}; slope > 0 where the run is infinite. */
function geometricRun(rate: number, base: number, slope: number, length: number): number {
  if (slope === 0) return length * Math.exp(-rate * base);
  const largest = slope > 0 ? base : base + slope * (length - 1);
  const size = Math.abs(slope) * rate;
  return Math.exp(-rate * largest) * (Math.expm1(-size * length) / Math.expm1(-size));
}

/** ln P(output) for the outputs of {@link vcgOutputs}, as a function of the sums, unchecked. */
export function logLawOf(outcomes: number, most: number, eps: number): (sums: ArrayLike<number>) => Float64Array {
  const rate = lawRate(outcomes, most, eps);
  const outputs = vcgOutputs(outcomes, most);
  return (sums) =>
    Float64Array.from(outputs, ({ outcome, signature }) => logOutputProbability(sums, outcome, signature, most, rate));
}

/**
 * The exact law of Mechanism 7.1's output (o*, π).
 * @param sums Σ_j U(θ_j, o) per outcome; whole; only differences matter
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 * @returns one row per output, by o*, then signature with hidden first
 */
export function vcgLaw(sums: ArrayLike<number>, most: number, eps: number): VcgLawRow[] {
  const law = vcgProbabilities(sums, most, eps);
  return vcgOutputs(sums.length, most).map((output, i) => ({ ...output, probability: law[i] }));
}

/** The probabilities of {@link vcgLaw} alone. */
export const vcgProbabilities = (sums: ArrayLike<number>, most: number, eps: number): Float64Array =>
  logLawOf(checkSums("sums", sums), most, eps)(sums).map(Math.exp);

/**
 * Tables of the discrete Laplace mass and distribution function on −reach..reach; beyond, they are a tail of e^{−46}.
 */
export interface NoiseTables {
  readonly reach: number;
  readonly mass: Float64Array;
  readonly upTo: Float64Array;
}

export function noiseTables(rate: number, reach: number): NoiseTables {
  const mass = new Float64Array(2 * reach + 1);
  const upTo = new Float64Array(2 * reach + 1);
  const peak = Math.tanh(rate / 2);
  const F = 1 / (1 + Math.exp(-rate));
  for (let x = 0; x <= reach; x++) {
    const a = Math.exp(-rate * x);
    mass[reach + x] = peak * a;
    mass[reach - x] = peak * a;
    upTo[reach - x] = F * a;
    upTo[reach + x] = 1 - F * Math.exp(-rate * (x + 1));
  }
  return { reach, mass, upTo };
}

/** How far from the sums the noise is followed: what lies beyond has probability below 2 e^{−46}. */
export const noiseReach = (rate: number, most: number): number => Math.ceil(46 / rate) + 2 * most + 5;

/** The most steps of a window sum. */
const MOST_STEPS = 50_000_000;

/**
 * P(o* = o) for each outcome: any K, O(K² MK/ε).
 * @param sums Σ_j U(θ_j, o) per outcome; whole
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 */
export function vcgMarginal(sums: ArrayLike<number>, most: number, eps: number): Float64Array {
  const K = checkSums("sums", sums);
  const rate = lawRate(K, most, eps);
  const list = Array.from(sums);
  const [least, largest] = [Math.min(...list), Math.max(...list)];
  const pad = noiseReach(rate, most);
  const width = largest - least + 2 * pad + 1;
  if (width > MOST_STEPS / K ** 2) rejectValue("sums", sums, `within ${MOST_STEPS / K ** 2} of each other`);
  const { reach, mass, upTo } = noiseTables(rate, largest - least + pad + 1);
  return Float64Array.from({ length: K }, (_, o) => {
    let sum = 0;
    for (let y = least - pad; y <= largest + pad; y++) {
      let product = mass[reach + y - sums[o]];
      for (let p = 0; p < K; p++) if (p !== o) product *= upTo[reach + y - sums[p] - (p > o ? 1 : 0)];
      sum += product;
    }
    return Math.min(1, sum);
  });
}

/**
 * Expected welfare lost, Σ_o P(o* = o) (max s − s_o) (Proposition 7.6).
 * @param sums Σ_j U(θ_j, o) per outcome; whole
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 */
export function vcgLoss(sums: ArrayLike<number>, most: number, eps: number): number {
  const law = vcgMarginal(sums, most, eps);
  const best = Math.max(...Array.from(sums));
  return law.reduce((sum, p, o) => sum + p * (best - sums[o]), 0);
}

/**
 * P(welfare < optimum − Δ), strictly (Proposition 7.6).
 * @param sums Σ_j U(θ_j, o) per outcome; whole
 * @param most M ≥ 1
 * @param delta Δ
 * @param eps privacy parameter ε in [1e-4, 700]
 */
export function vcgLossTail(sums: ArrayLike<number>, most: number, delta: number, eps: number): number {
  checkNumber("delta", delta);
  const law = vcgMarginal(sums, most, eps);
  const best = Math.max(...Array.from(sums));
  return law.reduce((sum, p, o) => sum + (best - sums[o] > delta ? p : 0), 0);
}

/**
 * E[max_o λ_o], which bounds the expected loss for every profile.
 * @param outcomes K ≥ 1
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 */
export function vcgExpectedMax(outcomes: number, most: number, eps: number): number {
  checkInteger("outcomes", outcomes, { min: 1, max: 1e6 });
  const rate = lawRate(outcomes, most, eps);
  const half = Math.log1p(Math.exp(-rate));
  // Σ_{y≥0} P(max > y) − Σ_{y<0} P(max ≤ y)
  let sum = 0;
  for (let y = 0, term = 1; term > 1e-18 * sum; y++) {
    term = -Math.expm1(outcomes * Math.log1p(-Math.exp(-rate * (y + 1) - half)));
    sum += term;
  }
  for (let y = -1, term = 1; term > 1e-18 * (1 + sum); y--) {
    term = Math.exp(outcomes * (rate * y - half));
    sum -= term;
  }
  return sum;
}

/** The payment that a report owes for an output, max over the revealed p of U(o*) − U(p) − k_p − (o* − p)/K, ≥ 0. */
function paymentFor(report: Valuation, outcome: number, signature: Signature): number {
  const K = report.length;
  let payment = 0;
  for (let p = 0; p < K; p++) {
    const k = signature[p];
    if (k !== null) payment = Math.max(payment, report[outcome] - report[p] - k - (outcome - p) / K);
  }
  return payment;
}

/**
 * The expected payment of a player.
 * @param othersSums Σ over the others' values per outcome
 * @param report the player's report
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 */
export function vcgExpectedPayment(
  othersSums: ArrayLike<number>,
  report: Valuation,
  most: number,
  eps: number,
): number {
  return expectation(othersSums, report, most, eps, (outcome, signature) => paymentFor(report, outcome, signature));
}

/**
 * Expected value of the outcome minus payment.
 * @param othersSums Σ over the others' values per outcome
 * @param report the player's report
 * @param truth the player's true type
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 */
export function vcgExpectedUtility(
  othersSums: ArrayLike<number>,
  report: Valuation,
  truth: Valuation,
  most: number,
  eps: number,
): number {
  checkValuation("truth", truth, checkSums("othersSums", othersSums), most);
  return expectation(
    othersSums,
    report,
    most,
    eps,
    (outcome, signature) => truth[outcome] - paymentFor(report, outcome, signature),
  );
}

function expectation(
  othersSums: ArrayLike<number>,
  report: Valuation,
  most: number,
  eps: number,
  value: (outcome: number, signature: Signature) => number,
): number {
  return vcgLaw(withReport(othersSums, report, most), most, eps).reduce(
    (sum, { outcome, signature, probability }) => sum + probability * value(outcome, signature),
    0,
  );
}

/** The sums with the player's report added. */
export function withReport(othersSums: ArrayLike<number>, report: Valuation, most: number): number[] {
  const K = checkSums("othersSums", othersSums);
  checkMost(most);
  checkValuation("report", report, K, most);
  return Array.from(othersSums, (s, o) => s + report[o]);
}
