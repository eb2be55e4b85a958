import assert from "node:assert/strict";
import { test } from "node:test";
import { expMinusFixed } from "../../lib/numerics/fixed-point";

test("agrees with Math.exp to the last bits of a double", () => {
  for (const x of [0, 1e-300, 1e-9, 0.1, 0.5, 1, 2.75, 30]) {
    const value = Number(expMinusFixed(x, 120) >> 40n) / 2 ** 80;
    assert.ok(Math.abs(value / Math.exp(-x) - 1) < 1e-9 || Math.abs(value - Math.exp(-x)) < 2 ** -52, String(x));
  }
});

test("1/e to 60 digits", () => {
  const digits = "367879441171442321595523770161460867445811131031767834507836";
  const value = (expMinusFixed(1, 300) * 10n ** 60n) >> 300n;
  assert.equal(String(value), digits);
});

test("more bits only refine fewer bits", () => {
  for (const x of [0.1, 3, 700]) {
    const fine = expMinusFixed(x, 1500);
    const coarse = expMinusFixed(x, 200);
    const difference = (fine >> 1300n) - coarse;
    assert.ok(difference >= -1n && difference <= 1n, `${x}: ${difference}`);
  }
});

test("e^{−x} e^{−x} = e^{−2x}", () => {
  const [one, two] = [expMinusFixed(0.7, 256), expMinusFixed(1.4, 256)];
  const difference = ((one * one) >> 256n) - two;
  assert.ok(difference >= -3n && difference <= 3n);
});

test("refuses what is no number of its domain", () => {
  assert.throws(() => expMinusFixed(-1, 64), /x must be a number in \[0, 1000000\]/);
  assert.throws(() => expMinusFixed(1, 0), /bits must be a whole number/);
});
