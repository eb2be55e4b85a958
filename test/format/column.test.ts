import assert from "node:assert/strict";
import { test } from "node:test";
import { numbersAsText } from "../../lib/format/column";

test("a column has one number of decimals, without zeros that all its numbers end with", () => {
  assert.deepEqual(numbersAsText([1.5, 2, 10.25], 6), ["1.50", "2.00", "10.25"]);
  assert.deepEqual(numbersAsText([0.001234, 100], 6), ["0.00123", "100.00000"]);
});

test("whole numbers stay whole", () => {
  assert.deepEqual(numbersAsText([1, 20, 1e6], 6), ["1", "20", "1000000"]);
  assert.deepEqual(numbersAsText([0, 0], 6), ["0", "0"]);
});

test("a large number keeps its whole part, whatever the digits asked", () => {
  assert.deepEqual(numbersAsText([1234567.891], 6), ["1234568"]);
  assert.deepEqual(numbersAsText([1234567.891, 0.5], 3), ["1234567.891", "0.500"]);
  assert.deepEqual(numbersAsText([1e-20, 1234567.9], 3), ["1e-20", "1234568"]);
});

test("numbers far apart keep their own digits", () => {
  assert.deepEqual(numbersAsText([1e-20, 1.25], 3), ["1e-20", "1.25"]);
});

test("∞ and NaN are shown as such, among others and alone", () => {
  assert.deepEqual(numbersAsText([1.5, Infinity, NaN], 6), ["1.5", "∞", "NaN"]);
  assert.deepEqual(numbersAsText([-Infinity], 6), ["-∞"]);
});
