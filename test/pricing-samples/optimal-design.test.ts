/** Cheapest designs, the factor of the ordering design, and the pairs of markets that no design serves. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import { countLaw } from "../../lib/pricing-samples/count-law";
import type { Demand } from "../../lib/pricing-samples/demand";
import { designValues, orderingRatio, type PaymentMarket } from "../../lib/pricing-samples/optimal-design";
import { obliviousPair, orderingFactor, worstMarket } from "../../lib/pricing-samples/ordering-factor";
import {
  feasibleCounts,
  randomConcaveTable,
  randomDemand,
  randomMaxOfConcave,
  whole,
} from "../../lib/pricing-samples/random-market";
import { searchWorstCases } from "../../lib/pricing-samples/worst-case-search";
import { stream } from "../../lib/probability/stream";

const near = (a: number, b: number, tolerance = 1e-9): void => assert.ok(Math.abs(a - b) <= tolerance, `${a} ≠ ${b}`);
const buyersOf = (demand: Demand): number => demand.reduce((sum, [, buyers]) => sum + buyers, 0);

/** The relaxed optimum by HiGHS, over laws below the ordering law in convex order. */
async function byHighs({ demand, sellers, payment }: PaymentMarket): Promise<number> {
  const law = countLaw({ demand, sellers, design: { type: "ordering" } });
  const counts = Array.from(law, (_, k) => k);
  const spread = (t: number) => counts.map((k) => Math.max(0, k - t));
  const bound = (t: number) => law.reduce((sum, p, k) => sum + p * Math.max(0, k - t), 0);
  const { value } = await solveLinearProgram({
    sense: "min",
    objective: payment,
    rows: [
      { coefficients: counts.map(() => 1), lower: 1, upper: 1 },
      { coefficients: spread(0), lower: bound(0), upper: bound(0) },
      ...counts.slice(1, -1).map((t) => ({ coefficients: spread(t), upper: bound(t) })),
    ],
  });
  return value;
}

test("Π^OPT is the least over all count vectors, Π^LP that of HiGHS, on random markets with any payments", async () => {
  const source = stream(2026, "optimal");
  for (let run = 0; run < 120; run++) {
    const sellers = whole(2, 6, source);
    const demand = randomDemand(3, sellers, source);
    const m = buyersOf(demand);
    const steps = Array.from({ length: m }, () => (source.uniform() < 0.3 ? 0 : source.uniform()));
    const payment = [0];
    for (const step of steps) payment.push(payment[payment.length - 1] + step);
    const market = { demand, sellers, payment };
    const { ordering, exact, relaxed } = designValues(market);
    const totals = feasibleCounts(demand, sellers).map((z) => z.reduce((sum, k) => sum + payment[k], 0));
    near(exact, Math.min(...totals) / sellers);
    near(relaxed, await byHighs(market), 1e-7);
    assert.ok(relaxed <= exact + 1e-12 && exact <= ordering + 1e-12);
    near(orderingRatio(market), exact > 0 ? ordering / exact : 1);
  }
});

test("concave payments make the ordering design optimal", () => {
  const source = stream(2026, "concave");
  for (let run = 0; run < 100; run++) {
    const demand = randomDemand(3, 6, source);
    const payment = randomConcaveTable(buyersOf(demand), source);
    const { ordering, relaxed } = designValues({ demand, sellers: 6, payment });
    near(ordering, relaxed, 1e-12);
  }
});

test("R*(m) of the specification, below 2√m/(1 + √m), with equality at squares", () => {
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 25, 100].map((m) => orderingFactor(m).toFixed(6)),
    [
      "1.000000",
      "1.000000",
      "1.250000",
      "1.333333",
      "1.375000",
      "1.400000",
      "1.444444",
      "1.476190",
      "1.500000",
      "1.600000",
      "1.666667",
      "1.818182",
    ],
  );
  for (let m = 3; m < 400; m++) {
    const best = Math.max(...Array.from({ length: m }, (_, i) => (2 * m - (i + 1) - m / (i + 1)) / (m - 1)));
    near(orderingFactor(m), best, 1e-12);
    const bound = (2 * Math.sqrt(m)) / (1 + Math.sqrt(m));
    assert.ok(orderingFactor(m) <= bound + 1e-12);
    if (Number.isInteger(Math.sqrt(m))) near(orderingFactor(m), bound, 1e-12);
  }
});

test("the built market attains R*(m); no random market with c(k)/k falling passes it", () => {
  for (let m = 3; m <= 12; m++) {
    near(orderingRatio(worstMarket(m)), orderingFactor(m));
    const [worst] = searchWorstCases(m, 300, 1, stream(2026, m));
    assert.ok(worst.ratio <= orderingFactor(m) + 1e-12);
  }
  const source = stream(2026, "three sizes");
  for (let run = 0; run < 200; run++) {
    const demand = randomDemand(3, 5, source);
    const m = buyersOf(demand);
    const ratio = orderingRatio({ demand, sellers: 5, payment: randomMaxOfConcave(m, 3, source) });
    assert.ok(ratio <= orderingFactor(m) + 1e-12, `${ratio} with ${m} buyers`);
  }
});

test("without concavity the ratio is m", () => {
  for (const m of [3, 6]) {
    near(orderingRatio({ demand: [[1, m]], sellers: m, payment: Array.from({ length: m + 1 }, (_, k) => k * k) }), m);
  }
});

test("Theorem 5.1's pair: Π_B^OPT = n + 2, by the dynamic program", () => {
  for (const n of [2, 3, 4]) {
    const { demand, optA, optB, ordB } = obliviousPair(n);
    const m = n * n + n + 1;
    const table = (f: (k: number) => number) => Array.from({ length: m + 1 }, (_, k) => (k === 0 ? 0 : f(k)));
    const a = designValues({ demand, sellers: n, payment: table((k) => Math.min(k, n)) });
    const b = designValues({ demand, sellers: n, payment: table((k) => Math.max(k, n)) });
    near(a.exact, optA);
    near(b.exact, optB);
    near(b.exact, n + 2);
    near(b.ordering, ordB);
  }
});

for (const [name, call, message] of [
  ["payments that fall", () => designValues({ demand: [[1, 2]], sellers: 2, payment: [0, 2, 1] }), /payment\[2\]/],
  ["payments for nothing", () => designValues({ demand: [[1, 2]], sellers: 2, payment: [1, 2, 3] }), /payment\[0\]/],
  ["too few payments", () => designValues({ demand: [[1, 2]], sellers: 2, payment: [0, 2] }), /length of payment/],
  [
    "a sample above the population",
    () => designValues({ demand: [[3, 2]], sellers: 2, payment: [0, 2, 3] }),
    /demand\[0\]/,
  ],
  ["no buyer", () => orderingFactor(0), /buyers/],
  ["a worst case of two", () => worstMarket(2), /buyers/],
  ["half a seller", () => obliviousPair(1.5), /n must be/],
] as [string, () => unknown, RegExp][]) {
  test(`${name} is refused by name`, () =>
    assert.throws(
      call,
      (error: Error) => (error instanceof RangeError || error instanceof TypeError) && message.test(error.message),
    ));
}
