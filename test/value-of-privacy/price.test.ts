import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cheapestMechanism,
  equilibriumUtility,
  explicitBound,
  gap,
  linearCost,
  logGap,
  lowerBound,
  nonInformativeUtility,
  paymentDeviation,
  powerCost,
  totalPayment,
  unanimityPayments,
  upperBound,
  upperBoundAmongPeers,
} from "../../lib/value-of-privacy";
import { paymentLaw } from "../../lib/value-of-privacy/price";
import { MARKET, near, OFFER } from "./market";

test("the lower bound tends to 2g′(0)/(2θ − 1) as ε → 0", () => {
  assert.ok(near(lowerBound({ ...MARKET, eps: 1e-9 }), 2 / 0.6, 1e-8));
});

test("the expected payment is the mean of the payment's law, whose spread is the deviation", () => {
  for (const N of [2, 3, 10, 101]) {
    const design = { ...OFFER, N };
    const { values, probabilities } = paymentLaw(design);
    const moment = (k: number): number => values.reduce((sum, x, i) => sum + probabilities[i] * x ** k, 0);
    assert.ok(near(moment(1), upperBound(design), 1e-12));
    assert.ok(near(Math.sqrt(moment(2) - moment(1) ** 2), paymentDeviation(design), 1e-10));
  }
});

test("saying nothing earns V_UB − g′(ε) sinh ε, less than the equilibrium", () => {
  const design = { ...OFFER, N: 10 };
  assert.ok(near(nonInformativeUtility(design), upperBound(design) - Math.sinh(1)));
  assert.ok(near(equilibriumUtility(design) - nonInformativeUtility(design), Math.sinh(1) - 1));
});

test("the gap underflows to 0 where its logarithm is still exact", () => {
  const far = { ...OFFER, N: 100_000 };
  assert.equal(gap(far), 0);
  assert.ok(near(logGap(far), -4002.6706206052286, 1e-13));
  assert.ok(near(Math.exp(logGap({ ...OFFER, N: 50 })), gap({ ...OFFER, N: 50 })));
});

test("θ next to 1, a prior next to 1, large levels: no cancellation, no overflow", () => {
  const sharp = { theta: 1 - 1e-15, p1: 0.5, eps: 40, cost: powerCost(1, 2), N: 51 };
  assert.ok(near(paymentDeviation(sharp), 5.965e11, 1e-3));
  assert.ok(near(cheapestMechanism({ ...sharp, cost: linearCost(1), eps: 36, N: 11 }).gap, 3.45e-134, 1e-3));
  assert.ok(near(logGap({ theta: 0.5 + 1e-9, p1: 1 - 1e-9, eps: 700, cost: linearCost(1), N: 101 }), 756.62, 1e-5));
});

test("the explicit bound holds wherever it exists", () => {
  assert.equal(explicitBound({ ...OFFER, N: 5 }), undefined);
  for (let N = 20; N < 120; N++) {
    const bound = explicitBound({ ...OFFER, N });
    assert.ok(bound === undefined || bound >= upperBound({ ...OFFER, N }));
  }
});

test("equal peers among peers, equal costs among costs", () => {
  assert.ok(near(upperBoundAmongPeers({ ...OFFER, peers: [1, 1, 1, 1] }), upperBound({ ...OFFER, N: 5 })));
  assert.ok(
    near(totalPayment({ ...OFFER, costs: new Array(4).fill(linearCost(1)) }), 4 * upperBound({ ...OFFER, N: 4 })),
  );
  assert.ok(totalPayment({ ...OFFER, costs: [linearCost(1), powerCost(1, 2)] }) > 2 * upperBound({ ...OFFER, N: 2 }));
});

test("peers whose majority does not favour the state are refused", () => {
  assert.throws(() => upperBoundAmongPeers({ ...OFFER, peers: [-1, -1, -1] }), {
    name: "RangeError",
    message: /^peers must be/,
  });
  assert.throws(() => upperBoundAmongPeers({ ...OFFER, peers: [0] }), { message: /^peers must be/ });
});

test("unanimous nonsense pays G·A₁₁ or G·A₀₀", () => {
  const { ones, zeros } = unanimityPayments({ ...OFFER, N: 10 });
  assert.ok(near(ones, 12.317513826832588, 1e-12) && zeros > ones);
});

test("a level so large that payments overflow is refused", () => {
  assert.throws(() => lowerBound({ ...MARKET, eps: 720 }), {
    name: "RangeError",
    message: /^eps must be small enough/,
  });
  assert.ok(Number.isFinite(lowerBound({ ...MARKET, eps: 690 })));
});
