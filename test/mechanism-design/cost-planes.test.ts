import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { costBounds } from "../../lib/mechanism-design/cost-planes";

const COSTS: readonly ((y: number) => number)[] = [
  (y) => 3 * y,
  (y) => y ** 2,
  (y) => Math.sqrt(y),
  (y) => 1 + y,
  (y) => (y >= 0.3 ? 2 : 0.5),
  (y) => Math.expm1(y),
  (y) => 1 - Math.exp(-y),
  () => 0,
];

test("the planes lie under the cost, whatever the law", () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.constantFrom(...COSTS),
      fc.double({ min: 1e-3, max: 5, noNaN: true }),
      unit,
      unit,
      (cost, e, a, b) => {
        const { planes } = costBounds(cost, e);
        const y = a * e; // the log ratio of most to least
        const [most, least] = [Math.exp(b * y), Math.exp((b - 1) * y)];
        const worth = Math.max(...planes.map((plane) => plane.own + plane.most * most + plane.least * least));
        assert.ok(worth <= cost(y) + 1e-9 * (1 + cost(e)), `${String(cost)} at ${e}, ${y}: ${worth} > ${cost(y)}`);
      },
    ),
    { seed: 1, numRuns: 150 },
  );
});

test("where one report is the most likely and another the least, at the full level, they touch it", () => {
  for (const cost of COSTS) {
    const { planes, top } = costBounds(cost, 0.5);
    for (const [most, least] of [
      [1, Math.exp(-0.5)],
      [Math.exp(0.5), 1],
    ]) {
      const worth = Math.max(...planes.map((plane) => plane.own + plane.most * most + plane.least * least));
      assert.ok(Math.abs(worth - top) <= 1e-3 * top, `${String(cost)}: ${worth}, ${top}`);
    }
  }
});

test("no level, no end to it", () => {
  assert.deepEqual(costBounds((y) => 2 + y, 0).planes, [{ own: 2, most: 0, least: 0 }]);
  const { planes, top } = costBounds((y) => 1 - Math.exp(-y), Infinity);
  assert.equal(top, 1);
  // Told outright: the least is 0.
  assert.ok(Math.max(...planes.map(({ own, most }) => own + most)) > 1 - 1e-3);
});

test("a cost that decreases, is below 0 or has no end at the level is refused by name", () => {
  assert.throws(() => costBounds((y) => 1 - y / 10, 1), { name: "RangeError", message: /^privacyCost at .* no less/ });
  assert.throws(() => costBounds((y) => y - 1, 1), { name: "RangeError", message: /^privacyCost at 0 nats/ });
  assert.throws(() => costBounds((y) => y, Infinity), { name: "RangeError", message: /finite/ });
});
