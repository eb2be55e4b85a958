import assert from "node:assert/strict";
import { test } from "node:test";
import { orderStatistic } from "../../lib/correlated-costs";
import { expectedPivot, expectedSum, pivots } from "../../lib/one-market/cheapest";
import type { CostLaw } from "../../lib/probability/cost-laws";
import { stream } from "../../lib/probability/stream";
import { costSampler } from "../../lib/probability/cost-laws";
import { agrees, estimateMean } from "../../lib/probability/monte-carlo";
import { correlated, plain, uniform } from "./markets";

test("the expected k-th lowest cost is that of correlated-costs, from 2 to 10⁶ people", () => {
  const laws: readonly CostLaw[] = [
    uniform(0.5, 1.5),
    { kind: "exponential", rate: 2 },
    { kind: "power", shape: 2, scale: 3 },
  ];
  for (const law of laws) {
    for (const people of [2, 10, 1000, 1e6]) {
      const market = { ...plain, people, costs: [law, law] as const };
      for (const k of new Set([1, 2, Math.ceil(people / 2), people - 1, people])) {
        const exact = orderStatistic(law, people, k);
        assert.ok(Math.abs(expectedPivot(market, k) - exact) <= 1e-8 * exact, `${law.kind} ${people} ${k}`);
      }
    }
  }
});

test("weights sum to 1, and the bits below, at and above the pivot make up the state's share", () => {
  for (const k of [1, 30, 199, 200]) {
    const all = pivots(correlated, k);
    assert.ok(Math.abs(all.reduce((sum, { weight }) => sum + weight, 0) - 1) < 1e-12);
    for (const state of [0, 1]) {
      const mean = all
        .filter((pivot) => pivot.state === state)
        .reduce((sum, p) => sum + 2 * p.weight * ((k - 1) * p.below + p.at + (200 - k) * p.above), 0);
      const share = state === 1 ? 0.7 : 0.3;
      assert.ok(Math.abs(mean / 200 - share) < 1e-9, `${k} ${state}: ${mean / 200}`);
    }
  }
});

test("the expected sum of the k lowest costs agrees with draws", () => {
  const samplers = correlated.costs.map((law) => costSampler(law));
  for (const k of [1, 60, 200]) {
    const drawn = estimateMean(
      4000,
      (source) => {
        const share = source.uniform() < 0.5 ? 0.7 : 0.3;
        const costs = Float64Array.from({ length: 200 }, () =>
          samplers[source.uniform() < share ? 1 : 0](source),
        ).sort();
        return costs.slice(0, k).reduce((sum, cost) => sum + cost, 0);
      },
      stream(1, `sum/${k}`),
    );
    assert.ok(
      agrees(drawn, expectedSum(correlated, k)),
      `${k}: ${drawn.estimate} against ${expectedSum(correlated, k)}`,
    );
  }
});
