import assert from "node:assert/strict";
import { test } from "node:test";
import { discreteLaplaceSampler } from "../../lib/probability/discrete-laplace";
import { agrees, estimateMean } from "../../lib/probability/monte-carlo";
import { stream, type Stream } from "../../lib/probability/stream";

for (const rate of [1e-4, 0.02, 0.5, 3]) {
  test(`single draws and blocks have the law's second moment, κ = ${rate}`, () => {
    const sampler = discreteLaplaceSampler(rate);
    const a = Math.exp(-rate);
    const variance = (2 * a) / (-Math.expm1(-rate)) ** 2;
    const runs = 40_000;
    const block = new Int32Array(runs);
    sampler.fill(block, stream(1, `fill ${rate}`));
    const source = stream(1, `draw ${rate}`);
    let i = 0;
    assert.ok(
      agrees(
        estimateMean(runs, (s) => sampler.draw(s) ** 2, source),
        variance,
      ),
    );
    assert.ok(
      agrees(
        estimateMean(runs, () => block[i++] ** 2, source),
        variance,
      ),
    );
    assert.ok(
      agrees(
        estimateMean(runs, (s) => sampler.draw(s), source),
        0,
      ),
    );
  });
}

test("frequencies fit the law (χ² with 20 degrees of freedom below 60)", () => {
  const sampler = discreteLaplaceSampler(0.3);
  const block = new Int32Array(200_000);
  sampler.fill(block, stream(3, "chi"));
  const counts = new Array<number>(21).fill(0);
  for (const k of block) counts[Math.max(-10, Math.min(10, k)) + 10]++;
  const chi = counts.reduce((sum, count, i) => {
    const k = Math.abs(i - 10);
    const p = Math.exp(-0.3 * k) * (k < 10 ? Math.tanh(0.15) : 1 / (1 + Math.exp(-0.3)));
    return sum + (count - block.length * p) ** 2 / (block.length * p);
  }, 0);
  assert.ok(chi < 60, String(chi));
});

test("a draw is decided by exact comparison, however many bits that takes", () => {
  // P(X ≤ −1) = a/(1+a) at κ = ln 3 rounded to a double: a number that agrees with it in its first 96 bits.
  const rate = Math.log(3);
  const fromWords = (words: number[]): Stream => {
    let i = 0;
    const bits = (): number => words[i++ % words.length] | 0;
    return { bits, uniform: () => (bits() >>> 0) / 2 ** 32, split: () => fromWords(words) };
  };
  // a/(1+a) is just above or below ¼: 0x40000000… continued by its own bits is undecided for long; all zeros decide it.
  const low = discreteLaplaceSampler(rate).draw(fromWords([0x3fffffff, 0, 0, 0]));
  const high = discreteLaplaceSampler(rate).draw(fromWords([0x40000001, 0, 0, 0]));
  assert.equal(low, -1);
  assert.equal(high, 0);
  const edge = discreteLaplaceSampler(rate).draw(fromWords([0x40000000, 0, 0x7fffffff, 0xffff]));
  assert.ok(edge === 0 || edge === -1);
});

test("the geometric tails join the table without a gap", () => {
  // At κ = 0.001 the table ends at ±2047; P(X ≤ −2048) = a^{2048}/(1 + a), just under and just over it.
  const sampler = discreteLaplaceSampler(0.001);
  const word = Math.floor((Math.exp(-2.048) / (1 + Math.exp(-0.001))) * 2 ** 32);
  const scripted = (first: number): Stream => {
    let i = 0;
    const bits = (): number => (i++ === 0 ? first | 0 : 0);
    return { bits, uniform: () => 0, split: () => scripted(first) };
  };
  assert.equal(sampler.draw(scripted(word - 3)), -2048);
  assert.equal(sampler.draw(scripted(word + 3)), -2047);
  assert.equal(sampler.draw(scripted(2 ** 32 - word - 4)), 2047);
  assert.equal(sampler.draw(scripted(2 ** 32 - word + 2)), 2048);
});

test("the same stream gives the same draws", () => {
  const sampler = discreteLaplaceSampler(0.1);
  const [a, b] = [stream(5, "x"), stream(5, "x")];
  for (let i = 0; i < 100; i++) assert.equal(sampler.draw(a), sampler.draw(b));
});

test("refuses rates outside its domain", () => {
  for (const rate of [0, -1, NaN, Infinity]) assert.throws(() => discreteLaplaceSampler(rate), /rate must be/);
});
