/** The paper's ledger, on fresh random numbers too. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkClaim } from "../../claims/check";
import { claims } from "../../claims/pricing-samples";

test("there are 44 rows, each once", () => {
  assert.equal(new Set(claims.map(({ id }) => id)).size, 44);
  assert.equal(claims.length, 44);
});

for (const seed of [2026, "another"]) {
  test(`every verdict is as recorded, every twin rejected, under the seed ${seed}`, async () => {
    for (const claim of claims) {
      const row = await checkClaim(claim, seed);
      assert.ok(
        row.ok,
        `${row.id}: ${row.verdict}, recorded ${row.expected}; twin rejected: ${row.twinRejected}; ${row.evidence}`,
      );
    }
  });
}
