import assert from "node:assert/strict";
import { test } from "node:test";
import { standardExponential, standardNormal } from "../../lib/probability/continuous";
import { agrees, estimateMean, estimateProportion } from "../../lib/probability/monte-carlo";
import { shuffle } from "../../lib/probability/shuffle";
import { stream } from "../../lib/probability/stream";

test("every order of four is as likely as any other", () => {
  const counts = new Map<string, number>();
  const runs = 24_000;
  const from = stream(1, "orders");
  for (let run = 0; run < runs; run++) {
    const order = [0, 1, 2, 3];
    shuffle(order, from);
    counts.set(order.join(), (counts.get(order.join()) ?? 0) + 1);
  }
  assert.equal(counts.size, 24);
  for (const count of counts.values()) assert.ok(agrees(estimateProportion(runs, count), 1 / 24));
});

test("a long array keeps its members, and any of them can come first", () => {
  const order = Int32Array.from({ length: 100 }, (_, i) => i);
  const from = stream(1, "long");
  let first = 0;
  for (let run = 0; run < 2000; run++) {
    shuffle(order, from);
    first += order[0];
  }
  assert.deepEqual(
    Array.from(order).sort((a, b) => a - b),
    Array.from({ length: 100 }, (_, i) => i),
  );
  assert.ok(Math.abs(first / 2000 - 49.5) < (4.5 * 28.9) / Math.sqrt(2000));
});

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
