import assert from "node:assert/strict";
import { test } from "node:test";
import { log1mexp, logAddExp } from "../../lib/numerics/log-space";
import { near, ROUNDED } from "../near";

test("sums far below the least positive double", () => {
  near(logAddExp(-2000, -2000), -2000 + Math.LN2, ROUNDED);
  assert.equal(logAddExp(-Infinity, -Infinity), -Infinity);
  assert.equal(logAddExp(-Infinity, 3), 3);
});

test("differences without cancellation", () => {
  near(log1mexp(1e-20), Math.log(1e-20), ROUNDED);
  near(log1mexp(50), -Math.exp(-50), ROUNDED);
});
