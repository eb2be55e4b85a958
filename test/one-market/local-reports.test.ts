import assert from "node:assert/strict";
import { test } from "node:test";
import { bestForBudget, marketOutcome, type Market } from "../../lib/one-market";
import { agreementPayments, localReports } from "../../lib/one-market/local-reports";
import { logBinomialPmf } from "../../lib/numerics/binomial";
import { errorProbability, linearCost, upperBound } from "../../lib/value-of-privacy";
import { correlated, plain, uniform } from "./markets";

const near = (a: number, b: number, relative: number): void =>
  assert.ok(Math.abs(a - b) <= relative * Math.abs(b), `${a} against ${b}`);

test("with one cost for all the payment and the error are those of the paper's mechanism R^(N,ε)", () => {
  const one = uniform(1, 1 + 1e-9);
  for (const theta of [0.55, 0.8]) {
    for (const eps of [0.3, 2]) {
      for (const N of [2, 7, 40]) {
        const market: Market = { ...plain, theta, costs: [one, one], people: 100 };
        const settings = { invited: N, reward: 2 * (1 + Math.cosh(eps)) };
        const { payment, stateError, level } = marketOutcome(localReports, market, settings);
        near(payment, N * upperBound({ theta, p1: 0.5, eps, cost: linearCost(1), N }), 1e-7);
        near(stateError, errorProbability({ theta, p1: 0.5, eps, N }), 1e-7);
        near(level, eps, 1e-6);
      }
    }
  }
});

/** P(majority of the others is 1 | bit), by summing over their numbers of ones. */
function majorityGiven(market: Market, invited: number, accuracy: readonly [number, number], bit: 0 | 1): number {
  const others = invited - 1;
  return [0, 1].reduce((sum, state) => {
    const share = state === 1 ? market.theta : 1 - market.theta;
    const one = share * accuracy[1] + (1 - share) * (1 - accuracy[0]);
    let high = 0;
    for (let k = 0; k <= others; k++) if (2 * k > others) high += Math.exp(logBinomialPmf(k, others, one));
    return sum + high * (state === bit ? market.theta : 1 - market.theta);
  }, 0);
}

test("a right report is worth exactly the reward more than a wrong one, whatever the bit", () => {
  for (const invited of [2, 9, 24]) {
    const settings = { invited, reward: 6.5 };
    // E tanh(ε/2) by a midpoint sum over the uniform costs.
    const accuracy = correlated.costs.map((law) => {
      if (law.kind !== "uniform") throw new Error("uniform laws only");
      let sum = 0;
      for (let i = 0; i < 20000; i++) {
        const cost = law.lo + ((law.hi - law.lo) * (i + 0.5)) / 20000;
        sum += Math.sqrt(Math.max(0, 1 - (4 * cost) / settings.reward));
      }
      return (1 + sum / 20000) / 2;
    }) as [number, number];
    const [zero, one] = agreementPayments(correlated, settings);
    const highIfOne = majorityGiven(correlated, invited, accuracy, 1);
    const highIfZero = majorityGiven(correlated, invited, accuracy, 0);
    near(highIfOne * one - (1 - highIfOne) * zero, settings.reward, 1e-4);
    near((1 - highIfZero) * zero - highIfZero * one, settings.reward, 1e-4);
  }
});

test("the cost of the levels people choose, by the envelope, is the integral of cε(c)", () => {
  const settings = { invited: 15, reward: 7 };
  const { payment, surplus } = marketOutcome(localReports, correlated, settings);
  const cost = correlated.costs.reduce((total, law) => {
    if (law.kind !== "uniform") throw new Error("uniform laws only");
    let sum = 0;
    for (let i = 0; i < 200000; i++) {
      const c = law.lo + ((law.hi - law.lo) * (i + 0.5)) / 200000;
      if (4 * c < settings.reward) sum += c * 2 * Math.atanh(Math.sqrt(1 - (4 * c) / settings.reward));
    }
    return total + sum / 200000 / 2;
  }, 0);
  near((payment - surplus) / settings.invited, cost, 1e-5);
});

test("a budget below what two people ask buys nothing, also where costs start at 0", () => {
  assert.equal(bestForBudget(localReports, plain, "share", 1), undefined);
  const free: Market = { ...plain, costs: [uniform(0, 1), uniform(0, 1)] };
  const offer = bestForBudget(localReports, free, "share", 200);
  assert.ok(offer && offer.error < 0.5);
});
