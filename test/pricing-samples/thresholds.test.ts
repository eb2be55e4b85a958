/** Thresholds and acceptance, beside their definition. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { commonThreshold, thresholds } from "../../lib/pricing-samples/thresholds";

/** The definition: the smallest maximiser of f(r)(C − r) over the values, −∞ where the maximum is not positive. */
function byDefinition(values: readonly number[], baseline: number): number {
  let [best, at] = [1e-9 * Math.max(1, baseline), -Infinity];
  for (const r of [...values].sort((a, b) => a - b)) {
    const saving = values.filter((v) => v <= r + 1e-9 * Math.max(baseline, Math.abs(r))).length * (baseline - r);
    if (saving > best * (1 + 1e-12)) [best, at] = [saving, r];
  }
  return at;
}

const reports = fc.oneof(
  fc.array(
    fc.integer({ min: -5, max: 25 }).map((x) => 5 * x),
    { minLength: 1, maxLength: 60 },
  ),
  fc.array(fc.double({ min: -20, max: 130, noNaN: true }), { minLength: 1, maxLength: 60 }),
  fc.array(fc.constantFrom(40, 40 + 1e-12, 70, 99.5, 100, 101), { minLength: 1, maxLength: 60 }),
);

/** Reports that are ties at C = 100: each of them may stand for the threshold. */
const TIE = 1e-7;

test("leave-one-out and common thresholds are those of the definition", () => {
  fc.assert(
    fc.property(reports, (r) => {
      const { thresholds: own, accepted, total } = thresholds(r, 100);
      let expected = 0;
      r.forEach((report, i) => {
        const threshold = byDefinition(
          r.filter((_, j) => j !== i),
          100,
        );
        assert.ok(
          threshold === own[i] || Math.abs(threshold - own[i]) <= TIE,
          `${r}, seller ${i}: ${own[i]}, not ${threshold}`,
        );
        const accepts = report <= threshold + 1e-9 * Math.max(100, Math.abs(threshold));
        assert.equal(accepted[i] === 1, accepts);
        expected += accepts ? threshold : 100;
      });
      assert.ok(Math.abs(total - expected) < 60 * TIE);
      const common = byDefinition(r, 100);
      assert.ok(common === commonThreshold(r, 100) || Math.abs(common - commonThreshold(r, 100)) <= TIE);
      assert.equal(thresholds(r, 100).common, commonThreshold(r, 100));
      assert.deepEqual(new Set(thresholds(r, 100, { rule: "common" }).thresholds), new Set([commonThreshold(r, 100)]));
    }),
    { seed: 3, numRuns: 1500 },
  );
});

test("hundreds of reports have the thresholds of the definition", () => {
  const amount = fc.double({ min: 0, max: 110, noNaN: true });
  fc.assert(
    fc.property(fc.array(amount, { minLength: 150, maxLength: 400 }), (r) => {
      const { thresholds: own, common } = thresholds(r, 100);
      assert.equal(common, byDefinition(r, 100));
      assert.equal(commonThreshold(r, 100), common);
      for (const i of [0, 1, 2, 3])
        assert.equal(
          own[i],
          byDefinition(
            r.filter((_, j) => j !== i),
            100,
          ),
        );
    }),
    { seed: 11, numRuns: 60 },
  );
});

test("no seller moves his own threshold", () => {
  fc.assert(
    fc.property(reports, fc.double({ min: -20, max: 130, noNaN: true }), (r, lie) => {
      const other = thresholds([lie, ...r.slice(1)], 100).thresholds[0];
      assert.ok(
        other === thresholds(r, 100).thresholds[0] || Math.abs(other - thresholds(r, 100).thresholds[0]) <= TIE,
      );
    }),
    { seed: 5, numRuns: 300 },
  );
});

test("500 clones accept their common report; strictly, as printed, nobody does; perturbed, 499 do", () => {
  const clones = Array.from({ length: 1000 }, (_, i) => (i < 500 ? 107.333371 : 350));
  const accepted = (r: number[], tie: "weak" | "strict") =>
    thresholds(r, 350, { tie }).accepted.reduce((sum, a) => sum + a, 0);
  assert.equal(accepted(clones, "weak"), 500);
  assert.equal(accepted(clones, "strict"), 0);
  assert.equal(
    accepted(
      clones.map((r, i) => (i < 500 ? r + 1e-5 * i : r)),
      "weak",
    ),
    499,
  );
});

test("where all others report more than C there is no threshold, and nobody is paid more than the Baseline", () => {
  const { thresholds: own, total } = thresholds([5.2, 5.3, 6], 5);
  assert.deepEqual(Array.from(own), [-Infinity, -Infinity, -Infinity]);
  assert.equal(total, 15);
  assert.equal(thresholds([0], 0).total, 0);
  assert.equal(thresholds([], 5).total, 0);
});

test("10⁵ sellers are ranked as by sorting", () => {
  const r = Float64Array.from({ length: 100_000 }, (_, i) => 20 + ((i * 7919) % 65521) / 256);
  const best = commonThreshold(r, 350);
  const sorted = Float64Array.from(r).sort();
  let [most, at] = [0, 0];
  sorted.forEach((v, i) => {
    const last = i + 1 === sorted.length || sorted[i + 1] > v;
    if (last && (i + 1) * (350 - v) > most) [most, at] = [(i + 1) * (350 - v), v];
  });
  assert.equal(best, at);
});

test("thresholds scale with the unit of money", () => {
  for (const unit of [1, 1e-9, 1e-10, 1e-15, 1e-100, 1e12]) {
    const { thresholds: own, total } = thresholds(
      [10, 20, 50].map((r) => r * unit),
      100 * unit,
    );
    assert.deepEqual(
      Array.from(own, (r) => Math.round((r / unit) * 1e6) / 1e6),
      [50, 50, 20],
    );
    assert.ok(Math.abs(total / unit - 200) < 1e-6);
  }
});

test("what is no report is refused by name", () => {
  assert.throws(() => thresholds([1, NaN], 10), /reports\[1\]/);
  assert.throws(() => thresholds([1, Infinity], 10), /reports\[1\]/);
  assert.throws(() => thresholds([1], -1), /baseline/);
  assert.throws(() => thresholds([1], 1, { rule: "all" as never }), /rule/);
  assert.throws(() => thresholds([1], 1, { tie: "none" as never }), /tie/);
  assert.throws(() => thresholds("12" as never, 1), TypeError);
});
