import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  criticalWorth,
  electionChannel,
  logisticElectionLoss,
  mutualInformation,
  posteriorAfter,
  sharpShift,
  strongRationalityWorth,
  logBound,
  twoSidedLie,
} from "../../lib/truthful-mechanisms";
import { facilityChannel } from "../../lib/truthful-mechanisms/beliefs";

const close = (a: number, b: number, tolerance = 1e-12): void =>
  assert.ok(a === b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)), `${a} against ${b}`);

const law = (n: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { minLength: n, maxLength: n }).map((w) => {
    const sum = w.reduce((a, b) => a + b, 0);
    return w.map((x) => x / sum);
  });
const situations = fc
  .tuple(fc.integer({ min: 2, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .chain(([types, outcomes]) => fc.tuple(law(types), fc.array(law(outcomes), { minLength: types, maxLength: types })));

test("beliefs after an outcome are a law, average to the prior, and shift no more than the sharp bound", () => {
  fc.assert(
    fc.property(situations, ([prior, channel]) => {
      const back = prior.map(() => 0);
      channel[0].forEach((_, o) => {
        const { posterior, ratio, shift } = posteriorAfter(prior, channel, o);
        close(
          posterior.reduce((a, b) => a + b, 0),
          1,
        );
        assert.ok(shift <= sharpShift(ratio) + 1e-12);
        const weight = channel.reduce((sum, row, t) => sum + prior[t] * row[o], 0);
        posterior.forEach((p, t) => (back[t] += weight * p));
      });
      back.forEach((p, t) => close(p, prior[t], 1e-10));
    }),
    { seed: 1 },
  );
});

test("information is what entropies say, 0 for a constant strategy, and accurate where it is tiny", () => {
  fc.assert(
    fc.property(situations, ([prior, channel]) => {
      const honest = prior.map((_, t) => t);
      let direct = 0;
      channel[0].forEach((_, o) => {
        const mean = prior.reduce((sum, p, t) => sum + p * channel[t][o], 0);
        prior.forEach((p, t) => (direct += p * channel[t][o] * Math.log(channel[t][o] / mean)));
      });
      close(mutualInformation(channel, prior, honest), direct, 1e-10);
      assert.ok(
        mutualInformation(
          channel,
          prior,
          prior.map(() => 0),
        ) < 1e-14,
      );
    }),
    { seed: 2 },
  );
  const d = 1e-8;
  close(
    mutualInformation(
      [
        [0.5 + d, 0.5 - d],
        [0.5 - d, 0.5 + d],
      ],
      [0.5, 0.5],
      [0, 1],
    ) /
      (2 * d * d),
    1,
    1e-6,
  );
});

test("landmarks of the figure: information in an election", () => {
  for (const [d, value] of [
    [0, 0.024912],
    [5, 0.0044969],
    [10, 0.0011659],
    [40, 6.2121e-7],
  ]) {
    close(mutualInformation(electionChannel([d, 0], 0.5, "halved"), [0.5, 0.5], [0, 1]) / value, 1, 1e-4);
  }
});

test("the critical worth of the pointwise measure is at most Xiao's", () => {
  for (const noise of ["printed", "halved"] as const) {
    const { pointwise, xiao } = criticalWorth(
      electionChannel([2, 0], 0.7, noise),
      [0.3, 0.7],
      [
        [1, 0],
        [0, 1],
      ],
    );
    assert.ok(pointwise > 0 && pointwise <= xiao);
  }
  const { pointwise, xiao } = criticalWorth(
    [
      [0.5, 0.5],
      [0.5, 0.5],
    ],
    [0.5, 0.5],
    [
      [1, 0],
      [0, 1],
    ],
  );
  assert.deepEqual([pointwise, xiao], [Infinity, Infinity]);
});

test("channels are the mechanisms' laws, one row a report", () => {
  assert.equal(facilityChannel([2, 0, 1], 1).length, 3);
  facilityChannel([2, 0, 1], 1).forEach((row) =>
    close(
      Array.from(row).reduce((a, b) => a + b, 0),
      1,
    ),
  );
});

test("beyond the paper: landmarks", () => {
  close(strongRationalityWorth(0.01, "halved", logBound(1)), 0.24938, 1e-5);
  close(strongRationalityWorth(1, "halved", logBound(1)), 0.19057, 1e-5);
  assert.deepEqual(twoSidedLie([0, 0, 0, 1], [0, -1, 0, 0], [0, 1 / 3, 2 / 3, 1]), {
    own: 1,
    report: 0,
    honestOutcome: 3,
    otherOutcome: 0,
  });
  assert.equal(twoSidedLie([0, 0, 0, 1], [2, 1, 0, 0], [0, 1 / 3, 2 / 3, 1]), null);
  close(logisticElectionLoss(3, 0.25), 1.222, 1e-3);
});

test("illegal values are refused by name", () => {
  const channel = [
    [0.5, 0.5],
    [0.4, 0.6],
  ];
  assert.throws(() => posteriorAfter([0.5, 0.4], channel, 0), /the sum of prior/);
  assert.throws(() => posteriorAfter([0.5, 0.6, -0.1], channel, 0), /prior\[2\]/);
  assert.throws(() => posteriorAfter([0.5, 0.5], [[0.5, 0.5], [1]], 0), /the length of channel\[1\]/);
  assert.throws(() => posteriorAfter([0.5, 0.5], channel, 2), /outcome must be/);
  assert.throws(
    () =>
      posteriorAfter(
        [0, 1],
        [
          [1, 0],
          [1, 0],
        ],
        1,
      ),
    /outcome must be an outcome that can happen/,
  );
  assert.throws(() => sharpShift(0.5), /ratio must be/);
  assert.throws(() => mutualInformation(channel, [0.5, 0.5], [0, 2]), /strategy\[1\]/);
  assert.throws(() => mutualInformation(channel, [0.5, 0.5], [0]), /the length of strategy/);
  assert.throws(
    () =>
      criticalWorth(
        channel,
        [0.5, 0.5],
        [
          [0, 1],
          [1, 0],
        ],
      ),
    /utilities must be such that honesty/,
  );
  assert.throws(() => criticalWorth(channel, new Array<number>(8).fill(1 / 8), []), /the length of prior/);
  assert.throws(() => electionChannel([1, 2, 3], 1, "printed"), /the length of others/);
  assert.throws(() => facilityChannel([1, -2], 1), /others\[1\]/);
});

test("the critical worth of a skewed election, against 60 digits", () => {
  const utilities = [
    [1, 0],
    [0, 1],
  ];
  for (const [eps, d, pointwise, xiao] of [
    [5, 10, 0.107447183426751, 1.44360409427381],
    [1, 36, 0.697456667532031, 2.32325563598574],
    [0.5, 70, 1.61260539590518, 4.16531636433327],
  ]) {
    for (const others of [
      [d, 0],
      [0, d],
    ]) {
      const found = criticalWorth(electionChannel(others, eps, "printed"), [0.5, 0.5], utilities);
      close(found.pointwise / pointwise, 1, 1e-12);
      close(found.xiao / xiao, 1, 1e-12);
    }
  }
});

test("free abstention at large ε: the ratio of two vanishing numbers is not lost", () => {
  for (const noise of ["halved", "printed"] as const) {
    for (const eps of [40, 80, 300, 700]) {
      // The others tied, a voter of A: her vote decides with probability a (1 − a)/(1 + a) and costs ln x_A = κ nearly.
      const rate = noise === "halved" ? eps / 2 : eps;
      close((strongRationalityWorth(eps, noise, logBound(1)) * rate) / Math.exp(-rate), 1, 1e-3);
    }
  }
});
