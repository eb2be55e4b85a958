/** Illegal arguments thrown at every public function: an error of ours that says what must be, or a finite answer. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as ps from "../../lib/pricing-samples";
import { admit } from "../../lib/pricing-samples/baseline";
import { contracts } from "../../lib/pricing-samples/ce-mechanism";
import { generalReportUtility } from "../../lib/pricing-samples/general-ce";
import { reportUtility } from "../../lib/pricing-samples/misreport";
import { commonThreshold } from "../../lib/pricing-samples/thresholds";
import { uncross } from "../../lib/pricing-samples/uncrossing";
import { stream } from "../../lib/probability/stream";

const demand: ps.Demand = [
  [1, 2],
  [3, 1],
];
const sampling: ps.Sampling = { demand, sellers: 4, design: { type: "independent" } };
const averse: ps.Utility = { type: "cara", a: 0.1 };
const law = Array.from(ps.countLaw(sampling));
const lottery = { money: [1, 2], probabilities: [0.5, 0.5] };
const population: ps.Seller[] = [
  { cost: 1, utility: averse, count: 3 },
  { cost: 2, utility: { type: "linear" } },
];
const market: ps.Market = { demand, design: { type: "ordering" }, cMax: 10, population };
const offer: ps.Offer = { law, others: 10, threshold: 5 };
const type: ps.Type = { cost: 3, utility: averse };
const costs = [
  [0, 1, 2, 3],
  [0, 2, 2, 5],
  [0, 0, 4, 4],
  [0, 1, 1, 1],
  [0, 3, 3, 3],
  [0, 2, 3, 4],
];
const rivals: ps.GeneralSeller[] = costs.map((table) => ({ costs: table, utility: averse }));
const general = ps.generalOffer(demand, rivals, "R1");
const clones: ps.Clones = { sellers: 10, cMax: 10, a: 0.1, share: 0.5 };
const outcome = ps.ceMechanism(market);

const FUNCTIONS = { ...ps, admit, commonThreshold, contracts, generalReportUtility, reportUtility, uncross };

/** A legal call of each function: its name, and its arguments. */
const CALLS: readonly (readonly [name: keyof typeof FUNCTIONS, args: readonly unknown[]])[] = [
  ["admit", [[1, 2, 3]]],
  ["baselinePrice", [[1, 2, 3, 4, 5], demand]],
  ["dropDearest", [[1, 2, 3], 1]],
  ["countLaw", [sampling]],
  ["lawMoments", [law]],
  ["timesSampled", [demand, 4, [1, 4]]],
  ["drawSamples", [sampling, stream(1)]],
  ["certaintyEquivalent", [averse, lottery]],
  ["expectedUtility", [averse, lottery]],
  ["utilityOf", [{ type: "crra", gamma: 2, wealth: 10 }, 3]],
  ["sellerIndifference", [sampling, 10, type]],
  ["ceMechanism", [market]],
  ["contracts", [10, 2, [1, 3], [4, 5]]],
  ["budgetDeviation", [outcome]],
  ["clonePrices", [sampling, 10, [0.1], 0.5]],
  ["simulateTotal", [outcome, 5, stream(1)]],
  ["thresholds", [[1, 2, 3], 10]],
  ["commonThreshold", [[1, 2, 3], 10]],
  ["reportUtility", [offer, type, 1, "certain"]],
  ["bestReport", [offer, type, { start: 0, stop: 2, step: 1 }]],
  ["menu", [offer, type, [0, 1]]],
  ["removalOrder", [demand, costs, [0, 1, 2, 3, 4, 5]]],
  ["removalLaw", [demand, costs]],
  ["removalInclusion", [demand, costs]],
  ["generalOffer", [demand, rivals, "R2"]],
  ["generalReportUtility", [general, rivals[0], [0, 1, 1, 1], true]],
  ["bestGeneralReport", [general, rivals[0], 2, 4]],
  ["generalCeMechanism", [demand, rivals, "R4"]],
  ["designValues", [{ demand, sellers: 4, payment: [0, 1, 1, 2] }]],
  ["orderingFactor", [5]],
  ["worstMarket", [5]],
  ["obliviousPair", [3]],
  ["clearingPrices", [{ bases: [2, 3], buyers: [1, 2], eta: 1 }, clones, 5]],
  [
    "clearingStates",
    [
      [
        [9, 2],
        [5, 3],
      ],
      2,
      clones,
    ],
  ],
  ["mechanismPrice", [demand, clones]],
  ["sizesAt", [{ bases: [2, 3], buyers: [1, 2], eta: 1 }, clones, 5]],
  ["prospectCertaintyEquivalent", [{ alpha: 0.9, gamma: 0.6 }, lottery]],
  ["searchWorstCases", [4, 3, 2, stream(1)]],
  [
    "uncross",
    [
      new Map([
        [1, 0.5],
        [2, 0.5],
      ]),
      2,
      Math.sqrt,
    ],
  ],
];

/** What is put in the place of an argument, or of a part of it. */
const WRONG: readonly unknown[] = [NaN, Infinity, -Infinity, -1, 0.5, 1e12, "1", null, undefined, [], {}, true];

/** All copies of a value with one part, at any depth, replaced. */
function* broken(value: unknown, depth = 0): Generator<unknown> {
  if (typeof value === "function" || value instanceof Map || Object.hasOwn(Object(value), "bits")) return;
  yield* WRONG;
  if (typeof value !== "object" || value === null || depth > 3 || ArrayBuffer.isView(value)) return;
  for (const key of Object.keys(value)) {
    for (const part of broken((value as Record<string, unknown>)[key], depth + 1)) {
      yield Array.isArray(value)
        ? value.map((entry, i) => (String(i) === key ? part : entry))
        : { ...value, [key]: part };
    }
  }
}

/** Whether no number in an answer is NaN. */
const sound = (answer: unknown): boolean => {
  if (typeof answer === "number") return !Number.isNaN(answer);
  if (ArrayBuffer.isView(answer)) return Array.from(answer as Float64Array).every((x) => !Number.isNaN(x));
  if (typeof answer === "object" && answer !== null) return Object.values(answer).every(sound);
  return true;
};

for (const [name, args] of CALLS) {
  const call = FUNCTIONS[name] as (...given: unknown[]) => unknown;
  test(`${name} answers what is asked, and refuses all else in words`, () => {
    assert.ok(sound(call(...args)));
    args.forEach((arg, i) => {
      for (const wrong of broken(arg)) {
        const given = args.map((other, j) => (j === i ? wrong : other));
        try {
          assert.ok(sound(call(...given)), `NaN for ${JSON.stringify(wrong)} as argument ${i + 1}`);
        } catch (error) {
          const { message } = error as Error;
          assert.ok(
            (error instanceof RangeError || error instanceof TypeError) && /must (be|not)/.test(message),
            `${message}, for ${JSON.stringify(wrong)} as argument ${i + 1}`,
          );
        }
      }
    });
  });
}
