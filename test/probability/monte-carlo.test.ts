import assert from "node:assert/strict";
import { test } from "node:test";
import { mean, sampleStandardDeviation } from "simple-statistics";
import { agrees, estimateFromSums, estimateMean, estimateProportion, zScore } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";

test("the mean of uniform numbers, its standard error and its interval", () => {
  const e = estimateMean(40_000, ({ uniform }) => uniform(), stream(1, "mean"));
  assert.ok(agrees(e, 0.5));
  assert.ok(Math.abs(e.standardError * Math.sqrt(12 * 40_000) - 1) < 0.02);
  assert.ok(Math.abs(e.interval[1] - e.interval[0] - 2 * 1.959963984540054 * e.standardError) < 1e-15);
  assert.equal(e.runs, 40_000);
});

test("a large offset does not eat the standard error", () => {
  const e = estimateMean(10_000, ({ uniform }) => 1e9 + uniform(), stream(1, "offset"));
  assert.ok(Math.abs(e.standardError * Math.sqrt(12 * 10_000) - 1) < 0.05);
});

test("sums about a shift give what the numbers give", () => {
  const xs = [3, 4, 8];
  const e = estimateFromSums(
    3,
    xs.reduce((s, x) => s + x - 5, 0),
    xs.reduce((s, x) => s + (x - 5) ** 2, 0),
    5,
  );
  assert.equal(e.estimate, 5);
  assert.ok(Math.abs(e.standardError - Math.sqrt(7 / 3)) < 1e-15);
});

test("mean and standard error are those of the draws themselves, by another library", () => {
  const { uniform } = stream(1, "draws");
  const draws = Array.from({ length: 1000 }, () => Math.exp(3 * uniform()));
  const next = draws[Symbol.iterator]();
  const e = estimateMean(1000, () => next.next().value as number, stream(1));
  assert.ok(Math.abs(e.estimate - mean(draws)) < 1e-12);
  assert.ok(Math.abs(e.standardError - sampleStandardDeviation(draws) / Math.sqrt(1000)) < 1e-12);
});

test("95 % intervals cover the truth about 95 times in 100", () => {
  let covered = 0;
  for (let i = 0; i < 1000; i++) {
    const { uniform } = stream(i, "cover");
    let successes = 0;
    for (let j = 0; j < 200; j++) if (uniform() < 0.1) successes++;
    const [low, high] = estimateProportion(200, successes).interval;
    if (low <= 0.1 && 0.1 <= high) covered++;
  }
  assert.ok(covered >= 925 && covered <= 980, `${covered}`);
});

test("a proportion of 0 or 1 has an interval of positive width inside [0, 1]", () => {
  const [none, all] = [estimateProportion(50, 0), estimateProportion(50, 50)];
  assert.ok(none.interval[0] === 0 && none.interval[1] > 0.01);
  assert.ok(all.interval[1] === 1 && all.interval[0] < 0.99);
});

test("z counts standard errors; agreement ends at 4.5", () => {
  const e = { estimate: 10, standardError: 2, interval: [6, 14], runs: 9 } as const;
  assert.equal(zScore(e, 6), 2);
  assert.ok(agrees(e, 1.1) && !agrees(e, 0.9));
  assert.equal(zScore({ ...e, standardError: 0 }, 10), 0);
});

test("too few runs and impossible counts are refused", () => {
  assert.throws(() => estimateMean(1, () => 0, stream(1)), { message: /^runs must be/ });
  assert.throws(() => estimateProportion(5, 6), { message: /^successes must be/ });
});
