import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bestForBudget,
  leastPayment,
  marketOutcome,
  mechanisms,
  type Market,
  type MarketMechanism,
} from "../../lib/one-market";
import { auction } from "../../lib/one-market/auction";
import { buyersUtility, federated, isStable, leastWorth, overstated } from "../../lib/one-market/federated";
import { localReports } from "../../lib/one-market/local-reports";
import { postedPrices } from "../../lib/one-market/posted-prices";
import { stream } from "../../lib/probability/stream";
import { correlated, plain } from "./markets";

const small: Market = { ...plain, people: 30 };

test("the best settings for a budget are the best of all settings", () => {
  for (const mechanism of mechanisms) {
    for (const question of ["share", "state"] as const) {
      for (const budget of [8, 80, 800]) {
        const offer = bestForBudget(mechanism, small, question, budget);
        const all = mechanism.whole
          ? Array.from({ length: 30 }, (_, i) => i + 1).filter(
              (k) => k >= mechanism.choices(small)[0] && k <= (mechanism.choices(small).at(-1) as number),
            )
          : Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);
        const errors = (mechanism.choices(small).length === 1 ? [0] : all).flatMap((choice) => {
          const settings = mechanism.spend(small, budget, choice);
          return settings === undefined ? [] : [mechanism.error(small, settings, question)];
        });
        if (errors.length === 0) assert.equal(offer, undefined);
        else {
          const least = Math.min(...errors);
          assert.ok(
            offer && offer.error <= least * 1.0005,
            `${mechanism.name} ${question} ${budget}: ${offer?.error} against ${least}`,
          );
          assert.ok(offer.payment <= budget * (1 + 1e-9));
        }
      }
    }
  }
});

test("between the numbers of people tried first the best one is found", () => {
  const tried: readonly [MarketMechanism, number][] = [
    [localReports, 300],
    [auction, 20],
    [federated, 60],
  ];
  for (const [mechanism, budget] of tried) {
    const errors = Array.from({ length: (mechanism.choices(plain).at(-1) as number) - 1 }, (_, i) => {
      const settings = mechanism.spend(plain, budget, i + 2);
      return settings === undefined ? Infinity : mechanism.error(plain, settings, "share");
    });
    assert.equal(bestForBudget(mechanism, plain, "share", budget)?.error, Math.min(...errors), mechanism.name);
  }
});

test("the least payment for an error is where the least error for a payment is that error", () => {
  for (const market of [plain, correlated]) {
    for (const mechanism of mechanisms) {
      const offer = leastPayment(mechanism, market, "share", 0.08);
      if (!offer) continue;
      assert.ok(offer.error <= 0.08);
      const cheaper = bestForBudget(mechanism, market, "share", offer.payment * 0.97);
      assert.ok(!cheaper || cheaper.error > 0.08 * 0.999, `${mechanism.name}: ${cheaper?.error}`);
    }
  }
});

test("small budgets cannot hold a large quiet crowd together by Shapley payments", () => {
  // With all 200 the noise would be far smaller; but where utility rises faster than the crowd, one more wants to join.
  const offer = bestForBudget(federated, { ...plain, people: 1000, theta: 0.6 }, "share", 10);
  assert.ok(offer && (offer.settings.members < 50 || offer.settings.members === 1000));
});

test("a stable crowd is stable at every draw of the costs, by the play's own payments", () => {
  for (const [members, level] of [
    [40, 0.5],
    [5, 0.01],
    [120, 0.02],
    [199, 2],
  ] as const) {
    const [u, more] = [members, members + 1].map((k) => buyersUtility(plain, { members: k, level }));
    const source = stream(4, `${members}`);
    let joins = 0;
    for (let draw = 0; draw < 500; draw++) {
      const costs = Array.from({ length: 200 }, () => 0.5 + source.uniform()).sort((a, b) => a - b);
      // Everybody's pay is α·U(k)/k, set for the dearest member; the next one compares it with her own cost.
      const alpha = (level * costs[members - 1] * members) / u;
      if ((alpha * more) / (members + 1) > level * costs[members]) joins++;
    }
    if (isStable(plain, { members, level })) assert.equal(joins, 0, `${members}, ${level}`);
    else assert.ok(joins > 0, `${members}, ${level}: nobody joins`);
  }
  assert.ok(isStable(plain, { members: 40, level: 0.5 }) && !isStable(plain, { members: 5, level: 0.01 }));
});

test("an α of 1 at the least worth, and what the dearest member may overstate", () => {
  const settings = { members: 50, level: 0.5 };
  const worth = leastWorth(plain, settings);
  const { payment, shareError } = marketOutcome(federated, plain, settings);
  assert.ok(Math.abs(worth * Math.log(0.04 / shareError ** 2 + 0.21 / 200 / shareError ** 2) - payment) < 1e-9);
  // Uniform costs: c₍k₎ is 0.5 + k/(n + 1) on average.
  assert.ok(Math.abs(overstated(plain, settings) - (0.5 + 51 / 201) / (0.5 + 50 / 201)) < 1e-9);
  assert.ok(Math.abs(overstated(plain, { members: 200, level: 1 }) - 1.5 / (0.5 + 200 / 201)) < 1e-9);
});

test("a question or a target outside its domain is named", () => {
  assert.throws(() => bestForBudget(postedPrices, plain, "mean" as never, 10), /question/);
  assert.throws(() => bestForBudget(postedPrices, plain, "share", 0), /budget/);
  assert.throws(() => leastPayment(postedPrices, plain, "state", 0.5), /target/);
  assert.throws(
    () => leastPayment(postedPrices, plain, "share", 0.21),
    /target .* below 0\.20\d+, the error of buying/,
  );
  assert.equal(leastPayment(mechanisms[4], plain, "share", 1e-9), undefined);
});
