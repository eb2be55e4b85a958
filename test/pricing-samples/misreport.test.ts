/** What lies are worth under linear costs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { certaintyEquivalent } from "../../lib/pricing-samples/certainty-equivalent";
import { baselineLottery } from "../../lib/pricing-samples/baseline-lottery";
import { countLaw } from "../../lib/pricing-samples/count-law";
import { FIGURE_2A } from "../../lib/pricing-samples/examples";
import {
  bestReport,
  gridPoints,
  menu,
  reportUtility,
  type Offer,
  type Type,
} from "../../lib/pricing-samples/misreport";
import { randomConcave } from "../../lib/pricing-samples/random-market";
import { stream } from "../../lib/probability/stream";

const law = countLaw({ demand: FIGURE_2A, sellers: 1000, design: { type: "ordering" } });
const offer: Offer = { law, others: 10, threshold: 107.33337139136853 };
const grid = { start: 0, stop: 13, step: 0.25 };
const cara = (a: number, cost: number): Type => ({ cost, utility: { type: "cara", a } });

test("a risk seeker gains by understating: 3.661 → 73.670 at cost 9.9, 0 → 73.652 at cost 12", () => {
  for (const above of ["excluded", "contract"] as const) {
    const found = [9.9, 12].map((cost) => bestReport({ ...offer, above }, cara(-0.005, cost), grid));
    assert.deepEqual(
      found.map(({ truth }) => truth.toFixed(6)),
      ["3.661101", "0.000000"],
    );
    assert.deepEqual(
      found.map(({ best }) => best.toFixed(6)),
      ["73.669579", "73.651902"],
    );
    assert.deepEqual(
      found.map(({ report }) => report),
      [0, 0],
    );
  }
});

test("the gain begins between a = −0.002 and a = −0.0025", () => {
  const gain = (a: number) => {
    const { truth, best } = bestReport(offer, cara(a, 9.9), grid);
    return best - truth;
  };
  assert.ok(gain(-0.002) <= 1e-9 && gain(-0.0025) > 16);
});

test("concave sellers never gain, whatever their cost, threshold at most C and design", () => {
  const source = stream(2026, "misreport");
  for (const type of ["ordering", "independent", "balanced"] as const) {
    const small = countLaw({
      demand: [
        [2, 3],
        [4, 2],
      ],
      sellers: 8,
      design: { type },
    });
    for (let run = 0; run < 60; run++) {
      const others = 10 * source.uniform();
      const facing: Offer = { law: small, others, threshold: run % 4 ? 1.75 * others * source.uniform() : -Infinity };
      const seller: Type = { cost: 12 * source.uniform(), utility: randomConcave(source) };
      const { truth, best } = bestReport(facing, seller, grid);
      assert.ok(best <= truth + 1e-9 && truth >= 0, JSON.stringify({ others, seller, truth, best }));
    }
  }
});

test("a threshold above C breaks truthfulness even for the risk neutral", () => {
  const half = countLaw({ demand: [[1, 2]], sellers: 4, design: { type: "ordering" } });
  const { truth, best } = bestReport(
    { law: half, others: 10, threshold: 5.2 },
    { cost: 10.2, utility: { type: "linear" } },
    { start: 0, stop: 12, step: 0.25 },
  );
  assert.equal(truth, 0);
  assert.ok(Math.abs(best - 0.1) < 1e-12);
});

test("loss-averse S-shaped sellers: λ = 1 gains, λ ≥ 1.15 does not", () => {
  const found = [1, 1.15].map((lambda) =>
    bestReport(
      { ...offer, threshold: 340 },
      { cost: 9.9, utility: { type: "pt", alpha: 0.88, beta: 0.88, lambda } },
      grid,
    ),
  );
  assert.deepEqual([found[0].truth.toFixed(3), found[0].best.toFixed(3)], ["2.480", "18.504"]);
  assert.ok(found[1].best <= found[1].truth + 1e-9);
});

test("the menu's best line is at least the truthful outcome, for risk seekers too, and its lines cost the same", () => {
  for (const type of [cara(0.002, 2), cara(-0.005, 9.9), cara(0.01, 0)]) {
    const [best, ...others] = menu(offer, type, [0, 2, 5, 9.9, 12]);
    assert.ok(others.every(({ utility }) => utility <= best.utility));
    const e = certaintyEquivalent(type.utility, baselineLottery(law, 10, type.cost));
    assert.ok(best.utility >= reportUtility(offer, type, type.cost, "baseline") - 1e-9 && Number.isFinite(e));
  }
  assert.deepEqual(
    menu({ ...offer, threshold: -Infinity }, cara(0.1, 20), [0]).map(({ name }) => name),
    ["stay out", "lottery"],
  );
});

test("what is no report or grid is refused by name", () => {
  assert.throws(() => reportUtility(offer, cara(0.1, 1), -1, "certain"), /report/);
  assert.throws(() => reportUtility(offer, cara(0.1, -1), 1, "certain"), /cost/);
  assert.throws(() => reportUtility({ ...offer, law: [0.5] }, cara(0.1, 1), 1, "certain"), /sum of law/);
  assert.throws(() => gridPoints({ start: 0, stop: 1, step: 0 }), /grid\.step/);
  assert.throws(() => gridPoints({ start: 2, stop: 1, step: 1 }), /grid\.stop/);
  assert.throws(() => gridPoints({ start: 0, stop: 1, step: 1e-9 }), /number of points/);
});
