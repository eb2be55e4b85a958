import assert from "node:assert/strict";
import { test } from "node:test";
import {
  auditAgents,
  auditEveryCoin,
  bestElectionLie,
  electionLaw,
  electionWinner,
  ELECTION_NOISES,
  logBound,
  requiredGap,
  type AgentMechanism,
  type ElectionNoise,
} from "../../lib/truthful-mechanisms";

const margin = (votes: readonly number[]): number =>
  votes.reduce((sum, v) => sum + (v === 0 ? 1 : v === 1 ? -1 : 0), 0);

const electionOf = (players: number, noise: ElectionNoise, gap: number, abstain = false): AgentMechanism => ({
  players,
  types: 2,
  abstain,
  bound: logBound(1),
  law: (votes) => electionLaw(margin(votes), 0.5, noise),
  value: (type, winner) => (type === winner ? gap : 0),
});

test("every coin of the election: the audit of a mechanism finds the lie of the closed form", () => {
  const coins = Array.from({ length: 13 }, (_, i) => i - 6);
  for (const noise of ELECTION_NOISES) {
    const winner = (votes: readonly number[], r: number): number => electionWinner(margin(votes), r, noise);
    const found = auditEveryCoin(electionOf(3, noise, 1), winner, coins);
    assert.ok(Math.abs(found.gain - bestElectionLie(3, 1, 0.5, logBound(1), noise).gain) < 1e-12);
  }
});

test("in expectation the same gap decides as for every coin", () => {
  for (const noise of ELECTION_NOISES) {
    const gap = requiredGap(0.5, logBound(1), noise);
    assert.ok(auditAgents(electionOf(3, noise, gap, true)).lie.gain <= 1e-12);
    assert.ok(auditAgents(electionOf(3, noise, gap * 0.99, true)).lie.gain > 0);
    assert.ok(auditAgents(electionOf(3, noise, gap, true)).abstention!.gain <= 1e-12);
  }
});

test("a mechanism that ignores everybody is private and leaves nothing to gain", () => {
  const { privacy, lie, abstention } = auditAgents({
    players: 2,
    types: 3,
    bound: logBound(1),
    law: () => [0.3, 0.7],
    value: (type, o) => type * o,
  });
  assert.deepEqual([privacy.level, lie.gain, abstention], [0, 0, null]);
});

test("a deterministic mechanism that reacts has no private outcome: privacy can outweigh everything", () => {
  const { privacy, lie } = auditAgents({
    players: 1,
    types: 2,
    bound: logBound(1),
    law: ([t]) => (t === 0 ? [1, 0] : [0, 1]),
    value: (t, o) => (t === o ? 1e9 : 0),
  });
  assert.deepEqual([privacy.level, lie.gain], [Infinity, Infinity]);
});

test("where no report changes the outcome at any coin, no lie is found", () => {
  const found = auditEveryCoin(electionOf(1, "halved", 1), () => 0, [0]);
  assert.equal(found.gain, -Infinity);
});

test("illegal mechanisms are refused by name", () => {
  const good = electionOf(2, "halved", 1);
  assert.throws(() => auditAgents({ ...good, players: 0 }), /players must be/);
  assert.throws(() => auditAgents({ ...good, types: 0.5 }), /types must be/);
  assert.throws(() => auditAgents({ ...good, law: () => [0.5, 0.6] }), /the sum of law/);
  assert.throws(() => auditAgents({ ...good, players: 40 }), /the number of profiles must be at most/);
  assert.throws(() => auditAgents({ ...good, bound: () => 1 }), /bound\(0\) must be 0/);
  assert.throws(() => auditAgents({ ...good, value: undefined as never }), /value must be a function/);
  assert.throws(() => auditEveryCoin(good, () => 7, [0]), /outcome must be an outcome of the law/);
  assert.throws(() => auditEveryCoin(good, () => 0, []), /the length of coins/);
});
