import assert from "node:assert/strict";
import { test } from "node:test";
import { auditTruthfulness } from "../../lib/games/truthfulness";

/** Values 0, 1, 2 for one good; ties to the lower index. */
const auction = (price: (bids: readonly number[], winner: number) => number) =>
  auditTruthfulness({
    types: [3, 3],
    utility: (player, type, bids) => {
      const winner = bids[0] >= bids[1] ? 0 : 1;
      return winner === player ? type - price(bids, winner) : 0;
    },
  });

test("a second-price auction is truthful, a first-price auction is not, and the lie is shown", () => {
  assert.ok(auction((bids, winner) => bids[1 - winner]).gain <= 0);
  const { gain, player, type, misreport, profile } = auction((bids, winner) => bids[winner]);
  assert.equal(gain, 2);
  assert.deepEqual([player, type, misreport, profile], [0, 2, 0, [2, 0]]);
});

test("abstaining counts as a misreport, and only from a type", () => {
  const tax = auditTruthfulness({
    types: [1, 1],
    reports: [2, 2],
    utility: (player, _, profile) => (profile[player] === 1 ? 0 : -0.5),
  });
  assert.deepEqual([tax.gain, tax.misreport], [0.5, 1]);
});

test("utilities may be −∞ but not NaN", () => {
  assert.equal(auditTruthfulness({ types: [2], utility: () => -Infinity }).gain, 0);
  assert.throws(() => auditTruthfulness({ types: [2], utility: () => NaN }), { message: /^utility must be/ });
  assert.throws(() => auditTruthfulness({ types: [3], reports: [2], utility: () => 0 }), { message: /types\[0\]/ });
});
