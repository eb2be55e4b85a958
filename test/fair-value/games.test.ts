import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  cheapestShare,
  equilibriumObjective,
  expectedUtility,
  fairPayments,
  fairShares,
  laplaceSharingGame,
  laplaceTwoLevelGame,
  phaseAreas,
  platformOptimum,
  relativePayoff,
  robustShare,
  sharingGame,
  simulatePlay,
  symmetricEquilibria,
  thresholds,
  twoUserEquilibria,
  twoUserOptimum,
  twoUserUtility,
  utilityByCount,
  utilityOfPlay,
} from "../../lib/fair-value";
import { twoLevelGame } from "../../lib/fair-value/symmetric-game";
import { twoUserMaps } from "../../lib/fair-value/two-user-maps";
import { integrate } from "../../lib/numerics/quadrature";
import { agrees } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";
import { binomialLaw } from "../../lib/numerics/binomial";

const close = (a: number, b: number, tolerance = 1e-10): void =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} and ${b}`);
const unit = fc.double({ min: 0, max: 1, noNaN: true });
const utilities = fc.array(unit, { minLength: 1, maxLength: 6 }).map((u) => [0, ...u]);
const runs = { seed: 21, numRuns: 200, endOnFailure: true };

test("the sharing game is the two-level game in which the lower level is worth nothing", () => {
  fc.assert(
    fc.property(utilities, unit, (u, p) => {
      const sharing = sharingGame(u);
      const levels = twoLevelGame(u.length - 1, (_, shared) => u[shared]);
      close(relativePayoff(sharing, p), relativePayoff(levels, p));
      close(expectedUtility(sharing, p), expectedUtility(levels, p));
      close(expectedUtility(sharing, p), (u.length - 1) * (1 - p) * relativePayoff(sharing, p));
      close(
        binomialLaw(sharing.users, 1 - p, p).reduce((sum, x, k) => sum + x * u[k], 0),
        expectedUtility(sharing, p),
      );
    }),
    runs,
  );
});

test("every equilibrium found is one, and a scan finds no other", () => {
  fc.assert(
    fc.property(utilities, unit, unit, (u, alpha, cost) => {
      const game = sharingGame(u);
      const found = symmetricEquilibria(game, alpha, cost);
      assert.ok(found.length > 0, "a symmetric game has a symmetric equilibrium");
      for (const p of found) assert.ok(equilibriumObjective(game, alpha, cost, p) < 1e-16);
      const gain = (p: number): number => alpha * relativePayoff(game, p) - cost;
      for (let k = 0; k < 50; k++) {
        const [lo, hi] = [k / 50, (k + 1) / 50];
        if (gain(lo) * gain(hi) < 0) assert.ok(found.some((p) => p >= lo - 1e-9 && p <= hi + 1e-9));
      }
    }),
    runs,
  );
});

test("the platform's optimum beats a scan over all that it can bring about", () => {
  fc.assert(
    fc.property(utilities, unit, (u, cost) => {
      const game = sharingGame(u);
      const best = platformOptimum(game, cost);
      close(best.share, (1 - best.alpha) * best.utility, 1e-12);
      assert.ok(best.alpha >= 0 && best.alpha <= 1);
      for (let k = 0; k <= 100; k++) {
        const gamma = relativePayoff(game, k / 100);
        if (gamma > 0 && gamma >= cost)
          assert.ok((1 - cost / gamma) * expectedUtility(game, k / 100) <= best.share + 1e-12);
      }
    }),
    runs,
  );
  for (const cost of [0.1, 0.3, 0.36, 0.5, 0.549, 0.56]) {
    const game = laplaceTwoLevelGame(2, 0.3, 20);
    const best = platformOptimum(game, cost);
    for (let k = 0; k < 1000; k++) {
      const gamma = relativePayoff(game, k / 1000);
      if (gamma >= cost) assert.ok((1 - cost / gamma) * expectedUtility(game, k / 1000) <= best.share + 1e-12);
    }
  }
});

test("landmarks of Fig. 6 and of two users at any level", () => {
  const game = laplaceSharingGame(2, Infinity);
  for (const [c, alpha, p, total, platform] of [
    [0, 0, 0, 1, 1],
    [0.1, 0.2, 0, 1, 0.8],
    [1 / 3, 2 / 3, 0, 1, 1 / 3],
    [0.4, 0.75, 0.2, 0.853333333333, 0.213333333333],
    [0.6, 0.947368421053, 0.8, 0.253333333333, 0.013333333333],
    [2 / 3, 0, 1, 0, 0],
    [0.8, 0, 1, 0, 0],
  ]) {
    const best = platformOptimum(game, c);
    close(best.alpha, alpha);
    close(best.p, p, 1e-9);
    close(best.utility, total);
    close(best.share, platform);
  }
  for (const level of [4, 6, 30]) {
    const { one: u, both: v } = twoUserUtility(level);
    const two = laplaceSharingGame(2, level);
    const { everybody, gammaMax } = thresholds(two);
    close(everybody, v - u);
    close(gammaMax, u);
    const c = (v - u + u) / 2;
    const best = platformOptimum(two, c);
    close(best.p, (c - (v - u)) / (2 * u - v), 1e-9);
    close(best.share, (u - c) ** 2 / (2 * u - v));
    close(best.alpha, (2 * c) / (u + c));
  }
});

test("increasing returns: no middle regime, several equilibria", () => {
  const { one: u, both: v } = twoUserUtility(2);
  const game = laplaceSharingGame(2, 2);
  close(platformOptimum(game, 0.2).share, v - 0.4);
  assert.equal(platformOptimum(game, v / 2 + 0.01).alpha, 0);
  assert.equal(symmetricEquilibria(game, 1, (u + v / 2) / 2).length, 3);
});

test("γ is flat where returns are constant: every p is an equilibrium, or none inside", () => {
  const flat = sharingGame([0, 0.5, 1]);
  assert.deepEqual(symmetricEquilibria(flat, 0.6, 0.3), [0, 1]);
  assert.deepEqual(symmetricEquilibria(flat, 0.7, 0.3), [0]);
  assert.deepEqual(symmetricEquilibria(flat, 0.5, 0.3), [1]);
  assert.deepEqual(platformOptimum(flat, 0.5), { share: 0, alpha: 0, p: 1, utility: 0 });
});

test("thresholds: marginal products for ε′₁ = 0, c₀ below γ_max for ε′₁ > 0", () => {
  for (const N of [2, 3, 10, 50]) {
    const t = thresholds(laplaceSharingGame(N, Infinity));
    close(t.everybody, 2 / (N * (N + 1)), 1e-9);
    close(t.nobody, (N + 2) / (3 * N), 1e-9);
  }
  const { everybody, nobody, gammaMax } = thresholds(laplaceTwoLevelGame(3, 0.5, Infinity));
  close(everybody, 0.1735, 1e-6);
  close(nobody, 0.32228, 1e-6);
  close(gammaMax, 0.495654, 1e-6);
});

test("simulated play earns what the optimum says, and leaves a sharer without surplus", () => {
  const game = laplaceSharingGame(4, 6);
  const cost = 0.25;
  const { alpha, p, share, utility } = platformOptimum(game, cost);
  assert.ok(p > 0 && p < 1);
  const play = simulatePlay(game.utility, { p, alpha, cost, plays: 20_000 }, stream(1, "play"));
  assert.ok(
    agrees(play.share, share) &&
      agrees(play.utility, utility) &&
      agrees(play.sharing, 0) &&
      agrees(play.payments, alpha * utility),
  );
});

test("equilibria of two users: every point of every box is one, and a scan finds no other", () => {
  const isEquilibrium = (level: number, c1: number, c2: number, alpha: number, q1: number, q2: number): boolean => {
    const { one, both } = twoUserUtility(level);
    const gain = (c: number, other: number): number => alpha * (one + (both / 2 - one) * other) - c;
    const best = (q: number, g: number): boolean => (g > 1e-9 ? q === 1 : g < -1e-9 ? q === 0 : true);
    return best(q1, gain(c1, q2)) && best(q2, gain(c2, q1));
  };
  fc.assert(
    fc.property(fc.constantFrom(1, 3, 5, Infinity), unit, unit, unit, (level, x, y, alpha) => {
      const [c1, c2] = [0.7 * x, 0.7 * y];
      const { one, both } = twoUserUtility(level);
      const gains = [c1, c2].flatMap((c) => [alpha * one - c, (alpha * both) / 2 - c]);
      fc.pre(gains.every((gain) => gain === 0 || Math.abs(gain) > 1e-8)); // ties are ties of rounding
      const boxes = twoUserEquilibria(twoUserUtility(level), c1, c2, alpha);
      assert.ok(boxes.length > 0);
      for (const { q1, q2 } of boxes)
        for (const a of q1) for (const b of q2) assert.ok(isEquilibrium(level, c1, c2, alpha, a, b));
      for (const a of [0, 1]) {
        for (const b of [0, 1]) {
          const inBox = boxes.some(({ q1, q2 }) => a >= q1[0] && a <= q1[1] && b >= q2[0] && b <= q2[1]);
          assert.equal(inBox, isEquilibrium(level, c1, c2, alpha, a, b));
        }
      }
    }),
    { seed: 22, numRuns: 400, endOnFailure: true },
  );
  assert.deepEqual(twoUserEquilibria(twoUserUtility(Infinity), 0, 0, 0), [{ q1: [0, 1], q2: [0, 1] }]);
});

test("the two-user optimum and the sure share are those of a search over α", () => {
  fc.assert(
    fc.property(fc.constantFrom(2, 2 * Math.sqrt(3), 5, Infinity), unit, unit, fc.boolean(), (level, x, y, equal) => {
      const utility = twoUserUtility(level);
      const c1 = 0.01 + 0.7 * x;
      const c2 = equal ? c1 : 0.01 + 0.7 * y;
      const { share, alpha, q1, q2, utility: total, payment1, payment2 } = twoUserOptimum(utility, c1, c2);
      close(share, (1 - alpha) * total);
      close(payment1 + payment2, alpha * total);
      const sure = robustShare(utility, c1, c2);
      assert.ok(sure <= share + 1e-9);
      if (share > 0) {
        assert.ok(
          twoUserEquilibria(utility, c1, c2, alpha).some(
            (box) =>
              q1 >= box.q1[0] - 1e-9 && q1 <= box.q1[1] + 1e-9 && q2 >= box.q2[0] - 1e-9 && q2 <= box.q2[1] + 1e-9,
          ),
          "it aims at an equilibrium",
        );
      }
      let [best, worst] = [0, 0];
      for (let k = 0; k <= 800; k++) {
        const shares = twoUserEquilibria(utility, c1, c2, k / 800).flatMap((box) =>
          box.q1.flatMap((a) => box.q2.map((b) => (1 - k / 800) * utilityOfPlay(utility, a, b))),
        );
        best = Math.max(best, ...shares);
        worst = Math.max(worst, Math.min(...shares));
      }
      assert.ok(best <= share + 1e-9 && best >= share - 0.01, `best ${best} ${share}`);
      assert.ok(worst <= sure + 1e-9 && worst >= sure - 0.01, `worst ${worst} ${sure} at ${level} ${c1} ${c2}`);
    }),
    { seed: 23, numRuns: 120, endOnFailure: true },
  );
});

test("areas of the phases are those of a fine grid, and of an integral", () => {
  for (const level of [1.5, 3, 2 * Math.sqrt(3), 4, 10, Infinity]) {
    const utility = twoUserUtility(level);
    const areas = phaseAreas(utility);
    close(areas.both + areas.mixed + areas.one + areas.none, 1);
    const counts = { both: 0, mixed: 0, one: 0, none: 0 };
    const n = 200;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) counts[twoUserOptimum(utility, (i + 0.5) / n, (j + 0.5) / n).phase]++;
    for (const phase of ["both", "mixed", "one", "none"] as const) close(counts[phase] / (n * n), areas[phase], 5e-3);
  }
  // ε′ = ∞: the sliver's width at l is l(4/3 − 3l)/(1 − 2l) − l.
  close(
    phaseAreas(twoUserUtility(Infinity)).mixed,
    2 * integrate((l) => (l * (4 / 3 - 3 * l)) / (1 - 2 * l) - l, 1 / 4, 1 / 3),
    1e-12,
  );
});

test("maps are the optima point by point", () => {
  const utility = twoUserUtility(Infinity);
  const [rows, columns] = [
    [0.05, 0.31, 0.5, 0.7],
    [0.1, 0.3, 0.5, 0.68, 0.9],
  ];
  const { share, payment2 } = twoUserMaps(utility, rows, columns);
  rows.forEach((c1, i) =>
    columns.forEach((c2, j) => {
      const best = twoUserOptimum(utility, c1, c2);
      close(share[i * columns.length + j], best.share);
      close(payment2[i * columns.length + j], best.payment2);
    }),
  );
});

test("many costs: the best k cheapest users, which a search over pure equilibria confirms", () => {
  const { uniform } = stream(1, "costs");
  for (let round = 0; round < 40; round++) {
    const u = Array.from(utilityByCount(5, 6));
    const costs = Array.from({ length: 5 }, () => 0.6 * uniform());
    let best = 0;
    for (let k = 0; k <= 1000; k++) {
      for (let set = 0; set < 32; set++) {
        const size = [...set.toString(2)].filter((bit) => bit === "1").length;
        const alpha = k / 1000;
        const stable = costs.every((c, i) =>
          (set >> i) & 1 ? (alpha * u[size]) / size >= c - 1e-12 : (alpha * u[size + 1]) / (size + 1) <= c + 1e-12,
        );
        if (stable) best = Math.max(best, (1 - alpha) * u[size]);
      }
    }
    close(cheapestShare(u, costs).share, best, 1.1e-3);
  }
  assert.deepEqual(cheapestShare([0, 1, 1.5], [2, 3]), { share: 0, sharers: 0, alpha: 0 });
});

test("fair payments and shares of a table", () => {
  assert.deepEqual(Array.from(fairPayments(2, [0, 1, 2, 4], 0.5)), [0.75, 1.25]);
  const { platform, users } = fairShares(2, [0, 1, 2, 4]);
  close(platform, 11 / 6);
  close(users[0], 5 / 6);
  assert.deepEqual(fairShares(2, [0, 1, 2, 4], 0), { platform: 0, users: new Float64Array(2) });
});

test("wrong arguments are refused, by name", () => {
  const game = sharingGame([0, 0.5, 0.8]);
  const utility = twoUserUtility(5);
  const refused: [() => unknown, RegExp][] = [
    [() => fairPayments(2, [0, 1, 2, 4], 1.1), /alpha/],
    [() => fairPayments(2, [0, 1, 2, 4], -0.1), /alpha/],
    [() => fairPayments(2, [1, 1, 2, 4]), /worth\[0\]/],
    [() => fairShares(2, [0, 1, 2]), /length of worth/],
    [() => fairShares(2, [0, 1, 2, 4], 2 as 0), /participates/],
    [() => fairPayments(22, []), /players.*at most 20/],
    [() => sharingGame([0.1, 1]), /utility\[0\]/],
    [() => sharingGame([0]), /length of utility/],
    [() => sharingGame([0, NaN]), /utility\[1\]/],
    [() => relativePayoff(game, 1.1), /p must/],
    [() => symmetricEquilibria(game, -0.1, 0), /alpha/],
    [() => symmetricEquilibria(game, 0.1, -1), /cost/],
    [() => platformOptimum(game, -1), /cost/],
    [() => platformOptimum(game, Infinity), /cost/],
    [() => thresholds(sharingGame([0, 0, 0])), /utility/],
    [() => laplaceSharingGame(2, 0), /level/],
    [() => laplaceTwoLevelGame(2, 3, 1), /lower/],
    [() => laplaceTwoLevelGame(2, 1, 1), /lower/],
    [() => twoUserUtility(-1), /level/],
    [() => twoUserEquilibria(utility, -0.1, 0, 0.5), /cost1/],
    [() => twoUserEquilibria(utility, 0, 0, 1.5), /alpha/],
    [() => twoUserOptimum(utility, 0, NaN), /cost2/],
    [() => twoUserOptimum({ one: 1, both: 0.5 }, 0, 0), /both/],
    [() => robustShare(utility, 0, -1), /cost2/],
    [() => twoUserMaps(utility, [], [1]), /costs1/],
    [() => twoUserMaps(utility, [1], [-1]), /costs2\[0\]/],
    [() => phaseAreas({ one: 2, both: 2 }), /one/],
    [() => cheapestShare([0, 1], [1, 2]), /length of utility/],
    [() => cheapestShare([0, 1, 2], [1, -2]), /costs\[1\]/],
    [() => cheapestShare([1, 1], [1]), /utility\[0\]/],
  ];
  for (const [call, message] of refused)
    assert.throws(call, (e) => e instanceof RangeError && message.test(e.message), String(call));
  assert.throws(() => sharingGame(3 as unknown as number[]), TypeError);
  assert.throws(() => platformOptimum(game, "1" as unknown as number), TypeError);
});
