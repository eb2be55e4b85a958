import assert from "node:assert/strict";
import { test } from "node:test";
import { agrees, estimateMean } from "../../lib/probability/monte-carlo";
import { stream } from "../../lib/probability/stream";
import {
  errorProbability,
  interimUtility,
  paymentDeviation,
  payments,
  simulateErrors,
  simulatePlays,
  simulateUtility,
  symmetricResponse,
  upperBound,
} from "../../lib/value-of-privacy";
import { OFFER } from "./market";

test("plays and the mechanism run report by report have one expectation", () => {
  for (const N of [2, 5, 33, 100]) {
    const design = { ...OFFER, N };
    assert.ok(agrees(simulatePlays(design, 40_000, stream(1, `plays ${N}`)), upperBound(design)), `plays ${N}`);
  }
  const direct = estimateMean(
    5000,
    ({ uniform }) => {
      const w = uniform() < 0.7 ? 1 : 0;
      const reports = Array.from({ length: 5 }, (): 0 | 1 => {
        const s = uniform() < 0.8 ? w : 1 - w;
        return (uniform() < 1 / (1 + Math.exp(-1)) ? s : 1 - s) === 1 ? 1 : 0;
      });
      return payments(OFFER, reports).reduce((sum, x) => sum + x, 0) / 5;
    },
    stream(1, "direct"),
  );
  assert.ok(agrees(direct, upperBound({ ...OFFER, N: 5 })));
});

test("the spread of play averages lies below one person's, which it would equal if people were independent and alone", () => {
  const { standardError, runs } = simulatePlays({ ...OFFER, N: 10 }, 50_000, stream(1, "spread"));
  assert.ok(standardError * Math.sqrt(runs) < paymentDeviation({ ...OFFER, N: 10 }));
});

test("a deviation's simulated utility is its exact one; so is the error of decisions", () => {
  const design = { ...OFFER, N: 10 };
  for (const strategy of [symmetricResponse(0.3), symmetricResponse(-1), { p1: 0.6, p0: 0.2, q1: 0.2, q0: 0.5 }]) {
    assert.ok(
      agrees(simulateUtility(design, strategy, 50_000, stream(1, "deviation")), interimUtility(design, strategy)),
    );
  }
  for (const N of [1, 8, 25]) {
    assert.ok(
      agrees(simulateErrors({ ...OFFER, N }, 100_000, stream(2, N)), errorProbability({ ...OFFER, N })),
      `${N}`,
    );
  }
});

test("the same stream gives the same estimate; a revealing strategy cannot be simulated", () => {
  const run = (): number => simulatePlays({ ...OFFER, N: 7 }, 1000, stream(9)).estimate;
  assert.equal(run(), run());
  assert.throws(() => simulateUtility({ ...OFFER, N: 7 }, symmetricResponse(Infinity), 10, stream(9)), {
    message: /^strategy must be/,
  });
});
