import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  allocateLevels,
  bestLevel,
  cheapestDesign,
  cheapestMajorityDesign,
  cheapestWithGenie,
  chernoffInformation,
  errorProbability,
  errorProbabilityOf,
  exponentialCost,
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
