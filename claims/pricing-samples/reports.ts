/** The mechanisms for linear and scaled costs, run on whatever the sellers report, and random markets to run them in. */
import { admit } from "../../lib/pricing-samples/baseline";
import { baselineLottery } from "../../lib/pricing-samples/baseline-lottery";
import { contracts } from "../../lib/pricing-samples/ce-mechanism";
import { certaintyEquivalent, expectedUtility } from "../../lib/pricing-samples/certainty-equivalent";
import { countLaw } from "../../lib/pricing-samples/count-law";
import type { Demand } from "../../lib/pricing-samples/demand";
import type { Design } from "../../lib/pricing-samples/design";
import { DESIGNS } from "../../lib/pricing-samples/examples";
import { randomDemand, whole } from "../../lib/pricing-samples/random-market";
import type { Rule } from "../../lib/pricing-samples/thresholds";
import type { Utility } from "../../lib/pricing-samples/utility";
import type { Stream } from "../../lib/probability/stream";

/** What a seller reports: ĉ and ê. */
export interface Report {
  readonly cost: number;
  readonly equivalent: number;
}

/** Who faces whom: the law of the counts among those left, h, and all others' reports. */
export interface Economy {
  readonly law: Float64Array;
  readonly h: (k: number) => number;
  readonly others: readonly Report[];
}

/** What a report nets a seller of some cost when she is sampled k times, k = 0..m; undefined if she is dropped. */
export function netOf(
  { law, h, others }: Economy,
  report: Report,
  cost: number,
  rule: Rule = "loo",
): Float64Array | undefined {
  const all = [...others, report];
  const self = all.length - 1;
  const { cMax, dropped, admitted } = admit(all.map((one) => one.cost));
  if (dropped === self) return undefined;
  const mean = law.reduce((sum, p, k) => sum + p * h(k), 0);
  const costs = admitted.map((i) => all[i].cost);
  const equivalents = admitted.map((i) => all[i].equivalent);
  const { perAccess, sure } = contracts(cMax, mean, costs, equivalents, { rule });
  const at = admitted.indexOf(self);
  return law.map((_, k) => sure[at] + (perAccess[at] - cost) * h(k));
}

/** The truthful report: cost, and the certainty equivalent of the Baseline lottery that the cost leads to. */
export function truth({ law, h, others }: Economy, cost: number, utility: Utility): Report {
  const cMax = Math.max(cost, ...others.map((other) => other.cost));
  return { cost, equivalent: certaintyEquivalent(utility, baselineLottery(law, cMax, cost, h)) };
}

/** The worth of what a report nets; nothing to who is dropped. */
export const worthOf = (utility: Utility, law: Float64Array, money: Float64Array | undefined): number =>
  money ? expectedUtility(utility, { money, probabilities: law }) : 0;

/** The buyers of a demand split at random into blocks, each with one order. */
export function randomBlocks(demand: Demand, stream: Stream): Design {
  const blocks: [number, number][][] = Array.from({ length: whole(1, 3, stream) }, () => []);
  for (const [size, buyers] of demand) {
    for (let b = 0; b < buyers; b++) blocks[whole(0, blocks.length - 1, stream)].push([size, 1]);
  }
  return { type: "blocks", blocks };
}

/** One of the named designs, random blocks, or a mixture of two of these. */
export function randomDesign(demand: Demand, stream: Stream): Design {
  const simple = (): Design => [...DESIGNS.map((one) => one.design), randomBlocks(demand, stream)][whole(0, 4, stream)];
  const weight = stream.uniform();
  const [first, second] = [simple(), simple()];
  return stream.uniform() < 0.7
    ? first
    : {
        type: "mixture",
        parts: [
          [weight, first],
          [1 - weight, second],
        ],
      };
}

/** A random economy of 3 to 6 sellers: reported costs on a grid, so that some tie, equivalents from nothing to beyond C. */
export function randomEconomy(stream: Stream, h: (k: number) => number = (k) => k): Economy {
  const left = whole(2, 5, stream);
  const demand = randomDemand(3, left, stream);
  const law = countLaw({ demand, sellers: left, design: randomDesign(demand, stream) });
  const mean = law.reduce((sum, p, k) => sum + p * h(k), 0);
  const others = Array.from({ length: left }, () => {
    const cost = whole(0, 20, stream) / 2;
    return { cost, equivalent: 1.2 * stream.uniform() * (10 - cost) * mean };
  });
  return { law, h, others };
}
