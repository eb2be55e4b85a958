import assert from "node:assert/strict";
import { test } from "node:test";
import { standardExponential, standardNormal } from "../../lib/probability/continuous";
import { agrees, estimateMean } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";

test("normal and exponential draws have their moments", () => {
  const from = stream(1, "laws");
  assert.ok(agrees(estimateMean(20_000, standardNormal, from), 0));
  assert.ok(
    agrees(
      estimateMean(20_000, (s) => standardNormal(s) ** 2, from),
      1,
    ),
  );
  assert.ok(agrees(estimateMean(20_000, standardExponential, from), 1));
  assert.ok(
    agrees(
      estimateMean(20_000, (s) => standardExponential(s) ** 2, from),
      2,
    ),
  );
});
