import assert from "node:assert/strict";
import { test } from "node:test";
import { rank } from "../../lib/numerics/rank";

test("the rank of a matrix", () => {
  assert.equal(
    rank([
      [1, 2],
      [2, 4],
    ]),
    1,
  );
  assert.equal(
    rank([
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, 1],
    ]),
    3,
  );
  assert.equal(
    rank([
      [0, 0],
      [0, 0],
    ]),
    0,
  );
  assert.equal(
    rank([
      [1, 0, 1],
      [0, 1, 1],
    ]),
    2,
  );
  assert.equal(rank([]), 0);
});
