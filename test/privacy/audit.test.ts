import assert from "node:assert/strict";
import { test } from "node:test";
import { auditPrivacy } from "../../lib/privacy/audit";
import { privacyLevel } from "../../lib/privacy/channel";
import { truthProbability } from "../../lib/privacy/randomised-response";

test("the number of randomised yes-answers is as private as one answer", () => {
  const law = (profile: readonly number[]): number[] =>
    profile.reduce(
      (counts, bit) => {
        const p = truthProbability(bit === 1 ? 0.7 : -0.7);
        return [...counts, 0].map((x, k) => x * (1 - p) + (k > 0 ? counts[k - 1] * p : 0));
      },
      [1],
    );
  const { level, profile, player, report, outcome } = auditPrivacy({ reports: [2, 2, 2], law });
  assert.ok(Math.abs(level - 0.7) < 1e-12);
  const other = profile.map((r, i) => (i === player ? report : r));
  assert.ok(Math.abs(Math.log(law(profile)[outcome] / law(other)[outcome]) - level) < 1e-12);
});

test("a deterministic majority is not private at any level; a constant is at 0", () => {
  const majority = (p: readonly number[]): number[] => (p[0] + p[1] + p[2] > 1 ? [0, 1] : [1, 0]);
  assert.equal(auditPrivacy({ reports: [2, 2, 2], law: majority }).level, Infinity);
  assert.equal(auditPrivacy({ reports: [2, 3], law: () => [0.5, 0.5] }).level, 0);
});

test("a law that does not sum to 1 is named by its profile; too many profiles are refused", () => {
  assert.throws(() => auditPrivacy({ reports: [2], law: (p) => [p[0], 0] }), { message: /law\(\[0\]\)/ });
  assert.throws(() => auditPrivacy({ reports: new Array(40).fill(2), law: () => [1] }), { message: /profiles/ });
});

test("where two outcomes tell as much but for rounding, the first is named, with the level of the larger", () => {
  const laws = [
    [0.2, 0.4, 0.4],
    [0.1 * (1 + 1e-14), 0.2, 0.7],
  ];
  const { outcome, level } = auditPrivacy({ reports: [2], law: ([report]) => laws[report] });
  assert.equal(outcome, 0);
  assert.equal(level, Math.LN2);
  assert.deepEqual(privacyLevel(laws), { level: Math.LN2, outcome: 0, inputs: [0, 1] });
});
