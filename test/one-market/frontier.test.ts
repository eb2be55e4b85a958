import assert from "node:assert/strict";
import { test } from "node:test";
import { bestForBudget, leastPayment, mechanisms, type Market, type MarketMechanism } from "../../lib/one-market";
import { auction } from "../../lib/one-market/auction";
import { federated } from "../../lib/one-market/federated";
import { localReports } from "../../lib/one-market/local-reports";
import { postedPrices } from "../../lib/one-market/posted-prices";
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

test("a question or a target outside its domain is named", () => {
  assert.throws(() => bestForBudget(postedPrices, plain, "mean" as never, 10), /question/);
  assert.throws(() => bestForBudget(postedPrices, plain, "share", 0), /budget/);
  assert.throws(() => leastPayment(postedPrices, plain, "state", 0.5), /target/);
  assert.equal(leastPayment(mechanisms[4], plain, "share", 1e-9), undefined);
});
