import assert from "node:assert/strict";
import { test } from "node:test";
import { lowerBound, paymentFactors, payments, paymentScale, upperBound } from "../../lib/value-of-privacy";
import { near, OFFER } from "./market";

test("the paper's numbers at θ = 4/5, P₁ = 7/10, e^ε = 3 as exact fractions", () => {
  const offer = { ...OFFER, eps: Math.log(3) };
  assert.ok(near(paymentScale(offer), 8 / 3));
  assert.ok(near(lowerBound(offer), 52 / 9));
  const exact = { 2: 1516 / 81, 3: 1835 / 108, 4: 7710806 / 589275 };
  for (const [N, value] of Object.entries(exact)) assert.ok(near(upperBound({ ...offer, N: Number(N) }), value));
});

test("who agrees with the majority of the others is paid, nobody else", () => {
  const { A11, A00 } = paymentFactors({ ...OFFER, N: 3 });
  const G = paymentScale(OFFER);
  assert.deepEqual(payments(OFFER, [1, 1, 1]), [G * A11, G * A11, G * A11]);
  assert.deepEqual(payments(OFFER, [1, 1, 0]), [0, 0, 0]); // a tie among the peers counts as 0
  assert.deepEqual(payments(OFFER, [0, 0, 1]), [G * A00, G * A00, 0]);
  assert.equal(payments(OFFER, [0, 0, 1])[1], G * A00);
});

test("opting out and lone participants get nothing; the factors are those of who takes part", () => {
  assert.deepEqual(payments(OFFER, [null, null]), [0, 0]);
  assert.deepEqual(payments(OFFER, [null, 1, null]), [0, 0, 0]);
  const two = payments(OFFER, [1, 1]);
  assert.deepEqual(payments(OFFER, [1, null, 1, null]), [two[0], 0, two[1], 0]);
});

test("bad reports are refused by name", () => {
  assert.throws(() => payments(OFFER, [1, 2 as never]), { name: "RangeError", message: /^reports\[1\] must be/ });
  assert.throws(() => payments(OFFER, "101" as never), { name: "TypeError" });
  assert.throws(() => payments(OFFER, []), RangeError);
});
