import assert from "node:assert/strict";
import { test } from "node:test";
import { geometricSampler } from "../../lib/probability/geometric";
import { estimateMean, agrees } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";

for (const rate of [1e-4, 0.01, 0.2, 1, 6]) {
  test(`draws and blocks have the law's mean and tail, κ = ${rate}`, () => {
    const sampler = geometricSampler(rate);
    const runs = 40_000;
    const block = new Int32Array(runs + 1);
    sampler.fill(block, stream(1, `fill ${rate}`));
    const mean = 1 / Math.expm1(rate);
    const cut = Math.ceil(2 / rate);
    const source = stream(1, `draw ${rate}`);
    let i = 0;
    assert.ok(agrees(estimateMean(runs, sampler.draw, source), mean));
    assert.ok(
      agrees(
        estimateMean(runs, () => block[i++], source),
        mean,
      ),
    );
    const tail = Math.exp(-rate * cut);
    assert.ok(
      agrees(
        estimateMean(runs, (s) => (sampler.draw(s) >= cut ? 1 : 0), source),
        tail,
      ),
    );
  });
}

test("frequencies fit the law (χ² with 12 degrees of freedom below 45)", () => {
  const sampler = geometricSampler(0.3);
  const block = new Int32Array(200_000);
  sampler.fill(block, stream(2, "chi"));
  const counts = new Array<number>(13).fill(0);
  for (const k of block) counts[Math.min(k, 12)]++;
  const chi = counts.reduce((sum, count, k) => {
    const p = Math.exp(-0.3 * k) * (k < 12 ? -Math.expm1(-0.3) : 1);
    return sum + (count - block.length * p) ** 2 / (block.length * p);
  }, 0);
  assert.ok(chi < 45, String(chi));
});

test("refuses rates outside its domain", () => {
  for (const rate of [0, -1, 1e-9, NaN, Infinity]) assert.throws(() => geometricSampler(rate), /rate must be/);
});
