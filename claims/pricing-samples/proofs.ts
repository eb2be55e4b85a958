/** Claims that stand in footnotes and in the proofs of the appendix. */
import { claim, notCheckable, type Claim } from "../claim";
import { all, equals, everywhere, holdsFor, nowhereAbove } from "../evidence";
import { show } from "../../lib/format";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import { admit } from "../../lib/pricing-samples/baseline";
import { countLaw } from "../../lib/pricing-samples/count-law";
import type { Demand } from "../../lib/pricing-samples/demand";
import { designValues } from "../../lib/pricing-samples/optimal-design";
import { obliviousPair } from "../../lib/pricing-samples/ordering-factor";
import {
  feasibleCounts,
  randomConcaveTable,
  randomDemand,
  randomMaxOfConcave,
  whole,
} from "../../lib/pricing-samples/random-market";
import type { Stream } from "../../lib/probability/stream";
import { profiles } from "./market";

/** Theorem 5.1's pair: n sellers, one buyer of all and n² + n of one record each. */
const PAIR_SIZES = [2, 3, 4, 5, 6, 8];

/**
 * The least E g(K) over laws of Theorem 5.1's pair with Π_A ≤ 2 Π_A^OPT: those with the market's mean that are below its
 * ordering law in convex order, and sample each seller once at least, since one buyer wants all.
 */
async function leastOfPair(n: number, g: (k: number) => number): Promise<number> {
  const { demand, optA, sumAB } = obliviousPair(n);
  const law = countLaw({ demand, sellers: n, design: { type: "ordering" } });
  const counts = Array.from(law.keys()).slice(1);
  const spread = (t: number): number => law.reduce((sum, p, k) => sum + p * Math.max(0, k - t), 0);
  const { value } = await solveLinearProgram({
    sense: "min",
    objective: counts.map(g),
    rows: [
      { coefficients: counts.map(() => 1), lower: 1, upper: 1 },
      { coefficients: counts.map((k) => k / n), lower: (sumAB - n) / n, upper: (sumAB - n) / n },
      { coefficients: counts.map((k) => Math.min(k, n)), upper: 2 * optA },
      ...counts.slice(0, -1).map((t) => ({
        coefficients: counts.map((k) => Math.max(0, k - t) / n),
        upper: spread(t) / n,
      })),
    ],
  });
  return value;
}

/** A proof's inequality on that pair: E g(K) > bound(n). */
const pairClaim = (
  id: string,
  where: string,
  g: (n: number) => (k: number) => number,
  [says, bound]: readonly [string, (n: number) => number],
  [wrong, beyond]: readonly [string, (n: number) => number],
): Claim =>
  claim<(n: number) => number>({
    id,
    where,
    method: "numerical optimum",
    verdict: "holds",
    printed: { says, value: bound },
    twin: { says: wrong, value: beyond },
    check: async (least) => {
      const found = await Promise.all(PAIR_SIZES.map(async (n) => ({ n, least: await leastOfPair(n, g(n)) })));
      return holdsFor(
        found,
        ({ n, least: value }) => value > least(n) + 1e-9,
        `the least by linear programs, ${found.map(({ n, least: value }) => `${show(value, 4)} (n = ${n})`).join(", ")}, is above`,
      );
    },
  });

/** The generalised inverse P^{-1}(t) of the law of a count vector drawn at random: its sorted counts, one step each. */
const ascending = (counts: ArrayLike<number>): number[] => Array.from(counts).sort((a, b) => a - b);

/** Random small markets, with every count vector that samples can have, and the ordering design's. */
const countMarkets = (stream: Stream) =>
  Array.from({ length: 40 }, () => {
    const sellers = whole(3, 5, stream);
    const demand = randomDemand(3, sellers, stream);
    const m = demand.reduce((sum, [, buyers]) => sum + buyers, 0);
    const law = countLaw({ demand, sellers, design: { type: "ordering" } });
    const ordering = Array.from(law).flatMap((p, k) => Array<number>(Math.round(p * sellers)).fill(k));
    return { demand, m, ordering, vectors: feasibleCounts(demand, sellers).map(ascending) };
  });

const total = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0);

export const proofClaims: readonly Claim[] = [
  claim<(reports: readonly number[], d: number) => number>({
    id: "gah12/fn4",
    where: "Footnote 4",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "with the right payments the reverse auction for the d lowest reports is truthful: the d + 1st lowest",
      value: (reports, d) => [...reports].sort((a, b) => a - b)[d],
    },
    twin: { says: "so it is with the d-th lowest", value: (reports, d) => [...reports].sort((a, b) => a - b)[d - 1] },
    check: (payment) => {
      const grid = [0, 1, 2, 3];
      const net = (reports: readonly number[], i: number, cost: number, d: number): number => {
        const order = [...reports.keys()].sort((a, b) => reports[a] - reports[b] || a - b);
        return order.indexOf(i) < d ? payment(reports, d) - cost : 0;
      };
      const cases = [1, 2].flatMap((d) =>
        [...profiles(4, grid)].flatMap((profile) => grid.map((lie) => ({ d, profile, lie }))),
      );
      return nowhereAbove(
        cases,
        ({ d, profile, lie }) => net([lie, ...profile.slice(1)], 0, profile[0], d) - net(profile, 0, profile[0], d),
        0,
        "a lie gains",
        1e-12,
      );
    },
  }),

  claim<(values: readonly number[], chances: readonly number[], sample: readonly number[]) => number>({
    id: "gah12/fn5",
    where: "Footnote 5",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "an unbiased statistic can be made from a biased sample, e.g. by the Horvitz–Thompson estimator",
      value: (values, chances, sample) => total(sample.map((i) => values[i] / chances[i])),
    },
    twin: {
      says: "the sample's mean times n is unbiased as well",
      value: (values, _, sample) => (values.length / sample.length) * total(sample.map((i) => values[i])),
    },
    check: (estimator, stream) =>
      everywhere(
        Array.from({ length: 100 }, () => {
          const n = whole(3, 8, stream);
          const costs = Array.from({ length: n }, () => 0.1 + stream.uniform());
          return { n, costs, values: costs.map((c) => c + stream.uniform()) };
        }),
        ({ n, costs, values }) => {
          // All pairs, the cheaper the likelier.
          const pairs = [...profiles(2, [...Array(n).keys()])].filter(([i, j]) => i < j);
          const weights = pairs.map(([i, j]) => 1 / (costs[i] * costs[j]));
          const chanceOf = weights.map((w) => w / total(weights));
          const inclusion = values.map((_, i) => total(chanceOf.filter((_p, at) => pairs[at].includes(i))));
          const mean = total(pairs.map((pair, at) => chanceOf[at] * estimator(values, inclusion, pair)));
          return mean / total(values) - 1;
        },
        1e-12,
        "populations; E of the estimated total, relatively",
      ),
  }),

  claim<number>({
    id: "gah12/fn6",
    where: "Footnote 6",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "ties at c^max are dealt with: drop one of them, the others have no loss and no reason to lie",
      value: 1,
    },
    twin: { says: "so they have where the others are paid 1 % less than c^max", value: 0.99 },
    check: (share) => {
      const grid = [0, 1, 2, 3];
      const net = (reports: readonly number[], i: number, cost: number): number => {
        const { cMax, dropped } = admit(reports);
        return dropped === i ? 0 : share * cMax - cost;
      };
      const tied = [...profiles(4, grid)].filter(
        (profile) => profile.filter((c) => c === Math.max(...profile)).length > 1,
      );
      const cases = tied.flatMap((profile) => profile.map((cost, i) => ({ profile, cost, i })));
      const swap = (profile: readonly number[], i: number, lie: number) => profile.map((c, j) => (j === i ? lie : c));
      return all(
        nowhereAbove(cases, ({ profile, cost, i }) => -net(profile, i, cost), 0, "the truth loses"),
        nowhereAbove(
          cases,
          ({ profile, cost, i }) =>
            Math.max(...grid.map((lie) => net(swap(profile, i, lie), i, cost))) - net(profile, i, cost),
          0,
          "a lie gains",
        ),
      );
    },
  }),

  claim<(factor: number) => boolean>({
    id: "gah12/fn9",
    where: "Footnote 9",
    method: "numerical optimum",
    verdict: "holds",
    printed: {
      says:
        "no design that is oblivious to π^max attains Π^OPT in general; one that is chosen for the reports makes it pay " +
        "to lie",
      value: (factor) => factor > 1 + 1e-6,
    },
    twin: { says: "one design attains it for both of Theorem 5.1's payments", value: (factor) => factor <= 1 + 1e-6 },
    check: (possible) => {
      const factors = [2, 3].map((n) => {
        const { demand } = obliviousPair(n);
        const m = n * n + n + 1;
        const pays = [Math.min, Math.max].map((of) =>
          Array.from({ length: m + 1 }, (_, k) => (k === 0 ? 0 : of(k, n))),
        );
        const best = pays.map((payment) => designValues({ demand, sellers: n, payment }).exact * n);
        // Over mixtures the largest of two ratios is least where it is least for some vector or pair of vectors.
        const points = feasibleCounts(demand, n).map((z) =>
          pays.map((pay, a) => total(z.map((k) => pay[k])) / best[a]),
        );
        return { n, factor: minimax(points) };
      });
      // Four sellers, two buyers of two: by reporting ĉ(2) = 3 seller 0, who has no costs, turns the cheapest samples
      // from two sellers for both buyers into one buyer each.
      const demand: Demand = [[2, 2]];
      const utilityAt = (own: number): number => {
        const payment = [0, 1, Math.max(1, own)];
        const vectors = feasibleCounts(demand, 4);
        const [cheapest] = [...vectors].sort(
          (a, b) => total(a.map((k) => payment[k])) - total(b.map((k) => payment[k])),
        );
        // Whoever alone is the maximum at k is paid nothing there, let alone what she asks for.
        return total(cheapest.map((k) => (k === 2 && own > 1 ? 0 : payment[k]))) / 4;
      };
      return all(
        holdsFor(
          factors,
          ({ factor }) => possible(factor),
          `least factor of one design for both payments ${factors.map(({ n, factor }) => `${show(factor, 4)} (n = ${n})`).join(", ")}`,
        ),
        holdsFor(
          [{ truth: utilityAt(0), lie: utilityAt(3) }],
          ({ truth, lie }) => lie > truth,
          `with the cheapest samples for the reports a lie nets ${show(utilityAt(3))}, the truth ${show(utilityAt(0))}`,
        ),
      );
    },
  }),

  claim<number>({
    id: "gah12/sec5.once",
    where: "Section 5",
    method: "property test",
    verdict: "holds",
    printed: { says: "with concave c, k accesses cost at most k times one", value: 1 },
    twin: { says: "they cost at most 0.97 of that", value: 0.97 },
    check: (share, stream) =>
      nowhereAbove(
        Array.from({ length: 300 }, () => randomConcaveTable(whole(1, 12, stream), stream)),
        (c) => Math.max(...c.slice(1).map((cost, i) => cost / ((i + 1) * c[1]))),
        share,
        "c(k)/(k c(1))",
        1e-12,
      ),
  }),

  claim<{ readonly at: number; readonly denominator: (left: number) => number }>({
    id: "gah12/thm4.4.zb",
    where: "Theorem 4.4, proof",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says: "a seller is in buyer b's sample with chance z_b = d_b/n",
      value: { at: 1, denominator: (n) => n + 1 },
    },
    corrected: { says: "with chance d_b/n′, n′ = n − 1 being left", value: { at: 1, denominator: (n) => n } },
    twin: { says: "with chance d_b/(n′ − 1)", value: { at: 1, denominator: (n) => n - 1 } },
    check: ({ at, denominator }, stream) =>
      everywhere(
        Array.from({ length: 100 }, () => {
          const left = whole(3, 9, stream);
          return { left, d: whole(1, left, stream) };
        }),
        // One buyer alone: the law of the count is the chance itself.
        ({ left, d }) =>
          countLaw({ demand: [[d, 1]], sellers: left, design: { type: "ordering" } })[at] - d / denominator(left),
        1e-12,
        "populations, chance",
      ),
  }),

  claim<{ readonly zero: number }>({
    id: "gah12/thm5.1.payments",
    where: "Theorem 5.1, proof",
    method: "exhaustive",
    verdict: "holds as corrected",
    printed: {
      says: "π_A(k) = min{k, n} and π_B(k) = max{k, n} for k = 0..m arise from concave costs with c(0) = 0",
      value: { zero: 1 },
    },
    corrected: { says: "they do for k ≥ 1, where max{0, n} = n is no cost of no access", value: { zero: 0 } },
    twin: { says: "π_B(0) = n/2 does", value: { zero: 0.5 } },
    check: ({ zero }) =>
      everywhere(
        [2, 3, 5, 10],
        (n) => {
          const counts = Array.from({ length: n * n + n + 2 }, (_, k) => k);
          // Two sellers' costs, each concave and 0 at 0: n from the first access on, and k.
          const costs = [counts.map((k) => (k === 0 ? 0 : n)), counts];
          const concave = costs.every((c) =>
            c.slice(2).every((_, k) => c[k + 2] - c[k + 1] <= c[k + 1] - c[k] + 1e-12),
          );
          const most = counts.map((k) => Math.max(...costs.map((c) => c[k])));
          const said = counts.map((k) => (k === 0 ? zero * n : Math.max(k, n)));
          return concave ? Math.max(...said.map((x, k) => Math.abs(x - most[k]))) : NaN;
        },
        1e-12,
        "sizes n, π_B off the maximum of the concave costs by",
      ),
  }),

  claim<(n: number) => number>({
    id: "gah12/thm5.1.optA",
    where: "Theorem 5.1, proof",
    method: "numerical optimum",
    verdict: "holds",
    printed: { says: "Π_A^OPT = 2 − 1/n, attained by ψ*", value: (n) => 2 - 1 / n },
    twin: { says: "Π_A^OPT = 2", value: () => 2 },
    check: (value) => {
      const found = [2, 3, 4, 5].map((n) => {
        const payment = Array.from({ length: n * n + n + 2 }, (_, k) => Math.min(k, n));
        return { n, ...designValues({ demand: obliviousPair(n).demand, sellers: n, payment }) };
      });
      return all(
        equals(
          "Π_A^OPT for n = 2..5:",
          found.map(({ exact }) => exact),
          found.map(({ n }) => value(n)),
        ),
        equals(
          "by ψ*:",
          found.map(({ ordering }) => ordering),
          found.map(({ n }) => value(n)),
        ),
      );
    },
  }),

  pairClaim(
    "gah12/eq3",
    "Theorem 5.1, proof, (3)",
    (n) => (k) => (k > n ? k : 0),
    ["(1) implies Σ_{k>n} k p(k) > n − 2", (n) => n - 2],
    ["it implies > n", (n) => n],
  ),
  pairClaim(
    "gah12/eq4",
    "Theorem 5.1, proof, (4)",
    (n) => (k) => (k <= n ? 1 : 0),
    ["(1) implies Σ_{k≤n} p(k) > 1 − 4/n", (n) => 1 - 4 / n],
    ["it implies > 1 − 1/n", (n) => 1 - 1 / n],
  ),

  claim<(m: number, stream: Stream) => number[]>({
    id: "gah12/eq8",
    where: "Theorem 5.2, proof, (8)",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "if all costs are concave, π^max(k)/k does not rise, though π^max need not be concave",
      value: (m, s) => randomMaxOfConcave(m, 3, s),
    },
    twin: {
      says: "so for costs that are convex",
      value: (m, s) => randomConcaveTable(m, s).map((_, k, t) => t[m] - t[m - k]),
    },
    check: (payments, stream) =>
      nowhereAbove(
        Array.from({ length: 400 }, () => payments(whole(2, 12, stream), stream)),
        (pay) => Math.max(...pay.slice(2).map((_, i) => pay[i + 2] / (i + 2) - pay[i + 1] / (i + 1))),
        0,
        "π(k + 1)/(k + 1) − π(k)/k",
        1e-12,
      ),
  }),

  claim<(ordering: readonly number[], other: readonly number[]) => readonly [number[], number[]]>({
    id: "gah12/eq9",
    where: "Theorem 5.2, proof, (9)",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "for every design and every t* the area below P^{-1} on (0, t*] is at least that below P_o^{-1}",
      value: (ordering, other) => [[...other], [...ordering]],
    },
    twin: { says: "on (t*, 1]", value: (ordering, other) => [[...other].reverse(), [...ordering].reverse()] },
    check: (areas, stream) =>
      nowhereAbove(
        countMarkets(stream).flatMap(({ ordering, vectors }) => vectors.map((vector) => ({ ordering, vector }))),
        ({ ordering, vector }) => {
          const [upper, lower] = areas(ordering, vector);
          let [sum, most] = [0, -Infinity];
          upper.forEach((_, j) => (most = Math.max(most, (sum += lower[j] - upper[j]))));
          return most;
        },
        0,
        "below by",
      ),
  }),

  claim<{ readonly P: boolean; readonly Po: boolean }>({
    id: "gah12/thm5.2.intervals",
    where: "Theorem 5.2, proof",
    method: "property test",
    verdict: "holds as corrected",
    printed: { says: "both inverses are constant between the values T = {P(k)}", value: { P: true, Po: false } },
    corrected: { says: "they are between the values of P and of P_o together", value: { P: true, Po: true } },
    twin: { says: "they are between the values of P_o alone", value: { P: false, Po: true } },
    check: ({ P, Po }, stream) =>
      holdsFor(
        countMarkets(stream).flatMap(({ ordering, vectors }) => vectors.map((vector) => ({ ordering, vector }))),
        ({ ordering, vector }) => {
          // Place j stands for t in (j/n, (j+1)/n]; a value of P ends there if the count changes behind it.
          const ends = (counts: readonly number[], j: number): boolean => counts[j] !== counts[j + 1];
          return ordering.every(
            (count, j) =>
              j + 1 === ordering.length ||
              (P && ends(vector, j)) ||
              (Po && ends(ordering, j)) ||
              (count === ordering[j + 1] && vector[j] === vector[j + 1]),
          );
        },
        "constant in between",
      ),
  }),

  claim<number>({
    id: "gah12/thm5.2.halves",
    where: "Theorem 5.2, proof, (7) and the last inequality",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "ψ*'s payments on T_A = {P^{-1} > P_o^{-1}} and on the rest are each at most those of any design on all of (0, 1]",
      value: 1,
    },
    twin: { says: "at most 0.97 of those", value: 0.97 },
    check: (share, stream) =>
      nowhereAbove(
        countMarkets(stream).flatMap(({ m, ordering, vectors }) => {
          const payment = randomMaxOfConcave(m, 3, stream);
          return vectors.map((vector) => ({ ordering, vector, payment }));
        }),
        ({ ordering, vector, payment }) => {
          const whole_ = total(vector.map((k) => payment[k]));
          const a = total(ordering.map((k, j) => (vector[j] > k ? payment[k] : 0)));
          const b = total(ordering.map((k, j) => (vector[j] > k ? 0 : payment[k])));
          return whole_ === 0 ? 0 : Math.max(a, b) / whole_;
        },
        share,
        "the larger half over the whole",
        1e-12,
      ),
  }),

  notCheckable(
    "gah12/fn10",
    "Footnote 10",
    "a seller whose report cannot matter to her may not take care to report right; questions can be mixed to avoid it",
    "a remark on people's diligence",
  ),
];

/** The least over mixtures of points of the larger of their two coordinates: at a point, or where a chord meets the diagonal. */
function minimax(points: readonly (readonly number[])[]): number {
  let least = Math.min(...points.map(([x, y]) => Math.max(x, y)));
  for (const [x, y] of points) {
    for (const [X, Y] of points) {
      if (x >= y || X <= Y) continue;
      const t = (y - x) / (y - x + X - Y);
      least = Math.min(least, x + t * (X - x));
    }
  }
  return least;
}
