/** Claims of §6, discrete facility location. */
import { claim, type Claim } from "../claim";
import { show } from "../../lib/format";
import { forEachHistogram } from "../../lib/enumeration/histograms";
import { forEachProfile } from "../../lib/enumeration/profiles";
import { auditPrivacy } from "../../lib/privacy/audit";
import { agrees, estimateProportion, zScore } from "../../lib/probability/monte-carlo";
import { hockeyStick } from "../../lib/probability/total-variation";
import { auditEveryCoin } from "../../lib/truthful-mechanisms/agent-audit";
import { electionLaw, type ElectionNoise } from "../../lib/truthful-mechanisms/election";
import {
  facility,
  facilityLaw,
  facilityLoss,
  facilityLossTail,
  medianIndex,
  medianOf,
} from "../../lib/truthful-mechanisms/facility";
import { facilityCriticalWorth, facilityPrivacy } from "../../lib/truthful-mechanisms/facility-audit";
import { countFacility } from "../../lib/truthful-mechanisms/facility-count";
import {
  forEachReportedLaw,
  noisyMedian,
  truncatedBelowNoise,
  xiaoDelta,
  xiaoNoise,
  xiaoPrintedNoise,
} from "../../lib/truthful-mechanisms/noisy-median";
import { logBound } from "../../lib/truthful-mechanisms/privacy-bound";
import { atMost, columnRatios, equals, worstOf, type Case } from "./common";

/** Equidistant locations. */
const spread = (q: number): number[] => Array.from({ length: q }, (_, k) => k / (q - 1));

/** One location at 0, the others crowded at 1: the worst for the welfare. */
const crowded = (q: number): number[] => Array.from({ length: q }, (_, k) => (k === 0 ? 0 : 1 - 1e-9 * (q - 1 - k)));

/** All n reports at the first of q locations. */
const allFirst = (n: number, q: number): number[] => [n, ...new Array<number>(q - 1).fill(0)];

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

/** The largest c with F = c ln that Condition 2 allows for U_out = −|θ − o| at ε; ∞ where it asks for nothing. */
function allowedWorth(locations: readonly number[], eps: number, covers: Covers): number {
  let least = Infinity;
  forEachProfile([locations.length, locations.length, locations.length], ([own, outcome, other]) => {
    if (!covers(own, outcome, other)) return;
    const cost = Math.abs(locations[own] - locations[other]) - Math.abs(locations[own] - locations[outcome]);
    least = Math.min(least, cost / (2 * eps));
  });
  return least;
}

export const claims: readonly Claim[] = [
  claim({
    id: "ccmkv11/mech6.1.law",
    where: "Mechanism 6.1",
    method: "exact",
    verdict: "holds",
    printed: { says: "The outcome's law, by the race of geometric sums: O(q²) whatever n and ε", value: 1 },
    twin: { says: "… with the noise's ε 2 % larger", value: 1.02 },
    check: (factor, stream) => {
      const cases: Case[] = [];
      const law = (h: readonly number[], eps: number): Float64Array => facilityLaw(h, factor * eps);
      for (const eps of [0.5, 1, 2]) {
        for (const h of [
          [3, 1, 2],
          [0, 0, 0, 0],
          [4, 0, 0, 1],
          [0, 7],
        ]) {
          const exact = lawByConvolution(h, eps);
          law(h, eps).forEach((p, k) => cases.push(equals(`h = ${h}, ε = ${eps}, k = ${k}`, p, exact[k], 1e-13)));
        }
      }
      for (const h of [
        [1, 0, 2],
        [0, 2],
      ]) {
        const exact = lawByEnumeration(h, 2);
        law(h, 2).forEach((p, k) => cases.push(equals(`h = ${h} enumerated, k = ${k}`, p, exact[k], 1e-11)));
      }
      const many = new Array<number>(200).fill(5000);
      const sum = facilityLaw(many, 0.01).reduce((a, b) => a + b, 0);
      cases.push(equals("sum of the law, n = 10⁶, q = 200", sum, 1, 1e-12));
      const runs = 200_000;
      const run = facility(1);
      const counts = [0, 0, 0];
      for (let i = 0; i < runs; i++) counts[run([3, 1, 2], stream)]++;
      law([3, 1, 2], 1).forEach((p, k) => {
        const estimate = estimateProportion(runs, counts[k]);
        cases.push({
          excess: agrees(estimate, p) ? -1 : 1,
          evidence:
            `${runs} runs, k = ${k}: ${show(estimate.estimate, 4)} ± ${show(estimate.standardError, 2)}, exact ` +
            `${show(p)}, z = ${show(zScore(estimate, p), 2)}`,
        });
      });
      return worstOf(cases);
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
    check: (noise) => {
      const cases: Case[] = [];
      for (const eps of [0.1, 1, 3]) {
        for (let D = -20; D <= 20; D++) {
          const law = facilityLaw([Math.max(D, 0), Math.max(-D, 0)], eps);
          electionLaw(D, eps, noise).forEach((p, k) =>
            cases.push({
              excess: Math.abs(p / law[k] - 1) - 1e-11,
              evidence: `ε = ${eps}, D = ${D}, ${"AB"[k]}: election ${show(p)}, facility ${show(law[k])}`,
            }),
          );
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/lem6.2.inj",
    where: "Lemma 6.2, proof",
    method: "exhaustive",
    verdict: "holds",
    printed: { says: "If Med(z) = j, then Med(z ± e_m + e_j) = j for every m", value: 1 },
    twin: { says: "… Med(z ± e_m) = j", value: 0 },
    check: (added) => {
      let [cases, failures] = [0, 0];
      for (const [q, Z] of [
        [3, 6],
        [4, 4],
        [5, 2],
      ]) {
        forEachProfile(new Array<number>(q).fill(Z + 1), (z) => {
          const j = medianIndex(z);
          for (let m = 0; m < q; m++) {
            for (const change of [1, -1]) {
              if (z[m] + change < 0) continue;
              const moved = [...z];
              moved[m] += change;
              moved[j] += added;
              cases++;
              if (medianOf(moved) !== j) failures++;
            }
          }
        });
      }
      return { stands: failures === 0, evidence: `${failures} failures in ${cases} cases` };
    },
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
      const cases: Case[] = [];
      for (const eps of [0.25, 1, 3]) {
        for (const [q, n] of [
          [2, 6],
          [3, 6],
          [3, 20],
          [4, 6],
          [5, 6],
        ]) {
          const levels = facilityPrivacy(q, n, eps, true);
          levels.forEach((level, k) =>
            cases.push(atMost(`q = ${q}, n = ${n}, ε = ${eps}, location ${k + 1}: level`, level, factor * eps)),
          );
          for (const level of levels.slice(1, -1))
            cases.push({ excess: level < eps ? -1 : 1, evidence: "inner location" });
        }
        // The same from the laws at all profiles of three players, nothing reasoned away.
        const all = auditPrivacy({
          reports: [4, 4, 4],
          law: (profile) =>
            facilityLaw(
              [0, 1, 2].map((k) => profile.filter((report) => report === k).length),
              eps,
            ),
        });
        cases.push(
          equals(`q = 3, n = 3, ε = ${eps}, all profiles`, all.level, Math.max(...facilityPrivacy(3, 3, eps, true))),
        );
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/sec6.xiao",
    where: "§6, after Mechanism 6.1",
    method: "exact",
    verdict: "holds as corrected",
    printed: {
      says: "Noise ∝ exp(+(ε/2)|k − t|) on 0..2t, t = O(log(1/δ)/ε), makes the noisy histogram (ε, qδ)-private",
      value: { noise: xiaoPrintedNoise, length: 2 },
    },
    corrected: {
      says: "… noise ∝ exp(−(ε/2)|k − t|); the exact δ is 2δ₁ − δ₁² with δ₁ = P(r = 0)",
      value: { noise: xiaoNoise, length: 2 },
    },
    twin: { says: "… with the minus sign and t half as large, ln(1/δ)/ε", value: { noise: xiaoNoise, length: 1 } },
    check: ({ noise, length }) => {
      const cases: Case[] = [];
      const q = 2;
      for (const eps of [0.5, 1]) {
        for (const target of [0.1, 0.01, 0.001]) {
          const t = Math.ceil((length * Math.log(1 / target)) / eps);
          const law = noise(eps, t);
          const delta = histogramDelta(law, eps);
          cases.push({
            excess: delta / (q * target) - 1,
            evidence: `ε = ${eps}, t = ${t}: δ = ${show(delta)}, qδ = ${q * target}`,
          });
          if (noise === xiaoNoise)
            cases.push(equals(`ε = ${eps}, t = ${t}`, delta, xiaoDelta(eps, t).histogram, 1e-12));
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/sec6.xiao.notpure",
    where: "§6, after Lemma 6.2",
    method: "counterexample search",
    verdict: "holds",
    printed: { says: "With Xiao's noise the outcome is not ε-private for any ε", value: Infinity },
    twin: { says: "… it is ε-private at its ε", value: 1 },
    check: (expected) => {
      const level = medianLevel(xiaoNoise(1, 2), 2, 4);
      return worstOf([equals("q = 2, n = 4, t = 2, ε = 1: level of the median", level, expected)]);
    },
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
      const cases: Case[] = [];
      for (const eps of [0.5, 1]) {
        for (const t of [1, 3]) {
          const noise = truncatedBelowNoise(eps, t);
          for (let k = 0; k < t + 20; k++) {
            const step = Math.log(noise[k] / noise[k + 1]);
            const label = `ε = ${eps}, t = ${t}, ln P(${k})/P(${k + 1})`;
            cases.push(equality ? equals(label, step, exponent * eps) : atMost(label, step, exponent * eps));
          }
          for (const n of [1, 3, 6]) {
            cases.push(
              atMost(`ε = ${eps}, t = ${t}, n = ${n}: level of the median`, medianLevel(noise, 3, n), eps, 1e-9),
            );
          }
        }
      }
      return worstOf(cases);
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
    corrected: { says: "… when every move with θ ≤ o < o′ or o′ < o ≤ θ does", value: away },
    twin: { says: "… when every move with θ < o < o′ or o′ < o < θ does", value: strictlyAway },
    check: (covers) => {
      const cases: Case[] = [];
      for (const locations of [
        [0, 1],
        [0, 0.5, 1],
        [0, 0.2, 1],
      ]) {
        const q = locations.length;
        const eps = 1;
        // Where the condition asks for nothing, F = 10 ln satisfies it.
        const allowed = Math.min(10, allowedWorth(locations, eps, covers));
        const label = `Θ = ${locations}, ε = 1, F = ${show(allowed)} ln`;
        for (const n of [1, 3, 6]) {
          cases.push(atMost(`${label}, n = ${n}: c`, allowed, facilityCriticalWorth(locations, n, eps)));
        }
        const { gain, profile, report } = auditEveryCoin<readonly number[]>(
          {
            players: 2,
            types: q,
            bound: logBound(allowed),
            value: (own, o) => -Math.abs(locations[own] - locations[o]),
            law: (reports) => facilityLaw(countReports(reports, q), eps),
          },
          (reports, noise) => medianOf(countReports(reports, q).map((h, k) => h + noise[k])),
          boxOf(q, 4),
        );
        cases.push({ excess: gain, evidence: `${label}, reports ${profile}: saying ${report} gains ${show(gain)}` });
      }
      let [changes, uncovered] = [0, 0];
      for (const [q, n, R] of [
        [2, 4, 5],
        [3, 4, 4],
        [4, 3, 3],
      ]) {
        const count = countFacility(q, n, R);
        changes += count.changes;
        uncovered += count.bad;
      }
      cases.push({ excess: uncovered, evidence: `${uncovered} of ${changes} changes do not move away` });
      return worstOf(cases, 1e-10);
    },
  }),

  claim({
    id: "ccmkv11/thm6.3.ir",
    where: "Theorem 6.3",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "Mechanism 6.1 is individually rational: every change by staying away moves the facility away",
      value: away,
    },
    twin: { says: "… moves it away from a place that was not the agent's own", value: strictlyAway },
    check: (covers) => {
      let [changes, exceptions] = [0, 0];
      for (const [q, n, R] of [
        [2, 4, 5],
        [3, 4, 4],
        [4, 3, 3],
      ]) {
        const coins = boxOf(q, R);
        forEachHistogram(q, n - 1, (others) => {
          for (const noise of coins) {
            const z = others.map((h, k) => h + noise[k]);
            const without = medianOf(z);
            for (let own = 0; own < q; own++) {
              z[own]++;
              const outcome = medianOf(z);
              z[own]--;
              if (outcome === without) continue;
              changes++;
              if (!covers(own, outcome, without)) exceptions++;
            }
          }
        });
      }
      return { stands: exceptions === 0, evidence: `${exceptions} exceptions among ${changes} changes` };
    },
  }),

  claim({
    id: "ccmkv11/thm6.3.gap",
    where: "Theorem 6.3, in particular",
    method: "exact",
    verdict: "holds",
    printed: { says: "With U_out = −|θ − o| it suffices that min_{j≠k} |ℓ_j − ℓ_k| ≥ 2F(e^ε)", value: 2 },
    twin: { says: "… ≥ 1.9 F(e^ε) (the constant 2 is reached as n grows, for q ≥ 3)", value: 1.9 },
    check: (constant) => {
      const cases: Case[] = [];
      for (const eps of [0.5, 1, 2]) {
        for (const locations of [[0, 1], [0, 0.5, 1], [0, 0.2, 0.7, 1], spread(5)]) {
          const gap = Math.min(...locations.slice(1).map((l, k) => l - locations[k]));
          for (const n of [1, 5, 60]) {
            const critical = facilityCriticalWorth(locations, n, eps);
            cases.push(
              atMost(
                `Θ = ${locations.map((l) => show(l, 2))}, n = ${n}, ε = ${eps}: c by the theorem over exact`,
                gap / (constant * eps) / critical,
                1,
              ),
            );
          }
        }
      }
      return worstOf(cases);
    },
  }),

  claim({
    id: "ccmkv11/prop6.4.1",
    where: "Proposition 6.4 (1)",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "P(welfare ≤ optimum − Δ) ≤ q e^{−εΔ/q} (the proof's P(Σ r_j ≥ Δ) ≤ q e^{−εΔ/q} is false: E6)",
      value: 1,
    },
    twin: { says: "… ≤ q e^{−1.05 εΔ/q}", value: 1.05 },
    check: (exponent) => {
      const cases: Case[] = [];
      for (const eps of [0.05, 0.5, 1, 5]) {
        for (const q of [2, 3, 5, 9, 15]) {
          for (const n of [1, 3, 10, 40, 200]) {
            const halves = [Math.ceil(n / 2), ...new Array<number>(q - 2).fill(0), Math.floor(n / 2)];
            for (const histogram of [allFirst(n, q), halves]) {
              for (const locations of [crowded(q), spread(q)]) {
                for (const delta of [1, 2, 5, 10, 40, 200]) {
                  const tail = facilityLossTail(histogram, locations, delta, eps);
                  const limit = q * Math.exp((-exponent * eps * delta) / q);
                  cases.push({
                    excess: tail / limit - 1,
                    evidence: `q = ${q}, ε = ${eps}, n = ${n}, Δ = ${delta}: P/bound = ${show(tail / limit)}`,
                  });
                }
              }
            }
          }
        }
      }
      return worstOf(cases);
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
      const cases: Case[] = [];
      for (const eps of [0.1, 0.5, 2]) {
        for (const q of [2, 5, 10, 50, 200]) {
          const limit = (share * q) / Math.expm1(eps / 2);
          cases.push(atMost(`q = ${q}, ε = ${eps}: bound against 2q/ε`, limit, (2 * q) / eps));
          for (const n of [1, 5, 20, 100, 600].map((m) => Math.ceil((m * 0.5) / eps))) {
            for (const locations of [crowded(q), spread(q)]) {
              const loss = facilityLoss(allFirst(n, q), locations, eps);
              cases.push(atMost(`q = ${q}, ε = ${eps}, n = ${n}: loss/bound`, loss / limit, 1));
            }
          }
        }
      }
      return worstOf(cases);
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
    check: (limit) => {
      const cases: Case[] = [];
      for (const n of [1, 2, 4, 8, 16, 40, 1000, 1e6]) {
        const loss = facilityLoss(allFirst(n, 5), spread(5), 0.5);
        cases.push(atMost(`n = ${n}, ε = 0.5: loss`, loss, limit));
      }
      let previous = Infinity;
      for (let n = 100; n <= 1e6; n *= 10) {
        const share = facilityLoss(allFirst(n, 5), spread(5), 1 / Math.sqrt(n)) / n;
        cases.push(atMost(`n = ${n}, ε = 1/√n: loss/n`, share, Math.min(previous / 3, 10 / Math.sqrt(n))));
        previous = share;
      }
      return worstOf(cases);
    },
  }),
];

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
  for (let i = 0; i <= S; i++) {
    for (let j = 0; j <= S; j++) {
      // (1 + r_i, r_j) against (r_i, 1 + r_j).
      p.push((noise[i - 1] ?? 0) * (noise[j] ?? 0));
      q.push((noise[i] ?? 0) * (noise[j - 1] ?? 0));
    }
  }
  return hockeyStick(p, q, eps);
}

/** The privacy level of the median under any noise, over all profiles. */
function medianLevel(noise: ArrayLike<number>, q: number, players: number): number {
  let level = 0;
  forEachReportedLaw(noisyMedian(noise, q), q, players, (laws) => {
    level = Math.max(level, ...columnRatios(laws));
  });
  return level;
}
