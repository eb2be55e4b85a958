import assert from "node:assert/strict";
import { test } from "node:test";
import { bestResponsePath, symmetricEquilibria } from "../../lib/value-of-privacy";
import { near, OFFER } from "./market";

test("the designed level is an equilibrium, and so are others", () => {
  const cases = [
    { p1: 0.5, eps: 1, expected: [-1.3326610052, -1, 1, 1.3326610052] },
    { p1: 0.5, eps: 0.3, expected: [-2.725086, -0.3, 0.3, 2.725086] },
    { p1: 0.7, eps: 1, expected: [1, 1.480945] },
  ];
  for (const { p1, eps, expected } of cases) {
    const found = symmetricEquilibria({ ...OFFER, p1, eps, N: 10 });
    assert.equal(found.length, expected.length);
    found.forEach((eta, i) => assert.ok(near(eta, expected[i], 1e-6), `${eta}`));
  }
});

test("a million people: only the designed level and its mirror image survive near ε", () => {
  const found = symmetricEquilibria({ ...OFFER, p1: 0.5, N: 1_000_000 });
  assert.ok(found.some((eta) => near(eta, 1, 1e-9)));
});

test("repeated best responses stay at ε only when it is stable", () => {
  const end = (N: number, start: number): number =>
    bestResponsePath({ ...OFFER, p1: 0.5, N }, start, 500).at(-1) ?? NaN;
  assert.ok(near(end(40, 0.98), 1, 1e-6));
  assert.ok(near(end(10, 1.02), 1.3326610052, 1e-5));
  assert.equal(end(10, 0.9), 0);
});
