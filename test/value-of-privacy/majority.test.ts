import assert from "node:assert/strict";
import { test } from "node:test";
import { logBinomialTail } from "../../lib/numerics/binomial";
import { majorityLaw, reportAccuracy } from "../../lib/value-of-privacy";
import { near } from "./market";

test("the tails agree with the binomial's, from two people to a million", () => {
  for (const theta of [0.5001, 0.55, 0.8, 0.99, 0.999999]) {
    for (const eps of [1e-3, 0.5, 3, 30]) {
      const alpha = reportAccuracy({ theta, eps });
      const miss = reportAccuracy({ theta, eps: -eps });
      for (const N of [2, 3, 4, 5, 11, 50, 501, 10_000, 1_000_000]) {
        const { logU, logC } = majorityLaw({ theta, eps, N });
        const half = Math.floor((N - 1) / 2);
        assert.ok(
          Math.abs(logU - logBinomialTail(N - 1 - half, N - 1, miss, alpha)) < 2e-12 * Math.max(1, -logU),
          `u ${N}`,
        );
        assert.ok(
          Math.abs(logC - logBinomialTail(half + 1, N - 1, miss, alpha)) < 2e-12 * Math.max(1, -logC),
          `c ${N}`,
        );
      }
    }
  }
});

test("b − c keeps its digits as θ → ½ and ε → 0, and is the same for N = 2h and 2h + 1", () => {
  const { bMinusC } = majorityLaw({ theta: 0.5 + 1e-9, eps: 1e-3, N: 3 });
  assert.ok(near(bMinusC, 2e-9 * Math.tanh(5e-4), 1e-7)); // one term: y; θ itself is rounded at 1e-7 of θ − ½
  for (const h of [1, 5, 60, 2000, 300_000]) {
    for (const theta of [0.500001, 0.6, 0.9]) {
      const [even, odd] = [2 * h, 2 * h + 1].map((N) => majorityLaw({ theta, eps: 0.7, N }).bMinusC);
      assert.ok(near(even, odd, 1e-11), `${theta} ${h}: ${even} ${odd}`);
    }
  }
});

test("b − c is y Σ C(2j, j) (x/4)^j over j < h, x = 1 − y²", () => {
  for (const h of [1, 2, 30, 199, 200, 3000]) {
    for (const share of [1e-6, 0.01, 0.2, 0.45]) {
      const theta = 0.5 + share / (2 * Math.sqrt(h));
      const y = (2 * theta - 1) * Math.tanh(15);
      let [sum, term] = [0, 1];
      for (let j = 0; j < h; j++) {
        sum += term;
        term *= ((1 - y * y) * (2 * j + 1)) / (2 * j + 2);
      }
      const { bMinusC } = majorityLaw({ theta, eps: 30, N: 2 * h });
      assert.ok(near(bMinusC, y * sum, 1e-12), `${h} ${share}: ${bMinusC} ${y * sum}`);
    }
  }
});

test("the tails of 10⁹ people take no time and stay finite", () => {
  const { logU, bMinusC } = majorityLaw({ theta: 0.51, eps: 0.01, N: 1_000_000_001 });
  assert.ok(Number.isFinite(logU) && bMinusC > 0 && bMinusC < 1);
});
