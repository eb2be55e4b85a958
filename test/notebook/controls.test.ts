import assert from "node:assert/strict";
import { test } from "node:test";
import { choice, logarithmic, number, play, range, slider, text, toggle, whole } from "../../lib/notebook";

/** The values of a slider's widget on the way from its left end to its right. */
const stops = (of: { valueOf: (state: { value: unknown }) => unknown }, ...values: unknown[]): unknown[] =>
  values.map((value) => of.valueOf({ value }));

test("a slider starts in the middle, has about a hundred stops, and its values are free of binary dust", () => {
  const theta = slider(0.5, 1);
  assert.equal(theta.start, 0.75);
  assert.equal(theta.state.step, 0.005);
  assert.deepEqual(stops(theta, 0.5, 0.5 + 3 * 0.005, 0.7000000000000001, 1), [0.5, 0.515, 0.7, 1]);
  assert.equal(slider(0, 1).state.step, 0.01);
  assert.equal(slider(0, 3).state.step, 0.02);
  assert.equal(slider(0, 7000).state.step, 50);
  assert.equal(slider(-1, 1e-3, { step: 0.1 }).valueOf({ value: -0.30000000000000004 }), -0.3);
  // The last stop is the end, whole steps away or not; a start between stops is kept.
  assert.deepEqual(stops(slider(0, 1, { step: 0.3, start: 0.5 }), 0.5, 0.6, 1.2), [0.5, 0.6, 1]);
  assert.equal(slider(0.125, 1, { step: 0.1 }).valueOf({ value: 0.325 }), 0.325);
});

test("whole numbers stay whole", () => {
  assert.equal(whole(2, 199).start, 101);
  assert.deepEqual(stops(whole(0, 10, { step: 5 }), 0, 5, 10), [0, 5, 10]);
  assert.throws(() => whole(0.5, 3), /min must be a whole number/);
  assert.throws(() => whole(0, 3, { start: 1.5 }), /start must be a whole number/);
});

test("a logarithmic slider starts in the geometric middle and gives three digits", () => {
  const cost = logarithmic(0.01, 100);
  assert.equal(cost.start, 1);
  assert.deepEqual([cost.state.min, cost.state.max], [-2, 2]);
  assert.deepEqual(stops(cost, 1.1220184543, 0.0100000001), [1.12, 0.01]);
  assert.throws(() => logarithmic(0, 1), /min must be a number in \(0, ∞\); got 0/);
});

test("a range gives both ends", () => {
  const span = range(0, 10, { start: [2, 3] });
  assert.deepEqual(span.start, [2, 3]);
  assert.deepEqual(span.valueOf({ value: [0.1 + 0.2, 10] }), [0.3, 10]);
  assert.throws(() => range(0, 10, { start: [3, 2] }), /start\[1\] must be a number in \[3, 10\]; got 2/);
});

test("a choice gives the value of a name, of its own type", () => {
  const linear = (x: number): number => x;
  const quadratic = (x: number): number => x * x;
  const cost = choice({ linear, quadratic }, { start: "quadratic" });
  assert.equal(cost.start(3), 9);
  assert.equal(cost.valueOf({ index: 0 }), linear);
  assert.equal(cost.inWords(quadratic), "quadratic");
  const rule: "one" | "two" = choice(["one", "two"]).start;
  assert.equal(rule, "one");
  assert.throws(() => choice([]), /options must be at least one option/);
  assert.throws(() => choice(["one"], { start: "two" as "one" }), /start must be one of one; got "two"/);
});

test("switch, fields and a play button", () => {
  assert.equal(toggle().start, false);
  assert.equal(number({ min: 3 }).start, 3);
  assert.equal(text({ start: "word" }).start, "word");
  assert.equal(play(0, 20).start, 0);
  assert.throws(() => number({ start: 3, max: 2 }), /start must be/);
  assert.throws(() => toggle({ start: 1 as never }), TypeError);
  assert.throws(() => text({ start: 1 as never }), TypeError);
  assert.throws(() => play(0, 20, { interval: 0 }), /interval must be/);
});

test("a slider without length, or with a step that is none, is refused", () => {
  assert.throws(() => slider(1, 1), /max must be a number in \(1, ∞\); got 1/);
  assert.throws(() => slider(0, Infinity), RangeError);
  assert.throws(() => slider(0, 1, { step: 0 }), /step must be a number in \(0, 1\]; got 0/);
  assert.throws(() => slider(0, 1, { start: 2 }), /start must be a number in \[0, 1\]; got 2/);
  assert.throws(() => slider("0" as never, 1), TypeError);
});
