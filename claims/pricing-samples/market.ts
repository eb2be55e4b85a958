/** Claims of Sections 2 and 3: the market and the model. */
import { claim, type Claim } from "../claim";
import { show } from "../../lib/format";
import { agrees, estimateMean, zScore } from "../../lib/probability/monte-carlo";
import { sampleWithoutReplacement } from "../../lib/probability/without-replacement";
import type { Stream } from "../../lib/probability/stream";
import { admit } from "../../lib/pricing-samples/baseline";
import { baselineLottery } from "../../lib/pricing-samples/baseline-lottery";
import { certaintyEquivalent, expectedUtility, type Lottery } from "../../lib/pricing-samples/certainty-equivalent";
import { countLaw } from "../../lib/pricing-samples/count-law";
import { randomConcave, whole } from "../../lib/pricing-samples/random-market";
import { targetValues } from "../../lib/pricing-samples/target-groups";
import { utilityOf, type Utility } from "../../lib/pricing-samples/utility";

/** Profiles of reports on a grid. */
export function* profiles(sellers: number, grid: readonly number[]): Generator<number[]> {
  if (sellers === 0) yield [];
  else for (const rest of profiles(sellers - 1, grid)) for (const report of grid) yield [...rest, report];
}

/** One run of the attribute survey: the mean attribute of a sample, less the population's. */
function surveyBias(choice: "cheapest" | "uniform", stream: Stream): number {
  const [n, d] = [1000, 100];
  const people = Array.from({ length: n }, () => {
    const cost = stream.uniform();
    return { cost, attribute: cost + 0.5 * stream.uniform() };
  });
  const mean = people.reduce((sum, { attribute }) => sum + attribute, 0) / n;
  const sample =
    choice === "cheapest"
      ? [...people].sort((a, b) => a.cost - b.cost).slice(0, d)
      : Array.from(sampleWithoutReplacement(n, d, stream), (i) => people[i]);
  return sample.reduce((sum, { attribute }) => sum + attribute, 0) / d - mean;
}

/** A random lottery of two to four amounts in [lo, hi], none close to another. */
function randomLottery(lo: number, hi: number, stream: Stream): Lottery {
  const raw = Array.from({ length: whole(2, 4, stream) }, () => 0.05 + stream.uniform());
  const sum = raw.reduce((a, b) => a + b, 0);
  return {
    money: raw.map((_, i) => lo + ((hi - lo) * (i + 0.8 * stream.uniform())) / raw.length),
    probabilities: raw.map((p) => p / sum),
  };
}

/** Whether a lottery leaves every region on which u is a straight line. */
const bends = (utility: Utility, { money }: Lottery): boolean => {
  if (utility.type === "linear") return false;
  return utility.type !== "kink" || Array.from(money).some((x) => x * money[0] < 0);
};

export const marketClaims: readonly Claim[] = [
  claim({
    id: "gah12/sec2.reverse-auction",
    where: "Section 2",
    method: "Monte Carlo",
    verdict: "holds",
    printed: {
      says:
        "a sample of those who report the lowest prices is biased, since attributes go with costs; a uniform one " +
        "is not",
      value: { biased: ["cheapest"], fair: ["uniform"] } as Record<"biased" | "fair", ("cheapest" | "uniform")[]>,
    },
    twin: { says: "a uniform sample is biased too", value: { biased: ["cheapest", "uniform"], fair: [] } },
    check: ({ biased, fair }, stream) => {
      const runs = 200;
      const of = (choice: "cheapest" | "uniform") =>
        estimateMean(runs, (s) => surveyBias(choice, s), stream.split(choice));
      const all = { cheapest: of("cheapest"), uniform: of("uniform") };
      return {
        stands: biased.every((c) => !agrees(all[c], 0)) && fair.every((c) => agrees(all[c], 0)),
        evidence:
          `bias of a sample of 100 of 1000, ${runs} runs: cheapest ${show(all.cheapest.estimate, 3)} ± ` +
          `${show(all.cheapest.standardError, 2)}, uniform ${show(all.uniform.estimate, 2)} ± ` +
          `${show(all.uniform.standardError, 2)} (|z| = ${show(Math.abs(zScore(all.uniform, 0)), 2)})`,
      };
    },
  }),

  claim({
    id: "gah12/sec2.one-buyer",
    where: "Section 2",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "with one buyer, dropping the dearest seller and paying his report makes the truth a dominant strategy",
      value: { dropTop: true },
    },
    twin: { says: "nobody need be dropped", value: { dropTop: false } },
    check: ({ dropTop }) => {
      const grid = [0, 1, 2, 3, 4];
      // A buyer of one record: expected utility of the seller with true cost c when the profile is reported.
      const utility = (reports: number[], i: number, cost: number): number => {
        const { cMax, dropped } = admit(reports);
        if (dropTop && dropped === i) return 0;
        return (cMax - cost) / (dropTop ? reports.length - 1 : reports.length);
      };
      let gain = 0;
      let tried = 0;
      for (const profile of profiles(3, grid)) {
        profile.forEach((cost, i) => {
          const truth = utility(profile, i, cost);
          for (const lie of grid) {
            gain = Math.max(
              gain,
              utility(
                profile.map((c, j) => (j === i ? lie : c)),
                i,
                cost,
              ) - truth,
            );
            tried++;
          }
        });
      }
      return { stands: gain <= 1e-12, evidence: `largest gain of ${tried} misreports: ${show(gain)}` };
    },
  }),

  claim({
    id: "gah12/sec2.heterogeneous",
    where: "Section 2, remark on different target groups",
    method: "numerical optimum",
    verdict: "fails",
    printed: {
      says:
        "the results hold when buyers are interested in different groups: one order of all sellers is best for " +
        "each",
      value: {
        targets: [
          [0, 1],
          [1, 2],
        ],
        sizes: [1, 1],
        sellers: 3,
      },
    },
    control: {
      says: "they hold when the groups are equal or disjoint",
      value: {
        targets: [
          [0, 1, 2],
          [0, 1, 2],
          [3, 4],
          [3, 4],
        ],
        sizes: [1, 2, 1, 1],
        sellers: 5,
      },
    },
    twin: {
      says: "they hold for four groups on a circle, each of which overlaps with the next in one seller",
      value: {
        targets: [
          [0, 1],
          [1, 2],
          [2, 3],
          [3, 0],
        ],
        sizes: [1, 1, 1, 1],
        sellers: 4,
      },
    },
    check: async (market) => {
      const v = await targetValues(market, (k) => -Math.expm1(-k));
      return {
        stands: Math.abs(v.jointMin - v.globalOrdering) < 1e-7,
        evidence:
          `targets ${JSON.stringify(market.targets)}: Σ E(1 − e^−K) is ${show(v.globalOrdering)} by one order, ` +
          `${show(v.jointMin)} by the best joint design`,
      };
    },
  }),

  claim<(utility: Utility, lottery: Lottery) => boolean>({
    id: "gah12/def.ce",
    where: "Definition of the certainty equivalent, Section 3",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "a risk-averse seller's certainty equivalent is below the mean, always strictly",
      value: () => true,
    },
    corrected: {
      says: "strictly if and only if the lottery is no sure amount and leaves the stretches where u is straight",
      value: bends,
    },
    twin: { says: "it equals the mean", value: () => false },
    check: (strictly, stream) => {
      let wrong = 0;
      let off = 0;
      let shown = "";
      const runs = 400;
      for (let run = 0; run < runs; run++) {
        const utility = randomConcave(stream);
        const lottery = run % 2 === 0 ? randomLottery(1, 50, stream) : randomLottery(-50, 50, stream);
        const e = certaintyEquivalent(utility, lottery);
        const mean = certaintyEquivalent({ type: "linear" }, lottery);
        const value = expectedUtility(utility, lottery);
        off = Math.max(off, Math.abs(utilityOf(utility, e) - value) / Math.max(1e-3, Math.abs(value)));
        const strict = mean - e > 1e-9;
        if (strict !== strictly(utility, lottery) || e > mean + 1e-9) {
          wrong++;
          shown = `, e.g. ${utility.type} utility with e = ${show(e)}, mean ${show(mean)}`;
        }
      }
      return {
        stands: wrong === 0 && off < 1e-9,
        evidence: `${wrong} of ${runs} random lotteries disagree${shown}; u(e) = E u to ${show(off, 2)}`,
      };
    },
  }),

  claim({
    id: "gah12/sec3.indifference",
    where: "Section 3",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "a seller is indifferent between π_i and e_i(p, π_i) + c_i(k); the second saves the risk premium",
      value: 1,
    },
    twin: { says: "the second may leave out 3 % of his cost", value: 0.97 },
    check: (share, stream) => {
      let off = 0;
      let least = Infinity;
      for (let run = 0; run < 200; run++) {
        const utility = randomConcave(stream);
        const cost = 1 + 8 * stream.uniform();
        const law = countLaw({
          demand: [
            [2, 2],
            [3, 1],
          ],
          sellers: 5,
          design: { type: "independent" },
        });
        const lottery = baselineLottery(law, 10, cost);
        const e = certaintyEquivalent(utility, lottery);
        const money = Float64Array.from(law, (_, k) => e + share * cost * k - cost * k);
        off = Math.max(off, Math.abs(certaintyEquivalent(utility, { money, probabilities: law }) - e));
        const paid = law.reduce((sum, p, k) => sum + p * (10 * k - (e + share * cost * k)), 0);
        least = Math.min(least, paid);
      }
      return {
        stands: off < 1e-9 && least >= -1e-9,
        evidence: `the two differ in worth by at most ${show(off, 2)}; least saving ${show(least, 2)}`,
      };
    },
  }),

  claim({
    id: "gah12/sec3.bias",
    where: "Section 3",
    method: "exact",
    verdict: "holds",
    printed: {
      says: "leaving out one seller biases the sample mean of an attribute by (x̄ − x_ĵ)/(n − 1), which is negligible",
      value: (n: number) => n - 1,
    },
    twin: { says: "by (x̄ − x_ĵ)/n", value: (n: number) => n },
    check: (denominator, stream) => {
      let off = 0;
      const sizes = [10, 100, 1000];
      const biases = sizes.map((n) => {
        const costs = Array.from({ length: n }, () => stream.uniform());
        const attribute = costs.map((c) => c + 0.2 * stream.uniform());
        const { dropped, admitted } = admit(costs);
        const mean = attribute.reduce((a, b) => a + b, 0) / n;
        const bias = admitted.reduce((sum, i) => sum + attribute[i], 0) / (n - 1) - mean;
        off = Math.max(off, Math.abs(bias / ((mean - attribute[dropped]) / denominator(n)) - 1));
        return Math.abs(bias);
      });
      const shown = biases.map((b, i) => `${show(b, 2)} for n = ${sizes[i]}`).join(", ");
      return { stands: off < 1e-9 && biases[2] < 2 / 1000, evidence: `bias ${shown}; formula off by ${show(off, 2)}` };
    },
  }),
];
