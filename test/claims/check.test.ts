import assert from "node:assert/strict";
import { test } from "node:test";
import { claim, notCheckable, type CheckableClaim } from "../../claims/claim";
import { checkClaim } from "../../claims/check";
import { show } from "../../lib/format";

const base: CheckableClaim<number> = {
  id: "test/two",
  where: "nowhere",
  method: "exact",
  verdict: "holds",
  printed: { says: "1 + 1 = 2", value: 2 },
  twin: { says: "1 + 1 = 3", value: 3 },
  check: (value) => ({ stands: 1 + 1 === value, evidence: `${1 + 1}` }),
};

test("a true statement with a false twin holds", async () => {
  const row = await checkClaim(claim(base));
  assert.deepEqual([row.verdict, row.twinRejected, row.ok], ["holds", true, true]);
});

test("a twin that passes makes the row wrong: the check could not fail", async () => {
  const row = await checkClaim(claim({ ...base, check: () => ({ stands: true, evidence: "" }) }));
  assert.deepEqual([row.twinRejected, row.ok], [false, false]);
});

test("a rejected statement fails, or holds as corrected", async () => {
  const printed = { says: "1 + 1 = 1", value: 1 };
  const failing = await checkClaim(claim({ ...base, printed, verdict: "fails", control: base.printed }));
  assert.deepEqual([failing.verdict, failing.ok], ["fails", true]);
  const corrected = await checkClaim(
    claim({ ...base, printed, verdict: "holds as corrected", corrected: base.printed }),
  );
  assert.deepEqual([corrected.verdict, corrected.ok], ["holds as corrected", true]);
});

test("a search that refutes nothing says so, and no more", async () => {
  const row = await checkClaim(claim({ ...base, verdict: "not refuted" }));
  assert.deepEqual([row.verdict, row.ok], ["not refuted", true]);
  const refuted = await checkClaim(claim({ ...base, verdict: "not refuted", printed: { says: "", value: 1 } }));
  assert.deepEqual([refuted.verdict, refuted.ok], ["fails", false]);
});

test("a verdict that is not the recorded one, and a rejected control, make the row wrong", async () => {
  assert.equal((await checkClaim(claim({ ...base, printed: { says: "", value: 1 } }))).ok, false);
  const control = { says: "1 + 1 = 4", value: 4 };
  const row = await checkClaim(claim({ ...base, printed: control, verdict: "fails", control }));
  assert.equal(row.ok, false);
});

test("a failing claim must bring a control, a corrected one its correction", () => {
  assert.throws(() => claim({ ...base, verdict: "fails" }), { message: /test\/two.*control/ });
  assert.throws(() => claim({ ...base, verdict: "holds as corrected" }), { message: /test\/two.*corrected/ });
});

test("a row that no computation decides says why", async () => {
  const row = await checkClaim(notCheckable("test/def", "Section 1", "a definition", "It defines."));
  assert.deepEqual([row.verdict, row.twinRejected, row.evidence, row.ok], ["not checkable", null, "It defines.", true]);
});

test("a seed names a claim's draws", async () => {
  const random = claim({
    ...base,
    check: (value, { uniform }) => ({ stands: value === 2, evidence: String(uniform()) }),
  });
  const [a, b, c] = await Promise.all([checkClaim(random, 1), checkClaim(random, 1), checkClaim(random, 2)]);
  assert.equal(a.evidence, b.evidence);
  assert.notEqual(a.evidence, c.evidence);
});

test("numbers are shown short", () => {
  assert.deepEqual(
    [show(1 / 3), show(1e-20), show(Infinity), show(123456), show(0.1 + 0.2)],
    ["0.333333", "1e-20", "∞", "123456", "0.3"],
  );
});
