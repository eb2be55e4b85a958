import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { forEachHistogram } from "../../lib/enumeration/histograms";
import {
  auditAgents,
  facilityCriticalWorth,
  facilityLaw,
  facilityLogLaw,
  facilityLoss,
  facilityLosses,
  facilityLossTail,
  facilityPrivacy,
  logBound,
  medianIndex,
  noisyMedian,
  xiaoNoise,
} from "../../lib/truthful-mechanisms";
import { facilityLogLaws } from "../../lib/truthful-mechanisms/facility";
import {
  medianDelta,
  truncatedBelowNoise,
  xiaoDelta,
  xiaoPrintedNoise,
} from "../../lib/truthful-mechanisms/noisy-median";

const close = (a: number, b: number, tolerance = 1e-12): void =>
  assert.ok(a === b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)), `${a} against ${b}`);
const histograms = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 7 });

/** The law by convolution of cut geometric noise. */
function slowLaw(histogram: readonly number[], eps: number): Float64Array {
  const b = Math.exp(-eps / 2);
  const noise = Float64Array.from({ length: Math.ceil(90 / eps) }, (_, k) => (1 - b) * b ** k);
  return noisyMedian(noise, histogram.length)(histogram);
}

/** δ at e^ε between (1 + r_i, r_j) and (r_i, 1 + r_j), the two entries that a changed report moves. */
function deltaOfHistogram(noise: ArrayLike<number>, eps: number): number {
  let delta = 0;
  for (let i = 0; i <= noise.length; i++) {
    for (let j = 0; j <= noise.length; j++) {
      const p = (noise[i - 1] ?? 0) * (noise[j] ?? 0);
      const q = (noise[i] ?? 0) * (noise[j - 1] ?? 0);
      delta += Math.max(0, p - Math.exp(eps) * q);
    }
  }
  return delta;
}

test("the median goes to the left at a tie", () => {
  const cases: [number[], number][] = [
    [[0, 0, 0], 0],
    [[1, 1], 0],
    [[1, 2], 1],
    [[2, 1, 1], 0],
    [[0, 0, 5], 2],
    [[7], 0],
  ];
  for (const [z, k] of cases) assert.equal(medianIndex(z), k);
});

test("the race gives the same law as a convolution of the noise", () => {
  fc.assert(
    fc.property(histograms, fc.constantFrom(0.4, 1, 3), (h, eps) => {
      const slow = slowLaw(h, eps);
      facilityLaw(h, eps).forEach((p, k) => close(p, slow[k], 1e-12));
    }),
    { seed: 1, numRuns: 40 },
  );
});

test("the law sums to 1 for any ε and size", () => {
  fc.assert(
    fc.property(histograms, fc.double({ min: Math.log(1e-6), max: Math.log(50), noNaN: true }), (h, x) => {
      close(
        facilityLaw(h, Math.exp(x)).reduce((a, b) => a + b, 0),
        1,
        1e-11,
      );
    }),
    { seed: 2, numRuns: 200 },
  );
  for (const n of [0, 1, 1000, 1e9]) {
    close(
      facilityLaw([n, 0, n, 0, 0], 0.01).reduce((a, b) => a + b, 0),
      1,
      1e-11,
    );
  }
});

test("a million reports on 200 locations, tails down to e^{−8000}", () => {
  const ends = new Array<number>(200).fill(0);
  ends[0] = 500_050;
  ends[199] = 499_950;
  const law = facilityLogLaw(ends, 0.01);
  [
    [0, -136.93941080578134],
    [50, -28.120465365709347],
    [99, -2.8768063438880622],
    [199, -137.94441080578133],
  ].forEach(([k, value]) => close(law[k], value, 1e-12));
  const uniform = facilityLogLaw(new Array<number>(200).fill(5000), 0.02);
  assert.ok(uniform[0] < -8000 && Number.isFinite(uniform[0]));
});

test("several histograms share the tables and change nothing", () => {
  const [a, b] = facilityLogLaws(
    [
      [3, 1, 2],
      [0, 0, 9],
    ],
    1,
  );
  assert.deepEqual([...a], [...facilityLogLaw([3, 1, 2], 1)]);
  assert.deepEqual([...b], [...facilityLogLaw([0, 0, 9], 1)]);
});

test("Lemma 6.2: the level by the worst profiles is that over all profiles", () => {
  for (const abstain of [false, true]) {
    for (const [q, n] of [
      [2, 3],
      [3, 3],
      [4, 2],
    ]) {
      const fast = facilityPrivacy(q, n, 1.3, abstain);
      const { privacy } = auditAgents({
        players: n,
        types: q,
        abstain,
        bound: logBound(1),
        value: () => 0,
        law: (profile) =>
          facilityLaw(
            Array.from({ length: q }, (_, k) => profile.filter((r) => r === k).length),
            1.3,
          ),
      });
      close(Math.max(...fast), privacy.level, 1e-11);
      close(fast[0], 1.3, 1e-11);
      close(fast[q - 1], 1.3, 1e-11);
    }
  }
});

test("every outcome's level is the largest ratio over all histograms", () => {
  for (const [q, n, eps] of [
    [3, 5, 1],
    [4, 4, 0.5],
    [5, 3, 2],
  ]) {
    const levels = new Array<number>(q).fill(0);
    forEachHistogram(q, n - 1, (others) => {
      const laws = others.map((_, r) =>
        facilityLogLaw(
          others.map((h, k) => h + (k === r ? 1 : 0)),
          eps,
        ),
      );
      for (const p of laws) for (const o of laws) p.forEach((x, k) => (levels[k] = Math.max(levels[k], x - o[k])));
    });
    facilityPrivacy(q, n, eps).forEach((level, k) => close(level, levels[k], 1e-10));
  }
});

test("landmarks of the figure: privacy per outcome", () => {
  const one = [1, 0.87798, 0.78761, 0.89126, 1];
  facilityPrivacy(5, 6, 1).forEach((y, k) => close(y, one[k], 6e-6));
  close(facilityPrivacy(3, 40, 1)[1], 0.97621, 6e-6);
});

test("the critical worth is that of a search over all histograms and pairs", () => {
  for (const [locations, n] of [
    [[0, 0.5, 1], 4],
    [[0, 1], 3],
    [[0, 0.2, 0.3, 1], 3],
  ] as const) {
    const q = locations.length;
    let least = Infinity;
    forEachHistogram(q, n - 1, (others) => {
      const laws = others.map((_, r) =>
        facilityLogLaw(
          others.map((h, k) => h + (k === r ? 1 : 0)),
          1,
        ),
      );
      const y = others.map((_, k) => Math.max(...laws.map((l) => l[k])) - Math.min(...laws.map((l) => l[k])));
      for (let k = 0; k < q; k++) {
        for (let far = k + 1; far < q; far++) {
          if (others.slice(k + 1, far).some((h) => h > 0)) continue;
          least = Math.min(least, (locations[far] - locations[k]) / (y[k] + y[far]));
        }
      }
    });
    close(facilityCriticalWorth([...locations], n, 1), least, 1e-10);
  }
  assert.equal(facilityCriticalWorth([0.3], 4, 1), Infinity);
});

test("losses: landmarks of the figure, and the tail counts a loss that reaches Δ", () => {
  const five = [0, 0.25, 0.5, 0.75, 1];
  const expected = [
    [1, 0.44691],
    [5, 1.56077],
    [8, 1.804],
    [20, 0.8458],
    [40, 0.048256],
  ];
  for (const [n, loss] of expected) close(facilityLoss([n, 0, 0, 0, 0], five, 0.5), loss, 6e-6);
  assert.deepEqual([...facilityLosses([1, 0, 1], [0, 0.5, 1])], [0, 0, 0]);
  close(facilityLossTail([4, 0, 0], [0, 0.5, 1], 2, 1), 1 - facilityLaw([4, 0, 0], 1)[0]);
  assert.equal(facilityLossTail([4, 0], [0, 1], 0, 1), 1);
});

test("Xiao's noise: δ of one coordinate, of the histogram and of the median", () => {
  for (const [eps, t] of [
    [1, 2],
    [0.3, 7],
    [2, 1],
    [1, 0],
  ]) {
    const noise = xiaoNoise(eps, t);
    const { coordinate, histogram } = xiaoDelta(eps, t);
    close(coordinate, noise[0]);
    close(histogram, deltaOfHistogram(noise, eps), 1e-12);
    assert.ok(medianDelta(noise, 2, 20, eps) <= histogram + 1e-12);
  }
  close(medianDelta(xiaoNoise(1, 2), 2, 4, 1), 0.2028183, 1e-6);
  assert.ok(xiaoPrintedNoise(1, 15)[0] > 0.19);
});

test("noise cut off below keeps the median ε-private", () => {
  const law = noisyMedian(truncatedBelowNoise(1, 3), 3);
  forEachHistogram(3, 3, (others) => {
    const laws = others.map((_, r) => law(others.map((h, k) => h + (k === r ? 1 : 0))));
    for (const p of laws) for (const o of laws) p.forEach((x, k) => assert.ok(Math.log(x / o[k]) <= 1 + 1e-9));
  });
});

test("illegal values are refused by name", () => {
  for (const eps of [0, -1, NaN, Infinity]) assert.throws(() => facilityLaw([1, 2], eps), /eps must be/);
  assert.throws(() => facilityLaw([], 1), /the length of histograms?\[?0?\]?/);
  assert.throws(() => facilityLaw([1, -1], 1), /histograms\[0\]\[1\] must be a whole number/);
  assert.throws(() => facilityLaw([1, 0.5], 1), /histograms\[0\]\[1\]/);
  assert.throws(() => facilityLaw([1, NaN], 1), /histograms\[0\]\[1\]/);
  assert.throws(() => facilityLogLaws([[1], [1, 2]], 1), /the length of histograms\[1\]/);
  assert.throws(() => medianIndex([]), /the length of z/);
  assert.throws(() => medianIndex([1, -2]), /z\[1\]/);
  assert.throws(() => facilityLosses([1, 2], [0, 1.5]), /locations\[1\]/);
  assert.throws(() => facilityLosses([1, 2], [0.5, 0.5]), /locations\[1\] must be above 0.5/);
  assert.throws(() => facilityLosses([1, 2], [0.5]), /the length of locations/);
  assert.throws(() => facilityPrivacy(0, 3, 1), /q must be/);
  assert.throws(() => facilityPrivacy(3, 0, 1), /players must be/);
  assert.throws(() => facilityCriticalWorth([0.5, 0.2], 3, 1), /locations\[1\]/);
  assert.throws(() => xiaoDelta(1, -1), /t must be/);
  assert.throws(() => xiaoDelta(0, 1), /eps must be/);
  assert.throws(() => truncatedBelowNoise(1e-4, 1), /eps must be at least/);
  assert.throws(() => noisyMedian([0.5, 0.4], 2), /the sum of noise/);
  assert.throws(() => noisyMedian([1], 2)([1]), /the length of histogram/);
  assert.throws(() => facilityLossTail([1], [0], NaN, 1), /delta/);
});
