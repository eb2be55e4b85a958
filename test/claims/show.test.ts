import assert from "node:assert/strict";
import { test } from "node:test";
import { claimsOf } from "../../claims/all";
import { claims } from "../../claims";
import { shownBy } from "../notebook/kernel";

test("a part of the ledger is shown as a table, with how many rows are as recorded", async () => {
  const [{ id }] = claimsOf("");
  const shown = await shownBy(() => claims(id));
  const { data, metadata } = shown[shown.length - 1];
  const count = claimsOf(id).length;
  assert.deepEqual(metadata.claims, { total: count, asRecorded: count });
  assert.ok((data["text/html"] as string).includes(id));
});

test("an unknown filter is refused", async () => {
  await assert.rejects(claims("nosuch"), /filter must be how the id of a claim begins \(wyz16, .*\); got "nosuch"/);
  await assert.rejects(claims(3 as never), TypeError);
});
