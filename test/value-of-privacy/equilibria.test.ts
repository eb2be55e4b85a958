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

test("a million people: the designed level, its mirror image, and a level so small that the majority just begins to tell", () => {
  const found = symmetricEquilibria({ ...OFFER, p1: 0.5, N: 1_000_000 });
  const expected = [-1, -0.0041462253507, 0.0041462253507, 1];
  assert.equal(found.length, 4);
  found.forEach((eta, i) => assert.ok(near(eta, expected[i], 1e-9), `${eta}`));
});

test("the designed level is found, and is a best response to itself, from θ next to ½ to θ next to 1", () => {
  for (const theta of [0.5 + 1e-9, 0.5 + 1e-5, 0.7, 0.999999]) {
    for (const p1 of [0.01, 0.5, 0.7]) {
      for (const eps of [1e-3, 0.3, 3]) {
        for (const N of [2, 3, 10, 11]) {
          const design = { ...OFFER, theta, p1, eps, N };
          assert.ok(
            symmetricEquilibria(design).some((eta) => near(eta, eps, 1e-6)),
            `${theta} ${p1} ${eps} ${N}`,
          );
          assert.ok(near(bestResponsePath(design, eps, 1)[1], eps, 1e-6));
        }
      }
    }
  }
});

test("repeated best responses stay at ε only when it is stable", () => {
  const end = (N: number, start: number): number =>
    bestResponsePath({ ...OFFER, p1: 0.5, N }, start, 500).at(-1) ?? NaN;
  assert.ok(near(end(40, 0.98), 1, 1e-6));
  assert.ok(near(end(10, 1.02), 1.3326610052, 1e-5));
  assert.equal(end(10, 0.9), 0);
});
