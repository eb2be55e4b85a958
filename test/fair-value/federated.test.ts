import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  BASELINE,
  errorAtWeights,
  estimatorWeights,
  expectedErrors,
  federatedPayments,
  federatedPaymentsByType,
  federatedUtilities,
  federatedUtility,
  figure5Bars,
  REGIMES,
  statements,
  STATEMENTS,
  usersOf,
  type FederatedUsers,
  type Spread,
} from "../../lib/fair-value";
import { typesOf } from "../../lib/fair-value/composition";
import { estimatorWeightsByProgram } from "../../claims/fair-value/program";
import { normalUsers, simulateErrors, skewedUsers } from "../../lib/fair-value/simulation";
import { shapleyValue } from "../../lib/games/shapley";
import { agrees } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";

const positive = fc.double({ min: -3, max: 3, noNaN: true }).map((x) => 10 ** x);
const spreads = fc.record({ between: fc.oneof(fc.constant(0), positive), within: positive });
const populations = (most: number, someone = true) =>
  fc.integer({ min: 1, max: most }).chain((N) =>
    fc.record({
      levels: fc
        .array(fc.integer({ min: 0, max: 2 }), { minLength: N, maxLength: N })
        .filter((e) => !someone || e.some((x) => x > 0)),
      samples: fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: N, maxLength: N }),
      importance: fc.array(fc.oneof(fc.constant(1), fc.constant(100), positive), { minLength: N, maxLength: N }),
    }),
  );
const close = (a: number, b: number, tolerance: number): void =>
  assert.ok(Math.abs(a - b) <= tolerance, `${a} and ${b}`);

test("the weights solve the quadratic program, and bring the errors", async () => {
  await fc.assert(
    fc.asyncProperty(populations(7), spreads, async (users, spread) => {
      const errors = expectedErrors(users, spread);
      for (let i = 0; i < users.levels.length; i++) {
        const ours = estimatorWeights(users, spread, i);
        const program = await estimatorWeightsByProgram(users, spread, i);
        close(ours.federated, program.federated, 1e-7);
        ours.direct.forEach((w, j) => close(w, program.direct[j], 1e-7));
        assert.ok(ours.federated >= 0 && ours.direct.every((w) => w >= 0));
        close(ours.federated + ours.direct.reduce((a, b) => a + b, 0), 1, 1e-12);
        close(errorAtWeights(users, spread, i, ours) / errors[i], 1, 1e-9);
      }
    }),
    { seed: 1, numRuns: 150, endOnFailure: true },
  );
});

test("a federation of one is a direct user", () => {
  for (const spread of [...REGIMES, { between: 1e6, within: 1 }]) {
    const lone = expectedErrors({ levels: [1, 2, 0], samples: [100, 7, 3] }, spread);
    const direct = expectedErrors({ levels: [2, 2, 0], samples: [100, 7, 3] }, spread);
    lone.forEach((error, i) => close(error / direct[i], 1, 1e-12));
  }
});

test("the errors are those of simulated rounds, of normal users and of skewed ones", () => {
  const users = { levels: [2, 1, 1, 0], samples: [10, 5, 30, 4] };
  const spread = { between: 2, within: 8 };
  for (const law of [normalUsers, skewedUsers]) {
    simulateErrors(users, spread, law, 20_000, stream(1, law.name)).forEach((simulated, i) =>
      assert.ok(agrees(simulated, expectedErrors(users, spread)[i])),
    );
  }
});

test("utility: nobody 0, otherwise not negative, infinite only where a mean is known exactly", () => {
  fc.assert(
    fc.property(populations(8, false), spreads, (users, spread) =>
      assert.ok(federatedUtility(users, spread) >= -1e-12),
    ),
    {
      seed: 2,
      numRuns: 200,
      endOnFailure: true,
    },
  );
  assert.equal(federatedUtility({ levels: [0, 0], samples: [1, 2] }, { between: 1, within: 1 }), 0);
  assert.equal(federatedUtility({ levels: [2], samples: [1] }, { between: 1, within: 0 }), Infinity);
});

test("payments to users, of the table of all coalitions and by types are the same", () => {
  fc.assert(
    fc.property(populations(8, false), spreads, fc.integer({ min: 1, max: 3 }), (users, spread, leastFederation) => {
      const table = federatedUtilities(users, spread, leastFederation);
      const exact = shapleyValue(users.levels.length, table);
      const size = Math.max(1e-9, ...table);
      const { payments, utility } = federatedPayments(users, spread, { leastFederation });
      const byType = federatedPaymentsByType(
        users.levels.map((level, i) => ({
          level,
          samples: users.samples[i],
          importance: users.importance[i],
          count: 1,
        })),
        spread,
        { leastFederation },
      );
      exact.forEach((value, i) => {
        close(payments[i], value, 1e-12 * size);
        close(byType.payments[i], value, 1e-11 * size);
      });
      close(utility, table[table.length - 1], 1e-12 * size);
    }),
    { seed: 3, numRuns: 120, endOnFailure: true },
  );
});

test("α scales payments; users at level 0 get 0 and change nothing for the others' division but the utility", () => {
  const users = { levels: [2, 1, 1, 0], samples: [10, 20, 30, 5] };
  const spread = { between: 1, within: 10 };
  const whole = federatedPayments(users, spread).payments;
  const half = federatedPayments(users, spread, { alpha: 0.5 }).payments;
  whole.forEach((x, i) => close(half[i], x / 2, 1e-14));
  assert.equal(whole[3], 0);
  assert.deepEqual(federatedPayments({ levels: [0, 0], samples: [1, 1] }, spread), {
    payments: new Float64Array(2),
    utility: 0,
  });
});

test("twenty different users are paid exactly", () => {
  const i = Array.from({ length: 20 }, (_, k) => k + 1);
  const users: FederatedUsers = {
    levels: i.map((k) => (k <= 11 ? 1 : 2)),
    samples: i.map((k) => 5 + ((37 * k) % 101)),
    importance: i.map((k) => 1 + ((7 * k) % 20) / 20),
  };
  const { payments, utility } = federatedPayments(users, { between: 1, within: 10 });
  close(payments[0], 3.761133318997, 1e-11);
  close(payments[19], 5.147742998713, 1e-11);
  close(
    payments.reduce((a, b) => a + b, 0),
    utility,
    1e-11,
  );
});

test("Fig. 5: the baseline's bars, and the statements that single it out", () => {
  const bars = figure5Bars(BASELINE, REGIMES[0]);
  close(bars.utility, 40.22899070230626, 1e-9);
  assert.deepEqual(
    bars.bars.map(({ kind }) => kind),
    ["(1,10)", "(1,100)", "(2,10)", "(2,100)", "(0)"],
  );
  const { labels } = usersOf(BASELINE, { level: 2, samples: "many" });
  assert.equal(labels.length, 10);
  assert.equal(labels.filter((label) => label === "(2,100)*").length, 1);
  const hold = (composition: Parameters<typeof statements>[0]): boolean =>
    Object.values(statements(composition)).every(Boolean);
  for (const fewSamples of [2, 3, 5, 8, 10, 15, 20, 25]) assert.ok(hold({ ...BASELINE, fewSamples }));
  for (const fewSamples of [1, 30, 50]) assert.ok(!hold({ ...BASELINE, fewSamples }));
  const splits = [1, 2, 3, 4].flatMap((f) =>
    [1, 2, 3].map((d) => ({ federated: [f, 5 - f] as const, direct: [d, 4 - d] as const })),
  );
  for (const fewSamples of [8, 10]) assert.equal(splits.filter((split) => hold({ ...split, fewSamples })).length, 9);
  assert.equal(Object.keys(STATEMENTS).length, 13);
});

test("Fig. 5 with federations of one refused: (1,100) falls below the average where users are alike", () => {
  const plain = figure5Bars(BASELINE, REGIMES[2]).bars[1].difference;
  const guarded = figure5Bars(BASELINE, REGIMES[2], undefined, 2).bars[1].difference;
  assert.ok(plain > 2.7 && plain < 2.8 && guarded > -1.1 && guarded < -1);
});

test("wrong arguments are refused, by name", () => {
  const users: FederatedUsers = { levels: [2, 1], samples: [3, 4] };
  const spread: Spread = { between: 1, within: 1 };
  const refused: [() => unknown, RegExp][] = [
    [() => expectedErrors({ ...users, levels: [2, 3] }, spread), /levels\[1\] must be one of 0, 1, 2; got 3/],
    [() => expectedErrors({ ...users, samples: [0, 4] }, spread), /samples\[0\]/],
    [() => expectedErrors({ ...users, samples: [1.5, 4] }, spread), /samples\[0\]/],
    [() => expectedErrors({ ...users, samples: [1] }, spread), /length of samples/],
    [() => expectedErrors(users, { between: -1, within: 1 }), /between/],
    [() => expectedErrors(users, { between: 1, within: -1 }), /within/],
    [() => expectedErrors(users, { between: 0, within: 0 }), /between \+ within/],
    [() => expectedErrors(users, { between: 1, within: Infinity }), /within/],
    [() => federatedUtility({ ...users, importance: [1, 0] }, spread), /importance\[1\]/],
    [() => estimatorWeights(users, spread, 2), /user/],
    [() => errorAtWeights(users, spread, 0, { federated: 0.2, direct: Float64Array.of(0.3, 0) }), /sum of weights/],
    [() => federatedPayments(users, spread, { alpha: 1.2 }), /alpha/],
    [() => federatedPayments(users, spread, { leastFederation: 0 }), /leastFederation/],
    [() => federatedPayments({ levels: new Array(21).fill(1), samples: new Array(21).fill(1) }, spread), /at most 20/],
    [() => federatedPayments(users, { between: 1, within: 0 }), /within/],
    [() => federatedPayments({ levels: [1, 1], samples: [2, 3] }, { between: 1, within: 0 }), /within/],
    [() => federatedPaymentsByType([{ level: 1, samples: 2, count: 2 }], { between: 1, within: 0 }), /within/],
    [() => federatedUtilities({ levels: [1, 1], samples: [2, 3] }, { between: 1, within: 0 }), /within/],
    [() => federatedPaymentsByType([], spread), /types/],
    [() => federatedPaymentsByType([{ level: 1, samples: 2, count: 0 }], spread), /types\[0\]\.count/],
    [() => federatedPaymentsByType([{ level: 4, samples: 2, count: 1 }], spread), /levels\[0\]/],
    [() => typesOf({ ...BASELINE, federated: [-1, 2] }), /federated\[0\]/],
    [() => typesOf({ ...BASELINE, fewSamples: 0 }), /fewSamples/],
    [() => typesOf({ ...BASELINE, federated: [0, 5] }, { level: 1, samples: "few" }), /star/],
  ];
  for (const [call, message] of refused) assert.throws(call, (e) => e instanceof RangeError && message.test(e.message));
  assert.throws(() => expectedErrors(3 as unknown as FederatedUsers, spread), TypeError);
  assert.throws(() => expectedErrors(users, null as unknown as Spread), TypeError);
});
