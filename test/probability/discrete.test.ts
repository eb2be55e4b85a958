import assert from "node:assert/strict";
import { test } from "node:test";
import { sampler } from "../../lib/probability/discrete";
import { estimateProportion, agrees } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";

test("outcomes come as often as the law says; impossible ones never", () => {
  const law = [0.1, 0, 0.55, 0.05, 0.3];
  const draw = sampler(law);
  const source = stream(1, "alias");
  const counts = new Array<number>(5).fill(0);
  for (let i = 0; i < 200_000; i++) counts[draw(source)]++;
  law.forEach((p, i) =>
    assert.ok(p === 0 ? counts[i] === 0 : agrees(estimateProportion(200_000, counts[i]), p), `${i}`),
  );
});

test("a sure outcome, and laws that are none", () => {
  assert.equal(sampler([0, 1])(stream(1)), 1);
  assert.throws(() => sampler([0.5, 0.6]), RangeError);
  assert.throws(() => sampler([]), RangeError);
});
