/** Clearing prices, target groups, uncrossing. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { clearingPrices, clearingStates, mechanismPrice, sizesAt } from "../../lib/pricing-samples/clearing";
import { countLaw } from "../../lib/pricing-samples/count-law";
import { targetValues } from "../../lib/pricing-samples/target-groups";
import { sizeLaw, uncross } from "../../lib/pricing-samples/uncrossing";

const clones = { sellers: 1000, cMax: 10, a: 0.002, share: 0.5 };
const groups = { bases: [100, 200], buyers: [50, 150] };
const near = (a: number, b: number, tolerance = 1e-9): void => assert.ok(Math.abs(a - b) <= tolerance, `${a} ≠ ${b}`);

test("elasticity 1 clears once, elasticity 2 never", () => {
  const [one, ...more] = clearingPrices({ ...groups, eta: 1 }, clones, 0.5);
  near(one.price, 6.6311765625919, 1e-12);
  assert.deepEqual(one.sizes, [150, 301]);
  assert.equal(more.length, 0);
  assert.deepEqual(clearingPrices({ ...groups, eta: 2 }, clones, 2), []);
});

test("every price found is the price that its demand leads to, and a fine search finds no other", () => {
  for (const eta of [0.3, 0.7, 1, 1.5]) {
    const found = clearingPrices({ ...groups, eta }, clones, 2);
    const priceAt = (p: number) =>
      mechanismPrice(
        sizesAt({ ...groups, eta }, clones, p).map((size, g) => [size, groups.buyers[g]] as const),
        clones,
      );
    for (const { price } of found) near(priceAt(price), price);
    let crossings = 0;
    for (let i = 1; i <= 8000; i++) {
      const p = 2 + i / 1000;
      // Within an interval of constant demand, F lies between two grid points.
      if (priceAt(p) === priceAt(p - 0.001) && p >= priceAt(p) && p - 0.001 < priceAt(p)) crossings++;
    }
    assert.ok(crossings <= found.length, `η = ${eta}: ${crossings} crossings, ${found.length} found`);
  }
});

test("reservation prices: four clearing states", () => {
  const states = clearingStates(
    [
      [9.95, 20],
      [8, 60],
      [6.5, 120],
    ],
    200,
    clones,
  );
  assert.deepEqual(
    states.map(({ buyers, price }) => [buyers, price.toFixed(6)]),
    [
      [0, "10.000000"],
      [20, "9.263144"],
      [80, "7.717218"],
      [200, "6.366094"],
    ],
  );
});

test("target groups: overlapping ones have no design that is best for each, equal and disjoint ones do", async () => {
  const g = (k: number) => 1 - Math.exp(-k);
  const overlapping = await targetValues(
    {
      targets: [
        [0, 1],
        [1, 2],
        [2, 0],
      ],
      sizes: [1, 1, 1],
      sellers: 3,
    },
    g,
  );
  near(overlapping.sumOfIndividualMins, 1.296997075145081);
  near(overlapping.jointMin, 1.4967852755919449, 1e-7);
  const equal = await targetValues(
    {
      targets: [
        [0, 1, 2],
        [0, 1, 2],
      ],
      sizes: [1, 2],
      sellers: 3,
    },
    g,
  );
  near(equal.globalOrdering, equal.sumOfIndividualMins);
  near(equal.jointMin, equal.sumOfIndividualMins, 1e-7);
});

test("two groups with a common seller: a better design exists than one order of all", async () => {
  const v = await targetValues(
    {
      targets: [
        [0, 1],
        [1, 2],
      ],
      sizes: [1, 1],
      sellers: 3,
    },
    (k) => 1 - Math.exp(-k),
  );
  near(v.jointMin, v.sumOfIndividualMins, 1e-7);
  assert.ok(v.globalOrdering > v.jointMin + 0.01);
});

test("uncrossing independent samples ends at the ordering law, and never raises a concave mean", () => {
  const z = [0.75, 0.5, 0.25];
  const start = new Map(
    Array.from(
      { length: 8 },
      (_, set) => [set, z.reduce((p, chance, b) => p * (set & (1 << b) ? chance : 1 - chance), 1)] as const,
    ),
  );
  const { law, changes } = uncross(start, 3, Math.sqrt);
  assert.ok(changes.length > 0 && changes.every((change) => change <= 1e-15));
  const ordering = countLaw({
    demand: [
      [3, 1],
      [2, 1],
      [1, 1],
    ],
    sellers: 4,
    design: { type: "ordering" },
  });
  sizeLaw(law, 3).forEach((p, k) => near(p, ordering[k]));
});

for (const [name, call, message] of [
  ["a price of nothing", () => clearingPrices({ ...groups, eta: 1 }, clones, 0), /lo must be/],
  ["no elasticity", () => clearingPrices({ ...groups, eta: 0 }, clones, 1), /eta/],
  [
    "groups without buyers",
    () => clearingPrices({ bases: [1, 2], buyers: [1], eta: 1 }, clones, 1),
    /length of buyers/,
  ],
  ["a share of 2", () => clearingStates([[1, 1]], 1, { ...clones, share: 2 }), /share/],
  ["half a buyer", () => clearingStates([[1, 0.5]], 1, clones), /reservations\[0\]\[1\]/],
  ["a sample above the population", () => clearingStates([[1, 1]], 1001, clones), /size/],
] as [string, () => unknown, RegExp][]) {
  test(`${name} is refused by name`, () =>
    assert.throws(
      call,
      (error: Error) => (error instanceof RangeError || error instanceof TypeError) && message.test(error.message),
    ));
}

test("targets that are none are refused by name", async () => {
  const g = (k: number) => k;
  await assert.rejects(targetValues({ targets: [[0, 5]], sizes: [1], sellers: 3 }, g), /targets\[0\]\[1\]/);
  await assert.rejects(targetValues({ targets: [[0, 0]], sizes: [1], sellers: 3 }, g), /targets\[0\]/);
  await assert.rejects(targetValues({ targets: [[0, 1]], sizes: [3], sellers: 3 }, g), /sizes\[0\]/);
  await assert.rejects(targetValues({ targets: [[0, 1]], sizes: [1], sellers: 30 }, g), /sellers/);
});
