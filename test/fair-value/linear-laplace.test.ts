import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  bayesRisk,
  laplaceUtilities,
  laplaceValues,
  optimalLaplace,
  riskAt,
  saturationLevel,
  utilityByCount,
} from "../../lib/fair-value";
import { utilityConstants } from "../../lib/fair-value/linear-laplace";
import { agrees } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";
import { simulateRisk } from "../../lib/fair-value/simulation";

const level = fc.oneof(
  fc.constant(0),
  fc.constant(Infinity),
  fc.double({ min: -3, max: 3, noNaN: true }).map((x) => 10 ** x),
);
const levels = fc.array(level, { minLength: 1, maxLength: 8 });
const runs = { seed: 11, numRuns: 300, endOnFailure: true };
const close = (a: number, b: number, tolerance = 1e-12): void =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} and ${b}`);

test("the optimal estimator obeys its constraints, and its risk is the Bayes risk of its weights", () => {
  fc.assert(
    fc.property(levels, (eps) => {
      const { weights, scale, risk, utility } = optimalLaplace(eps);
      eps.forEach((e, i) => assert.ok(weights[i] >= 0 && (e === Infinity || weights[i] <= e * scale * (1 + 1e-14))));
      close(bayesRisk({ weights, scale }), risk, 1e-15);
      close(utility, ((eps.length + 2) / eps.length) * (1 - 12 * risk), 1e-13);
    }),
    runs,
  );
});

test("no estimator near it that obeys the constraints has less risk", () => {
  const { uniform } = stream(1, "perturb");
  fc.assert(
    fc.property(levels, (eps) => {
      const { weights, scale, risk } = optimalLaplace(eps);
      for (let k = 0; k < 20; k++) {
        const size = 10 ** (-4 * uniform());
        const b = Math.max(0, scale + size * (uniform() - 0.5));
        const moved = weights.map((w, i) =>
          Math.min(Math.max(0, w + size * (uniform() - 0.5)), eps[i] === 0 ? 0 : eps[i] === Infinity ? 9 : eps[i] * b),
        );
        assert.ok(bayesRisk({ weights: moved, scale: b }) >= risk - 1e-15);
      }
    }),
    runs,
  );
});

test("more privacy budget never raises the risk", () => {
  fc.assert(
    fc.property(levels, levels, (a, b) => {
      const low = a.map((e, i) => Math.min(e, b[i] ?? e));
      assert.ok(optimalLaplace(a).risk <= optimalLaplace(low).risk + 1e-15);
    }),
    runs,
  );
});

test("the risk is that of simulated data", () => {
  for (const [k, eps] of [
    [1, 4],
    [0.5, 2, 8],
    [Infinity, Infinity, 0],
  ].entries()) {
    const estimator = optimalLaplace(eps);
    assert.ok(agrees(simulateRisk(estimator, 40_000, stream(2, k)), estimator.risk));
  }
});

test("landmarks: nobody, one user, all free, tiny and huge levels", () => {
  assert.deepEqual(optimalLaplace([0, 0]), { weights: new Float64Array(2), scale: 0, risk: 1 / 12, utility: 0 });
  close(optimalLaplace([Infinity, Infinity]).weights[0], 0.25);
  close(optimalLaplace([1]).weights[0], 1 / 27);
  const huge = optimalLaplace([1e200, 1e180]);
  close(huge.weights[0], 0.25);
  close(huge.utility, 1);
  const apart = optimalLaplace([1e-4, 1e13]);
  close(apart.scale, 1e-4 / (3 * (1e-8 + 12) + 1e-8), 1e-18);
  const large = optimalLaplace([1e9]);
  close(large.scale * 1e9, 1 / 3);
  close(optimalLaplace([1.543353492541126e28, 2.6e85]).scale * 1.543353492541126e28, 0.25);
  const tiny = optimalLaplace([1e-8, 1e-9]);
  assert.ok(Math.abs(tiny.utility / (2 * (1.1e-8 ** 2 / 24)) - 1) < 1e-9, "a tiny utility keeps its digits");
  const least = optimalLaplace([1e-200, 5]);
  assert.ok(least.weights[0] > 0 && Number.isFinite(least.utility));
});

test("the symmetric closed form is the general solution", () => {
  for (const e of [0, 1e-3, 1, 2 * Math.sqrt(3), 20, Infinity]) {
    utilityByCount(4, e).forEach((u, m) =>
      close(optimalLaplace([e, e, e, e].map((x, i) => (i < m ? x : 0))).utility, u),
    );
  }
});

test("saturation: beyond the threshold nothing changes, below it something does", () => {
  for (const others of [[1], [0.3, 2], [5, Infinity, 0], [10, 10]]) {
    const at = saturationLevel(others);
    const risk = (e: number): number => optimalLaplace([...others, e]).risk;
    close(risk(at * 1.0001), risk(Infinity), 1e-15);
    assert.ok(risk(at * 0.99) > risk(Infinity) + 1e-12);
  }
  assert.equal(saturationLevel([]), Infinity);
  assert.equal(saturationLevel([0, Infinity]), Infinity);
  close(saturationLevel([1]), 13);
});

test("fair values of the utility sum to it, with and without the platform", () => {
  fc.assert(
    fc.property(levels, (eps) => {
      const table = laplaceUtilities(eps);
      const { payments, shares } = laplaceValues(eps);
      const utility = table[table.length - 1];
      close(
        payments.reduce((a, b) => a + b, 0),
        utility,
      );
      close(
        shares.users.reduce((a, b) => a + b, shares.platform),
        utility,
      );
      close(optimalLaplace(eps).utility, utility);
    }),
    { seed: 12, numRuns: 60, endOnFailure: true },
  );
});

test("wrong arguments are refused, by name", () => {
  const refused: [() => unknown, RegExp][] = [
    [() => optimalLaplace([1, -1]), /levels\[1\]/],
    [() => optimalLaplace([]), /levels/],
    [() => optimalLaplace([NaN]), /levels\[0\]/],
    [() => bayesRisk({ weights: Float64Array.of(1), scale: -1 }), /scale/],
    [() => riskAt({ weights: Float64Array.of(1), scale: 1 }, 0.6), /mu/],
    [() => utilityByCount(0, 1), /users/],
    [() => utilityByCount(2, -1), /level/],
    [() => utilityConstants(1.5), /users/],
    [() => saturationLevel([-2]), /others\[0\]/],
    [() => laplaceUtilities(new Array(21).fill(1)), /length of levels.*20/],
  ];
  for (const [call, message] of refused) assert.throws(call, (e) => e instanceof RangeError && message.test(e.message));
  assert.throws(() => optimalLaplace("1" as unknown as number[]), TypeError);
});
