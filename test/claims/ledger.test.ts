/** The ledger: every claim of every paper is as recorded, and its false twin is rejected. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import type { LedgerRow } from "../../claims/check";
import { papers, runLedger, summary, verdictOf } from "../../claims";
import { claimsOf } from "../../claims/all";

const ids = JSON.parse(readFileSync(path.resolve(__dirname, "../../data/claims.json"), "utf8")) as Record<
  string,
  string[]
>;

test("every claim belongs to a paper of the list", () => {
  assert.equal(
    papers.reduce((sum, { prefix }) => sum + claimsOf(`${prefix}/`).length, 0),
    claimsOf("").length,
  );
});

for (const { prefix, title } of papers) {
  const claims = claimsOf(`${prefix}/`);
  describe(`${prefix}: ${title}`, () => {
    test("has every row of the paper's tables, once", () => {
      assert.deepEqual(claims.map(({ id }) => id).sort(), [...ids[prefix]].sort());
    });

    const rows = new Map<string, Promise<LedgerRow>>();
    const resolvers = new Map<string, (row: LedgerRow) => void>();
    for (const { id } of claims) rows.set(id, new Promise((resolve) => resolvers.set(id, resolve)));
    let run: Promise<LedgerRow[]> | undefined;

    for (const { id, verdict } of claims) {
      test(`${id} ${verdict}`, async () => {
        run ??= runLedger(`${prefix}/`, { onRow: (row) => resolvers.get(row.id)?.(row) });
        const row = await Promise.race([rows.get(id)!, run.then(() => rows.get(id)!)]);
        assert.ok(row.ok, `${verdictOf(row)}: ${row.evidence}; twin: ${row.twin}`);
      });
    }
  });
}

const ROW: LedgerRow = {
  id: "x/y",
  where: "Section 1",
  statement: "s",
  method: "exact",
  verdict: "holds",
  expected: "holds",
  twinRejected: true,
  evidence: "e",
  seconds: 0,
  ok: true,
};

test("a row that is not as recorded says so without colour", () => {
  assert.equal(verdictOf(ROW), "✓ holds");
  assert.match(verdictOf({ ...ROW, expected: "fails", ok: false }), /RECORDED: fails/);
  assert.match(verdictOf({ ...ROW, twinRejected: false, ok: false }), /FALSE TWIN PASSES/);
  assert.match(verdictOf({ ...ROW, ok: false }), /CONTROL REJECTED/);
});

test("the summary counts verdicts and what is not as recorded", () => {
  assert.equal(
    summary([ROW, { ...ROW, verdict: "fails", expected: "fails" }]),
    "2 claims: 1 holds, 1 fails; all as recorded",
  );
  assert.equal(summary([ROW, ROW, { ...ROW, ok: false }]), "3 claims: 3 hold; 1 NOT AS RECORDED");
  assert.equal(summary([ROW]), "1 claim: holds, as recorded");
  assert.equal(summary([{ ...ROW, ok: false }]), "1 claim: holds, NOT AS RECORDED");
});

test("an unknown filter is refused", async () => {
  await assert.rejects(runLedger("nosuch"), /filter must be how the id of a claim begins \(wyz16, .*\); got "nosuch"/);
});
