import assert from "node:assert/strict";
import { test } from "node:test";
import {
  auditCost,
  exponentialCost,
  linearCost,
  linearQuadraticCost,
  powerCost,
  stepCost,
  upperBound,
  type PrivacyCost,
} from "../../lib/value-of-privacy";
import { OFFER } from "./market";

test("every family is a proper convex cost with the derivatives it states", () => {
  const costs = [
    linearCost(2),
    powerCost(1, 1.5),
    powerCost(3, 4),
    exponentialCost(0.5, 2),
    linearQuadraticCost(0, 1),
    stepCost(1, 3, 1, 0.1),
  ];
  for (const cost of costs) assert.deepEqual(auditCost(cost), []);
});

test("a cost that is not proper is flagged by the condition it breaks", () => {
  const conditions = (cost: PrivacyCost): string[] => auditCost(cost).map(({ condition }) => condition);
  const offset = { cost: (e: number) => 1 + e, marginal: () => 1, curvature: () => 0 };
  assert.ok(conditions(offset).includes("g(0) = 0"));
  const concave = {
    cost: Math.sqrt,
    marginal: (e: number) => 0.5 / Math.sqrt(e),
    curvature: (e: number) => -0.25 * e ** -1.5,
  };
  assert.ok(conditions(concave).includes("g convex"));
  const wrong = { cost: (e: number) => e * e, marginal: (e: number) => e, curvature: () => 1 };
  assert.ok(conditions(wrong).includes("marginal is g′"));
});

test("the audit does not depend on the unit of money, nor on where a cost outgrows a double", () => {
  assert.deepEqual(auditCost(exponentialCost(1, 100)), []);
  for (const unit of [1e-9, 1, 1e9]) {
    const wrong = { cost: (e: number) => unit * e, marginal: () => 50 * unit, curvature: () => 0 };
    assert.deepEqual(
      auditCost(wrong).map(({ condition }) => condition),
      ["marginal is g′"],
    );
    assert.deepEqual(auditCost(linearQuadraticCost(unit, 2 * unit)), []);
  }
});

test("an exponential cost keeps its digits near 0", () => {
  assert.equal(exponentialCost(1, 1).cost(1e-12), Math.expm1(1e-12));
});

test("bad parameters, and costs that do not start at 0, are refused by name", () => {
  assert.throws(() => linearCost(0), { message: /^c must be/ });
  assert.throws(() => powerCost(1, 0.5), { message: /^p must be/ });
  assert.throws(() => linearQuadraticCost(0, 0), { message: /^a \+ b must be/ });
  assert.throws(() => stepCost(1, 1, 1, 0), { message: /^w must be/ });
  const offset = { cost: (e: number) => 1 + e, marginal: () => 1, curvature: () => 0 };
  assert.throws(() => upperBound({ ...OFFER, cost: offset, N: 3 }), {
    name: "RangeError",
    message: /^cost\.cost\(0\)/,
  });
  assert.throws(() => upperBound({ ...OFFER, cost: 3 as never, N: 3 }), {
    name: "TypeError",
    message: /^cost must be/,
  });
  const flat = { cost: () => 0, marginal: () => 0, curvature: () => 0 };
  assert.throws(() => upperBound({ ...OFFER, cost: flat, N: 3 }), { message: /^cost\.marginal\(1\)/ });
});
