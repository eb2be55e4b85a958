import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  auditMechanism,
  cheapestMechanism,
  cheapestPayments,
  type CheapestMechanism,
  type Mechanism,
  type Solution,
} from "../../lib/mechanism-design";
import { forEachProfile } from "../../lib/enumeration/profiles";
import { truthProbability } from "../../lib/privacy/randomised-response";

const SOLUTIONS: readonly Solution[] = ["dominant strategies", "Bayesian"];
const near = (x: number, y: number, tolerance: number): boolean => Math.abs(x - y) <= tolerance;

type Loss = (types: readonly number[], outcome: number) => number;

/** The expected loss when all are honest. */
function lossOf({ players, prior, law }: Mechanism, loss: Loss): number {
  let sum = 0;
  forEachProfile(
    Array.from({ length: players }, () => prior.length),
    (types) => {
      const probability = types.reduce((product, type) => product * prior[type], 1);
      const outcomes = law(types);
      for (let o = 0; o < outcomes.length; o++) sum += probability * outcomes[o] * loss(types, o);
    },
  );
  return sum;
}

/** Everything that a design promises, by the audit. */
function confirm(given: Mechanism, loss: Loss, solution: Solution, design: CheapestMechanism): void {
  const { mechanism, expectedPayment, atLeast, level } = design;
  const audit = auditMechanism(mechanism);
  assert.equal(level, auditMechanism(given).privacy.level);
  assert.ok(audit.privacy.level <= level + 1e-6, `level ${audit.privacy.level} > ${level}`);
  assert.ok(lossOf(mechanism, loss) <= lossOf(given, loss) + 1e-6, "loss");
  assert.ok(near(lossOf(mechanism, loss), design.loss, 1e-9), "loss as said");
  const dominant = solution === "dominant strategies";
  const { gain } = (dominant ? audit.lie : audit.averageLie).withPrivacy;
  assert.ok(gain <= 1e-6, `a lie gains ${gain}`);
  const { surplus } = dominant ? audit.participation.worst : audit.participation.average;
  assert.ok(surplus >= -1e-6, `taking part brings ${surplus}`);
  assert.ok(near(audit.expectedPayment, expectedPayment, 1e-8), "payment as said");
  assert.ok(atLeast <= expectedPayment, `${atLeast} > ${expectedPayment}`);
}

/** One person's bit through randomised response, at a cost of 3 a nat, published once or through two such channels. */
const respond = (level: number, twice = false): Mechanism => ({
  players: 1,
  prior: [0.5, 0.5],
  reports: 3,
  optOut: 2,
  law: ([r]) => {
    const p = [truthProbability(-level), truthProbability(level), 0.5][r];
    return twice ? [(1 - p) ** 2, p * (1 - p), (1 - p) * p, p ** 2] : [1 - p, p];
  },
  privacyCost: (y) => 3 * y,
});
const wrong: Loss = (types, outcome) => Number(types[0] !== outcome);

test("only randomised response is as right at its level: the least is its loss of privacy", async () => {
  for (const solution of SOLUTIONS) {
    const design = await cheapestMechanism(respond(0.5), solution, { loss: wrong });
    confirm(respond(0.5), wrong, solution, design);
    assert.ok(near(design.expectedPayment, 1.5, 1e-6) && near(design.atLeast, 1.5, 1e-3), JSON.stringify(design));
    assert.ok(near(design.mechanism.law([1])[1], truthProbability(0.5), 1e-6));
  }
});

test("a second channel that nobody reads is given up", async () => {
  const given = respond(0.5, true);
  const loss: Loss = (types, outcome) => Number(types[0] !== outcome % 2);
  const kept = await cheapestPayments(given, "Bayesian");
  const design = await cheapestMechanism(given, "Bayesian", { loss });
  confirm(given, loss, "Bayesian", design);
  assert.ok(kept.expectedPayment > 1.6 && near(design.expectedPayment, 1.5, 1e-6));
  assert.ok(design.atLeast > 1.3);
});

test("the majority of three at its least loss: e^ε/(1 + e^ε) where the vote is close, and no other law", async () => {
  const level = 0.8;
  const ratio = Math.exp(level);
  // The probability of "yes" by the number of ones: as steep as the level allows at every step away from the middle.
  const yes = [1 / (ratio * (1 + ratio)), 1 / (1 + ratio), ratio / (1 + ratio), 1 - 1 / (ratio * (1 + ratio))];
  const ones = (reports: readonly number[]): number => reports.reduce((sum, r) => sum + r, 0);
  const majority: Mechanism = {
    players: 3,
    prior: [0.5, 0.5],
    law: (reports) => [1 - yes[ones(reports)], yes[ones(reports)]],
    privacyCost: (y) => y ** 2,
  };
  const loss: Loss = (types, outcome) => Number(Number(ones(types) >= 2) !== outcome);
  for (const solution of SOLUTIONS) {
    const design = await cheapestMechanism(majority, solution, { loss });
    confirm(majority, loss, solution, design);
    for (const reports of [
      [0, 0, 0],
      [1, 0, 0],
      [0, 1, 1],
      [1, 1, 1],
    ]) {
      assert.ok(near(design.mechanism.law(reports)[1], yes[ones(reports)], 1e-5), `${design.mechanism.law(reports)}`);
    }
    const kept = await cheapestPayments(majority, solution);
    assert.ok(near(design.expectedPayment, kept.expectedPayment, 1e-5), `${kept.expectedPayment}`);
  }
});

test("no law on a grid is cheaper than the bound, nor than the design", async () => {
  // One person, two outcomes: a law is two probabilities. Types differ in value, and the cost is not linear.
  const of = (a: number, b: number): Mechanism => ({
    players: 1,
    prior: [0.4, 0.6],
    law: ([r]) => (r === 0 ? [1 - a, a] : [1 - b, b]),
    value: (type, outcome) => (type === 0 ? 0.1 * outcome : 0),
    privacyCost: (y, type) => (type === 0 ? 1 : 2) * y ** 1.5,
  });
  const given = of(0.3, 0.62);
  const [level, most] = [auditMechanism(given).privacy.level, lossOf(given, wrong)];
  for (const solution of SOLUTIONS) {
    const design = await cheapestMechanism(given, solution, { loss: wrong });
    confirm(given, wrong, solution, design);
    let [least, laws] = [Infinity, 0];
    for (let a = 0.01; a < 1; a += 0.01) {
      for (let b = 0.01; b < 1; b += 0.01) {
        const other = of(a, b);
        if (lossOf(other, wrong) > most || auditMechanism(other).privacy.level > level) continue;
        laws++;
        const price = await cheapestPayments(other, solution).catch(() => undefined);
        if (price) least = Math.min(least, price.expectedPayment);
      }
    }
    assert.ok(laws > 30, String(laws));
    assert.ok(design.atLeast <= least + 1e-9 && design.expectedPayment <= least + 1e-9, `${least}`);
    // The grid is fine enough to come near, so that neither is idle.
    assert.ok(least < 1.1 * design.expectedPayment && design.atLeast > 0.8 * least, `${design.atLeast} ${least}`);
  }
});

/** People with a bit, at a cost of 1 or 4 a nat, who publish it through randomised response at 0.5 nats. */
const survey = (players: number): Mechanism => ({
  players,
  prior: [0.3, 0.2, 0.3, 0.2],
  reports: 5,
  optOut: 4,
  law: (reports) =>
    reports.reduce(
      (law, r) => {
        const p = truthProbability(r === 4 ? 0 : r >= 2 ? 0.5 : -0.5);
        return [...law.map((x) => x * (1 - p)), ...law.map((x) => x * p)];
      },
      [1],
    ),
  privacyCost: (y, type) => (type % 2 === 0 ? 1 : 4) * y,
});

/** The squared error of the share of ones, read off noisy bits. */
const squaredError =
  (players: number): Loss =>
  (types, outcome) => {
    const noisy = outcome.toString(2).replaceAll("0", "").length / players;
    const estimate = 0.5 + (2 * truthProbability(0.5) - 1) * (noisy - 0.5);
    return (types.filter((type) => type >= 2).length / players - estimate) ** 2;
  };

test("three noisy bits are dearer than one count of the same error: who is trusted is worth more than half", async () => {
  const least = [];
  for (const solution of SOLUTIONS) {
    const design = await cheapestMechanism(survey(3), solution, { loss: squaredError(3) });
    confirm(survey(3), squaredError(3), solution, design);
    assert.ok(design.expectedPayment < 2.7 && design.atLeast > 2.5, `[${design.atLeast}, ${design.expectedPayment}]`);
    least.push(design.atLeast);
  }
  assert.ok(least[1] <= least[0] + 1e-9);
});

test("a search that is cut short gives the best that keeps every promise, if only the law it was given", async () => {
  const kept = await cheapestPayments(survey(2), "dominant strategies");
  for (const steps of [0, 2, 3]) {
    const design = await cheapestMechanism(survey(2), "dominant strategies", { loss: squaredError(2), steps });
    confirm(survey(2), squaredError(2), "dominant strategies", design);
    assert.ok(design.expectedPayment <= kept.expectedPayment + 1e-9);
  }
});

test("of outcomes that are equal in loss, the one that she likes is drawn", async () => {
  const given: Mechanism = {
    ...respond(0.5),
    law: ([r]) => {
      const p = [truthProbability(-0.5), truthProbability(0.5), 0.5][r];
      return [1 - p, p / 2, p / 2];
    },
    value: (_, outcome) => (outcome === 2 ? 1 : 0),
  };
  const loss: Loss = (types, outcome) => Number(types[0] !== Math.min(outcome, 1));
  const design = await cheapestMechanism(given, "dominant strategies", { loss });
  confirm(given, loss, "dominant strategies", design);
  const kept = await cheapestPayments(given, "dominant strategies");
  assert.ok(design.expectedPayment < kept.expectedPayment - 0.1, `${design.expectedPayment} ${kept.expectedPayment}`);
  assert.ok(design.mechanism.law([1])[1] < 0.01);
});

test("whose report matters to the loss, by name: the others are asked for nothing", async () => {
  const given: Mechanism = {
    players: 2,
    prior: [0.5, 0.5],
    law: ([a, b]) => [0.85 - 0.5 * a - 0.2 * b, 0.15 + 0.5 * a + 0.2 * b],
    privacyCost: (y) => y,
  };
  const design = await cheapestMechanism(given, "dominant strategies", { loss: wrong });
  confirm(given, wrong, "dominant strategies", design);
  const { law } = design.mechanism;
  for (const a of [0, 1]) assert.ok(near(law([a, 0])[1], law([a, 1])[1], 1e-3), `${law([a, 0])} ${law([a, 1])}`);
});

test("every design keeps what it promises, and costs no more than the law that it was given", async () => {
  const weight = fc.double({ min: 0.1, max: 1, noNaN: true });
  const mechanisms = fc.record({
    players: fc.integer({ min: 1, max: 2 }),
    prior: weight,
    weights: fc.array(weight, { minLength: 27, maxLength: 27 }),
    outcomes: fc.integer({ min: 2, max: 3 }),
    optOut: fc.boolean(),
    worth: fc.double({ min: -0.5, max: 0.5, noNaN: true }),
    dear: fc.double({ min: 0, max: 2, noNaN: true }),
    power: fc.constantFrom(0.5, 1, 2),
    solution: fc.constantFrom(...SOLUTIONS),
    steps: fc.constantFrom(0, 12),
  });
  await fc.assert(
    fc.asyncProperty(
      mechanisms,
      async ({ players, prior, weights, outcomes, optOut, worth, dear, power, solution, steps }) => {
        const reports = optOut ? 3 : 2;
        const given: Mechanism = {
          players,
          prior: [prior / (1 + prior), 1 / (1 + prior)],
          reports,
          ...(optOut ? { optOut: 2 } : {}),
          law: (profile) => {
            const from = profile.reduce((sum, r) => sum * 3 + r, 0) * 3;
            const w = Array.from({ length: outcomes }, (_, o) => weights[(from + o) % weights.length]);
            return w.map((x) => x / w.reduce((a, b) => a + b, 0));
          },
          value: (type, outcome) => (type === 1 ? worth * outcome : 0),
          privacyCost: (y, type) => (type === 1 ? dear : 1) * y ** power,
        };
        const loss: Loss = (types, outcome) => (types.reduce((a, b) => a + b, 0) - outcome) ** 2;
        const kept = await cheapestPayments(given, solution).catch(() => undefined);
        const design = await cheapestMechanism(given, solution, { loss, steps }).catch((error: Error) => error);
        if (design instanceof Error) {
          assert.match(design.message, /^the demands of honesty must be met/);
          assert.equal(kept, undefined);
          return;
        }
        confirm(given, loss, solution, design);
        assert.ok(!kept || design.expectedPayment <= kept.expectedPayment + 1e-6);
      },
    ),
    { seed: 8, numRuns: 40, endOnFailure: true },
  );
});

test("a law that says nothing costs nothing; one that tells costs what telling costs", async () => {
  const told: Mechanism = { ...respond(1), law: ([r]) => [[1, 0] as const, [0, 1] as const, [0.5, 0.5] as const][r] };
  const nothing = await cheapestMechanism({ ...told, law: () => [0.5, 0.5] }, "Bayesian", { loss: wrong });
  assert.deepEqual([nothing.level, nothing.atLeast, nothing.expectedPayment], [0, 0, 0]);
  const bounded = { ...told, privacyCost: (y: number) => 1 - Math.exp(-y) };
  const all = await cheapestMechanism(bounded, "Bayesian", { loss: wrong });
  confirm(bounded, wrong, "Bayesian", all);
  assert.equal(all.level, Infinity);
  assert.ok(near(all.expectedPayment, 1, 1e-6) && near(all.atLeast, 1, 1e-3));
  await assert.rejects(cheapestMechanism(told, "Bayesian", { loss: wrong }), { name: "RangeError", message: /finite/ });
});

test("where nobody can stay away, taking part is to leave nobody below nothing", async () => {
  const given: Mechanism = { ...respond(0.5), reports: 2, optOut: undefined };
  const design = await cheapestMechanism(given, "dominant strategies", { loss: wrong });
  confirm(given, wrong, "dominant strategies", design);
  assert.ok(near(design.expectedPayment, 1.5, 1e-6));
});

test("what is missing or wrong is named", async () => {
  const given = respond(0.5);
  const design = (accuracy: unknown, solution: unknown = "Bayesian", mechanism = given): Promise<CheapestMechanism> =>
    cheapestMechanism(mechanism, solution as Solution, accuracy as { loss: Loss });
  await assert.rejects(design(undefined), { name: "TypeError", message: /^accuracy/ });
  await assert.rejects(design({}), { name: "TypeError", message: /^loss must be a function/ });
  await assert.rejects(design({ loss: () => NaN }), { name: "RangeError", message: /^loss\(\[0\], 0\)/ });
  await assert.rejects(design({ loss: wrong, steps: -1 }), { name: "RangeError", message: /^steps/ });
  await assert.rejects(design({ loss: wrong }, "honest"), { name: "RangeError", message: /^solution/ });
  const decreasing = { ...given, privacyCost: (y: number) => 1 - y / 10 };
  await assert.rejects(design({ loss: wrong }, "Bayesian", decreasing), {
    message: /^privacyCost of type 0 .* no less/,
  });
  // The loss tells the players apart, so that their 5⁵ profiles are too.
  await assert.rejects(design({ loss: wrong }, "Bayesian", survey(5)), {
    name: "RangeError",
    message: /^the size of the linear program must be at most 300000 entries; cheapestPayments/,
  });
});
