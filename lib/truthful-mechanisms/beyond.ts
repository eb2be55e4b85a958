/** What lies beyond the paper: conjectures and sharper answers that its mechanisms suggest. */
import { checkInteger, checkNumber, checkNumbers } from "../arguments";
import { electionLaw, electionPrivacy, electionRate, logWin, scaledMargin, type ElectionNoise } from "./election";
import { checkHistogram, checkLocations, medianOf } from "./facility";
import { checkPrivacyBound, type PrivacyBound } from "./privacy-bound";

/**
 * The c up to which voting honestly beats staying away when a voter who stays away bears no privacy cost at all, gap 1
 * and F = c·bound: min over the others' margin of the gain over the expected cost Σ P(o) F(x_o).
 * @param eps privacy parameter ε in (0, 700]
 * @param noise the variant
 * @param bound F for c = 1
 * @param reach the margins −reach..reach are looked at
 */
export function strongRationalityWorth(eps: number, noise: ElectionNoise, bound: PrivacyBound, reach = 60): number {
  const rate = electionRate(eps, noise);
  checkPrivacyBound("bound", bound);
  checkInteger("reach", reach, { min: 0, max: 1e6 });
  let least = Infinity;
  for (let others = -reach; others <= reach; others++) {
    const y = electionPrivacy(others, eps, noise);
    for (const own of [0, 1] as const) {
      const honest = others + (own === 0 ? 1 : -1);
      const law = electionLaw(honest, eps, noise);
      const cost = law[0] * bound(y[0]) + law[1] * bound(y[1]);
      const [at, without] = [scaledMargin(honest, noise), scaledMargin(others, noise)];
      // The difference of the less likely winner's probabilities, which does not cancel.
      const other = logWin(own, at, rate) < logWin(own === 0 ? 1 : 0, at, rate) ? own : own === 0 ? 1 : 0;
      const gain = Math.abs(Math.exp(logWin(other, at, rate)) - Math.exp(logWin(other, without, rate)));
      least = Math.min(least, gain / cost);
    }
  }
  return least;
}

/**
 * Expected loss when A wins with the logistic probability 1/(1 + e^{−εD/2}) (the exponential mechanism on the margin).
 * It is ε-private too.
 * @param margin D = #A − #B
 * @param eps privacy parameter ε in (0, 700]
 */
export function logisticElectionLoss(margin: number, eps: number): number {
  checkInteger("margin", margin);
  checkNumber("eps", eps, { above: 0, max: 700 });
  return Math.abs(margin) / (1 + Math.exp((eps * Math.abs(margin)) / 2));
}

/** A misreport that the median with two-sided noise rewards (the one-sided noise of Mechanism 6.1 never does). */
export interface TwoSidedLie {
  readonly own: number;
  readonly report: number;
  readonly honestOutcome: number;
  readonly otherOutcome: number;
}

/**
 * Why the noise of Mechanism 6.1 is one-sided: with negative entries the median rule no longer moves away from a liar.
 * Looks for a report that brings the outcome nearer.
 * @param others reports per location, without the agent's
 * @param noise one whole number per location, of either sign
 * @param locations of the facility
 * @returns the lie that gains most, or null
 */
export function twoSidedLie(
  others: ArrayLike<number>,
  noise: ArrayLike<number>,
  locations: ArrayLike<number>,
): TwoSidedLie | null {
  checkHistogram("others", others);
  const q = others.length;
  checkNumbers("noise", noise, {}, { min: q, max: q });
  checkLocations("locations", locations, q);
  const outcome = (report: number): number =>
    medianOf(Array.from({ length: q }, (_, k) => others[k] + noise[k] + (k === report ? 1 : 0)));
  let best: TwoSidedLie | null = null;
  let most = 1e-12;
  for (let own = 0; own < q; own++) {
    const honestOutcome = outcome(own);
    for (let report = 0; report < q; report++) {
      const otherOutcome = outcome(report);
      const gain =
        Math.abs(locations[own] - locations[honestOutcome]) - Math.abs(locations[own] - locations[otherOutcome]);
      if (gain > most) [best, most] = [{ own, report, honestOutcome, otherOutcome }, gain];
    }
  }
  return best;
}
