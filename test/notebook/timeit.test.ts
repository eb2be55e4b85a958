import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import { timeit } from "../../lib/notebook";
import { bundleOf } from "../../lib/notebook/values";

test("a call of five milliseconds takes five milliseconds, in one line", () => {
  const timing = timeit(() => {
    const begin = performance.now();
    while (performance.now() - begin < 5);
  });
  assert.ok(timing.median >= 0.005 && timing.low >= 0.005 && timing.low <= timing.median);
  assert.ok(timing.median <= timing.high && timing.calls >= 5);
  assert.match(inspect(timing), /^\d[\d.]* ms a call \(middle half [\d.]+ ms to [\d.]+ ms, \d+ calls\)$/);
  assert.equal(bundleOf(timing), undefined);
});

test("a short call is timed by many of them", () => {
  let calls = 0;
  const timing = timeit(() => calls++);
  assert.ok(timing.median < 1e-5 && timing.calls > 1e4 && calls > timing.calls);
});

test("what is no function, or promises its end only, is refused", () => {
  assert.throws(() => timeit(3 as never), /work must be a function; got 3/);
  assert.throws(() => timeit(async () => {}), /a function that returns no promise/);
});
