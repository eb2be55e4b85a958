import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { contract, contractsFor, oracleContract, priceSpread } from "../../lib/correlated-costs";
import { offersOf } from "../../lib/correlated-costs/contract";
import { runMechanism } from "../../lib/correlated-costs/mechanism";
import { discrete, exponential, histogram, uniform } from "../../lib/correlated-costs/laws";
import type { CostLaw } from "../../lib/probability/cost-laws";

const HALF_ATOM: CostLaw = { kind: "mixture", weights: [0.5, 0.5], components: [uniform(0, 2), discrete([1], [1])] };

test("every contract is accepted with probability c", () => {
  const laws: CostLaw[] = [
    exponential(1),
    discrete([1, 3, 7], [0.3, 0.5, 0.2]),
    HALF_ATOM,
    histogram([0, 1, 2, 3], [0.4, 0, 0.6]),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...laws), fc.double({ min: 1e-3, max: 0.999, noNaN: true }), (law, c) => {
      const accepted = offersOf(contract(law, c)).reduce((sum, { weight }) => sum + weight, 0);
      assert.ok(Math.abs(accepted - c) < 1e-12);
    }),
    { seed: 2012 },
  );
});

test("cumulative sums that hit c up to rounding give a single price", () => {
  for (const [probs, c, price] of [
    [[0.1, 0.2, 0.3, 0.4], 0.6, 3],
    [[0.1, 0.7, 0.2], 0.8, 2],
    [[0.7, 0.1, 0.2], 0.8, 2],
  ] as const) {
    const found = contract(
      discrete(
        probs.map((_, i) => i + 1),
        probs,
      ),
      c,
    );
    assert.deepEqual([found.alphaMinus, found.alphaPlus, found.beta], [price, price, 1]);
  }
});

test("below the first atom there is no low price, and the null offer has no part in the spread", () => {
  const low = contract(discrete([2, 5], [0.6, 0.4]), 0.3);
  assert.equal(low.alphaMinus, null);
  assert.ok(Math.abs(low.beta - 0.5) < 1e-15 && Math.abs(low.payPerPlayer - 0.6) < 1e-15);
  assert.equal(priceSpread([low]), 0);
});

test("where mass accumulates below an atom the low offer is for costs strictly below it", () => {
  const found = contract(HALF_ATOM, 0.4);
  assert.deepEqual([found.alphaMinus, found.alphaPlus], [1, 1]);
  const run = runMechanism({
    eps: 1,
    contracts: [found],
    data: [1, 1, 1],
    costs: [1, 0.999, 1],
    offers: ["-", "-", "+"],
    estimateNoise: 0,
    paymentNoise: [0, 0, 0],
  });
  assert.deepEqual(run.accepted, [2, 3]);
  assert.equal(
    contract({ kind: "mixture", weights: [0.5, 0.5], components: [uniform(0, 1), discrete([1], [1])] }, 0.5).beta,
    0,
  );
});

test("on a flat stretch the cheapest price is taken", () => {
  assert.equal(contract(histogram([0, 1, 2, 3], [0.5, 0, 0.5]), 0.5).alphaPlus, 1);
});

test("the oracle's contract brackets the price, and hits it where a query does", () => {
  const cdf = (x: number): number => -Math.expm1(-x);
  const found = oracleContract(cdf, 0.6, 1e-9);
  assert.ok((found.alphaMinus as number) <= -Math.log(0.4) && found.alphaPlus >= -Math.log(0.4));
  assert.ok(found.alphaPlus - (found.alphaMinus as number) < 1e-9);
  const hit = oracleContract((x) => Math.min(1, x / 4), 0.5, 0.01);
  assert.deepEqual([hit.alphaMinus, hit.alphaPlus, hit.beta, hit.calls], [2, 2, 1, 2]);
});

test("illegal contracts are refused by name", () => {
  for (const c of [0, 1, -0.1, NaN, Infinity]) assert.throws(() => contract(uniform(0, 1), c), /\bc\b/);
  assert.throws(() => contract("0.5" as unknown as CostLaw, 0.5), TypeError);
  assert.throws(() => contract({ kind: "oracle", cdf: () => 1 }, 0.5), /oracleContract/);
  assert.throws(() => contractsFor([], 0.5), /laws/);
  assert.throws(() => oracleContract(() => 0.7, 0.6, 0.1), /cdf\(0\)/);
  assert.throws(() => oracleContract(() => 0.5, 0.6, 0.1), /cdf\(∞\)/);
  assert.throws(() => oracleContract((x) => -Math.expm1(-x), 0.6, 0), /delta/);
  assert.throws(() => oracleContract((x) => (x < 0.3 ? 0.2 : 0.9), 0.6, 1e-30), /delta/);
  assert.throws(() => priceSpread([contract(uniform(0, 1), 0.5), contract(uniform(0, 1), 0.6)]), /acceptance/);
});
