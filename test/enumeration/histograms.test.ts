import assert from "node:assert/strict";
import { test } from "node:test";
import { forEachHistogram } from "../../lib/enumeration/histograms";

test("visits C(n+q−1, q−1) different vectors of sum n", () => {
  const seen = new Set<string>();
  forEachHistogram(4, 5, (h) => {
    assert.equal(
      h.reduce((a, b) => a + b, 0),
      5,
    );
    seen.add(h.join());
  });
  assert.equal(seen.size, 56);
});

test("one value holds all reports; no reports give the zero vector", () => {
  const seen: string[] = [];
  forEachHistogram(1, 7, (h) => seen.push(h.join()));
  forEachHistogram(3, 0, (h) => seen.push(h.join()));
  assert.deepEqual(seen, ["7", "0,0,0"]);
});

test("refuses walks that would not end", () => {
  assert.throws(() => forEachHistogram(20, 100, () => undefined), /q, n must be at most 2000000 histograms/);
  assert.throws(() => forEachHistogram(0, 1, () => undefined), /q must be/);
});
