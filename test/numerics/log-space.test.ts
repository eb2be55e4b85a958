import assert from "node:assert/strict";
import { test } from "node:test";
import { log1mexp, logAddExp, logSubExp, logSumExp } from "../../lib/numerics/log-space";
import { near, ROUNDED } from "../near";

test("sums far below the least positive double", () => {
  near(logAddExp(-2000, -2000), -2000 + Math.LN2, ROUNDED);
  near(logSumExp([-5000, -5001, -5002]), -5000 + Math.log(1 + Math.exp(-1) + Math.exp(-2)), ROUNDED);
  assert.equal(logSumExp([]), -Infinity);
  assert.equal(logAddExp(-Infinity, -Infinity), -Infinity);
  assert.equal(logAddExp(-Infinity, 3), 3);
});

test("differences without cancellation", () => {
  near(log1mexp(1e-20), Math.log(1e-20), ROUNDED);
  near(log1mexp(50), -Math.exp(-50), ROUNDED);
  near(logSubExp(-3000, -3001), -3000 + Math.log(1 - Math.exp(-1)), ROUNDED);
  assert.equal(logSubExp(-7, -7), -Infinity);
  assert.equal(logSubExp(-7, -Infinity), -7);
  assert.throws(() => logSubExp(0, 1), RangeError);
});
