import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  laplaceSharingGame,
  laplaceTwoLevelGame,
  laplaceValues,
  laplaceValuesOfMany,
  platformOptima,
  platformOptimum,
  sharingGame,
  twoUserMaps,
  twoUserOptimum,
  twoUserUtility,
} from "../../lib/fair-value";

const close = (a: number, b: number, tolerance: number): void =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} and ${b}`);

test("fair values of many vectors of levels are those of each", () => {
  const level = fc.double({ min: -4, max: 4, noNaN: true }).map((x) => 10 ** x);
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 7 })
        .chain((N) => fc.array(fc.array(level, { minLength: N, maxLength: N }), { minLength: 1, maxLength: 4 })),
      (rows) => {
        const N = rows[0].length;
        const { payments, platform, users } = laplaceValuesOfMany(N, Float64Array.from(rows.flat()));
        rows.forEach((row, r) => {
          const one = laplaceValues(row);
          close(platform[r], one.shares.platform, 1e-13);
          row.forEach((_, i) => {
            close(payments[N * r + i], one.payments[i], 1e-13);
            close(users[N * r + i], one.shares.users[i], 1e-13);
          });
        });
      },
    ),
    { seed: 31, numRuns: 150, endOnFailure: true },
  );
});

test("the platform's optima at many costs are those at each, in any order, for any game", () => {
  const costs = [...Array.from({ length: 90 }, (_, k) => k / 100), 0.3, 0.11, 0.5];
  const games = [
    ...[2, 3, 10, 40].map((N) => laplaceSharingGame(N, Infinity)),
    laplaceSharingGame(3, 5),
    laplaceSharingGame(3, 1),
    laplaceTwoLevelGame(2, 0.3, 20),
    sharingGame([0, 0.5, 1]),
    sharingGame([0, 1, 1, 1]),
    sharingGame([0, 0.7]),
  ];
  for (const game of games) {
    const { shares, alphas, probabilities, utilities } = platformOptima(game, costs);
    costs.forEach((cost, i) => {
      const best = platformOptimum(game, cost);
      close(shares[i], best.share, 1e-10);
      if (best.share < 1e-9) return; // ties
      close(utilities[i], best.utility, 1e-8);
      close(alphas[i], best.alpha, 1e-8);
      close(probabilities[i], best.p, 1e-8);
    });
  }
});

test("maps over costs are the optima point by point, on and off the boundaries, in any order", () => {
  const grids = [
    Array.from({ length: 61 }, (_, k) => k / 60),
    Array.from({ length: 37 }, (_, k) => (k + 0.5) / 37),
    [0.9, 0.1, 0.25, 1 / 3, 0.3, 2 / 3, 0.7],
  ];
  for (const level of [1, 2 * Math.sqrt(3), 3.6, 5, Infinity]) {
    const utility = twoUserUtility(level);
    for (const rows of grids) {
      for (const columns of grids) {
        const { share, payment2, points, meanShare, meanPayment2 } = twoUserMaps(utility, rows, columns);
        const counted = { both: 0, one: 0, mixed: 0, none: 0 };
        let [shares, payments] = [0, 0];
        rows.forEach((c1, i) => {
          columns.forEach((c2, j) => {
            const best = twoUserOptimum(utility, c1, c2);
            counted[best.phase]++;
            shares += best.share / share.length;
            payments += best.payment2 / share.length;
            close(share[i * columns.length + j], best.share, 1e-12);
            close(payment2[i * columns.length + j], best.payment2, 1e-12);
          });
        });
        assert.deepEqual(points, counted);
        close(meanShare, shares, 1e-12);
        close(meanPayment2, payments, 1e-12);
      }
    }
  }
});

test("memory given for maps is used", () => {
  const into = { share: new Float64Array(4).fill(9), payment2: new Float64Array(4).fill(9) };
  const maps = twoUserMaps(twoUserUtility(Infinity), [0.5, 0.9], [0.4, 0.8], into);
  assert.equal(maps.share, into.share);
  assert.deepEqual(Array.from(maps.payment2), [0.4, 0, 0.4, 0]);
  assert.throws(
    () => twoUserMaps(twoUserUtility(5), [1], [1, 2], { share: new Float64Array(1), payment2: new Float64Array(2) }),
    /into\.share/,
  );
});

test("wrong arguments are refused, by name", () => {
  assert.throws(() => laplaceValuesOfMany(2, Float64Array.of(1, 2, 3)), /multiple of users/);
  assert.throws(() => laplaceValuesOfMany(2, Float64Array.of(1, 0)), /levels\[1\]/);
  assert.throws(() => laplaceValuesOfMany(21, new Float64Array(21).fill(1)), /users.*at most 20/);
  assert.throws(() => platformOptima(sharingGame([0, 1]), [-1]), /costs\[0\]/);
});
