import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { stream } from "../../lib/probability/stream";
import * as vp from "../../lib/value-of-privacy";
import { interimPayments } from "../../lib/value-of-privacy/best-response";
import { flipReports, replicate } from "../../lib/value-of-privacy/genie";

/** Values that may come where a number is asked for: legal ones, edges, and nonsense. */
const anything = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: 0.01, max: 3, noNaN: true }) },
  { weight: 2, arbitrary: fc.integer({ min: -3, max: 400 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }) },
  fc.constantFrom<unknown>(
    NaN,
    Infinity,
    -Infinity,
    0,
    -0,
    0.5,
    1,
    -1,
    1e-300,
    1e300,
    2 ** 53,
    "0.7",
    null,
    undefined,
    [],
    {},
    3n,
  ),
);

const design = fc.record({ theta: anything, p1: anything, eps: anything, N: anything });
const cost = vp.linearCost(1);

type Call = (input: Record<string, never>) => unknown;

/** Every exported function of parameters alone. */
const CALLS: Readonly<Record<string, Call>> = {
  reportAccuracy: (d) => vp.reportAccuracy(d as never),
  chernoffInformation: (d) => vp.chernoffInformation(d as never),
  paymentScale: (d) => vp.paymentScale({ ...d, cost } as never),
  lowerBound: (d) => vp.lowerBound({ ...d, cost } as never),
  majorityLaw: (d) => Object.values(vp.majorityLaw(d as never)).filter((x) => x !== -Infinity),
  paymentFactors: (d) => Object.values(vp.paymentFactors(d as never)),
  upperBound: (d) => vp.upperBound({ ...d, cost } as never),
  gap: (d) => vp.gap({ ...d, cost } as never),
  logGap: (d) => vp.logGap({ ...d, cost } as never),
  paymentDeviation: (d) => vp.paymentDeviation({ ...d, cost } as never),
  equilibriumUtility: (d) => vp.equilibriumUtility({ ...d, cost } as never),
  nonInformativeUtility: (d) => vp.nonInformativeUtility({ ...d, cost } as never),
  explicitBound: (d) => vp.explicitBound({ ...d, cost } as never) ?? 0,
  unanimityPayments: (d) => Object.values(vp.unanimityPayments({ ...d, cost } as never)),
  geniePayments: (d) => Object.values(vp.geniePayments({ ...d, cost } as never)),
  interimPayments: (d) => Object.values(interimPayments({ ...d, cost } as never)),
  cheapestMechanism: (d) => vp.cheapestMechanism({ ...d, cost } as never).payment,
  cheapestAmongInformedPeers: (d) => vp.cheapestAmongInformedPeers({ ...d, cost } as never).payment,
  payments: (d) => vp.payments({ ...d, cost } as never, [1, 0, null, 1]),
  errorProbability: (d) => vp.errorProbability(d as never),
  logErrorProbability: (d) => vp.logErrorProbability(d as never),
  bestLevel: (d) => vp.bestLevel({ ...d, cost } as never)?.eps ?? 0,
  totalBounds: ({ theta, p1, eps }) => vp.totalBounds({ theta, p1, cost } as never, eps)?.lower ?? 0,
  cheapestWithGenie: ({ theta, p1, eps }) => vp.cheapestWithGenie({ theta, p1, cost } as never, eps)?.total ?? 0,
  peopleForError: ({ theta, p1, eps, N }) => vp.peopleForError({ theta, p1, eps, tau: N } as never),
  linearCost: ({ eps }) => vp.linearCost(eps).cost(1),
  powerCost: ({ eps, N }) => vp.powerCost(eps, N).marginal(1),
  privacyLevelOf: ({ theta, p1, eps, N }) =>
    Math.min(vp.privacyLevelOf({ p1: theta, p0: p1, q1: eps, q0: N } as never), 1e9),
  symmetricResponse: ({ eps }) => Object.values(vp.symmetricResponse(eps)),
  exponentialCost: ({ eps, theta }) => Math.min(vp.exponentialCost(eps, theta).cost(1), 1e9),
  linearQuadraticCost: ({ eps, theta }) => vp.linearQuadraticCost(eps, theta).marginal(1),
  stepCost: ({ eps, theta, p1, N }) => vp.stepCost(eps, theta, p1, N).cost(1),
  auditCost: ({ eps }) => vp.auditCost(vp.linearCost(eps)).length,
  totalPayment: (d) => vp.totalPayment({ ...d, costs: [cost, vp.linearCost(2)] } as never),
  upperBoundAmongPeers: (d) => vp.upperBoundAmongPeers({ ...d, cost, peers: [d.N, 1, 1] } as never),
  bestResponse: ({ theta, p1, eps, N }) =>
    vp.bestResponse({ theta, p1, cost, R: { r11: eps, r10: 0, r01: 0, r00: N } } as never).utility,
  interimUtility: (d) => vp.interimUtility({ ...d, cost } as never, { p1: 0.6, p0: 0.2, q1: 0.2, q0: 0.5 }),
  reportLaw: ({ theta }) =>
    vp.reportLaw(theta, { p1: 0.6, p0: 0.2, q1: 0.2, q0: 0.5 }, 1).map(([, probability]) => probability),
  replicate: ({ theta, N }) =>
    replicate(theta, (reports) => reports.map(() => 1), [vp.symmetricResponse(1), vp.symmetricResponse(2)], N).r11,
  flipReports: () => flipReports((reports) => reports.map((x) => x ?? 0), 0)([1, 0]) as number[],
  cheapestCappedMechanism: ({ theta, ...d }) =>
    vp.cheapestCappedMechanism({ ...d, theta: 0.8, cost } as never, typeof theta === "number" ? 30 * theta : theta)
      .payment,
  populationNeeded: ({ theta, eps }) => vp.populationNeeded({ theta, cost, tau: eps })?.N ?? 0,
  ratioPeaks: (d) => (vp.ratioPeaks({ ...d, cost } as never) ?? []).map(({ ratio }) => ratio),
  errorProbabilityOf: ({ theta, p1, eps, N }) => vp.errorProbabilityOf({ theta, p1, levels: [eps, N] }),
  cheapestDesign: ({ theta, p1, eps }) => vp.cheapestDesign({ theta, p1, cost }, eps)?.total ?? 0,
  cheapestMajorityDesign: ({ theta, p1, eps }) => vp.cheapestMajorityDesign({ theta, p1, cost }, eps)?.total ?? 0,
  levelFor: ({ theta, eps, N }) => vp.levelFor(theta, eps, N) ?? 0,
  allocateLevels: ({ theta, p1, eps }) => vp.allocateLevels({ theta, costs: [p1, 1], tau: eps }).levels as number[],
  bestResponsePath: (d) => vp.bestResponsePath({ ...d, cost } as never, d.eps, 5),
  symmetricEquilibria: (d) => vp.symmetricEquilibria({ ...d, cost } as never),
  simulatePlays: (d) => vp.simulatePlays({ ...d, cost } as never, 10, stream(1)).estimate,
  simulateErrors: (d) => vp.simulateErrors(d as never, 10, stream(1)).estimate,
  simulateUtility: (d) => vp.simulateUtility({ ...d, cost } as never, vp.symmetricResponse(1), 10, stream(1)).estimate,
};

test("every exported function is tried", () => {
  assert.deepEqual(
    Object.keys(vp).filter((name) => !(name in CALLS)),
    [],
  );
});

for (const [name, call] of Object.entries(CALLS)) {
  test(`${name}: finite numbers for what is legal, an error that names the parameter for what is not`, () => {
    let [legal, refused] = [0, 0];
    fc.assert(
      fc.property(design, (input) => {
        try {
          const answer = call(input as never);
          for (const value of Array.isArray(answer) ? answer : [answer]) {
            assert.ok(typeof value === "number" && Number.isFinite(value), `${fc.stringify(input)}: ${value}`);
          }
          legal++;
        } catch (error) {
          if (error instanceof assert.AssertionError) throw error;
          assert.ok(error instanceof RangeError || error instanceof TypeError, String(error));
          assert.match(error.message, /^[\w.()[\]+′ -]+ must be .+; got /s);
          refused++;
        }
      }),
      { seed: 11, numRuns: 400 },
    );
    assert.ok(refused > 0 || name === "flipReports", "nothing was refused");
    assert.ok(legal > 0, "nothing was answered");
  });
}
