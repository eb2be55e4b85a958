/** Exact count laws, and the samplers that they describe. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { countLaw, lawMoments } from "../../lib/pricing-samples/count-law";
import { histogram, placesOf, timesSampled, type Demand } from "../../lib/pricing-samples/demand";
import { isFeasible, type Design, type Sampling } from "../../lib/pricing-samples/design";
import { countSampler, drawSamples, weightedCountSampler } from "../../lib/pricing-samples/draw-samples";
import { FIGURE_2A, FIGURE_2B } from "../../lib/pricing-samples/examples";
import { feasibleCounts } from "../../lib/pricing-samples/random-market";
import { agrees, estimateMean, estimateProportion } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";

const DEMAND: Demand = [
  [1, 2],
  [3, 1],
  [4, 2],
];
const SELLERS = 5;
const DESIGNS: Record<string, Design> = {
  ordering: { type: "ordering" },
  independent: { type: "independent" },
  sameSize: { type: "sameSize" },
  balanced: { type: "balanced" },
  blocks: {
    type: "blocks",
    blocks: [
      [
        [1, 1],
        [4, 1],
      ],
      [
        [3, 1],
        [1, 1],
        [4, 1],
      ],
    ],
  },
  counts: {
    type: "counts",
    atoms: [
      [0.25, [5, 3, 3, 2, 0]],
      [0.75, [3, 3, 3, 2, 2]],
    ],
  },
  mixture: {
    type: "mixture",
    parts: [
      [0.4, { type: "ordering" }],
      [0.6, { type: "independent" }],
    ],
  },
};
const near = (a: number, b: number, tolerance = 1e-13): void => assert.ok(Math.abs(a - b) <= tolerance, `${a} ≠ ${b}`);

test("Figure 2(a): 200, 150 or 0 times with chances 0.1, 0.1, 0.8", () => {
  const law = countLaw({ demand: FIGURE_2A, sellers: 1000, design: { type: "ordering" } });
  assert.deepEqual([law[200], law[150], law[0]], [0.1, 0.1, 0.8]);
  assert.equal(law.filter((p) => p > 0).length, 3);
});

test("the staircases of Figure 2", () => {
  assert.deepEqual(timesSampled(FIGURE_2A, 1000, [1, 100, 101, 200, 201, 1000]), [200, 200, 150, 150, 0, 0]);
  assert.deepEqual(timesSampled(FIGURE_2B, 1000, [100, 101, 201, 301, 500, 501]), [100, 60, 30, 10, 10, 0]);
});

test("variances of Figure 2(a): 5025, 3825, 28.5, 0", () => {
  const variance = (type: "ordering" | "sameSize" | "independent" | "balanced") =>
    lawMoments(countLaw({ demand: FIGURE_2A, sellers: 1000, design: { type } })).variance;
  near(variance("ordering"), 5025, 1e-9);
  near(variance("sameSize"), 3825, 1e-9);
  near(variance("independent"), 28.5, 1e-9);
  near(variance("balanced"), 0, 1e-9);
});

test("independent tails are right relative to themselves, far below 1e-100", () => {
  // 100 times at 1/1000 each: 1e-300.
  const law = countLaw({ demand: [[1, 100]], sellers: 1000, design: { type: "independent" } });
  near(law[100] / 1e-300, 1, 1e-11);
  near(law[50] / 9.596841476810652e-122, 1, 1e-11);
});

test("the independent law is the Poisson-binomial recursion's", () => {
  const law = countLaw({ demand: DEMAND, sellers: SELLERS, design: { type: "independent" } });
  let q = [1];
  for (const [size, buyers] of DEMAND) {
    for (let b = 0; b < buyers; b++) {
      const z = size / SELLERS;
      q = [...q, 0].map((p, k) => p * (1 - z) + (k > 0 ? q[k - 1] * z : 0));
    }
  }
  q.forEach((p, k) => near(law[k], p));
});

for (const [name, design] of Object.entries(DESIGNS)) {
  const sampling: Sampling = { demand: DEMAND, sellers: SELLERS, design };
  const law = countLaw(sampling);

  test(`${name}: probabilities that sum to 1, with mean w`, () => {
    near(
      law.reduce((sum, p) => sum + p, 0),
      1,
    );
    near(
      lawMoments(law).mean,
      sampling.demand.reduce((w, [size, buyers]) => w + (size * buyers) / sampling.sellers, 0),
      1e-12,
    );
    assert.equal(law.length, 6);
  });

  test(`${name}: every sample has its size, every seller the same chance in each`, () => {
    const source = stream(2026, name);
    const runs = 3000;
    const inside = [1, 1, 3, 4, 4].map(() => Array<number>(SELLERS).fill(0));
    const times = Array<number>(6).fill(0);
    for (let run = 0; run < runs; run++) {
      const samples = drawSamples(sampling, source);
      assert.deepEqual(
        samples.map((sample) => new Set(sample).size),
        [1, 1, 3, 4, 4],
      );
      samples.forEach((sample, b) => sample.forEach((seller) => inside[b][seller]++));
      times[samples.filter((sample) => sample.includes(2)).length]++;
    }
    [1, 1, 3, 4, 4].forEach((size, b) =>
      inside[b].forEach((count) =>
        assert.ok(agrees(estimateProportion(runs, count), size / SELLERS), `buyer ${b}: ${count} of ${runs}`),
      ),
    );
    times.forEach((count, k) => {
      if (law[k] === 0) assert.equal(count, 0);
      else assert.ok(agrees(estimateProportion(runs, count), law[k]), `${k} times: ${count} of ${runs}, p = ${law[k]}`);
    });
  });

  test(`${name}: counts are drawn by the same law, and always add up to the demand`, () => {
    const source = stream(2026, `${name}/counts`);
    const sample = countSampler(sampling);
    const counts = new Int32Array(SELLERS);
    const seen = Array<number>(6).fill(0);
    for (let run = 0; run < 3000; run++) {
      sample(counts, source);
      assert.equal(
        counts.reduce((sum, k) => sum + k, 0),
        13,
      );
      assert.ok(isFeasible(Array.from(counts), sampling));
      seen[counts[0]]++;
    }
    seen.forEach((count, k) => assert.ok(law[k] === 0 ? count === 0 : agrees(estimateProportion(3000, count), law[k])));
  });

  test(`${name}: weighted counts have the mean w Σ values`, () => {
    const draw = weightedCountSampler(sampling, [1, 2, 4, 8, 16]);
    assert.ok(agrees(estimateMean(4000, draw, stream(2026, `${name}/weighted`)), 31 * 2.6));
  });
}

test("the feasible count vectors are those of some samples: brute force over all allocations", () => {
  const market = {
    demand: [
      [1, 1],
      [2, 2],
    ] as Demand,
    sellers: 3,
  };
  const subsets: Record<number, number[][]> = {
    1: [[0], [1], [2]],
    2: [
      [0, 1],
      [0, 2],
      [1, 2],
    ],
  };
  const possible = new Set<string>();
  for (const a of subsets[1])
    for (const b of subsets[2])
      for (const c of subsets[2]) {
        const counts = [0, 0, 0];
        for (const seller of [...a, ...b, ...c]) counts[seller]++;
        possible.add(counts.sort((x, y) => y - x).join());
      }
  assert.deepEqual(new Set(feasibleCounts(market.demand, market.sellers).map((z) => z.join())), possible);
  for (const z of [
    [3, 1, 1],
    [4, 1, 0],
    [5, 0, 0],
    [3, 2, 0],
    [2, 2, 1],
  ]) {
    assert.equal(isFeasible(z, market), possible.has(z.join()), z.join());
  }
});

test("a demand of nothing leaves everybody unsampled", () => {
  for (const design of [DESIGNS.ordering, DESIGNS.independent, DESIGNS.balanced]) {
    assert.deepEqual(Array.from(countLaw({ demand: [[0, 2]], sellers: 3, design })), [1, 0, 0]);
    assert.deepEqual(Array.from(countLaw({ demand: [], sellers: 3, design })), [1]);
  }
});

test("10⁵ sellers and 10⁵ buyers take no time", () => {
  const law = countLaw({
    demand: [
      [30_000, 60_000],
      [100, 40_000],
    ],
    sellers: 100_000,
    design: { type: "independent" },
  });
  near(
    law.reduce((sum, p) => sum + p, 0),
    1,
    1e-9,
  );
  near(placesOf(histogram([[100_000, 100_000]], 100_000), 100_000)[99_999], 100_000);
});

for (const [name, sampling, message] of [
  ["a sample above the population", { demand: [[6, 1]] }, /demand\[0\]\[0\].*\[0, 5\]; got 6/],
  ["a negative multiplicity", { demand: [[1, -1]] }, /demand\[0\]\[1\]/],
  ["half a record", { demand: [[0.5, 1]] }, /demand\[0\]\[0\]/],
  ["a size as text", { demand: [["1", 1]] }, /demand\[0\]\[0\]/],
  ["an entry of three", { demand: [[1, 1, 1]] }, /length of demand\[0\]/],
  ["no demand", { demand: undefined }, /demand must be an array/],
  ["no seller", { sellers: 0 }, /sellers/],
  ["an unknown design", { design: { type: "best" } }, /design\.type/],
  [
    "blocks that lose a buyer",
    {
      design: {
        type: "blocks",
        blocks: [
          [
            [1, 2],
            [3, 1],
            [4, 1],
          ],
        ],
      },
    },
    /design\.blocks/,
  ],
  ["weights that sum to 0.9", { design: { type: "mixture", parts: [[0.9, { type: "ordering" }]] } }, /design\.parts/],
  ["counts that no samples have", { design: { type: "counts", atoms: [[1, [5, 5, 3, 0, 0]]] } }, /majorised/],
  ["a negative count", { design: { type: "counts", atoms: [[1, [5, 5, 3, 1, -1]]] } }, /design\.atoms\[0\]\[1\]\[4\]/],
  ["counts for too few sellers", { design: { type: "counts", atoms: [[1, [5, 5, 3]]] } }, /length of design\.atoms/],
] as const) {
  test(`${name} is refused by name`, () => {
    const wrong = { demand: DEMAND, sellers: SELLERS, design: DESIGNS.ordering, ...sampling } as unknown as Sampling;
    assert.throws(
      () => countLaw(wrong),
      (error: Error) => (error instanceof RangeError || error instanceof TypeError) && message.test(error.message),
    );
    assert.throws(() => drawSamples(wrong, stream(1)), message);
  });
}
