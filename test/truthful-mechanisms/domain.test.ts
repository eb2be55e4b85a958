import assert from "node:assert/strict";
import { test } from "node:test";
import { estimateProportion } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";
import * as tm from "../../lib/truthful-mechanisms";
import * as beliefs from "../../lib/truthful-mechanisms/beliefs";
import * as election from "../../lib/truthful-mechanisms/election";
import * as facility from "../../lib/truthful-mechanisms/facility";
import * as noisyMedian from "../../lib/truthful-mechanisms/noisy-median";
import * as vcg from "../../lib/truthful-mechanisms/vcg";
import * as vcgCoupling from "../../lib/truthful-mechanisms/vcg-coupling";
import * as vcgLaw from "../../lib/truthful-mechanisms/vcg-law";

const F = tm.logBound(1);
const mechanism: tm.AgentMechanism = {
  players: 2,
  types: 2,
  bound: F,
  value: (t, o) => (t === o ? 1 : 0),
  law: () => [0.5, 0.5],
};
const prior: tm.TypePrior = [
  [[0, 1], 0.5],
  [[1, 0], 0.5],
];
const channel = [
  [0.6, 0.4],
  [0.4, 0.6],
];
const half = [0.5, 0.5];
const ESTIMATE = estimateProportion(10, 5);

/** The room, and functions of its files that the index leaves out. */
const ROOM: Record<string, unknown> = {
  ...beliefs,
  ...election,
  ...facility,
  ...noisyMedian,
  ...vcg,
  ...vcgCoupling,
  ...vcgLaw,
  ...tm,
};

/** Legal arguments of every exported function (those of samplers: what the sampler is made of). */
const CALLS: Record<string, readonly unknown[]> = {
  admissibleEps: [F, 1],
  auditAgents: [mechanism],
  auditEveryCoin: [mechanism, () => 0, [0]],
  bestElectionLie: [2, 1, 0.5, F, "printed"],
  criticalWorth: [
    channel,
    half,
    [
      [1, 0],
      [0, 1],
    ],
  ],
  election: [0.5, "printed"],
  electionChannel: [[1, 2], 0.5, "printed"],
  electionLaw: [1, 0.5, "printed"],
  electionLevel: [0.5, "printed"],
  electionLoss: [2, 1, 0.5, "printed"],
  electionLossTail: [2, 1, 1, 0.5, "printed"],
  electionPrivacy: [0, 0.5, "printed"],
  electionPrivacyLevel: [3, 0.5, "printed"],
  electionWinner: [1, 0, "printed"],
  essentialTypes: [2, 1],
  estimateExpectation: [
    [ESTIMATE, ESTIMATE],
    [0, 1],
  ],
  estimateLogRatio: [ESTIMATE, ESTIMATE],
  expectedExternality: [prior, 2, [0, 1], [[0, 1]], 1, 1, "noiseless"],
  facility: [0.5],
  facilityChannel: [[1, 2], 0.5],
  facilityCriticalWorth: [[0, 1], 2, 0.5],
  facilityLaw: [[1, 2], 0.5],
  facilityLogLaw: [[1, 2], 0.5],
  facilityLogLaws: [[[1, 2]], 0.5],
  facilityLoss: [[1, 2], [0, 1], 0.5],
  facilityLossTail: [[1, 2], [0, 1], 1, 0.5],
  facilityLosses: [
    [1, 2],
    [0, 1],
  ],
  facilityPrivacy: [3, 2, 0.5],
  linearBound: [1],
  logBound: [1],
  logPivot: [0, 0.5, "printed"],
  logisticElectionLoss: [3, 0.5],
  medianDelta: [half, 2, 2, 0.5],
  medianIndex: [[1, 2]],
  mutualInformation: [channel, half, [0, 1]],
  noisyMedian: [half, 2],
  posteriorAfter: [half, channel, 0],
  powerBound: [1, 2],
  requiredGap: [0.5, F, "printed"],
  runVcg: [[[0, 1]], [0, 0], 1],
  scanVcg: [2, 1, 1, 1],
  sharpShift: [2],
  simulateElectionLoss: [1, 0.5, "printed", 100, stream(1)],
  simulateFacility: [[1, 2], 0.5, 100, stream(1)],
  simulatePivot: [0, 0.5, "printed", 100, stream(1)],
  simulateVcg: [[1, 2], 1, 1, 100, stream(1)],
  strongRationalityWorth: [0.5, "printed", F, 5],
  truncatedBelowNoise: [0.5, 2],
  twoSidedLie: [
    [1, 0],
    [0, -1],
    [0, 1],
  ],
  vcg: [2, 1, 1],
  vcgCoupling: [[0, 0], [0, 1], [1, 0], 1, 1],
  vcgDifference: [[0, 0], [0, 1], [1, 0], 1, 1],
  vcgExpectedMax: [2, 1, 1],
  vcgExpectedPayment: [[0, 0], [0, 1], 1, 1],
  vcgExpectedUtility: [[0, 0], [0, 1], [1, 0], 1, 1],
  vcgLaw: [[0, 1], 1, 1],
  vcgLoss: [[0, 1], 1, 1],
  vcgLossTail: [[0, 1], 1, 0, 1],
  vcgMarginal: [[0, 1], 1, 1],
  vcgOutput: [[0, 1], [0, 0], 1],
  vcgPayment: [[0, 1], vcg.vcgOutput([0, 1], [0, 0], 1)],
  vcgPrivacy: [2, 1, 1, 2],
  vcgProbabilities: [[0, 1], 1, 1],
  voteStakes: [0, 0.5, F, "printed"],
  worstElectionLoss: [0.5, "printed"],
  xiaoDelta: [0.5, 2],
  xiaoNoise: [0.5, 2],
  xiaoPrintedNoise: [0.5, 2],
};

const WRONG: readonly unknown[] = [
  NaN,
  -1,
  0.5,
  Infinity,
  -Infinity,
  1e300,
  "x",
  null,
  undefined,
  {},
  [],
  [NaN],
  [-1, 0.5],
];

function holdsNaN(value: unknown): boolean {
  if (typeof value === "number") return Number.isNaN(value);
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as ArrayLike<number>).some(Number.isNaN);
  return typeof value === "object" && value !== null && Object.values(value).some(holdsNaN);
}

test("every exported function is tried", () => {
  const functions = Object.entries(tm)
    .filter(([, value]) => typeof value === "function")
    .map(([name]) => name);
  assert.deepEqual(
    functions.filter((name) => !(name in CALLS)),
    [],
  );
});

for (const [name, args] of Object.entries(CALLS)) {
  test(`${name} answers legal arguments, and refuses or answers all others, never with NaN`, () => {
    const call = ROOM[name] as (...values: unknown[]) => unknown;
    assert.ok(!holdsNaN(call(...args)));
    args.forEach((legal, i) => {
      if (legal !== null && typeof legal === "object" && "uniform" in legal) return;
      for (const wrong of WRONG) {
        const tried = [...args];
        tried[i] = wrong;
        try {
          assert.ok(!holdsNaN(call(...tried)), `${name} with ${String(wrong)} at ${i} gives NaN`);
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          assert.ok(error instanceof RangeError || error instanceof TypeError, `${name}, ${i}: ${error}`);
          assert.match(
            (error as Error).message,
            / must be /,
            `${name} with ${JSON.stringify(wrong)} at ${i}: ${error}`,
          );
        }
      }
    });
  });
}
