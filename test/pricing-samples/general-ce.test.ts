/** General costs: removals, four readings of the mechanism, and its repair. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CostTable } from "../../lib/pricing-samples/cost-tables";
import { histogram, placesOf, type Demand } from "../../lib/pricing-samples/demand";
import {
  bestGeneralReport,
  generalCeMechanism,
  generalOffer,
  type GeneralSeller,
  type Reading,
} from "../../lib/pricing-samples/general-ce";
import { randomConcave, whole } from "../../lib/pricing-samples/random-market";
import { removalInclusion, removalLaw, removalOrder } from "../../lib/pricing-samples/removal-ordering";
import { stream, type Stream } from "../../lib/probability/stream";

const DEMAND: Demand = [
  [1, 1],
  [2, 1],
];
const RIVALS: readonly GeneralSeller[] = [
  { costs: [0, 10, 10.5], utility: { type: "linear" } },
  { costs: [0, 8, 12], utility: { type: "linear" } },
  ...[0, 0, 0].map((): GeneralSeller => ({ costs: [0, 0, 0], utility: { type: "cara", a: 0.03 } })),
];

function orders(n: number): number[][] {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((rest) =>
    Array.from({ length: n }, (_, at) => [...rest.slice(0, at), n - 1, ...rest.slice(at)]),
  );
}

/** A cost table in whole steps, with ties now and then. */
const randomTable = (m: number, source: Stream): number[] => {
  const table = [0];
  for (let k = 1; k <= m; k++) table.push(table[k - 1] + whole(0, 3, source));
  return table;
};

test("the exact removal law and inclusion are those of all n! orders", () => {
  const source = stream(2026, "removal law");
  let checked = 0;
  for (let run = 0; run < 60; run++) {
    const n = whole(4, 6, source);
    const demand: Demand =
      run % 2
        ? [
            [1, 1],
            [2, 1],
          ]
        : [
            [1, 2],
            [3, 1],
          ];
    const m = run % 2 ? 2 : 3;
    const costs = Array.from({ length: n }, () => randomTable(m, source));
    let law: Float64Array[];
    try {
      law = removalLaw(demand, costs);
    } catch (error) {
      assert.match((error as Error).message, /number of sellers in costs/);
      continue;
    }
    checked++;
    const places = placesOf(histogram(demand, n), n);
    const all = orders(n);
    const counts = costs.map(() => Array<number>(m + 1).fill(0));
    const inside = demand.map(() => Array<number>(n).fill(0));
    for (const order of all) {
      const { final } = removalOrder(demand, costs, order);
      costs.forEach((_, i) => counts[i][final.includes(i) ? places[final.indexOf(i)] : 0]++);
      demand.forEach(([size], b) => final.slice(0, size).forEach((i) => inside[b][i]++));
    }
    counts.forEach((row, i) => row.forEach((count, k) => assert.ok(Math.abs(count / all.length - law[i][k]) < 1e-12)));
    removalInclusion(demand, costs).forEach((row, b) =>
      row.forEach((p, i) => assert.ok(Math.abs(inside[b][i] / all.length - p) < 1e-12)),
    );
  }
  assert.ok(checked > 30, `${checked} markets`);
});

test("with linear costs the dearest seller is never sampled, and all others as in the ordering of N′", () => {
  const costs = [3, 5, 1, 2].map((c) => [0, c, 2 * c]);
  const law = removalLaw(DEMAND, costs);
  assert.deepEqual(Array.from(law[1]), [1, 0, 0]);
  for (const i of [0, 2, 3]) law[i].forEach((p, k) => assert.ok(Math.abs(p - [1 / 3, 1 / 3, 1 / 3][k]) < 1e-15));
});

test("removal looks at all sellers, the removed included, and ties remove nobody", () => {
  const costs = [
    [0, 9, 9.5, 10],
    [0, 4, 11, 11],
    [0, 5, 6, 12],
    [0, 1, 2, 3],
    [0, 2, 3, 4],
    [0, 3, 3, 3],
  ];
  const three: Demand = [
    [1, 1],
    [2, 1],
    [3, 1],
  ];
  assert.deepEqual(removalOrder(three, costs, [2, 1, 0, 3, 4, 5]), { final: [1, 0, 3, 4, 5], removed: [2] });
  const tied = costs.map((table, i) => (i === 1 ? [0, 4, 11, 12] : table));
  assert.deepEqual(removalOrder(three, tied, [2, 1, 0, 3, 4, 5]).removed, [1]);
});

for (const [reading, costs, rBar, truth, best] of [
  ["R1", [0, 9, 10], 2.4, 0.5109492008863789, 1.9060830409692961],
  ["R3", [0, 9, 10], 2.4, 0.5109492008863789, 1.270722027312864],
  ["R2", [0, 1, 14], 3.9707553177511374, 0.7352771292544611, 0.9495485221601554],
  ["R4", [0, 1, 14], 3.9707553177511374, 0.8823325551053531, 1.1221268393037478],
] as [Reading, CostTable, number, number, number][]) {
  test(`${reading}: a lie raises ${truth.toFixed(6)} to ${best.toFixed(6)}`, () => {
    const offer = generalOffer(DEMAND, RIVALS, reading);
    const found = bestGeneralReport(offer, { costs, utility: { type: "cara", a: 0.2 } }, 0.5, 20);
    assert.ok(Math.abs(offer.threshold - rBar) < 1e-9);
    assert.ok(Math.abs(found.truth - truth) < 1e-9 && Math.abs(found.best - best) < 1e-9);
  });
}

test("with holes no concave seller gains, in random economies", () => {
  const source = stream(2026, "holes");
  for (let run = 0; run < 25; run++) {
    const rivals = Array.from({ length: 4 }, () => ({ costs: randomTable(2, source), utility: randomConcave(source) }));
    const offer = generalOffer(DEMAND, rivals, "holes");
    const seller = { costs: randomTable(2, source), utility: randomConcave(source) };
    const { truth, best } = bestGeneralReport(offer, seller, 0.5, 8);
    assert.ok(best <= truth + 1e-9 && truth >= -1e-12, JSON.stringify({ rivals, seller, truth, best }));
  }
});

test("the mechanism is no dearer than the Baseline under each reading, and the clones accept under nominal laws", () => {
  const sellers: GeneralSeller[] = [{ costs: [0, 6, 7], utility: { type: "linear" } }, ...RIVALS];
  for (const reading of ["R1", "R2", "R3", "R4", "holes"] as const) {
    const { price, accepted } = generalCeMechanism(DEMAND, sellers, reading);
    assert.ok(price > 0 && price <= (10 + 12) / 3 + 1e-9, `${reading}: ${price}`);
    const nominal = reading !== "R1" && reading !== "R3" ? 1 : 0;
    assert.deepEqual(Array.from(accepted.slice(3)), [nominal, nominal, nominal]);
  }
});

for (const [name, call, message] of [
  [
    "a falling cost table",
    () =>
      removalLaw(DEMAND, [
        [0, 2, 1],
        [0, 1, 1],
        [0, 1, 1],
        [0, 1, 1],
      ]),
    /costs\[0\]\[2\]/,
  ],
  [
    "a cost of nothing",
    () =>
      removalLaw(DEMAND, [
        [1, 2, 3],
        [0, 1, 1],
        [0, 1, 1],
      ]),
    /costs\[0\]\[0\]/,
  ],
  [
    "a negative cost",
    () =>
      removalLaw(DEMAND, [
        [0, -2, 1],
        [0, 1, 1],
        [0, 1, 1],
      ]),
    /costs\[0\]\[1\]/,
  ],
  [
    "a short cost table",
    () =>
      removalLaw(DEMAND, [
        [0, 2],
        [0, 1, 1],
        [0, 1, 1],
      ]),
    /length of costs\[0\]/,
  ],
  [
    "too few sellers after removal",
    () =>
      removalOrder(
        DEMAND,
        [
          [0, 5, 5],
          [0, 1, 6],
        ],
        [1, 0],
      ),
    /sellers in costs left/,
  ],
  [
    "too few sellers for the law",
    () =>
      removalLaw(DEMAND, [
        [0, 5, 5],
        [0, 1, 6],
      ]),
    /number of sellers in costs/,
  ],
  [
    "no permutation",
    () =>
      removalOrder(
        DEMAND,
        [
          [0, 1, 1],
          [0, 1, 1],
          [0, 1, 1],
        ],
        [0, 0, 2],
      ),
    /order/,
  ],
  ["no seller to spare", () => generalCeMechanism(DEMAND, RIVALS.slice(0, 2)), /number of sellers/],
  ["an unknown reading", () => generalOffer(DEMAND, RIVALS, "R5" as never), /reading/],
  [
    "a grid without end",
    () => bestGeneralReport(generalOffer(DEMAND, RIVALS, "R1"), RIVALS[0], 1e-6, 20),
    /tables on the grid/,
  ],
] as [string, () => unknown, RegExp][]) {
  test(`${name} is refused by name`, () =>
    assert.throws(
      call,
      (error: Error) => (error instanceof RangeError || error instanceof TypeError) && message.test(error.message),
    ));
}
