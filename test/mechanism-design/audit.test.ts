import assert from "node:assert/strict";
import { test } from "node:test";
import {
  auditMechanism,
  cheapestPayments,
  pureStrategyEquilibria,
  simulateLie,
  simulatePayment,
  type Mechanism,
} from "../../lib/mechanism-design";
import { truthProbability } from "../../lib/privacy/randomised-response";
import { agrees } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";

const near = (x: number, y: number, tolerance = 1e-9): boolean =>
  Math.abs(x - y) <= tolerance * Math.max(1, Math.abs(y));

/** One person's bit through randomised response at 0.5 nats, at a cost of 3 a nat; she may stay away. */
const respond = (payment: number): Mechanism => ({
  players: 1,
  prior: [0.5, 0.5],
  reports: 3,
  optOut: 2,
  law: ([r]) =>
    r === 2
      ? [0.5, 0.5]
      : r === 1
        ? [truthProbability(-0.5), truthProbability(0.5)]
        : [truthProbability(0.5), truthProbability(-0.5)],
  payment: () => payment,
  privacyCost: (y) => 3 * y,
});

/** A second-price auction for one good; types are values 0, 1, 2; the outcome is the winner. */
const secondPrice: Mechanism = {
  players: 2,
  prior: [0.2, 0.3, 0.5],
  law: ([a, b]) => (a >= b ? [1, 0] : [0, 1]),
  payment: (player, bids) => (player === (bids[0] >= bids[1] ? 0 : 1) ? -bids[1 - player] : 0),
};

test("randomised response: its level, and a payment that just covers the loss", () => {
  const audit = auditMechanism(respond(1.5));
  assert.ok(near(audit.privacy.level, 0.5));
  assert.ok(near(audit.participation.worst.surplus, 0) && near(audit.expectedPayment, 1.5));
  assert.ok(audit.lie.withPrivacy.gain <= 1e-12);
  const short = auditMechanism(respond(1.4));
  assert.ok(near(short.participation.worst.surplus, -0.1));
  assert.ok(near(short.lie.withPrivacy.gain, 0.1) && short.lie.withPrivacy.report === 2);
  assert.ok(short.lie.withoutPrivacy.gain <= 0);
});

test("what bidders pay is a payment below 0, and a winner who is named is no privacy at all", () => {
  const audit = auditMechanism(secondPrice);
  assert.ok(near(audit.expectedPayment, -0.89)); // the mean of the lower of two values
  assert.equal(audit.privacy.level, Infinity);
});

test("the cheapest payments for randomised response cost the privacy that is lost, no more", async () => {
  for (const solution of ["dominant strategies", "Bayesian"] as const) {
    const { expectedPayment, mechanism } = await cheapestPayments(respond(99), solution);
    assert.ok(near(expectedPayment, 1.5));
    const audit = auditMechanism(mechanism);
    assert.ok(near(audit.expectedPayment, 1.5) && audit.lie.withPrivacy.gain < 1e-9);
    assert.ok(audit.participation.worst.surplus > -1e-9);
  }
});

/** Two people; a type is a bit and a cost of 1 or 4 a nat; both noisy bits are published. */
const survey: Mechanism = {
  players: 2,
  prior: [0.3, 0.2, 0.3, 0.2], // bit 0 at cost 1, bit 0 at 4, bit 1 at 1, bit 1 at 4
  reports: 5,
  optOut: 4,
  law: (reports) =>
    reports.reduce(
      (law, r) => {
        const p = truthProbability(r === 4 ? 0 : r >= 2 ? 0.4 : -0.4);
        return [...law.map((x) => x * (1 - p)), ...law.map((x) => x * p)];
      },
      [1],
    ),
  payment: (player, reports) => (reports[player] >= 2 ? 3 : 2),
  privacyCost: (y, type) => (type % 2 === 0 ? 1 : 4) * y,
};

test("who may hide her cost is paid as if it were high: the program finds the posted price", async () => {
  const { expectedPayment, mechanism } = await cheapestPayments(survey, "dominant strategies");
  const audit = auditMechanism(mechanism);
  assert.ok(audit.lie.withPrivacy.gain < 1e-7 && audit.participation.worst.surplus > -1e-7);
  assert.ok(near(audit.expectedPayment, expectedPayment, 1e-8));
  assert.ok(near(expectedPayment, 2 * 4 * 0.4, 1e-8)); // two people, 0.4 nats, at the higher cost
  const bayesian = await cheapestPayments(survey, "Bayesian");
  assert.ok(bayesian.expectedPayment <= expectedPayment + 1e-9);
  assert.ok(auditMechanism(bayesian.mechanism).averageLie.withPrivacy.gain < 1e-7);
});

test("a count that is redrawn while out of range is less private than its noise", () => {
  const geometric = (k: number): number => Math.exp(-Math.abs(k));
  const noisy = (reports: readonly number[], redraw: boolean): number[] => {
    const ones = reports.filter((r) => r === 1).length;
    const inside = Array.from({ length: reports.length + 1 }, (_, k) => geometric(k - ones));
    if (redraw) return inside.map((w) => w / inside.reduce((a, b) => a + b, 0));
    // Clamped: what falls outside goes to the ends.
    const a = Math.exp(-1);
    const unit = (1 - a) / (1 + a);
    return inside.map((w, k) => (k === 0 || k === reports.length ? w / (1 + a) : w * unit));
  };
  const level = (redraw: boolean): number =>
    auditMechanism({ players: 3, prior: [0.5, 0.5], law: (reports) => noisy(reports, redraw) }).privacy.level;
  assert.ok(near(level(false), 1));
  const e = Math.exp(-1);
  assert.ok(near(level(true), 1 + Math.log((1 + 2 * e + e ** 2) / (1 + e + e ** 2 + e ** 3))));
});

test("equilibria: honesty, its mirror image, and saying the same whatever the type", () => {
  const agreement: Mechanism = {
    players: 2,
    prior: [0.5, 0.5],
    law: ([a, b]) => (a === b ? [0, 1] : [1, 0]),
    value: (_, outcome) => outcome,
  };
  const found = pureStrategyEquilibria(agreement).map((profile) => profile.map((s) => s.join("")).join(" "));
  for (const profile of ["01 01", "10 10", "00 00", "11 11"]) assert.ok(found.includes(profile), found.join("; "));
  assert.ok(!found.includes("00 11"));
});

test("simulated payments and gains agree with the audit", () => {
  const payment = simulatePayment(survey, 20_000, stream(1, "payment"));
  assert.ok(agrees(payment, auditMechanism(survey).expectedPayment));
  const market: Mechanism = {
    players: 2,
    prior: [0.2, 0.3, 0.5],
    law: (reports) => [1 / (1 + reports[0] + reports[1]), 1 - 1 / (1 + reports[0] + reports[1])],
    value: (type, outcome) => (outcome === 1 ? type : 0),
    payment: (player, reports) => -0.4 * reports[player],
  };
  const { averageLie } = auditMechanism(market);
  const { player, type, report, gain } = averageLie.withoutPrivacy;
  assert.ok(agrees(simulateLie(market, { player, type, report }, 20_000, stream(1, "lie")), gain));
});

test("what is no mechanism is refused by name", () => {
  assert.throws(() => auditMechanism({ ...survey, players: 0 }), { message: /^players must be/ });
  assert.throws(
    () => auditMechanism({ ...survey, prior: [0.5], reports: 5, optOut: 4, law: () => [0.4, 0.5] }),
    RangeError,
  );
  assert.throws(() => auditMechanism({ ...survey, law: ([a]) => (a === 0 ? [1] : [0.5, 0.5]) }), {
    name: "RangeError",
    message: /^the length of law\(\[1,0\]\) must be/,
  });
  const nothing = (() => undefined) as unknown as Mechanism["law"];
  assert.throws(() => auditMechanism({ ...survey, law: nothing }), { name: "TypeError", message: /^law\(\[0,0\]\)/ });
  assert.throws(() => auditMechanism({ ...survey, value: () => NaN }), { message: /^value\(0, 0, 0\)/ });
  assert.throws(() => auditMechanism({ ...survey, optOut: 2 }), { message: /^optOut must be/ });
  assert.throws(() => auditMechanism({ ...survey, payment: () => NaN }), { message: /^payment\(0/ });
  assert.throws(() => auditMechanism({ ...survey, players: 20 }), { message: /profiles/ });
  assert.throws(() => pureStrategyEquilibria(survey), { message: /profiles of strategies/ });
});

test("a law that reveals a type at infinite cost cannot be bought", async () => {
  const telling: Mechanism = {
    players: 1,
    prior: [0.5, 0.5],
    law: ([r]) => (r === 1 ? [0, 1] : [1, 0]),
    privacyCost: (y) => y,
  };
  await assert.rejects(cheapestPayments(telling, "Bayesian"), { name: "RangeError", message: /privacyCost/ });
});

test("when the loss depends on the report, two costs cannot both be bought with one price list: the program says so", async () => {
  // The noisy number of ones: an outcome reveals more about some reports than about others.
  const law = (reports: readonly number[]): number[] =>
    reports.reduce(
      (counts, r) => {
        const p = truthProbability(r === 4 ? 0 : r >= 2 ? 0.4 : -0.4);
        return [...counts, 0].map((x, k) => x * (1 - p) + (k > 0 ? counts[k - 1] * p : 0));
      },
      [1],
    );
  await assert.rejects(cheapestPayments({ ...survey, law }, "dominant strategies"), { message: /infeasible/ });
});

/** An auction of one thing to two bidders who value it at 0, 1, 2 or 3; outcome: who gets it, ties by lot. */
const sale = (price: (mine: number, other: number) => number): Mechanism => ({
  players: 2,
  prior: [0.25, 0.25, 0.25, 0.25],
  law: ([a, b]) => (a === b ? [0.5, 0.5] : a > b ? [1, 0] : [0, 1]),
  value: (type, winner, player) => (winner === player ? type : 0),
  payment: (player, bids) => {
    const [mine, other] = [bids[player], bids[1 - player]];
    return mine < other ? 0 : -price(mine, other) * (mine === other ? 0.5 : 1);
  },
});

test("a second price makes truth best whatever the others bid; a first price does not, by the gain of hand sums", () => {
  const second = auditMechanism(sale((_, other) => other));
  assert.ok(second.lie.withoutPrivacy.gain <= 0 && second.participation.worst.surplus >= 0);
  // At a first price nobody gains by truth; 3 against 0 wins 2 more by bidding 1.
  const first = auditMechanism(sale((mine) => mine));
  assert.equal(first.lie.withoutPrivacy.gain, 2);
  assert.equal(first.lie.withoutPrivacy.type, 3);
  // On average: 3 bidding 1 wins with probability 1/4 + 1/8 and keeps 2; bidding 2 wins with 5/8 and keeps 1.
  assert.ok(Math.abs(first.averageLie.withoutPrivacy.gain - 0.75) < 1e-12);
  for (const player of [0, 1]) {
    const played = simulateLie(
      sale((mine) => mine),
      { player, type: 3, report: 1 },
      4000,
      stream(3, "first price"),
    );
    assert.ok(agrees(played, 0.75), `player ${player}: ${JSON.stringify(played)}`);
  }
  assert.ok(Math.abs(second.expectedPayment + 14 / 16) < 1e-12, "the mean of the lower of two bids");
});

test("what is no mechanism is named, and a law is asked for once a profile", () => {
  assert.throws(() => auditMechanism(undefined as never), { name: "TypeError", message: /mechanism/ });
  assert.throws(() => pureStrategyEquilibria(null as never), { name: "TypeError", message: /mechanism/ });
  let asked = 0;
  auditMechanism({ players: 3, prior: [0.2, 0.3, 0.5], law: () => (asked++, [1]) });
  assert.equal(asked, 27);
});
