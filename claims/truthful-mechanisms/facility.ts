/** Claims of §6, discrete facility location. */
import { claim, type Claim } from "../claim";
import { all, drawn, equals, everywhere, holdsFor, nowhereAbove, product } from "../evidence";
import { forEachHistogram } from "../../lib/enumeration/histograms";
import { forEachProfile } from "../../lib/enumeration/profiles";
import { geometric, whole } from "../../lib/plot/grid";
import { auditPrivacy } from "../../lib/privacy/audit";
import { estimateProportion } from "../../lib/probability/monte-carlo";
import type { Stream } from "../../lib/probability/stream";
import { hockeyStick } from "../../lib/probability/total-variation";
import { auditEveryCoin } from "../../lib/truthful-mechanisms/agent-audit";
import { electionLaw, type ElectionNoise } from "../../lib/truthful-mechanisms/election";
import {
  facility,
  facilityLaw,
  facilityLogLaws,
  facilityLoss,
  facilityLosses,
  facilityLossTail,
  medianIndex,
  medianOf,
} from "../../lib/truthful-mechanisms/facility";
import { facilityPrivacy } from "../../lib/truthful-mechanisms/facility-audit";
import {
  forEachReportedLaw,
  medianDelta,
  noisyMedian,
  truncatedBelowNoise,
  xiaoDelta,
  xiaoNoise,
  xiaoPrintedNoise,
} from "../../lib/truthful-mechanisms/noisy-median";
import { countFacility, countInjection } from "./counts";
import { logRatios } from "../../lib/privacy/channel";
import { ANY_BOUNDS, NONDECREASING, randomInteger, type Bounds } from "./instances";

/** Equidistant locations. */
const spread = (q: number): number[] => whole(0, q - 1).map((k) => k / (q - 1));

/** One location at 0, the others crowded at 1: the worst for the welfare. */
const crowded = (q: number): number[] => whole(0, q - 1).map((k) => (k === 0 ? 0 : 1 - 1e-9 * (q - 1 - k)));

/** All n reports at the first of q locations. */
const allFirst = (n: number, q: number): number[] => [n, ...new Array<number>(q - 1).fill(0)];

/** A report more at a location. */
const withReport = (histogram: readonly number[], at: number): number[] =>
  histogram.map((h, k) => h + (k === at ? 1 : 0));

/** A random histogram of up to 40 reports and random locations. */
function randomPlaces(stream: Stream): { histogram: number[]; locations: number[] } {
  const q = randomInteger(2, 6, stream);
  const histogram = whole(1, q).map(() => (stream.uniform() < 0.4 ? 0 : randomInteger(0, 8, stream)));
  const locations = whole(1, q)
    .map(() => stream.uniform())
    .sort((a, b) => a - b);
  return { histogram, locations };
}

/** The law of the median by convolution of geometric noise cut where it is negligible. */
function lawByConvolution(histogram: readonly number[], eps: number): Float64Array {
  const b = Math.exp(-eps / 2);
  const noise = Float64Array.from({ length: Math.ceil(80 / eps) }, (_, k) => (1 - b) * b ** k);
  return noisyMedian(noise, histogram.length)(histogram);
}

/** The law of the median by enumerating the noise. */
function lawByEnumeration(histogram: readonly number[], eps: number): number[] {
  const b = Math.exp(-eps / 2);
  const law = new Array<number>(histogram.length).fill(0);
  const values = Math.ceil(60 / eps);
  forEachProfile(
    histogram.map(() => values),
    (noise) => {
      const z = histogram.map((h, k) => h + noise[k]);
      law[medianOf(z)] += (1 - b) ** noise.length * b ** noise.reduce((a, c) => a + c, 0);
    },
  );
  return law;
}

/** Which changes of the outcome Condition 2 of Theorem 6.3 speaks of. */
type Covers = (own: number, outcome: number, other: number) => boolean;

const away: Covers = (own, outcome, other) =>
  (own <= outcome && outcome < other) || (other < outcome && outcome <= own);
const strictlyAway: Covers = (own, outcome, other) =>
  (own < outcome && outcome < other) || (other < outcome && outcome < own);

/** The least cost of a change that Condition 2 speaks of, for U_out = −|θ − o|; ∞ where it speaks of none. */
function leastCost(locations: readonly number[], covers: Covers): number {
  const costs = [...product({ own: locations, outcome: locations, other: locations })]
    .filter(({ own, outcome, other }) => covers(own, outcome, other))
    .map(({ own, outcome, other }) => Math.abs(own - other) - Math.abs(own - outcome));
  return Math.min(...costs, Infinity);
}

/** Sizes q, n and noise up to R of the exhaustive counts. */
const BOXES = [
  { q: 2, n: 4, R: 5 },
  { q: 3, n: 4, R: 4 },
  { q: 4, n: 3, R: 3 },
] as const;

/** The histogram of a profile of reports; those beyond the last location are abstentions. */
function countReports(profile: readonly number[], q: number): number[] {
  const counts = new Array<number>(q).fill(0);
  for (const report of profile) if (report < q) counts[report]++;
  return counts;
}

/** All vectors of q whole numbers in 0..R. */
function boxOf(q: number, R: number): number[][] {
  const box: number[][] = [];
  forEachProfile(new Array<number>(q).fill(R + 1), (noise) => box.push([...noise]));
  return box;
}

/** The exact δ at e^ε of a noisy histogram when one report moves from one of its entries to another. */
function histogramDelta(noise: ArrayLike<number>, eps: number): number {
  const S = noise.length;
  const p: number[] = [];
  const q: number[] = [];
  for (const { i, j } of product({ i: whole(0, S), j: whole(0, S) })) {
    // (1 + r_i, r_j) against (r_i, 1 + r_j).
    p.push((noise[i - 1] ?? 0) * (noise[j] ?? 0));
    q.push((noise[i] ?? 0) * (noise[j - 1] ?? 0));
  }
  return hockeyStick(p, q, eps);
}

/** The privacy level of the median under any noise, over all profiles. */
function medianLevel(noise: ArrayLike<number>, q: number, players: number): number {
  let level = 0;
  forEachReportedLaw(noisyMedian(noise, q), q, players, (laws) => {
    level = Math.max(level, ...logRatios(laws));
  });
  return level;
}

/**
 * The most that F(x_k) + F(x_k′) takes of the distance of two outcomes k < k′ between which a report can move the
 * facility, over all reports of the others: where none of them lies in between, the noise may be such that it does.
 */
function privacyOverDistance(
  locations: readonly number[],
  players: number,
  eps: number,
  bounds: Bounds,
): Record<string, number> {
  const q = locations.length;
  const most = Object.fromEntries(Object.keys(bounds).map((F) => [F, 0]));
  forEachHistogram(q, players - 1, (others) => {
    const laws = facilityLogLaws(
      whole(0, q - 1).map((k) => withReport(others, k)),
      eps,
    );
    const y = whole(0, q - 1).map((o) => {
      const column = laws.map((law) => law[o]);
      return Math.max(...column) - Math.min(...column);
    });
    for (let k = 0; k < q; k++) {
      for (let far = k + 1; far < q && others.slice(k + 1, far).every((h) => h === 0); far++) {
        const distance = locations[far] - locations[k];
        for (const F of Object.keys(bounds)) {
          most[F] = Math.max(most[F], (bounds[F](y[k]) + bounds[F](y[far])) / distance);
        }
      }
    }
  });
  return most;
}

/** P(X_1 + … + X_u ≥ y) for exponential numbers with mean 1: e^{−y} Σ_{i<u} y^i/i!. */
function gammaTail(u: number, y: number): number {
  let [term, sum] = [Math.exp(-y), 0];
  for (let i = 0; i < u; i++, term *= y / i) sum += term;
  return sum;
}

/**
 * A bound on P(loss ≥ Δ), with y = εΔ/2. A geometric number with b = e^{−ε/2} is ⌊2X/ε⌋ for an exponential X, so u of
 * them reach Δ at most with the chance that u exponential ones reach y. The median moves right of the optimum to a loss
 * of Δ only across the first cut where Δ more reports lie left than right, for which the noise right of it, on at most
 * q − 1 locations, must make up; likewise to the left; if both are possible, the locations of the two do not overlap and
 * are at most q − 1 in all.
 */
const lossBound = (q: number, y: number): number =>
  Math.max(gammaTail(q - 1, y), ...whole(1, q - 2).map((u) => gammaTail(u, y) + gammaTail(q - 1 - u, y)));

/** P(r_1 + … + r_q ≥ d): fewer than q of the d + q − 1 first trials end a geometric number. */
function sumTail(q: number, d: number, eps: number): number {
  const b = Math.exp(-eps / 2);
  let [term, sum] = [b ** d, 0];
  for (let i = 0; i < q; i++, term *= ((d + i - 1) * (1 - b)) / i) sum += term;
  return d <= 0 ? 1 : sum;
}

export const claims: readonly Claim[] = [
  claim({
    id: "ccmkv11/sec6.median",
    where: "§6, second paragraph",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "Without noise the location of the median report is truthful, and economically efficient",
      value: (z: readonly number[]): number => medianIndex(z),
    },
    twin: {
      says: "so is the location nearest to the mean report",
      value: (z: readonly number[]): number => {
        const mean = z.reduce((sum, h, k) => sum + h * k, 0) / z.reduce((sum, h) => sum + h, 0);
        return Math.round(mean);
      },
    },
    check: (rule) => {
      const cases: { histogram: number[]; own: number }[] = [];
      for (const { q, n } of [...BOXES, { q: 3, n: 7 }]) {
        forEachHistogram(q, n - 1, (others) => {
          for (const own of whole(0, q - 1)) cases.push({ histogram: [...others], own });
        });
      }
      return all(
        holdsFor(
          cases,
          ({ histogram, own }) => {
            const honest = Math.abs(rule(withReport(histogram, own)) - own);
            return histogram.every((_, report) => Math.abs(rule(withReport(histogram, report)) - own) >= honest);
          },
          "no report brings the facility nearer",
        ),
        holdsFor(
          cases,
          ({ histogram, own }) => {
            const z = withReport(histogram, own);
            return facilityLosses(z, spread(z.length))[rule(z)] === 0;
          },
          "nothing is lost",
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/mech6.1.law",
    where: "Mechanism 6.1",
    method: "exact",
    verdict: "holds",
    printed: { says: "The outcome's law, by the race of geometric sums: O(q²) whatever n and ε", value: 1 },
    twin: { says: "… with the noise's ε 2 % larger", value: 1.02 },
    check: (factor, stream) => {
      const law = (h: readonly number[], eps: number): Float64Array => facilityLaw(h, factor * eps);
      const off = (of: { h: readonly number[]; eps: number }, exact: ArrayLike<number>): number =>
        Math.max(...law(of.h, of.eps).map((p, k) => Math.abs(p - exact[k])));
      const histograms = [
        [3, 1, 2],
        [0, 0, 0, 0],
        [4, 0, 0, 1],
        [0, 7],
      ];
      const run = facility(1);
      const counts = [0, 0, 0];
      for (let i = 0; i < 200_000; i++) counts[run([3, 1, 2], stream)]++;
      return all(
        everywhere(
          product({ h: histograms, eps: [0.5, 1, 2] }),
          (of) => off(of, lawByConvolution(of.h, of.eps)),
          1e-13,
        ),
        everywhere(
          product({
            h: [
              [1, 0, 2],
              [0, 2],
            ],
            eps: [2],
          }),
          (of) => off(of, lawByEnumeration(of.h, of.eps)),
          1e-11,
        ),
        equals(
          "n = 10⁶, q = 200: sum",
          [facilityLaw(new Array<number>(200).fill(5000), 0.01).reduce((a, b) => a + b)],
          [1],
        ),
        ...counts.map((count, k) => drawn(`P(ℓ_${k + 1})`, estimateProportion(200_000, count), law([3, 1, 2], 1)[k])),
      );
    },
  }),

  claim({
    id: "ccmkv11/sec6.q2",
    where: "§6, second paragraph",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "The voting game is the special case Θ = {0, 1}: Mechanism 6.1 with two locations is the election with noise " +
        "∝ e^{−ε|r|/2}",
      value: "halved" as ElectionNoise,
    },
    twin: { says: "… is Mechanism 4.1 with the noise that it prints, ∝ e^{−ε|r|}", value: "printed" as ElectionNoise },
    check: (noise) =>
      everywhere(
        product({ eps: [0.1, 1, 3], D: whole(-20, 20), winner: [0, 1] }),
        ({ eps, D, winner }) =>
          electionLaw(D, eps, noise)[winner] / facilityLaw([Math.max(D, 0), Math.max(-D, 0)], eps)[winner] - 1,
        1e-11,
      ),
  }),

  claim({
    id: "ccmkv11/lem6.2.inj",
    where: "Lemma 6.2, proof",
    method: "exhaustive",
    verdict: "holds",
    printed: { says: "If Med(z) = j, then Med(z ± e_m + e_j) = j for every m", value: 1 },
    twin: { says: "… Med(z ± e_m) = j", value: 0 },
    check: (added) =>
      everywhere(
        [
          { q: 2, Z: 9 },
          { q: 3, Z: 6 },
          { q: 4, Z: 4 },
          { q: 5, Z: 2 },
        ],
        ({ q, Z }) => countInjection(q, Z, added).failures,
        0,
        "vectors whose median moves",
      ),
  }),

  claim({
    id: "ccmkv11/lem6.2",
    where: "Lemma 6.2",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "Mechanism 6.1 is ε-differentially private (ε is reached at the first and last location)",
      value: 1,
    },
    twin: { says: "… 0.98ε-differentially private", value: 0.98 },
    check: (factor) => {
      const sizes = [
        { q: 2, n: 6 },
        { q: 3, n: 6 },
        { q: 3, n: 20 },
        { q: 4, n: 6 },
        { q: 5, n: 6 },
      ] as const;
      const cases = [...product({ size: sizes, eps: [0.25, 1, 3] })];
      return all(
        nowhereAbove(
          cases,
          ({ size: { q, n }, eps }) => Math.max(...facilityPrivacy(q, n, eps, true)) / (factor * eps),
          1,
          "level over ε",
          1e-11,
        ),
        holdsFor(
          cases,
          ({ size: { q, n }, eps }) =>
            facilityPrivacy(q, n, eps, true)
              .slice(1, -1)
              .every((level) => level < eps),
          "below ε in between",
        ),
        // The same from the laws at all profiles of three players, nothing reasoned away.
        everywhere(
          product({ eps: [0.25, 1, 3] }),
          ({ eps }) =>
            auditPrivacy({ reports: [4, 4, 4], law: (profile) => facilityLaw(countReports(profile, 3), eps) }).level -
            Math.max(...facilityPrivacy(3, 3, eps, true)),
          1e-11,
          "all profiles of three: off by",
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/sec6.xiao",
    where: "§6, after Mechanism 6.1",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says:
        "Noise ∝ exp(+(ε/2)|k − t|) on 0..2t, t = O(log(1/δ)/ε), makes the noisy histogram (ε, qδ)-private, and with it " +
        "the median",
      value: { noise: xiaoPrintedNoise, length: 2 },
    },
    corrected: {
      says: "… noise ∝ exp(−(ε/2)|k − t|); the exact δ is 2δ₁ − δ₁² for every q, with δ₁ = P(r = 0)",
      value: { noise: xiaoNoise, length: 2 },
    },
    twin: { says: "… with the minus sign and t half as large, ln(1/δ)/ε", value: { noise: xiaoNoise, length: 1 } },
    check: ({ noise, length }) => {
      const centre = (eps: number, target: number): number => Math.ceil((length * Math.log(1 / target)) / eps);
      const cases = [...product({ eps: [0.5, 1, 2], target: [0.1, 0.01, 0.001] })];
      return all(
        nowhereAbove(
          product({ of: cases, q: [2, 3, 5] }),
          ({ of: { eps, target }, q }) => histogramDelta(noise(eps, centre(eps, target)), eps) / (q * target),
          1,
          "histogram, δ over qδ",
        ),
        nowhereAbove(
          product({ q: [2, 3], n: [1, 14], target: [0.1] }),
          ({ q, n, target }) => medianDelta(noise(1, centre(1, target)), q, n, 1) / (q * target),
          1,
          "median, δ over qδ at ε = 1",
        ),
        everywhere(
          cases,
          ({ eps, target }) => {
            const t = centre(eps, target);
            return noise === xiaoNoise ? histogramDelta(noise(eps, t), eps) - xiaoDelta(eps, t).histogram : 0;
          },
          1e-12,
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/sec6.xiao.notpure",
    where: "§6, after Lemma 6.2",
    method: "counterexample search",
    verdict: "holds",
    printed: { says: "With Xiao's noise the outcome is not ε-private for any ε", value: Infinity },
    twin: { says: "… it is ε-private at its ε", value: 1 },
    check: (expected) =>
      holdsFor(
        product({ eps: [0.5, 1, 3], t: [1, 2, 5] }),
        ({ eps, t }) => medianLevel(xiaoNoise(eps, t), 2, 4 * t) === expected * eps,
        "q = 2: level of the median",
      ),
  }),

  claim({
    id: "ccmkv11/sec6.below",
    where: "§6, after Lemma 6.2",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "Truncating only below gives Pr[r = s] = e^{ε/2} Pr[r = f_j(s)], and with it ε-privacy",
      value: { equality: true, exponent: 0.5 },
    },
    corrected: {
      says: "… gives Pr[r = s] ≤ e^{ε/2} Pr[r = f_j(s)] (the ratio is e^{−ε/2} below t), which is enough for ε-privacy",
      value: { equality: false, exponent: 0.5 },
    },
    twin: { says: "… Pr[r = s] ≤ e^{0.48ε} Pr[r = f_j(s)]", value: { equality: false, exponent: 0.48 } },
    check: ({ equality, exponent }) => {
      const excess = ({ eps, t, k }: { eps: number; t: number; k: number }): number => {
        const noise = truncatedBelowNoise(eps, t);
        return Math.log(noise[k] / noise[k + 1]) - exponent * eps;
      };
      const cases = [...product({ eps: [0.5, 1], t: [1, 3], k: whole(0, 20) })];
      return all(
        equality
          ? everywhere(cases, excess, 1e-10, "ln P(k)/P(k + 1) off by")
          : nowhereAbove(cases, excess, 0, "ln P(k)/P(k + 1) minus what is said", 1e-10),
        nowhereAbove(
          product({ eps: [0.5, 1], t: [1, 3], n: [1, 3, 6] }),
          ({ eps, t, n }) => medianLevel(truncatedBelowNoise(eps, t), 3, n) / eps,
          1,
          "level of the median over ε",
          1e-9,
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/thm6.3",
    where: "Theorem 6.3",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says:
        "Mechanism 6.1 is universally truthful when every move from o to o′ with θ < o < o′ (the alternative is " +
        "misprinted as o′ > o > θ) costs at least 2F(e^ε)",
      value: ((own, outcome, other) => own < outcome && outcome < other) as Covers,
    },
    corrected: { says: "… when every move with θ ≤ o < o′ or o′ < o ≤ θ does, F nondecreasing", value: away },
    twin: { says: "… when every move with θ < o < o′ or o′ < o < θ does", value: strictlyAway },
    check: (covers) => {
      const places = [
        [0, 1],
        [0, 0.5, 1],
        [0, 0.2, 1],
      ];
      const uncovered = BOXES.map(({ q, n, R }) => countFacility(q, n, R));
      return all(
        nowhereAbove(
          product({ F: Object.keys(NONDECREASING), locations: places }),
          ({ F, locations }) => {
            const q = locations.length;
            // F scaled so that the condition is just met; where it asks for nothing, any F meets it.
            const cost = leastCost(locations, covers);
            const scale = (cost === Infinity ? 20 : cost) / (2 * NONDECREASING[F](1));
            return auditEveryCoin<readonly number[]>(
              {
                players: 2,
                types: q,
                bound: (y) => scale * NONDECREASING[F](y),
                value: (own, o) => -Math.abs(locations[own] - locations[o]),
                law: (reports) => facilityLaw(countReports(reports, q), 1),
              },
              (reports, noise) => medianOf(countReports(reports, q).map((h, k) => h + noise[k])),
              boxOf(q, 4),
            ).gain;
          },
          0,
          "gain of a lie, ε = 1, n = 2,",
          1e-10,
        ),
        equals(
          "changes that do not move away",
          uncovered.map(({ bad }) => bad),
          uncovered.map(() => 0),
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/thm6.3.ir",
    where: "Theorem 6.3",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says:
        "Mechanism 6.1 is individually rational: every change by staying away moves the facility away, so that the same " +
        "condition serves",
      value: away,
    },
    twin: { says: "… moves it away from a place that was not the agent's own", value: strictlyAway },
    check: (covers) => {
      const changes: { own: number; outcome: number; without: number }[] = [];
      for (const { q, n, R } of BOXES) {
        const coins = boxOf(q, R);
        forEachHistogram(q, n - 1, (others) => {
          for (const { noise, own } of product({ noise: coins, own: whole(0, q - 1) })) {
            const z = others.map((h, k) => h + noise[k]);
            const [outcome, without] = [medianOf(withReport(z, own)), medianOf(z)];
            if (outcome !== without) changes.push({ own, outcome, without });
          }
        });
      }
      return holdsFor(changes, ({ own, outcome, without }) => covers(own, outcome, without), "changes move away");
    },
  }),

  claim({
    id: "ccmkv11/thm6.3.gap",
    where: "Theorem 6.3, in particular",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says:
        "With U_out = −|θ − o| it suffices that min_{j,k} |ℓ_j − ℓ_k| ≥ 2F(e^ε) (over j ≠ k), for every F with F(x) → 0 " +
        "as x → 1",
      value: { bounds: ANY_BOUNDS, constant: 2 },
    },
    corrected: { says: "… for every nondecreasing F (Proposition 3.3)", value: { bounds: NONDECREASING, constant: 2 } },
    twin: {
      says: "… ≥ 1.9 F(e^ε) (the constant 2 is reached as n grows, for q ≥ 3)",
      value: { bounds: NONDECREASING, constant: 1.9 },
    },
    check: ({ bounds, constant }: { bounds: Bounds; constant: number }) => {
      const places = [[0, 1], [0, 0.5, 1], [0, 0.2, 0.7, 1], spread(5)];
      const cases = [...product({ eps: [0.3, 1, 2], locations: places, n: [1, 5, 40] })].filter(
        ({ locations, n }) => locations.length <= 3 || n < 10,
      );
      const found = cases.flatMap((of) =>
        Object.entries(privacyOverDistance(of.locations, of.n, of.eps, bounds)).map(([F, most]) => ({
          ...of,
          F,
          most,
        })),
      );
      return nowhereAbove(
        found,
        ({ eps, locations, F, most }) => {
          const gap = Math.min(...locations.slice(1).map((l, k) => l - locations[k]));
          return (most * gap) / (constant * bounds[F](eps));
        },
        1,
        "F(x_o) + F(x_o′) over the distance, at the gap asked for,",
        1e-9,
      );
    },
  }),

  claim({
    id: "ccmkv11/prop6.4.1",
    where: "Proposition 6.4 (1)",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "P(welfare ≤ optimum − Δ) ≤ q e^{−εΔ/q}. The printed proof fails (prop6.4.1.proof); ours: P ≤ e^{−y} " +
        "Σ_{i≤q−2} y^i/i! or the sum of two such with fewer terms, y = εΔ/2, and that is at most q e^{−2y/q}",
      value: 1,
    },
    twin: { says: "… ≤ q e^{−1.05 εΔ/q}", value: 1.05 },
    check: (exponent, stream) => {
      const sizes = product({
        q: [2, 3, 5, 9, 15],
        n: [1, 4, 30, 200],
        // The tie broken either way, from either end.
        shape: [
          (n: number, q: number) => allFirst(n, q),
          (n: number, q: number) => allFirst(n, q).reverse(),
          (n: number, q: number) => [Math.ceil(n / 2), ...new Array<number>(q - 2).fill(0), Math.floor(n / 2)],
          (n: number, q: number) => [Math.floor(n / 2), ...new Array<number>(q - 2).fill(0), Math.ceil(n / 2)],
        ],
        place: [
          spread,
          crowded,
          (q: number) =>
            crowded(q)
              .map((l) => 1 - l)
              .reverse(),
        ],
      });
      const places = [
        ...[...sizes].map(({ q, n, shape, place }) => ({ histogram: shape(n, q), locations: place(q) })),
        ...whole(1, 60).map(() => randomPlaces(stream)),
      ];
      const tails = [...product({ place: places, eps: [0.05, 0.5, 1, 5], delta: [0.5, 1, 2, 5, 10, 40, 200] })].map(
        ({ place: { histogram, locations }, eps, delta }) => {
          const tail = facilityLossTail(histogram, locations, delta, eps);
          return { q: histogram.length, n: histogram.reduce((a, b) => a + b), eps, delta, tail };
        },
      );
      return all(
        nowhereAbove(
          tails,
          ({ q, eps, delta, tail }) => tail / (q * Math.exp((-exponent * eps * delta) / q)),
          1,
          "P over the bound",
        ),
        nowhereAbove(
          tails,
          ({ q, eps, delta, tail }) => tail / lossBound(q, (eps * delta) / 2),
          1,
          "P over ours",
          1e-11,
        ),
        // From q = 8 on the largest value of the ratio is at most that of q/(q − 2) to the power q − 1, below e² < 8.
        nowhereAbove(
          product({ q: whole(2, 40), y: [0, ...geometric(1e-3, 700, 2000)] }),
          ({ q, y }) => (lossBound(q, y) / q) * Math.exp((exponent * 2 * y) / q),
          1,
          "ours over the bound",
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/prop6.4.1.proof",
    where: "Proposition 6.4 (1), proof",
    method: "exact",
    verdict: "holds as corrected",
    printed: { says: "P(Σ r_j ≥ Δ) ≤ q P(r_j ≥ Δ/q) ≤ q e^{−εΔ/q}", value: 1 },
    corrected: { says: "… ≤ q e^{−εΔ/(2q)}: the second step loses a half, P(r_j ≥ Δ/q) = e^{−(ε/2)⌈Δ/q⌉}", value: 0.5 },
    twin: { says: "… ≤ q e^{−0.52 εΔ/q}", value: 0.52 },
    check: (exponent) => {
      const cases = [...product({ q: [2, 3, 5, 9], eps: [0.1, 1, 3], delta: [1, 2, 5, 10, 40, 90] })];
      const step = ({ q, eps, delta }: (typeof cases)[number]): number => Math.exp((-eps / 2) * Math.ceil(delta / q));
      return all(
        nowhereAbove(
          cases,
          (of) => step(of) / Math.exp((-exponent * of.eps * of.delta) / of.q),
          1,
          "P(r_j ≥ Δ/q) over its bound",
          1e-12,
        ),
        nowhereAbove(
          cases,
          (of) => sumTail(of.q, of.delta, of.eps) / (of.q * step(of)),
          1,
          "P(Σ r_j ≥ Δ) over q P",
          1e-12,
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/prop6.4.med",
    where: "Proposition 6.4, proof",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "The social welfare Σ U_out = −Σ h_j |ℓ_j − o′| is minimised by o′ = Med(h)",
      value: { sign: -1, aside: 0 },
    },
    corrected: {
      says: "… is maximised by it (the social cost is minimised), also against o′ between the locations",
      value: { sign: 1, aside: 0 },
    },
    twin: { says: "… is maximised by the place 0.01 to the right of it", value: { sign: 1, aside: 0.01 } },
    check: ({ sign, aside }, stream) => {
      const cases = whole(1, 300)
        .map(() => randomPlaces(stream))
        .filter(({ histogram }) => histogram.some((h) => h > 0));
      return nowhereAbove(
        product({ of: cases, other: whole(0, 20).map((k) => k / 20) }),
        ({ of: { histogram, locations }, other }) => {
          const welfare = (o: number): number =>
            -histogram.reduce((sum, h, j) => sum + h * Math.abs(locations[j] - o), 0);
          return sign * (welfare(other) - welfare(locations[medianIndex(histogram)] + aside));
        },
        0,
        "gained by another place",
        1e-12,
      );
    },
  }),

  claim({
    id: "ccmkv11/prop6.4.2",
    where: "Proposition 6.4 (2)",
    method: "exact",
    verdict: "holds",
    printed: { says: "Expected welfare ≥ optimum − O(q/ε): the loss is at most q/(e^{ε/2} − 1) ≤ 2q/ε", value: 1 },
    twin: { says: "the loss is at most 0.75 q/(e^{ε/2} − 1)", value: 0.75 },
    check: (share) => {
      const bound = (q: number, eps: number): number => (share * q) / Math.expm1(eps / 2);
      return all(
        nowhereAbove(
          product({ q: [2, 200], eps: [0.1, 0.5, 2] }),
          ({ q, eps }) => (bound(q, eps) * eps) / (2 * q),
          1,
          "bound over 2q/ε",
        ),
        nowhereAbove(
          product({ eps: [0.1, 0.5, 2], q: [2, 5, 10, 50, 200], n: [1, 5, 20, 100, 600], place: [crowded, spread] }),
          ({ eps, q, n, place }) =>
            facilityLoss(allFirst(Math.ceil((n * 0.5) / eps), q), place(q), eps) / bound(q, eps),
          1,
          "loss over the bound",
        ),
      );
    },
  }),

  claim({
    id: "ccmkv11/prop6.4.2.mean",
    where: "Proposition 6.4 (2), proof",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "E[r_j] = 1/(1 − e^{−ε/2}), which is O(1/ε)",
      value: (eps: number): number => -1 / Math.expm1(-eps / 2),
    },
    corrected: {
      says: "E[r_j] = 1/(e^{ε/2} − 1), which is (what is printed tends to 1, not to 0, as ε grows)",
      value: (eps: number): number => 1 / Math.expm1(eps / 2),
    },
    twin: { says: "E[r_j] = 1/(e^ε − 1)", value: (eps: number): number => 1 / Math.expm1(eps) },
    check: (mean) => {
      const byAdding = (eps: number): number => {
        let sum = 0;
        for (let k = 1; k < 100 / eps; k++) sum += Math.exp((-eps / 2) * k);
        return sum;
      };
      return all(
        everywhere(product({ eps: [0.1, 1, 3, 20] }), ({ eps }) => mean(eps) / byAdding(eps) - 1, 1e-12),
        nowhereAbove(product({ eps: geometric(1e-3, 300, 60) }), ({ eps }) => eps * mean(eps), 2, "ε E[r_j]"),
      );
    },
  }),

  claim({
    id: "ccmkv11/prop6.4.n",
    where: "After Proposition 6.4",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "The bounds do not depend on n, so loss/n → 0, for constant ε and for ε = 1/√n; q = 5, ε = ½: at most 17.604",
      value: 5 / Math.expm1(0.25),
    },
    twin: { says: "… at most 1.75 (the worst over n is 1.80400, at n = 8)", value: 1.75 },
    check: (limit) =>
      all(
        nowhereAbove(
          product({ n: [1, 2, 4, 8, 16, 40, 1000, 1e6] }),
          ({ n }) => facilityLoss(allFirst(n, 5), spread(5), 0.5),
          limit,
          "loss at ε = 0.5",
        ),
        // The worst tally for ε = 1/√n has of the order of √n reports, all at one end.
        nowhereAbove(
          product({ n: [1e2, 1e3, 1e4, 1e5, 1e6] }),
          ({ n }) => {
            const eps = 1 / Math.sqrt(n);
            const losses = [1, 2, 4, 8].map((g) => facilityLoss(allFirst(Math.ceil(g / eps), 5), spread(5), eps));
            return Math.max(...losses) / Math.sqrt(n);
          },
          10,
          "loss/√n at ε = 1/√n",
        ),
      ),
  }),
];
