/** The paper's ledger, on fresh random numbers too. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkClaim } from "../../claims/check";
import { claims } from "../../claims/pricing-samples";

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
