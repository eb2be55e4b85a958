import assert from "node:assert/strict";
import { test } from "node:test";
import { bernoulliBits, countOnes } from "../../lib/probability/bernoulli";
import { stream } from "../../lib/probability/stream";

test("each lane is one with probability p, lanes are uncorrelated", () => {
  for (const p of [0.8, 0.5, 1 / 3, 0.001, 0.999999]) {
    const draw = bernoulliBits(p);
    const source = stream(1, `bits/${p}`);
    const words = 30_000;
    let ones = 0;
    let pairs = 0;
    for (let i = 0; i < words; i++) {
      const word = draw(source);
      ones += countOnes(word);
      pairs += countOnes(word & (word >>> 1) & 0x55555555);
    }
    const n = 32 * words;
    assert.ok(Math.abs(ones - n * p) < 4.5 * Math.sqrt(n * p * (1 - p)) + 1, `p = ${p}: ${ones / n}`);
    const m = 16 * words;
    assert.ok(Math.abs(pairs - m * p * p) < 4.5 * Math.sqrt(m * p * p * (1 - p * p)) + 1, `p = ${p}: ${pairs / m}`);
  }
});

test("certain and impossible ones, and lanes outside the mask", () => {
  const source = stream(1, "edge");
  assert.equal(bernoulliBits(1)(source), -1);
  assert.equal(bernoulliBits(0)(source), 0);
  for (let i = 0; i < 100; i++) assert.equal(bernoulliBits(0.9)(source, 0b1011) & ~0b1011, 0);
  assert.throws(() => bernoulliBits(1.2), { message: /^p must be/ });
});

test("ones are counted in any word", () => {
  for (const word of [0, -1, 1, -2147483648, 0x55555555, 123456789]) {
    const bits = (word >>> 0).toString(2).replaceAll("0", "").length;
    assert.equal(countOnes(word), bits);
  }
});
