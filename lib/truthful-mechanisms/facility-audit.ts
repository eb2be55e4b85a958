/**
 * Exact privacy of facility location (Mechanism 6.1), over all profiles. With a reports left of k and x up to k, the
 * probability of k is T_{k−1}(a) − T_k(x), where T_k falls with the number of reports up to k; nothing else matters.
 */
import { checkInteger, checkNumber, checkNumbers } from "../arguments";
import { LARGEST_EPS } from "./election";
import { checkHistogram, checkLocations, medianOf } from "./facility";
import { differenceTails, raceTables } from "./facility-tails";

/** The most players of an audit that looks at pairs (a, x). */
const MOST_PLAYERS = 5000;

/** Ratios of probabilities that differ by a factor 1 + O(ε) come out within about 1e-16/ε. */
const SMALLEST_EPS = 1e-6;

function checkSetting(q: number, players: number, eps: number): void {
  checkInteger("q", q, { min: 1, max: 1000 });
  checkInteger("players", players, { min: 1, max: MOST_PLAYERS });
  checkNumber("eps", eps, { min: SMALLEST_EPS, max: LARGEST_EPS });
}

/** ln P(median beyond k) and ln P(median up to k) for every count of reports up to k, k = −1..q−1. */
interface CutTails {
  readonly beyond: readonly Float64Array[];
  readonly upTo: readonly Float64Array[];
}

/** The tails at each cut for x = 0..reports reports up to it, of `reports` in all. Index k + 1 is the cut after k. */
function cutTails(q: number, reports: number, eps: number): CutTails {
  const race = raceTables(q, eps / 2);
  const out = new Float64Array(2);
  const beyond = [new Float64Array(reports + 1)];
  const upTo = [new Float64Array(reports + 1).fill(-Infinity)];
  for (let k = 0; k < q - 1; k++) {
    const over = new Float64Array(reports + 1);
    const under = new Float64Array(reports + 1);
    for (let x = 0; x <= reports; x++) {
      differenceTails(race, q - k - 1, k + 1, 2 * x - reports, out);
      [over[x], under[x]] = out;
    }
    beyond.push(over);
    upTo.push(under);
  }
  beyond.push(new Float64Array(reports + 1).fill(-Infinity));
  upTo.push(new Float64Array(reports + 1));
  return { beyond, upTo };
}

/**
 * P(k) e^{−scale} with a reports left of k and x up to k. The scale is that of the side on which the median is rarer.
 */
function probability({ beyond, upTo }: CutTails, k: number, a: number, x: number, scale: number): number {
  return beyond[k + 1][x] < upTo[k + 1][x]
    ? Math.exp(beyond[k][a] - scale) - Math.exp(beyond[k + 1][x] - scale)
    : Math.exp(upTo[k + 1][x] - scale) - Math.exp(upTo[k][a] - scale);
}

/** The larger factor by which P(k) falls when one report moves from k to its left or right. */
function shiftFactor(tails: CutTails, q: number, k: number, a: number, x: number): number {
  const { beyond, upTo } = tails;
  const scale = Math.min(beyond[k][a], upTo[k + 1][x + 1]);
  const at = probability(tails, k, a, x + 1, scale);
  let least = at;
  if (k < q - 1) least = Math.min(least, probability(tails, k, a, x, scale));
  if (k > 0) least = Math.min(least, probability(tails, k, a + 1, x + 1, scale));
  return at / least;
}

/**
 * The privacy of each outcome of Mechanism 6.1: the largest log ratio of its probability over all profiles of the
 * others and all changes of one report (Lemma 6.2: at most ε).
 *
 * A report at k makes k likeliest, and the ratios to the neighbouring reports are largest where no other report is at k
 * (both are monotone in a and x), so n profiles per outcome decide. With abstention among the reports all pairs (a, x)
 * are looked at.
 * @param q number of locations, 1..1000
 * @param players n in 1..5000
 * @param eps privacy parameter ε in [1e-6, 700]
 * @param abstain whether a player may stay away
 * @returns for each of the q outcomes the largest log ratio, in nats
 */
export function facilityPrivacy(q: number, players: number, eps: number, abstain = false): Float64Array {
  checkSetting(q, players, eps);
  if (q === 1) return new Float64Array(1);
  const tails = cutTails(q, players, eps);
  const fewer = abstain ? cutTails(q, players - 1, eps) : undefined;
  return Float64Array.from({ length: q }, (_, k) => {
    let most = 1;
    for (let x = 0; x < players; x++) {
      const a = k === 0 ? 0 : x;
      most = Math.max(most, shiftFactor(tails, q, k, a, k === q - 1 ? players - 1 : x));
    }
    if (!fewer) return Math.log(most);
    for (let a = 0; a < (k === 0 ? 1 : players); a++) {
      for (let x = k === q - 1 ? players - 1 : a; x < players; x++) {
        const scale = Math.min(tails.beyond[k][a], tails.upTo[k + 1][x + 1]);
        most = Math.max(most, probability(tails, k, a, x + 1, scale) / probability(fewer, k, a, x, scale));
      }
    }
    return Math.log(most);
  });
}

/**
 * The largest c with which Mechanism 6.1 is universally truthful for U_out = −|θ − o| and every privacy utility that
 * F = c ln allows: the least (ℓ_k′ − ℓ_k)/(ln x_k + ln x_k′) over all reports of the others and all pairs k < k′
 * between which a report can move the facility. Theorem 6.3 promises min gap/(2ε).
 * @param locations strictly increasing in [0, 1]
 * @param players n in 1..5000
 * @param eps privacy parameter ε in [1e-6, 700]
 * @returns the critical c; ∞ with a single location
 */
export function facilityCriticalWorth(locations: ArrayLike<number>, players: number, eps: number): number {
  checkNumbers("locations", locations, { min: 0, max: 1 }, { min: 1 });
  const q = locations.length;
  checkSetting(q, players, eps);
  checkLocations("locations", locations, q);
  const tails = cutTails(q, players, eps);
  // The outcome moves from k to k′ only across a cut with no report in between: x reports up to k, none up to k′.
  const left: Float64Array[] = [];
  const right: Float64Array[] = [];
  for (let k = 0; k < q; k++) {
    const mostLeft = new Float64Array(players);
    const mostRight = new Float64Array(players);
    for (let a = 0; a < (k === 0 ? 1 : players); a++) {
      for (let x = k === q - 1 ? players - 1 : a; x < players; x++) {
        const y = Math.log(shiftFactor(tails, q, k, a, x));
        mostLeft[x] = Math.max(mostLeft[x], y);
        mostRight[a] = Math.max(mostRight[a], y);
      }
    }
    left.push(mostLeft);
    right.push(mostRight);
  }
  let least = Infinity;
  for (let k = 0; k < q; k++) {
    for (let far = k + 1; far < q; far++) {
      for (let x = 0; x < players; x++) {
        least = Math.min(least, (locations[far] - locations[k]) / (left[k][x] + right[far][x]));
      }
    }
  }
  return least;
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
