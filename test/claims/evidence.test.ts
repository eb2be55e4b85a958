import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  all,
  atLeast,
  atMost,
  drawn,
  equals,
  everywhere,
  holdsFor,
  nowhereAbove,
  product,
} from "../../claims/evidence";
import { estimateFromSums } from "../../lib/probability/monte-carlo";

describe("everywhere", () => {
  test("stands where the residual vanishes in every case, and says how many there are", () => {
    const finding = everywhere([1, 2, 3], (x) => 1e-3 * x, 0.01);
    assert.deepEqual(finding, { stands: true, evidence: "3 cases: off by 0.003 at most" });
  });
  test("a negative residual counts by its size; the worst case is named", () => {
    const { stands, evidence } = everywhere([{ theta: 0.7 }, { theta: 0.8 }], ({ theta }) => 0.75 - theta, 0.049);
    assert.equal(stands, false);
    assert.match(evidence, /at theta = 0\.[78]/);
    assert.equal(everywhere([1], () => -1, 0.5).stands, false);
  });
  test("NaN never stands, whatever comes after it, nor do no cases", () => {
    assert.equal(everywhere([NaN, 0, 5], (x) => x, 10).stands, false);
    assert.equal(everywhere([5, NaN], (x) => x, 10).stands, false);
    assert.equal(everywhere([], () => 0, 1).stands, false);
  });
  test("what is rounding is said without its digits, which machines do not share", () => {
    assert.match(everywhere([1], () => 3e-16, 1e-12).evidence, /rounding only/);
  });
});

test("nowhereAbove says how near the bound comes, and where; NaN and no case never stand", () => {
  const cases = [{ n: 1 }, { n: 2 }, { n: 3 }];
  assert.deepEqual(
    nowhereAbove(cases, ({ n }) => n / 4, 1, "n/4"),
    { stands: true, evidence: "3 cases: n/4 0.75 at n = 3, at most 1" },
  );
  assert.equal(nowhereAbove(cases, ({ n }) => n / 4, 0.7, "n/4").stands, false);
  assert.equal(nowhereAbove(cases, ({ n }) => n / 3 + 1e-13, 1, "n/3").stands, false);
  assert.match(nowhereAbove(cases, ({ n }) => n / 3 + 1e-13, 1, "n/3", 1e-12).evidence, /n\/3 1 at n = 3/);
  assert.match(nowhereAbove(cases, ({ n }) => 1 + n * 1e-16, 1, "one", 1e-12).evidence, /at n = 1,/);
  assert.equal(nowhereAbove([NaN, 0], (x) => x, 1, "x").stands, false);
  assert.equal(nowhereAbove([], () => 0, 1, "x").stands, false);
});

test("a case is named by its numbers and texts, parts unfolded, functions left out", () => {
  const { evidence } = everywhere([{ of: { eps: 0.5, F: "ln x", bound: Math.log }, h: [1, 2] }], () => 1, 0.1);
  assert.match(evidence, /at eps = 0\.5, F = ln x, h = \(1, 2\)$/);
});

test("product walks every combination", () => {
  assert.deepEqual(
    [...product({ a: [1, 2], b: ["x", "y"] })],
    [
      { a: 1, b: "x" },
      { a: 1, b: "y" },
      { a: 2, b: "x" },
      { a: 2, b: "y" },
    ],
  );
});

test("holdsFor names the first case that breaks it", () => {
  assert.deepEqual(
    holdsFor([1, 2], (x) => x > 0, "positive"),
    { stands: true, evidence: "positive: 2 cases" },
  );
  assert.deepEqual(
    holdsFor([1, -2, -3], (x) => x > 0, "positive"),
    {
      stands: false,
      evidence: "positive: not at -2",
    },
  );
  assert.equal(holdsFor([], () => true, "empty").stands, false);
});

test("bounds hold up to the rounding that is given, and not for NaN", () => {
  assert.equal(atMost("x", 1, 1).stands, true);
  assert.equal(atMost("x", 1 + 1e-12, 1).stands, false);
  assert.equal(atMost("x", 1 + 1e-12, 1, 1e-11).stands, true);
  assert.equal(atLeast("x", 1 - 1e-12, 1).stands, false);
  assert.equal(atLeast("x", NaN, 0).stands || atMost("x", NaN, 0).stands, false);
});

test("numbers equal the said ones, of equal count", () => {
  assert.equal(equals("x", [1, 0], [1, 0]).stands, true);
  assert.equal(equals("x", [1.01], [1], 0.02).stands, true);
  assert.equal(equals("x", [1.01], [1], 0.005).stands, false);
  assert.equal(equals("x", [1], [1, 2]).stands, false);
});

test("an estimate agrees within 4.5 standard errors", () => {
  const estimate = estimateFromSums(101, 0, 101, 10); // 10 ± 0.1
  assert.equal(drawn("mean", estimate, 10.4).stands, true);
  assert.equal(drawn("mean", estimate, 10.6).stands, false);
});

test("all stands if each does", () => {
  const yes = { stands: true, evidence: "a" };
  assert.deepEqual(all(yes, { stands: false, evidence: "b" }), { stands: false, evidence: "a; b" });
  assert.equal(all(yes, yes).stands, true);
});
