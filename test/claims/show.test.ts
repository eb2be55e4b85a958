import assert from "node:assert/strict";
import { test } from "node:test";
import { claimsOf } from "../../claims/all";
import { claims, papers, showClaims, VERDICTS } from "../../claims";
import type { LedgerRow } from "../../claims/check";
import { sourcesOf } from "../../claims/sources";
import { shownBy } from "../notebook/kernel";

test("a part of the ledger is shown as a table, with how many rows are as recorded", async () => {
  const [{ id }] = claimsOf("");
  const shown = await shownBy(() => claims(id));
  const { data, metadata } = shown[shown.length - 1];
  const count = claimsOf(id).length;
  assert.deepEqual(metadata.claims, { total: count, asRecorded: count });
  assert.ok((data["text/html"] as string).includes(id));
});

const row = (id: string, verdict: LedgerRow["verdict"], evidence = "none"): LedgerRow => ({
  id,
  where: "Section 1",
  statement: "1 < 2",
  method: "exact",
  verdict,
  expected: verdict,
  twinRejected: true,
  evidence,
  seconds: 0,
  ok: true,
});
const html = async (rows: readonly LedgerRow[]): Promise<string> =>
  (await shownBy(() => showClaims(rows)))[0].data["text/html"] as string;

test("a few rows keep their order, with markup as it is written and long evidence folded", async () => {
  const shown = await html([row("wyz16/a", "holds"), row("wyz16/b", "fails", "so many words ".repeat(20))]);
  assert.ok(shown.indexOf("wyz16/a") < shown.indexOf("wyz16/b"));
  assert.ok(shown.includes("1 &lt; 2"));
  assert.equal(shown.match(/<details>/g)?.length, 1);
  assert.ok(!shown.includes("<script>"));
});

test("many rows stand by verdict, what is of note first and open; every verdict has its sign and colour", async () => {
  const shown = await html(
    VERDICTS.flatMap((verdict) => Array.from({ length: 4 }, (_, i) => row(`wyz16/${verdict}${i}`, verdict))),
  );
  const groups = [
    ...shown.matchAll(/<details( open)?><summary><span style="background-color: (#\w+)[^>]*>(.) ([^<]*)</g),
  ];
  assert.deepEqual(
    groups.map(([, open, , , verdict]) => [verdict, open !== undefined]),
    [
      ["fails", true],
      ["holds as corrected", true],
      ["not refuted", true],
      ["holds", false],
      ["not checkable", true],
    ],
  );
  for (const which of [2, 3]) assert.equal(new Set(groups.map((group) => group[which])).size, VERDICTS.length);
  assert.match(shown, /<script>.*filter/s);
});

test("every claim links to the file of its check", () => {
  const ids = claimsOf("").map(({ id }) => id);
  const sources = sourcesOf(ids);
  assert.deepEqual(
    ids.filter((id) => sources(id).code === undefined),
    [],
  );
  assert.match(sources("wyz16/thm2-ne").code ?? "", /^\.\.\/claims\/value-of-privacy\/[\w-]+\.ts$/);
  for (const { prefix } of papers) assert.ok(ids.some((id) => id.startsWith(`${prefix}/`) && sources(id).cell));
});

test("an unknown filter is refused", async () => {
  await assert.rejects(claims("nosuch"), /filter must be how the id of a claim begins \(wyz16, .*\); got "nosuch"/);
  await assert.rejects(claims(3 as never), TypeError);
});
