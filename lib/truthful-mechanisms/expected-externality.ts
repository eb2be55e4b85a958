/** The expected-externality variant of the noisy VCG mechanism (§7, equation (7.3)): payments that reveal nothing. */
import { checkArray, checkInteger, checkOneOf, rejectValue } from "../arguments";
import { checkMost, checkValuation, type Valuation } from "./vcg";
import { lawRate, vcgExpectedPayment, vcgMarginal, withReport } from "./vcg-law";

/** A prior over types: pairs of a type and its probability. */
export type TypePrior = readonly (readonly [Valuation, number])[];

/**
 * How (7.3) is read:
 * - `noise-inclusive`: the expected externality given the own report, the noise being part of the others. The reading
 *   under which honesty is a Bayes–Nash equilibrium;
 * - `literal-constant`: the expectation as printed, over the own type too: a constant, so nothing holds a liar back;
 * - `noiseless`: given the own report, but with the outcomes that would be chosen without noise.
 */
export type ExternalityMode = "noise-inclusive" | "literal-constant" | "noiseless";

export const EXTERNALITY_MODES: readonly ExternalityMode[] = ["noise-inclusive", "literal-constant", "noiseless"];

/** The most different sums of the others. */
const MOST_SUMS = 20_000;

/** Checks a prior and returns the number of outcomes. */
function checkPrior(prior: TypePrior, most: number): number {
  checkArray("prior", prior, { min: 1 });
  checkArray("prior[0][0]", prior[0]?.[0], { min: 1 });
  const K = prior[0][0].length;
  prior.forEach(([type], t) => checkValuation(`prior[${t}][0]`, type, K, most));
  const total = prior.reduce((sum, [, p]) => sum + p, 0);
  prior.forEach(([, p], t) => {
    if (!(p >= 0)) rejectValue(`prior[${t}][1]`, p, "a probability, ≥ 0");
  });
  if (!(Math.abs(total - 1) <= 1e-9)) rejectValue("the sum of prior", total, "1 (within 1e-9)");
  return K;
}

/** The law of the sum of n − 1 independent types: pairs of sums and probability. */
function sumsOfOthers(prior: TypePrior, players: number, K: number): readonly (readonly [number[], number])[] {
  let law = new Map<string, readonly [number[], number]>([["", [new Array<number>(K).fill(0), 1]]]);
  for (let i = 1; i < players; i++) {
    const next = new Map<string, readonly [number[], number]>();
    for (const [sums, p] of law.values()) {
      for (const [type, weight] of prior) {
        if (weight === 0) continue;
        const to = sums.map((s, o) => s + type[o]);
        const key = to.join();
        next.set(key, [to, (next.get(key)?.[1] ?? 0) + p * weight]);
      }
    }
    if (next.size > MOST_SUMS) rejectValue("players", players, `few enough for ${MOST_SUMS} sums of the others`);
    law = next;
  }
  return [...law.values()];
}

/** The welfare of the others with the player's report left out, minus that at the outcome it brings, without noise. */
function externalityWithoutNoise(sums: readonly number[], report: Valuation): number {
  const K = sums.length;
  const first = (values: readonly number[]): number => {
    const tied = values.map((value, o) => value + o / K);
    return tied.indexOf(Math.max(...tied));
  };
  return sums[first(sums)] - sums[first(sums.map((s, o) => s + report[o]))];
}

/**
 * Interim utility, value of the outcome minus the fixed payment, of one of n players for each of several reports. The
 * outcome is that of Mechanism 7.1; the others report honestly, their types independent draws from the prior.
 * @param prior the types and their probabilities
 * @param players n ≥ 1
 * @param truth the player's true type
 * @param reports what the player may report
 * @param most M ≥ 1
 * @param eps privacy parameter ε in [1e-4, 700]
 * @param mode how the payment is read
 * @returns one utility per report
 */
export function expectedExternality(
  prior: TypePrior,
  players: number,
  truth: Valuation,
  reports: readonly Valuation[],
  most: number,
  eps: number,
  mode: ExternalityMode,
): number[] {
  checkMost(most);
  const K = checkPrior(prior, most);
  checkInteger("players", players, { min: 1, max: 1000 });
  checkValuation("truth", truth, K, most);
  checkArray("reports", reports, { min: 1 });
  reports.forEach((report, t) => checkValuation(`reports[${t}]`, report, K, most));
  checkOneOf("mode", mode, EXTERNALITY_MODES);
  lawRate(K, most, eps);
  const others = sumsOfOthers(prior, players, K);
  const mean = (value: (sums: readonly number[]) => number): number =>
    others.reduce((sum, [sums, p]) => sum + p * value(sums), 0);
  const withNoise = (report: Valuation): number => mean((sums) => vcgExpectedPayment(sums, report, most, eps));
  const constant = mode === "literal-constant" ? prior.reduce((sum, [type, p]) => sum + p * withNoise(type), 0) : 0;
  const payment = {
    "literal-constant": () => constant,
    "noise-inclusive": withNoise,
    noiseless: (report: Valuation) => mean((sums) => externalityWithoutNoise(sums, report)),
  }[mode];
  return reports.map((report) => {
    const value = mean((sums) =>
      vcgMarginal(withReport(sums, report, most), most, eps).reduce((sum, p, o) => sum + p * truth[o], 0),
    );
    return value - payment(report);
  });
}
