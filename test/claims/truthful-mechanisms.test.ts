/** What the claims of truthful mechanisms count with. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { countElection, countFacility, countInjection } from "../../claims/truthful-mechanisms/counts";
import { lemma73AsPrinted } from "../../claims/truthful-mechanisms/lemma73";
import { electionWinner, vcgCoupling } from "../../lib/truthful-mechanisms";

test("the count of an election, tally by tally, agrees with one that walks all profiles", () => {
  for (const [n, R] of [
    [1, 3],
    [4, 5],
    [5, 9],
  ]) {
    const walked = { triples: 0, flips: 0, badFlips: 0, dropouts: 0, badDropouts: 0 };
    for (let code = 0; code < 2 ** n; code++) {
      const votes = Array.from({ length: n }, (_, i) => (code >> i) & 1);
      const D = votes.reduce((sum, v) => sum + (v === 0 ? 1 : -1), 0);
      for (const own of votes) {
        const vote = own === 0 ? 1 : -1;
        for (let r = -R; r <= R; r++) {
          const truth = electionWinner(D, r, "printed");
          walked.triples++;
          if (electionWinner(D - 2 * vote, r, "printed") !== truth) {
            walked.flips++;
            if (truth !== own) walked.badFlips++;
          }
          if (electionWinner(D - vote, r, "printed") !== truth) {
            walked.dropouts++;
            if (truth !== own) walked.badDropouts++;
          }
        }
      }
    }
    assert.deepEqual(countElection(n, R), walked);
  }
});

test("the count of facility location: landmarks", () => {
  assert.deepEqual(countFacility(3, 4, 3), { tuples: 5760, changes: 1174, bad: 0, fromOwn: 900 });
  // One player, no noise: any other report moves the facility there, from her own place; staying away sends it left.
  assert.deepEqual(countFacility(2, 1, 0), { tuples: 4, changes: 3, bad: 0, fromOwn: 3 });
});

test("the injection of Lemma 6.2 has no failure, and needs the unit at j", () => {
  assert.deepEqual(countInjection(3, 6), { cases: 1911, failures: 0 });
  assert.equal(countInjection(4, 3).failures, 0);
  assert.ok(countInjection(3, 3, 0).failures > 0);
});

test("Lemma 7.3 as printed fails where the corrected one is an equality", () => {
  const { outcome, gain } = vcgCoupling([2, 0], [0, 0], [0, 1], 1, 1);
  assert.ok(Math.abs(2 * gain - outcome) < 1e-12);
  assert.ok(Math.abs(2 * lemma73AsPrinted([2, 0], [0, 0], [0, 1], 1, 1) - 0.0918872254051398) < 1e-12);
});

test("counts that are too large or of nothing are refused by name", () => {
  assert.throws(() => countElection(0, 3), /voters must be a whole number in \[1, 40\]/);
  assert.throws(() => countElection(60, 3), /voters/);
  assert.throws(() => countFacility(3, 0, 2), /players/);
  assert.throws(() => countFacility(9, 9, 9), /q, players, reach must be smaller/);
  assert.throws(() => countInjection(10, 50), /at most 5000000/);
});
