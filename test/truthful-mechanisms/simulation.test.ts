import assert from "node:assert/strict";
import { test } from "node:test";
import { agrees } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";
import {
  ELECTION_NOISES,
  election,
  electionLaw,
  electionLoss,
  estimateExpectation,
  estimateLogRatio,
  facilityLaw,
  facilityLoss,
  facilityLosses,
  simulateElectionLoss,
  simulateFacility,
  simulatePivot,
  simulateVcg,
  vcgMarginal,
} from "../../lib/truthful-mechanisms";
import { logPivot } from "../../lib/truthful-mechanisms/election";

const RUNS = 40_000;

test("simulated elections lose what the law says, on both sides and for every noise", () => {
  for (const noise of ELECTION_NOISES) {
    for (const D of [-3, -1, 1, 4]) {
      const estimate = simulateElectionLoss(D, 0.4, noise, RUNS, stream(1, `loss ${noise} ${D}`));
      assert.ok(agrees(estimate, electionLoss(Math.max(D, 0), Math.max(-D, 0), 0.4, noise)));
    }
  }
});

test("one election at a time follows the law too", () => {
  const run = election(0.7, "doubled");
  const source = stream(1, "single");
  let wins = 0;
  for (let i = 0; i < RUNS; i++) wins += 1 - run(1, source);
  const p = electionLaw(1, 0.7, "doubled")[0];
  assert.ok(Math.abs(wins / RUNS - p) < 4.5 * Math.sqrt((p * (1 - p)) / RUNS));
});

test("simulated pivots", () => {
  for (const noise of ELECTION_NOISES) {
    for (const d of [-2, 0, 3]) {
      const estimate = simulatePivot(d, 0.5, noise, RUNS, stream(2, `pivot ${noise} ${d}`));
      assert.ok(agrees(estimate, Math.exp(logPivot(d, 0.5, noise))));
    }
  }
});

test("simulated facilities: frequencies and the mean loss", () => {
  const seen = simulateFacility([3, 0, 1, 2], 0.8, RUNS, stream(3, "facility"));
  facilityLaw([3, 0, 1, 2], 0.8).forEach((p, k) => assert.ok(agrees(seen[k], p)));
  const places = [0, 0.2, 0.5, 1];
  const mean = estimateExpectation(seen, facilityLosses([3, 0, 1, 2], places));
  assert.ok(agrees(mean, facilityLoss([3, 0, 1, 2], places, 0.8)));
});

test("simulated VCG, ties broken to the later outcome", () => {
  const seen = simulateVcg([2, 2, 0], 1, 2, RUNS, stream(4, "vcg"));
  vcgMarginal([2, 2, 0], 1, 2).forEach((p, o) => assert.ok(agrees(seen[o], p)));
});

test("log ratios of two estimates carry both errors", () => {
  const [a, b] = [1, 2].map((i) => simulateFacility([2, 1], 1, RUNS, stream(5, i))[0]);
  const ratio = estimateLogRatio(a, b);
  assert.ok(agrees(ratio, 0) && ratio.standardError > 0);
});

test("the same stream gives the same estimate", () => {
  const once = (): unknown => simulateElectionLoss(2, 0.3, "printed", 5000, stream(7, "same"));
  assert.deepEqual(once(), once());
});

test("illegal values are refused by name", () => {
  const source = stream(1);
  assert.throws(() => simulateElectionLoss(1, 0.5, "printed", 1, source), /runs must be/);
  assert.throws(() => simulateElectionLoss(0.5, 0.5, "printed", 10, source), /margin/);
  assert.throws(() => simulatePivot(0, 0, "printed", 10, source), /eps/);
  assert.throws(() => simulateFacility([-1], 1, 10, source), /histogram\[0\]/);
  assert.throws(() => simulateVcg([1], 0, 1, 10, source), /most/);
});
