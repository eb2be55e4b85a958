import assert from "node:assert/strict";
import { test } from "node:test";
import { log1mexp, logAddExp, logSubExp, logSumExp } from "../../lib/numerics/log-space";

const close = (x: number, y: number): void =>
  assert.ok(Math.abs(x - y) <= 1e-15 * Math.max(1, Math.abs(y)), `${x}, ${y}`);

test("sums far below the least positive double", () => {
  close(logAddExp(-2000, -2000), -2000 + Math.LN2);
  close(logSumExp([-5000, -5001, -5002]), -5000 + Math.log(1 + Math.exp(-1) + Math.exp(-2)));
  assert.equal(logSumExp([]), -Infinity);
  assert.equal(logAddExp(-Infinity, -Infinity), -Infinity);
  assert.equal(logAddExp(-Infinity, 3), 3);
});

test("differences without cancellation", () => {
  close(log1mexp(1e-20), Math.log(1e-20));
  close(log1mexp(50), -Math.exp(-50));
  close(logSubExp(-3000, -3001), -3000 + Math.log(1 - Math.exp(-1)));
  assert.equal(logSubExp(-7, -7), -Infinity);
  assert.equal(logSubExp(-7, -Infinity), -7);
  assert.throws(() => logSubExp(0, 1), RangeError);
});
