/** Payments to crowds of a few types of users: against every make-up counted, and against sampled orders of arrival. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { federatedPaymentsByType, federatedUtility, type Spread, type UserType } from "../../lib/fair-value";
import { shapleyOfMakeUps, utilitiesByMakeUp } from "../../lib/fair-value/federated-make-ups";
import { estimateMean, Z_BOUND, type Estimate } from "../../lib/probability/monte-carlo";
import { prefixOf, shufflePrefix } from "../../lib/probability/without-replacement";
import { stream } from "../../lib/probability/stream";

const total = (types: readonly UserType[], of: (type: UserType, t: number) => number): number =>
  types.reduce((sum, type, t) => sum + type.count * of(type, t), 0);

/** Every make-up, one by one. */
function counted(types: readonly UserType[], spread: Spread, leastFederation: number): number[] {
  const ofLevel = (level: number): UserType[] => types.filter((type) => type.level === level);
  const weight = total(types, ({ importance = 1 }) => importance);
  const { direct, federated } = shapleyOfMakeUps(
    utilitiesByMakeUp(ofLevel(2), ofLevel(1), weight, spread, leastFederation),
  );
  let [d, f] = [0, 0];
  return types.map(({ level }) => (level === 2 ? direct[d++] : level === 1 ? federated[f++] : 0));
}

const typeOf = (most: number): fc.Arbitrary<UserType> =>
  fc.record({
    level: fc.constantFrom(0, 1, 1, 2, 2),
    samples: fc.constantFrom(1, 3, 10, 100, 10_000),
    importance: fc.constantFrom(1, 1, 0.1, 20),
    count: fc.integer({ min: 1, max: most }),
  });

test("hundreds of users of up to three types are paid what counting every make-up gives", () => {
  fc.assert(
    fc.property(
      fc.array(typeOf(70), { minLength: 1, maxLength: 2 }),
      fc.constantFrom(1, 2),
      fc.integer({ min: 165, max: 230 }),
      fc.constantFrom(1, 1, 2, 5),
      fc.constantFrom<Spread>(
        { between: 100, within: 1 },
        { between: 1, within: 10 },
        { between: 0.1, within: 100 },
        { between: 0, within: 1 },
        { between: 1, within: 1e-6 },
      ),
      (few, level, count, leastFederation, spread) => {
        const types = [...few, { level, samples: 20, count }];
        const { payments, utility } = federatedPaymentsByType(types, spread, { leastFederation });
        const exact = counted(types, spread, leastFederation);
        // (The table of make-ups loses digits to the sums over hundreds of users: hence the largest payment as the scale.)
        const scale = Math.max(...exact.map(Math.abs));
        exact.forEach((value, t) =>
          assert.ok(Math.abs(payments[t] - value) <= 1e-9 * scale, `${payments[t]} and ${value}`),
        );
        assert.ok(Math.abs(total(types, (_, t) => payments[t]) / utility - 1) < 1e-9);
      },
    ),
    { seed: 23, numRuns: 25, endOnFailure: true },
  );
});

const CROWDS: readonly (readonly UserType[])[] = [
  [
    { level: 1, samples: 10, count: 4000 },
    { level: 2, samples: 10, count: 3000 },
    { level: 2, samples: 100, count: 3000 },
  ],
  [
    { level: 1, samples: 10, count: 2500 },
    { level: 1, samples: 100, count: 2500 },
    { level: 2, samples: 10, count: 2500 },
    { level: 2, samples: 100, count: 2500 },
  ],
  [
    { level: 0, samples: 1, importance: 3, count: 500 },
    { level: 1, samples: 10, count: 30 },
    { level: 1, samples: 100, count: 3000 },
    { level: 2, samples: 10, count: 5000 },
    { level: 2, samples: 1000, importance: 5, count: 2 },
  ],
];

test("ten thousand users of three and four types: payments sum to the utility, and sampled orders agree", () => {
  CROWDS.forEach((types, crowd) => {
    const spread = [
      { between: 1, within: 10 },
      { between: 0.1, within: 100 },
      { between: 10, within: 1 },
    ][crowd];
    const { payments, utility } = federatedPaymentsByType(types, spread);
    const everyone = <T>(of: (type: UserType, t: number) => T): T[] =>
      types.flatMap((type, t) => new Array<T>(type.count).fill(of(type, t)));
    const users = {
      levels: everyone(({ level }) => level),
      samples: everyone(({ samples }) => samples),
      importance: everyone(({ importance = 1 }) => importance),
    };
    assert.ok(Math.abs(utility / federatedUtility(users, spread) - 1) < 1e-11);
    assert.ok(Math.abs(total(types, (_, t) => payments[t]) / utility - 1) < 1e-9);

    // Orders of arrival; the utility grown user by user, straight from (17) and Proposition 5.
    const order = Int32Array.from(everyone((_, t) => t));
    const weight = total(types, ({ importance = 1 }) => importance);
    const top = spread.within + 2 * spread.between;
    const V = types.map(({ samples }) => spread.between + spread.within / samples);
    const marginals = (from: number, to: number): Float64Array => {
      shufflePrefix(order, prefixOf(order.length, to), draws);
      const sums = new Float64Array(types.length);
      const k = new Float64Array(types.length);
      let before = 0;
      for (let place = 0; place < to; place++) {
        const t = order[place];
        k[t]++;
        if (place < from - 1) continue;
        let [members, variance, precision] = [0, 0, 0];
        types.forEach(({ level }, u) => {
          if (level === 1) [members, variance] = [members + k[u], variance + k[u] * V[u]];
          if (level === 2) precision += k[u] / V[u];
        });
        if (members > 0) precision += members ** 2 / variance;
        let now = 0;
        if (precision > 0) {
          let absent = weight;
          types.forEach(({ level, importance = 1 }, u) => {
            if (level === 0 || k[u] === 0) return;
            const rho = level === 1 ? (spread.between * members) / variance : spread.between / V[u];
            const error = spread.between * (1 - rho / (level === 1 ? members : 1)) + (1 - rho) ** 2 / precision;
            now += importance * k[u] * Math.log(top / error);
            absent -= importance * k[u];
          });
          now += absent * Math.log(top / (spread.between + 1 / precision));
        }
        if (place >= from) sums[t] += now - before;
        before = now;
      }
      return sums;
    };
    const draws = stream(5, `crowd ${crowd}`);
    // The first to arrive differ most in what they bring: many short orders for them, few whole ones for the rest.
    const early = Array.from({ length: 4000 }, () => marginals(0, 100));
    const late = Array.from({ length: 40 }, () => marginals(100, order.length));
    types.forEach(({ count }, t) => {
      const mean = (runs: readonly Float64Array[]): Estimate => {
        let run = 0;
        return estimateMean(runs.length, () => runs[run++][t] / count, draws);
      };
      const [first, rest] = [mean(early), mean(late)];
      const z =
        (first.estimate + rest.estimate - payments[t]) / Math.hypot(first.standardError, rest.standardError) || 0;
      assert.ok(Math.abs(z) <= Z_BOUND, `crowd ${crowd}, type ${t}: z = ${z}`);
    });
  });
});

test("too many types, or jumps at large federations, are refused with what to use instead", () => {
  const types = Array.from({ length: 8 }, (_, t) => ({ level: 1 + (t % 2), samples: 10 ** (t % 4), count: 2000 + t }));
  assert.throws(
    () => federatedPaymentsByType(types, { between: 0.1, within: 100 }),
    (e) => e instanceof RangeError && /shapleyByOrders/.test(e.message),
  );
  const three = CROWDS[0];
  assert.throws(
    () => federatedPaymentsByType(three, { between: 1, within: 10 }, { leastFederation: 500 }),
    (e) => e instanceof RangeError && /shapleyByOrders/.test(e.message),
  );
});
