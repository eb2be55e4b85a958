import assert from "node:assert/strict";
import { test } from "node:test";
import {
  checkArray,
  checkFunction,
  checkInteger,
  checkLaw,
  checkNumber,
  checkNumbers,
  checkObject,
  checkOneOf,
} from "../../lib/arguments";

test("a number outside its interval is a RangeError that names parameter, interval and value", () => {
  assert.throws(() => checkNumber("theta", 0.5, { above: 0.5, below: 1 }), {
    name: "RangeError",
    message: "theta must be a number in (0.5, 1); got 0.5",
  });
  assert.throws(() => checkNumber("tau", 1, { min: 0, below: 1 }), {
    message: "tau must be a number in [0, 1); got 1",
  });
});

test("what is no number is a TypeError", () => {
  for (const value of ["1", null, undefined, 1n, {}, [1], true]) {
    assert.throws(() => checkNumber("eps", value), { name: "TypeError" });
    assert.throws(() => checkInteger("N", value), { name: "TypeError" });
  }
});

test("NaN is refused everywhere, infinity where the interval does not name it", () => {
  assert.throws(() => checkNumber("x", NaN, { min: -Infinity, max: Infinity }), RangeError);
  assert.throws(() => checkNumber("x", Infinity, { min: 0 }), RangeError);
  assert.doesNotThrow(() => checkNumber("x", Infinity, { min: 0, max: Infinity }));
  assert.doesNotThrow(() => checkNumber("x", -Infinity, { min: -Infinity }));
});

test("whole numbers: halves, unsafe sizes and infinity are refused", () => {
  for (const value of [1.5, 2 ** 53, Infinity, NaN, 1])
    assert.throws(() => checkInteger("N", value, { min: 2 }), RangeError);
  assert.doesNotThrow(() => checkInteger("N", 2, { min: 2 }));
});

test("arrays, laws, objects, functions and choices", () => {
  assert.throws(() => checkArray("xs", "abc"), TypeError);
  assert.throws(() => checkArray("xs", [], { min: 1 }), { message: /the length of xs/ });
  assert.doesNotThrow(() => checkArray("xs", new Float64Array(2), { max: 2 }));
  assert.throws(() => checkNumbers("xs", [1, "2"]), { message: /xs\[1\]/ });
  assert.throws(() => checkLaw("law", [0.5, 0.4]), { message: /the sum of law/ });
  assert.throws(() => checkLaw("law", [1.5, -0.5]), RangeError);
  assert.throws(() => checkObject("cost", null), TypeError);
  assert.throws(() => checkFunction("f", 3), TypeError);
  assert.throws(() => checkOneOf("sense", "least", ["min", "max"]), { message: /one of "min", "max"; got "least"/ });
});
