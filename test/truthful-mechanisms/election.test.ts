import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  admissibleEps,
  auditAgents,
  bestElectionLie,
  ELECTION_NOISES,
  electionLaw,
  electionLevel,
  electionLoss,
  electionPrivacy,
  electionPrivacyLevel,
  linearBound,
  logBound,
  powerBound,
  requiredGap,
  voteStakes,
  worstElectionLoss,
  type ElectionNoise,
} from "../../lib/truthful-mechanisms";
import { electionLossTail, logPivot } from "../../lib/truthful-mechanisms/election";
import { electionLogLaw } from "../../lib/truthful-mechanisms/election";

const close = (a: number, b: number, tolerance = 1e-12): void =>
  assert.ok(a === b || Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b)), `${a} against ${b}`);
const noises = fc.constantFrom<ElectionNoise>(...ELECTION_NOISES);
const anyEps = fc.double({ min: Math.log(1e-6), max: Math.log(50), noNaN: true }).map(Math.exp);
const margins = fc.integer({ min: -1000, max: 1000 });

test("the law sums to 1 and never falls with the margin, for ε from 1e-6 to 50", () => {
  fc.assert(
    fc.property(margins, anyEps, noises, (D, eps, noise) => {
      const [a, b] = electionLaw(D, eps, noise);
      close(a + b, 1);
      assert.ok(electionLaw(D + 1, eps, noise)[0] >= a);
    }),
    { seed: 1 },
  );
});

test("probabilities below the least double stay accurate in logs", () => {
  close(electionLogLaw(1000, 2, "printed")[1], -2 * 1001 - Math.log1p(Math.exp(-2)), 1e-14);
  close(electionLogLaw(-1000, 2, "halved")[0], -1000 - Math.log1p(Math.exp(-1)), 1e-14);
  assert.ok(electionLogLaw(1000, 2, "printed")[0] <= 0);
});

test("the privacy arguments are the log ratios of the two laws", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -20, max: 20 }),
      fc.double({ min: 0.05, max: 2, noNaN: true }),
      noises,
      (d, eps, noise) => {
        const [up, down] = [electionLogLaw(d + 1, eps, noise), electionLogLaw(d - 1, eps, noise)];
        const y = electionPrivacy(d, eps, noise);
        close(y[0], up[0] - down[0], 1e-10);
        close(y[1], down[1] - up[1], 1e-10);
      },
    ),
    { seed: 2 },
  );
});

test("the pivot probability is the difference of the laws, and the noise that decides", () => {
  for (const noise of ELECTION_NOISES) {
    for (let d = -6; d <= 6; d++) {
      const [up, down] = [electionLaw(d + 1, 0.7, noise), electionLaw(d - 1, 0.7, noise)];
      close(Math.exp(logPivot(d, 0.7, noise)), up[0] - down[0]);
    }
  }
  close(logPivot(2000, 1, "printed"), -2000 + Math.log(-Math.expm1(-1)), 1e-13);
});

test("one vote moves the margin by two: the printed noise is 2ε-private, found by the audit of all profiles", () => {
  for (const [noise, factor] of [
    ["printed", 2],
    ["halved", 1],
    ["doubled", 1],
  ] as const) {
    for (const eps of [0.1, 1, 3]) {
      close(electionPrivacyLevel(6, eps, noise), factor * eps);
      close(electionLevel(eps, noise), factor * eps);
      const { privacy } = auditAgents({
        players: 3,
        types: 2,
        bound: logBound(1),
        value: () => 0,
        law: (votes) =>
          electionLaw(
            votes.reduce((sum, v) => sum + (v === 0 ? 1 : -1), 0),
            eps,
            noise,
          ),
      });
      close(privacy.level, factor * eps, 1e-11);
    }
  }
});

test("landmarks of the price of noise", () => {
  const worst = [
    [0.1, "printed", 1.931290501163903, -10],
    [0.1, "halved", 3.77075, -20],
    [0.5, "printed", 0.45798, -2],
    [0.5, "halved", 0.82725, -4],
  ] as const;
  for (const [eps, noise, loss, margin] of worst) {
    const found = worstElectionLoss(eps, noise);
    close(found.loss, loss, 5e-6);
    assert.equal(found.margin, margin);
  }
});

test("no margin loses more than the worst one", () => {
  fc.assert(
    fc.property(margins, fc.double({ min: 0.02, max: 5, noNaN: true }), noises, (D, eps, noise) => {
      const loss = electionLoss(Math.max(D, 0), Math.max(-D, 0), eps, noise);
      assert.ok(loss <= worstElectionLoss(eps, noise).loss * (1 + 1e-12));
    }),
    { seed: 3, numRuns: 300 },
  );
});

test("the tail is 1 up to Δ = 0, P(wrong) up to |D| and 0 beyond", () => {
  assert.equal(electionLossTail(20, 25, 0, 0.5, "printed"), 1);
  assert.equal(electionLossTail(20, 25, -1, 0.5, "printed"), 1);
  assert.equal(electionLossTail(20, 25, 5, 0.5, "printed"), electionLaw(-5, 0.5, "printed")[0]);
  assert.equal(electionLossTail(20, 25, 5.001, 0.5, "printed"), 0);
  assert.equal(electionLossTail(3, 3, 1e-9, 0.5, "printed"), 0);
});

test("the gap needed is reached at margin 0 or −1, and by nothing beyond", () => {
  for (const noise of ELECTION_NOISES) {
    for (const bound of [logBound(0.7), linearBound(1), powerBound(2, 3)]) {
      const gap = requiredGap(0.8, bound, noise);
      let largest = 0;
      for (let d = -60; d <= 60; d++) {
        largest = Math.max(
          largest,
          electionPrivacy(d, 0.8, noise).reduce((sum, y) => sum + bound(y), 0),
        );
      }
      close(gap, largest, 1e-11);
    }
  }
  close(requiredGap(0.5, logBound(1), "doubled"), 1);
});

test("Theorem 4.2 as printed is broken by a single voter, and exactly the needed gap mends it", () => {
  const lie = bestElectionLie(1, 1, 0.5, logBound(1), "printed");
  close(lie.gain, 0.7140230606297089, 1e-12);
  assert.deepEqual([lie.others, lie.own], [0, 0]);
  for (const noise of ELECTION_NOISES) {
    const gap = requiredGap(0.5, logBound(1), noise);
    assert.ok(bestElectionLie(7, gap, 0.5, logBound(1), noise).gain <= 1e-12);
    assert.ok(bestElectionLie(7, gap * 0.999, 0.5, logBound(1), noise).gain > 0);
  }
});

test("the admissible ε use the gap up exactly", () => {
  for (const bound of [logBound(1), linearBound(0.3), powerBound(1, 2)]) {
    for (const gap of [1e-3, 1, 40]) {
      const { printedRule, safeRule, printed, halved } = admissibleEps(bound, gap);
      close(2 * bound(printedRule), gap, 1e-9);
      close(safeRule, printedRule / 2, 1e-9);
      close(requiredGap(printed, bound, "printed"), gap, 1e-9);
      close(halved, 2 * printed, 1e-9);
    }
  }
  assert.equal(admissibleEps(logBound(0), 1).printed, Infinity);
  close(admissibleEps(logBound(1e-4), 1).printedRule, 5000, 1e-9);
  assert.equal(admissibleEps((y) => (y === 0 ? 0 : 1), 1).printed, 0);
});

test("a vote's stakes: landmarks of figure 2", () => {
  const rows = [
    [0, 0.2212, 0.06032, 0.132],
    [10, 0.018157, 0.0028263, 0.009697],
    [40, 1.0042e-5, 1.5064e-6, 5.3348e-6],
  ];
  for (const [d, pivot, difference, cost] of rows) {
    const stakes = voteStakes(d, 0.5, logBound(0.3), "halved");
    close(stakes.pivot / pivot, 1, 1e-4);
    close(stakes.privacyDifference / difference, 1, 1e-4);
    close(stakes.expectedCost / cost, 1, 1e-4);
    assert.ok(stakes.privacyDifference <= stakes.lemmaBound);
  }
});

test("illegal values are refused by name", () => {
  const bad = [0, -1, NaN, Infinity, 701];
  for (const eps of bad) {
    assert.throws(() => electionLaw(0, eps, "printed"), /eps must be a number in \(0, 700\]/);
    assert.throws(() => requiredGap(eps, logBound(1), "printed"), /eps/);
    assert.throws(() => worstElectionLoss(eps, "halved"), /eps/);
  }
  assert.throws(() => electionLaw(0.5, 1, "printed"), /margin must be a whole number/);
  assert.throws(
    () => electionLaw(0, 1, "tripled" as ElectionNoise),
    /noise must be one of "printed", "halved", "doubled"/,
  );
  assert.throws(() => electionLoss(-1, 2, 1, "printed"), /votesA/);
  assert.throws(() => electionLossTail(1, 2, NaN, 1, "printed"), /delta/);
  assert.throws(() => electionPrivacyLevel(0, 1, "printed"), /voters/);
  assert.throws(() => admissibleEps(logBound(1), 0), /gap must be/);
  assert.throws(() => bestElectionLie(0, 1, 1, logBound(1), "printed"), /voters/);
  assert.throws(() => electionLaw("1" as unknown as number, 1, "printed"), TypeError);
});

test("privacy bounds must be 0 at 1 and not decrease", () => {
  assert.throws(() => logBound(-1), /c must be/);
  assert.throws(() => powerBound(1, 0), /p must be/);
  assert.throws(() => linearBound(NaN), /c must be/);
  assert.throws(() => requiredGap(1, () => 1, "printed"), /bound\(0\) must be 0/);
  assert.throws(() => requiredGap(1, (y) => (y === 0 ? 0 : Math.exp(-y)), "printed"), /must not decrease/);
  assert.throws(() => requiredGap(1, 3 as never, "printed"), /bound must be a function/);
  assert.throws(() => requiredGap(1, () => NaN, "printed"), /bound/);
});

test("privacy of a vote that decides, at tiny and at large ε: nothing cancels", () => {
  // Printed noise, the others tied: the winner's probability goes from a/(1 + a) to 1 − a²/(1 + a), a = e^{−ε}.
  for (const eps of [1e-12, 1e-6, 0.01, 1, 20, 30, 36, 40, 100, 700]) {
    const a = Math.exp(-eps);
    const exact = eps + Math.log1p(-a * Math.expm1(-eps));
    const [forA] = electionPrivacy(0, eps, "printed");
    assert.ok(Math.abs(forA - exact) <= 1e-13 * exact, `ε = ${eps}: ${forA}, not ${exact}`);
  }
  assert.equal(electionPrivacyLevel(1, 40, "printed"), electionLevel(40, "printed"));
});
