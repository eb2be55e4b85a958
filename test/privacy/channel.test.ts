import assert from "node:assert/strict";
import { test } from "node:test";
import { logRatios, privacyLevel } from "../../lib/privacy/channel";
import { randomisedResponse, truthProbability } from "../../lib/privacy/randomised-response";

test("randomised response at ξ has privacy level |ξ|", () => {
  for (const level of [-3, -0.1, 0, 0.5, 20]) {
    assert.ok(Math.abs(privacyLevel(randomisedResponse(level)).level - Math.abs(level)) < 1e-12);
  }
  assert.equal(truthProbability(Infinity), 1);
  assert.equal(truthProbability(-800), 0);
});

test("the level comes with the outcome and inputs where it is reached", () => {
  const found = privacyLevel([
    [0.5, 0.3, 0.2],
    [0.5, 0.4, 0.1],
    [0.4, 0.4, 0.2],
  ]);
  assert.ok(Math.abs(found.level - Math.LN2) < 1e-15);
  assert.deepEqual([found.outcome, found.inputs], [2, [0, 1]]);
});

test("0/0 is ratio 1, x/0 is ∞, one input reveals nothing", () => {
  assert.equal(
    privacyLevel([
      [0, 1],
      [0, 1],
    ]).level,
    0,
  );
  assert.equal(
    privacyLevel([
      [0.5, 0.5],
      [0, 1],
    ]).level,
    Infinity,
  );
  assert.equal(privacyLevel([[0.2, 0.8]]).level, 0);
});

test("rows that are no laws, or of different lengths, are refused", () => {
  assert.throws(() => privacyLevel([[0.5, 0.6]]), { message: /channel\[0\]/ });
  assert.throws(() => privacyLevel([[1, 0], [1]]), RangeError);
  assert.throws(() => privacyLevel([]), RangeError);
});

test("the log ratio of each outcome over all inputs", () => {
  const ratios = logRatios([
    [0.2, 0.8, 0],
    [0.4, 0.4, 0.2],
    [0.4, 0.6, 0],
  ]);
  assert.ok(Math.abs(ratios[0] - Math.LN2) < 1e-15 && Math.abs(ratios[1] - Math.LN2) < 1e-15);
  assert.equal(ratios[2], Infinity);
  assert.deepEqual([...logRatios([[1, 0]])], [0, 0]);
});
