import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  bestResponse,
  chernoffInformation,
  geniePayments,
  interimUtility,
  privacyLevelOf,
  symmetricResponse,
  type InterimPayments,
} from "../../lib/value-of-privacy";
import { bestOnGrid, costsOn, strategyGrid } from "../../lib/value-of-privacy/strategy-grid";
import { coefficients } from "../../lib/value-of-privacy/best-response";
import { MARKET, near, OFFER } from "./market";

test("the privacy level: symmetric response, opting out, revealing reports", () => {
  assert.ok(near(privacyLevelOf(symmetricResponse(-2.5)), 2.5));
  assert.ok(near(privacyLevelOf({ p1: 0.3, p0: 0.3, q1: 0.3, q0: 0.5 }), Math.log(2)));
  assert.equal(privacyLevelOf({ p1: 0.4, p0: 0.4, q1: 0.6, q0: 0.5 }), Infinity);
  assert.equal(privacyLevelOf({ p1: 0.1, p0: 0.1, q1: 0.9, q0: 0.9 }), 0);
  assert.equal(privacyLevelOf(symmetricResponse(Infinity)), Infinity);
});

test("strategies outside the simplex are refused by name", () => {
  assert.throws(() => privacyLevelOf({ p1: 0.7, p0: 0, q1: 0.5, q0: 0 }), { message: /p1 \+ strategy\.q1/ });
  assert.throws(() => privacyLevelOf({ p1: -0.1, p0: 0, q1: 0, q0: 0 }), { message: /^strategy\.p1/ });
  assert.throws(() => privacyLevelOf({ p1: 0.1 } as never), TypeError);
});

test("telling the bit costs −∞", () => {
  assert.equal(interimUtility({ ...OFFER, N: 5 }, { p1: 1, p0: 0, q1: 0, q0: 1 }), -Infinity);
});

test("the exact best response is never beaten on a fine grid of levels, whatever the payments", () => {
  const grid = strategyGrid(20);
  const pay = fc.double({ min: 0, max: 60, noNaN: true });
  fc.assert(
    fc.property(pay, pay, pay, pay, fc.double({ min: 0.51, max: 0.99, noNaN: true }), (r11, r10, r01, r00, theta) => {
      const R: InterimPayments = { r11, r10, r01, r00 };
      const best = bestResponse({ ...MARKET, theta, R });
      const payoffs = coefficients(theta, MARKET.p1, R);
      assert.ok(bestOnGrid(payoffs, costsOn(grid, MARKET.cost), grid).utility <= best.utility + 1e-9);
      for (let xi = -6; xi <= 6; xi += 0.25) {
        const { p1, p0, q1, q0 } = symmetricResponse(xi);
        const u = payoffs.K1 * p1 + payoffs.K0 * p0 + payoffs.L1 * q1 + payoffs.L0 * q0 - Math.abs(xi);
        assert.ok(u <= best.utility + 1e-9);
      }
    }),
    { seed: 7, numRuns: 60 },
  );
});

test("the grid of step 1/20 has 30 327 strategies of finite level", () => {
  assert.equal(strategyGrid(20).level.length, 30_327);
});

test("nothing paid: opting out or any constant report, at utility 0", () => {
  const { level, utility } = bestResponse({ ...MARKET, R: { r11: 0, r10: 0, r01: 0, r00: 0 } });
  assert.deepEqual([level, utility], [0, 0]);
  assert.throws(() => bestResponse({ ...MARKET, R: { r11: -1, r10: 0, r01: 0, r00: 0 } }), {
    message: /^R\.r11 must be/,
  });
});

test("the genie's payments make any ε best, also tiny and large ones", () => {
  for (const eps of [1e-4, 0.01, 1, 10, 30]) {
    const { level } = bestResponse({ ...MARKET, R: geniePayments({ ...MARKET, eps }) });
    assert.ok(level === 0 || near(level, eps, 1e-5), `${eps}: ${level}`);
  }
});

test("D is even, 0 at 0, and −½ ln 4θ(1 − θ) at ∞", () => {
  assert.equal(chernoffInformation({ theta: 0.8, eps: 0 }), 0);
  assert.equal(chernoffInformation({ theta: 0.8, eps: -2 }), chernoffInformation({ theta: 0.8, eps: 2 }));
  assert.ok(near(chernoffInformation({ theta: 0.8, eps: Infinity }), -0.5 * Math.log(0.64)));
  assert.ok(near(chernoffInformation({ theta: 0.5 + 1e-8, eps: 1e-5 }), 0.5 * (2e-8 * Math.tanh(5e-6)) ** 2, 1e-7));
});
