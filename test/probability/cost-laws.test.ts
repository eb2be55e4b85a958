import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { integrate } from "../../lib/numerics/quadrature";
import {
  costCdf,
  costDensity,
  costMean,
  costQuantile,
  costSampler,
  openLaw,
  type CostLaw,
} from "../../lib/probability/cost-laws";
import { agrees, estimateMean } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";
import { near } from "../near";

const LAWS: readonly CostLaw[] = [
  { kind: "uniform", lo: -1, hi: 2 },
  { kind: "exponential", rate: 0.5 },
  { kind: "pareto", xm: 1, shape: 3 },
  { kind: "power", shape: 0.5, scale: 2 },
  { kind: "histogram", breaks: [0, 1, 2, 4], masses: [0.3, 0, 0.7] },
  { kind: "cosine", lo: 1, hi: 4, amp: 0.95, freq: 2 },
  { kind: "discrete", atoms: [1, 3, 7], probs: [0.3, 0.5, 0.2] },
  {
    kind: "mixture",
    weights: [0.5, 0.3, 0.2],
    components: [
      { kind: "uniform", lo: 0, hi: 2 },
      { kind: "discrete", atoms: [1], probs: [1] },
      { kind: "exponential", rate: 1 },
    ],
  },
];
const SEED = { seed: 2012, numRuns: 300 };

test("the quantile is the least point where the distribution function reaches q", () => {
  fc.assert(
    fc.property(fc.constantFrom(...LAWS), fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (law, q) => {
      const x = costQuantile(law, q);
      const slack = 1e-9 * (1 + Math.abs(x));
      assert.ok(costCdf(law, x + slack) >= q - 1e-12, `F(${x}) < ${q}`);
      assert.ok(costCdf(law, x - slack) <= q + 1e-12, `F(${x}-) > ${q}`);
    }),
    SEED,
  );
});

test("on a flat stretch the quantile is its left end", () => {
  assert.equal(costQuantile(LAWS[4], 0.3), 1);
  assert.equal(openLaw("law", LAWS[4]).supportBelow(2), 1);
});

test("density and jumps make up the distribution function", () => {
  for (const law of LAWS) {
    const { breaks, cdf, below, density, quantile } = openLaw("law", law);
    const points = [...breaks, quantile(0.999)].filter((x, i, all) => i === 0 || x > all[i - 1]);
    points.slice(1).forEach((to, i) => {
      const mass = integrate(density, points[i], to, { relative: 1e-9 });
      const close = Math.abs(below(to) - cdf(points[i]) - mass) < 1e-5;
      assert.ok(close, `${law.kind} on [${points[i]}, ${to}]`);
    });
  }
});

test("the survival function is the complement, and accurate where the complement is not", () => {
  for (const law of LAWS) {
    const { cdf, survival, quantile, breaks } = openLaw("law", law);
    for (const x of [...breaks, ...[0.001, 0.2, 0.5, 0.9, 0.999].map(quantile)]) {
      assert.ok(Math.abs(survival(x) - (1 - cdf(x))) < 1e-15, `${law.kind} at ${x}`);
    }
  }
  const at = (law: CostLaw, x: number): number => openLaw("law", law).survival(x);
  near(at({ kind: "exponential", rate: 1 }, 100), Math.exp(-100));
  near(at({ kind: "pareto", xm: 1, shape: 2 }, 1e20), 1e-40);
  near(at({ kind: "power", shape: 3, scale: 1 }, 1 - 2 ** -50), 3 * 2 ** -50);
  near(at({ kind: "histogram", breaks: [0, 1, 2], masses: [1 - 2 ** -50, 2 ** -50] }, 1.5), 2 ** -51);
  near(at({ kind: "discrete", atoms: [0, 1], probs: [1 - 2 ** -50, 2 ** -50] }, 0.5), 2 ** -50);
  const exponential = { kind: "exponential", rate: 1 } as const;
  const thirds = {
    kind: "mixture",
    weights: [0.7, 0.2, 0.1],
    components: [exponential, exponential, exponential],
  } as const;
  near(at(thirds, 200), Math.exp(-200));
});

test("draws have the mean of the law", () => {
  for (const law of LAWS) {
    const draw = costSampler(law);
    const found = estimateMean(20_000, draw, stream(2012, law.kind));
    assert.ok(agrees(found, costMean(law)), `${law.kind}: ${found.estimate} for ${costMean(law)}`);
  }
});

test("the upper tail stays accurate near c = 1", () => {
  // 1 − c is known to 2^-53 only; the quantile is exact for the c that is given.
  const c = 1 - 2 ** -40;
  assert.ok(Math.abs(costQuantile({ kind: "exponential", rate: 2 }, c) / (20 * Math.LN2) - 1) < 1e-15);
  assert.ok(Math.abs(costQuantile({ kind: "pareto", xm: 3, shape: 0.5 }, c) / (3 * 2 ** 80) - 1) < 1e-12);
  assert.ok(Math.abs(costCdf({ kind: "pareto", xm: 1, shape: 1 }, 1 + 1e-12) / 1e-12 - 1) < 1e-3);
});

test("an oracle answers what queries can answer, and nothing else", () => {
  const law: CostLaw = { kind: "oracle", cdf: (x) => (x < 0 ? 0 : -Math.expm1(-x)) };
  assert.ok(Math.abs(costQuantile(law, 0.6) + Math.log(0.4)) < 1e-12);
  assert.throws(() => costDensity(law, 1), /density/);
  assert.throws(() => costMean(law), /mean/);
  assert.throws(() => costQuantile({ kind: "oracle", cdf: () => 0.5 }, 0.6), /cdf\(∞\)/);
  assert.throws(() => costCdf({ kind: "oracle", cdf: () => 2 }, 1), /cdf\(1\)/);
});

test("what is no law is refused by name", () => {
  const bad: readonly (readonly [unknown, RegExp])[] = [
    [{ kind: "normal" }, /law\.kind/],
    [null, /law/],
    [{ kind: "uniform", lo: 2, hi: 1 }, /law\.hi/],
    [{ kind: "exponential", rate: 0 }, /law\.rate/],
    [{ kind: "pareto", xm: 0, shape: 1 }, /law\.xm/],
    [{ kind: "power", shape: -1, scale: 1 }, /law\.shape/],
    [{ kind: "histogram", breaks: [0, 2, 1], masses: [0.5, 0.5] }, /law\.breaks\[2\]/],
    [{ kind: "histogram", breaks: [0, 1, 2], masses: [1.5, -0.5] }, /law\.masses/],
    [{ kind: "cosine", lo: 0, hi: 1, amp: 1, freq: 1 }, /law\.amp/],
    [{ kind: "cosine", lo: 0, hi: 1, amp: 0.5, freq: 1.5 }, /law\.freq/],
    [{ kind: "discrete", atoms: [1, 1], probs: [0.5, 0.5] }, /law\.atoms\[1\]/],
    [{ kind: "discrete", atoms: [1, 2], probs: [0.5, 0.4] }, /sum of law\.probs/],
    [{ kind: "discrete", atoms: [1, 2], probs: [1, 0] }, /law\.probs\[1\]/],
    [{ kind: "mixture", weights: [0.5, 0.5], components: [{ kind: "uniform", lo: 0, hi: 1 }] }, /law\.components/],
    [{ kind: "mixture", weights: [1], components: [{ kind: "uniform", lo: 1, hi: 1 }] }, /law\.components\[0\]\.hi/],
    [{ kind: "mixture", weights: [1], components: [{ kind: "oracle", cdf: () => 1 }] }, /law\.components\[0\]/],
  ];
  for (const [law, message] of bad) assert.throws(() => openLaw("law", law as CostLaw), message, JSON.stringify(law));
});
