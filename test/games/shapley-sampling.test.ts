import assert from "node:assert/strict";
import { test } from "node:test";
import { worthTable } from "../../lib/games/coalitions";
import { shapleyValue } from "../../lib/games/shapley";
import { shapleyByOrders, shapleyByStrata } from "../../lib/games/shapley-sampling";
import { agrees } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";

const PLAYERS = 7;
const { uniform } = stream(3, "game");
const weights = Array.from({ length: PLAYERS }, () => 1 + 9 * uniform());
const worth = worthTable(
  PLAYERS,
  (set) => Math.sqrt(weights.reduce((sum, w, i) => sum + ((set >> i) & 1) * w, 0)) + 0.3 * ((7 * set) % 5),
);
const exact = shapleyValue(PLAYERS, worth);

test("random orders estimate the Shapley value, with and without their reverses", () => {
  for (const antithetic of [false, true]) {
    const estimates = shapleyByOrders(
      { players: PLAYERS, worth, orders: 4000, antithetic },
      stream(1, `${antithetic}`),
    );
    estimates.forEach((estimate, i) => assert.ok(agrees(estimate, exact[i])));
    const sum = estimates.reduce((total, { estimate }) => total + estimate, 0);
    assert.ok(Math.abs(sum - worth[worth.length - 1]) < 1e-10, "every order divides the whole worth");
  }
});

test("strata estimate it with less error, and without any where they are enumerated", () => {
  const strata = shapleyByStrata(PLAYERS, worth, 10, stream(1, "strata"));
  strata.forEach((estimate, i) => assert.ok(agrees(estimate, exact[i])));
  const whole = shapleyByStrata(PLAYERS, worth, 1000, stream(1, "whole"));
  whole.forEach(({ estimate, standardError, runs }, i) => {
    assert.ok(Math.abs(estimate - exact[i]) < 1e-12);
    assert.equal(standardError, 0);
    assert.equal(runs, 0);
  });
});

test("95 % intervals hold the value in 91 to 98 of 100 cases", () => {
  for (const sample of [
    (name: number) => shapleyByOrders({ players: PLAYERS, worth, orders: 300 }, stream(2, name)),
    (name: number) => shapleyByStrata(PLAYERS, worth, 12, stream(4, name)),
  ]) {
    let held = 0;
    for (let run = 0; run < 200; run++) {
      sample(run).forEach(({ interval }, i) => {
        if (interval[0] <= exact[i] && exact[i] <= interval[1]) held++;
      });
    }
    const share = held / (200 * PLAYERS);
    assert.ok(share > 0.91 && share < 0.98, `${share}`);
  }
});

test("what was not looked at is not taken for 0: unanimity of twenty, and the Security Council", () => {
  const all = worthTable(20, (set) => (set === 2 ** 20 - 1 ? 1 : 0));
  const grown = () => {
    let size = 0;
    return () => (++size === 20 ? 1 : 0);
  };
  for (const game of [all, grown]) {
    shapleyByOrders({ players: 20, worth: game, orders: 10 }, stream(1, "unanimity")).forEach(({ interval }) =>
      assert.ok(interval[0] < 1 / 20 && interval[1] > 1 / 20),
    );
  }
  // Five permanent members with a veto, and at least nine votes.
  const council = worthTable(15, (set) => {
    const votes = [...set.toString(2)].filter((bit) => bit === "1").length;
    return (set & 31) === 31 && votes >= 9 ? 1 : 0;
  });
  const value = shapleyValue(15, council);
  for (const draws of [2, 10, 50]) {
    shapleyByStrata(15, council, draws, stream(3, "council")).forEach(({ interval }, i) => {
      if (i > 4)
        assert.ok(interval[0] < value[i] && value[i] < interval[1], `${draws} draws, member ${i}: ${interval}`);
    });
  }
});

test("hundreds of players can be sampled", () => {
  const start = () => {
    let size = 0;
    return () => Math.sqrt(++size);
  };
  const [first] = shapleyByOrders({ players: 400, worth: start, orders: 200 }, stream(1, "many"));
  assert.ok(agrees(first, 20 / 400));
});

test("wrong arguments are refused, by name", () => {
  assert.throws(() => shapleyByOrders({ players: 0, worth, orders: 10 }, stream(1)), /players/);
  assert.throws(() => shapleyByOrders({ players: PLAYERS, worth, orders: 1 }, stream(1)), /orders/);
  assert.throws(() => shapleyByStrata(1, [0, 1], 10, stream(1)), /players/);
  assert.throws(() => shapleyByStrata(2, [0, 1, 1, 1], 1, stream(1)), /draws/);
});
