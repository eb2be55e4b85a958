import assert from "node:assert/strict";
import { test } from "node:test";
import { papers } from "../../lib/ledger";
import { claims } from "../../lib/notebook";
import { shownBy } from "./kernel";

test("a part of the ledger is shown as a table, with how many rows are as recorded", async () => {
  const { id } = papers[0].claims[0];
  const shown = await shownBy(() => claims(id));
  const { data, metadata } = shown[shown.length - 1];
  const count = papers[0].claims.filter((claim) => claim.id.startsWith(id)).length;
  assert.deepEqual(metadata.claims, { total: count, asRecorded: count });
  assert.ok((data["text/html"] as string).includes(id));
});

test("an unknown filter is refused", async () => {
  await assert.rejects(claims("nosuch"), /filter must be how the id of a claim begins; got "nosuch"/);
  await assert.rejects(claims(3 as never), TypeError);
});
