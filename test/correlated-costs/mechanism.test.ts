import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  ATOMS,
  baselineAuction,
  budgetSolve,
  codeStatistics,
  contractsFor,
  decode,
  encode,
  envyFreeGrid,
  epsEstimate,
  epsJoint,
  epsJointWorst,
  epsPayment,
  exPostViolation,
  exponential,
  fixedAccuracy,
  jointIrViolation,
  leastDirectPayment,
  negativePayment,
  optimalBudget,
  overbiddingGain,
  posteriorCost,
  posteriorReply,
  priceSpread,
  recommendedC,
  simulateMechanism,
  splitLevel,
  totalPayment,
  twoPointPayment,
  uniform,
} from "../../lib/correlated-costs";
import { runMechanism } from "../../lib/correlated-costs/mechanism";
import { optimalFixedAccuracy } from "../../lib/correlated-costs/parameters";
import { epsEstimateTruncated, estimateLogRatio } from "../../lib/correlated-costs/privacy";
import { auditPrivacy } from "../../lib/privacy/audit";
import { binomialLaw } from "../../lib/numerics/binomial";
import { laplaceCdf } from "../../lib/probability/laplace";
import { agrees, estimateProportion } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";

const close = (x: number, y: number, tolerance = 1e-10): void =>
  assert.ok(Math.abs(x - y) <= tolerance * (1 + Math.abs(y)), `${x} for ${y}`);
const PAIR = [exponential(1), exponential(0.5)];

test("a run follows the mechanism step by step", () => {
  const contracts = contractsFor(PAIR, 0.6);
  const run = runMechanism({
    eps: 0.5,
    contracts,
    data: [1, 2, 1],
    costs: [contracts[0].alphaPlus, 5, 2],
    estimateNoise: -3,
    paymentNoise: [-2, 1, 1],
  });
  assert.deepEqual(run.accepted, [1]);
  assert.equal(run.sHat, 0);
  close(run.s, -2 / 0.6);
  close(run.payments[0], 0.5 * (contracts[0].alphaPlus - 2));
  assert.deepEqual(Array.from(run.payments.slice(1)), [0, 0]);
  assert.equal(run.expectedUtilities[0], 0);
});

test("another target is another count", () => {
  const contracts = contractsFor(PAIR, 0.6);
  const input = { eps: 1, contracts, data: [1, 2, 2], costs: [0, 0, 0], estimateNoise: 0, paymentNoise: [0, 0, 0] };
  assert.deepEqual([runMechanism(input).m, runMechanism({ ...input, target: 2 }).m], [1, 2]);
});

test("lotteries need their draws, and are accepted with probability c", () => {
  const contracts = contractsFor(ATOMS, 0.6);
  const input = { eps: 1, contracts, data: [1], costs: [1], estimateNoise: 0, paymentNoise: [0] };
  assert.throws(() => runMechanism(input), /offers/);
  let accepted = 0;
  for (let r = 0; r < 300; r++) {
    const data = Array.from({ length: 20 }, (_, i) => 1 + (i % 2));
    accepted += simulateMechanism({ eps: 1, laws: ATOMS, contracts, data }, stream(r, "lottery")).accepted.length;
  }
  assert.ok(agrees(estimateProportion(6000, accepted), 0.6));
});

test("the estimate is private at the exact level: brute force over databases and intervals", () => {
  const [n, c, eps] = [4, 0.4, 0.9];
  const edges = Array.from({ length: 400 }, (_, i) => -6 + (i * 14) / 399);
  const audit = auditPrivacy({
    reports: [2, 2, 2, 2],
    law: (profile) => {
      const n1 = profile.filter((type) => type === 0).length;
      const below = (x: number): number =>
        binomialLaw(n1, c).reduce((sum, mass, m) => sum + mass * laplaceCdf(x - m, 1 / eps), 0);
      const values = [0, ...edges.map(below), 1];
      return values.slice(1).map((value, i) => Math.max(0, value - values[i]));
    },
  });
  close(audit.level, epsEstimate(c, eps), 1e-6);
  assert.ok(audit.level < eps);
  assert.equal(audit.profile.length, n);
});

test("truncation atoms: the ratio of the probabilities that define them", () => {
  for (const [n, n1, c, eps] of [
    [10, 10, 0.3, 0.5],
    [6, 4, 0.5, 2],
    [30, 20, 0.9, 1],
  ]) {
    const atom = (players: number): number =>
      binomialLaw(players, c).reduce((sum, mass, m) => sum + mass * (1 - laplaceCdf(c * n - m, 1 / eps)), 0);
    const { left, right } = epsEstimateTruncated(n, n1, c, eps);
    close(right, Math.log(atom(n1) / atom(n1 - 1)), 1e-9);
    close(left, -Math.log(1 - c + c * Math.exp(-eps)));
  }
  // Far in the tail, where the probabilities themselves underflow.
  const far = epsEstimateTruncated(1_000_000, 700_000, 0.5, 3).right;
  assert.ok(far > 0 && far <= epsEstimate(0.5, 3));
});

test("the log ratio rises from one extreme to the other", () => {
  const y = Array.from({ length: 101 }, (_, i) => -5 + (i * 13) / 100);
  const ratios = estimateLogRatio(3, 0.5, 1, y);
  ratios.forEach((r, i) => assert.ok(i === 0 || r >= ratios[i - 1] - 1e-12));
  close(ratios[0], Math.log(1 - 0.5 + 0.5 * Math.exp(-1)), 1e-9);
  close(ratios[100], epsEstimate(0.5, 1), 1e-9);
});

test("privacy levels: extreme and large ε", () => {
  close(epsEstimate(0.3, 1e-12) / 3e-13, 1);
  close(epsEstimate(0.3, 900), 900 + Math.log(0.3));
  // Tiny chances to be counted, on either side of ε = 1: relative, not absolute accuracy.
  for (const c of [1e-15, 1e-9, 1e-4]) {
    for (const level of [0.5, 1, 3, 20]) {
      const odds = c * Math.expm1(level);
      const exact = odds < 1e-3 ? odds - odds ** 2 / 2 + odds ** 3 / 3 - odds ** 4 / 4 : Math.log(1 + odds);
      assert.ok(Math.abs(epsEstimate(c, level) / exact - 1) < 1e-12, `c = ${c}, ε = ${level}`);
    }
    // The top atom, n₁ = 2 of 3: given 0 or 1 in the sample, it is 3c away.
    const [n0, n1] = [0.5 * Math.exp(-3 * c), 0.5 * -Math.expm1(3 * c - 1) + 0.5];
    const share = (1 - c) * n0 + c * n1;
    const gain = ((1 - c) * (n1 - n0) + c * (1 - 0.5 * Math.exp(3 * c - 2) - n1)) / share;
    close(epsEstimateTruncated(3, 2, c, 1).right / Math.log1p(c * gain), 1, 1e-9);
  }
  const contracts = contractsFor(PAIR, 0.6);
  close(epsPayment(0.7, contracts, 1, 2), 0.7);
  close(epsJoint(0.7, contracts, 1, 2), 1.4);
  assert.equal(epsPayment(0.7, contractsFor([PAIR[0], PAIR[0]], 0.6), 1, 2), 0);
  const three = contractsFor([uniform(0, 4), uniform(0, 2), uniform(0, 8)], 0.5);
  close(epsJointWorst(0.5, three), 5 / 6);
  close(epsJointWorst(0.5, three, 3), 1);
});

test("totals, negative payments and payments below cost agree with runs", () => {
  const [eps, contracts] = [0.5, contractsFor(PAIR, 0.6)];
  let [accepted, negative, short] = [0, 0, 0];
  for (let r = 0; r < 300; r++) {
    const run = simulateMechanism(
      { eps, laws: PAIR, contracts, data: new Array<number>(50).fill(2) },
      stream(r, "pay"),
    );
    run.accepted.forEach((i) => {
      accepted++;
      if (run.payments[i - 1] < 0) negative++;
      if (run.payments[i - 1] < eps * run.costs[i - 1]) short++;
    });
  }
  assert.ok(agrees(estimateProportion(accepted, negative), negativePayment(eps, contracts, 2)));
  assert.ok(agrees(estimateProportion(accepted, short), exPostViolation(eps, PAIR, contracts, 2)));
  const { mean, upperBound } = totalPayment(eps, contracts, [30, 70]);
  close(mean, 46.730827325581906);
  assert.ok(mean < upperBound);
});

test("payments below cost: atoms, no noise, sharp noise", () => {
  const offers = contractsFor(ATOMS, 0.6);
  const share = exPostViolation(0.8, ATOMS, offers, 1);
  // Type 1: low price 1 (cost 1), high price 2 (costs 1 and 2); noise scale γ/ε with γ = 2.
  const below = (gap: number): number => 0.5 * Math.exp(-0.4 * gap);
  close(share, (0.8 * 0.5 * below(0) + 0.2 * (0.5 * below(1) + 0.5 * below(0))) / 0.6);
  assert.equal(exPostViolation(1, [PAIR[0]], contractsFor([PAIR[0]], 0.6), 1), 0);
  const sharp = exPostViolation(1e7, PAIR, contractsFor(PAIR, 0.6), 1);
  assert.ok(sharp > 0 && sharp < 1e-6);
  close(jointIrViolation([uniform(0, 2), uniform(0, 4)], contractsFor([uniform(0, 2), uniform(0, 4)], 0.6), 1), 0.5);
});

test("the recipes meet their equations", () => {
  const c = recommendedC(1000, 0.5);
  close(c * (1 - c), 2 / (1000 * 0.25));
  const { c: at, eps } = fixedAccuracy(1000, 25);
  close((1000 * (1 - at)) / at, 625 / 6);
  close(2 / (eps * at) ** 2, 625 / 6);
  const plan = budgetSolve(1000, PAIR, 500);
  close(plan.eps * plan.c * 1000 * plan.alpha, 500);
  close(optimalBudget(1000, [uniform(0, 1)], 30).c, (900 / 4000) ** (1 / 3), 1e-5);
  const tuned = optimalFixedAccuracy(200, 20, [exponential(1)]);
  assert.ok(tuned.payment <= (2 * Math.sqrt(3) * 200 * -Math.log1p(-fixedAccuracy(200, 20).c)) / 20);
  // The least budget is reached at ε = √(8/n), c = ½.
  close(plan.spend, 500, 1e-9);
  // Where prices jump from 1 to 2 at c = .7, no c of the recipe spends 130: the plan says what it spends.
  const gap = { kind: "mixture", weights: [0.7, 0.3], components: [uniform(0, 1), uniform(2, 3)] } as const;
  close(budgetSolve(1000, [gap], 130).spend, 68.313, 1e-5);
  assert.equal(optimalBudget(1000, [gap], 130).c, 0.7);
  const least = budgetSolve(1000, [uniform(0, 1)], 100).minBudget;
  close(budgetSolve(1000, [uniform(0, 1)], least).c, 0.5, 1e-6);
});

test("the recipes at budgets and radii of any size", () => {
  for (const budget of [1e20, 1e300]) {
    const { eps, c, spend } = budgetSolve(100, [uniform(0, 1)], budget);
    close(spend / budget, 1);
    close((eps * 100) / budget, 1);
    assert.equal(c, 1);
  }
  // Next to nothing buys noise alone: the best c is the cheapest in α·n/B.
  const { accuracy, c } = optimalBudget(100, [uniform(1, 2)], 1e-300);
  assert.ok(Math.abs(accuracy / (Math.sqrt(6) * 1e302 * (1 + c)) - 1) < 1e-12);
  assert.ok(optimalFixedAccuracy(100, 1e-9, [uniform(0, 1)]).eps > 2e9);
  assert.throws(() => optimalFixedAccuracy(100, 1e-9, [exponential(1)]), /\bk\b/);
});

test("a hidden coin teaches nothing, whatever the prior", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom("accept" as const, "reject" as const),
      (p, reply) => {
        const posterior = posteriorReply([p, 1 - p], contractsFor(ATOMS, 0.6), "hidden", reply);
        close(posterior[0], p);
      },
    ),
    { seed: 2012 },
  );
  close(posteriorCost([0.5, 0.5], [exponential(1), exponential(2)], Math.LN2)[0], 0.5);
  assert.deepEqual(
    Array.from(posteriorCost([0.5, 0.5], [uniform(0, 1), { kind: "discrete", atoms: [0.5], probs: [1] }], 0.5)),
    [0, 1],
  );
});

test("tuples and codes are one to one; the printed code is not", () => {
  assert.equal(encode(2, Array<number>(53).fill(2)), 2 ** 53);
  assert.ok(decode(2, 53, 2 ** 53).every((value) => value === 2));
  assert.throws(() => encode(2, Array<number>(54).fill(1)), /2\^53/);
  for (let code = 1; code <= 27; code++) assert.equal(encode(3, decode(3, 3, code)), code);
  assert.equal(codeStatistics(3, 2).distinctCodes, 7);
  assert.equal(codeStatistics(5, 3).distinctCodes, 53);
  assert.equal(codeStatistics(2, 3).tuplesOutsideRange, 8);
});

test("a two-point payment has the right means, the level ε and the stated variance", () => {
  for (const eps of [0.1, 0.5, 2, 30]) {
    const contracts = contractsFor([...PAIR, uniform(0, 2)], 0.6);
    const { low, high, chance, maxVariance } = twoPointPayment(eps, contracts);
    contracts.forEach(({ alphaPlus }, j) => close(low + chance[j] * (high - low), eps * alphaPlus, 1e-12));
    const ratios = chance.flatMap((p) => chance.flatMap((q) => [p / q, (1 - p) / (1 - q)]));
    close(Math.log(Math.max(...ratios)), eps, 1e-5);
    const gamma = priceSpread(contracts);
    close(maxVariance, ((gamma * (eps / 2)) / Math.tanh(eps / 2)) ** 2, 1e-9);
  }
});

test("splitting ε keeps the sum", () => {
  const split = splitLevel(200, 1, contractsFor(PAIR, 0.6), 0.25);
  close(split.estimateEps + split.paymentEps, 1);
  assert.ok(split.radius > splitLevel(200, 1, contractsFor(PAIR, 0.6), 0.75).radius);
});

test("the baseline stays within its budget and is exact when it buys almost everybody", () => {
  const data = [1, 1, 2, 2, 1, 2];
  const { bought, payment } = baselineAuction(data, [0, 0, 0, 0, 0, 0], 5, stream(1));
  assert.equal(bought, 5);
  assert.equal(payment, 0);
  for (let r = 0; r < 50; r++) {
    const from = stream(r, "baseline");
    const costs = data.map(() => from.uniform());
    assert.ok(baselineAuction(data, costs, 0.3, from).payment <= 0.3 + 1e-12);
  }
});

test("direct mechanisms pay for the largest cost", () => {
  close(leastDirectPayment(0.5, [1, 2, 5, 10], 0.3), 1.5);
  close(leastDirectPayment(0.5, new Float64Array(300_000).fill(2), 0.3), 0.3);
  close(overbiddingGain(0.5, 0.3, 1, 10), 1.35);
  const { restricted, allReals } = envyFreeGrid([1, 2, 3], [1 / 3, 1 / 3, 1 / 3]);
  close(restricted, 19 / 9);
  close(allReals, 22 / 9);
});

test("illegal arguments are refused by name", () => {
  const contracts = contractsFor(PAIR, 0.6);
  const input = { eps: 1, contracts, data: [1, 2], costs: [1, 1], estimateNoise: 0, paymentNoise: [0, 0] };
  const bad: readonly (readonly [() => unknown, RegExp])[] = [
    [() => runMechanism({ ...input, eps: -1 }), /eps/],
    [() => runMechanism({ ...input, data: [1, 3] }), /data\[1\]/],
    [() => runMechanism({ ...input, costs: [1] }), /costs/],
    [() => runMechanism({ ...input, costs: [1, NaN] }), /costs\[1\]/],
    [() => runMechanism({ ...input, paymentNoise: [0] }), /paymentNoise/],
    [() => runMechanism({ ...input, target: 3 }), /target/],
    [() => runMechanism({ ...input, contracts: [] }), /contracts/],
    [() => totalPayment(1, contracts, [1]), /counts/],
    [() => totalPayment(1, contracts, [1, -1]), /counts\[1\]/],
    [() => epsEstimate(1, 1), /\bc\b/],
    [() => epsEstimateTruncated(10, 0, 0.5, 1), /n1/],
    [() => epsPayment(1, contracts, 1, 3), /jp/],
    [() => epsJoint(1, contracts, 1, 2, 9), /target/],
    [() => negativePayment(1, contracts, 0), /\bj\b/],
    [() => jointIrViolation(ATOMS, contractsFor(ATOMS, 0.6), 1), /single prices/],
    [() => posteriorReply([0.5, 0.4], contracts, "hidden", "accept"), /prior/],
    [() => posteriorReply([1, 0], contractsFor(ATOMS, 0.6), ["+", "+"], "reject"), /reply/],
    [() => posteriorCost([0.5, 0.5], PAIR, -1), /\bv\b/],
    [() => recommendedC(100, 0.2), /eps/],
    [() => fixedAccuracy(100, 0), /\bk\b/],
    [() => budgetSolve(1000, [uniform(0, 1)], 22), /budget/],
    [() => optimalBudget(1000, [uniform(0, 1)], 0), /budget/],
    [() => encode(3, [4]), /tuple\[0\]/],
    [() => encode(0, [1]), /\bh\b/],
    [() => codeStatistics(100, 9), /h\^d/],
    [() => leastDirectPayment(1, [], 0.5), /costs/],
    [() => leastDirectPayment(1, [1], 1.5), /access/],
    [() => envyFreeGrid([1, 1], [0.5, 0.5]), /atoms/],
  ];
  bad.forEach(([call, message], i) => assert.throws(call, message, `case ${i}`));
});
