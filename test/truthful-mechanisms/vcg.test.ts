import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { forEachProfile } from "../../lib/enumeration/profiles";
import { auditPrivacy } from "../../lib/privacy/audit";
import { agrees, estimateMean } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";
import {
  essentialTypes,
  expectedExternality,
  EXTERNALITY_MODES,
  runVcg,
  scanVcg,
  vcgCoupling,
  vcgExpectedMax,
  vcgLoss,
  vcgMarginal,
  vcgPayment,
  vcgPrivacy,
  type Valuation,
} from "../../lib/truthful-mechanisms";
import { vcg, vcgOutput } from "../../lib/truthful-mechanisms/vcg";
import { vcgDifference } from "../../lib/truthful-mechanisms/vcg-coupling";
import {
  vcgExpectedPayment,
  vcgExpectedUtility,
  vcgLaw,
  vcgLossTail,
  vcgProbabilities,
} from "../../lib/truthful-mechanisms/vcg-law";

const close = (a: number, b: number, tolerance = 1e-12): void =>
  assert.ok(a === b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)), `${a} against ${b}`);

/** Outcomes, M and types of up to five players, with noise. */
const runs = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 })).chain(([K, most]) => {
  const type = fc.array(fc.integer({ min: 0, max: most }), { minLength: K, maxLength: K });
  const noise = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: K, maxLength: K });
  return fc.tuple(fc.constant(most), fc.array(type, { maxLength: 5 }), noise);
});

test("a payment is the externality on others and noise, between 0 and M, and utility is never negative", () => {
  fc.assert(
    fc.property(runs, ([most, types, noise]) => {
      const K = noise.length;
      const { outcome, revealed, payments } = runVcg(types, noise, most);
      assert.deepEqual(
        revealed.find(([o]) => o === outcome),
        [outcome, 0],
      );
      types.forEach((type, i) => {
        const W = noise.map(
          (lambda, o) => K * (lambda + types.reduce((sum, t, j) => sum + (j === i ? 0 : t[o]), 0)) + o,
        );
        assert.equal(payments[i], Math.max(...W) - W[outcome]);
        assert.ok(payments[i] >= 0 && payments[i] <= K * most);
        assert.ok(K * type[outcome] - payments[i] >= 0);
      });
    }),
    { seed: 1 },
  );
});

test("the law sums to 1, and over signatures to the marginal, for any sums", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 2 }),
      fc.constantFrom(0.05, 0.7, 5, 50),
      (sums, most, eps) => {
        const marginal = vcgMarginal(sums, most, eps);
        const summed = sums.map(() => 0);
        for (const { outcome, probability } of vcgLaw(sums, most, eps)) summed[outcome] += probability;
        close(
          summed.reduce((a, b) => a + b, 0),
          1,
          1e-11,
        );
        summed.forEach((p, o) => close(p, marginal[o], 1e-11));
      },
    ),
    { seed: 2, numRuns: 60 },
  );
});

test("the law is that of the noise, enumerated", () => {
  for (const [sums, most, eps] of [
    [[2, 3], 1, 3],
    [[0, 4], 2, 6],
    [[1, 0, 2], 1, 6],
  ] as const) {
    const K = sums.length;
    const rate = eps / (most * K);
    const law = new Map<string, number>();
    forEachProfile(
      sums.map(() => 41),
      (coins) => {
        const noise = coins.map((x) => x - 20);
        const { outcome, revealed } = vcgOutput(sums, noise, most);
        const weight = noise.reduce((p, x) => p * Math.tanh(rate / 2) * Math.exp(-rate * Math.abs(x)), 1);
        const key = `${outcome}:${revealed}`;
        law.set(key, (law.get(key) ?? 0) + weight);
      },
    );
    for (const { outcome, signature, probability } of vcgLaw(sums, most, eps)) {
      const revealed = signature.flatMap((k, p) => (k === null ? [] : [[p, K * k + outcome - p]]));
      close(probability, law.get(`${outcome}:${revealed}`) ?? 0, 1e-8);
    }
  }
});

test("only differences of the sums matter, and a far lead leaves tails that are still accurate", () => {
  const [a, b] = [vcgProbabilities([3, 1, 0], 2, 1), vcgProbabilities([103, 101, 100], 2, 1)];
  a.forEach((p, o) => close(p, b[o], 1e-13));
  const [far, farther] = [vcgMarginal([200, 0], 1, 1)[1], vcgMarginal([202, 0], 1, 1)[1]];
  assert.ok(far > 0 && Math.abs(Math.log(far / farther) - 1) < 0.02);
});

test("reports that differ by a constant are the same report", () => {
  const { outcome, payment, gain } = vcgCoupling([1, 0, 2], [0, 1, 0], [1, 2, 1], 2, 1);
  assert.deepEqual([outcome, payment, gain], [0, 0, 0]);
  close(vcgDifference([1, 0, 2], [0, 1, 0], [1, 2, 1], 2, 1), 0, 1e-14);
});

test("the coupling for two outcomes has the closed form of the discrete Laplace difference", () => {
  for (const [d, delta, other, most, eps] of [
    [2, 0, -1, 1, 1],
    [0, 2, -1, 2, 0.5],
    [-3, 1, 2, 2, 2],
  ]) {
    const a = Math.exp(-eps / (2 * most));
    const f = (z: number): number =>
      ((1 - a) / (1 + a)) ** 2 * a ** Math.abs(z - d) * (Math.abs(z - d) + (1 + a * a) / (1 - a * a));
    const sum = (from: number, to: number, of = f): number => {
      let s = 0;
      for (let z = from; z <= to; z++) s += of(z);
      return s;
    };
    const [lo, hi] = [Math.min(delta, other), Math.max(delta, other)];
    const typeOf = (difference: number): number[] => [Math.max(difference, 0), Math.max(-difference, 0)];
    const { outcome, payment, gain } = vcgCoupling([d, 0], typeOf(delta), typeOf(other), most, eps);
    close(outcome, sum(1 - hi, -lo), 1e-11);
    close(payment, sum(1 - lo, most - lo) + sum(1 - hi - most, -hi), 1e-11);
    close(
      gain,
      sum(1 - hi, -lo, (z) => f(z) * Math.abs(z + delta - 0.5)),
      1e-11,
    );
  }
});

test("the coupling of three outcomes is that of the noise, enumerated", () => {
  const [others, most, eps, rate] = [[1, 0, 2], 2, 9, 1.5];
  for (const [truth, report] of [
    [
      [2, 0, 1],
      [0, 2, 2],
    ],
    [
      [0, 1, 0],
      [0, 0, 2],
    ],
    [
      [1, 1, 0],
      [0, 1, 2],
    ],
  ]) {
    let [outcome, payment, gain] = [0, 0, 0];
    forEachProfile([31, 31, 31], (coins) => {
      const noise = coins.map((x) => x - 15);
      const weight = noise.reduce((p, x) => p * Math.tanh(rate / 2) * Math.exp(-rate * Math.abs(x)), 1);
      const [honest, lie] = [truth, report].map((type) =>
        vcgOutput(
          others.map((s, o) => s + type[o]),
          noise,
          most,
        ),
      );
      const paid = (vcgPayment(truth, honest) - vcgPayment(report, lie)) / 3;
      gain += weight * (truth[honest.outcome] - truth[lie.outcome] - paid);
      if (honest.outcome !== lie.outcome) outcome += weight;
      else if (String(honest.revealed) !== String(lie.revealed)) payment += weight;
    });
    const found = vcgCoupling(others, truth, report, most, eps);
    close(found.outcome, outcome, 1e-8);
    close(found.payment, payment, 1e-8);
    close(found.gain, gain, 1e-7);
  }
});

test("the coupled gain is the difference of expected utilities, the coupling at least the statistical difference", () => {
  const settings: [number[], number[], number[], number][] = [
    [[2, 0], [0, 0], [0, 1], 1],
    [[3, -1, 2], [2, 0, 1], [0, 2, 2], 2],
    [[0, 0, 0, 1], [1, 0, 0, 1], [0, 1, 1, 0], 1],
  ];
  for (const [others, truth, report, most] of settings) {
    const { outcome, payment, gain } = vcgCoupling(others, truth, report, most, 1.3);
    const honest = vcgExpectedUtility(others, truth, truth, most, 1.3);
    close(gain, honest - vcgExpectedUtility(others, report, truth, most, 1.3), 1e-11);
    assert.ok(outcome <= others.length * gain * (1 + 1e-12), "Lemma 7.3");
    assert.ok(payment <= 2 * most * Math.exp(1.3 / others.length) * outcome, "Lemma 7.4");
    assert.ok(vcgDifference(others, truth, report, most, 1.3) <= outcome + payment + 1e-14);
    assert.ok(vcgExpectedPayment(others, truth, most, 1.3) >= 0);
  }
});

test("the privacy level of a window is that of an audit over all profiles of reports", () => {
  for (const [K, most, players] of [
    [2, 1, 2],
    [2, 2, 2],
    [3, 1, 2],
  ]) {
    const types: number[][] = [];
    forEachProfile(new Array<number>(K).fill(most + 1), (type) => types.push([...type]));
    const { level } = auditPrivacy({
      reports: new Array<number>(players).fill(types.length),
      law: (profile) =>
        vcgProbabilities(
          profile.reduce((sums, t) => sums.map((s, o) => s + types[t][o]), new Array<number>(K).fill(0)),
          most,
          1,
        ),
    });
    // Others' sums in the window −M..M are, up to a constant, those that one other player can have.
    close(vcgPrivacy(K, most, 1, most), Math.max(level, windowLevel(K, most, most)), 1e-10);
  }
});

/** The privacy level over the window, law by law. */
function windowLevel(K: number, most: number, window: number): number {
  let level = 0;
  const types = essentialTypes(K, most);
  forEachProfile(new Array<number>(K - 1).fill(2 * window + 1), (cell) => {
    const others = [...cell.map((x) => x - window), 0];
    const laws = types.map((type) =>
      vcgProbabilities(
        others.map((s, o) => s + type[o]),
        most,
        1,
      ),
    );
    laws[0].forEach((_, o) => {
      const column = laws.map((law) => law[o]);
      level = Math.max(level, Math.log(Math.max(...column) / Math.min(...column)));
    });
  });
  return level;
}

test("the privacy level is the largest ratio of the laws in the window", () => {
  for (const [K, most, window] of [
    [2, 1, 6],
    [2, 3, 4],
    [3, 1, 3],
    [3, 2, 2],
    [4, 1, 1],
  ]) {
    close(vcgPrivacy(K, most, 1, window), windowLevel(K, most, window), 1e-10);
  }
  assert.equal(vcgPrivacy(1, 1, 1, 5), 0);
});

test("at the largest ε too: no probability underflows in the privacy level, nor a gain in the scan", () => {
  for (const eps of [100, 400, 700]) {
    assert.ok(Math.abs(vcgPrivacy(2, 1, eps, 3) / eps - 1) < 0.01);
    close(vcgPrivacy(3, 1, eps, 2) / eps, 2 / 3, 1e-12);
    const { paymentRatio, criticalWorth } = scanVcg(2, 1, eps, 3);
    assert.ok(criticalWorth > 0 && paymentRatio <= 2 * Math.exp(eps / 2), `ε = ${eps}: ${criticalWorth}`);
  }
});

test("landmarks: loss and its bounds, scans of two outcomes", () => {
  [
    [1, 0.62263],
    [5, 1.49312],
    [10, 0.90127],
    [20, 0.11318],
    [40, 5.4e-4],
  ].forEach(([lead, loss]) => close(vcgLoss([lead, 0, 0], 1, 1), loss, 1e-5));
  close(vcgExpectedMax(3, 1, 1), 3.343420201894837, 1e-12);
  const { paymentRatio, differenceRatio, criticalWorth } = scanVcg(2, 1, 0.5, 40);
  close(paymentRatio, 2.0516, 1e-4);
  close(differenceRatio, 2.5111, 1e-4);
  close(criticalWorth, 0.86939, 1e-4);
});

test("the loss never passes E max λ, nor its tail the law's", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 5 }), (sums) => {
      assert.ok(vcgLoss(sums, 1, 1) <= vcgExpectedMax(sums.length, 1, 1) + 1e-12);
      close(vcgLossTail(sums, 1, -1, 1), 1, 1e-11);
      assert.equal(vcgLossTail(sums, 1, 80, 1), 0);
    }),
    { seed: 3, numRuns: 60 },
  );
});

test("running the mechanism gives the law", () => {
  const run = vcg(2, 1, 1);
  const exact = vcgLaw([2, 3], 1, 1);
  const types = [
    [1, 1],
    [1, 1],
    [0, 1],
  ];
  const source = stream(1, "vcg test");
  const share = exact.find(({ outcome, signature }) => outcome === 1 && signature[0] === null)!.probability;
  assert.ok(
    agrees(
      estimateMean(
        40_000,
        (s) => {
          const { outcome, revealed } = run(types, s);
          return outcome === 1 && revealed.length === 1 ? 1 : 0;
        },
        source,
      ),
      share,
    ),
  );
});

test("expected externality: only the reading that includes noise and report is truthful", () => {
  const prior = [0, 1, 2].flatMap((u) => [0, 1, 2].map((v) => [[u, v], 1 / 9] as [number[], number]));
  const types = prior.map(([type]) => type);
  const best = EXTERNALITY_MODES.map((mode) => {
    let gain = -Infinity;
    for (const truth of types) {
      const utilities = expectedExternality(prior, 3, truth, types, 2, 1, mode);
      gain = Math.max(gain, ...utilities.map((u) => u - utilities[types.indexOf(truth)]));
    }
    return gain;
  });
  assert.ok(best[0] <= 1e-11, "noise-inclusive");
  close(best[1], 0.05827, 1e-4);
  close(best[2], 0.2173, 1e-4);
});

test("a run with nobody is pure noise, and one outcome is certain and free", () => {
  const { outcome, payments } = runVcg([], [0, 3, 1], 2);
  assert.equal(outcome, 1);
  assert.deepEqual(payments, []);
  assert.deepEqual(vcgLaw([5], 3, 1), [{ outcome: 0, signature: [0], probability: 1 }]);
  assert.deepEqual(runVcg([[2]], [4], 2).payments, [0]);
});

test("illegal values are refused by name", () => {
  assert.throws(() => runVcg([[0, 3]], [0, 0], 2), /types\[0\]\[1\] must be/);
  assert.throws(() => runVcg([[0, 0.5]], [0, 0], 2), /types\[0\]\[1\]/);
  assert.throws(() => runVcg([[0]], [0, 0], 2), /the length of types\[0\]/);
  assert.throws(() => runVcg([[0, 1]], [0, 0.5], 1), /noise\[1\]/);
  assert.throws(() => runVcg([], [], 1), /the length of noise/);
  assert.throws(() => vcgLaw([1, 2], 0, 1), /most must be/);
  assert.throws(() => vcgLaw([1, 2], 1, 1e-5), /eps must be a number in \[0.0001, 700\]/);
  for (const eps of [0, -1, NaN, Infinity]) assert.throws(() => vcgMarginal([1, 2], 1, eps), /eps/);
  assert.throws(() => vcgLaw([], 1, 1), /the length of sums/);
  assert.throws(() => vcgLaw([0.5], 1, 1), /sums\[0\]/);
  assert.throws(() => vcgLaw(new Array<number>(12).fill(0), 3, 1), /outcomes, most must be at most/);
  assert.throws(() => vcgCoupling([0, 0], [0, 2], [0, 0], 1, 1), /truth\[1\]/);
  assert.throws(() => vcgExpectedUtility([0, 0], [0], [0, 0], 1, 1), /the length of report/);
  assert.throws(() => vcgPrivacy(0, 1, 1, 2), /outcomes/);
  assert.throws(() => vcgPrivacy(6, 3, 1, 200), /window must be small enough/);
  assert.throws(() => scanVcg(2, 1, 1, -1), /window/);
  assert.throws(() => vcgExpectedMax(0, 1, 1), /outcomes/);
  assert.throws(() => vcgLossTail([0], 1, NaN, 1), /delta/);
  assert.throws(() => vcg(2, 1, 0), /eps/);
  assert.throws(() => expectedExternality([[[0, 1], 0.5]], 2, [0, 1], [[0, 1]], 1, 1, "noiseless"), /the sum of prior/);
  assert.throws(() => expectedExternality([[[0, 1], 1]], 0, [0, 1], [[0, 1]], 1, 1, "noiseless"), /players/);
  assert.throws(
    () =>
      expectedExternality(
        [
          [[0, 1], 1.5],
          [[0, 0], -0.5],
        ],
        2,
        [0, 1],
        [[0, 1]],
        1,
        1,
        "noiseless",
      ),
    /prior\[1\]/,
  );
  assert.throws(() => vcgPayment(null as unknown as Valuation, vcgOutput([1], [0], 1)), TypeError);
});
