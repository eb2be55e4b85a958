import assert from "node:assert/strict";
import { test } from "node:test";
import { convolve } from "../../lib/numerics/convolution";

test("the product of two polynomials", () => {
  assert.deepEqual([...convolve([1, 2], [3, 0, 4])], [3, 6, 4, 8]);
  assert.deepEqual([...convolve([1], [5, 6])], [5, 6]);
  assert.equal(convolve([], [1]).length, 0);
});
