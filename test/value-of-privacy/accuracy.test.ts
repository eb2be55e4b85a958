import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { stream } from "../../lib/probability/stream";
import {
  allocateLevels,
  bestLevel,
  cheapestDesign,
  cheapestMajorityDesign,
  cheapestMechanism,
  cheapestWithGenie,
  chernoffInformation,
  errorProbability,
  errorProbabilityOf,
  exponentialCost,
  levelFor,
  linearCost,
  logErrorProbability,
  lowerBound,
  peopleForError,
  populationNeeded,
  powerCost,
  ratioPeaks,
  stepCost,
  totalBounds,
  upperBound,
  type Design,
} from "../../lib/value-of-privacy";
import { MARKET, near, OFFER } from "./market";

test("ε̃ for a linear cost, from θ near ½ to θ near 1", () => {
  const level = (theta: number): number => bestLevel({ theta, cost: linearCost(3) })?.eps ?? NaN;
  assert.ok(near(level(0.500001), 2 * Math.log(1 + Math.SQRT2), 1e-6));
  assert.ok(near(level(0.8), 1.7307776771474309, 1e-12));
  assert.ok(near(level(0.9999999), 1.995368, 1e-5));
});

test("there is no ε̃ for costs as flat as ε³ at 0, and nothing that needs it is answered", () => {
  for (const p of [3, 4]) {
    const market = { ...MARKET, cost: powerCost(1, p) };
    assert.equal(bestLevel(market), undefined);
    assert.equal(populationNeeded({ ...market, tau: 0.1 }), undefined);
    assert.equal(totalBounds(market, 0.1), undefined);
    assert.equal(cheapestWithGenie(market, 0.1), undefined);
  }
  assert.ok((bestLevel({ theta: 0.8, cost: powerCost(1, 2.9) })?.eps ?? 0) > 0.01);
});

test("two humps are both found; the larger one counts", () => {
  const market = { theta: 0.8, cost: stepCost(1, 0.5, 1, 0.02) };
  const peaks = ratioPeaks(market) ?? [];
  assert.equal(peaks.length, 2);
  assert.equal(bestLevel(market)?.eps, peaks[peaks[0].ratio > peaks[1].ratio ? 0 : 1].eps);
});

test("no peak is too narrow to be seen, whatever the width of the jump and wherever it is", () => {
  const D = (eps: number): number => -0.5 * Math.log1p(-((0.6 * Math.tanh(eps / 2)) ** 2));
  const price = (eps: number, marginal: number): number => marginal * ((1 + Math.cosh(eps)) / 0.6 + Math.sinh(eps));
  for (const w of [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-8]) {
    for (const e0 of [0.3, 0.7, 1.2, 1.5]) {
      for (const kappa of [0.2, 4, 50]) {
        const cost = stepCost(1, kappa, e0, w);
        const best = bestLevel({ theta: 0.8, cost }) ?? assert.fail();
        // Every level beside the jump in steps of a fortieth of its width, and all others in steps of a hundredth.
        for (let i = -1600; i <= 400; i++) {
          const eps = e0 + (i * w) / 40;
          if (eps > 0) assert.ok(best.ratio >= (D(eps) / price(eps, cost.marginal(eps))) * (1 - 1e-9), `${w} ${e0}`);
        }
        for (let eps = 0.01; eps < 5; eps += 0.01) {
          assert.ok(best.ratio >= (D(eps) / price(eps, cost.marginal(eps))) * (1 - 1e-9));
        }
      }
    }
  }
  const market = { theta: 0.8, p1: 0.7, cost: stepCost(1, 4, 1.2, 1e-4) };
  const { lower } = totalBounds(market, 0.01) ?? assert.fail();
  assert.ok(lower <= 85 * upperBound({ ...market, eps: 1.1989, N: 85 }));
});

test("a cost may change between calls; scaling it changes nothing", () => {
  let p = 1;
  const cost = {
    cost: (e: number) => e ** p,
    marginal: (e: number) => p * e ** (p - 1),
    curvature: (e: number) => p * (p - 1) * e ** (p - 2),
  };
  bestLevel({ theta: 0.8, cost });
  p = 2;
  assert.equal(bestLevel({ theta: 0.8, cost })?.eps, bestLevel({ theta: 0.8, cost: powerCost(1, 2) })?.eps);
  for (const scale of [1e-200, 1e-12, 1e12, 1e200]) {
    const { eps = NaN } = bestLevel({ theta: 0.8, cost: powerCost(scale, 1.7) }) ?? {};
    assert.ok(near(eps, bestLevel({ theta: 0.8, cost: powerCost(1, 1.7) })?.eps ?? NaN, 1e-12));
  }
});

test("levels far below 1 are found; one below 2·10⁻¹² is refused, as is a curvature that is not g″", () => {
  assert.ok(near(bestLevel({ theta: 0.8, cost: exponentialCost(1, 2e6) })?.eps ?? NaN, 1e-6, 1e-5));
  // g′/g″ = 1/k there, and the slope of the price adds (2θ − 1)/2.
  assert.ok(near(bestLevel({ theta: 0.8, cost: powerCost(1, 2.9999999) })?.eps ?? NaN, 1e-7 / 0.3, 1e-2));
  const bounded = {
    cost: (e: number) => (e < 0.1 ? (100 * e ** 3) / 3 : 0.1 / 3 + e - 0.1),
    marginal: (e: number) => Math.min(100 * e * e, 1),
    curvature: (e: number) => (e < 0.1 ? 200 * e : 0),
  };
  assert.ok(near(bestLevel({ theta: 0.8, cost: bounded })?.eps ?? NaN, 1.7307776771474309, 1e-12));
  assert.throws(() => bestLevel({ theta: 0.8, cost: exponentialCost(1, 1e14) }), {
    name: "RangeError",
    message: /^cost must be one whose best level is above/,
  });
  const wrong = { ...powerCost(1, 2), curvature: () => 7 };
  assert.throws(() => bestLevel({ theta: 0.8, cost: wrong }), {
    name: "RangeError",
    message: /^cost\.curvature must be the derivative/,
  });
});

test("bounds come in order, with the designs between, at every target of Figure 2", () => {
  for (const tau of [0.001, 0.05, 0.3]) {
    const { lower, lowerContinuous, upper } = totalBounds(MARKET, tau) ?? assert.fail();
    const totals = [cheapestWithGenie, cheapestDesign, cheapestMajorityDesign].map((f) => f(MARKET, tau)?.total ?? NaN);
    const row = [lower, lowerContinuous, ...totals, upper ?? NaN];
    row.forEach((x, i) => assert.ok(i === 0 || x >= row[i - 1] - 1e-9, `${tau}: ${row.join(", ")}`));
  }
});

test("no cheaper design lies on a fine grid of levels and populations", () => {
  for (const [market, tau] of [
    [MARKET, 0.2],
    [{ ...MARKET, cost: stepCost(1, 2, 1, 0.05) }, 0.3],
    [{ ...MARKET, theta: 0.95, p1: 0.4, cost: exponentialCost(0.5, 1) }, 0.05],
  ] as const) {
    const { total, N, eps } = cheapestMajorityDesign(market, tau) ?? assert.fail();
    assert.ok(near(total, N * upperBound({ ...market, N, eps }), 1e-12));
    for (let people = 2; people < 3 * N + 10; people++) {
      for (let level = 0.3; level < 5; level += 0.01) {
        if (people * chernoffInformation({ ...market, eps: level }) < -Math.log(tau)) continue;
        assert.ok(people * upperBound({ ...market, N: people, eps: level }) >= total * (1 - 1e-9));
      }
    }
  }
});

test("with a genie: no other whole number of people at equal levels is cheaper", () => {
  for (const tau of [0.9, 0.4, 0.01, 1e-12]) {
    const { total } = cheapestWithGenie(MARKET, tau) ?? assert.fail();
    for (let N = 1; N < 500; N++) {
      const target = Math.sqrt(-Math.expm1((2 * Math.log(tau)) / N)) / 0.6;
      if (target < 1) assert.ok(N * lowerBound({ ...MARKET, eps: 2 * Math.atanh(target) }) >= total * (1 - 1e-12));
    }
  }
});

test("one person cannot run the majority mechanism", () => {
  const { N, upper, excess } = totalBounds({ ...MARKET, theta: 0.99 }, 0.95) ?? assert.fail();
  assert.deepEqual([N, upper, excess], [1, undefined, undefined]);
});

test("the exact error agrees with walking through all reports, whatever the levels", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.51, max: 0.99, noNaN: true }),
      fc.double({ min: 0.05, max: 0.95, noNaN: true }),
      fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 7 }),
      (theta, p1, levels) => {
        let sum = 0;
        for (let bits = 0; bits < 2 ** levels.length; bits++) {
          let [one, zero] = [p1, 1 - p1];
          levels.forEach((eps, i) => {
            const alpha = theta / (1 + Math.exp(-eps)) + (1 - theta) / (1 + Math.exp(eps));
            one *= (bits >> i) & 1 ? alpha : 1 - alpha;
            zero *= (bits >> i) & 1 ? 1 - alpha : alpha;
          });
          sum += Math.min(one, zero);
        }
        assert.ok(Math.abs(errorProbabilityOf({ theta, p1, levels }) - sum) < 1e-13);
      },
    ),
    { seed: 5, numRuns: 100 },
  );
});

test("equal levels: one formula, any N, down to where the error underflows", () => {
  for (const N of [0, 1, 2, 7, 30]) {
    const some = errorProbabilityOf({ ...MARKET, levels: new Array(N).fill(1) });
    assert.ok(near(errorProbability({ ...OFFER, N }), some, 1e-12));
  }
  assert.equal(errorProbability({ ...OFFER, eps: 0, N: 50 }), 1 - 0.7);
  assert.equal(errorProbability({ ...OFFER, eps: -1, N: 9 }), errorProbability({ ...OFFER, N: 9 }));
  const far = logErrorProbability({ ...OFFER, N: 1_000_000 });
  assert.ok(Math.abs(far / 1e6 + chernoffInformation(OFFER)) < 2e-5);
});

test("the fewest people for a target: enough, and one fewer is not", () => {
  for (const tau of [0.25, 0.05, 1e-9]) {
    const N = peopleForError({ ...OFFER, tau });
    assert.ok(errorProbability({ ...OFFER, N }) <= tau && errorProbability({ ...OFFER, N: N - 1 }) > tau);
  }
  assert.equal(peopleForError({ ...OFFER, tau: 0.3 }), 0);
});

test("people who differ: equal marginal prices, and equal people as in (P1)", () => {
  const { levels } = allocateLevels({ theta: 0.8, costs: [1, 1.15], tau: Math.exp(-0.212821) });
  const shares = levels.map((eps) => chernoffInformation({ theta: 0.8, eps }));
  assert.ok(near(shares[0], 0.11059, 1e-4) && near(shares[1], 0.10223, 1e-4));
  for (const tau of [0.9, 0.2, 0.01]) {
    const { total } = allocateLevels({ theta: 0.8, costs: new Array(80).fill(1), tau });
    assert.ok(near(total, cheapestWithGenie(MARKET, tau)?.total ?? NaN, 1e-10));
  }
  assert.throws(() => allocateLevels({ theta: 0.8, costs: [1, 1], tau: 0.01 }), {
    message: /^tau must be one that 2 people/,
  });
});

test("no level of a dense scan, nor a few people more or fewer, is cheaper than the cheapest designs, jumps or not", () => {
  const { uniform } = stream(1, "designs");
  const logarithmic = (lo: number, hi: number): number => lo * (hi / lo) ** uniform();
  for (let i = 0; i < 24; i++) {
    const cost = [
      linearCost(1),
      powerCost(1, 1 + 1.2 * uniform()),
      exponentialCost(1, logarithmic(0.1, 30)),
      stepCost(1, logarithmic(0.1, 100), 2 * uniform(), logarithmic(1e-5, 0.5)),
    ][i % 4];
    const market = { theta: 0.65 + 0.33 * uniform(), p1: 0.1 + 0.8 * uniform(), cost };
    const tau = logarithmic(1e-4, 0.6);
    for (const [design, price] of [
      [cheapestMajorityDesign, upperBound],
      [cheapestDesign, (of: Design) => cheapestMechanism(of).payment],
    ] as const) {
      const { N, total } = design(market, tau) ?? assert.fail();
      for (const people of [N - 2, N - 1, N, N + 1, N + 2, N + 7]) {
        const least = people < 2 ? undefined : levelFor(market.theta, tau, people);
        if (least === undefined || least > 20) continue;
        for (let j = 0; j < 120; j++) {
          const eps = least * (j === 0 ? 1 : 1 + logarithmic(1e-6, 8));
          if (!(cost.marginal(eps) * Math.exp(eps) < 1e300)) continue;
          assert.ok(people * price({ ...market, eps, N: people }) >= total * (1 - 1e-9), `${i}: ${people}, ${eps}`);
        }
      }
    }
  }
});

test("what would take for ever is refused by name, or answered at once", () => {
  const dim = { theta: 0.5 + 1e-10, p1: 0.7, cost: linearCost(1) };
  for (const design of [totalBounds, cheapestWithGenie, cheapestMajorityDesign]) {
    assert.throws(() => design(dim, 0.01), { name: "RangeError", message: /^(people for )?tau/ });
  }
  const flat = { theta: 0.6, p1: 0.7, cost: powerCost(1, 2.8) };
  assert.throws(() => cheapestMajorityDesign(flat, 0.97), { message: /^tau must be such that the search over N ends/ });
  assert.ok((totalBounds({ ...dim, theta: 0.5 + 1e-6 }, 0.01)?.N ?? 0) > 1e12);
});
