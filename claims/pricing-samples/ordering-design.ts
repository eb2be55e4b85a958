/** Claims of Sections 4.2 and 4.3: the ordering design and what it saves. */
import { claim, notCheckable, type Claim } from "../claim";
import { all, equals, everywhere } from "../evidence";
import { show } from "../../lib/format";
import { solveLinearProgram } from "../../lib/numerics/linear-program";
import { estimateProportion, zScore } from "../../lib/probability/monte-carlo";
import { baselinePrice } from "../../lib/pricing-samples/baseline";
import { ceMechanism, sellerIndifference } from "../../lib/pricing-samples/ce-mechanism";
import { countLaw } from "../../lib/pricing-samples/count-law";
import { timesSampled, type Demand } from "../../lib/pricing-samples/demand";
import type { Design } from "../../lib/pricing-samples/design";
import { drawSamples } from "../../lib/pricing-samples/draw-samples";
import { C_MAX, clonesOf, DESIGNS, FIGURE_2A, FIGURE_2B, SELLERS } from "../../lib/pricing-samples/examples";
import {
  feasibleCounts,
  randomConcave,
  randomConcaveTable,
  randomDemand,
  randomPopulation,
  whole,
} from "../../lib/pricing-samples/random-market";
import type { Seller } from "../../lib/pricing-samples/seller";
import type { Tie } from "../../lib/pricing-samples/thresholds";
import { targetValues } from "../../lib/pricing-samples/target-groups";
import type { Stream } from "../../lib/probability/stream";
import { randomDesign } from "./reports";
import { sizeLaw, uncross, type SetLaw } from "../../lib/pricing-samples/uncrossing";
import type { Utility } from "../../lib/pricing-samples/utility";

const expectation = (law: ArrayLike<number>, g: (k: number) => number): number =>
  Array.from(law).reduce((sum, p, k) => sum + p * g(k), 0);

/** The market of Theorem 4.4's checks. */
const MARKET = {
  demand: [
    [1, 1],
    [2, 2],
    [3, 1],
    [5, 1],
  ] as Demand,
  sellers: 6,
};

/** Least and largest E g over laws with the mean of the market that are below its ordering law in convex order. */
async function polytope(g: readonly number[], sense: "min" | "max"): Promise<number> {
  const law = countLaw({ ...MARKET, design: { type: "ordering" } });
  const spread = (t: number) => g.map((_, k) => Math.max(0, k - t));
  const rows = [
    { coefficients: g.map(() => 1), lower: 1, upper: 1 },
    { coefficients: spread(0), lower: 13 / 6, upper: 13 / 6 },
    ...g.slice(1, -1).map((_, t) => ({
      coefficients: spread(t + 1),
      upper: expectation(law, (k) => Math.max(0, k - t - 1)),
    })),
  ];
  return (await solveLinearProgram({ sense, objective: g, rows })).value;
}

/** Whether some joint law of three samples of one of three sellers gives every seller this law over sets of buyers. */
async function isRealisable(law: SetLaw): Promise<boolean> {
  const allocations = Array.from({ length: 27 }, (_, a) => [a % 3, Math.floor(a / 3) % 3, Math.floor(a / 9)]);
  const setOf = (allocation: number[], seller: number): number =>
    allocation.reduce((set, owner, buyer) => (owner === seller ? set | (1 << buyer) : set), 0);
  const rows = [0, 1, 2].flatMap((seller) =>
    Array.from({ length: 8 }, (_, set) => ({
      coefficients: allocations.map((allocation) => (setOf(allocation, seller) === set ? 1 : 0)),
      lower: law.get(set) ?? 0,
      upper: law.get(set) ?? 0,
    })),
  );
  return solveLinearProgram({ sense: "min", objective: allocations.map(() => 0), rows }).then(
    () => true,
    () => false,
  );
}

/** Section 4.3's price under a design. */
const examplePrice = (design: Design, tie: Tie): number =>
  ceMechanism({ demand: FIGURE_2A, design, cMax: C_MAX, population: clonesOf(), tie }).price;

/** A figure's staircase: pairs of a times and the last place with it. */
type Stairs = readonly (readonly [times: number, until: number])[];

const figureClaim = (id: string, where: string, demand: Demand, says: string, stairs: Stairs, wrong: Stairs): Claim =>
  claim({
    id,
    where,
    method: "exact",
    verdict: "holds",
    printed: { says, value: stairs },
    twin: { says: `the last step is ${JSON.stringify(wrong[wrong.length - 1])}`, value: wrong },
    check: (steps) => {
      const places = timesSampled(
        demand,
        SELLERS,
        Array.from({ length: SELLERS }, (_, j) => j + 1),
      );
      const expected = places.map((_, j) => steps.find(([, until]) => j < until)?.[0] ?? 0);
      const area = places.reduce((sum, k) => sum + k, 0);
      const records = demand.reduce((sum, [size, buyers]) => sum + size * buyers, 0);
      return {
        stands: places.every((k, j) => k === expected[j]) && area === records,
        evidence: `${places.filter((k, j) => k !== expected[j]).length} of 1000 places differ; area ${area} = Σ d_b`,
      };
    },
  });

/** A price of Section 4.3: with Step 3 as printed nobody accepts; with ties as its explanation has them, 500 do. */
const priceClaim = (id: string, design: Design, says: string, price: number, wrong: number): Claim =>
  claim<{ readonly tie: Tie; readonly price: number }>({
    id,
    where: "Section 4.3",
    method: "exact",
    verdict: "holds as corrected",
    printed: { says: `${says} (Step 3 with r̂ < r̄)`, value: { tie: "strict", price } },
    corrected: { says: `${says} (with r̂ ≤ r̄)`, value: { tie: "weak", price } },
    twin: { says: `the price is ${wrong}`, value: { tie: "weak", price: wrong } },
    check: ({ tie, price: printed }) => {
      const found = examplePrice(design, tie);
      return { stands: Math.abs(found - printed) < 0.005, evidence: `price ${show(found, 10)}` };
    },
  });

/** A market whose leave-one-out thresholds differ, and make independent samples cheaper than ordered ones. */
const SMALL_AND_CHEAPER_OTHERWISE = {
  demand: [
    [1, 1],
    [2, 1],
    [3, 1],
  ] as Demand,
  population: [
    { cost: 0, utility: { type: "cara", a: 0.05 } },
    { cost: 5, utility: { type: "cara", a: 0.5 } },
    { cost: 6, utility: { type: "linear" } },
    { cost: 1, utility: { type: "cara", a: 0.5 } },
  ] as Seller[],
};

export const orderingClaims: readonly Claim[] = [
  claim({
    id: "gah12/def.ordering",
    where: "Definition of the ordering distribution",
    method: "Monte Carlo",
    verdict: "holds",
    printed: {
      says: "the ordering design is unbiased, and buyers of equal sizes get the same sample",
      value: { type: "ordering" } as Design,
    },
    twin: { says: "so do they under independent sampling", value: { type: "independent" } as Design },
    check: (design, stream) => {
      const sampling = {
        demand: [
          [2, 2],
          [3, 1],
        ] as Demand,
        sellers: 5,
        design,
      };
      const runs = 2000;
      const inside = [0, 1, 2].map(() => Array<number>(5).fill(0));
      let same = 0;
      for (let run = 0; run < runs; run++) {
        const samples = drawSamples(sampling, stream).map((sample) => Array.from(sample).sort());
        samples.forEach((sample, b) => sample.forEach((seller) => inside[b][seller]++));
        if (samples[0].join() === samples[1].join()) same++;
      }
      const worst = Math.max(
        ...inside.flatMap((row, b) =>
          row.map((count) => Math.abs(zScore(estimateProportion(runs, count), (b < 2 ? 2 : 3) / 5))),
        ),
      );
      return {
        stands: worst < 4.5 && same === runs,
        evidence: `${runs} draws: equal samples in ${same}, inclusion off by at most ${show(worst, 2)} standard errors`,
      };
    },
  }),

  claim({
    id: "gah12/ex.ordering",
    where: "Example in Section 4.2",
    method: "exact",
    verdict: "holds",
    printed: {
      says:
        "with 50 buyers of 100 records and 150 of 200, a seller is sampled 200, 150 or 0 times with chances 0.1, " +
        "0.1, 0.8 " +
        "(n′ = 1000)",
      value: [200, 150, 0],
    },
    twin: { says: "200, 100 or 0 times, as Section 4.3 has it", value: [200, 100, 0] },
    check: (counts) => {
      const law = countLaw({ demand: FIGURE_2A, sellers: SELLERS, design: { type: "ordering" } });
      const off = [0.1, 0.1, 0.8].map((p, i) => Math.abs(law[counts[i]] - p));
      return {
        stands: Math.max(...off) < 1e-12,
        evidence: Array.from(law, (p, k) => ({ p, k }))
          .filter(({ p }) => p > 0)
          .map(({ p, k }) => `p(${k}) = ${show(p)}`)
          .join(", "),
      };
    },
  }),

  claim<Design>({
    id: "gah12/thm4.4",
    where: "Theorem 4.4",
    method: "exhaustive",
    verdict: "holds",
    printed: {
      says: "for concave g, E g(count) is least under the ordering design (g need not be non-decreasing)",
      value: { type: "ordering" },
    },
    twin: { says: "it is least under the balanced design", value: { type: "balanced" } },
    check: async (design, stream) => {
      const markets = [
        MARKET,
        ...Array.from({ length: 25 }, () => ({ demand: randomDemand(3, 5, stream), sellers: whole(5, 6, stream) })),
      ].map((market) => ({ ...market, law: countLaw({ ...market, design }) }));
      const cases = markets.flatMap(({ law, ...market }) => {
        const vectors = feasibleCounts(market.demand, market.sellers);
        return Array.from({ length: 10 }, (_, run) => {
          const m = law.length - 1;
          const g = run === 0 ? Array.from(law, (_p, k) => Math.sqrt(k)) : randomConcaveTable(m, stream, run % 2 === 0);
          const least = Math.min(...vectors.map((z) => z.reduce((sum, k) => sum + g[k], 0) / market.sellers));
          return { demand: market.demand, sellers: market.sellers, above: expectation(law, (k) => g[k]) - least };
        });
      });
      // And by a linear program over all joint allocations of a small market, which knows nothing of counts.
      const small = { targets: [1, 2, 2].map(() => [0, 1, 2, 3]), sizes: [1, 2, 3], sellers: 4 };
      const demand: Demand = small.sizes.map((size) => [size, 1]);
      const { jointMin } = await targetValues(small, Math.sqrt);
      const found = expectation(countLaw({ demand, sellers: 4, design }), Math.sqrt);
      const roots = Array.from({ length: 6 }, (_, k) => Math.sqrt(k));
      const [least, most] = [await polytope(roots, "min"), await polytope(roots, "max")];
      return all(
        everywhere(cases, ({ above }) => above, 1e-12, "markets and functions, all count vectors: above the least by"),
        equals("E √K with d = (1, 2, 3), n′ = 4:", [found], [jointMin / 4], 1e-7),
        equals(
          `with d = (1, 2, 2, 3, 5), n′ = 6, where laws range from ${show(least, 9)} to ${show(most, 9)}:`,
          [expectation(markets[0].law, Math.sqrt)],
          [least],
        ),
      );
    },
  }),

  claim({
    id: "gah12/thm4.4.uncrossing",
    where: "Theorem 4.4, proof",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "uncrossing ends at ψ* in finitely many steps, each a design of Ψ(N′), with G(ψ′) − G(ψ) ≥ 0 as derived",
      value: { sign: 1, realisable: true, ends: { type: "ordering" } as Design },
    },
    corrected: {
      says: "each step has G(ψ′) − G(ψ) ≤ 0, and the laws in between need not belong to any design",
      value: { sign: -1, realisable: false, ends: { type: "ordering" } as Design },
    },
    twin: {
      says: "uncrossing ends at the balanced design",
      value: { sign: -1, realisable: false, ends: { type: "balanced" } as Design },
    },
    check: async ({ sign, realisable, ends }, stream) => {
      const g = (k: number): number => Math.sqrt(k);
      const demand: Demand = [
        [4, 1],
        [3, 1],
        [2, 1],
        [1, 1],
      ];
      const ended = countLaw({ demand, sellers: 5, design: ends });
      let right = true;
      let steps = 0;
      let largest = -Infinity;
      for (let run = 0; run < 50; run++) {
        // A mixture of independent samples and of chances that follow each other on a circle.
        const mix = stream.uniform();
        const z = [0.8, 0.6, 0.4, 0.2];
        const law = new Map<number, number>();
        for (let set = 0; set < 16; set++) {
          law.set(set, mix * z.reduce((p, chance, b) => p * (set & (1 << b) ? chance : 1 - chance), 1));
        }
        const shift = stream.uniform();
        const cuts = [0, ...z.map((chance) => (shift + chance) % 1), shift].sort((a, b) => a - b);
        cuts.forEach((cut, i) => {
          const middle = (cut + (cuts[i + 1] ?? 1)) / 2;
          const set = z.reduce((s, chance, b) => ((middle - shift + 1) % 1 < chance ? s | (1 << b) : s), 0);
          law.set(set, (law.get(set) ?? 0) + (1 - mix) * ((cuts[i + 1] ?? 1) - cut));
        });
        const done = uncross(law, 4, g);
        steps += done.steps;
        right &&= done.changes.every((change) => sign * change >= -1e-12);
        largest = Math.max(largest, ...done.changes);
        right &&= sizeLaw(done.law, 4).every((p, k) => Math.abs(p - ended[k]) < 1e-9);
      }
      // One record each of three sellers: half the time {1}, {2, 3}, half {2}, {1, 3}, to the sellers at random.
      const start: SetLaw = new Map([
        [0, 1 / 3],
        [1, 1 / 6],
        [6, 1 / 6],
        [2, 1 / 6],
        [5, 1 / 6],
      ]);
      const between: SetLaw = new Map([
        [0, 1 / 2],
        [3, 1 / 6],
        [5, 1 / 6],
        [6, 1 / 6],
      ]);
      const [first, second] = [await isRealisable(start), await isRealisable(between)];
      return {
        stands: right && first && second === realisable,
        evidence:
          `50 starts, ${steps} steps, largest change of G ${show(largest, 3)}; d = (1, 1, 1): a step from a ` +
          `design ` +
          `leads to a law that ${second ? "a design has" : "no design has"}`,
      };
    },
  }),

  claim<{ readonly least: Design; readonly attitude: (stream: Stream) => Utility }>({
    id: "gah12/cor4.5",
    where: "Corollary 4.5",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "the certainty equivalent of every seller with concave u and c < c^max is least under ψ*",
      value: { least: { type: "ordering" }, attitude: randomConcave },
    },
    twin: {
      says: "so it is for every seller who seeks risk",
      value: { least: { type: "ordering" }, attitude: (s) => ({ type: "cara", a: -0.2 * s.uniform() }) },
    },
    check: ({ least, attitude }, stream) =>
      everywhere(
        Array.from({ length: 400 }, (_, run) => {
          const sellers = whole(2, 12, stream);
          const demand = randomDemand(4, sellers, stream);
          const power = run % 5 === 0;
          const utility: Utility = power ? { type: "power", rho: 0.1 + 0.9 * stream.uniform() } : attitude(stream);
          const cMax = 10 ** (-1 + 2 * stream.uniform());
          return {
            sellers,
            demand,
            design: randomDesign(demand, stream),
            utility,
            cMax,
            cost: cMax * stream.uniform(),
          };
        }),
        ({ sellers, demand, design, utility, cMax, cost }) => {
          const e = (of: Design): number =>
            sellerIndifference({ demand, sellers, design: of }, cMax, { cost, utility }).e;
          return Math.max(0, e(least) - e(design)) / cMax;
        },
        1e-9,
        "sellers and random designs; below the ordering design's, in units of c^max, by",
      ),
  }),

  claim<readonly number[]>({
    id: "gah12/cor4.5.refined",
    where: "Corollary 4.5",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "and, beyond the corollary, it rises as the blocks that are bundled together are refined",
      value: [0, 1, 2, 3],
    },
    twin: { says: "it is less under independent samples than under coarse blocks", value: [0, 2, 1, 3] },
    check: (order, stream) =>
      everywhere(
        Array.from({ length: 200 }, () => {
          const sellers = whole(3, 12, stream);
          const sizes = Array.from({ length: 4 }, () => whole(1, sellers - 1, stream));
          const blocks = (parts: readonly (readonly number[])[]): Design => ({
            type: "blocks",
            blocks: parts.map((part) => part.map((b) => [sizes[b], 1] as const)),
          });
          const chain = [
            blocks([[0, 1, 2, 3]]),
            blocks([
              [0, 1],
              [2, 3],
            ]),
            blocks([[0], [1], [2], [3]]),
            { type: "balanced" } as Design,
          ];
          const seller = { cost: 5 * stream.uniform(), utility: randomConcave(stream) };
          const demand: Demand = sizes.map((size) => [size, 1]);
          return {
            sellers,
            sizes,
            e: chain.map((design) => sellerIndifference({ demand, sellers, design }, 10, seller).e),
          };
        }),
        ({ e }) => Math.max(0, ...order.slice(1).map((j, i) => e[order[i]] - e[j])),
        1e-9,
        "sellers; largest fall from one order of four buyers over two, to independent and to balanced samples",
      ),
  }),

  claim<(thresholds: Float64Array) => boolean>({
    id: "gah12/fn7",
    where: "Footnote 7",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "ψ* minimises the price where f_−i(r)(C − r) is largest at the same r for all i",
      value: (thresholds) => thresholds[0] > -Infinity && thresholds.every((r) => r === thresholds[0]),
    },
    twin: { says: "it minimises the price everywhere", value: () => true },
    check: (applies, stream) => {
      const alike = (run: number) => (run % 2 === 0 ? 1 : 3);
      const markets = [
        SMALL_AND_CHEAPER_OTHERWISE,
        ...Array.from({ length: 300 }, (_, run) => ({
          demand: randomDemand(3, 6, stream),
          population: randomPopulation(6 / alike(run), randomConcave, stream).map((seller) => ({
            ...seller,
            count: alike(run),
          })),
        })),
      ];
      const priced = markets.map(({ demand, population }) =>
        DESIGNS.map(({ design }) => ceMechanism({ demand, design, cMax: 10, population })),
      );
      const settings = priced.filter(([ordering]) => applies(ordering.thresholds));
      return everywhere(
        settings.map((outcomes) => outcomes.map(({ price }) => price)),
        (prices) => Math.max(0, prices[0] - Math.min(...prices)),
        1e-9,
        `of ${markets.length} markets; the ordering design dearer than the best of four by`,
      );
    },
  }),

  claim({
    id: "gah12/ex4.3.baseline",
    where: "Section 4.3",
    method: "exact",
    verdict: "holds",
    printed: { says: "the Baseline price is 10", value: 10 },
    twin: { says: "the price is 9.96", value: 9.96 },
    check: (price) => equals("price", [baselinePrice([...Array<number>(SELLERS).fill(0), C_MAX], FIGURE_2A)], [price]),
  }),
  claim<{ readonly tie: Tie; readonly accepts: (report: number, threshold: number) => boolean }>({
    id: "gah12/sec4.2.step3",
    where: "Section 4.2, Step 3",
    method: "property test",
    verdict: "holds as corrected",
    printed: {
      says: "whoever has r̂ < r̄ gets the certain contract: all but those with r̂ > r, as the explanation of the step says",
      value: { tie: "strict", accepts: (r, threshold) => r <= threshold },
    },
    corrected: { says: "whoever has r̂ ≤ r̄ does", value: { tie: "weak", accepts: (r, threshold) => r <= threshold } },
    twin: {
      says: "with r̂ ≤ r̄, those with r̂ = r̄ do not",
      value: { tie: "weak", accepts: (r, threshold) => r < threshold },
    },
    check: ({ tie, accepts }, stream) =>
      everywhere(
        [
          clonesOf(),
          ...Array.from({ length: 30 }, () =>
            randomPopulation(3, randomConcave, stream).map((s) => ({ ...s, count: 4 })),
          ),
        ],
        (population) => {
          const { reports, thresholds, accepted } = ceMechanism({
            demand: [
              [3, 2],
              [6, 2],
            ],
            design: { type: "ordering" },
            cMax: 10,
            population,
            tie,
          });
          return accepted.filter((a, i) => (a === 1) !== accepts(reports[i], thresholds[i])).length;
        },
        0,
        "sellers treated otherwise",
      ),
  }),
  claim({
    id: "gah12/ex4.3.counts",
    where: "Section 4.3",
    method: "exact",
    verdict: "holds as corrected",
    printed: { says: "in the example a seller is accessed 200, 100 or 0 times", value: [0, 100, 200] },
    corrected: { says: "200, 150 or 0 times, as the example of Section 4.2 has it", value: [0, 150, 200] },
    twin: { says: "200, 50 or 0 times", value: [0, 50, 200] },
    check: (counts) => {
      const law = countLaw({ demand: FIGURE_2A, sellers: SELLERS, design: { type: "ordering" } });
      const support = Array.from(law.keys()).filter((k) => law[k] > 0);
      return equals("times", support, counts, 0);
    },
  }),
  priceClaim("gah12/ex4.3.ordering", { type: "ordering" }, "the CE price is 6.53 with the ordering design", 6.53, 6.7),
  claim({
    id: "gah12/ex4.3.seeking",
    where: "Section 4.3",
    method: "property test",
    verdict: "holds",
    printed: {
      says: "the other half may as well be risk-seeking: the price is the same",
      value: [-1e-4, -0.002, -0.05],
    },
    twin: { says: "or less risk-averse than the first", value: [0.001] },
    check: (coefficients) => {
      const priceWith = (utility: Utility): number =>
        ceMechanism({
          demand: FIGURE_2A,
          design: { type: "ordering" },
          cMax: C_MAX,
          population: [clonesOf()[0], { cost: 0, utility, count: 500 }],
        }).price;
      const others = coefficients.map((a) => priceWith({ type: "cara", a }));
      return equals(
        `prices where the others' coefficients are ${coefficients.join(", ")}:`,
        others,
        others.map(() => priceWith({ type: "linear" })),
        1e-12,
      );
    },
  }),
  priceClaim("gah12/ex4.3.independent", { type: "independent" }, "it is 9.96 with independent samples", 9.96, 9.86),

  notCheckable(
    "gah12/fig1",
    "Figure 1",
    "the market-maker facilitates interactions between buyers and sellers",
    "a diagram of roles; the notebook draws it with one simulated transaction",
  ),
  figureClaim(
    "gah12/fig2a",
    "Figure 2(a)",
    FIGURE_2A,
    "50 buyers of 100 and 150 of 200: sampled 200 times up to place 100, 150 up to 200",
    [
      [200, 100],
      [150, 200],
    ],
    [
      [200, 100],
      [100, 200],
    ],
  ),
  figureClaim(
    "gah12/fig2b",
    "Figure 2(b)",
    FIGURE_2B,
    "40, 30, 20, 10 buyers of 100, 200, 300, 500: sampled 100, 60, 30, 10 times up to places 100, 200, 300, 500",
    [
      [100, 100],
      [60, 200],
      [30, 300],
      [10, 500],
    ],
    [
      [100, 100],
      [60, 200],
      [30, 300],
      [20, 500],
    ],
  ),
];
