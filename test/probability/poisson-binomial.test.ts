import assert from "node:assert/strict";
import { test } from "node:test";
import { binomialLaw } from "../../lib/numerics/binomial";
import { poissonBinomialLaw } from "../../lib/probability/poisson-binomial";
import { near } from "../near";

test("equal coins give the binomial law", () =>
  near(poissonBinomialLaw(new Array(12).fill(0.3)), binomialLaw(12, 0.3)));

test("different coins agree with walking through all outcomes", () => {
  const p = [0.2, 0.9, 0.5, 0];
  const law = new Float64Array(5);
  for (let bits = 0; bits < 16; bits++) {
    const weight = p.reduce((product, x, i) => product * ((bits >> i) & 1 ? x : 1 - x), 1);
    law[bits.toString(2).replaceAll("0", "").length] += weight;
  }
  near(poissonBinomialLaw(p), law);
});

test("no coins, and probabilities that are none", () => {
  assert.deepEqual([...poissonBinomialLaw([])], [1]);
  assert.throws(() => poissonBinomialLaw([0.5, 2]), { message: /^p\[1\] must be/ });
});
