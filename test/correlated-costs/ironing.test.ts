import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  approximationRatio,
  exponential,
  histogram,
  ironedVirtualCost,
  nearTight,
  optimalBudget,
  optimalPayment,
  orderStatistic,
  paymentSummary,
  priceLottery,
  procure,
  signIdentity,
  tightRatio,
  uniform,
  VALLEY,
  virtualCost,
  WAVES,
  worstTightRatio,
} from "../../lib/correlated-costs";
import { hullAt, iron } from "../../lib/correlated-costs/ironing";
import { integrate } from "../../lib/numerics/quadrature";
import { betaPartialMoments, logBetaDensity } from "../../lib/probability/beta";
import { costMean, costSampler, type CostLaw, type Histogram } from "../../lib/probability/cost-laws";
import { agrees, estimateMean } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";

const close = (x: number, y: number, tolerance = 1e-10): void =>
  assert.ok(Math.abs(x - y) <= tolerance * (1 + Math.abs(y)), `${x} for ${y}`);

const histograms = fc
  .array(fc.tuple(fc.double({ min: 0.05, max: 3, noNaN: true }), fc.double({ min: 0.02, max: 1, noNaN: true })), {
    minLength: 2,
    maxLength: 7,
  })
  .map((pieces): Histogram => {
    const total = pieces.reduce((sum, [, mass]) => sum + mass, 0);
    const breaks = pieces.reduce((ends, [width]) => [...ends, ends[ends.length - 1] + width], [0.2]);
    return histogram(
      breaks,
      pieces.map(([, mass]) => mass / total),
    );
  });

test("the hull is convex, below H, and touches it outside the chords", () => {
  fc.assert(
    fc.property(histograms, (law) => {
      const ironed = iron(law);
      const points = Array.from({ length: 201 }, (_, i) => hullAt(ironed, i / 200));
      points.forEach(({ H, G }, i) => {
        assert.ok(G <= H * (1 + 1e-12) + 1e-12);
        if (i > 0 && i < 200) assert.ok(points[i - 1].G + points[i + 1].G >= 2 * G - 1e-9);
      });
      for (const { a, b, y, z, phi } of ironed.intervals) {
        close(phi, (z * b - y * a) / (z - y));
        assert.ok(y > 0 && a < b);
      }
    }),
    { seed: 2012, numRuns: 200 },
  );
});

test("a histogram and the mixture of its steps are ironed alike, by two algorithms", () => {
  fc.assert(
    fc.property(histograms, (law) => {
      const mixture: CostLaw = {
        kind: "mixture",
        weights: law.masses,
        components: law.masses.map((_, i) => uniform(law.breaks[i], law.breaks[i + 1])),
      };
      const [exact, sampled] = [iron(law).intervals, iron(mixture).intervals];
      assert.equal(exact.length, sampled.length);
      exact.forEach((interval, i) => {
        close(interval.a, sampled[i].a, 1e-6);
        close(interval.b, sampled[i].b, 1e-6);
        close(interval.phi, sampled[i].phi, 1e-9);
      });
    }),
    { seed: 7, numRuns: 30 },
  );
});

test("one up-jump is ironed by the closed form", () => {
  const [f1, f2] = [0.2, 0.8];
  const [{ y, z }] = iron(histogram([0, 1, 2], [f1, f2])).intervals;
  close(y, (f1 * (1 + Math.sqrt(f1 / f2))) / 2);
  close(z, (f1 * (1 + Math.sqrt(f2 / f1))) / 2);
});

test("laws with a rising virtual cost have no chord", () => {
  for (const law of [
    uniform(0, 1),
    exponential(3),
    { kind: "pareto", xm: 1, shape: 2 },
    histogram([0, 1, 2], [0.7, 0.3]),
  ] as CostLaw[]) {
    assert.deepEqual(iron(law).intervals, []);
  }
});

test("landmarks of the valley and the waves", () => {
  [0.5, 1.5, 2.3, 2.8].forEach((z, i) => close(virtualCost(VALLEY, z), [1, 6, 3.6, 4.6][i]));
  close(ironedVirtualCost(VALLEY, 1.5), 4.2);
  close(ironedVirtualCost(VALLEY, 2.6), 4.2);
  const [first, second] = iron(WAVES).intervals;
  close(first.a, 1.5409912907782837, 1e-9);
  close(second.a, 2.9835046279337645, 1e-9);
  assert.equal(second.b, 4);
});

test("n E[G(Q)] is the integral of the hull", () => {
  for (const law of [VALLEY, WAVES] as const) {
    const ironed = iron(law);
    for (const [n, w] of [
      [2, 1],
      [12, 7],
      [40, 9],
    ]) {
      const cuts = [0, ...ironed.intervals.flatMap(({ y, z }) => [y, z]), 1].filter(
        (q, i, all) => i === 0 || q > all[i - 1],
      );
      const integral = cuts.slice(1).reduce(
        (sum, to, i) =>
          sum +
          integrate((q) => hullAt(ironed, q).G * Math.exp(logBetaDensity(w, n - w, q)), cuts[i], to, {
            relative: 1e-11,
          }),
        0,
      );
      close(optimalPayment(ironed, n, w), n * integral, 1e-9);
    }
  }
});

test("payments are ordered: lottery, optimum, uniform price; and the factor is at most max H/G", () => {
  fc.assert(
    fc.property(
      histograms,
      fc.integer({ min: 2, max: 60 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (law, n, share) => {
        const w = 1 + Math.floor(share * (n - 1.000001));
        const { mechanism1, ironedPosted, optimal, uniformPrice, r, hOverG } = paymentSummary(law, n, w);
        assert.ok(ironedPosted <= optimal * (1 + 1e-9) && optimal <= uniformPrice * (1 + 1e-9));
        assert.ok(mechanism1 <= hOverG * optimal * (1 + 1e-9) && hOverG <= r * (1 + 1e-9));
        const { ePhiX, ePhiBarX, intHminusGdx } = signIdentity(law, n, w);
        close(n * ePhiX, uniformPrice);
        close(ePhiX, ePhiBarX - intHminusGdx);
      },
    ),
    { seed: 2012, numRuns: 200 },
  );
});

test("unbounded laws: a mixture with a chord is integrated too", () => {
  // Costs near 5 are rare below it and frequent above: the density jumps up.
  const law: CostLaw = {
    kind: "mixture",
    weights: [0.5, 0.5],
    components: [exponential(1), { kind: "pareto", xm: 5, shape: 4 }],
  };
  const ironed = iron(law);
  assert.equal(ironed.intervals.length, 1);
  const [n, w] = [10, 5];
  const draw = costSampler(law);
  const auctions = estimateMean(
    20_000,
    (s) =>
      procure(
        ironed,
        Array.from({ length: n }, () => draw(s)),
        w,
      ).total,
    stream(3, "tail"),
  );
  assert.ok(agrees(auctions, optimalPayment(ironed, n, w)), `${auctions.estimate} for ${optimalPayment(ironed, n, w)}`);
  const { b } = ironed.intervals[0];
  close(hullAt(ironed, 0.999).G, hullAt(ironed, 0.999).H);
  assert.ok(b > 5);
});

test("order statistics agree with draws for every kind of law", () => {
  const laws: CostLaw[] = [
    uniform(-1, 2),
    exponential(2),
    VALLEY,
    WAVES,
    { kind: "power", shape: 0.5, scale: 2 },
    { kind: "pareto", xm: 1, shape: 3 },
    { kind: "discrete", atoms: [0, 1, 4], probs: [0.2, 0.5, 0.3] },
    { kind: "mixture", weights: [0.5, 0.5], components: [uniform(0, 2), { kind: "discrete", atoms: [1], probs: [1] }] },
  ];
  laws.forEach((law, i) => {
    const draw = costSampler(law);
    const found = estimateMean(
      10_000,
      (s) => Array.from({ length: 7 }, () => draw(s)).sort((a, b) => a - b)[4],
      stream(4, i),
    );
    assert.ok(
      agrees(found, orderStatistic(law, 7, 5)),
      `${law.kind}: ${found.estimate} for ${orderStatistic(law, 7, 5)}`,
    );
  });
  assert.equal(orderStatistic({ kind: "pareto", xm: 1, shape: 0.5 }, 5, 4), Infinity);
  close(orderStatistic(exponential(1), 1_000_000, 1), 1e-6);
  close(orderStatistic({ kind: "power", shape: 1, scale: 1 }, 1_000_000, 500_000), 500_000 / 1_000_001, 1e-12);
  close(betaPartialMoments(3, 4, 1).mean, 3 / 7);
});

const mixture = (...parts: readonly (readonly [number, CostLaw])[]): CostLaw => ({
  kind: "mixture",
  weights: parts.map(([weight]) => weight),
  components: parts.map(([, law]) => law),
});
const pareto = (shape: number): CostLaw => ({ kind: "pareto", xm: 1, shape });

test("a mixture of equals has the order statistics of the one law, far into the tail", () => {
  const laws: CostLaw[] = [exponential(1), exponential(1e-9), pareto(1.05), pareto(1.001), pareto(3), uniform(1, 2)];
  for (const law of laws) {
    for (const [n, k] of [
      [1, 1],
      [5, 5],
      [10, 10],
      [30, 29],
      [10_000, 1],
      [10_000, 5_000],
    ]) {
      const weights = [0.7, 0.2, 0.1].map((weight): [number, CostLaw] => [weight, law]);
      assert.ok(
        Math.abs(orderStatistic(mixture(...weights), n, k) / orderStatistic(law, n, k) - 1) < 1e-10,
        `${JSON.stringify(law)}, ${k} of ${n}: ${orderStatistic(mixture(...weights), n, k)}`,
      );
    }
  }
});

test("one cost of a mixture has its mean, whatever the scales", () => {
  for (const parts of [
    [exponential(1), exponential(2), exponential(3)],
    [exponential(1e6), exponential(1e-3)],
    [pareto(1.05), pareto(1.06)],
    [pareto(1.5), exponential(1)],
    [uniform(0, 1e-6), uniform(1e3, 2e3)],
  ] as CostLaw[][]) {
    const law = mixture(...parts.map((part): [number, CostLaw] => [1 / parts.length, part]));
    assert.ok(Math.abs(orderStatistic(law, 1, 1) / costMean(law) - 1) < 1e-10, JSON.stringify(parts));
  }
  assert.throws(() => orderStatistic({ kind: "oracle", cdf: () => 1 }, 2, 1), /upper tail/);
});

test("densities that oscillate faster than an order statistic varies", () => {
  for (const freq of [1, 20, 40, 64, 500, 1999, 4000]) {
    const law: CostLaw = { kind: "cosine", lo: 1, hi: 4, amp: 0.95, freq };
    assert.ok(Math.abs(orderStatistic(law, 3, 2) - 2.5) < 1e-9, `freq = ${freq}`);
    const { mechanism1, ironedPosted, optimal, uniformPrice, hOverG } = paymentSummary(law, 30, 15);
    assert.ok(ironedPosted <= optimal && optimal < uniformPrice && mechanism1 <= hOverG * optimal, `freq = ${freq}`);
  }
  assert.throws(() => iron({ kind: "cosine", lo: 1, hi: 4, amp: 0.95, freq: 6000 }), /waves/);
});

test("the hull is that of a dense polygon, also where the virtual cost falls to the end of the support", () => {
  for (const law of [
    mixture([0.99, uniform(0, 1)], [0.01, { kind: "power", shape: 30, scale: 1 }]),
    mixture([0.9, uniform(0, 1)], [0.1, { kind: "cosine", lo: 0.5, hi: 0.501, amp: 0.9, freq: 3 }]),
    mixture([0.5, exponential(1e5)], [0.5, uniform(0, 1)]),
    { kind: "cosine", lo: 1, hi: 4, amp: 0.95, freq: 40 } as const,
  ]) {
    const ironed = iron(law);
    const { lo, hi, cdf, quantile, breaks } = ironed.open;
    const top = Math.min(hi, quantile(1 - 1e-9));
    const costs = [
      ...Array.from({ length: 20_001 }, (_, i) => lo + ((top - lo) * i) / 20_000),
      ...Array.from({ length: 9_999 }, (_, i) => quantile((i + 1) / 10_000)),
      ...breaks,
    ].sort((a, b) => a - b);
    const hull: [number, number][] = [];
    for (const z of costs) {
      const next: [number, number] = [cdf(z), z * cdf(z)];
      if (hull.length > 0 && next[0] <= hull[hull.length - 1][0]) continue;
      const turns = ([q, H]: readonly number[], [y, G]: readonly number[]): boolean =>
        (G - H) * (next[0] - q) >= (next[1] - H) * (y - q);
      while (hull.length > 1 && turns(hull[hull.length - 2], hull[hull.length - 1])) hull.pop();
      hull.push(next);
    }
    for (const [q, H] of hull) close(hullAt(ironed, q).G, H, 2e-6);
  }
});

test("the bound R(w, n) is below 2, reached by near-tight laws, and largest near w = 2n/3", () => {
  for (let n = 2; n <= 120; n++) {
    const ratios = Array.from({ length: n - 1 }, (_, i) => tightRatio(n, i + 1));
    const worst = worstTightRatio(n);
    assert.equal(worst.ratio, Math.max(...ratios));
    assert.ok(worst.ratio < 2);
  }
  assert.ok(approximationRatio(nearTight(15, 30, 1e-9), 30, 15).ratio > tightRatio(30, 15) * (1 - 1e-6));
  [
    [10, 7, 1.6202],
    [100, 67, 1.8603],
    [1000, 667, 1.9535],
  ].forEach(([n, w, ratio]) => {
    assert.equal(worstTightRatio(n).w, w);
    close(worstTightRatio(n).ratio, ratio, 5e-5);
  });
});

test("the auction buys w units, nobody at a loss", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 2, maxLength: 9 }),
      fc.nat(),
      (costs, pick) => {
        const w = 1 + (pick % (costs.length - 1));
        const outcome = procure(VALLEY, costs, w);
        close(
          outcome.allocation.reduce((sum, x) => sum + x, 0),
          w,
        );
        close(
          outcome.payments.reduce((sum, x) => sum + x, 0),
          outcome.total,
        );
        outcome.payments.forEach((p, i) => assert.ok(p >= outcome.allocation[i] * costs[i] - 1e-12));
      },
    ),
    { seed: 2012, numRuns: 200 },
  );
});

test("a report beyond the support is not bought, and changes nothing for the others", () => {
  const [within, beyond] = [procure(VALLEY, [0.2, 1.2, 1.5, 2.9], 2), procure(VALLEY, [0.2, 1.2, 1.5, 7], 2)];
  assert.deepEqual(within, beyond);
  assert.equal(beyond.allocation[3], 0);
});

test("the lottery is accepted with probability c and pays G(c)", () => {
  for (const c of [0.1, 0.4, 0.5, 0.79, 0.9]) {
    const { lowPrice, highPrice, probHigh, payPerPlayer } = priceLottery(VALLEY, c);
    const { cdf } = iron(VALLEY).open;
    close((1 - probHigh) * cdf(lowPrice) + probHigh * cdf(highPrice), c);
    close((1 - probHigh) * cdf(lowPrice) * lowPrice + probHigh * cdf(highPrice) * highPrice, payPerPlayer);
  }
});

test("answers to the exercises of the notebook", () => {
  const mine = { kind: "histogram", breaks: [0, 1, 2, 3, 4], masses: [0.3, 0.05, 0.4, 0.25] } as const;
  const factors = Array.from({ length: 39 }, (_, i) => {
    const { mechanism1, optimal } = paymentSummary(mine, 40, i + 1);
    return mechanism1 / optimal;
  });
  assert.equal(factors.indexOf(Math.max(...factors)) + 1, 14);
  close(factors[13], 1.3, 5e-3);
  const [{ a, b }] = iron({ kind: "histogram", breaks: [0, 1, 2, 3], masses: [0.4, 0.02, 0.58] }).intervals;
  assert.equal(a, 1);
  close(b, 2.78, 5e-3);
  assert.ok(optimalBudget(1000, [mine], 83).c < 0.5);
  close(optimalBudget(1000, [mine], 84).c, 0.535, 5e-4);
});

test("illegal arguments are refused by name", () => {
  assert.throws(() => virtualCost(VALLEY, 3.5), /\bz\b/);
  assert.throws(() => virtualCost({ kind: "discrete", atoms: [1], probs: [1] }, 1), /density/);
  assert.throws(() => iron(uniform(-1, 1)), /least cost of law/);
  assert.throws(() => iron(histogram([0, 1, 2, 3], [0.5, 0, 0.5])), /positive/);
  assert.throws(() => iron({ kind: "oracle", cdf: () => 1 }), /density/);
  assert.throws(() => hullAt(VALLEY, 1.1), /\bq\b/);
  assert.throws(() => optimalPayment(VALLEY, 5, 5), /\bw\b/);
  assert.throws(() => optimalPayment(VALLEY, 5, 2.5), /\bw\b/);
  assert.throws(() => procure(VALLEY, [1, NaN], 1), /costs\[1\]/);
  assert.throws(() => procure(VALLEY, [1, 4], 1), /smallest of costs/);
  assert.throws(() => procure(VALLEY, [1, -4], 1), /costs\[1\]/);
  assert.throws(() => procure(VALLEY, [1, 2], 2), /\bw\b/);
  assert.throws(() => priceLottery(VALLEY, 0), /\bc\b/);
  assert.throws(() => orderStatistic(VALLEY, 5, 6), /\bk\b/);
  assert.throws(() => approximationRatio(uniform(-1, 1), 5, 2), /least cost/);
  assert.throws(() => tightRatio(5, 0), /\bw\b/);
});
