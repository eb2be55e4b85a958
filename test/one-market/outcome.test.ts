import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { marketOutcome, mechanisms, type Market, type MarketMechanism } from "../../lib/one-market";
import { auction } from "../../lib/one-market/auction";
import { federated } from "../../lib/one-market/federated";
import { localReports } from "../../lib/one-market/local-reports";
import { playMechanism } from "../../lib/one-market/outcome";
import { postedPrices } from "../../lib/one-market/posted-prices";
import { rawSamples } from "../../lib/one-market/raw-samples";
import { priorVariance } from "../../lib/one-market/market";
import { orderStatistic } from "../../lib/correlated-costs";
import { agrees } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";
import { correlated, plain, uniform } from "./markets";

const settingsOf: readonly [MarketMechanism, unknown][] = [
  [localReports, { invited: 61, reward: 8 }],
  [postedPrices, { acceptance: 0.6, level: 0.2 }],
  [auction, { units: 70, level: 0.15 }],
  [federated, { members: 70, level: 0.15 }],
  [rawSamples, { records: 12 }],
];

test("plays agree with the exact payment, squared error and probability of the wrong state", () => {
  for (const [name, market] of Object.entries({ plain, correlated, neutral: { ...plain, riskAversion: 0 } })) {
    for (const [mechanism, settings] of settingsOf) {
      const exact = marketOutcome(mechanism, market, settings);
      const played = playMechanism(mechanism, market, settings, 3000, stream(5, `${name}/${mechanism.name}`));
      const say = `${mechanism.name}, ${name}: ${JSON.stringify({ exact, played })}`;
      assert.ok(agrees(played.squaredError, exact.shareError ** 2), say);
      assert.ok(agrees(played.wrong, exact.stateError), say);
      if (mechanism !== rawSamples || name === "neutral") assert.ok(agrees(played.payment, exact.payment), say);
      else assert.ok(Math.abs(played.payment.estimate / exact.payment - 1) < 0.012, say);
    }
  }
});

test("what people keep is payment less cost: an auction's price and a mean price bracket it", () => {
  for (const [mechanism, settings] of settingsOf) {
    const { surplus, payment } = marketOutcome(mechanism, correlated, settings);
    assert.ok(surplus > 0 && surplus < payment, mechanism.name);
  }
});

test("risk-neutral people are paid the dearest cost for each raw bit", () => {
  const market: Market = { ...plain, riskAversion: 0 };
  for (const records of [1, 50, 199]) {
    const exact = 5 * records * orderStatistic(plain.costs[0], 200, 200);
    assert.ok(Math.abs(marketOutcome(rawSamples, market, { records }).payment - exact) < 1e-9 * exact);
  }
});

test("whatever little is bought, the answer is no worse than ½ for nothing", () => {
  for (const market of [plain, correlated, { ...plain, theta: 0.9 }]) {
    const nothing = Math.sqrt(priorVariance(market));
    const least: readonly [MarketMechanism, unknown][] = [
      [localReports, { invited: 2, reward: 3.3 }],
      [postedPrices, { acceptance: 0.01, level: 1e-3 }],
      [auction, { units: 1, level: 1e-3 }],
      [federated, { members: 1, level: 1e-3 }],
      [rawSamples, { records: 1 }],
    ];
    for (const [mechanism, settings] of least) {
      const { shareError } = marketOutcome(mechanism, market, settings);
      assert.ok(shareError <= nothing && shareError > 0.5 * nothing, `${mechanism.name}: ${shareError}, ${nothing}`);
    }
  }
});

test("a whole count without noise leaves the share nearly certain, and one bit less leaves one bit's variance", () => {
  const loud = 40;
  assert.ok(marketOutcome(federated, plain, { members: 200, level: loud }).shareError < 1e-6);
  const { shareError } = marketOutcome(auction, plain, { units: 199, level: loud });
  assert.ok(Math.abs(shareError / (Math.sqrt(0.21) / 200) - 1) < 1e-6, `${shareError}`);
});

test("legal markets and settings give finite numbers, illegal ones an error that names the parameter", () => {
  const law = fc.tuple(fc.double({ min: 0, max: 2, noNaN: true }), fc.double({ min: 0.1, max: 3, noNaN: true }));
  const some = fc.record({
    people: fc.integer({ min: 2, max: 60 }),
    theta: fc.double({ min: 0.5001, max: 0.9999, noNaN: true }),
    laws: fc.tuple(law, law),
    u: fc.double({ min: 0.01, max: 1, noNaN: true }),
    level: fc.double({ min: 1e-3, max: 30, noNaN: true }),
    riskAversion: fc.constantFrom(0, 0.01, 1, 30),
  });
  fc.assert(
    fc.property(some, ({ people, theta, laws, u, level, riskAversion }) => {
      const costs = laws.map(([lo, width]) => uniform(lo, lo + width)) as unknown as Market["costs"];
      const market: Market = { people, theta, costs, rawLevel: 5, riskAversion };
      const count = (least: number, most: number): number => Math.min(most, least + Math.floor(u * (most - least)));
      const settings = [
        { invited: count(2, people), reward: 4 * (laws[0][0] + laws[1][0] + laws[0][1]) + level },
        { acceptance: Math.min(u, 0.99), level },
        { units: count(1, people - 1), level },
        { members: count(1, people), level },
        { records: count(1, people - 1) },
      ];
      mechanisms.forEach((mechanism, i) => {
        const outcome = marketOutcome(mechanism, market, settings[i]);
        for (const [key, value] of Object.entries(outcome)) {
          assert.ok(
            Number.isFinite(value as number),
            `${mechanism.name} ${key} ${value} ${JSON.stringify(settings[i])}`,
          );
        }
        assert.ok(
          outcome.stateError <= 0.5 + 1e-9 && outcome.stateError >= 0,
          `${mechanism.name} ${outcome.stateError}`,
        );
        assert.ok(outcome.surplus >= -1e-9 * outcome.payment, `${mechanism.name} ${outcome.surplus}`);
      });
    }),
    { seed: 11, numRuns: 60 },
  );
  const wrong: readonly [string, () => unknown][] = [
    ["people", () => marketOutcome(auction, { ...plain, people: 1 }, { units: 1, level: 1 })],
    ["theta", () => marketOutcome(auction, { ...plain, theta: 0.5 }, { units: 1, level: 1 })],
    ["costs", () => marketOutcome(auction, { ...plain, costs: [plain.costs[0]] as never }, { units: 1, level: 1 })],
    [
      "costs\\[1\\]",
      () => marketOutcome(auction, { ...plain, costs: [plain.costs[0], uniform(-1, 1)] }, { units: 1, level: 1 }),
    ],
    [
      "costs\\[0\\]",
      () =>
        marketOutcome(
          auction,
          { ...plain, costs: [{ kind: "pareto", xm: 1, shape: 1 }, plain.costs[1]] },
          { units: 1, level: 1 },
        ),
    ],
    ["rawLevel", () => marketOutcome(rawSamples, { ...plain, rawLevel: 0 }, { records: 1 })],
    ["riskAversion", () => marketOutcome(rawSamples, { ...plain, riskAversion: -1 }, { records: 1 })],
    ["units", () => marketOutcome(auction, plain, { units: 200, level: 1 })],
    ["level", () => marketOutcome(auction, plain, { units: 20, level: 0 })],
    ["members", () => marketOutcome(federated, plain, { members: 201, level: 1 })],
    ["records", () => marketOutcome(rawSamples, plain, { records: 0 })],
    ["acceptance", () => marketOutcome(postedPrices, plain, { acceptance: 1, level: 1 })],
    ["invited", () => marketOutcome(localReports, plain, { invited: 1, reward: 9 })],
    ["reward", () => marketOutcome(localReports, plain, { invited: 9, reward: 2 })],
    ["plays", () => playMechanism(auction, plain, { units: 20, level: 1 }, 1, stream(1))],
    ["settings", () => marketOutcome(auction, plain, undefined as never)],
  ];
  for (const [name, call] of wrong) assert.throws(call, new RegExp(name), name);
});
