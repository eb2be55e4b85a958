/** Both mechanisms for linear costs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { admit, baselinePrice, dropDearest } from "../../lib/pricing-samples/baseline";
import {
  budgetDeviation,
  ceMechanism,
  clonePrices,
  sellerIndifference,
  type Market,
} from "../../lib/pricing-samples/ce-mechanism";
import type { Design } from "../../lib/pricing-samples/design";
import {
  clonesOf,
  DESIGNS,
  equalBlocks,
  FIGURE_2A,
  FIGURE_2B,
  VARIED,
  VARIED_DEMAND,
} from "../../lib/pricing-samples/examples";
import { mixture } from "../../figures/pricing-samples";
import { randomConcave, randomDemand, randomPopulation } from "../../lib/pricing-samples/random-market";
import { simulateTotal } from "../../lib/pricing-samples/simulate";
import { agrees } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";

const near = (a: number, b: number, tolerance: number): void => assert.ok(Math.abs(a - b) <= tolerance, `${a} ≠ ${b}`);
const example = (design: Design, more: Partial<Market> = {}) =>
  ceMechanism({ demand: FIGURE_2A, design, cMax: 10, population: clonesOf(), ...more });
const varied = (design: Design, more: Partial<Market> = {}) =>
  ceMechanism({ demand: VARIED_DEMAND, design, cMax: 10, population: VARIED, ...more });

test("section 4.3 to nine digits: 6.533333877, 6.971942460, 9.959456996, 10", () => {
  assert.deepEqual(
    DESIGNS.map(({ design }) => example(design).price.toFixed(9)),
    ["6.533333877", "6.971942460", "9.959456996", "10.000000000"],
  );
});

test("Figure 2(b)'s demand: 8.231440 and 9.964166", () => {
  const price = (type: "ordering" | "independent") => example({ type }, { demand: FIGURE_2B }).price.toFixed(6);
  assert.deepEqual([price("ordering"), price("independent")], ["8.231440", "9.964166"]);
});

test("blocks and mixtures of section 4.3", () => {
  const price = (design: Design) => example(design).price.toFixed(6);
  assert.deepEqual(
    [1, 2, 5, 10, 25, 50].map((G) => price(equalBlocks(G))),
    ["6.533334", "7.561575", "8.770255", "9.335085", "9.721438", "9.858582"],
  );
  assert.deepEqual(
    [0, 0.25, 0.5, 0.75, 0.9, 1].map((weight) => price(mixture(weight))),
    ["9.959457", "8.937098", "8.042914", "7.248319", "6.810800", "6.533334"],
  );
});

test("G equal blocks at a cost what one block costs at a/G", () => {
  for (const G of [2, 10, 50]) {
    for (const a of [1e-4, 0.002, 0.3]) {
      const price = (design: Design, at: number) =>
        clonePrices({ demand: FIGURE_2A, sellers: 1000, design }, 10, [at], 0.5)[0];
      near(price(equalBlocks(G), a), price({ type: "ordering" }, a / G), 1e-12);
    }
  }
});

test("the closed price of clones is the mechanism's", () => {
  for (const { design } of DESIGNS) {
    for (const a of [-0.01, 1e-5, 0.002, 1]) {
      const [closed] = clonePrices({ demand: FIGURE_2A, sellers: 1000, design }, 10, [a], 0.5);
      near(closed, example(design, { population: clonesOf(a) }).price, 1e-9);
    }
  }
});

test("twenty-four sellers: prices 9.358132 and 9.008474, six accept at 20.439456", () => {
  const outcome = varied({ type: "ordering" });
  near(outcome.price, 9.35813238752572, 1e-12);
  near(varied({ type: "ordering" }, { rule: "common" }).price, 9.008474, 5e-7);
  const accepted = Array.from(outcome.accepted.keys()).filter((i) => outcome.accepted[i]);
  assert.deepEqual(accepted.map((i) => outcome.reports[i].toFixed(4)).sort(), [
    "10.0564",
    "10.9708",
    "12.1138",
    "14.9044",
    "16.5148",
    "16.5932",
  ]);
  for (const i of accepted) near(outcome.thresholds[i], 20.439456, 5e-7);
});

test("simulated totals meet the exact total and the exact standard deviation", () => {
  for (const { name, design } of DESIGNS) {
    const outcome = varied(design);
    const estimate = simulateTotal(outcome, 20_000, stream(2026, name));
    assert.ok(agrees(estimate, outcome.total), name);
    near((estimate.standardError * Math.sqrt(20_000)) / budgetDeviation(outcome), 1, 0.05);
  }
  near(budgetDeviation(varied({ type: "ordering" })), 60.19760269719327, 1e-9);
  near(budgetDeviation(example({ type: "ordering" })), 11213.86, 0.005);
});

test("the Baseline's total does not fluctuate", () => {
  const outcome = varied({ type: "independent" });
  const flat = { ...outcome, perAccess: outcome.perAccess.map(() => 10), sure: outcome.sure.map(() => 0), total: 660 };
  const { estimate, standardError } = simulateTotal(flat, 100, stream(1));
  assert.deepEqual([estimate, standardError], [660, 0]);
  assert.equal(budgetDeviation(flat), 0);
});

test("every accepted seller gains, nobody else changes, and no price exceeds the Baseline's", () => {
  const source = stream(2026, "pareto");
  for (let run = 0; run < 60; run++) {
    const market: Market = {
      demand: randomDemand(3, 6, source),
      cMax: 10,
      population: randomPopulation(6, randomConcave, source),
      design: DESIGNS[run % 4].design,
    };
    const { price, reports, thresholds, accepted, perAccess } = ceMechanism(market);
    assert.ok(price <= 10 + 1e-12);
    reports.forEach((r, i) => {
      if (accepted[i]) assert.ok(thresholds[i] >= r - 1e-7 && perAccess[i] === market.population[i].cost);
      else assert.equal(perAccess[i], 10);
    });
  }
});

test("with a common threshold the ordering design is cheapest, for scaled costs too", () => {
  const source = stream(2026, "separable");
  for (let run = 0; run < 40; run++) {
    const market = {
      demand: randomDemand(3, 6, source),
      cMax: 10,
      population: randomPopulation(6, randomConcave, source),
      rule: "common" as const,
      scale: [(k: number) => k, Math.sqrt, Math.log1p][run % 3],
    };
    const [ordering, ...others] = DESIGNS.map(({ design }) => ceMechanism({ ...market, design }).price);
    for (const price of others) assert.ok(ordering <= price + 1e-9);
  }
});

test("a scale h(k) = k is no scale", () => {
  near(varied({ type: "independent" }, { scale: (k) => k + 0 }).price, varied({ type: "independent" }).price, 1e-12);
});

test("the dearest of equals is the first", () => {
  assert.deepEqual(admit([3, 7, 7, 1]), { cMax: 7, dropped: 1, admitted: [0, 2, 3] });
  assert.equal(baselinePrice([3, 7, 7, 1], [[3, 2]]), 7);
});

test("random payments: price 11.45, chances fall with cost; enumeration agrees for every d", () => {
  const costs = [1, 2, 4, 7, 9, 15];
  near(dropDearest(costs, 2).price, 11.45, 1e-12);
  assert.deepEqual(
    Array.from(dropDearest(costs, 2).inclusion, (p) => p.toFixed(10)),
    ["0.5000000000", "0.5000000000", "0.4500000000", "0.3500000000", "0.2000000000", "0.0000000000"],
  );
  for (let d = 1; d < 6; d++) {
    let [price, draws] = [0, 0];
    const inside = Array<number>(6).fill(0);
    for (let set = 0; set < 64; set++) {
      const members = [0, 1, 2, 3, 4, 5].filter((i) => set & (1 << i));
      if (members.length !== d + 1) continue;
      draws++;
      price += costs[members[d]];
      for (const i of members.slice(0, d)) inside[i]++;
    }
    near(dropDearest(costs, d).price, price / draws, 1e-12);
    inside.forEach((count, i) => near(dropDearest(costs, d).inclusion[i], count / draws, 1e-12));
  }
});

test("ten thousand different sellers take no time, clones none at all", () => {
  const population = Array.from({ length: 10_000 }, (_, i) => ({ cost: i / 1000, utility: VARIED[0].utility }));
  const { price } = ceMechanism({ demand: [[2000, 100]], design: { type: "independent" }, cMax: 10, population });
  assert.ok(price < 10 && price > 9.5);
  const many = [{ cost: 0, utility: { type: "cara", a: 1e-3 } as const, count: 100_000 }];
  assert.ok(
    ceMechanism({ demand: [[1000, 100_000]], design: { type: "ordering" }, cMax: 10, population: many }).price < 1,
  );
});

for (const [name, call, message] of [
  [
    "no demand has no price",
    () => example({ type: "ordering" }, { demand: [[0, 3]] }),
    /demand must be for at least one record/,
  ],
  ["a cost above c^max", () => varied({ type: "ordering" }, { cMax: 5 }), /population\[0\]\.cost/],
  [
    "a negative cost",
    () => example({ type: "ordering" }, { population: [{ cost: -1, utility: { type: "linear" } }] }),
    /cost/,
  ],
  ["a negative count", () => example({ type: "ordering" }, { population: [{ ...VARIED[0], count: -2 }] }), /count/],
  ["no population", () => example({ type: "ordering" }, { population: [] }), /length of population/],
  ["a falling scale", () => varied({ type: "ordering" }, { scale: (k) => (k === 2 ? 0.5 : k) }), /scale\(2\)/],
  ["a scale that starts above 0", () => varied({ type: "ordering" }, { scale: (k) => k + 1 }), /scale\(0\)/],
  [
    "a sample larger than the population",
    () => example({ type: "ordering" }, { population: VARIED }),
    /demand\[0\]\[0\]/,
  ],
  ["one seller only", () => admit([3]), /length of reports/],
  ["a negative report", () => admit([3, -1]), /reports\[1\]/],
  ["as many records as sellers", () => baselinePrice([1, 2, 3], [[3, 1]]), /demand\[0\]\[0\]/],
  [
    "a share above 1",
    () => clonePrices({ demand: FIGURE_2A, sellers: 1000, design: { type: "ordering" } }, 10, [1], 1.1),
    /share/,
  ],
  [
    "a ruinous cost",
    () =>
      sellerIndifference({ demand: FIGURE_2A, sellers: 1000, design: { type: "ordering" } }, 10, {
        cost: 20,
        utility: { type: "crra", gamma: 2, wealth: 100 },
      }),
    /above −wealth/,
  ],
  ["too many to draw", () => dropDearest([1, 2, 3], 3), /d must be/],
  ["one run", () => simulateTotal(varied({ type: "ordering" }), 1, stream(1)), /runs/],
] as [string, () => unknown, RegExp][]) {
  test(`${name} is refused by name`, () =>
    assert.throws(
      call,
      (error: Error) => (error instanceof RangeError || error instanceof TypeError) && message.test(error.message),
    ));
}
