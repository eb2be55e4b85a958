import assert from "node:assert/strict";
import { test } from "node:test";
import { drawLaplace, drawLaplaceSum, laplaceCdf } from "../../lib/probability/laplace";
import { agrees, estimateMean } from "../../lib/probability/monte-carlo";
import { stream, type Stream } from "../../lib/probability/stream";

const fixed = (uniform: number, word = 0): Stream => {
  const self: Stream = { uniform: () => uniform, bits: () => word, split: () => self };
  return self;
};

test("the distribution function is ½e^x below 0 and 1 − ½e^{−x} above", () => {
  assert.equal(laplaceCdf(0, 2), 0.5);
  assert.ok(Math.abs(laplaceCdf(-2, 2) - 0.5 / Math.E) < 1e-16);
  assert.ok(Math.abs(laplaceCdf(2, 2) + laplaceCdf(-2, 2) - 1) < 1e-16);
  assert.equal(laplaceCdf(-1e-9, 0), 0);
  assert.equal(laplaceCdf(0, 0), 1);
});

test("draws are finite at both ends of the uniform number, symmetric, and of variance 2b²", () => {
  assert.ok(Number.isFinite(drawLaplace(1, fixed(0))) && drawLaplace(1, fixed(0)) < -36);
  assert.ok(Number.isFinite(drawLaplace(1, fixed(1 - 2 ** -53))) && drawLaplace(1, fixed(1 - 2 ** -53)) > 36);
  assert.equal(drawLaplace(0, fixed(0.3)), 0);
  const squares = estimateMean(50_000, (s) => drawLaplace(3, s) ** 2, stream(1, "laplace"));
  assert.ok(agrees(squares, 18), String(squares.estimate));
});

test("sums have mean 0 and variance 2 a draw, in whole and broken blocks", () => {
  for (const count of [1, 31, 40, 100]) {
    const sums = estimateMean(20_000, (s) => drawLaplaceSum(count, s), stream(2, count));
    assert.ok(agrees(sums, 0), `${count}: ${sums.estimate}`);
    const squares = estimateMean(20_000, (s) => drawLaplaceSum(count, s) ** 2, stream(3, count));
    assert.ok(agrees(squares, 2 * count), `${count}: ${squares.estimate}`);
  }
  assert.equal(drawLaplaceSum(0, fixed(0)), 0);
  // The least words do not underflow.
  assert.ok(Number.isFinite(drawLaplaceSum(31, fixed(0, 0))) && Math.abs(drawLaplaceSum(31, fixed(0, 0))) > 600);
});

test("scales and counts outside their range are refused", () => {
  assert.throws(() => drawLaplace(-1, fixed(0.5)), /scale/);
  assert.throws(() => laplaceCdf(NaN, 1), /x/);
  assert.throws(() => drawLaplaceSum(1.5, fixed(0.5)), /count/);
});
