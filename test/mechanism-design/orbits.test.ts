import assert from "node:assert/strict";
import { test } from "node:test";
import { priceLaw } from "../../lib/mechanism-design/cheapest-payments";
import { tabulate, type Mechanism } from "../../lib/mechanism-design/mechanism";
import { isAnonymous, orbitsOf, orbitsOfLaw } from "../../lib/mechanism-design/orbits";

/** Three people with a bit, at one of two costs; the published chance of "yes" rises with the ones. */
const poll: Mechanism = {
  players: 3,
  prior: [0.4, 0.1, 0.5],
  reports: 4,
  optOut: 3,
  law: (reports) => {
    const yes = 0.3 + 0.1 * reports.filter((r) => r === 2).length;
    return [1 - yes, yes];
  },
  value: (type, outcome) => (type === 2 ? outcome : 0),
  privacyCost: (y, type) => (type === 1 ? 2 : 1) * y ** 2,
};

test("profiles that differ in who is who are one where who is who does not matter", () => {
  const table = tabulate(poll);
  const { laws, sides, players } = orbitsOf(table, true);
  assert.deepEqual([laws.length, sides.length, players], [20, 10, [0]]); // multisets of 3 and of 2 reports out of 4
  assert.deepEqual(orbitsOf(table, false).sides.length, 3 * 16);
  assert.equal(orbitsOfLaw(table).sides.length, 10);
  assert.equal(orbitsOfLaw(tabulate({ ...poll, law: ([a]) => (a === 2 ? [0.4, 0.6] : [0.6, 0.4]) })).sides.length, 48);
  assert.ok(isAnonymous([2, 2], ([a, b]) => [a + b]) && !isAnonymous([2, 2], ([a, b]) => [a - b]));
});

test("an anonymous law costs the same, its players apart or not", async () => {
  const table = tabulate(poll);
  for (const solution of ["dominant strategies", "Bayesian"] as const) {
    const together = await priceLaw(table, orbitsOf(table, true), solution);
    const apart = await priceLaw(table, orbitsOf(table, false), solution);
    assert.ok(together.expectedPayment > 0.01);
    assert.ok(Math.abs(together.expectedPayment - apart.expectedPayment) < 1e-9);
  }
});

test("with a price on what is missed, a law that cannot be bought has one, and what it misses", async () => {
  // The dear ones' report leads to the outcome that reveals more: whoever is paid for that, the others imitate.
  const law: Mechanism["law"] = (reports) => {
    const yes = [0.5, 0.7, 0.2, 0.5][reports[0]];
    return [1 - yes, yes];
  };
  const table = tabulate({ ...poll, law, players: 1 });
  const orbits = orbitsOfLaw(table);
  await assert.rejects(priceLaw(table, orbits, "dominant strategies"), { name: "RangeError", message: /infeasible/ });
  const { violation } = await priceLaw(table, orbits, "dominant strategies", 1000);
  assert.ok(violation > 1e-3, String(violation));
});

test("players whose values differ are not alike, however anonymous the law", () => {
  const vote = { players: 2, prior: [0.5, 0.5], law: ([a, b]: readonly number[]) => [1 - (a + b) / 4, (a + b) / 4] };
  const value = (type: number, outcome: number, player: number): number => (player === 0 ? type * outcome : 0);
  assert.equal(orbitsOfLaw(tabulate(vote)).players.length, 1);
  assert.equal(orbitsOfLaw(tabulate({ ...vote, value })).players.length, 2);
});
